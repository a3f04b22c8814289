"""Targets and achievements that stand in tables of indicators."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from plan_extract.flow import Flow
from plan_extract.metadata import Metadata
from plan_extract.patterns import compiled
from plan_extract.quantities.chains import read_chain, read_tail
from plan_extract.quantities.numerals import read_spelled
from plan_extract.quantities.quantity import Quantity
from plan_extract.quantities.scan import Atom, scan_numbers
from plan_extract.quantities.units import normalize, read_unit
from plan_extract.rules import Rules
from plan_extract.rules.tables import TableRules
from plan_extract.tables import Cell, Column, Kind, Row, Table

__all__ = ["table_quantities"]

_YEAR = compiled(r"(?:19|20)\d\d")
_BRACKETED = compiled(r"\(([^()]{1,24})\)")
_FIRST_PLAN = 1955  # “一五” ended five years after it


class _Meaning(NamedTuple):
    """What a column's values are: a role, a year, and whether they are changes, one a year or summed up."""

    role: str
    year: int | None
    stated: bool
    annual: bool
    cumulative: bool
    change: bool


class _Name(NamedTuple):
    """What a row measures, as printed; the names of the row above and of its own, folded, a line each; and the unit."""

    printed: str
    text: str
    unit: str | None


def table_quantities(tables: Sequence[Table], flow: Flow, metadata: Metadata, rules: Rules) -> list[Quantity]:
    """One quantity for each number in a value column of a table of indicators."""
    found: list[Quantity] = []
    for table in tables:
        if table.kind is not Kind.INDICATORS:
            continue
        meanings = _meanings(table, flow, metadata, rules)
        marks = {flow.text[start] for start, _ in table.notes if flow.text[start].isdigit()}
        for row in table.rows:
            name = _name(row, table, marks, flow, rules.tables)
            for cell, meaning in zip(row.values, meanings, strict=False):
                if cell is not None and meaning is not None and name.printed:
                    found += _read_cell(cell, row, name, meaning, flow, rules)
    return sorted(found, key=lambda q: (q.start, q.end))


def _meanings(table: Table, flow: Flow, metadata: Metadata, rules: Rules) -> list[_Meaning | None]:
    """What the values of each column are; None for those that say nothing of this plan."""
    columns = table.value_columns()
    marks = rules.tables
    years = [_year(c, rules) for c in columns]
    dated = sorted({y for c, y in zip(columns, years, strict=True) if y and not marks.mark("change").search(c.head)})
    base: int | None = None
    end: int | None = None
    if metadata.period is not None:
        base, end = metadata.period.start - 1, metadata.period.end
    elif dated:
        base, end = (dated[0], dated[-1]) if len(dated) > 1 else (dated[0] - 1, dated[0])
    titled = _named(flow.text[slice(*table.title)], rules) if table.title else None
    review = titled is not None and base is not None and titled <= base  # of the plan before
    meanings: list[_Meaning | None] = []
    for column, year in zip(columns, years, strict=True):
        if column.guess:
            role, known = ("achieved", base) if column.guess == "base" else ("target", end)
            meanings.append(_Meaning(
                role, known, stated=False, annual=column.guess == "annual",
                cumulative=column.guess == "annual", change=False,
            ))
            continue
        whole = column.above + column.head
        reached = marks.mark("base").search(whole) is not None
        promised = marks.mark("target").search(whole) is not None
        if promised and not reached and (review if year is None else base is not None and year <= base):
            meanings.append(None)  # what an earlier plan had promised
            continue
        if year is None:
            role, known = ("achieved", base) if reached and not promised else ("target", end)
        else:
            role, known = ("target" if base is None or year > base else "achieved"), year
        meanings.append(_Meaning(
            role, known, year is not None, marks.mark("annual").search(column.head) is not None,
            marks.mark("cumulative").search(column.head) is not None,
            marks.mark("change").search(column.head) is not None,
        ))
    return meanings


def _year(column: Column, rules: Rules) -> int | None:
    """The year that a column's head names, or the last year of the plan it names."""
    return _named(column.head, rules) or _named(column.above, rules)


def _named(text: str, rules: Rules) -> int | None:
    """The last year that `text` names, or the last of the plan that it names."""
    text = rules.tables.mark("reference").sub("", text)
    years = [int(m[0]) for m in _YEAR.finditer(text)]
    if years:
        return years[-1]
    plan = rules.tables.mark("five_year").search(text)
    number = read_spelled(plan[1], rules.quantities) if plan is not None else None
    return int(_FIRST_PLAN + 5 * number[0]) if number is not None and 1 <= number[0] <= 30 else None


def _plain(cells: Sequence[Cell], flow: Flow) -> tuple[str, str]:
    """What stands in `cells`, folded and as printed, without blanks."""
    text = printed = ""
    for cell in cells:
        for start, end in cell.pieces():
            for folded, char in zip(flow.text[start:end], flow.printed[start:end], strict=True):
                if folded not in " \t":
                    text += folded
                    printed += char
    return text, printed


def _name(row: Row, table: Table, marks: set[str], flow: Flow, rules: TableRules) -> _Name:
    """What the row measures."""
    text, printed, unit = _split(*_plain(row.name, flow), marks, rules)
    if row.parent:
        above, above_printed, above_unit = _split(*_plain(row.parent, flow), marks, rules)
        unit = unit or above_unit
        # 城镇化率 over 常住人口城镇化率 adds nothing; 主要污染物减少 over 氨氮 says what is measured.
        if above[-2:] not in text:
            printed = above_printed + printed
        text = f"{above}\n{text}"
    if row.unit is not None:
        unit = _plain([row.unit], flow)[0].strip("()") or unit
    return _Name(printed, text, unit or table.unit or None)


