"""Headings that stand in one paragraph with what goes before them, as printed or as lines were joined."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from plan_extract.flow import Flow, Paragraph
from plan_extract.outline.markers import Marker, mark, mark_label
from plan_extract.outline.titles import read_title
from plan_extract.rules.outline import OutlineRules

__all__ = ["part_headings"]

_STRUCTURAL = frozenset({"chinese-parenthesised", "part", "chapter", "section", "box"})
_SENTENCE_ENDS = "。;"
_CLOSES = frozenset("”) ")
_WIDE = 2  # so many characters of the source from one to the next: a blank wider than one stands between
_Key = tuple[str, tuple[int, ...]]


def part_headings(
    flow: Flow, paragraphs: Sequence[Paragraph], markers: Sequence[Marker | None], rules: OutlineRules,
) -> tuple[list[Paragraph], list[Marker | None]]:
    """Part a paragraph where a sentence or a wide blank ends and a heading follows that continues the others.

    An enumeration within a paragraph, (一)…(二)…, is left alone: there the number before stands in the same paragraph.
    """
    sequel = _Sequel(flow, paragraphs, markers)
    parted: list[Paragraph] = []
    marked: list[Marker | None] = []
    for index, (paragraph, marker) in enumerate(zip(paragraphs, markers, strict=True)):
        begin, at_start = paragraph.start, marker
        sequel.begin(index, marker)
        for place in rules.glued.finditer(flow.text, begin + 2, paragraph.end):
            at = place.start() + (place[0] in _SENTENCE_ENDS)
            found = sequel.heading(begin, at, paragraph.end, at_start, rules)
            if found is None:
                continue
            stop = at
            while stop > begin and flow.text[stop - 1] == " ":
                stop -= 1
            parted.append(paragraph._replace(start=begin, end=stop))
            marked.append(at_start)
            begin, at_start = at, found
        parted.append(paragraph if begin == paragraph.start else paragraph._replace(start=begin))
        marked.append(at_start)
    return parted, marked


class _Sequel:
    """What the headings at the start of paragraphs let expect next."""

    def __init__(self, flow: Flow, paragraphs: Sequence[Paragraph], markers: Sequence[Marker | None]) -> None:
        self._flow, self._text = flow, flow.text
        self._index = 0
        self._last: dict[_Key, int] = {}
        self._listed: set[_Key] = set()  # numberings of an enumeration within the paragraph
        self._bullet = False
        self._places: dict[_Key, tuple[list[int], list[int]]] = {}
        self._labels: Counter[str] = Counter()
        for n, (paragraph, marker) in enumerate(zip(paragraphs, markers, strict=True)):
            if marker is None:
                continue
            if marker.kind == "labelled" and marker.colon > 0:
                self._labels[self._text[paragraph.start : marker.colon]] += 1
            elif marker.number is not None or marker.kind == "bullet":
                places, numbers = self._places.setdefault((marker.style, marker.prefix), ([], []))
                places.append(n)
                numbers.append(marker.number or 0)

    def begin(self, index: int, marker: Marker | None) -> None:
        """Go on to the next paragraph."""
        self._index = index
        self._listed.clear()
        if marker is not None:
            self._bullet = marker.kind == "bullet"
            if marker.number is not None:
                self._last[marker.style, marker.prefix] = marker.number

    def _next(self, key: _Key) -> int | None:
        """The number of the next heading of this numbering that begins a paragraph; 0 for a bullet."""
        places, numbers = self._places.get(key, ([], []))
        after = bisect_right(places, self._index)
        return numbers[after] if after < len(places) else None

    def heading(self, begin: int, at: int, end: int, before: Marker | None, rules: OutlineRules) -> Marker | None:
        """The marker at `at`, where it opens a heading; `before` is that of the paragraph, which begins at `begin`."""
        text = self._text
        found = mark(text, at, end, rules)
        sentence = text[at - 1] in _SENTENCE_ENDS
        if found is None:
            label = mark_label(text, at, end, rules) if sentence else None
            known = label and label.kind == "labelled" and self._labels[text[at : label.colon]] > 1
            return label if known else None
        key = (found.style, found.prefix)
        if found.kind == "bullet":
            return found if sentence and (self._bullet or self._next(key) is not None) else None
        if found.number is None or key in self._listed:
            return None
        continues = self._last.get(key, 0) == found.number - 1
        title = read_title(text, found.text, end, structural=False, bullet=False, opens=False)
        if found.style in _STRUCTURAL:
            apart = sentence or self._flow.offset(at) - self._flow.offset(at - 1) > _WIDE
            if not apart and text[at - 1] not in _CLOSES:
                return None
            fresh = found.number == 1 and apart and before is not None and text.find("。", begin, at) < 0
            continues = continues or fresh
        elif not sentence or found.number == 1 or not (title.alone or self._next(key) == found.number + 1):
            continues = False
        if title.start == title.end or not continues:
            self._listed.add(key)
            return None
        self._last[key] = found.number
        return found
