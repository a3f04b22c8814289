"""Tables of a page that hold data, with the rows and columns that their cells span; others lay a page out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plan_extract.readers.html.elements import BLOCKS, HEADINGS, is_hidden, number, steps
from plan_extract.readers.html.inline import BREAK, shown_lines
from plan_extract.readers.tabular import CellLines, joined

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

__all__ = ["HtmlTable", "read_row", "read_table"]

_SECTIONS = frozenset({"thead", "tbody", "tfoot"})
_MOST_SPANNED = 1000  # rows


class HtmlTable(NamedTuple):
    """A table: the lines of its caption, and its rows of cells, each the lines in it."""

    caption: list[str]
    rows: list[list[CellLines]]


def read_table(table: LexborNode) -> HtmlTable | None:
    """The cells of `table`; None where other tables or headings stand in it, so that it lays out a page."""
    found = HtmlTable([], [])
    for row in _children(table, _SECTIONS):
        if row.tag == "caption":
            found.caption.extend(_lines(row))
        elif row.tag == "tr":
            cells = [cell for cell in _children(row, frozenset()) if cell.tag in {"td", "th"}]
            found.rows.append([])
            for cell in cells:
                attributes = cell.attributes
                for node, _ in steps(cell):
                    if node.tag == "table" or node.tag in HEADINGS:
                        return None
                rowspan = min(number(attributes, "rowspan"), _MOST_SPANNED) or _MOST_SPANNED
                found.rows[-1].append((_lines(cell), rowspan, number(attributes, "colspan")))
    return found


def read_row(row: LexborNode) -> list[str]:
    """The texts of the cells of `row` that hold any; none where one holds a table or a heading."""
    cells = [cell for cell in _children(row, frozenset()) if cell.tag in {"td", "th"}]
    if len(cells) < 2 or any(node.tag == "table" or node.tag in HEADINGS for cell in cells for node, _ in steps(cell)):
        return []
    return list(filter(None, map(joined, map(_lines, cells))))


def _children(node: LexborNode, through: frozenset[str]) -> list[LexborNode]:
    """The visible elements right under `node`, and those right under such of them as are named in `through`."""
    found: list[LexborNode] = []
    child = node.child
    while child is not None:
        if child.is_element_node and not is_hidden(child, child.attributes):
            found += _children(child, frozenset()) if child.tag in through else [child]
        child = child.next
    return found


def _lines(cell: LexborNode) -> list[str]:
    pieces: list[str] = []
    for node, entering in steps(cell):
        if node.is_text_node:
            pieces.append(node.text_content or "")
        elif node.tag in BLOCKS or (node.tag == "br" and entering):
            pieces.append(BREAK)
    return shown_lines("".join(pieces))
