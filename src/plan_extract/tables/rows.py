"""The rows of a table whose cells come one after the other, as lines and blanks part them."""

from __future__ import annotations

from collections.abc import Sequence

from plan_extract.rules.tables import TableRules
from plan_extract.tables.cells import is_binding, is_empty, is_unit, is_value, sequence
from plan_extract.tables.grid import Cell, Column, Row

__all__ = ["read_rows"]

_CATEGORY = 8  # characters of the longest category
_LONGEST = 80  # characters of the longest cell
_SKIPPED = 20  # by which the number of a row may be more than that of the row before


def read_rows(
    lines: Sequence[Sequence[Cell]], columns: Sequence[Column], count: int, rules: TableRules,
) -> tuple[list[Row], int]:
    """The rows that `lines` hold, and how many values found no place in them.

    Args:
        lines: the cells of each line below the head.
        columns: the columns in the order in which the head names them.
        count: how many of them hold values.
        rules: of the step.
    """
    roles = [c.role for c in columns]
    by_line = sum(len(line) > 1 for line in lines) * 2 > len(lines)
    reader = _Reader(
        count, rules, numbered="sequence" in roles, category="category" in roles, unit="unit" in roles, by_line=by_line,
        unit_last="unit" in roles and "value" in roles and roles.index("unit") > roles.index("value"),
        bound="binding" in roles,
        bound_last="binding" in roles and "value" in roles and roles.index("binding") > roles.index("value"),
    )
    cells = [(cell, n == 0) for line in lines for n, cell in enumerate(line)]
    for at, (cell, first) in enumerate(cells):
        following = [c for c, _ in cells[at + 1 : at + 3 + count]]
        reader.take(cell, following, first=first)
    return reader.finish(), reader.strays


