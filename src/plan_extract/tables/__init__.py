"""Step 2: tables of indicators and of projects, however the text has flattened them.

Tables are found before the outline is made, so that no cell is taken for a heading; what they say becomes targets,
achievements and projects in the steps that make these.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from plan_extract.flow import Flow
from plan_extract.rules import Rules
from plan_extract.rules.tables import TableRules
from plan_extract.tables.finding import TextLine, find, known
from plan_extract.tables.grid import Cell, Column, Grid, Kind, Row, Slot, Table

__all__ = ["Cell", "Column", "Grid", "Kind", "Row", "Slot", "Table", "find_tables", "table_lines"]


def table_lines(lines: Sequence[str], rules: TableRules) -> list[range]:
    """Which of `lines`, folded and without blanks around them, belong to tables: their titles and notes too."""
    return [found.lines for found in find([TextLine(text, 0) for text in lines], rules)]


def find_tables(flow: Flow, rules: Rules) -> list[Table]:
    """The tables of the body of `flow`, in order."""
    lines = [TextLine(flow.text[p.start : p.end], p.start) for p in flow.body()]
    starts = [line.start for line in lines]
    tables: list[Table] = []
    floor = 0  # the first line that no table has taken yet
    for cells in flow.grids:
        filled = [cell for cell in cells if cell.end > cell.start]
        first = bisect_right(starts, min((cell.start for cell in filled), default=0)) - 1
        stop = bisect_right(starts, max((cell.end for cell in filled), default=0) - 1)
        if not filled or first < floor or filled[0].start > lines[first].start + len(lines[first].text):
            continue  # it stands before or beside the plan's own text
        tables += [found.table for found in find(lines[floor:first], rules.tables)]
        slots = [
            Slot(Cell(flow.text[c.start : c.end], c.start, c.end, bisect_right(starts, c.start) - 1), *c[2:])
            for c in cells
        ]
        told = known(lines, range(first, stop), Grid(slots), floor, rules.tables)
        floor = told.lines.stop
        tables.append(told.table)
    tables += [found.table for found in find(lines[floor:], rules.tables)]
    return tables
