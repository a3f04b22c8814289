"""`check.yaml`: what the checks of a plan look for, or have to leave alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import regex

from plan_extract.rules.base import Rule

__all__ = ["FILES", "CheckRule", "CheckRules", "compile_rules"]


class CheckRule(Rule):
    """Words or a pattern of one check; the key says which."""


FILES: dict[str, type[Rule]] = {"check": CheckRule}


@dataclass(frozen=True, slots=True)
class CheckRules:
    """An attribute for each entry of `check.yaml`, which says what it is for."""

    attachment_references: Any
    attachments: Any
    box_references: Any
    chapter_references: Any
    repeatable_clauses: Any
    emphasis: Any
    placeholders: Any
    unreadable_numbers: Any
    missing_numbers: Any
    standing: Any
    times: Any
    totals: Any
    limited_shares: Any
    unlimited_shares: Any
    function_words: frozenset[str]
    repeatable: frozenset[str]


_SETS = ("function-words", "repeatable")


def compile_rules(rules: Mapping[str, Mapping[str, Rule]]) -> CheckRules:
    """Make what the checks take of the validated entries; an entry that was removed matches nothing."""
    entries = rules["check"]
    patterns: dict[str, Any] = {
        key: regex.compile(entries[key].source() if key in entries else r"(?!)")
        for name in CheckRules.__dataclass_fields__ if (key := name.replace("_", "-")) not in _SETS
    }
    sets = {key: frozenset(entries[key].words if key in entries else ()) for key in _SETS}
    return CheckRules(**{key.replace("-", "_"): made for key, made in (patterns | sets).items()})
