"""Headings that stand in one printed paragraph with what goes before them."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from plan_extract.flow import Flow, Paragraph
from plan_extract.outline.markers import Marker, mark
from plan_extract.outline.titles import read_title
from plan_extract.rules.outline import OutlineRules

__all__ = ["part_headings"]

_PLACES = regex.compile(r"[(第](?=[^\n]{1,5}[)章节篇编])|(?<=[。;])专(?= ?栏)")
_STYLES = frozenset({"chinese-parenthesised", "part", "chapter", "section", "box"})
_CLOSES = frozenset("”) ")
_WIDE = 2  # so many characters of the source from one to the next: a blank wider than one stands between


def part_headings(
    flow: Flow, paragraphs: Sequence[Paragraph], markers: Sequence[Marker | None], rules: OutlineRules,
) -> tuple[list[Paragraph], list[Marker | None]]:
    """Part a paragraph where a sentence or a wide blank ends and a numbered lead follows that continues the headings.

    An enumeration within a paragraph, (一)…(二)…, is left alone: there the number before stands in the same paragraph.
    """
    text = flow.text
    last: dict[str, int] = {}
    parted: list[Paragraph] = []
    marked: list[Marker | None] = []
    for paragraph, marker in zip(paragraphs, markers, strict=True):
        begin, at_start = paragraph.start, marker
        listed: set[str] = set()  # styles of an enumeration within the paragraph
        if at_start and at_start.number is not None:
            last[at_start.style] = at_start.number
        for place in _PLACES.finditer(text, begin + 2, paragraph.end):
            found = mark(text, place.start(), paragraph.end, rules)
            if found is None or found.style not in _STYLES or found.style in listed:
                continue
            at = place.start()
            apart = text[at - 1] in "。;" or flow.offset(at) - flow.offset(at - 1) > _WIDE
            if not apart and text[at - 1] not in _CLOSES:
                continue
            title = read_title(text, found.text, paragraph.end, structural=False, bullet=False, opens=False)
            fresh = found.number == 1 and apart and at_start is not None and text.find("。", begin, at) < 0
            if title.end == title.start or not (fresh or last.get(found.style, 0) == (found.number or 0) - 1):
                listed.add(found.style)
                continue
            last[found.style] = found.number or 0
            stop = at
            while stop > begin and text[stop - 1] == " ":
                stop -= 1
            parted.append(paragraph._replace(start=begin, end=stop))
            marked.append(at_start)
            begin, at_start = at, found
        parted.append(paragraph._replace(start=begin))
        marked.append(at_start)
    return parted, marked
