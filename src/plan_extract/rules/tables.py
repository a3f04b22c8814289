"""Rules of the step `tables`: what the columns of a table are called, and what stands around a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import regex

from plan_extract.rules.base import Rule

__all__ = ["FILES", "ColumnName", "TableMark", "TableRules", "compile_rules"]

Role = Literal[
    "sequence", "category", "name", "unit", "binding", "value",
    "project", "content", "location", "years", "investment", "other",
]


class ColumnName(Rule):
    """What the head of a column says; the whole head has to match."""

    role: Role

    def matches(self, text: str) -> bool:
        """Whether `text` is such a head."""
        return regex.fullmatch(self.source(), text) is not None


class TableMark(Rule):
    """Something by which a table, or a part of one, is known."""


FILES: dict[str, type[Rule]] = {"table_columns": ColumnName, "tables": TableMark}


@dataclass(frozen=True, slots=True)
class TableRules:
    """What the step takes.

    Attributes:
        columns: for each role the pattern of its column heads, in the order of the file.
        marks: the other patterns by key.
    """

    columns: tuple[tuple[str, regex.Pattern[str]], ...]
    marks: dict[str, regex.Pattern[str]]


def compile_rules(rules: Mapping[str, Mapping[str, Rule]]) -> TableRules:
    """Make the step's rules of the validated entries."""
    sources: dict[str, list[str]] = {}
    for entry in rules["table_columns"].values():
        if isinstance(entry, ColumnName):
            sources.setdefault(entry.role, []).append(entry.source())
    columns = tuple((role, regex.compile("|".join(parts))) for role, parts in sources.items())
    return TableRules(columns, {key: regex.compile(rule.source()) for key, rule in rules["tables"].items()})
