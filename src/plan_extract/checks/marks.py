"""Checks of marks that come in pairs."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from plan_extract.checks.rule import Fault, at
from plan_extract.flow import Paragraph, Zone
from plan_extract.pipeline import Reading

__all__ = ["brackets", "quotation_marks"]

_ENUMERATOR = regex.compile(r"(?:^|[。;:,、\s])[(]?[\p{N}a-zA-Z]{1,3}$")
_QUOTATION = {"“": "”", "‘": "’"}
_BRACKETS = {"(": ")", "《": "》", "〈": "〉", "【": "】", "〔": "〕", "[": "]"}
_PARAGRAPHS = 4  # over which a pair can stretch
_NEAR = 24  # characters within which a mark of the wrong direction closes what another opened


def quotation_marks(reading: Reading) -> Iterator[Fault]:
    """A quotation mark has no partner, or stands twice.

    Finds:
        一、基本原则
        深入开展““四史学习教育,大力弘扬优良作风。
    Leaves:
        一、基本原则
        深入开展“四史”学习教育,大力弘扬“孺子牛”精神。
    """
    flow = reading.flow
    for opening, closing in _QUOTATION.items():
        for places in _across(reading, {opening: closing}):
            for start, end in _together(flow.text, places):
                mark = flow.printed[start]
                if end - start > 1:
                    message = f"the quotation mark {mark} stands twice where it should open and close"
                else:
                    lacks = "closed" if flow.text[start] == opening else "opened"
                    message = f"the quotation mark {mark} is never {lacks}"
                yield at(reading, start, end, message)


def _together(text: str, places: list[int]) -> Iterator[tuple[int, int]]:
    """Spans of faults: two marks of one direction that stand near each other are one fault."""
    n = 0
    while n < len(places):
        start = places[n]
        near = n + 1 < len(places) and places[n + 1] - start <= _NEAR and text[places[n + 1]] == text[start]
        yield start, (places[n + 1] if near else start) + 1
        n += 2 if near else 1


def brackets(reading: Reading) -> Iterator[Fault]:
    """A bracket has no partner, or one of another form.

    The bracket behind a number that counts points (``1)``) needs none.

    Finds:
        一、重点任务
        建设综合交通枢纽(含高铁站,完善路网。
    Leaves:
        一、重点任务
        1)建设综合交通枢纽(含高铁站),完善路网。
    """
    left = _across(reading, _BRACKETS)
    for places in left:
        last: int | None = None
        for place in sorted(places):
            char = reading.flow.text[place]
            mark = reading.flow.printed[place]
            if char in _BRACKETS:
                if last is not None:
                    yield at(reading, last, last + 1, f"the bracket {reading.flow.printed[last]} is never closed")
                last = place
            elif last is not None and place - last <= _NEAR:
                first = reading.flow.printed[last]
                yield at(reading, last, place + 1, f"the bracket {first} is closed by {mark}")
                last = None
            else:
                if last is not None:
                    yield at(reading, last, last + 1, f"the bracket {reading.flow.printed[last]} is never closed")
                    last = None
                yield at(reading, place, place + 1, f"the bracket {mark} is never opened")
        if last is not None:
            yield at(reading, last, last + 1, f"the bracket {reading.flow.printed[last]} is never closed")


def _across(reading: Reading, pairs: dict[str, str]) -> list[list[int]]:
    """Places of marks without a partner, by paragraph.

    What one paragraph opens and one of the next closes is a paragraph cut in two, cells of a table, or a quotation of
    several paragraphs.
    """
    flow = reading.flow
    body = [p for p in flow.paragraphs if p.zone is Zone.BODY]
    left: list[list[int]] = [[] for _ in body]
    for opening, closing in pairs.items():
        if opening not in flow.text and closing not in flow.text:
            continue
        alone = [_alone(flow.text, paragraph, opening, closing) for paragraph in body]
        for n, places in enumerate(alone):
            if not places or flow.text[places[-1]] != opening:
                continue
            behind = next((m for m in range(n + 1, min(n + 1 + _PARAGRAPHS, len(alone))) if alone[m]), None)
            if behind is not None and flow.text[alone[behind][0]] == closing:
                places.pop()
                alone[behind].pop(0)
        for known, places in zip(left, alone, strict=True):
            known.extend(places)
    return left


def _alone(text: str, paragraph: Paragraph, opening: str, closing: str) -> list[int]:
    """Places of marks without a partner in a paragraph."""
    alone: list[int] = []
    opened: list[int] = []
    nests = opening not in "“‘"
    for place in range(paragraph.start, paragraph.end):
        char = text[place]
        if char == opening:
            if opened and not nests:
                alone.append(opened.pop())
            opened.append(place)
        elif char == closing:
            if opened:
                opened.pop()
            elif not _ENUMERATOR.search(text[max(place - 6, paragraph.start) : place]):
                alone.append(place)
    return sorted(alone + opened)
