"""The places where the text of two plans differs, and what of the rows stands there.

Every change of a plan is a change of its text: rows are looked at where the text was edited, and an edit that no row
accounts for is a change of the text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from plan_extract.comparison.document import WordEdit
from plan_extract.comparison.hunks import Hunk, find_hunks
from plan_extract.comparison.view import Passage, View, compact, folded, plain
from plan_extract.models import Quantity

__all__ = ["Edit", "Place", "Side", "find_edits", "silent"]

_STOPS = "。;!?"
_CONTEXT = 12  # characters shown beside an edit
_WIDE = 40  # characters around a number that count as its clause where the quote is not found


@dataclass(slots=True)
class Place:
    """Where a row stands in the text of its passage, with its clause; half-open."""

    start: int
    end: int
    clause_start: int
    clause_end: int


class Side:
    """One side of an edit: the passage's text without blanks, as printed and folded, and the places of its rows."""

    def __init__(self, passage: Passage | None) -> None:
        self.passage = passage
        parts = passage.parts() if passage else []
        self.printed = "".join(compact(part.text) for part in parts)
        self.text = folded(self.printed)
        self.rows = [row for part in parts for row in part.rows]
        self.mentions = [at for part in parts for at in part.mentions]
        self.places: dict[int, Place] = {}
        before = 0
        for part in parts:
            self._locate(part, before)
            before += len(compact(part.text))

    def _locate(self, part: Passage, before: int) -> None:
        """Find the rows of a part of the passage, which begins `before` characters into the text.

        Rows tell their place in the source. What stood between the source's characters and is not in the text, line
        ends and page numbers, puts them off by more and more, so each row found says how far to look for the next.
        """
        lost = len(part.node.text or "") - len(part.text) - before
        rows: list[tuple[int, str, int, Quantity | None]] = [
            (row.span[0], row.text, id(row), row) for row in part.rows
        ]
        rows += [(at.mention.span[0], at.mention.text, id(at.mention), None) for at in part.mentions]
        for offset, printed, key, row in sorted(rows, key=lambda found: found[0]):
            text = plain(printed)
            expected = max(offset - part.node.span[0] - lost, 0)
            start = self._nearest(text, expected)
            if start < 0:  # a cell of a table, which the table's text has in another form
                start = min(expected, max(len(self.text) - 1, 0))
            else:
                lost = offset - part.node.span[0] - start
            end = start + len(text)
            self.places[key] = Place(start, end, *(self._clause(row, start, end) if row else self.sentence(start, end)))

    def _nearest(self, text: str, expected: int) -> int:
        """Where `text` stands nearest to `expected`, -1 where it does not."""
        behind = self.text.find(text, expected)
        before = self.text.rfind(text, 0, expected + len(text))
        if behind < 0 or before < 0:
            return max(behind, before)
        return behind if behind - expected < expected - before else before

    def _clause(self, row: Quantity, start: int, end: int) -> tuple[int, int]:
        quote = plain(row.quote)
        first = self.text.rfind(quote, 0, start + len(quote)) if quote else -1
        if first < 0 or first + len(quote) < end:
            return start - _WIDE, end + _WIDE
        return first, first + len(quote)

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """The sentence around `start` to `end`."""
        first = max(self.text.rfind(stop, 0, max(start, 0)) for stop in _STOPS) + 1
        ends = [n for stop in _STOPS if (n := self.text.find(stop, end)) >= 0]
        return first, min(ends, default=len(self.text) - 1) + 1


