"""Rules of the step `outline`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from plan_extract.rules.base import Rule

__all__ = ["FILES", "OutlineRules", "compile_rules"]

FILES: dict[str, type[Rule]] = {}


@dataclass(frozen=True, slots=True)
class OutlineRules:
    """What the step takes."""


def compile_rules(rules: Mapping[str, Mapping[str, Rule]]) -> OutlineRules:
    """Make the step's rules of the validated entries."""
    del rules
    return OutlineRules()
