"""Rules of the step `tables`: what the columns of a table are called, and what stands around a table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import regex

from plan_extract.rules.dialect import compiled
from plan_extract.rules.entries.base import Rule, alternation
from plan_extract.rules.entries.patterns import presence, scan
from plan_extract.rules.tables import TableRules

__all__ = ["FILES", "ColumnName", "TableMark", "compile_rules"]

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
    """Something by which a table, or a part of one, is known.

    Attributes:
        says: what a cell of these words means in the output.
    """

    says: str | None = None


FILES: dict[str, type[Rule]] = {"table_columns": ColumnName, "tables": TableMark}


def compile_rules(rules: Mapping[str, Mapping[str, Rule]]) -> TableRules:
    """Make the step's rules of the validated entries."""
    columns = tuple(
        (entry.role, compiled(entry.source()))
        for entry in rules["table_columns"].values() if isinstance(entry, ColumnName)
    )
    marks = {key: rule.source() for key, rule in rules["tables"].items()}
    words = alternation(word for rule in rules.get("units", {}).values() for word in rule.words)
    scales = alternation(
        word for rule in rules.get("numerals", {}).values() if getattr(rule, "kind", "") in {"multiplier", "magnitude"}
        for word in rule.words
    ) or "(?!)"
    one = rf"(?:1?0{{1,6}})?(?:{scales}){{0,3}}(?:{words or '%'})?"
    unit = rf"(?=[^\s/]|/1)(?:{one})(?:[/·]{one}){{0,3}}"
    number = r"[-+]?\d[\d,]{0,12}(?:\.\d{1,4})?"
    comparator = r"[<>≥≤~=±]{0,2}"
    amount = rf"{comparator}{number}(?:{unit})?(?:(?:-|~|—|/){comparator}{number}(?:{unit})?)?"
    lead, tail = marks.get("lead", ""), marks.get("tail", "")
    bindings: dict[str, str] = {
        word: rule.says
        for rule in rules["tables"].values() if isinstance(rule, TableMark) and rule.says for word in rule.words
    }
    points = alternation(
        word for rule in rules.get("units", {}).values() if getattr(rule, "dimension", "") in {"share", "points"}
        for word in rule.words
    ) or "%"
    heads = "|".join(pattern.pattern for _, pattern in columns) or "(?!)"
    return TableRules(
        columns,
        compiled(heads),
        scan(heads),
        presence(f"(?m:{marks.pop('anchor', '(?!)')})"),
        {key: compiled(source) for key, source in marks.items()},
        bindings,
        compiled(unit),
        compiled(
            rf"[\[(〔【]?(?:{lead})?[\[(〔【]?{amount}(?:{tail})?[\])〕】]?(?:{tail})?"
            rf"(?:[\[(〔【](?:{lead})?{amount}(?:{tail})?[\])〕】])?"
        ),
        compiled(
            rf"[ ]?(?P<seq>\d{{1,2}}[.、]?)?[ ]?(?P<name>[^\d\s。;,<>≥≤()\[〔-][^。;,]{{1,50}}?\((?:{unit})\))[ ]?"
            rf"(?P<values>(?:[\d.<>≥≤~\[\]〔〕—/ -]|{points}|{tail or '(?!)'}){{1,60}}+)"
            rf"(?P<bound>{alternation(bindings) or '(?!)'})?"
        ),
        compiled(
            r"-|—{1,2}|/|[\[〔]?[<>≥≤~]?-?(?:0|[1-9]\d{0,8})(?:\.\d{1,3})?"
            rf"(?:{points})?(?:{tail or '(?!)'})?[\]〕]?"
        ),
    )
