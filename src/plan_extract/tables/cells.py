"""How lines are cut into cells, and what a cell can be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from plan_extract.patterns import compiled
from plan_extract.rules.tables import TableRules
from plan_extract.tables.grid import Cell

__all__ = ["aligned", "cut", "is_binding", "is_empty", "is_unit", "is_value", "sequence"]

_PIECE = compiled(r"[^ ]+")
_TABS = compiled(r"[^\t]*")
_PIPES = compiled(r"[^|]*")
_OPEN = "([〔【"
_CLOSED = ")]〕】"
_COMPARATOR = compiled(r"[<>≥≤~=]{1,2}")
_SEQUENCE = compiled(r"\(?(\d{1,3})(?:[)、.,](?!\d)|(?=[\p{Han}“])|$)")


def cut(text: str, start: int, line: int) -> list[Cell]:
    """The cells of a line that stands at `start`; only between bars and tabs are there empty ones."""
    if text.count("|") >= 2:
        pieces: Iterator[re.Match[str]] = _PIPES.finditer(text)
        first, last = (1, -1) if text[0] == "|" else (0, None)
        spans = [m.span() for m in pieces]
        # A bar ends a match of nothing, too; spans of nothing between two bars are cells.
        spans = [s for n, s in enumerate(spans) if not n or s[0] != spans[n - 1][1]]
        spans = spans[first:last] if text.rstrip()[-1] == "|" else spans[first:]
    elif "\t" in text:
        spans = [m.span() for m in _TABS.finditer(text)]
        spans = [s for n, s in enumerate(spans) if not n or s[0] != spans[n - 1][1]]
    else:
        return _join([Cell(m[0], start + m.start(), start + m.end(), line) for m in _PIECE.finditer(text)])
    cells = []
    for a, b in spans:
        piece = text[a:b]
        body = piece.strip()
        at = start + a + (piece.index(body[0]) if body else 0)
        cells.append(Cell(body, at, at + len(body), line))
    return cells


def _join(pieces: list[Cell]) -> list[Cell]:
    """Put together what blanks part inside one cell: what brackets enclose, a comparator and its number."""
    cells: list[Cell] = []
    for n, piece in enumerate(pieces):
        last = cells[-1] if cells else None
        if last is not None and (
            _COMPARATOR.fullmatch(last.text)
            or (_depth(last.text) > 0 and any(c in p.text for p in pieces[n : n + 5] for c in _CLOSED))
        ):
            cells[-1] = Cell(last.text + piece.text, last.start, piece.end, last.line)
        else:
            cells.append(piece)
    return cells


def _depth(text: str) -> int:
    return sum(map(text.count, _OPEN)) - sum(map(text.count, _CLOSED))


def aligned(rows: Sequence[list[Cell]], rules: TableRules) -> list[list[Cell]]:
    """Rows between tabs with the empty cells that they begin with, which a line without its first blanks has lost."""
    width = max(map(len, rows), default=0)
    if all(len(row) == width for row in rows):
        return list(rows)
    full: list[str] = []
    found = []
    for row in rows:
        kinds = [_kind_of(cell.text, rules) for cell in row]
        lost = 0
        if len(row) == width:
            full = kinds
        elif full and len(row) > 1:
            fits = [
                sum(a == b for a, b in zip(kinds, full[n:], strict=False)) for n in range(width - len(row) + 1)
            ]
            lost = fits.index(max(fits))
        found.append([Cell("", row[0].start, row[0].start, row[0].line)] * lost + row)
    return found


def _kind_of(text: str, rules: TableRules) -> str:
    if is_binding(text, rules):
        return "binding"
    if is_empty(text, rules) or is_value(text, rules):
        return "value"
    return "unit" if is_unit(text, rules) else "name"


def is_value(text: str, rules: TableRules) -> bool:
    """Whether `text` is a number with nothing but its unit, comparator and brackets."""
    return len(text) <= 40 and rules.value.fullmatch(text) is not None


def is_empty(text: str, rules: TableRules) -> bool:
    """Whether `text` says that nothing stands in the cell."""
    return not text or (len(text) <= 6 and rules.mark("empty").search(text) is not None)


def is_unit(text: str, rules: TableRules) -> bool:
    """Whether `text` is a unit of measure."""
    return len(text) <= 14 and rules.unit.fullmatch(text.strip("()")) is not None


def is_binding(text: str, rules: TableRules) -> bool:
    """Whether `text` says whether an indicator binds the government."""
    return text.strip("()") in rules.bindings


def sequence(text: str) -> tuple[int, int] | None:
    """The sequence number that `text` begins with, and where what follows it begins."""
    found = _SEQUENCE.match(text)
    return (int(found[1]), found.end()) if found else None
