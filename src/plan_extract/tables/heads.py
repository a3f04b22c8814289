"""The head of a table: which columns it has, in what order, and how far it goes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from plan_extract.patterns import compiled
from plan_extract.rules.tables import TableRules
from plan_extract.tables.grid import Cell, Column, Kind

__all__ = ["Heads", "read_head", "read_heads", "settle"]

_LONGEST = 40  # characters of the longest head
_PIECES = 5  # cells that one head may be broken into


class Heads(NamedTuple):
    """The columns that a run of cells names, and how many of the cells do so."""

    columns: list[Column]
    cells: int


_NOTHING = Heads([], 0)


def read_head(text: str, rules: TableRules) -> list[Column] | None:
    """The columns that `text`, blanks left out, names one after the other; None where something else stands in it."""
    columns: list[Column] = []
    at = 0
    while at < len(text):
        best, role = at, ""
        for name, pattern in rules.columns if rules.head.match(text, at) else ():
            found = pattern.match(text, at)
            if found is not None and found.end() > best:
                best, role = found.end(), name
        if role:
            end = best
            # A unit or a remark in brackets belongs to the head before it: 总投资(万元).
            note = rules.mark("head_note").match(text, end)
            end = note.end() if note else end
            columns.append(Column(role, text[at:end]))
            at = end
        elif columns and rules.mark("filler").match(text, at):
            at += 1
        else:
            return None
    return columns


def read_heads(cells: Sequence[Cell], rules: TableRules, before: Heads = _NOTHING) -> Heads:
    """The columns that `cells` name from the first on, as far as they go; `before` is what is known of the first."""
    columns = list(before.columns)
    at = before.cells
    while at < len(cells):
        text = ""
        for size in range(1, min(_PIECES, len(cells) - at) + 1):
            text += cells[at + size - 1].text.replace(" ", "")
            if len(text) > _LONGEST:
                break
            found = read_head(text, rules)
            if found is None and columns and size == 1:
                if rules.mark("filler").fullmatch(text):
                    found = []
                elif rules.mark("head_note").fullmatch(text):
                    last = columns.pop()
                    found = [last._replace(head=last.head + text)]
            if found is not None:
                columns += found
                at += size
                break
        else:
            size = 0
        if not size or len(text) > _LONGEST or found is None:
            break
    return Heads(columns, at)


def settle(columns: list[Column], rules: TableRules) -> tuple[Kind, list[Column]] | None:
    """What a table with these columns lists, its columns with their roles made sure of; None where it is no table."""
    roles = {c.role for c in columns}
    facts = len(roles & {"content", "years", "investment"})
    if facts and ("project" in roles or ("name" in roles and facts > 1)):
        named = "project" if "project" in roles else "name"
        return Kind.PROJECTS, [c._replace(role="project") if c.role == named else c for c in columns]
    if "project" in roles and "name" not in roles and "value" in roles:
        columns = [c._replace(role="name") if c.role == "project" else c for c in columns]
        roles.add("name")
    dated = [c for c in columns if c.role == "value" and rules.mark("dated").search(c.head)]
    if "value" in roles and ("name" in roles or len(dated) > 1):
        return Kind.INDICATORS, columns
    return None


def merge(columns: list[Column], count: int) -> list[Column]:
    """`columns` with `count` value columns, those that only stand over others made the upper heads of these."""
    values = [c for c in columns if c.role == "value"]
    if len(values) <= count or not count:
        return columns
    dated = compiled(r"(?:19|20)\d\d")
    uppers = [c for c in values if not dated.search(c.head)][: len(values) - count]
    if len(uppers) < len(values) - count:
        return columns
    lowers = [c for c in values if not any(c is u for u in uppers)]
    share = max(len(lowers) // len(uppers), 1)
    spread = {id(c): uppers[min(n // share, len(uppers) - 1)].head for n, c in enumerate(lowers)}
    return [
        c._replace(above=spread.get(id(c), c.above)) for c in columns if not any(c is u for u in uppers)
    ]
