"""Glyphs put together to lines: what stands on one baseline, with blanks where blanks are printed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import regex

from plan_extract.readers.pdf.places import Glyph

__all__ = ["Line", "put_together", "stretches", "write_line"]

_SAME_LINE = 0.3  # of a glyph's size: how far its baseline may lie off that of its line
_SMALL = 0.86  # of the size of a line: glyphs below that can be raised or lowered
_RAISED = 1.0  # of the size of a line: how far above its baseline a raised glyph stands at most
_LOWERED = 0.35  # and below
_APART = 1.2  # sizes of a gap that parts two runs of a line
_ROW = 3  # stretches of a line that make it look like a row of a table
_WORDS = 0.15  # sizes of a gap that parts two Latin words
_BLANK = 0.7  # sizes of a gap that is printed as a blank between any characters
_WIDER = 0.2  # sizes by which a gap between Chinese characters is wider than the others of its line, if it is a blank
_MOST_BLANKS = 8
_TWICE = 0.3  # of its width: how near a glyph that is printed twice, to look bold, stands to its double
_UNIT = regex.compile(r"(?:\A|[^A-Za-z])(?:[kcdh]?m|[㎡㎞])\Z")
_DASHES = "—―─…"
_POWERS = {"2": "²", "3": "³"}
_MARK = regex.compile(r"[\d\[\]()〔〕①-⑳*※,，-]+")
_HAN = regex.compile(r"\p{Han}")
_PRIVATE = regex.compile(r"[\ue000-\uf8ff\U000f0000-\U0010fffd]")


@dataclass(slots=True)
class Line:
    """A line of print.

    Attributes:
        page: number of its page.
        text: what it says.
        x0: its left edge.
        x1: its right edge.
        y: its baseline.
        size: of most of its glyphs.
        glyphs: from left to right, blanks among them.
        stretches: left and right edge of each piece of it that wide gaps part from the others.
    """

    page: int
    text: str
    x0: float
    x1: float
    y: float
    size: float
    glyphs: list[Glyph]
    stretches: list[tuple[float, float]]

    @property
    def is_row(self) -> bool:
        """Whether it looks like a row of a table."""
        return len(self.stretches) >= _ROW

    @property
    def top(self) -> float:
        """Where its characters end above."""
        return self.y + 0.85 * self.size


def put_together(glyphs: Iterable[Glyph], page: int) -> list[Line]:
    """The lines that `glyphs` make up, from the top of the page, each over its whole width."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda g: -g.y):
        if rows and rows[-1][0].y - glyph.y <= _SAME_LINE * min(glyph.size, rows[-1][0].size):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    lines = [line for row in _with_small(rows) if (line := write_line(row, page)) is not None]
    return sorted(lines, key=lambda line: (-line.y, line.x0))


def _with_small(rows: list[list[Glyph]]) -> list[list[Glyph]]:
    """The rows, with those of raised and lowered glyphs put into the rows that they belong to."""
    sizes = [median(g.size for g in row) for row in rows]
    into: dict[int, int] = {}
    for n, row in enumerate(rows):
        for other in (n + 1, n - 1):
            if not 0 <= other < len(rows) or other in into or sizes[n] > _SMALL * sizes[other]:
                continue
            rise = row[0].y - rows[other][0].y
            if not -_LOWERED * sizes[other] <= rise <= _RAISED * sizes[other] - sizes[n] * 0.4:
                continue
            edges = [(g.x0, g.x1) for g in rows[other]]
            if all(any(a - g.size < g.x0 < b + 1.5 * g.size for a, b in edges) for g in row if g.text != " "):
                into[n] = other
                break
    for n, other in into.items():
        rows[other] += rows[n]
    return [row for n, row in enumerate(rows) if n not in into]


def write_line(row: Iterable[Glyph], page: int) -> Line | None:
    """The glyphs of `row` as a line; None where only blanks are among them."""
    row = sorted(row, key=lambda g: g.x0)
    kept: list[Glyph] = []
    blanks = [""]  # printed before each glyph that is kept
    for glyph in row:
        if not glyph.text.strip():
            blanks[-1] += "\u3000" if glyph.text == "\u3000" else " "
        elif not any(g.text == glyph.text and abs(g.x0 - glyph.x0) < _TWICE * (g.x1 - g.x0) for g in kept[-2:]):
            kept.append(glyph)
            blanks.append("")
    if not kept:
        return None
    size = median(g.size for g in kept)
    base = median(g.y for g in kept if g.size > _SMALL * size)
    usual = _usual_gap(kept, size)
    text: list[str] = []
    for n, glyph in enumerate(kept):
        char = glyph.text
        if char in _DASHES and glyph.x1 - glyph.x0 > 1.6 * glyph.size:
            char *= round((glyph.x1 - glyph.x0) / glyph.size)  # two of them set as one glyph
        if n and glyph.size <= _SMALL * size and glyph.y - base > 0.15 * size:
            char = _raised(char, "".join(text[-3:]))
        if n and char:
            text.append(_blanks(kept[n - 1], glyph, blanks[n], size, usual))
        text.append(char)
    written = "".join(text)
    if _PRIVATE.match(written) and not _PRIVATE.match(written, 1):
        written = "•" + written[1:]  # a bullet of a font of symbols
    if not written:
        return None
    return Line(page, written, kept[0].x0, max(g.x1 for g in kept), base, size, row, stretches(kept, _APART * size))


def _usual_gap(glyphs: Sequence[Glyph], size: float) -> float:
    """The gap between two Chinese characters of a line, which is wide where the line is spread to the margin."""
    gaps = [b.x0 - a.x1 for a, b in pairwise(glyphs) if _HAN.match(a.text) and _HAN.match(b.text)]
    return median(gap for gap in gaps if gap < _BLANK * size) if any(gap < _BLANK * size for gap in gaps) else 0.0


def _raised(char: str, before: str) -> str:
    """What a raised character is: a power behind a unit, else the mark of a footnote, which is no part of the text."""
    if char in _POWERS and _UNIT.search(before):
        return _POWERS[char]
    return "" if _MARK.fullmatch(char) else char


def _blanks(before: Glyph, glyph: Glyph, printed: str, size: float, usual: float) -> str:
    """The blanks between two glyphs, of which `printed` are characters of the file."""
    gap = glyph.x0 - before.x1
    if "\u3000" in printed:
        return printed
    if gap >= _BLANK * size:
        return " " * max(len(printed), min(round(gap / (0.5 * size)), _MOST_BLANKS))
    if _HAN.match(before.text) and _HAN.match(glyph.text):
        return (printed or " ") if gap > usual + _WIDER * size else ""
    if printed:
        return printed if gap > _WORDS * size else ""
    latin = before.text.isascii() and glyph.text.isascii() and before.text.isalnum() and glyph.text.isalnum()
    return " " if latin and gap > _WORDS * size else ""


def stretches(glyphs: Iterable[Glyph], gap: float) -> list[tuple[float, float]]:
    """The left and right edges of what gaps of at least `gap` part."""
    found: list[tuple[float, float]] = []
    for glyph in glyphs:
        if not glyph.text.strip():
            continue
        if found and glyph.x0 - found[-1][1] < gap:
            found[-1] = (found[-1][0], max(found[-1][1], glyph.x1))
        else:
            found.append((glyph.x0, glyph.x1))
    return found
