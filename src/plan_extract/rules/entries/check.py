"""`check.yaml`: what the checks of a plan look for, or have to leave alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from plan_extract.rules.check import CheckRules
from plan_extract.rules.dialect import compiled
from plan_extract.rules.entries.base import Rule

__all__ = ["FILES", "CheckRule", "compile_rules"]


class CheckRule(Rule):
    """Words or a pattern of one check; the key says which."""


FILES: dict[str, type[Rule]] = {"check": CheckRule}


_SETS = ("function-words", "repeatable")


def compile_rules(rules: Mapping[str, Mapping[str, Rule]]) -> CheckRules:
    """Make what the checks take of the validated entries; an entry that was removed matches nothing."""
    entries = rules["check"]
    patterns: dict[str, Any] = {
        key: compiled(entries[key].source() if key in entries else r"(?!)")
        for name in CheckRules._fields if (key := name.replace("_", "-")) not in _SETS
    }
    sets = {key: frozenset(entries[key].words if key in entries else ()) for key in _SETS}
    return CheckRules(**{key.replace("-", "_"): made for key, made in (patterns | sets).items()})
