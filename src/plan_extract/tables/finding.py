"""Where tables stand among the lines of a text."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate
from operator import add
from typing import NamedTuple

from plan_extract.rules.tables import TableRules
from plan_extract.tables.cells import aligned, cut, is_binding, is_empty, is_unit, is_value
from plan_extract.tables.extent import LONGEST_LINE, TextLine, indicator_lines, note_lines, project_lines
from plan_extract.tables.grid import Cell, Column, Grid, Kind, Row, Table
from plan_extract.tables.gridded import read_grid
from plan_extract.tables.heads import Heads, merge, read_heads, settle
from plan_extract.tables.inline import read_inline
from plan_extract.tables.listing import read_listing
from plan_extract.tables.rows import read_rows
from plan_extract.tables.weaving import weave

__all__ = ["Found", "TextLine", "find", "known"]

_HEAD_LINES = 40  # lines that a head may take with one cell on each
_HEAD_LINE = 150  # characters of the longest line of a head
_RULED = 2000  # characters of the longest line whose cells are parted by bars or tabs
_INLINE = 40  # characters of the shortest line that can be a whole table
_LOOKED = 40  # lines below a title that are looked at where there is no head
_SURE = 3  # rows of one form that make a table without heads
_GUESSES = (("target",), ("base", "target"), ("base", "target", "annual"))  # what one, two or three values are
_COLUMNS = 30  # of the widest table
_EFFORT = 2  # lines below heads that lead to nothing, and such heads, that are looked at for each line of the text


class _Head(NamedTuple):
    """The head of a table: its first line, its columns, the first line below, and what a row has on its last line."""

    start: int
    columns: list[Column]
    below: int
    rest: list[Cell]


class Found(NamedTuple):
    """A table and the lines it takes up, its title and notes included."""

    lines: range
    table: Table


def find(lines: Sequence[TextLine], rules: TableRules) -> list[Found]:
    """The tables among `lines`, in order."""
    found: list[Found] = []
    effort = _EFFORT * (len(lines) + 100)  # so that a text of nothing but heads costs no more than its length
    past = 0  # the lines up to here belong to tables, or are ruled and belong to none
    for at in _anchored(lines, rules):
        if at < past or effort <= 0:
            continue
        floor = found[-1].lines.stop if found else 0
        if _is_ruled(lines[at].text):
            ruled, stop = _ruled(lines, at, floor, rules)
            if ruled is not None or "\t" not in lines[at].text:
                found += [ruled] if ruled else []
                past = stop
                continue
        inline = read_inline(lines[at].text, lines[at].start, rules) if len(lines[at].text) > _INLINE else None
        if inline is not None:
            notes = note_lines(lines, at + 1, inline.rows, rules)
            inline.notes = [(lines[n].start, lines[n].start + len(lines[n].text)) for n in notes]
            if notes:
                inline.end = inline.notes[-1][1]
            found.append(Found(range(at, notes.stop), inline))
            past = notes.stop
            continue
        head = _head_at(lines, at, floor, rules) or _headless(lines, at, rules)
        settled = settle(head.columns, rules) if head else None
        if head is None or settled is None:
            effort -= 1 if head is None else len(head.columns)
            continue
        extent = indicator_lines if settled[0] is Kind.INDICATORS else project_lines
        body = extent(lines, head.below, head.rest, rules)
        effort -= len(body)
        table = _table(lines, head, *settled, body, floor, rules)
        if table is not None:
            found.append(table)
            past = table.lines.stop
    return found


def _anchored(lines: Sequence[TextLine], rules: TableRules) -> list[int]:
    """Which of `lines` hold an anchor: asked of all at once, which is quicker than of one after the other."""
    texts = [line.text for line in lines]
    ends = list(map(add, accumulate(map(len, texts)), range(len(texts))))  # where each stands in all of them
    anchors = (anchor.start() for anchor in rules.anchor.finditer("\n".join(texts)))
    return list(dict.fromkeys(bisect_left(ends, at) for at in anchors))


def known(lines: Sequence[TextLine], rows: range, grid: Grid, floor: int, rules: TableRules) -> Found:
    """The table that the file itself tells: `rows` of the lines, with its cells in `grid`; it begins below `floor`."""
    table = read_grid(grid, rules)
    kind, columns, read = (table.kind, table.columns, table.rows) if table else (Kind.OTHER, [], [])
    return _finish(lines, rows.start, rows.stop - 1, kind, columns, read, floor, rules)


def _table(
    lines: Sequence[TextLine], head: _Head, kind: Kind, columns: list[Column], body: list[list[Cell]], floor: int,
    rules: TableRules,
) -> Found | None:
    """The table with the head `head`, or None where too few rows follow."""
    if kind is Kind.PROJECTS:
        rows = read_listing(body, columns, rules)
        if len(rows) < 2:
            return None
        last = max(line for row in rows for line in _lines(row))
        return _finish(lines, head.start, last, kind, columns, rows, floor, rules)
    columns, rows = _indicator_rows(body, columns, rules)
    if sum(any(c is not None and _numeric(c) for c in row.values) for row in rows) < 2:
        return None
    last = max(line for row in rows for line in _lines(row))
    return _finish(lines, head.start, last, kind, columns, rows, floor, rules)


def _numeric(cell: Cell) -> bool:
    return any(c.isdigit() for c in cell.text)


def _headless(lines: Sequence[TextLine], at: int, rules: TableRules) -> _Head | None:
    """What stands for the head of a table that has none: rows of one form right below the title at `at`."""
    if len(lines[at].text) > _HEAD_LINE or rules.mark("bare_title").search(lines[at].text) is None:
        return None
    near = lines[at + 1 : at + 1 + _LOOKED]
    body = [cut(line.text, line.start, 0) for line in near if len(line.text) <= LONGEST_LINE]
    if not body or read_heads([cell for cells in body[:4] for cell in cells][:12], rules).columns:
        return None
    counted: Counter[int] = Counter()
    bound = units = 0
    for cells in body:
        own = [c.text for c in cells[1:] if not is_binding(c.text, rules)]
        values = next((n for n, t in enumerate(reversed(own)) if not (is_value(t, rules) or is_empty(t, rules))), 0)
        counted[values] += values > 0
        bound += any(is_binding(c.text, rules) for c in cells)
        units += any(is_unit(c.text, rules) for c in cells[1:])
    count, rows = max(counted.items(), key=lambda item: item[1], default=(0, 0))
    if bound < _SURE or rows < _SURE or not 1 <= count <= len(_GUESSES):
        return None
    columns = [Column("name", ""), *([Column("unit", "")] if units * 2 > rows else [])]
    columns += [Column("value", "", guess=guess) for guess in _GUESSES[count - 1]]
    return _Head(at + 1, [*columns, Column("binding", "")], at + 1, [])


def _ruled(lines: Sequence[TextLine], at: int, floor: int, rules: TableRules) -> tuple[Found | None, int]:
    """The table whose cells are parted by bars or tabs and that the line `at` belongs to, and the line after it."""
    start = stop = at
    while start > floor and _is_ruled(lines[start - 1].text):
        start -= 1
    while stop < len(lines) and _is_ruled(lines[stop].text):
        stop += 1
    rows = [cut(lines[n].text, lines[n].start, n) for n in range(start, stop) if lines[n].text.strip("|-: \t")]
    framed = all(lines[n].text[0] == lines[n].text[-1] == "|" for n in range(start, stop))
    table = read_grid(Grid.of_rows(aligned(rows, rules)), rules) if len(rows) > 1 else None
    if table is None or (table.kind is Kind.OTHER and not framed):
        return None, max(stop, at + 1)
    found = _finish(lines, start, stop - 1, table.kind, table.columns, table.rows, floor, rules)
    return found, found.lines.stop


def _is_ruled(text: str) -> bool:
    return len(text) <= _RULED and (text.count("|") > 1 or text.count("\t") > 1)


def _head_at(lines: Sequence[TextLine], at: int, floor: int, rules: TableRules) -> _Head | None:
    """The head that the line `at` belongs to."""
    if len(lines[at].text) > _HEAD_LINE:
        return None
    start = at
    while start > floor and at - start < 8 and _is_head(lines[start - 1], rules):
        start -= 1
    cells: list[Cell] = []
    stop = start
    heads = Heads([], 0)
    while stop < len(lines) and stop - start < _HEAD_LINES:
        cells += cut(lines[stop].text, lines[stop].start, stop)
        stop += 1
        heads = read_heads(cells, rules, heads)
        if heads.cells < len(cells) - 4 or len(heads.columns) > _COLUMNS:
            break
    if not heads.columns:
        return None
    below = cells[heads.cells].line if heads.cells < len(cells) else stop
    if heads.cells == len(cells) or cells[heads.cells - 1].line != below:
        return _Head(start, heads.columns, below, [])
    return _Head(start, heads.columns, below + 1, [c for c in cells[heads.cells :] if c.line == below])


def _is_head(line: TextLine, rules: TableRules) -> bool:
    if len(line.text) > _HEAD_LINE:
        return False
    cells = cut(line.text, line.start, 0)
    return read_heads(cells, rules).cells == len(cells)


def _indicator_rows(
    body: list[list[Cell]], columns: list[Column], rules: TableRules,
) -> tuple[list[Column], list[Row]]:
    """The rows of a table of indicators, and its columns, upper heads told from the others."""
    named = sum(c.role == "value" for c in columns)
    best: tuple[int, list[Column], list[Row]] = (-1, columns, [])
    for count in range(named, 0, -1):
        merged = merge(columns, count)
        if sum(c.role == "value" for c in merged) != count:
            break
        woven = body
        if sum(len(line) > 1 for line in body) * 2 > len(body):
            woven = weave(body, count, rules, unit=any(c.role == "unit" for c in merged))
        rows, strays = read_rows(woven, merged, count, rules)
        full = sum(len(row.values) == count for row in rows)
        if 2 * full - len(rows) - strays > best[0]:
            best = (2 * full - len(rows) - strays, merged, rows)
    _, columns, rows = best
    heads = [c.head for c in columns if c.role == "value"]
    for row in rows:
        if len(row.values) < len(heads):
            row.values = _aligned(row.values, heads, rules)
    return columns, rows


def _aligned(values: Sequence[Cell | None], heads: Sequence[str], rules: TableRules) -> list[Cell | None]:
    """The values of a row that lacks some, in their columns as far as that can be told."""
    changes = [n for n, head in enumerate(heads) if any(rules.mark(k).search(head) for k in ("annual", "change"))]
    levels = [n for n in range(len(heads)) if n not in changes]
    placed: list[Cell | None] = [None] * len(heads)
    plain = []
    for cell in values:
        if cell is not None and (cell.text[0] in "[〔【" or rules.mark("cumulative").search(cell.text)):
            if changes:
                placed[changes[-1]] = cell
        else:
            plain.append(cell)
    if len(plain) == len(levels):
        for n, cell in zip(levels, plain, strict=True):
            placed[n] = cell
    return placed


def _lines(row: Row) -> list[int]:
    cells = [*row.name, *(c for c in (*row.values, row.unit, row.binding, *row.fields.values()) if c)]
    return [piece.line for cell in cells for piece in (cell, *cell.more)]


def _finish(
    lines: Sequence[TextLine], start: int, last: int, kind: Kind, columns: list[Column], rows: list[Row],
    floor: int, rules: TableRules,
) -> Found:
    """The table with its title and caption above and its notes below."""
    first, unit = start, ""
    if first > floor and rules.mark("caption").search(lines[first - 1].text) and len(lines[first - 1].text) <= 40:
        first -= 1
        unit = lines[first].text.strip("()").partition(":")[2].strip()
    title = None
    if first > floor and rules.mark("title").search(lines[first - 1].text):
        first -= 1
        title = (lines[first].start, lines[first].start + len(lines[first].text))
    stop = last + 1
    notes = []
    for at in note_lines(lines, stop, rows, rules):
        notes.append((lines[at].start, lines[at].start + len(lines[at].text)))
        stop = at + 1
    top = lines[first + 1 if title else first].start
    end = lines[stop - 1].start + len(lines[stop - 1].text)
    return Found(range(first, stop), Table(kind, top, end, title, columns, rows, notes, unit))


