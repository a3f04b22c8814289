"""The text as a person reads it, with the map back to the source.

A Flow is made once, by `plan_extract.layout`; every later step works on it and on nothing else. Its text is folded:
full-width digits, letters and punctuation are half-width, blanks inside words and numbers are gone, hard-wrapped lines
are joined, page furniture is left out. Paragraphs are separated by one line feed.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from plan_extract.blocks import GridCell

__all__ = ["ContentsEntry", "Flow", "FrontMatter", "Paragraph", "Run", "Zone"]


class Zone(StrEnum):
    """What a paragraph belongs to; only `BODY` is read for the outline, targets and projects."""

    BODY = "body"
    NAVIGATION = "navigation"
    NOTICE = "notice"
    TITLE = "title"
    CONTENTS = "contents"


class Run(NamedTuple):
    """`length` characters at `start` of the flow that stand one after the other at `source` of the source."""

    start: int
    source: int
    length: int


class Paragraph(NamedTuple):
    """A paragraph of the flow.

    Attributes:
        start: its first character in the flow's text.
        end: past its last; the line feed that follows does not belong to it.
        zone: what it belongs to.
        indent: blanks before it in the source.
        level: of a heading, where the file itself sets the paragraph as one; 0 elsewhere.
    """

    start: int
    end: int
    zone: Zone = Zone.BODY
    indent: int = 0
    level: int = 0


class FrontMatter(NamedTuple):
    """A stretch of the source before or beside the plan's own text: `kind` and half-open source `span`."""

    kind: Zone
    span: tuple[int, int]


class ContentsEntry(NamedTuple):
    """A line of the contents list: what the plan itself says its headings are.

    Attributes:
        label: the numbering as printed (``第三章``, ``一、``, ``1.1``), empty where there is none.
        title: the heading as printed, without label, dot leaders and page number.
        start: its first character in the flow's text.
        end: past its last.
    """

    label: str
    title: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Flow:
    """The folded text, its printed twin, and the way back.

    Attributes:
        text: what patterns are matched against.
        printed: as long as `text`, character for character what is printed in the source: what rows quote.
        paragraphs: in reading order.
        runs: pieces of the flow that are contiguous in the source, in the flow's order, the first of them where the
            flow begins; between them something was left out. They ascend in the source, too, save for a subscript that
            is put back into the line above it.
        front: front matter, in order.
        furniture: source spans of page numbers, running heads and footnote marks that were left out.
        contents: the entries of the contents list, in order; empty where the plan has none.
        grids: the cells of tables whose rows and columns the file tells, with their spans in the flow.
    """

    text: str
    printed: str
    paragraphs: tuple[Paragraph, ...]
    runs: tuple[Run, ...]
    front: tuple[FrontMatter, ...] = ()
    furniture: tuple[tuple[int, int], ...] = ()
    contents: tuple[ContentsEntry, ...] = ()
    grids: tuple[tuple[GridCell, ...], ...] = ()
    _starts: list[int] = field(default_factory=list, init=False, repr=False, compare=False)
    _plain: list[tuple[int, int, int]] = field(default_factory=list, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        self._plain.extend([run[:3] for run in self.runs])  # a tuple without names is taken apart much faster
        self._starts.extend([start for start, _, _ in self._plain])

    def offset(self, at: int) -> int:
        """Where the flow's character `at` stands in the source."""
        begin, source, length = self._plain[bisect_right(self._starts, at) - 1]
        return source + (at - begin if at - begin < length else length)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The source span of the flow's characters `start` to `end` (half-open, not empty)."""
        begin, source, length = self._plain[bisect_right(self._starts, start) - 1]
        if end - begin <= length:  # nearly every span lies in one run
            return source + start - begin, source + end - begin
        first, last = source + min(start - begin, length), self.offset(end - 1)
        return (first, last + 1) if first <= last else (last, first + 1)

    def body(self) -> list[Paragraph]:
        """The paragraphs of the plan itself."""
        body = Zone.BODY  # to look up a member of an enumeration takes longer than the rest
        return [p for p in self.paragraphs if p.zone is body]
