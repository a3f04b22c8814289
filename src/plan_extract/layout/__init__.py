"""Step 1: a source becomes a flow: lines, paragraphs, front matter, and the text that is written of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from plan_extract.flow import Flow, FrontMatter, Zone
from plan_extract.layout.contents import find_contents, part_headings, read_entries
from plan_extract.layout.folding import fold
from plan_extract.layout.furniture import clear_furniture
from plan_extract.layout.lines import read_lines
from plan_extract.layout.paragraphs import gather, join_titles
from plan_extract.layout.writing import Draft, write
from plan_extract.layout.zones import tell_zones
from plan_extract.rules import Rules
from plan_extract.source import Source
from plan_extract.tables import table_lines

__all__ = ["lay_out"]


def lay_out(source: Source, rules: Rules) -> Flow:
    """Make the flow of `source`. Never raises on odd text."""
    folded = fold(source.text, rules.layout)
    lines, furniture = clear_furniture(read_lines(source.text, folded, rules.layout), rules.layout)
    lines = part_headings(lines, rules.layout)
    contents = find_contents(lines, rules.layout)
    tables = {n for table in table_lines([line.text for line in lines], rules.tables) for n in table}
    drafts, listed = gather(source.text, lines, contents, tables, rules.layout)
    zones = tell_zones([draft.text for draft in drafts], listed, rules.layout)
    for draft, zone in zip(drafts, zones, strict=True):
        draft.zone = zone
        draft.row = draft.row or zone is Zone.NAVIGATION
    drafts = join_titles(drafts, rules.layout)
    written = write(source.text, folded, drafts)
    flow = Flow(
        written.text, written.printed, written.paragraphs, written.runs, _front(drafts), tuple(sorted(furniture)),
    )
    return replace(flow, contents=read_entries(flow, rules.layout)) if listed else flow


def _front(drafts: Sequence[Draft]) -> tuple[FrontMatter, ...]:
    """Spans of the source of paragraphs that follow each other in one zone other than the body."""
    front: list[FrontMatter] = []
    last = Zone.BODY
    for draft in drafts:
        if draft.zone is not Zone.BODY:
            start, end = draft.pieces[0][0], draft.pieces[-1][1]
            if draft.zone is last:
                start = front.pop().span[0]
            front.append(FrontMatter(draft.zone, (start, end)))
        last = draft.zone
    return tuple(front)
