"""How far a table goes: the lines that can be its rows, and the notes below them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from plan_extract.rules.tables import TableRules
from plan_extract.tables.cells import cut, is_binding, is_empty, is_value, sequence
from plan_extract.tables.grid import Cell, Row
from plan_extract.tables.heads import read_heads

__all__ = ["LONGEST_LINE", "TextLine", "indicator_lines", "note_lines", "project_lines"]

LONGEST_LINE = 400  # characters of the longest line of a row
_BODY_LINES = 600  # lines of the longest table
_IDLE = 10  # lines without a value after which a table is over
_CELL = 60  # characters of the longest cell that stands alone on its line


class TextLine(NamedTuple):
    """A line and where it begins."""

    text: str
    start: int


def indicator_lines(
    lines: Sequence[TextLine], start: int, rest: list[Cell], rules: TableRules,
) -> list[list[Cell]]:
    """The lines from `start` on that may be rows of a table of indicators, cut into cells, behind `rest`."""
    body: list[list[Cell]] = [rest] if rest else []
    idle = 0
    stop, note = rules.mark("stop"), rules.mark("note")
    for at in range(start, min(start + _BODY_LINES, len(lines))):
        text = lines[at].text
        if len(text) > LONGEST_LINE or stop.search(text) or note.search(text):
            break
        cells = cut(text, lines[at].start, at)
        if len(cells) > 1 and read_heads(cells, rules).cells == len(cells):
            continue  # the head again, on the next page
        valued = sum(is_value(c.text, rules) or is_empty(c.text, rules) for c in cells)
        bound = any(is_binding(c.text, rules) for c in cells)
        if ("。" in text or ";" in text or (len(text) > _CELL and len(cells) < 3)) and not (bound and valued):
            break
        if "," in text and not bound and (len(cells) == 1 or not valued) and sequence(text) is None:
            after = lines[at + 1].text if at + 1 < len(lines) else ""
            if text[0] not in "<>≥≤[(〔" and not is_binding(after, rules):
                break
        idle = 0 if valued or bound else idle + 1
        if idle > _IDLE:
            break
        if cells:
            body.append(cells)
    return body


def project_lines(
    lines: Sequence[TextLine], start: int, rest: list[Cell], rules: TableRules,
) -> list[list[Cell]]:
    """The lines from `start` on that may be rows of a table of projects, cut into cells, behind `rest`."""
    body: list[list[Cell]] = [rest] if rest else []
    stop, note = rules.mark("stop"), rules.mark("note")
    idle = 0
    for at in range(start, min(start + _BODY_LINES, len(lines))):
        text = lines[at].text
        if len(text) > LONGEST_LINE or stop.search(text) or note.search(text):
            break
        cells = cut(text, lines[at].start, at)
        if len(cells) > 1 and read_heads(cells, rules).cells == len(cells):
            continue
        typed = any(rules.mark(kind).search(c.text) for c in cells for kind in ("years", "money", "nature"))
        idle = 0 if typed else idle + 1
        if idle > _IDLE:
            break
        if cells:
            body.append(cells)
    return body


def note_lines(lines: Sequence[TextLine], start: int, rows: list[Row], rules: TableRules) -> range:
    """The lines of notes from `start` on."""
    marks = Counter(row.name[-1].text[-1] for row in rows if row.name and row.name[-1].text[-1] in "123456789")
    note, more = rules.mark("note"), rules.mark("note_more")
    at = start
    open_ = False
    while at < len(lines) and at - start < 30:
        text = lines[at].text
        begins = note.search(text) is not None or (
            more.search(text) is not None and (at > start or text[:1] in marks or text[:1] in "①*★")
        )
        if not begins and not open_:
            break
        open_ = text[-1:] not in "。;"
        at += 1
    return range(start, at)
