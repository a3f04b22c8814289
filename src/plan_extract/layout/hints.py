"""What the blocks of a source say of its lines: which are text to be read, which stand aside, which are whole.

They are hints. A heading stays whole and a table is taken as its reader found it, but paragraphs that turn out to be
the printed lines of a page are put together all the same.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from plan_extract.blocks import Block, BlockKind, GridCell
from plan_extract.flow import Run
from plan_extract.layout.folding import NOTHING
from plan_extract.layout.lines import Line
from plan_extract.rules.layout import LayoutRules

__all__ = ["Hints", "SortedLines", "place_cells", "without_marks"]

_ASIDE = frozenset({BlockKind.NOTE, BlockKind.FURNITURE})
_WHOLE = frozenset({BlockKind.HEADING, BlockKind.TABLE})


@dataclass(slots=True)
class SortedLines:
    """The lines of a source, sorted by what its blocks say.

    Attributes:
        text: those that are read, furniture still among them.
        whole: headings and rows of tables, in which no furniture stands.
        navigation: the web page's own.
        furniture: spans of the source that its reader knows to be furniture.
    """

    text: list[Line] = field(default_factory=list)
    whole: list[Line] = field(default_factory=list)
    navigation: list[Line] = field(default_factory=list)
    furniture: list[tuple[int, int]] = field(default_factory=list)


class Hints:
    """The blocks of a source, looked up by the lines in them; a source without blocks says nothing."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._blocks = blocks
        self._starts = [block.start for block in blocks]
        self.grids = [block.cells for block in blocks if block.kind is BlockKind.TABLE]

    def __bool__(self) -> bool:
        return bool(self._blocks)

    def block(self, line: Line) -> Block | None:
        """The block that `line` stands in."""
        at = bisect_right(self._starts, line.start) - 1
        return self._blocks[at] if at >= 0 and line.start < self._blocks[at].end else None

    def kind(self, line: Line) -> BlockKind:
        """What `line` is."""
        block = self.block(line)
        return block.kind if block else BlockKind.LINES

    def level(self, line: Line) -> int:
        """The level of the heading that `line` is, 0 where it is none."""
        block = self.block(line)
        return block.level if block else 0

    def spans_of_whole(self) -> list[tuple[int, int]]:
        """The spans of headings and tables, whose lines are not parted at gaps."""
        return [block[:2] for block in self._blocks if block.kind in _WHOLE]

    def sort(self, lines: Iterable[Line]) -> SortedLines:
        """Sort `lines`; one after a running head goes on over the end of a page."""
        if not self._blocks:
            return SortedLines(list(lines))
        found = SortedLines()
        page = False
        for line in lines:
            kind = self.kind(line)
            if kind in _ASIDE:
                found.furniture.append((line.start, line.end))
                page = page or line.page or kind is BlockKind.FURNITURE
            elif kind is BlockKind.NAVIGATION:
                found.navigation.append(line)
            else:
                (found.whole if kind in _WHOLE else found.text).append(line._replace(page=True) if page else line)
                page = False
        return found

    def part(self, before: Line, after: Line, *, wrapped: bool) -> bool:
        """Whether a paragraph ends between the two lines for certain; `wrapped`: where lines were cut at an edge."""
        one, other = self.block(before), self.block(after)
        kinds = {block.kind if block else BlockKind.LINES for block in (one, other)}
        if BlockKind.HEADING in kinds:
            return True
        return not wrapped and one is not other and kinds != {BlockKind.LINES}

    def contents(self, lines: Sequence[Line], rules: LayoutRules) -> range:
        """Which of `lines` the file says are the contents list, the longest if it has several, with the word above."""
        longest = range(0)
        begun: int | None = None
        for n in range(len(lines) + 1) if self._blocks else ():
            if n < len(lines) and self.kind(lines[n]) is BlockKind.CONTENTS:
                begun = n if begun is None else begun
            elif begun is not None:
                longest = max(longest, range(begun, n), key=len)
                begun = None
        first = longest.start
        if longest and first and rules.contents.match(lines[first - 1].text):
            return range(first - 1, longest.stop)
        return longest


def without_marks(text: str, marks: Iterable[tuple[int, int]]) -> str:
    """`text` with nothing, one for one, where the source has marks of its format that are not printed."""
    pieces: list[str] = []
    done = 0
    for start, end in marks:
        pieces += (text[done:start], NOTHING * (end - start))
        done = end
    return "".join((*pieces, text[done:]))


def place_cells(grids: Iterable[Sequence[GridCell]], runs: Sequence[Run]) -> tuple[tuple[GridCell, ...], ...]:
    """`grids`, whose cells are spans of the source, with the spans that these have in the flow made of `runs`."""
    ordered = sorted(runs, key=_source)
    sources = [run.source for run in ordered]

    def placed(cell: GridCell) -> GridCell:
        first = max(bisect_right(sources, cell.start) - 1, 0)
        if ordered[first].source + ordered[first].length <= cell.start:
            first += 1
        last = bisect_left(sources, cell.end) - 1
        if cell.start == cell.end or first > last:
            return cell._replace(start=0, end=0)
        head, tail = ordered[first], ordered[last]
        start = head.start + max(cell.start - head.source, 0)
        return cell._replace(start=start, end=tail.start + min(cell.end - tail.source, tail.length))

    return tuple(tuple(map(placed, cells)) for cells in grids) if ordered else ()


def _source(run: Run) -> int:
    return run.source
