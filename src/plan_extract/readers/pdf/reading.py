"""A PDF from its bytes to pieces of text in reading order, each with its kind and its page.

Everything here is plain values, so that it can run in a process of its own (`child`), which a broken file may crash.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import regex

from plan_extract.readers.pdf.columns import Placed
from plan_extract.readers.pdf.pages import Bookmark, read_bookmarks, read_pages
from plan_extract.readers.pdf.paragraphs import Column, Paragraph, go_on, join_lines, measure
from plan_extract.readers.pdf.stream import Aside, Box, CellLines, Item, Sheet, Table, lay_open, read_stream

__all__ = ["Piece", "Reading", "TooMuchError", "read"]

_PRIVATE = regex.compile(r"[\ufffd\p{Co}]")  # what no font but one gives a meaning to
_LONGEST_HEADING = 100  # characters
_SAME_EDGE = 4.0  # points by which the edges of the columns of a table that goes on differ


@dataclass(slots=True)
class Piece:
    """A stretch of the text.

    Attributes:
        kind: a `BlockKind`'s value.
        page: that it begins on.
        text: of all but tables.
        turns: where in it each further page begins; of a table, the rows with which they begin.
        level: of a heading.
        rows: of a table: text, rowspan and colspan of each cell.
    """

    kind: str
    page: int
    text: str = ""
    turns: list[int] = field(default_factory=list)
    level: int = 0
    rows: list[list[tuple[str, int, int]]] = field(default_factory=list)


@dataclass(slots=True)
class Reading:
    """What was read from a PDF: its pieces, and how much of it could not be.

    Attributes:
        pieces: in reading order.
        pages: how many there are.
        glyphs: how many there are.
        garbled: how many of them have no meaning.
        bare: pages that hold pictures and no text.
    """

    pieces: list[Piece]
    pages: int
    glyphs: int
    garbled: int
    bare: list[int]


class TooMuchError(Exception):
    """A file that holds more than was allowed: `what` it is more of."""


def read(data: bytes, max_pages: int, max_chars: int) -> Reading:
    """Read the PDF `data`.

    Raises:
        PdfError: where it cannot be opened.
        TooMuchError: where it has more pages or characters than allowed.
    """
    sheets: list[Sheet] = []
    bare: list[int] = []
    pages = glyphs = garbled = 0
    for page in read_pages(data):
        pages += 1
        if pages > max_pages:
            raise TooMuchError("pages")
        opened = lay_open(page)
        count = sum(len(sheet.page.glyphs) for sheet in opened)
        glyphs += count
        garbled += sum(_PRIVATE.match(glyph.text) is not None for sheet in opened for glyph in sheet.page.glyphs)
        if glyphs > max_chars:
            raise TooMuchError("chars")
        if not count and page.pictures:
            bare.append(page.number)
        sheets += opened
    if not glyphs:
        return Reading([], pages, glyphs, garbled, bare)
    pieces = list(_pieces(list(read_stream(sheets))))
    _mark_headings(pieces, read_bookmarks(data))
    return Reading(pieces, pages, glyphs, garbled, bare)


def _pieces(items: Sequence[Item]) -> Iterator[Piece]:
    """The stream put together to paragraphs and tables.

    What stands between the lines of one paragraph, at the foot or at the head of a page, comes after it.
    """
    boxed = [placed for item in items if isinstance(item, Box) for placed in item.lines]
    columns = measure([*(item for item in items if isinstance(item, Placed)), *boxed])
    paragraph = Paragraph()
    held: list[Item] = []
    for item in items:
        if not isinstance(item, Placed):
            _hold(held, item)
            continue
        apart = any(not isinstance(other, Aside) for other in held)
        if paragraph.lines and go_on(paragraph, item, columns, apart=apart):
            paragraph.add(item)
            continue
        yield from _finished(paragraph, held, columns)
        paragraph, held = Paragraph(), []
        paragraph.add(item)
    yield from _finished(paragraph, held, columns)


def _hold(held: list[Item], item: Item) -> None:
    """Keep `item` for later; a table or box that goes on from the page before is put together with what it goes on."""
    last = next((other for other in reversed(held) if not isinstance(other, Aside)), None)
    if isinstance(item, Box) and isinstance(last, Box) and item.column == last.column:
        last.lines += item.lines
    elif isinstance(item, Table) and isinstance(last, Table) and item.page == last.last + 1 and _fits(item, last):
        again = 0  # rows of the head, which is printed anew
        while again < min(len(item.rows) - 1, len(last.rows)) and _words(item.rows[again]) == _words(last.rows[again]):
            again += 1
        last.rows += item.rows[again:]
        last.last = item.page
    else:
        held.append(item)


def _fits(one: Table, other: Table) -> bool:
    return len(one.xs) == len(other.xs) and all(
        abs(a - b) <= _SAME_EDGE for a, b in zip(one.xs, other.xs, strict=True))


def _words(row: Sequence[CellLines]) -> list[str]:
    return [line.text for _, lines in row for line in lines]


def _finished(paragraph: Paragraph, held: Sequence[Item], columns: dict[str, Column]) -> Iterator[Piece]:
    """A paragraph and what was held back for it."""
    if paragraph.lines:
        kind = "lines" if paragraph.lines[0].line.is_row else "paragraph"
        yield Piece(kind, paragraph.lines[0].line.page, paragraph.text, paragraph.turns)
    for item in held:
        if isinstance(item, Aside):
            text = "\n".join(line.text for line in item.lines)
            yield Piece("note" if item.note else "furniture", item.lines[0].page, text)
        elif isinstance(item, Table):
            yield _table(item)
        elif isinstance(item, Box):
            inner = Paragraph()
            for placed in item.lines:
                if inner.lines and not go_on(inner, placed, columns, apart=False):
                    yield from _finished(inner, (), columns)
                    inner = Paragraph()
                inner.add(placed)
            yield from _finished(inner, (), columns)


def _table(table: Table) -> Piece:
    piece = Piece("table", table.page)
    page = table.page
    for n, row in enumerate(table.rows):
        piece.rows.append([(join_lines(lines, cell.x1), cell.rowspan, cell.colspan) for cell, lines in row])
        last = max([page, *(line.page for _, lines in row for line in lines)])
        piece.turns += [n] * (last - page)
        page = last
    return piece


def _mark_headings(pieces: Sequence[Piece], bookmarks: Sequence[Bookmark]) -> None:
    """Mark the paragraphs that the file's own outline leads to."""
    levels = {(mark.page, _plain(mark.title)): mark.level for mark in bookmarks}
    for piece in pieces:
        if piece.kind == "paragraph" and len(piece.text) <= _LONGEST_HEADING:
            level = levels.get((piece.page, _plain(piece.text)))
            if level:
                piece.kind, piece.level = "heading", level


def _plain(text: str) -> str:
    return "".join(text.split())
