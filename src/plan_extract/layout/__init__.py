"""Step 1: a source becomes a flow: lines, paragraphs, front matter, and the text that is written of them."""

from __future__ import annotations

from dataclasses import replace

from plan_extract.flow import Flow, FrontMatter, Zone
from plan_extract.layout.contents import find_contents, read_entries
from plan_extract.layout.folding import fold
from plan_extract.layout.lines import read_lines
from plan_extract.layout.writing import Draft, write
from plan_extract.layout.zones import tell_zones
from plan_extract.rules import Rules
from plan_extract.source import Source

__all__ = ["lay_out"]


def lay_out(source: Source, rules: Rules) -> Flow:
    """Make the flow of `source`. Never raises on odd text."""
    folded = fold(source.text)
    lines = read_lines(source.text, folded)
    texts = [line.text for line in lines]
    zones = tell_zones(texts, find_contents(texts, rules.layout), rules.layout)
    drafts = []
    for line, zone in zip(lines, zones, strict=True):
        label = rules.layout.numbering.match(line.text)
        drafts.append(Draft(
            [(line.start, line.end)], line.indent, zone, label.end() if label else 0, row=zone is Zone.NAVIGATION,
        ))
    written = write(source.text, folded, drafts)
    flow = Flow(written.text, written.printed, written.paragraphs, written.runs, _front(drafts))
    return replace(flow, contents=read_entries(flow, rules.layout))


def _front(drafts: list[Draft]) -> tuple[FrontMatter, ...]:
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
