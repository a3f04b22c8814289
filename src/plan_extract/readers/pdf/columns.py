"""The order in which a page is read: its columns, one after the other, and what runs across them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from plan_extract.readers.pdf.lines import Line, write_line

__all__ = ["Placed", "has_columns", "in_reading_order"]

_FEWEST = 6  # lines of the shortest column
_FULL = 0.7  # of a column's width that its middle line takes up at least
_ACROSS = 0.35  # of all stretches of lines: more of them running across a gutter than this deny it
_ALIGNED = 3.0  # points by which the left edges of a column's lines differ
_SUPPORT = 0.2  # of all stretches of lines that begin where a column does


@dataclass(slots=True)
class Placed:
    """A line and the column it stands in: one name for the same column on all pages."""

    line: Line
    column: str


def has_columns(lines: Sequence[Line]) -> bool:
    """Whether the page is set in columns."""
    return _gutter(lines) is not None


def in_reading_order(lines: Sequence[Line], column: str = "") -> list[Placed]:
    """`lines`, which stand from the top of a page to its foot, as they are read."""
    gutter = _gutter(lines)
    if gutter is None:
        return [Placed(line, column) for line in lines]
    ordered: list[Placed] = []
    left: list[Line] = []
    right: list[Line] = []
    names = f"{column}/{round(gutter / 10)}l", f"{column}/{round(gutter / 10)}r"

    def flush() -> None:
        for side, name in zip((left, right), names, strict=True):
            ordered.extend(in_reading_order(side, name))
            side.clear()

    for line in lines:
        if any(a < gutter - _ALIGNED and b > gutter + _ALIGNED for a, b in line.stretches):
            flush()
            ordered.append(Placed(line, column))
            continue
        for side, glyphs in ((left, [g for g in line.glyphs if g.x0 < gutter - _ALIGNED]),
                             (right, [g for g in line.glyphs if g.x0 >= gutter - _ALIGNED])):
            written = write_line(glyphs, line.page)
            if written is not None:
                side.append(written)
    flush()
    return ordered


def _gutter(lines: Sequence[Line]) -> float | None:
    """Where the second column of a page begins, or None where there is none."""
    if len(lines) < _FEWEST:
        return None
    stretches = [stretch for line in lines for stretch in line.stretches]
    left_edge, right_edge = min(a for a, _ in stretches), max(b for _, b in stretches)
    best: tuple[int, float] | None = None
    for edge in {round(a) for a, _ in stretches}:
        if not left_edge + 0.2 * (right_edge - left_edge) < edge < right_edge - 0.2 * (right_edge - left_edge):
            continue
        begin = sum(abs(a - edge) <= _ALIGNED for a, _ in stretches)
        if begin < max(_FEWEST, _SUPPORT * len(stretches)) or (best is not None and begin <= best[0]):
            continue
        if _parts(stretches, edge, left_edge, right_edge):
            best = begin, edge
    return best[1] if best else None


def _parts(stretches: Sequence[tuple[float, float]], edge: float, left_edge: float, right_edge: float) -> bool:
    """Whether two columns of prose stand on both sides of `edge`."""
    left = [b - a for a, b in stretches if b <= edge]
    right = [b - a for a, b in stretches if a >= edge - _ALIGNED]
    across = len(stretches) - len(left) - len(right)
    if min(len(left), len(right)) < _FEWEST or across > _ACROSS * len(stretches):
        return False
    inner = max(b for _, b in stretches if b <= edge)
    return median(left) >= _FULL * (inner - left_edge) and median(right) >= _FULL * (right_edge - edge)
