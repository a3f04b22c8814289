"""What stands on the pages, in the order in which it is read: lines of text, tables, boxes, footnotes, furniture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from plan_extract.readers.pdf.aligned import find_aligned
from plan_extract.readers.pdf.columns import Placed, has_columns, in_reading_order
from plan_extract.readers.pdf.furniture import find_furniture
from plan_extract.readers.pdf.grids import GridBox, Ruled, fill, find_ruled
from plan_extract.readers.pdf.lines import Line, put_together
from plan_extract.readers.pdf.places import Page

__all__ = ["Aside", "Box", "Item", "Sheet", "Table", "lay_open", "read_stream"]

_NOTE = regex.compile(r"[\[(〔【]?(?:\d{1,3}|[①-⑳]|[*※]{1,3})")
_NOTE_SIZE = 0.93  # of the size of the text: how large a footnote is printed at most
_NOTE_RULE = 0.6  # of the width of the page: how long the line over footnotes is at most

CellLines = tuple[GridBox, list[Line]]


@dataclass(slots=True)
class Table:
    """A table: the pages it begins and ends on, the edges of its columns, its rows of cells with their lines."""

    page: int
    last: int
    xs: list[float]
    rows: list[list[CellLines]]


@dataclass(slots=True)
class Box:
    """Text in a ruled frame."""

    column: str
    lines: list[Placed]


@dataclass(slots=True)
class Aside:
    """Lines that are no part of the text: running heads, page numbers, and where `note`, a footnote."""

    lines: list[Line]
    note: bool = False


@dataclass(slots=True)
class Sheet:
    """A page whose glyphs have been put together: its tables and boxes, and the lines outside of them."""

    page: Page
    lines: list[Line]
    ruled: list[Ruled]


Item = Placed | Table | Box | Aside


def lay_open(page: Page) -> list[Sheet]:
    """The page, and what is written sideways on it."""
    sheets = []
    view: Page | None = page
    while view is not None:
        ruled = find_ruled(view.rules)
        outside = fill(ruled, view.glyphs)
        full = [table for table in ruled if any(cell.glyphs for cell in table.cells)]
        sheets.append(Sheet(view, put_together(outside, view.number), full))
        view = view.sideways
    return sheets


def read_stream(sheets: Sequence[Sheet]) -> Iterator[Item]:
    """Everything on `sheets`, in reading order."""
    furniture = find_furniture([s.lines for s in sheets], [s.page.height for s in sheets])
    body = _body_size(sheets)
    for sheet in sheets:
        aside = [line for line in sheet.lines if id(line) in furniture]
        lines = [line for line in sheet.lines if id(line) not in furniture]
        notes = _notes(lines, sheet.page, body)
        if aside:
            yield Aside(aside)
        if notes:
            yield Aside(lines[-notes:], note=True)
        lines = lines[: len(lines) - notes]
        waiting = list(sheet.ruled)
        if any(line.is_row for line in lines) and not has_columns(lines):
            aligned, lines = find_aligned(lines)
            waiting = sorted([*waiting, *aligned], key=lambda table: -table.ys[0])
        for placed in in_reading_order(lines, f"{round(sheet.page.width)}"):
            while waiting and _stands_above(waiting[0], placed.line):
                yield from _unfold(waiting.pop(0), sheet.page.number)
            yield placed
        for ruled in waiting:
            yield from _unfold(ruled, sheet.page.number)


def _body_size(sheets: Sequence[Sheet]) -> float:
    """The size that most of the text is printed in."""
    counted: Counter[float] = Counter()
    for sheet in sheets:
        for line in sheet.lines:
            counted[round(line.size * 2) / 2] += len(line.text)
    return max(counted, key=counted.__getitem__, default=0.0)


def _notes(lines: Sequence[Line], page: Page, body: float) -> int:
    """How many lines at the foot of a page are footnotes."""
    count = 0
    while count < len(lines) and lines[-1 - count].size <= _NOTE_SIZE * body:
        count += 1
    while count and not _NOTE.match(lines[-count].text):
        count -= 1
    if not count or count == len(lines) or lines[-count].y > page.height / 2:
        return 0
    above, first = lines[-count - 1], lines[-count]
    ruled = any(
        r.y0 == r.y1 and first.y < r.y0 <= above.y and r.x1 - r.x0 < _NOTE_RULE * page.width for r in page.rules
    )
    raised = any(g.size < 0.8 * line.size and g.y > line.y + 1 for line in lines[:-count] for g in line.glyphs)
    return count if ruled or raised else 0


def _stands_above(ruled: Ruled, line: Line) -> bool:
    return ruled.ys[0] > line.y and ruled.xs[0] < line.x1 and line.x0 < ruled.xs[-1]


def _unfold(ruled: Ruled, page: int) -> Iterator[Item]:
    """A table as rows of cells; a box, and the rows of a table that have one cell, as text in a frame."""
    rows: list[list[CellLines]] = []
    first = 0  # the row of the grid that `rows` begins with
    for cell in ruled.cells:
        lines = put_together(cell.glyphs, page)
        if cell.colspan == ruled.columns:
            if rows:
                yield Table(page, page, ruled.xs, rows)
                rows = []
            name = f"box {round(cell.x0 / 5)} {round(cell.x1 / 5)}"
            if lines:
                yield Box(name, in_reading_order(lines, name))
            continue
        first = cell.row if not rows else first
        rows += [[] for _ in range(cell.row - first + 1 - len(rows))]
        rows[-1].append((cell, lines))
    if rows:
        yield Table(page, page, ruled.xs, rows)
