"""How a reader writes the text of a file, block by block, and what it knows of each.

A reader is a module of this folder with one function::

    def read_xyz(data: bytes, name: str, encoding: str | None, max_chars: int) -> Source:
        written = Transcript(max_chars)
        for paragraph in ...:                       # in reading order
            written.add(text, locator=Locator(page=3))
        written.add(text, BlockKind.HEADING, Locator(paragraph=7), level=2)
        written.table([[TableCell("指标"), TableCell("2025年", colspan=2)], [...]], Locator(page=4))
        written.add(lines, BlockKind.LINES, Locator(page=5))   # lines that the layout has to put together
        written.end_page()                          # where the file says so
        return written.source(name, "xyz", "utf-8", data)

It imports its library inside that function, raises `SourceError` with one line that says what is wrong and what to do,
and stands in the table of `readers/__init__.py`; `signatures.py` tells its files by their bytes. It writes the text as
it is printed: no folding, no joining of lines, no guess at headings that the file does not mark as such. Numbers that a
program would print (the 第一章 of an automatic numbering) are written; what it would hide is not.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import regex

from plan_extract.blocks import Block, BlockKind, GridCell, Locator
from plan_extract.limits import too_long
from plan_extract.source import Source

__all__ = ["TableCell", "Transcript"]

_LINE_ENDS = regex.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")  # those of str.splitlines
_NO_TEXT = regex.compile("[\0\ud800-\udfff]")
_BLANK = regex.compile(r"\s*\Z")
_COLUMNS = 64  # of the widest table; beyond this a span is a fault of the file, and memory is somebody's


class TableCell(NamedTuple):
    """A cell as the file has it: its text, and how many rows and columns it covers."""

    text: str
    rowspan: int = 1
    colspan: int = 1


class Transcript:
    """The text of a file in the making, one block after the other, each on lines of its own.

    Args:
        max_chars: a longer text is refused as soon as it has become so.
    """

    def __init__(self, max_chars: int) -> None:
        self._max_chars = max_chars
        self._pieces: list[str] = []
        self._blocks: list[Block] = []
        self._at = 0

    def add(
        self, text: str, kind: BlockKind = BlockKind.PARAGRAPH, locator: Locator | None = None, *, level: int = 0,
        turns: Iterable[int] = (),
    ) -> None:
        """Write a block of any kind but a table; nothing is written where `text` is blank.

        Line ends in it stay in lines, contents, notes, furniture and navigation; a paragraph and a heading are one
        line, and theirs become blanks. `turns` are the places in `text` at which further pages begin.
        """
        text = _NO_TEXT.sub("\ufffd", text)
        one_line = kind in {BlockKind.PARAGRAPH, BlockKind.HEADING}
        text = _LINE_ENDS.sub(" " if one_line else "\n", text)
        if _BLANK.match(text):
            return
        start = self._write(text)
        self._blocks.append(Block(
            start, start + len(text), kind, locator, level if kind is BlockKind.HEADING else 0,
            turns=tuple(start + turn for turn in turns),
        ))
        self._write("\n")

    def table(
        self, rows: Sequence[Sequence[TableCell]], locator: Locator | None = None, *, turns: Sequence[int] = (),
    ) -> None:
        """Write a table whose rows and columns are known; cells that reach into a row from above are left out of it.

        `turns` are the rows with which further pages begin.
        """
        begin = self._at
        starts: list[int] = []
        cells: list[GridCell] = []
        reach: dict[int, int] = {}  # for each column the row below the cell that covers it
        for r, row in enumerate(rows):
            starts.append(self._at)
            column = 0
            waiting = list(row)
            first = True
            while column < _COLUMNS and (waiting or any(c >= column and below > r for c, below in reach.items())):
                if not first:
                    self._write("\t")
                first = False
                if reach.get(column, 0) > r or not waiting:
                    column += 1
                    continue
                cell = waiting.pop(0)
                text = _LINE_ENDS.sub(" ", _NO_TEXT.sub("\ufffd", cell.text)).replace("\t", " ").strip()
                start = self._write(text)
                rowspan, colspan = max(cell.rowspan, 1), min(max(cell.colspan, 1), _COLUMNS - column)
                cells.append(GridCell(start, start + len(text), r, column, rowspan, colspan))
                for c in range(column, column + colspan):
                    reach[c] = r + rowspan
                self._write("\t" * (colspan - 1))
                column += colspan
            self._write("\n")
        if any(cell.end > cell.start for cell in cells):
            pages = tuple(starts[turn] for turn in turns)
            self._blocks.append(Block(begin, self._at - 1, BlockKind.TABLE, locator, 0, tuple(cells), pages))

    def end_page(self) -> None:
        """Write the end of a page, over which a sentence may go on."""
        self._write("\f")

    def source(self, name: str, format: str, encoding: str, data: bytes) -> Source:  # noqa: A002
        """The source, whose bytes are `data`."""
        digest = hashlib.sha256(data).hexdigest()
        return Source(name, format, encoding, digest, "".join(self._pieces), tuple(self._blocks))

    def _write(self, text: str) -> int:
        start = self._at
        self._at += len(text)
        if self._at > self._max_chars:
            raise too_long(self._max_chars)
        self._pieces.append(text)
        return start