class _Reader:
    """Puts one cell after the other into the row it belongs to."""

    def __init__(
        self, count: int, rules: TableRules, *, numbered: bool, category: bool, unit: bool, unit_last: bool,
        bound: bool, bound_last: bool, by_line: bool,
    ) -> None:
        self.rows: list[Row] = []
        self.strays = 0
        self._rules = rules
        self._count = count
        self._numbered = numbered
        self._category = category
        self._unit = unit
        self._unit_first = unit and not unit_last
        self._bound = bound
        self._bound_last = bound_last
        self._by_line = by_line
        self._row: Row | None = None
        self._group: Cell | None = None  # a line 约束性指标 over the rows that follow
        self._unit_seen = False
        self._last = 0  # the number of the last numbered row
        self._own = False  # whether the row in the making has a number of its own

    def finish(self) -> list[Row]:
        """All rows."""
        self._close()
        return self.rows

    def take(self, cell: Cell, following: Sequence[Cell], *, first: bool) -> None:
        """Put `cell` where it belongs; `following` are the cells after it, `first` whether it begins a line."""
        rules, row = self._rules, self._row
        number = self._number(cell, following)
        full = row is not None and len(row.values) >= self._count
        if is_binding(cell.text, rules):
            if not self._bound:
                self._close()
                self._group = cell
            elif row is not None and row.binding is None:
                row.binding = cell
                if self._bound_last and (row.values or not self._unit):
                    self._close()
            elif row is None and self.rows and self.rows[-1].binding is None:
                self.rows[-1].binding = cell
            return
        between = row is None or full or not row.values or (self._by_line and first)
        if number is not None and (between or self._numbered):
            self._begin(cell, number)
        elif row is None or full:
            self._start_or_extend(cell, first=first)
        elif is_value(cell.text, rules) or is_empty(cell.text, rules):
            if self._unit_first and not self._unit_seen and not row.values and is_empty(cell.text, rules):
                self._unit_seen = True
            elif row.name:
                row.values.append(cell)
            else:
                self.strays += 1
        elif self._unit and not self._unit_seen and is_unit(cell.text, rules):
            row.unit, self._unit_seen = cell, True
        elif self._is_text_value(cell, row, following, first=first):
            row.values.append(cell)
        elif row.values:
            self._start_or_extend(cell, first=True)
        else:
            row.name.append(cell)

    def _number(self, cell: Cell, following: Sequence[Cell]) -> int | None:
        """Where the name begins in a cell that opens with the next row's number; None where none does."""
        found = sequence(cell.text)
        if found is None or not self._last < found[0] <= self._last + _SKIPPED:
            return None
        if found[0] != self._last + 1 and cell.text[found[1] - 1] not in ")、.":
            return None
        if found[1] == len(cell.text) and cell.text.isdigit():
            # A number alone may be a value: then no name follows.
            after = following[0].text if following else ""
            if not after or any(f(after, self._rules) for f in (is_value, is_empty, is_binding, is_unit)):
                return None
        elif found[1] < len(cell.text) and cell.text[found[1] - 1].isdigit() and not self._numbered:
            return None  # 1岁以下: the number belongs to the name
        return found[1]

    def _begin(self, cell: Cell, at: int) -> None:
        self._close()
        found = sequence(cell.text)
        self._last = found[0] if found else self._last
        self._own = True
        rest = cell.text[at:]
        body = rest.lstrip()
        start = cell.start + at + len(rest) - len(body)
        self._row = Row([Cell(body, start, cell.end, cell.line, cell.more)] if body else [])
        self._unit_seen = False

    def _start_or_extend(self, cell: Cell, *, first: bool) -> None:
        """A cell behind a full row: a unit of that row, or the name of the next one."""
        rules, row = self._rules, self._row
        if row is not None and self._unit and row.unit is None and is_unit(cell.text, rules):
            row.unit = cell
            return
        if is_value(cell.text, rules) or is_empty(cell.text, rules) or len(cell.text) > _LONGEST:
            self.strays += 1
            return
        if row is not None and self._by_line and not first:
            return  # a remark behind the last value
        self._close()
        self._own = False
        self._row = Row([cell])
        self._unit_seen = False

    def _is_text_value(self, cell: Cell, row: Row, following: Sequence[Cell], *, first: bool) -> bool:
        """Whether words stand where a value would."""
        rules = self._rules
        if not row.name or (self._by_line and first):
            return False
        if self._category and self._by_line and len(row.name) == 1 and cell.text.endswith(")"):
            return False  # the name behind its category, with its unit in brackets
        after = following[0].text if following else ""
        left = self._count - len(row.values)
        if self._bound_last:
            return any(is_binding(c.text, rules) for c in following[:left])
        if row.values:
            return not (is_value(after, rules) or is_unit(after, rules)) or self._by_line
        if self._by_line:
            return self._unit_seen or row.binding is not None
        return (self._unit_seen or row.binding is not None) and self._unit_first

    def _close(self) -> None:
        row, self._row = self._row, None
        if row is None or not row.values:
            return
        row.values = row.values[: self._count]
        row.binding = row.binding or self._group
        before = self.rows[-1] if self.rows and not self._own and self._last else None
        _name(row, before, self._rules, category=self._category)
        if row.name:
            self.rows.append(row)


def _name(row: Row, before: Row | None, rules: TableRules, *, category: bool) -> None:
    """Tell a row's own name from the category and the parent that stand before it."""
    cells = row.name
    if category and len(cells) > 1 and len(cells[0].text) <= _CATEGORY and "(" not in cells[0].text:
        cells = cells[1:]
    heading = rules.mark("category")
    for size in range(len(cells) - 1, 0, -1):
        if heading.fullmatch("".join(c.text for c in cells[:size])):
            cells = cells[size:]
            break
    if len(cells) > 1 and cells[0].line == cells[-1].line:
        row.parent, cells = cells[:-1], cells[-1:]
    elif len(cells) > 1 and (
        (cells[0].text.endswith(")") and "(" in cells[0].text)
        or cells[-1].text.partition("(")[0].endswith(cells[0].text[-3:])
    ):
        row.parent, cells = cells[:1], cells[1:]
    elif before is not None and before.parent and len(cells) == 1:
        row.parent = before.parent
        row.binding = row.binding or before.binding
    row.name = cells
