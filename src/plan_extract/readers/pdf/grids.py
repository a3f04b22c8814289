"""Tables and boxes whose cells are ruled: where their lines cross, and which cells they part."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import neg

from plan_extract.readers.pdf.places import Glyph, Rule

__all__ = ["GridBox", "Ruled", "fill", "find_ruled"]

_TOUCH = 3.0  # points that part two ruled lines that are meant to meet
_SAME = 2.5  # points that part two ruled lines that are meant to be one
_MOST_RULES = 4_000  # of a page: more of them are a drawing
_MOST_CELLS = 6_000  # of one table
_COVERED = 0.6  # of the side of a cell that a ruled line covers where it parts two cells
_SMALLEST = 12.0  # points of the width and the height of the smallest table


@dataclass(slots=True)
class GridBox:
    """A cell: place and extent in the grid, its edges on the page, its glyphs."""

    row: int
    column: int
    rowspan: int
    colspan: int
    x0: float
    y0: float
    x1: float
    y1: float
    glyphs: list[Glyph] = field(default_factory=list)


@dataclass(slots=True)
class Ruled:
    """A ruled table or box, rows from the top; one of a single column is a box with text in it."""

    xs: list[float]
    ys: list[float]
    cells: list[GridBox]

    @property
    def columns(self) -> int:
        """How many columns it has."""
        return len(self.xs) - 1

    def holds(self, glyph: Glyph) -> bool:
        """Whether a glyph stands in it."""
        middle, height = (glyph.x0 + glyph.x1) / 2, glyph.y + 0.35 * glyph.size
        return self.xs[0] - 1 <= middle <= self.xs[-1] + 1 and self.ys[-1] - 1 <= height <= self.ys[0] + 1

    def place(self, glyph: Glyph) -> tuple[int, int]:
        """The row and the column that a glyph of it stands in."""
        middle, height = (glyph.x0 + glyph.x1) / 2, glyph.y + 0.35 * glyph.size
        row = bisect_right(self.ys, -height, key=neg) - 1
        return min(max(row, 0), len(self.ys) - 2), min(max(bisect_right(self.xs, middle) - 1, 0), self.columns - 1)


def find_ruled(rules: Sequence[Rule]) -> list[Ruled]:
    """The ruled tables and boxes of a page, from the top; none within another."""
    if not 3 <= len(rules) <= _MOST_RULES:
        return []
    merged = _merged([r for r in rules if r.y0 == r.y1], across=True) + _merged(
        [r for r in rules if r.y0 != r.y1], across=False)
    found = [ruled for group in _groups(merged) if (ruled := _ruled(group)) is not None]
    found.sort(key=lambda r: (-r.ys[0], r.xs[0]))
    return [r for r in found if not any(r is not other and _within(r, other) for other in found)]


def _within(one: Ruled, other: Ruled) -> bool:
    return (
        other.xs[0] - 1 <= one.xs[0] and one.xs[-1] <= other.xs[-1] + 1
        and other.ys[-1] - 1 <= one.ys[-1] and one.ys[0] <= other.ys[0] + 1
        and (other.xs[-1] - other.xs[0], other.ys[0] - other.ys[-1]) > (one.xs[-1] - one.xs[0], one.ys[0] - one.ys[-1])
    )


def _merged(rules: Sequence[Rule], *, across: bool) -> list[Rule]:
    """Rules that lie on one line and touch, as one."""
    def key(rule: Rule) -> tuple[float, float]:
        return (rule.y0, rule.x0) if across else (rule.x0, rule.y0)

    levels: list[list[Rule]] = []
    for rule in sorted(rules, key=key):
        if levels and key(rule)[0] - key(levels[-1][-1])[0] <= 1.0:
            levels[-1].append(rule)
        else:
            levels.append([rule])
    merged: list[Rule] = []
    for level in levels:
        at = sum(key(rule)[0] for rule in level) / len(level)
        ends = sorted((r.x0, r.x1) if across else (r.y0, r.y1) for r in level)
        start, end = ends[0]
        for a, b in [*ends[1:], (float("inf"), float("inf"))]:
            if a > end + _TOUCH:
                merged.append(Rule(start, at, end, at) if across else Rule(at, start, at, end))
                start, end = a, b
            end = max(end, b)
    return merged


def _groups(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Rules that meet, directly or by way of others."""
    level = [r for r in rules if r.y0 == r.y1]
    upright = [r for r in rules if r.y0 != r.y1]
    parent = list(range(len(rules)))

    def root(n: int) -> int:
        while parent[n] != n:
            parent[n] = parent[parent[n]]
            n = parent[n]
        return n

    for n, r in enumerate(level):
        for m, u in enumerate(upright, len(level)):
            meets = r.x0 - _TOUCH <= u.x0 <= r.x1 + _TOUCH and u.y0 - _TOUCH <= r.y0 <= u.y1 + _TOUCH
            if meets:
                parent[root(n)] = root(m)
    groups: dict[int, list[Rule]] = {}
    for n, rule in enumerate([*level, *upright]):
        groups.setdefault(root(n), []).append(rule)
    return list(groups.values())


