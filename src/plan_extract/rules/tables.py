"""What the step `tables` takes: column heads, and the marks of a table."""

from __future__ import annotations

import re
from dataclasses import dataclass

from plan_extract.patterns import compiled
from plan_extract.rules.patterns import Scan

__all__ = ["TableRules"]

_NEVER = compiled(r"(?!)")


@dataclass(slots=True, eq=False)
class TableRules:
    """What the step takes.

    Attributes:
        columns: role and pattern of each kind of column head.
        head: any of these patterns.
        heads: the same, to be looked for in a line.
        anchor: a word in the head of a table that is read, in one of several lines.
        marks: the other patterns by key.
        bindings: the words that say whether an indicator binds the government, and what they say.
        unit: a cell that is a unit.
        value: a cell that is a number, with what may stand around it.
        glued: a row whose cells nothing parts: its number, name with unit in brackets, values and binding.
        glued_value: one value of such a row.
    """

    columns: tuple[tuple[str, re.Pattern[str]], ...]
    head: re.Pattern[str]
    heads: Scan
    anchor: re.Pattern[str]
    marks: dict[str, re.Pattern[str]]
    bindings: dict[str, str]
    unit: re.Pattern[str]
    value: re.Pattern[str]
    glued: re.Pattern[str]
    glued_value: re.Pattern[str]

    def mark(self, key: str) -> re.Pattern[str]:
        """The pattern of `key`; one that never matches where the rules have none."""
        return self.marks.get(key, _NEVER)
