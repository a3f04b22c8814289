"""Step 1: a source becomes a flow: lines, paragraphs, front matter, and the text that is written of them."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace

from plan_extract.flow import Flow, FrontMatter, Zone
from plan_extract.layout.contents import ends_entry, find_contents, heading_key, read_entries
from plan_extract.layout.folding import fold
from plan_extract.layout.furniture import clear_furniture
from plan_extract.layout.lines import Line, read_lines
from plan_extract.layout.wrapping import measure
from plan_extract.layout.writing import Draft, write
from plan_extract.layout.zones import tell_zones
from plan_extract.rules import Rules
from plan_extract.rules.layout import LayoutRules
from plan_extract.source import Source
from plan_extract.tables import table_lines

__all__ = ["lay_out"]


def lay_out(source: Source, rules: Rules) -> Flow:
    """Make the flow of `source`. Never raises on odd text."""
    folded = fold(source.text)
    lines, furniture = clear_furniture(read_lines(source.text, folded, rules.layout), rules.layout)
    lines = _part_headings(lines, rules.layout)
    contents = find_contents(lines, rules.layout)
    tables = {n for table in table_lines([line.text for line in lines], rules.tables) for n in table}
    drafts, listed = _gather(source.text, lines, contents, tables, rules.layout)
    texts = [draft.text for draft in drafts]
    for draft, zone in zip(drafts, tell_zones(texts, listed, rules.layout), strict=True):
        draft.zone = zone
        draft.row = draft.row or zone is Zone.NAVIGATION
    written = write(source.text, folded, drafts)
    flow = Flow(
        written.text, written.printed, written.paragraphs, written.runs, _front(drafts), tuple(sorted(furniture)),
    )
    return replace(flow, contents=read_entries(flow, rules.layout)) if listed else flow


def _part_headings(lines: list[Line], rules: LayoutRules) -> list[Line]:
    """Cut off a heading of contents or foreword that stands at the end of another line."""
    parted: list[Line] = []
    for index, line in enumerate(lines):
        found = rules.glued_heading.search(line.text, max(0, len(line.text) - 20)) if index < 400 else None
        if found and found.start() > 1:
            head = line.text[: found.start()].rstrip()
            parted.append(line._replace(end=line.start + len(head), text=head))
            line = line._replace(start=line.end - len(found[0].lstrip()), text=found[0].lstrip(), gap=0, indent=0)
        parted.append(line)
    return parted


def _gather(
    source: str, lines: Sequence[Line], contents: range, tables: Set[int], rules: LayoutRules,
) -> tuple[list[Draft], range]:
    """Put the lines that belong together into paragraphs.

    Returns:
        The paragraphs, and which of them are the contents list.
    """
    headings = [heading_key(lines[n].text) for n in contents]
    wrapping = measure(source, lines, headings)
    paged = sum(ends_entry(lines[n].text) for n in contents) * 2 > len(contents)
    drafts: list[Draft] = []
    first = last = 0
    begins = True
    for index, line in enumerate(lines):
        if index == contents.start:
            first = len(drafts)
        if index == contents.stop:
            last = len(drafts)
        if index and drafts:
            before = drafts[-1]
            if index in tables or index - 1 in tables:
                goes_on = False
            elif index in contents:
                goes_on = paged and index > contents.start + 1 and not ends_entry(before.text) and not rules.numbering.match(line.text)
            else:
                goes_on = index != contents.stop and wrapping.joins(before.text, lines, index - 1, rules, begins=begins)
            if goes_on:
                before.add(line.text, line.pieces())
                begins = False
                continue
        begins = True
        label = rules.numbering.match(line.text)
        drafts.append(Draft(line.pieces(), line.text, line.indent, label=label.end() if label else 0, row=index in tables))
    if contents.stop == len(lines):
        last = len(drafts)
    return drafts, range(first, last) if contents else range(0)


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
