"""Rules of the step `layout`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from plan_extract.rules.base import Rule

__all__ = ["FILES", "LayoutRules", "compile_rules"]

FILES: dict[str, type[Rule]] = {}


@dataclass(frozen=True, slots=True)
class LayoutRules:
    """What the step takes."""


def compile_rules(rules: Mapping[str, Mapping[str, Rule]]) -> LayoutRules:
    """Make the step's rules of the validated entries."""
    del rules
    return LayoutRules()
