"""Tables without ruled lines between their cells: rows of short stretches that stand below each other."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from plan_extract.readers.pdf.grids import GridBox, Ruled
from plan_extract.readers.pdf.lines import Line, stretches

__all__ = ["find_aligned"]

_FEWEST_ROWS = 3
_FEWEST_COLUMNS = 3
_APART = 0.4  # sizes that part two columns at least
_FAR = 2.6  # sizes from one line of a table to the next at most, where neither is a whole row
_FARTHEST = 5.0  # sizes from one row to the next at most
_DOUBLED = 12  # stretches for one that shares its column with another of its line
_SAME_ROW = 0.95  # sizes: lines of one cell are further apart than that, lines of two cells of one row may be nearer


def find_aligned(lines: Sequence[Line]) -> tuple[list[Ruled], list[Line]]:
    """The tables among the lines of a page, which stand from its top to its foot, and the lines outside of them."""
    tables: list[Ruled] = []
    rest: list[Line] = []
    at = 0
    while at < len(lines):
        stop = _stop(lines, at) if lines[at].is_row else at
        table = _table(lines[at:stop]) if stop - at >= _FEWEST_ROWS else None
        if table is None:
            rest.append(lines[at])
            at += 1
            continue
        while rest and _is_part(rest[-1], lines[at], table):  # the first line of a cell that is higher than its row
            _put(table, rest.pop(), 0)
        tables.append(table)
        at = stop
    return tables, rest


def _stop(lines: Sequence[Line], start: int) -> int:
    """Past the last line of the table that may begin with the line `start`."""
    stop = start + 1
    for n in range(start + 1, len(lines)):
        line = lines[n]
        if lines[n - 1].y - line.y > (_FARTHEST if line.is_row else _FAR) * line.size:
            break
        if line.is_row:
            stop = n + 1
        elif n - stop > 3:
            break
    # Lines of the last row's cells.
    while stop < len(lines) and lines[stop - 1].y - lines[stop].y < 1.5 * lines[stop].size and not (
        lines[stop].x0 <= lines[start].stretches[0][0] + 1 and len(lines[stop].text) > 20
    ):
        stop += 1
    return stop


def _table(lines: Sequence[Line]) -> Ruled | None:
    """The table that `lines` make up, if they do."""
    while lines and not lines[-1].is_row and _edges(lines) is None:
        lines = lines[:-1]
    xs = _edges(lines)
    rows = _rows(lines, xs) if xs and _are_columns(lines, xs) else []
    if xs is None or len(rows) < _FEWEST_ROWS:
        return None
    tops = [max(line.top for line in row) for row in rows]
    ys = [*tops, min(line.y for line in rows[-1]) - 0.3 * rows[-1][0].size]
    cells = [
        GridBox(r, c, 1, 1, xs[c], ys[r + 1], xs[c + 1], ys[r]) for r in range(len(rows)) for c in range(len(xs) - 1)
    ]
    table = Ruled(xs, ys, cells)
    for r, row in enumerate(rows):
        for line in row:
            _put(table, line, r)
    return table


def _put(table: Ruled, line: Line, row: int) -> None:
    for glyph in line.glyphs:
        column = min(max(bisect_right(table.xs, (glyph.x0 + glyph.x1) / 2) - 1, 0), table.columns - 1)
        table.cells[row * table.columns + column].glyphs.append(glyph)


def _edges(lines: Sequence[Line]) -> list[float] | None:
    """Where columns begin and end, if the stretches of `lines` stand in columns."""
    if not lines:
        return None
    covered: list[list[float]] = []
    for a, b in sorted(stretch for line in lines for stretch in _cells(line)):
        if covered and a <= covered[-1][1] + _APART * lines[0].size:
            covered[-1][1] = max(covered[-1][1], b)
        else:
            covered.append([a, b])
    if len(covered) < _FEWEST_COLUMNS:
        return None
    return [covered[0][0] - 1, *((a[1] + b[0]) / 2 for a, b in pairwise(covered)), covered[-1][1] + 1]


def _are_columns(lines: Sequence[Line], xs: Sequence[float]) -> bool:
    """Whether the stretches of the lines stand in columns of their own; else gaps only part them."""
    stretched = sum(len(line.stretches) for line in lines)
    doubled = sum(
        len(line.stretches) - len({bisect_right(xs, (a + b) / 2) for a, b in line.stretches}) for line in lines)
    return doubled * _DOUBLED < stretched


def _cells(line: Line) -> list[tuple[float, float]]:
    """The stretches of a line that may stand in different cells."""
    return stretches(line.glyphs, _APART * line.size)


def _filled(line: Line, xs: Sequence[float]) -> set[int]:
    return {bisect_right(xs, (a + b) / 2) for a, b in _cells(line)}


def _rows(lines: Sequence[Line], xs: Sequence[float]) -> list[list[Line]]:
    """`lines` by the rows that they belong to."""
    rows: list[list[Line]] = []
    anchors: list[float] = []
    for line in lines:
        if not line.is_row:
            continue
        last = rows[-1][-1] if rows else None
        near = last is not None and last.y - line.y < _SAME_ROW * line.size
        if last is not None and near and not _filled(last, xs) & _filled(line, xs):
            rows[-1].append(line)
        else:
            rows.append([line])
            anchors.append(line.y)
    for line in lines:
        if not line.is_row and rows:
            rows[min(range(len(rows)), key=lambda n: abs(anchors[n] - line.y))].append(line)
    return [sorted(row, key=lambda line: -line.y) for row in rows]


def _is_part(line: Line, first: Line, table: Ruled) -> bool:
    """Whether a line above a table is the first of one of its cells: it stands near and inside of one column."""
    if line.y - first.y > _SAME_ROW * line.size:
        return False
    cells = _cells(line)
    return len(_filled(line, table.xs)) == len(cells) and all(
        b - a < 1.5 * (table.xs[at] - table.xs[at - 1])
        for a, b in cells if 0 < (at := bisect_right(table.xs, (a + b) / 2)) < len(table.xs)
    )
