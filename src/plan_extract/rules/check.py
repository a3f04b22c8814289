"""What the checks of a plan look for, or have to leave alone."""

from __future__ import annotations

from typing import Any, NamedTuple

__all__ = ["CheckRules"]


class CheckRules(NamedTuple):
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
