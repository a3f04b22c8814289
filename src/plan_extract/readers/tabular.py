"""What readers of formats with tables have in common: which tables hold data, and how one is written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import regex

from plan_extract.blocks import BlockKind, Locator
from plan_extract.readers.transcript import TableCell, Transcript

__all__ = ["CellLines", "holds_data", "joined", "write_table"]

CellLines = tuple[list[str], int, int]  # the lines of a cell, and how many rows and columns it spans

_LONGEST_CELL = 1500  # characters
_MOST_LINES = 12  # of a cell
_ENDED = regex.compile(r"[。；;！!？?]\s*$")
_LATIN = regex.compile(r"[A-Za-z0-9]$")


def joined(lines: Sequence[str]) -> str:
    """The lines of a cell as one: they are broken for want of width, not of sense."""
    text = "".join(lines[:1])
    for line in lines[1:]:
        text += (" " if _ENDED.search(text) or (_LATIN.search(text) and line[:1].isascii()) else "") + line.strip()
    return text


def holds_data(rows: Sequence[Sequence[CellLines]]) -> bool:
    """Whether a table has at least two columns and rows, and cells that are no chapters of prose."""
    if sum(count > 1 for count in _filled(rows)) < 2:
        return False
    cells = [lines for row in rows for lines, *_ in row]
    return all(len(lines) <= _MOST_LINES and sum(map(len, lines)) <= _LONGEST_CELL for lines in cells)


def _filled(rows: Iterable[Sequence[CellLines]]) -> list[int]:
    """How many cells with text each row has, those included that reach into it from above."""
    counts: list[int] = []
    above: list[int] = []  # of each cell that reaches into the row, how many rows it still has
    for row in rows:
        own = [rowspan for lines, rowspan, _ in row if lines]
        counts.append(len(own) + len(above))
        above = [left - 1 for left in (*above, *own) if left > 1]
    return counts


def write_table(
    rows: Sequence[Sequence[CellLines]], locator: Locator | None, written: Transcript,
) -> None:
    """Write a table that `holds_data`; rows of one cell above and below are its title, its unit and its notes."""
    bare = [count < 2 and all(span == 1 for _, span, _ in row) for count, row in zip(_filled(rows), rows, strict=True)]
    first = bare.index(False)
    last = len(bare) - bare[::-1].index(False)
    _write_lines(rows[:first], locator, written)
    written.table([[TableCell(joined(lines), *spans) for lines, *spans in row] for row in rows[first:last]], locator)
    _write_lines(rows[last:], locator, written)


def _write_lines(rows: Iterable[Sequence[CellLines]], locator: Locator | None, written: Transcript) -> None:
    for row in rows:
        for lines, *_ in row:
            for line in lines:
                written.add(line, BlockKind.PARAGRAPH, locator)
