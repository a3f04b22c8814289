"""Tables in the outline: each is one leaf, and the line over it is the heading of a box."""

from __future__ import annotations

from collections.abc import Sequence

from plan_extract.flow import Flow, Paragraph
from plan_extract.outline.markers import Marker
from plan_extract.tables import Kind, Table

__all__ = ["mark_tables", "set_tables_apart"]

_SHORTEST, _LONGEST = 5, 40  # characters of a table's title


def set_tables_apart(paragraphs: Sequence[Paragraph], tables: Sequence[Table]) -> list[Paragraph]:
    """`paragraphs` with those of each table put together as one; one that a table begins or ends in is divided."""
    apart: list[Paragraph] = []
    waiting = list(tables)
    for paragraph in paragraphs:
        rest: Paragraph | None = paragraph
        while rest is not None and waiting and rest.end > waiting[0].start:
            table = waiting[0]
            if rest.start < table.start:
                apart.append(rest._replace(end=table.start))
                rest = rest._replace(start=table.start)
            if rest.start == table.start:
                apart.append(rest._replace(end=table.end))
            if rest.end < table.end:
                rest = None
            else:
                rest = rest._replace(start=table.end) if rest.end > table.end else None
                waiting.pop(0)
        if rest is not None:
            apart.append(rest)
    return apart


def mark_tables(
    flow: Flow, paragraphs: Sequence[Paragraph], markers: list[Marker | None], tables: Sequence[Table],
) -> None:
    """Take the markers from `tables`, and give the titles of those of indicators the marker of a box.

    The caption of another table is no heading unless it is numbered as one (专栏, 附表).
    """
    begins = {table.start: table for table in tables}
    titles = {table.title[0] for table in tables if table.title and table.kind is Kind.INDICATORS}
    for n, paragraph in enumerate(paragraphs):
        table = begins.get(paragraph.start)
        if table is not None:
            markers[n] = None
            if table.kind is Kind.INDICATORS and not table.title and n and _can_be_title(flow, paragraphs[n - 1]):
                titles.add(paragraphs[n - 1].start)
    for n, paragraph in enumerate(paragraphs):
        if paragraph.start in titles and markers[n] is None:
            start = paragraph.start
            markers[n] = Marker("table", "box", None, (), (start, start), start)


def _can_be_title(flow: Flow, paragraph: Paragraph) -> bool:
    words = flow.text[paragraph.start : paragraph.end]
    return _SHORTEST <= len(words) <= _LONGEST and words[-1].isalpha() and "。" not in words
