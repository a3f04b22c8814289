"""Projects that stand in tables: with where, when, for how much and what is built."""

from __future__ import annotations

import re
from collections.abc import Sequence

from plan_extract.flow import Flow
from plan_extract.patterns import compiled
from plan_extract.projects.model import Investment, Mention
from plan_extract.quantities.numerals import read_spelled
from plan_extract.quantities.scan import scan_numbers
from plan_extract.quantities.units import normalize, read_unit
from plan_extract.rules import Rules
from plan_extract.tables import Cell, Kind, Row, Table

__all__ = ["table_mentions"]

_YEAR = compiled(r"(?:19|20)\d\d")
_SHORT_END = compiled(r"(?<=\d)\D{1,3}(\d\d)\D?$")
_FIRST_PLAN = 1955  # “一五” ended five years after it
_BRACKETED = compiled(r"\(([^()]{1,12})\)")


def table_mentions(tables: Sequence[Table], flow: Flow, rules: Rules) -> list[Mention]:
    """One mention for each row of a table of projects."""
    found: list[Mention] = []
    for table in tables:
        if table.kind is not Kind.PROJECTS:
            continue
        unit = _unit(table, rules)
        for row in table.rows:
            cell = row.name[0]
            fields = row.fields
            nature = fields.get("nature")
            going = nature is not None and rules.tables.mark("going").search(nature.text) is not None
            found.append(Mention(
                cell.start, _end(cell, flow), _printed(cell, flow), _type(cell.text, rules),
                "underway" if going else "planned",
                location=_said(row, "location", flow), content=_said(row, "content", flow),
                years=_years(fields["years"].text, rules) if "years" in fields else None,
                investment=_investment(fields["investment"].text, unit, rules) if "investment" in fields else None,
            ))
    return found


def _end(cell: Cell, flow: Flow) -> int:
    """Past the last piece of a name that nothing but line ends part from the one before."""
    end = cell.end
    for start, stop in cell.pieces()[1:]:
        if flow.text[end:start].strip():
            break
        end = stop
    return end


def _printed(cell: Cell, flow: Flow) -> str:
    return "".join(flow.printed[start:end] for start, end in cell.pieces()).replace(" ", "")


def _said(row: Row, role: str, flow: Flow) -> str | None:
    return _printed(row.fields[role], flow) if role in row.fields else None


def _type(name: str, rules: Rules) -> str:
    """The kind of the head noun that the name ends with; what a table lists without one is built."""
    for size in range(min(len(name), rules.projects.longest_head), 0, -1):
        found = rules.projects.heads.get(name[-size:])
        if found is not None and not (found[0] == "programme" and rules.tables.mark("built").search(name)):
            return found[0]
    return "facility"


def _unit(table: Table, rules: Rules) -> str | None:
    """The unit of the column of investment, from its head or from the line over the table."""
    head = next((c.head for c in table.columns if c.role == "investment"), "")
    for text in (*(m[1] for m in _BRACKETED.finditer(head)), *re.split("[,、;]", table.unit)):
        if text and rules.tables.unit.fullmatch(text):
            return text
    return None


def _years(text: str, rules: Rules) -> tuple[int | None, int | None] | None:
    """First and last year."""
    years = [int(m[0]) for m in _YEAR.finditer(text)]
    short = _SHORT_END.search(text)
    if len(years) == 1 and short is not None:
        years.append(years[0] // 100 * 100 + int(short[1]))
    if years:
        return years[0], years[-1]
    plan = rules.tables.mark("five_year").search(text)
    number = read_spelled(plan[1], rules.quantities) if plan is not None else None
    if number is None:
        return None
    end = int(_FIRST_PLAN + 5 * number[0])
    return end - 4, end


def _investment(text: str, unit: str | None, rules: Rules) -> Investment | None:
    """The amount, with its base units where its unit is known."""
    atoms = scan_numbers(text, rules.quantities)
    printed = atoms[0].unit or unit if atoms else None
    if len(atoms) != 1 or printed is None:
        return None
    measured = read_unit(printed, rules.quantities)
    return Investment(atoms[0].value, printed, normalize(atoms[0].value, None, measured))
