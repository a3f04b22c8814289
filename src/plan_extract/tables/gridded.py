"""Tables whose rows and columns are known: Markdown, and what a reader of HTML, docx or PDF hands over."""

from __future__ import annotations

from collections.abc import Sequence

from plan_extract.rules.tables import TableRules
from plan_extract.tables.cells import is_binding, is_empty, is_value, sequence
from plan_extract.tables.grid import Cell, Column, Grid, Kind, Row, Slot, Table
from plan_extract.tables.heads import read_head, settle

__all__ = ["read_grid"]

Line = list[Slot | None]
_HEAD_ROWS = 4  # of the highest head
_NUMBER = 3  # characters of the longest number before a category


def read_grid(grid: Grid, rules: TableRules) -> Table | None:
    """The table that `grid` is; one whose heads say nothing that is read is of the kind other, None if it is empty."""
    lines = grid.rows()
    filled = [s.cell for s in grid.slots if s.cell.text]
    if not filled:
        return None
    start, end = min(c.start for c in filled), max(c.end for c in filled)
    other = Table(Kind.OTHER, start, end)
    top = next((n for n, line in enumerate(lines) if len(_texts(line)) > 1), len(lines))
    stop = top
    while stop < len(lines) and _is_head(lines[stop], rules):
        stop += 1
    if stop == top:
        return other
    # What stands below a head that spans two rows is a head, too, whatever it says.
    spanned = (s.row + s.rowspan for s in lines[top] if s is not None and s.rowspan <= _HEAD_ROWS)
    stop = max(stop, min(max(spanned, default=0), len(lines)))
    settled = settle(_columns(lines[top:stop], rules), rules)
    if settled is None:
        return other
    kind, columns = settled
    read = _indicator if kind is Kind.INDICATORS else _project
    rows = [row for n in range(stop, len(lines)) if (row := read(n, lines[n], columns, rules)) is not None]
    return Table(kind, start, end, None, columns, rows) if rows else other


def _slots(line: Line) -> list[Slot]:
    """The filled cells of a line, each once."""
    return list({id(s): s for s in line if s is not None and s.cell.text}.values())


def _texts(line: Line) -> list[str]:
    return [s.cell.text for s in _slots(line)]


def _is_head(line: Line, rules: TableRules) -> bool:
    texts = _texts(line)
    return bool(texts) and all(read_head(text.replace(" ", ""), rules) is not None for text in texts)


def _columns(heads: Sequence[Line], rules: TableRules) -> list[Column]:
    """One column for each place, with the lowest head and those above it."""
    columns = []
    for at in range(len(heads[0])):
        texts: list[str] = []
        for line in heads:
            slot = line[at]
            text = slot.cell.text.replace(" ", "") if slot is not None else ""
            if text and text not in texts:
                texts.append(text)
        read = next((found for text in reversed(texts) if (found := read_head(text, rules)) is not None), None)
        columns.append(Column(read[0].role if read else "other", texts[-1] if texts else "", "".join(texts[:-1])))
    return columns


def _indicator(at: int, line: Line, columns: Sequence[Column], rules: TableRules) -> Row | None:
    """A row of a table of indicators; None for a heading between the rows."""
    row = Row()
    names: list[Cell] = []
    for slot, column in zip(line, columns, strict=False):
        cell = slot.cell if slot is not None and slot.cell.text else None
        if column.role == "value":
            # A value that reaches down from a row above was read there.
            row.values.append(cell if slot is not None and slot.row == at else None)
        elif cell is None:
            continue
        elif is_binding(cell.text, rules):
            row.binding = cell
        elif column.role == "name" and all(cell is not c for c in names):
            names.append(cell)
        elif column.role == "unit":
            row.unit = None if is_empty(cell.text, rules) else cell
    names = [_unnumbered(cell) for cell in names]
    names = [cell for cell in names if cell.text and not is_value(cell.text, rules)]
    if not names or len(_slots(line)) < 2 or not any(row.values):
        return None
    row.parent, row.name = [cell for cell in names[:-1] if not _is_category(cell, rules)], names[-1:]
    return row


def _project(at: int, line: Line, columns: Sequence[Column], rules: TableRules) -> Row | None:
    """A row of a table of projects; None for a heading or a sum."""
    row = Row()
    for slot, column in zip(line, columns, strict=False):
        cell = slot.cell if slot is not None and (column.role != "project" or slot.row == at) else None
        if cell is None or is_empty(cell.text, rules):
            continue
        if column.role == "project":
            row.name = [_unnumbered(cell)]
        else:
            row.fields.setdefault("nature" if rules.mark("nature").fullmatch(cell.text) else column.role, cell)
    name = row.name[0].text if row.name else ""
    if len(name) < 4 or len(_slots(line)) < 2 or rules.mark("total").search(name):
        return None
    return row


def _is_category(cell: Cell, rules: TableRules) -> bool:
    """Whether a cell that reaches over the names of several rows only sorts them: it is no part of what is measured."""
    text = cell.text.replace(" ", "")
    number, _, rest = text.partition("、")
    return rules.mark("category").fullmatch(rest if len(number) <= _NUMBER and rest else text) is not None


def _unnumbered(cell: Cell) -> Cell:
    """A cell without the number that it begins with."""
    found = sequence(cell.text)
    if found is None or cell.text[found[1] - 1].isdigit():
        return cell
    rest = cell.text[found[1] :].strip()
    return cell._replace(text=rest, start=cell.end - len(rest))
