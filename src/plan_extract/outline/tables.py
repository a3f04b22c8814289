"""Tables in the outline: each is one leaf, and the line over it is the heading of a box."""

from __future__ import annotations

from collections.abc import Sequence

from plan_extract.flow import Paragraph
from plan_extract.outline.markers import Marker
from plan_extract.tables import Kind, Table

__all__ = ["mark_tables", "set_tables_apart"]


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


def mark_tables(paragraphs: Sequence[Paragraph], markers: list[Marker | None], tables: Sequence[Table]) -> None:
    """Take the markers from `tables`, and give the titles of those of indicators the marker of a box.

    The caption of another table is no heading unless it is numbered as one (专栏, 附表).
    """
    starts = {table.start for table in tables}
    titles = {table.title[0] for table in tables if table.title and table.kind is Kind.INDICATORS}
    for n, paragraph in enumerate(paragraphs):
        if paragraph.start in starts:
            markers[n] = None
        elif paragraph.start in titles and markers[n] is None:
            start = paragraph.start
            markers[n] = Marker("table", "box", None, (), (start, start), start)
