"""Tables of a Word file: which cells there are, and how many rows and columns each covers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeVar

from plan_extract.readers.docx.package import Element, child, local, value

__all__ = ["Cell", "spans_of", "table_rows"]

T = TypeVar("T")
_WIDEST = 64  # columns
_THROUGH = frozenset({"sdt", "sdtContent", "customXml", "ins", "moveTo"})


class Cell(NamedTuple):
    """A cell: its element (None for the room before a row that is set in), its column, and what it covers.

    `goes_on` is set on one that the cell above it covers.
    """

    element: Element | None
    column: int
    colspan: int = 1
    goes_on: bool = False

    def content(self) -> Sequence[Element]:
        """The paragraphs and tables in it."""
        return list(self.element) if self.element is not None else ()


def table_rows(table: Element) -> list[list[Cell]]:
    """The cells of each row, those included that are covered from above."""
    rows: list[list[Cell]] = []
    above: set[int] = set()
    for row in _within(table, "tr"):
        properties = child(row, "trPr")
        if child(properties, "del") is not None:
            continue
        cells: list[Cell] = []
        column = min(_number(value(child(properties, "gridBefore")), 0), _WIDEST)
        if column:
            cells.append(Cell(None, 0, column))
        for cell in _within(row, "tc"):
            properties = child(cell, "tcPr")
            colspan = max(min(_number(value(child(properties, "gridSpan")), 1), _WIDEST), 1)
            merge, beside = child(properties, "vMerge"), child(properties, "hMerge")
            if beside is not None and value(beside) != "restart" and cells:
                cells[-1] = cells[-1]._replace(colspan=cells[-1].colspan + colspan)
            else:
                goes_on = merge is not None and value(merge) != "restart" and column in above
                cells.append(Cell(cell, column, colspan, goes_on))
            column += colspan
        rows.append(cells)
        above = {cell.column for cell in cells}
    return rows


def spans_of(rows: Sequence[Sequence[tuple[T, Cell]]]) -> tuple[tuple[tuple[T, int, int], ...], ...]:
    """For each row what its own cells hold, with the rows and columns that they cover."""
    below: dict[int, int] = {}  # for each column how many rows right below go on with the cell above
    spanned: list[tuple[tuple[T, int, int], ...]] = []
    for row in reversed(rows):
        own: list[tuple[T, int, int]] = []
        covered: dict[int, int] = {}
        for held, cell in row:
            if cell.goes_on:
                covered[cell.column] = below.get(cell.column, 0) + 1
            else:
                own.append((held, 1 + below.get(cell.column, 0), cell.colspan))
        below = covered
        spanned.append(tuple(own))
    return tuple(reversed(spanned))


def _within(element: Element, name: str) -> Iterator[Element]:
    for part in element:
        if local(part) == name:
            yield part
        elif local(part) in _THROUGH:
            yield from _within(part, name)


def _number(text: str | None, fallback: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 6 else fallback
