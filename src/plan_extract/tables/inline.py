"""Tables that stand within one line: title, head and rows one after the other."""

from __future__ import annotations

from itertools import islice
from typing import NamedTuple

from plan_extract.patterns import compiled
from plan_extract.rules.tables import TableRules
from plan_extract.tables.cells import cut
from plan_extract.tables.glued import read_glued
from plan_extract.tables.grid import Cell, Column, Kind, Table
from plan_extract.tables.heads import Heads, read_heads, settle
from plan_extract.tables.rows import read_rows

__all__ = ["read_inline"]

_OTHER = frozenset({"location", "category", "content", "project", "years", "investment", "other"})
_WITHIN = compiled(r"(?<=\p{Han})\p{Han}")
_LONGEST = 6000  # characters of the longest line that is looked at
_TITLE = 60  # characters of the longest title
_FIRST = 3  # words of heads that are tried as the first one
_HEAD = 40  # characters of the longest head
_BLANKS = 3  # a row that blanks part has so many
_FEWEST = 2  # rows of a table


class _Opening(NamedTuple):
    """The columns of a head in a line, where it begins and where it ends."""

    columns: list[Column]
    start: int
    end: int


def read_inline(text: str, start: int, rules: TableRules) -> Table | None:
    """The table that stands in `text`, a line at `start` of the flow; None where there is none."""
    if len(text) > _LONGEST or (text.count("(") < _FEWEST and text.count(" ") <= _BLANKS * _FEWEST):
        return None  # prose mostly: the name of a row ends with its unit in brackets where no blanks part the cells
    opening = _opening(text, rules)
    settled = settle(opening.columns, rules) if opening else None
    if opening is None or settled is None or settled[0] is not Kind.INDICATORS:
        return None
    columns = settled[1]
    heads = [c.head for c in columns if c.role == "value"]
    rest = text[opening.end :]
    note = rest.find("。")
    rows, end = read_glued(rest, start + opening.end, heads, rules)
    if len(rows) < _FEWEST and rest.count(" ") > _BLANKS * _FEWEST:
        cells = [[c] for c in cut(rest[: note if note >= 0 else None], start + opening.end, 0)]
        rows, strays = read_rows(cells, columns, len(heads), rules)
        rows = [row for row in rows if len(row.values) == len(heads)]
        if strays * 2 > len(rows):
            return None
        end = max((_end(c) for row in rows for c in (*row.values, row.binding) if c), default=0) - start - opening.end
    if len(rows) < _FEWEST:
        return None
    title = (start, start + opening.start) if opening.start else None
    return Table(Kind.INDICATORS, start + opening.start, start + opening.end + end, title, columns, rows)


def _end(cell: Cell) -> int:
    return cell.pieces()[-1][1]


def _opening(text: str, rules: TableRules) -> _Opening | None:
    """The head in a line: at its beginning, or behind a title."""
    for found in islice(rules.heads.finditer(text, 0, _TITLE), _FIRST):
        opening = _run(text, found.start(), rules)
        if opening is not None:
            return opening
    return None


def _run(text: str, at: int, rules: TableRules) -> _Opening | None:
    """The heads that stand one after the other from `at` on, those that belong to the title left out."""
    columns: list[Column] = []
    starts: list[int] = []
    while at < len(text):
        size = _head(text, at, rules)
        if not size:
            break
        heads = read_heads([Cell(text[at : at + size].replace(" ", ""), at, at + size, 0)], rules)
        columns += heads.columns
        starts += [at] * len(heads.columns)
        at += size
        at += len(text[at:]) - len(text[at:].lstrip(" "))
    # 属性 地区生产总值: the name of the first row begins with what could be a head.
    while columns and columns[-1].role in _OTHER and _WITHIN.match(text, at):
        at = starts.pop()
        columns.pop()
    first = _first(Heads(columns, 0))
    if len(columns) - first < 3:
        return None
    return _Opening(columns[first:], starts[first], at)


def _head(text: str, at: int, rules: TableRules) -> int:
    """Characters of the head at `at`, with a blank inside where it is spread; 0 where there is none."""
    printed = text[at : at + _HEAD]
    for spread in (False, True) if " " in printed else (False,):
        window = printed.replace(" ", "", 1) if spread else printed
        if rules.head.match(window) is None:
            continue
        size = max((m.end() for _, pattern in rules.columns if (m := pattern.match(window))), default=0)
        if size:
            note = rules.mark("head_note").match(window, size)
            size = note.end() if note else size
            return size + (spread and " " in printed[:size])
    return 0


def _first(heads: Heads) -> int:
    """The first of the heads that is the table's own: 主要指标 before 序号 or before 指标 ends the title."""
    roles = [c.role for c in heads.columns]
    if "sequence" in roles[:3]:
        return roles.index("sequence")
    if roles[:2] == ["name", "name"]:
        return 1
    return 0
