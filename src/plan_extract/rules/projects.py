"""Rules of the step `projects`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from plan_extract.rules.base import Rule

__all__ = ["FILES", "ProjectRules", "compile_rules"]

FILES: dict[str, type[Rule]] = {}


@dataclass(frozen=True, slots=True)
class ProjectRules:
    """What the step takes."""


def compile_rules(rules: Mapping[str, Mapping[str, Rule]]) -> ProjectRules:
    """Make the step's rules of the validated entries."""
    del rules
    return ProjectRules()
