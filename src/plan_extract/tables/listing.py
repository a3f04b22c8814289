"""The rows of a table of projects whose cells come one after the other.

A row is read only where its cells fit the columns: a name that is cut short would be wrong.
"""

from __future__ import annotations

from collections.abc import Sequence

from plan_extract.rules.tables import TableRules
from plan_extract.tables.cells import sequence
from plan_extract.tables.grid import Cell, Column, Row

__all__ = ["read_listing"]

_NAME = 60  # characters of the longest name
_TYPED = frozenset({"years", "investment"})  # columns whose cells tell by their form
_SKIPPED = 3  # by which the number of a row may be more than that of the row before


def read_listing(lines: Sequence[Sequence[Cell]], columns: Sequence[Column], rules: TableRules) -> list[Row]:
    """The projects that `lines` list."""
    wanted = [c for c in columns if c.role != "sequence"]
    numbered = len(wanted) < len(columns)
    rows = []
    for parts in _numbered(lines, rules) if numbered else _even(lines, len(wanted)):
        row = _fit(_assembled(parts, wanted, rules) or [cell for part in parts for cell in part], wanted, rules)
        if row is not None:
            rows.append(row)
    return rows


def _numbered(lines: Sequence[Sequence[Cell]], rules: TableRules) -> list[list[list[Cell]]]:
    """The lines of each row; a row begins where a line opens with the next number."""
    rows: list[list[list[Cell]]] = []
    last = 0
    open_ = False
    for line in lines:
        found = sequence(line[0].text)
        begins = found is not None and (last < found[0] <= last + _SKIPPED or (found[0] == 1 and last > 1))
        if found is not None and begins:
            last = found[0]
            first = line[0]
            rest = first.text[found[1] :].strip()
            named = [Cell(rest, first.end - len(rest), first.end, first.line)] if rest else []
            rows.append([[*named, *line[1:]]])
            open_ = True
        elif open_ and rules.mark("total").search(line[0].text) is None:
            rows[-1].append(list(line))
        else:
            open_ = False
    return rows


def _even(lines: Sequence[Sequence[Cell]], width: int) -> list[list[list[Cell]]]:
    """The lines of each row, where no numbers tell: a line each, or as many lines as there are columns."""
    if all(len(line) == 1 for line in lines):
        cells = [line[0] for line in lines]
        return [[cells[at : at + width]] for at in range(0, len(cells) - width + 1, width)]
    return [[list(line)] for line in lines]


def _assembled(parts: Sequence[list[Cell]], columns: Sequence[Column], rules: TableRules) -> list[Cell]:
    """The cells of a row whose name and content are broken over lines; none where it cannot be told which goes where.

    A line that holds a piece of each column of words gives each its own; one with a single piece goes on with the
    content, where there is any.
    """
    words = [n for n, c in enumerate(columns) if c.role not in _TYPED]
    pieces: list[list[Cell]] = [[] for _ in columns]
    typed: list[Cell] = []
    for part in parts if len(parts) > 1 and 0 < len(words) <= 2 else ():
        said = [c for c in part if not _is_typed(c.text, rules)]
        typed += [c for c in part if _is_typed(c.text, rules)]
        if len(said) > len(words):
            return []
        whole = len(said) == len(words)
        for n, cell in zip(words if whole or not pieces[words[0]] else words[-1:], said, strict=False):
            pieces[n].append(cell)
    if len(typed) != len(columns) - len(words) or not all(pieces[n] for n in words):
        return []
    kept = iter(typed)
    return [_joined(pieces[n]) if n in words else next(kept) for n in range(len(columns))]


def _is_typed(text: str, rules: TableRules) -> bool:
    dated = any(rules.mark(kind).search(text) for kind in ("years", "money"))
    return dated or rules.mark("nature").fullmatch(text) is not None or _says_nothing(text, rules)


def _joined(cells: list[Cell]) -> Cell:
    return cells[0]._replace(text="".join(c.text for c in cells), more=tuple(cells[1:]))


def _fit(cells: list[Cell], columns: Sequence[Column], rules: TableRules) -> Row | None:
    """A row whose cells are put into `columns`; None where they do not fit."""
    while len(cells) > len(columns) and rules.mark("total").search(cells[-1].text):
        cells = cells[:-1]  # the heading of the rows that follow
    if len(cells) != len(columns):
        cells = _typed(cells, columns, rules)
    if len(cells) != len(columns):
        return None
    row = Row()
    for cell, column in zip(cells, columns, strict=True):
        kind = {"years": "years", "investment": "money"}.get(column.role)
        if kind and cell.text and not _says_nothing(cell.text, rules) and not rules.mark(kind).search(cell.text):
            return None
        if column.role == "project":
            row.name = [cell]
        elif cell.text and not _says_nothing(cell.text, rules):
            row.fields.setdefault("nature" if rules.mark("nature").fullmatch(cell.text) else column.role, cell)
    name = row.name[0].text if row.name else ""
    if not 3 < len(name) <= _NAME or rules.mark("total").search(name) or name[-1] in "。;,、(":
        return None
    return row


def _typed(cells: list[Cell], columns: Sequence[Column], rules: TableRules) -> list[Cell]:
    """Cells of words between two typed columns put together as one; as they are where that does not help."""
    roles = [c.role for c in columns]
    at = next((n for n, role in enumerate(roles) if role == "content"), None)
    extra = len(cells) - len(columns)
    if at is None or extra <= 0 or extra > 20:
        return cells
    part = cells[at : at + extra + 1]
    if any(rules.mark(kind).search(c.text) for c in part for kind in ("years", "nature")):
        return cells
    return [*cells[:at], _joined(part), *cells[at + extra + 1 :]]


def _says_nothing(text: str, rules: TableRules) -> bool:
    return len(text) <= 6 and rules.mark("empty").search(text) is not None