@dataclass(slots=True, eq=False)
class Edit:
    """A passage that was edited, added or removed.

    Attributes:
        hunks: where its two sides differ.
        claimed: numbers of the hunks that a row, a project or a heading accounts for.
    """

    old: Side
    new: Side
    hunks: list[Hunk]
    claimed: set[int] = field(default_factory=set)
    _ends: tuple[list[int], list[int]] = field(default=([], []), repr=False)

    def __post_init__(self) -> None:
        self._ends = [hunk.old_end for hunk in self.hunks], [hunk.new_end for hunk in self.hunks]

    @property
    def is_title(self) -> bool:
        """Whether it is the edit of a heading's title."""
        return any(side.passage is not None and side.passage.is_title for side in (self.old, self.new))

    def touching(self, old: tuple[int, int] | None, new: tuple[int, int] | None) -> set[int]:
        """Numbers of the hunks that share a character with, or lie within, one of the ranges."""
        found: set[int] = set()
        for side, span in enumerate((old, new)):
            if span is None:
                continue
            for n in range(bisect_left(self._ends[side], span[0]), len(self.hunks)):
                start, end = self.hunks[n][2 * side : 2 * side + 2]
                if start >= span[1]:
                    break
                if end > span[0] if start < end else start > span[0]:
                    found.add(n)
        return found

    def image(self, start: int, end: int) -> tuple[int, int]:
        """Where the old text's `start` to `end` stands in the new one."""
        n, m = bisect_right(self._ends[0], start), bisect_left(self._ends[0], end)
        in_first = n < len(self.hunks) and start >= self.hunks[n].old_start
        in_last = m < len(self.hunks) and end > self.hunks[m].old_start
        return (
            self.hunks[n].new_start if in_first else start + self._shift(n),
            self.hunks[m].new_end if in_last else end + self._shift(m),
        )

    def _shift(self, number: int) -> int:
        """How far the new text is ahead of the old one before a hunk."""
        return self.hunks[number - 1].new_end - self.hunks[number - 1].old_end if number else 0

    def words(self, numbers: Iterable[int]) -> list[WordEdit]:
        """What the hunks of these numbers took away and put in, as printed."""
        return [
            WordEdit(
                removed=self.old.printed[a0:a1], added=self.new.printed[b0:b1],
                before=self._near(max(a0 - _CONTEXT, 0), a0, max(b0 - _CONTEXT, 0), b0),
                after=self._near(a1, a1 + _CONTEXT, b1, b1 + _CONTEXT),
            )
            for a0, a1, b0, b1 in (self.hunks[n] for n in sorted(numbers))
        ]

    def _near(self, a0: int, a1: int, b0: int, b1: int) -> str:
        return self.new.printed[b0:b1] if self.new.passage else self.old.printed[a0:a1]

    def text_of(self, number: int) -> tuple[str, str]:
        """What a hunk took away and put in, folded."""
        a0, a1, b0, b1 = self.hunks[number]
        return self.old.text[a0:a1], self.new.text[b0:b1]

    def left(self) -> set[int]:
        """Numbers of the hunks that nothing accounts for."""
        free = set(range(len(self.hunks))) - self.claimed
        if self.claimed and all(self._only_marks(n) for n in free):
            return set()  # a stop that became a comma, because the last clause went
        return free

    def _only_marks(self, number: int) -> bool:
        return not any(c.isalnum() for c in "".join(self.text_of(number)))


def silent(passage: Passage) -> bool:
    """Whether the section it stands in is itself added or removed, so that the passage is no edit of its own."""
    return passage.twin is None and passage.section.twin is None


def find_edits(old: View, new: View, cut: Callable[[str], list[str]]) -> list[Edit]:
    """The edits of two views whose passages are matched, in the order of the new plan, what was removed last."""
    edits: list[Edit] = []
    joined = {part for side in (old, new) for p in side.passages for part in p.joined}
    for passage in new.passages:
        twin = passage.twin
        if twin is None:
            if not silent(passage) and not passage.is_title and passage not in joined:
                edits.append(_whole(None, passage))
        elif twin.text != passage.text or passage.joined or twin.joined:
            ours, theirs = Side(twin), Side(passage)
            hunks = find_hunks(ours.text, theirs.text, cut)
            if hunks:
                edits.append(Edit(ours, theirs, hunks))
    edits += [
        _whole(p, None) for p in old.passages
        if p.twin is None and not silent(p) and not p.is_title and p not in joined
    ]
    return edits


def _whole(old: Passage | None, new: Passage | None) -> Edit:
    ours, theirs = Side(old), Side(new)
    return Edit(ours, theirs, [Hunk(0, len(ours.text), 0, len(theirs.text))])
