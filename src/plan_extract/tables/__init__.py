"""Step 2: tables of indicators and of projects, however the text has flattened them.

Tables are found before the outline is made, so that no cell is taken for a heading; what they say becomes targets,
achievements and projects in the steps that make these.
"""

from __future__ import annotations

from collections.abc import Sequence

from plan_extract.flow import Flow
from plan_extract.rules import Rules
from plan_extract.rules.tables import TableRules
from plan_extract.tables.finding import TextLine, find
from plan_extract.tables.grid import Cell, Column, Grid, Kind, Row, Slot, Table

__all__ = ["Cell", "Column", "Grid", "Kind", "Row", "Slot", "Table", "find_tables", "table_lines"]


def table_lines(lines: Sequence[str], rules: TableRules) -> list[range]:
    """Which of `lines`, folded and without blanks around them, belong to tables: their titles and notes too."""
    return [found.lines for found in find([TextLine(text, 0) for text in lines], rules)]


def find_tables(flow: Flow, rules: Rules) -> list[Table]:
    """The tables of the body of `flow`, in order."""
    lines = [TextLine(flow.text[p.start : p.end], p.start) for p in flow.body()]
    return [found.table for found in find(lines, rules.tables)]
