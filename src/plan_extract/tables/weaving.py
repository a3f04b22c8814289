"""Rows whose cells are broken over lines above and below are put together again.

Where a table is printed with its cells centred, a PDF gives the row's own line in the middle, and the first and last
parts of a long name or unit as lines above and below it.
"""

from __future__ import annotations

from collections.abc import Sequence

from plan_extract.rules.tables import TableRules
from plan_extract.tables.cells import is_binding, is_empty, is_unit, is_value, sequence
from plan_extract.tables.grid import Cell

__all__ = ["Line", "weave"]

Line = list[Cell]


def weave(lines: Sequence[Line], values: int, rules: TableRules, *, unit: bool) -> list[Line]:
    """One line a row, where the rows are numbered and some are broken.

    Args:
        lines: of the table's body.
        values: how many value columns it has.
        rules: of the step.
        unit: whether it has a column of units.

    Returns:
        `lines` as they are where no row is broken.
    """
    own = _numbered(lines)
    if len(own) < 2:
        return list(lines)
    broken = [_broken(lines[at], values, rules, unit=unit) for at in own]
    if not any(broken):
        return list(lines)
    woven: list[Line] = []
    above = list(lines[: own[0]]) if broken[0] else []
    if not broken[0]:
        woven += lines[: own[0]]
    for n, at in enumerate(own):
        last = n + 1 == len(own)
        gap = list(lines[at + 1 : len(lines) if last else own[n + 1]])
        if not broken[n]:
            below: list[Line] = []
        elif last or broken[n + 1]:
            below = gap[: len(above)]
        else:
            below = gap
        rest = gap[len(below) :]
        woven.append(_put_together(above, lines[at], below, rules) if broken[n] else lines[at])
        if last:
            woven += rest
            break
        above = rest if broken[n + 1] else []
        if not broken[n + 1]:
            woven += rest
    return woven


def _numbered(lines: Sequence[Line]) -> list[int]:
    """Which lines begin with 1, 2, 3 and so on."""
    own: list[int] = []
    for at, line in enumerate(lines):
        found = sequence(line[0].text) if line else None
        if found is not None and found[0] == len(own) + 1 and (len(line) > 1 or found[1] < len(line[0].text)):
            own.append(at)
    return own


def _broken(line: Line, values: int, rules: TableRules, *, unit: bool) -> bool:
    """Whether a row lacks its name, its unit or one of its values."""
    number = sequence(line[0].text)
    rest = [c for c in line[1:] if not is_binding(c.text, rules)]
    named = number is not None and number[1] < len(line[0].text)
    if rest and not named:
        named = not any(f(rest[0].text, rules) for f in (is_value, is_empty, is_unit))
        rest = rest[1:] if named else rest
    if unit and rest and (is_unit(rest[0].text, rules) or (len(rest) > values and is_empty(rest[0].text, rules))):
        rest = rest[1:]
    elif unit:
        return True
    return not named or len(rest) < values


def _put_together(above: list[Line], line: Line, below: list[Line], rules: TableRules) -> Line:
    """The row's own cells with the parts above and below joined to the cells they belong to."""
    # Bare numbers above or below a row are indices of formulas that slipped off their line: PM and 2.5.
    above, below = ([[c for c in part if not _bare(c)] for part in side] for side in (above, below))
    width = max((len(part) for part in (*above, *below)), default=0)
    parts = [[part[n] for part in (*above, *below) if n < len(part)] for n in range(width)]
    number = sequence(line[0].text)
    named = number is not None and number[1] < len(line[0].text)
    rest = list(line[1:])
    kinds = (is_value, is_empty, is_unit, is_binding)
    own = None if named or not rest or any(kind(rest[0].text, rules) for kind in kinds) else rest[0]
    lacks_unit = not any(is_unit(c.text, rules) for c in rest)
    name: list[Cell] = []
    unit: list[Cell] = []
    others: list[Cell] = []
    for n, part in enumerate(parts):
        if lacks_unit and is_unit("".join(c.text for c in part), rules):
            unit = part
        elif n == 0 and not named and part[0].text[0] not in "([〔":
            name = part
        else:
            others += part
    if own is not None:
        rest.remove(own)
        name = sorted((*name, own), key=lambda c: c.start)
    joined = [_join(cells) for cells in (name, unit) if cells]
    return [line[0], *joined, *rest, *([_join(others)] if others else [])]


def _bare(cell: Cell) -> bool:
    return cell.text.replace(".", "").isdigit()


def _join(cells: list[Cell]) -> Cell:
    first = cells[0]
    return first._replace(text="".join(c.text for c in cells), more=tuple(cells[1:]))