def _split(text: str, printed: str, marks: set[str], rules: TableRules) -> tuple[str, str, str | None]:
    """A name without footnote marks and without the unit in brackets, and that unit."""
    lead = rules.mark("sub").match(text)
    if lead is not None:
        text, printed = text[lead.end() :], printed[lead.end() :]
    trail = rules.mark("mark").search(text)
    if trail is not None:
        text, printed = text[: trail.start()], printed[: trail.start()]
    if len(text) > 2 and text[-1] in marks and not text[-2].isascii():
        text, printed = text[:-1], printed[:-1]
    for group in reversed(list(_BRACKETED.finditer(text))):
        parts = [part.strip() for part in re.split("[,、;:]", group[1])]
        unit = next((part for part in parts if part and rules.unit.fullmatch(part)), None)
        if unit is not None:
            a, b = group.span()
            return text[:a] + text[b:], printed[:a] + printed[b:], unit
    return text, printed, None


def _read_cell(cell: Cell, row: Row, name: _Name, meaning: _Meaning, flow: Flow, rules: Rules) -> list[Quantity]:
    """The numbers that stand in a cell."""
    found: list[Quantity] = []
    whole = ""
    for start, end in cell.pieces():
        text = flow.text[start:end]
        atoms = scan_numbers(text, rules.quantities)
        for atom in atoms:
            before = whole + text[: atom.start]
            if not _counts(atom, before, text, rules):
                continue
            found.append(_quantity(atom, before, text, start, row, name, meaning, rules))
        whole += text
    return found


def _counts(atom: Atom, before: str, text: str, rules: Rules) -> bool:
    """Whether a number is the cell's value, and no year, ordinal or part of a remark."""
    if atom.spelled and atom.unit is None:
        return False
    if text[atom.end : atom.end + 1] in {":", "∶"} or rules.tables.mark("year").match(text, atom.start):
        return False
    lead = before.rstrip(" ")
    if not lead or lead[-1] in "<>≥≤~=±+-([〔【/":
        return not atom.ratio
    return bool(read_chain(lead, 0, len(lead), rules.quantities).keys)


def _quantity(
    atom: Atom, before: str, text: str, at: int, row: Row, name: _Name, meaning: _Meaning, rules: Rules,
) -> Quantity:
    bracketed = sum(map(before.count, "[〔【")) > sum(map(before.count, "]〕】"))
    _, comparator = read_tail(text, atom.end, len(text), rules.quantities)
    if comparator == "=":
        comparator = read_chain(text, 0, len(text[: atom.start].rstrip(" ")), rules.quantities).comparator
    if comparator == "=" and atom.excess:
        comparator = ">"
    negative = before.rstrip(" ")[-1:] == "-" and len(before.rstrip(" ")) < 3
    unit, measure = _measure(atom, before, name, meaning, rules, bracketed=bracketed)
    measured = read_unit(unit, rules.quantities) if unit else None
    fallen = negative and measure == "growth"  # -8% under 增长 is what prose calls 下降8%
    measure = "decline" if fallen else measure
    value = -atom.value if negative and not fallen else atom.value
    start = at + atom.start - (before.rstrip(" ")[-1:] == "-" and negative)
    cells = [*row.name, *(c for c in row.values if c is not None)]
    return Quantity(
        start=start, end=at + atom.end, role=meaning.role, indicator=name.printed, value=value,
        value_max=atom.value_max, unit=unit, comparator=comparator,
        measure=measure, year=meaning.year, year_stated=meaning.stated,
        quote=(min(c.start for c in cells), max(e for c in cells for _, e in c.pieces())),
        base=normalize(value, atom.value_max, measured),
        binding=rules.tables.bindings.get(row.binding.text.strip("()")) if row.binding else None,
    )


def _measure(
    atom: Atom, before: str, name: _Name, meaning: _Meaning, rules: Rules, *, bracketed: bool,
) -> tuple[str | None, str]:
    """Unit and measure of a number."""

    def says(key: str, text: str) -> bool:
        return rules.tables.mark(key).search(text) is not None

    falls, rises, yearly = (says(key, f"{name.text}\n{before}") for key in ("decline", "rise", "annual"))
    unit = atom.unit or name.unit
    if bracketed or says("cumulative", before) or (meaning.cumulative and not meaning.annual):
        if says("reached", before):
            return unit, "level"
        if not _is_share(unit, rules):
            return unit, "cumulative"
        return unit, "decline" if falls else "growth"
    if meaning.annual and meaning.cumulative and _is_share(name.unit, rules) and not (falls or rises or yearly):
        return unit, "level"  # a share for which only the one column has room
    if meaning.annual or meaning.change:
        if falls:
            return atom.unit or "%", "decline"
        return atom.unit or "%", "annual_growth" if meaning.annual or yearly else "growth"
    if not _is_share(unit, rules):
        return unit, "cumulative" if says("work", name.text) else "level"
    if falls:
        return unit, "decline"
    if yearly:
        return unit, "annual_growth"
    return unit, "growth" if rises else "level"


def _is_share(unit: str | None, rules: Rules) -> bool:
    measured = read_unit(unit, rules.quantities) if unit else None
    return measured is not None and measured.dimension in {"share", "points"}
