"""Markdown: the text stays as it stands in the file; what is markup is told by blocks and marks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import regex

from plan_extract.blocks import Block, BlockKind, GridCell
from plan_extract.source import Source, read_text

__all__ = ["read_markdown"]

_ATX = regex.compile(r"([ \u3000]{0,3}#{1,6}(?:[ \t\u3000]++|(?=[\p{Han}（(“《])))(.*?)([ \t]++#++)?[ \t]*+$")
_SETEXT = regex.compile(r" {0,3}(?:(=)=*+|--++)[ \t]*+$")
_RULE = regex.compile(r" {0,3}(?:(?:-[ \t]*+){3,}|(?:\*[ \t]*+){3,}|(?:_[ \t]*+){3,}|\[TOC\])$", regex.IGNORECASE)
_DELIMITERS = regex.compile(r" {0,3}\|?[ \t]*+:?-++:?[ \t]*+(?:\|[ \t]*+:?-++:?[ \t]*+)*+\|?[ \t]*+$")
_FENCE = regex.compile(r" {0,3}(?:`{3,}|~{3,})")
_LEAD = regex.compile(r"[ \t]*+(?:>[ \t]?)*+[ \t]*+(?:[-*+][ \t]++(?!\S[ \t]*+$))?")
_QUOTED = regex.compile(r"[>*+-]")
_NOTE = regex.compile(r" {0,3}\[\^[^\]\s]{1,40}\]:")
_PIPE = regex.compile(r"(?<!\\)\|")
_LONGEST_SETEXT = 60  # characters of a heading that a line is drawn under

# Marks within a line; group 1 of each is what is printed.
_INLINE = tuple(map(regex.compile, (
    r"!\[[^\]\[]{0,200}\]\([^()\s]{0,500}(?:[ \t]+\"[^\"]{0,200}\")?\)()",
    r"\[([^\]\[]{1,300})\]\([^()\s]{0,500}(?:[ \t]+\"[^\"]{0,200}\")?\)",
    r"\[\^[^\]\s]{1,40}\]()",
    r"(?<![\\*])\*\*\*(?=\S)([^*]{1,500}?)(?<=\S)\*\*\*",
    r"(?<!\\)\*\*(?=\S)((?:[^*]|\*(?!\*)){1,500}+)(?<=\S)\*\*",
    r"(?<![\\*])\*(?![*\s])([^*]{1,500}?)(?<=[^*\s])\*(?!\*)",
    r"(?<![\\\w])__(?=\S)([^_]{1,500}?)(?<=\S)__(?!\w)",
    r"(?<![\\\w])_(?=\S)([^_]{1,500}?)(?<=\S)_(?!\w)",
    r"~~(?=\S)([^~]{1,500}?)(?<=\S)~~",
    r"(?<!`)`([^`]{1,300})`(?!`)",
    r"</?(?:br|span|font|b|strong|em|i|u|center|div|p|sub|sup|a)\b[^<>]{0,200}>()",
    r"<!--(?:[^-<]|-(?!->)|<(?!!--)){0,500}+-->()",
    r"&(?:nbsp|emsp|ensp|#12288|#160);()",
    r"\\([\\`*_{}\[\]()#+.!|>~-])",
)))


def read_markdown(data: bytes, name: str, encoding: str | None, max_chars: int) -> Source:  # noqa: ARG001, as the text's
    """Read Markdown; its text is as long as the file's.

    Raises:
        SourceError: where the bytes are no text in a known encoding.
    """
    source = read_text(data, name, encoding)
    scan = _Scan(source.text)
    scan.run()
    return replace(source, format="md", blocks=tuple(scan.blocks), marks=tuple(_merged(scan.marks)))


def _merged(marks: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """`marks` in order, those that overlap as one."""
    start = end = -1
    for a, b in sorted(marks):
        if a > end:
            if end > start:
                yield start, end
            start = a
        end = max(end, b)
    if end > start:
        yield start, end


class _Scan:
    """One pass over the lines."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.blocks: list[Block] = []
        self.marks: list[tuple[int, int]] = []
        self.lines: list[tuple[int, int]] = []
        at = 0
        for line in text.splitlines(keepends=True):
            self.lines.append((at, at + len(line.rstrip("\r\n\f\v\x1c\x1d\x1e\x85\u2028\u2029"))))
            at += len(line)

    def run(self) -> None:
        at = self._front_matter()
        begun: int | None = None  # the first line of the paragraph that is open
        while at <= len(self.lines):
            used = self._special(at, fresh=begun is None) if at < len(self.lines) else 1
            if used:
                if begun is not None:
                    self._paragraph(begun, at)
                begun = None
                at += used
            else:
                begun = at if begun is None else begun
                at += 1
        self.blocks.sort()

    def _line(self, at: int) -> str:
        start, end = self.lines[at]
        return self.text[start:end]

    def _add(self, first: int, stop: int, kind: BlockKind, *, level: int = 0, cells: tuple[GridCell, ...] = ()) -> None:
        self.blocks.append(Block(self.lines[first][0], self.lines[stop - 1][1], kind, None, level, cells))

    def _front_matter(self) -> int:
        """The lines that a generator of sites reads, between two ---."""
        if not self.lines or self._line(0).rstrip() != "---":
            return 0
        for at in range(1, min(len(self.lines), 60)):
            if self._line(at).rstrip() == "---":
                self._add(0, at + 1, BlockKind.FURNITURE)
                return at + 1
        return 0

    def _special(self, at: int, *, fresh: bool) -> int:
        """How many lines from `at` on are no lines of a paragraph, which are told here; 0 where it is one."""
        line = self._line(at)
        if not line.strip():
            return 1
        start, end = self.lines[at]
        if (found := _ATX.match(line)) and found[2]:
            self._heading(at, found[1].count("#"), (found.end(1), found.end(2)))
        elif _RULE.match(line) or _FENCE.match(line):
            self._add(at, at + 1, BlockKind.FURNITURE)
        elif _NOTE.match(line):
            self._add(at, at + 1, BlockKind.NOTE)
        elif at + 1 < len(self.lines) and "|" in line and _is_delimiters(self._line(at + 1)):
            return self._table(at)
        elif fresh and at + 1 < len(self.lines) and (under := _SETEXT.match(self._line(at + 1))) and (
            end - start <= _LONGEST_SETEXT and line.rstrip()[-1] not in "。；;，,|" and _QUOTED.match(line) is None
        ):
            self._heading(at, 1 if under[1] else 2, (0, len(line)))
            self._add(at + 1, at + 2, BlockKind.FURNITURE)
            return 2
        else:
            return 0
        return 1

    def _heading(self, at: int, level: int, words: tuple[int, int]) -> None:
        start, end = self.lines[at]
        self.marks += [(start, start + words[0]), (start + words[1], end)]
        self._inline(start + words[0], start + words[1])
        self._add(at, at + 1, BlockKind.HEADING, level=level)

    def _paragraph(self, first: int, stop: int) -> None:
        for at in range(first, stop):
            start, end = self.lines[at]
            lead = _LEAD.match(self.text, start, end)
            begin = lead.end() if lead else start
            if lead and _QUOTED.search(lead[0]):
                self.marks.append((start + len(lead[0]) - len(lead[0].lstrip()), begin))
            self._inline(begin, end)
        self._add(first, stop, BlockKind.LINES if stop - first > 1 else BlockKind.PARAGRAPH)

    def _table(self, first: int) -> int:
        """A table from its head on; how many lines it has."""
        stop = first + 2
        while stop < len(self.lines) and "|" in self._line(stop):
            stop += 1
        self.marks.append(self.lines[first + 1])
        cells: list[GridCell] = []
        for row, at in enumerate([first, *range(first + 2, stop)]):
            start, end = self.lines[at]
            self._inline(start, end)
            cells += [GridCell(a, b, row, column) for column, (a, b) in enumerate(self._cells(start, end))]
        self._add(first, stop, BlockKind.TABLE, cells=tuple(cells))
        return stop - first

    def _cells(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The cells of a row, without the blanks around them."""
        bars = [found.start() for found in _PIPE.finditer(self.text, start, end)]
        edges = [start - 1, *bars, end]
        if not self.text[start : edges[1]].strip():
            del edges[0]
        if not self.text[edges[-2] + 1 : end].strip():
            del edges[-1]
        for a, b in pairwise(edges):
            piece = self.text[a + 1 : b]
            head = a + 1 + len(piece) - len(piece.lstrip())
            yield head, max(head, a + 1 + len(piece.rstrip()))

    def _inline(self, start: int, end: int) -> None:
        """Mark what is not printed between `start` and `end`."""
        line = self.text[start:end]
        if not any(char in line for char in "*_`[\\<&~"):
            return
        for pattern in _INLINE:
            for found in pattern.finditer(line):
                (a, b), (c, d) = found.span(), found.span(1)
                self.marks += [(start + a, start + c), (start + d, start + b)]


def _is_delimiters(line: str) -> bool:
    return "|" in line and "-" in line and _DELIMITERS.match(line) is not None
