"""What a table is made of: cells with their places, columns with their roles, rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

__all__ = ["Cell", "Column", "Grid", "Kind", "Row", "Slot", "Table"]


class Cell(NamedTuple):
    """A stretch of text that stands in a table by itself.

    Attributes:
        text: folded, without blanks around it.
        start: its first character in the flow.
        end: past its last.
        line: which of the table's lines holds it.
        more: further pieces of it that stand elsewhere, where it is broken over lines; `text` holds them all.
    """

    text: str
    start: int
    end: int
    line: int
    more: tuple[Cell, ...] = ()

    def pieces(self) -> list[tuple[int, int]]:
        """Start and end of each piece, in reading order."""
        return [(self.start, self.end), *((c.start, c.end) for c in self.more)]


class Slot(NamedTuple):
    """A cell of a grid, at its upper left corner, with the rows and columns it spans."""

    cell: Cell
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1


@dataclass(slots=True)
class Grid:
    """A table whose rows and columns are known."""

    slots: list[Slot] = field(default_factory=list)

    @classmethod
    def of_rows(cls, rows: Sequence[Sequence[Cell]]) -> Grid:
        """A grid without spans."""
        return cls([Slot(cell, r, c) for r, row in enumerate(rows) for c, cell in enumerate(row)])

    def rows(self) -> list[list[Slot | None]]:
        """For every row and column the cell that covers it, also where it begins further up or left."""
        height = max((s.row + 1 for s in self.slots), default=0)
        width = min(max((s.column + max(s.colspan, 1) for s in self.slots), default=0), 64)
        table: list[list[Slot | None]] = [[None] * width for _ in range(height)]
        for slot in self.slots:
            for r in range(slot.row, min(slot.row + max(slot.rowspan, 1), height)):
                for c in range(slot.column, min(slot.column + max(slot.colspan, 1), width)):
                    if table[r][c] is None:
                        table[r][c] = slot
        return table


class Kind(StrEnum):
    """What a table lists."""

    INDICATORS = "indicators"
    PROJECTS = "projects"
    OTHER = "other"


class Column(NamedTuple):
    """A column and what its head says.

    Attributes:
        role: sequence, category, name, unit, binding, value, project, content, location, years, investment or other.
        head: the head, folded, without blanks.
        above: a head that spans this column and others, or nothing.
        guess: base, target or annual: what the values seem to be where the table has no heads.
    """

    role: str
    head: str
    above: str = ""
    guess: str = ""


@dataclass(slots=True)
class Row:
    """A row.

    Attributes:
        name: the cells that make up the row's name, in reading order.
        parent: the name of the row that this one is a part of.
        unit: the unit's own cell.
        binding: what the table says the indicator is.
        values: a cell for each value column, None where there is none.
        fields: other cells by the role of their column.
    """

    name: list[Cell] = field(default_factory=list)
    parent: list[Cell] = field(default_factory=list)
    unit: Cell | None = None
    binding: Cell | None = None
    values: list[Cell | None] = field(default_factory=list)
    fields: dict[str, Cell] = field(default_factory=dict)


@dataclass(slots=True)
class Table:
    """A table; places are offsets into the flow.

    Attributes:
        kind: what it lists.
        start: first character, of its head.
        end: past the last of its notes.
        title: start and end of the line over it, or None.
        columns: in order.
        rows: in reading order.
        notes: start and end of each line of notes below it.
        unit: the unit that the head or title gives for all of it.
    """

    kind: Kind
    start: int
    end: int
    title: tuple[int, int] | None = None
    columns: list[Column] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    notes: list[tuple[int, int]] = field(default_factory=list)
    unit: str = ""

    def value_columns(self) -> list[Column]:
        """The columns that hold values, in order."""
        return [c for c in self.columns if c.role == "value"]
