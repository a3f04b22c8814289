"""Which lines make up which paragraph: told by the edges of their column, indents, gaps, and the room that was left."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

import regex

from plan_extract.readers.pdf.columns import Placed
from plan_extract.readers.pdf.lines import Line

__all__ = ["Column", "Paragraph", "go_on", "join_lines", "measure"]

_ENDS = regex.compile(r"[。!?！？;；:：…][”’」』）)》]?$")
_TOKEN = regex.compile(r"[“‘《(（【〔]*(?:[A-Za-z0-9.%/]+|.)[,，.。、;；:：!！?？)）》”’】〕]*")
_HANGING = "。，、；：！？）》”’,;:!?)"
_LEADER = regex.compile(r"[.…·．_]{3,}[ .…·．_]*[(（<]?\d{1,4}[)）>]?$")
_NUMBERED = regex.compile(r"[（(][\p{Han}\d]{1,3}[)）]|[\p{Han}\d]{1,3}、")
_LABEL = regex.compile(r"[（(]?[\p{Han}\d]{1,3}[)）、．.]|\p{Han}{1,8}[：:]|[^\p{Han}\w“《（(]")
_SIZES = 0.12  # by which the sizes of two lines of one paragraph differ at most
_GAP = 1.35  # of the usual distance of lines: a wider one parts paragraphs
_INDENT = (1.2, 4.5)  # sizes by which the first line of a paragraph is set in
_FLUSH = 0.9  # sizes by which a line that goes on is set in at most
_SLACK = 0.6  # sizes by which a full line falls short
_MANY = 20  # lines among which an exception can be told
_FEWEST = 4  # paragraphs that show how paragraphs begin


@dataclass(slots=True)
class Column:
    """What a column of text is like.

    Attributes:
        left: where its lines begin.
        right: where full ones end.
        step: from one line to the next, in sizes of the lines; 0 where too few lines tell.
        indented: whether first lines of paragraphs are set in.
        spaced: whether gaps part paragraphs.
    """

    left: float
    right: float
    step: float = 0.0
    indented: bool = False
    spaced: bool = False


@dataclass(slots=True)
class Paragraph:
    """A paragraph in the making: its lines, its text, and where in it the next page begins."""

    lines: list[Placed] = field(default_factory=list)
    text: str = ""
    turns: list[int] = field(default_factory=list)

    def add(self, placed: Placed) -> None:
        """Go on with a line."""
        before = self.lines[-1].line if self.lines else None
        if before is not None:
            self.text += joint(self.text, placed.line.text)
            self.turns += [len(self.text)] * (placed.line.page - before.page)
        self.text += placed.line.text
        self.lines.append(placed)


    def step(self) -> float:
        """From its last line but one to the last; 0 where they do not stand one below the other."""
        if len(self.lines) < 2 or self.lines[-2].line.page != self.lines[-1].line.page:
            return 0.0
        return max(self.lines[-2].line.y - self.lines[-1].line.y, 0.0)


def joint(text: str, more: str) -> str:
    """What stands between two lines that are put together."""
    return " " if text[-1:].isascii() and text[-1:].isalpha() and more[:1].isascii() and more[:1].isalpha() else ""


def join_lines(lines: Sequence[Line], right: float) -> str:
    """The text of a cell, whose lines are broken where there is no room up to `right`."""
    text = ""
    for n, line in enumerate(lines):
        if n:
            full = lines[n - 1].x1 + _first_word(line) > right - _SLACK * line.size
            text += joint(text, line.text) if full else " "
        text += line.text
    return text


def measure(placed: Iterable[Placed]) -> dict[str, Column]:
    """What each column is like."""
    columns: defaultdict[str, list[Line]] = defaultdict(list)
    for item in placed:
        columns[item.column].append(item.line)
    return {name: _measure(lines) for name, lines in columns.items()}


def _measure(lines: Sequence[Line]) -> Column:
    lines = [line for line in lines if not line.is_row] or lines
    size = median(line.size for line in lines)
    left = _edge([line.x0 for line in lines], size, 0.08)
    right = -_edge([-_end(line) for line in lines], size, 0.05)
    column = Column(left, right)
    full = [line.x1 > right - 2 * line.size for line in lines]
    steps = [(a, b, (a.y - b.y) / b.size) for a, b in pairwise(lines) if a.page == b.page and a.y > b.y]
    going = [step for a, b, step in steps if a.x1 > right - 2 * a.size and b.x0 < left + b.size]
    column.step = median(going) if len(going) >= _FEWEST else 0.0
    begun = [
        (lines[n].x0 - left) / lines[n].size for n in range(1, len(lines)) if full[n] and not full[n - 1]
    ]
    set_in = sum(_INDENT[0] <= indent <= _INDENT[1] for indent in begun)
    column.indented = set_in * 10 >= len(begun) * 6 and len(begun) >= _FEWEST
    gaps = [step for a, _, step in steps if a.x1 <= right - 2 * a.size]
    column.spaced = len(gaps) >= _FEWEST and column.step > 0 and median(gaps) > 1.2 * column.step
    return column


def _end(line: Line) -> float:
    """Where a line ends, without the marks at its end: they may hang over the edge."""
    glyphs = [glyph for glyph in line.glyphs if glyph.text.strip() and glyph.text not in _HANGING]
    return max((glyph.x1 for glyph in glyphs), default=line.x1)


def _edge(values: Sequence[float], size: float, share: float) -> float:
    """The smallest of `values` that is no exception."""
    counted = Counter(round(value) for value in values)
    enough = share * len(values) if len(values) >= _MANY else 1
    for value in sorted(counted):
        if sum(times for other, times in counted.items() if 0 <= other - value <= 0.6 * size) >= enough:
            return min(v for v in values if round(v) >= value)
    return min(values)


def _first_word(line: Line) -> float:
    """The width of what cannot be parted at the beginning of a line."""
    token = _TOKEN.match(line.text)
    count = len(token[0].replace(" ", "")) if token else 1
    glyphs = [glyph for glyph in line.glyphs[: count + 4] if glyph.text.strip()][:count]
    return glyphs[-1].x1 - line.x0 if glyphs else 0.0


def go_on(paragraph: Paragraph, placed: Placed, columns: dict[str, Column], *, apart: bool) -> bool:
    """Whether a line goes on with `paragraph`; `apart`: whether a table or a box stands between them."""
    before, line = paragraph.lines[-1], placed.line
    last = before.line
    here, there = columns[before.column], columns[placed.column]
    if before.column.rstrip("lr") != placed.column.rstrip("lr"):
        return False
    if abs(last.size - line.size) > _SIZES * max(last.size, line.size) or _LEADER.search(last.text):
        return False
    below = last.page == line.page and before.column == placed.column
    if last.is_row or line.is_row:
        return False
    usual = max(there.step * line.size, paragraph.step())
    if below and usual and last.y - line.y > _GAP * usual:
        return False
    if last.x1 + _first_word(line) <= here.right - _SLACK * last.size:
        return False
    ended = _ENDS.search(last.text) is not None
    indent = (line.x0 - there.left) / line.size
    if apart and (ended or not there.indented):
        return False
    heading = not _ENDS.search(line.text) or _NUMBERED.match(line.text)  # no last line of a paragraph looks like that
    if ended and heading and line.x1 < there.right - 2 * line.size:
        return False
    first = paragraph.lines[0]
    set_in = (first.line.x0 - columns[first.column].left) / line.size >= _INDENT[0]
    if there.indented:
        if indent < _FLUSH:
            return set_in or not ended
        return abs(line.x0 - there.left - last.x0 + here.left) < _FLUSH * line.size and not ended
    # Of the full lines that end with a sentence most stand amid a paragraph.
    return not ended or (indent < _FLUSH and (set_in or (there.spaced and below) or not _LABEL.match(line.text)))
