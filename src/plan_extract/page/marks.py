"""Marks in the text: where each row stands in it, and the text with the marks as HTML."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterable
from html import escape
from typing import NamedTuple

from plan_extract.checks import Finding
from plan_extract.flow import Flow
from plan_extract.models import Plan

__all__ = ["Mark", "Marks", "safe"]

# HTML has no place for control characters; they are shown as their pictures, and those without one as U+FFFD.
_CONTROLS = {
    **{code: 0x2400 + code for code in range(0x20) if code not in {0x09, 0x0A}}, 0x7F: 0x2421,
    **dict.fromkeys((*range(0x80, 0xA0), *range(0xD800, 0xE000)), 0xFFFD),
}


def safe(text: str) -> str:
    """`text` as it can stand in HTML, between tags or in a quoted attribute."""
    text = escape(text)
    return text if text.isprintable() else text.translate(_CONTROLS)


class Mark(NamedTuple):
    """A stretch of the flow that a row was read from.

    Attributes:
        start: its first character in the flow.
        end: past its last.
        kind: target, achievement, project or finding.
        row: id of the row.
        anchor: id of the mark itself, the row's own for the first mark of a row.
    """

    start: int
    end: int
    kind: str
    row: str
    anchor: str


class Marks:
    """All marks of a plan.

    Args:
        flow: the text they stand in.
        plan: its rows, with spans in the source.
        findings: what is wrong with it.
    """

    def __init__(self, flow: Flow, plan: Plan, findings: Iterable[Finding]) -> None:
        # A subscript that was put back into its line stands out of order, and here the way is from the source.
        self._runs = sorted(flow.runs, key=lambda run: run.source)
        self._sources = [run.source for run in self._runs]
        self._text = flow.printed
        found = [self._mark(q.span, "target", q.id, q.id) for q in plan.targets]
        found += [self._mark(q.span, "achievement", q.id, q.id) for q in plan.achievements]
        found += [
            self._mark(mention.span, "project", p.id, anchor(p.id, n))
            for p in plan.projects for n, mention in enumerate(p.mentions)
        ]
        found += [self._mark(f.span, "finding", finding_id(n), finding_id(n)) for n, f in enumerate(findings)]
        self._marks = sorted((mark for mark in found if mark), key=lambda mark: (mark.start, -mark.end))
        self._starts = [mark.start for mark in self._marks]
        self._longest = max((mark.end - mark.start for mark in self._marks), default=0)
        self.anchors = frozenset(mark.anchor for mark in self._marks)

    def _mark(self, span: tuple[int, int], kind: str, row: str, name: str) -> Mark | None:
        if not self._runs or span[0] >= span[1]:
            return None
        start, end = self.place(span[0]), self.place(span[1] - 1, last=True) + 1
        return Mark(start, end, kind, row, name) if start < end else None

    def place(self, offset: int, *, last: bool = False) -> int:
        """Where the source's character `offset` stands in the flow.

        One that was left out is where the next one is, or with `last` the one before.
        """
        run = self._runs[max(bisect_right(self._sources, offset) - 1, 0)]
        return run.start + max(0, min(offset - run.source, run.length - last))

    def html(self, start: int, end: int) -> str:
        """The flow's characters `start` to `end` with their marks.

        Marks nest. Of two that overlap, the one that begins later is cut where the other ends; its second piece has no
        anchor.
        """
        first = bisect_left(self._starts, start - self._longest)
        here = [mark for mark in self._marks[first : bisect_left(self._starts, end)] if mark.end > start]
        if not here:
            return safe(self._text[start:end])
        pieces: list[str] = []
        opened: list[Mark] = []
        at, waiting = start, deque(here)
        for point in sorted({start, end, *(max(m.start, start) for m in here), *(min(m.end, end) for m in here)}):
            pieces.append(safe(self._text[at:point]))
            at = point
            if point == end:
                break
            ended = next((n for n, mark in enumerate(opened) if mark.end <= point), len(opened))
            cut = [mark for mark in opened[ended:] if mark.end > point]
            new: list[Mark] = []
            while waiting and waiting[0].start <= point:
                new.append(waiting.popleft())
            pieces += ["</mark>"] * (len(opened) - ended)
            pieces += [_again(mark) for mark in cut]
            pieces += [_opening(mark) if mark.start == point else _again(mark) for mark in new]
            opened[ended:] = [*cut, *new]
        pieces += ["</mark>"] * len(opened)
        return "".join(pieces)


def anchor(row: str, mention: int) -> str:
    """Id of the mark of a project's mention; the first one has the project's own."""
    return f"{row}-{mention + 1}" if mention else row


def finding_id(at: int) -> str:
    """Id of the finding at a place of the list."""
    return f"f{at + 1:04d}"


def _opening(mark: Mark) -> str:
    return f'<mark class="{mark.kind}" id="{mark.anchor}" data-row="{mark.row}">'


def _again(mark: Mark) -> str:
    return f'<mark class="{mark.kind}" data-row="{mark.row}">'
