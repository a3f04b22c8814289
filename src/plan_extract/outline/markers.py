"""What a paragraph's first characters say: its numbering, or a fixed label."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from plan_extract.flow import Flow, Paragraph
from plan_extract.rules.outline import OutlineRules

__all__ = ["Marker", "find_markers", "mark", "mark_label"]

_LABEL = 20  # characters of the longest label that is looked for before a colon
_HEADING = 60  # characters of the longest heading that nothing but its style tells
_REPEATED = 3  # a short phrase that opens so many paragraphs before a colon is a fixed label of this document
_BRACKETS = {"【": "】", "〖": "〗"}


class Marker(NamedTuple):
    """How a heading is marked.

    Attributes:
        style: key of the numbering or label; ``decimal2`` and ``decimal3`` apart, ``markdown`` where # is all.
        kind: what the rule says it is.
        number: its place in its sequence, None where it has none.
        prefix: the numbers before it in a decimal numbering: (2, 3) of 2.3.1.
        label: first and past last character of the label in the flow; empty for headings without one.
        text: where the words of the heading start.
        level: number of # of a Markdown heading, 0 elsewhere; also where the file itself says that a paragraph without
            a label is a heading.
        colon: where the colon of a label stands, -1 elsewhere.
        rank: the level that the file itself gives a heading whose label decides where it stands.
    """

    style: str
    kind: str
    number: int | None
    prefix: tuple[int, ...]
    label: tuple[int, int]
    text: int
    level: int = 0
    colon: int = -1
    rank: int = 0


def find_markers(flow: Flow, paragraphs: Sequence[Paragraph], rules: OutlineRules) -> list[Marker | None]:
    """The marker of each paragraph, None where it has none."""
    text = flow.text
    found: list[Marker | None] = []
    unknown: list[tuple[int, str, int]] = []
    for index, (begin, end, _, _, rank) in enumerate(paragraphs):
        start = begin
        while start < end - 1 and text[start] == "*":  # bold in Markdown
            start += 1
        marker = mark(text, start, end, rules) or mark_label(text, start, end, rules)
        if rank:
            alone = marker is not None and marker.kind == "labelled" and marker.colon < 0
            marker = marker._replace(rank=rank) if marker and not alone else _styled(text, start, end, rank)
        found.append(marker)
        if marker is None and (colon := text.find(":", start + 2, min(end, start + 9))) > 0:
            phrase = text[start:colon]
            if phrase.isalpha() and rules.label(phrase) is None:
                unknown.append((index, phrase, colon))
    times = Counter(phrase for _, phrase, _ in unknown)
    for index, phrase, colon in unknown:
        if times[phrase] >= _REPEATED:
            start = paragraphs[index].start
            found[index] = Marker("repeated-label", "labelled", None, (), (start, start), start, colon=colon)
    return found


def _styled(text: str, start: int, end: int, level: int) -> Marker | None:
    """The marker of a paragraph without label that the file sets as a heading, unless it is one of prose."""
    if end - start > _HEADING or text.find("。", start, end - 1) >= 0 or text[end - 1] in "。;,":
        return None
    return Marker("markdown", "item", None, (), (start, start), start, level)


def mark(text: str, start: int, end: int, rules: OutlineRules) -> Marker | None:
    """The numbering that stands at `start`, None where there is none."""
    level = 0
    while level < 7 and start < end and text[start] == "#":
        level += 1
        start += 1
    if level:
        while start < end and text[start] in " *":
            start += 1
    for numbering in rules.numberings.get(text[start : start + 1], ()):
        match = numbering.pattern.match(text, start, end)
        if match is None:
            continue
        label, printed = match.span("label"), match["n"] if numbering.counts else None
        style, number = numbering.style, None
        prefix: tuple[int, ...] = ()
        if printed is not None:
            before, _, last = printed.rpartition(".")
            number = int(last) if last.isascii() and last.isdecimal() else rules.ordinals.get(last)
            if number is None:
                continue
            if before:
                prefix = tuple(map(int, before.split(".")))
                style = f"{style}{len(prefix) + 1}"
        return Marker(style, numbering.kind, number, prefix, label, match.end(), level)
    if level and start < end:
        return Marker("markdown", "item", None, (), (start, start), start, level)
    return None


def mark_label(text: str, start: int, end: int, rules: OutlineRules) -> Marker | None:
    """A fixed label, before a colon or alone in its paragraph, bare or in 【】."""
    close = _BRACKETS.get(text[start : start + 1])
    if close is not None and (stop := text.find(close, start, min(end, start + _LABEL))) > 0:
        heading = rules.label(text[start + 1 : stop])
        if heading is not None and heading.kind != "none":
            return Marker(heading.key, heading.kind, None, (), (start, start), start, colon=stop)
        return None
    colon = text.find(":", start, min(end, start + _LABEL))
    stop = colon if colon > 0 else end
    if stop - start > _LABEL:
        return None
    phrase = text[start:stop].replace(" ", "").rstrip("。*")
    heading = rules.label(phrase) if phrase else None
    if heading is None or heading.kind == "none" or (colon < 0 and not heading.alone):
        return None
    if heading.kind != "labelled" and colon >= 0 and colon + 1 < end and heading.kind == "chapter":
        return None  # a preface or closing chapter fills its paragraph
    return Marker(heading.key, heading.kind, None, (), (start, start), start, colon=colon)
