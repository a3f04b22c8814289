"""What is odd in a plan's text, as values with a place: reading never stops for it.

| code | says |
| --- | --- |
| E101 | the text holds replacement characters: it was decoded wrongly before it came here |
| E102 | pages of a PDF hold pictures and no text |
| W101 | a heading's number leaves a gap in its sequence |
| W102 | the contents list names a heading that the body does not have |
| W103 | a heading's number stands twice |
| W111 | no title was found |
| W112 | the text does not say which years the plan covers |
| W113 | no heading was found |
| W121 | a target's year lies before the plan's first year |
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import Any

from plan_extract.flow import Flow
from plan_extract.metadata import Metadata
from plan_extract.outline import Outline
from plan_extract.quantities import Quantity
from plan_extract.source import Source, line_starts

__all__ = ["diagnose"]

_REPLACEMENT = "\ufffd"
_PAGES = 20  # that are named at most


def diagnose(
    source: Source, flow: Flow, outline: Outline, metadata: Metadata, quantities: list[Quantity],
) -> list[dict[str, Any]]:
    """The diagnostics of a plan, in the order of their places."""
    found = sorted(_faults(source, flow, outline, metadata, quantities), key=lambda fault: (fault[2], fault[0]))
    if not found:
        return []
    starts = line_starts(source.text)
    return [
        {"code": code, "message": message, "span": [*span], "line": bisect_right(starts, span[0])}
        for code, message, span in found
    ]


def _faults(
    source: Source, flow: Flow, outline: Outline, metadata: Metadata, quantities: list[Quantity],
) -> Iterator[tuple[str, str, tuple[int, int]]]:
    start = flow.span(0, 1) if flow.text else (0, 0)
    lost = source.text.count(_REPLACEMENT)
    if lost:
        at = source.text.index(_REPLACEMENT)
        yield "E101", f"{lost} replacement characters: decode the file anew with its own encoding", (at, at + 1)
    if source.unread:
        pages = ", ".join(map(str, source.unread[:_PAGES])) + (" and others" if len(source.unread) > _PAGES else "")
        yield "E102", f"pages {pages} hold pictures and no text, which were not read: run ocrmypdf first", start
    if flow.text:
        if metadata.title is None:
            yield "W111", "no title found", start
        if metadata.period is None:
            yield "W112", "the text does not say which years the plan covers", start
        if all(root.kind in {"paragraph", "table"} for root in outline.roots):
            yield "W113", "no heading found", start
    for remark in outline.remarks:
        yield remark.code, remark.message, flow.span(remark.start, max(remark.end, remark.start + 1))
    if metadata.period is not None:
        first = metadata.period.start
        for q in quantities:
            if q.role == "target" and q.year is not None and q.year < first:
                message = f"the target for {q.indicator} is of {q.year}, before the plan begins in {first}"
                yield "W121", message, flow.span(q.start, q.end)
