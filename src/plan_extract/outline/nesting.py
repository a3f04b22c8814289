"""Under which of the open headings a heading stands.

A plan's levels are its own: 一、 is a chapter in one and an item in another. So nothing here ranks numbering styles but
篇, 章 and 节. What decides is the sequence: a heading that continues an open sequence is its next member, a first
member opens a level below the innermost open heading, and a number that continues nothing is no heading unless little
is missing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from operator import eq

from plan_extract.outline.markers import Marker
from plan_extract.outline.scheme import Frame, Scheme

__all__ = ["Nesting"]

_GAP = 3  # a sequence may lack so many members less one before its next is no longer believed
_DEEPEST = 16  # levels; a plan has at most ten
_FIXED = ("part", "chapter", "section")
_APART = frozenset({"box", "attachment"})


def _tabular(frame: Frame) -> bool:
    """Whether it is the box of a table, which holds no headings."""
    return frame.marker.kind == "box" and any(child.kind == "table" for child in frame.node.children)


def _alike(one: tuple[object, ...], other: tuple[object, ...]) -> int:
    return sum(map(eq, one, other))


@dataclass(slots=True)
class Nesting:
    """The open headings, outermost first, and what was learned from the closed ones."""

    scheme: Scheme
    frames: list[Frame] = field(default_factory=list)
    gap: tuple[int, int] | None = None  # the last number and the one after the gap, of the heading placed last
    _roots: dict[str, tuple[int, tuple[object, ...]]] = field(default_factory=dict)
    _last: dict[str, int] = field(default_factory=dict)  # last number of a style outside boxes and attachments
    _parents: dict[str, set[str]] = field(default_factory=dict)
    _below: set[tuple[str, str]] = field(default_factory=set)

    def place(
        self, marker: Marker, *, titled: bool, next_number: int | None = None, cut: bool = False,
        form: tuple[object, ...] = (),
    ) -> int | None:
        """How many of the open headings stay open over this one; None where its number makes it no heading.

        Args:
            marker: of the paragraph.
            titled: whether words of a heading stand in it.
            next_number: that of the next marker of this style.
            cut: whether the paragraph before ends within a sentence, so that this one may be the rest of it.
            form: how the heading is printed.
        """
        self.gap = None
        if marker.kind == "item" and not marker.level and self._passed_over(marker, next_number, cut=cut):
            return None
        keep = self._place(marker, titled=titled, form=form)
        return keep if keep is None or keep < _DEEPEST else _DEEPEST - 1

    def open(self, keep: int, frame: Frame) -> None:
        """Close all but `keep` headings and open `frame` under them."""
        del self.frames[keep:]
        style, kind, number, *_ = frame.marker
        over = self.frames[-1] if self.frames else None
        inside = over is not None and over.apart
        frame.apart = inside or kind in _APART
        if not inside:
            if kind == "item":
                self._below.update([(f.marker.style, style) for f in self.frames if f.marker.kind == "item"])
            self._parents.setdefault(style, set()).add(over.marker.style if over else "")
        if number is not None:
            self._under(keep)[style] = (number, frame.form)
            if not inside or kind == "box":
                self._last[style] = number
        self.frames.append(frame)

    def _under(self, depth: int) -> dict[str, tuple[int, tuple[object, ...]]]:
        """The last numbers of the headings right under the first `depth` open ones."""
        return self.frames[depth - 1].last if depth else self._roots

    def _passed_over(self, marker: Marker, next_number: int | None, *, cut: bool) -> bool:
        """Whether an open sequence, or the text before, goes on as if this marker were none."""
        number = marker.number or 0
        if not cut and (next_number is None or next_number == number + 1):
            return False
        same = (marker.style, marker.prefix)
        numbers = {f.marker.number for f in self.frames if (f.marker.style, f.marker.prefix) == same}
        if not marker.prefix:
            under = (self._under(n).get(marker.style) for n in range(len(self.frames) + 1))
            numbers |= {last[0] for last in under if last}
        goes_on = next_number is not None and next_number - 1 in numbers
        if number - 1 in numbers:
            return False
        if goes_on and (cut or next_number != number + 1):
            return True
        return cut and next_number != number + 1

    def _place(self, marker: Marker, *, titled: bool, form: tuple[object, ...]) -> int | None:
        if marker.level:
            return self._markdown(marker.level)
        if marker.kind == "attachment":
            return 0
        if marker.kind in _FIXED:
            return self._fixed(marker, titled=titled)
        if marker.kind == "bullet":
            return self._outside("bullet")
        if marker.kind == "labelled":
            return self._labelled(marker)
        if marker.kind == "box":
            return self._box(marker)
        if marker.prefix:
            return self._decimal(marker)
        return self._numbered(marker, titled=titled, form=form)

    def _outside(self, *kinds: str) -> int:
        """Frames that stay where the first one of `kinds` is closed, with all below it."""
        for n, frame in enumerate(self.frames):
            if frame.marker.kind in kinds:
                return n
        return len(self.frames)

    def _markdown(self, level: int) -> int:
        """Under those that are set as higher ones; headings of which nothing is known but their numbers are lower."""
        ranks = [frame.marker.level or frame.marker.rank for frame in self.frames]
        return next((n for n, rank in enumerate(ranks) if not 0 < rank < level), len(ranks))

    def _fixed(self, marker: Marker, *, titled: bool) -> int | None:
        """篇, 章 and 节, and chapters without a number: their ranks are the same in every plan."""
        keep = 0
        if marker.kind == "section" or (marker.kind == "chapter" and marker.number is not None):
            over = ["part"] if marker.kind == "chapter" else ["part", "chapter"]
            if marker.number == 1:
                over.append("attachment")
            for n, frame in enumerate(self.frames, 1):
                if frame.marker.kind in over:
                    keep = n
        if not titled and marker.number is not None:
            return None
        if marker.number is not None:
            same = [f.marker.number for f in self.frames[keep:] if f.marker.style == marker.style]
            known = same[0] if same else None
            last = self._last.get(marker.style, 0) if known is None and marker.number > 1 else known
            if last is not None and marker.number > last + 1:
                self.gap = (last, marker.number)
        return keep

    def _labelled(self, marker: Marker) -> int:
        """Beside an open label, or under the innermost heading where that has no body yet."""
        keep = self._outside("bullet")
        if keep and (_tabular(self.frames[keep - 1]) or marker.style == "horizon"):
            keep = min(keep, self._outside("box"))
        if not keep or self._empty(self.frames[keep - 1]):
            return keep
        labels = [n for n, f in enumerate(self.frames[:keep]) if f.marker.kind == "labelled"]
        return labels[-1] if labels else keep

    @staticmethod
    def _empty(frame: Frame) -> bool:
        """Whether nothing but its own paragraph stands under a heading that is not run in."""
        return not frame.complete and len(frame.node.children) == 1 and frame.node.children[0].is_heading

    def _box(self, marker: Marker) -> int:
        """Under the innermost heading that is not complete in its own paragraph; never in another box."""
        keep = self._outside("bullet", "box")
        while keep and self.frames[keep - 1].complete and self.frames[keep - 1].node.kind in {"item", "labelled"}:
            keep -= 1
        if marker.number is not None:
            last = self._last.get(marker.style, 0)
            if last + 1 < marker.number <= last + _GAP:
                self.gap = (last, marker.number)
        return keep

    def _decimal(self, marker: Marker) -> int | None:
        """1.1 and deeper: under the heading whose numbers it begins with."""
        number, prefix = marker.number or 0, marker.prefix
        last = 0
        keep = None
        for n, frame in enumerate(self.frames):
            if frame.marker.style == marker.style and frame.marker.prefix == prefix:
                keep, last = n, frame.marker.number or 0
                break
            whole = (*frame.marker.prefix, frame.marker.number)
            if whole == prefix and frame.marker.kind not in {"box", "bullet"}:
                keep = n + 1
        if keep is None and number == 1:
            same = [n for n, f in enumerate(self.frames) if f.marker.style == marker.style]
            keep = same[0] if same else self._fresh(marker)
        if keep is None or number <= last or number > last + _GAP:
            return None
        if number > last + 1:
            self.gap = (last, number)
        return keep

    def _numbered(self, marker: Marker, *, titled: bool, form: tuple[object, ...]) -> int | None:
        number = marker.number or 0
        style = marker.style
        same = [n for n, f in enumerate(self.frames) if f.marker.style == style]
        open_to = [
            (_alike(member[1], form), n) for n, last in enumerate([self._roots, *[f.last for f in self.frames]])
            if (member := last.get(style)) and member[0] == number - 1
        ]
        if open_to:  # its sequence stands under an open heading, be it that a box or a label came between
            return max(open_to)[1]
        last = self._last.get(style, 0)
        if number == 1:
            return self._first(marker, same)
        if not same and last == number - 1:
            return self._continued(marker)
        for n in reversed(same):
            before = self.frames[n].marker.number or 0
            if before < number <= before + _GAP:
                self.gap = (before, number)
                return n
            if titled and number == before:
                self.gap = (before, number)
                return n
        if not same and (last < number <= last + _GAP) and titled:
            self.gap = (last, number)
            return self._continued(marker) if last else self._first(marker, same)
        if titled and number <= _GAP and not same:
            self.gap = (0, number)
            return self._first(marker, same)
        if titled and style == self.scheme.top and style == "chinese":
            before = self.frames[same[0]].marker.number or 0 if same else last
            self.gap = (before, number)
            return same[0] if same else 0
        return None

    def _first(self, marker: Marker, same: list[int]) -> int:
        """A sequence that begins: below the innermost heading, or anew where the last of its style stands."""
        if same:
            between = self.frames[same[-1] + 1 :]
            if not any(f.marker.kind in {"box", "attachment", "labelled"} for f in between):
                return same[-1]
        return self._fresh(marker)

    def _fresh(self, marker: Marker) -> int:
        keep = self._outside("bullet")
        while keep:
            top = self.frames[keep - 1]
            upside_down = top.marker.kind == "item" and (marker.style, top.marker.style) in self._below and (
                top.marker.style, marker.style) not in self._below
            intro = marker.style == self.scheme.top and top.marker.kind == "chapter" and top.marker.number is None
            if not (upside_down or intro or _tabular(top)):
                break
            keep -= 1
        return keep

    def _continued(self, marker: Marker) -> int:
        """Under the innermost open heading of a style that this style has stood under."""
        parents = self._parents.get(marker.style, set())
        for n in range(len(self.frames), 0, -1):
            if self.frames[n - 1].marker.style in parents:
                return n
        return 0 if "" in parents else self._outside("bullet")