def _ruled(rules: Sequence[Rule]) -> Ruled | None:
    """The table that `rules`, which all meet, make up."""
    level = [r for r in rules if r.y0 == r.y1]
    upright = [r for r in rules if r.y0 != r.y1]
    if len(level) < 2 or not upright:
        return None
    # Tables that are open at the left and right end where their level lines end.
    edges = [r.x0 for r in upright] + [min(r.x0 for r in level), max(r.x1 for r in level)]
    xs = _distinct(edges)
    ys = _distinct([r.y0 for r in level] + [min(r.y0 for r in upright), max(r.y1 for r in upright)])[::-1]
    if len(xs) < 2 or len(ys) < 2 or (len(xs) - 1) * (len(ys) - 1) > _MOST_CELLS:
        return None
    if xs[-1] - xs[0] < _SMALLEST or ys[0] - ys[-1] < _SMALLEST:
        return None
    rows, columns = len(ys) - 1, len(xs) - 1
    # Whether a line parts a cell from the one to its right, and from the one below it.
    right = [[_parts(upright, xs[c + 1], ys[r + 1], ys[r]) for c in range(columns)] for r in range(rows)]
    below = [[_parts_level(level, ys[r + 1], xs[c], xs[c + 1]) for c in range(columns)] for r in range(rows)]
    cells: list[GridBox] = []
    taken: set[tuple[int, int]] = set()
    for r in range(rows):
        for c in range(columns):
            if (r, c) in taken:
                continue
            width = height = 1
            while c + width < columns and not right[r][c + width - 1] and (r, c + width) not in taken:
                width += 1
            while r + height < rows and not any(below[r + height - 1][c : c + width]):
                height += 1
            taken.update((r + i, c + j) for i in range(height) for j in range(width))
            cells.append(GridBox(r, c, height, width, xs[c], ys[r + height], xs[c + width], ys[r]))
    return Ruled(xs, ys, cells)


def _distinct(values: Sequence[float]) -> list[float]:
    """`values` in order, those that are meant to be one as one."""
    found: list[list[float]] = []
    for value in sorted(values):
        if found and value - found[-1][-1] <= _SAME:
            found[-1].append(value)
        else:
            found.append([value])
    return [sum(group) / len(group) for group in found]


def _parts(upright: Sequence[Rule], x: float, low: float, high: float) -> bool:
    covered = sum(max(min(r.y1, high) - max(r.y0, low), 0) for r in upright if abs(r.x0 - x) <= _SAME)
    return covered >= _COVERED * (high - low)


def _parts_level(level: Sequence[Rule], y: float, left: float, right: float) -> bool:
    covered = sum(max(min(r.x1, right) - max(r.x0, left), 0) for r in level if abs(r.y0 - y) <= _SAME)
    return covered >= _COVERED * (right - left)


def fill(tables: Sequence[Ruled], glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Put each glyph that stands in one of `tables` into its cell; the others are returned."""
    places = [
        {(cell.row + r, cell.column + c): cell for cell in table.cells
         for r in range(cell.rowspan) for c in range(cell.colspan)}
        for table in tables
    ]
    outside: list[Glyph] = []
    for glyph in glyphs:
        for table, place in zip(tables, places, strict=True):
            if table.holds(glyph):
                place[table.place(glyph)].glyphs.append(glyph)
                break
        else:
            outside.append(glyph)
    return outside
