"""Step 1: a source becomes a flow: lines, paragraphs, front matter, and the text that is written of them."""

from __future__ import annotations

from collections.abc import Sequence

from plan_extract.blocks import BlockKind
from plan_extract.flow import Flow, FrontMatter, Zone
from plan_extract.layout.contents import find_contents, part_headings, read_entries
from plan_extract.layout.folding import fold
from plan_extract.layout.furniture import clear_furniture
from plan_extract.layout.hints import Hints, place_cells, without_marks
from plan_extract.layout.lines import Line, read_lines
from plan_extract.layout.paragraphs import gather, join_titles
from plan_extract.layout.writing import Draft, write
from plan_extract.layout.zones import tell_zones
from plan_extract.rules import Rules
from plan_extract.source import Source
from plan_extract.tables import table_lines

__all__ = ["lay_out"]


def lay_out(source: Source, rules: Rules) -> Flow:
    """Make the flow of `source`. Never raises on odd text."""
    text, folded = source.text, fold(source.text, rules.layout)
    if source.marks:
        text, folded = without_marks(text, source.marks), without_marks(folded, source.marks)
    hints = Hints(source.blocks)
    told = hints.sort(read_lines(text, folded, rules.layout, hints.spans_of_whole()))
    lines, furniture = clear_furniture(told.text, rules.layout)
    if told.whole:
        lines = sorted([*lines, *told.whole], key=_start)
    lines = part_headings(lines, rules.layout)
    contents = hints.contents(lines, rules.layout) or find_contents(lines, rules.layout)
    drafts, listed = gather(source.text, lines, contents, _rows(lines, hints, rules), rules.layout, hints)
    zones = tell_zones([draft.text for draft in drafts], listed, rules.layout)
    navigation = Zone.NAVIGATION
    for draft, zone in zip(drafts, zones, strict=True):
        draft.zone = zone
        draft.row = draft.row or zone is navigation
    drafts = join_titles(drafts, rules.layout)
    if told.navigation:
        beside = (Draft(n.pieces, n.text, n.indent, navigation, row=True) for n in told.navigation)
        drafts = sorted([*drafts, *beside], key=_begin)
    written = write(source.text, folded, drafts)
    return Flow(
        written.text, written.printed, written.paragraphs, written.runs, _front(drafts),
        tuple(sorted([*furniture, *told.furniture])), read_entries(written, rules.layout) if listed else (),
        place_cells(hints.grids, written.runs),
    )


def _start(line: Line) -> int:
    return line.start


def _begin(draft: Draft) -> int:
    return draft.pieces[0][0]


def _rows(lines: Sequence[Line], hints: Hints, rules: Rules) -> set[int]:
    """Which of `lines` belong to tables: to those that the file tells, and to those that are found between them."""
    told = [n for n, line in enumerate(lines) if hints.kind(line) is BlockKind.TABLE] if hints.grids else []
    rows = set(told)
    start = 0
    for stop in [*told, len(lines)]:
        if start < stop:
            found = table_lines([line.text for line in lines[start:stop]], rules.tables)
            rows.update(start + n for table in found for n in table)
        start = stop + 1
    return rows


def _front(drafts: Sequence[Draft]) -> tuple[FrontMatter, ...]:
    """Spans of the source of paragraphs that follow each other in one zone other than the body."""
    front: list[FrontMatter] = []
    last = body = Zone.BODY
    for draft in drafts:
        if draft.zone is not body:
            start, end = draft.pieces[0][0], draft.pieces[-1][1]
            if draft.zone is last:
                start = front.pop().span[0]
            front.append(FrontMatter(draft.zone, (start, end)))
        last = draft.zone
    return tuple(front)
