"""What a reader knows of the text it took from a file beyond the text itself: blocks, and where each stood.

A reader of plain text knows nothing, and its source has no blocks. One of web pages, Word files or PDF hands over with
the text which stretch of it was a paragraph, a heading, a table, and on which page. These are hints to the layout: the
rules of the text stay in force, for files are full of headings that are none and of paragraphs cut line by line.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

__all__ = ["Block", "BlockKind", "GridCell", "Locator"]


class BlockKind(StrEnum):
    """What a block is, and what the layout makes of it."""

    LINES = "lines"  # lines of a page, of <pre>, parted by <br>: the layout tells which of them make up paragraphs
    PARAGRAPH = "paragraph"  # one line: a paragraph of its own, unless the whole file sets each printed line as one
    HEADING = "heading"  # one line: a paragraph that the file sets as a heading of `level`
    TABLE = "table"  # a table whose `cells` are known; each row is a line, tabs between the cells
    CONTENTS = "contents"  # lines of the contents list
    NOTE = "note"  # footnotes, endnotes: set apart from the text as page furniture is
    FURNITURE = "furniture"  # running heads and page numbers that the reader knows to be such
    NAVIGATION = "navigation"  # a web page's own: menus, breadcrumbs, related links, footers


class Locator(NamedTuple):
    """Where a block stands in its file, in the terms of its format; None where the format has no such thing.

    Attributes:
        page: 1-based page of a PDF.
        paragraph: 1-based paragraph of a docx, counted through its body, tables and text boxes.
        path: of a web page's element: ``/html/body/div[2]/p[7]``.
    """

    page: int | None = None
    paragraph: int | None = None
    path: str | None = None


class GridCell(NamedTuple):
    """A cell of a table: half-open span of the source's text (empty for an empty cell), place and extent in the grid.

    `row` and `column` are 0-based and those of its upper left corner.
    """

    start: int
    end: int
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1


class Block(NamedTuple):
    """A stretch of the source's text, half-open, that holds whole lines of it.

    Attributes:
        start: its first character.
        end: past its last, the line end not included.
        kind: what it is.
        locator: where it stood in the file.
        level: of a heading, 1 for the outermost; 0 for everything else.
        cells: of a table.
        turns: where in the source's text each further page of a block begins that runs over several.
    """

    start: int
    end: int
    kind: BlockKind = BlockKind.PARAGRAPH
    locator: Locator | None = None
    level: int = 0
    cells: tuple[GridCell, ...] = ()
    turns: tuple[int, ...] = ()
