"""Numbers that print or page reading has damaged, mended by the sequence they stand in."""

from __future__ import annotations

from collections.abc import Sequence

from plan_extract.flow import Flow, Paragraph
from plan_extract.outline.markers import Marker

__all__ = ["drop_contents", "mend_numbers"]

_BOX_ITEM = 24  # characters of the longest item of a box that is numbered without a separator
_SEQUEL = 12  # markers that are looked through for the sequel of a number without separator
_FIXED = frozenset({"part", "chapter", "section"})
_DAMAGED = frozenset({"bare", "chinese-spaced", "lost"})  # styles of what has lost its separator or its number
_LISTED = frozenset({"chinese", "chinese-parenthesised", "decimal2"})  # styles of a list without 篇, 章 and 节
_LISTED_LENGTH = 60  # characters of the longest line of a contents list
_LISTED_HEADS = 6  # a text with fewer headings has no contents list
_LISTED_AGAIN = 0.7  # share of a contents list that is headings, and that comes again
_LISTED_MEAN = 30  # characters of a line of a contents list, on average at most


def mend_numbers(flow: Flow, paragraphs: Sequence[Paragraph], markers: list[Marker | None]) -> None:
    """Give damaged numbers their place, or take the marker from what only looks like a number."""
    if _DAMAGED.isdisjoint([marker.style for marker in markers if marker]):
        return
    _mend_boxes(flow, paragraphs, markers)
    _mend_bare(markers)
    _mend_spaced(markers)
    run: list[int] = []
    for n, marker in enumerate(markers):
        if marker and marker.kind in _FIXED:
            _mend_lost(markers, run)
            run = []
        elif marker and marker.style in {"chinese", "lost"}:
            run.append(n)
    _mend_lost(markers, run)


def _mend_boxes(flow: Flow, paragraphs: Sequence[Paragraph], markers: list[Marker | None]) -> None:
    """Believe short lines 1, 2, 3 under a box without a separator; a table's rows hold more numbers."""
    last = -1  # number of the last item of the box; -1 outside
    for n, marker in enumerate(markers):
        if marker is None:
            continue
        if marker.style != "bare":
            last = 0 if marker.kind == "box" else -1
            continue
        end = paragraphs[n].end
        words = flow.text[marker.text : end]
        if last >= 0 and marker.number == last + 1 and len(words) <= _BOX_ITEM and words.isalpha():
            last += 1
            markers[n] = marker._replace(style="number")


def _mend_bare(markers: list[Marker | None]) -> None:
    """Keep a number without a separator only where the sequence asks for it.

    That is between 5. and 7., after 09, or before 1.1; it then counts as one of the sequence it stands in.
    """
    last: dict[str, int] = {}
    marked = [(n, marker) for n, marker in enumerate(markers) if marker]
    for place, (n, marker) in enumerate(marked):
        if marker.style != "bare":
            if marker.number is not None:
                last[marker.style] = marker.number
            continue
        number = marker.number or 0
        following = [m for _, m in marked[place + 1 : place + 1 + _SEQUEL]]
        style = ""
        if last.get("zero-padded") == number - 1 and number >= 10:
            style = "zero-padded"
        elif last.get("number") == number - 1 and ("number", number + 1) in [(m.style, m.number) for m in following]:
            style = "number"
        elif following and following[0].prefix == (number,) and following[0].number == 1:
            style = "bare"
        if style:
            last[style] = number
            markers[n] = marker._replace(style=style)
        else:
            markers[n] = None


def _mend_spaced(markers: list[Marker | None]) -> None:
    """Keep 一 with a blank for a separator where two follows one; it is then no other than 一、."""
    spaced = [(n, marker) for n, marker in enumerate(markers) if marker and marker.style == "chinese-spaced"]
    numbers = [marker.number or 0 for _, marker in spaced]
    last = 0
    for place, (n, marker) in enumerate(spaced):
        number = numbers[place]
        follows = number == 1 and 2 in numbers[place + 1 : place + 1 + _SEQUEL]
        if follows or (last and number == last + 1):
            last = number
            markers[n] = marker._replace(style="chinese")
        else:
            markers[n] = None


def _mend_lost(markers: list[Marker | None], run: Sequence[int]) -> None:
    """Number the members of a sequence of 一、 of which some have lost their number, or kept one stroke of several."""
    members = [(n, marker) for n in run if (marker := markers[n])]
    lost = sum(marker.style == "lost" for _, marker in members)
    expected = 1
    for place, (n, marker) in enumerate(members):
        if len(members) < 2 or not lost:
            markers[n] = None if marker.style == "lost" else marker
            continue
        number = marker.number or expected
        after = members[place + 1][1] if place + 1 < len(members) else None
        if number == 1 and expected in {2, 3} and after and after.number != 2:
            number = expected
        markers[n] = marker._replace(style="chinese", number=number)
        expected = number + 1


def drop_contents(flow: Flow, paragraphs: Sequence[Paragraph], markers: list[Marker | None]) -> None:
    """Take the markers from a contents list that the layout left in the text: all its headings come again."""
    heads: list[tuple[int, str]] = []
    for n, (paragraph, marker) in enumerate(zip(paragraphs, markers, strict=True)):
        listable = marker and (marker.kind in _FIXED or marker.style in _LISTED)
        if marker and listable and paragraph.end - marker.text < _LISTED_LENGTH:
            words = "".join(filter(str.isalpha, flow.text[marker.label[0] : paragraph.end]))
            heads.append((n, f"{marker.style} {words}"))  # 一、 and (一) of the same words are two headings
    if len(heads) < _LISTED_HEADS:
        return
    first, words = heads[0]
    again = next((n for n, other in heads[1:] if other == words), None)
    if again is None:
        return
    listed = [words for n, words in heads if n < again]
    later = {words for n, words in heads if n >= again}
    bare = sum(markers[n] is None for n in range(first, again))
    length = sum(paragraphs[n].end - paragraphs[n].start for n in range(first, again))
    known = sum(words in later for words in listed)
    if (
        len(listed) >= _LISTED_HEADS // 2 and known >= len(listed) * _LISTED_AGAIN
        and bare <= (again - first) * (1 - _LISTED_AGAIN) and length < _LISTED_MEAN * (again - first)
    ):
        markers[first:again] = [None] * (again - first)
