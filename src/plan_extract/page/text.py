"""The plan's text as HTML: what is printed, paragraph by paragraph, under headings that can be jumped to."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from plan_extract.flow import Flow, Paragraph, Zone
from plan_extract.outline import Node, Outline
from plan_extract.page.labels import FRONT
from plan_extract.page.marks import Marks, safe
from plan_extract.tables import Table

__all__ = ["HEIGHTS", "article", "section_id"]

_LEAVES = frozenset({"paragraph", "table"})
_SEPARATORS = frozenset("、.．:：)） \u3000")  # behind the number of a heading
_LINE = 36  # characters on a line of a wide screen
# Lines that a section may be thought to have before it is laid out; the style sheet has a class for each.
HEIGHTS = (3, 5, 8, 12, 18, 27, 40, 60, 90, 135)


def section_id(node_id: str) -> str:
    """Id of the part of the page where an outline node begins."""
    return f"s{node_id}"


def article(flow: Flow, outline: Outline, marks: Marks, tables: Sequence[Table]) -> str:
    """All of the text: what stands before the plan, then the plan."""
    return "\n".join([*_front(flow, marks), *_Body(flow, marks, tables).sections(outline)])


def _front(flow: Flow, marks: Marks) -> Iterator[str]:
    """Front matter, in order; all but the title folded, since readers come for the plan."""
    before = (p for p in flow.paragraphs if p.zone is not Zone.BODY)
    for is_title, paragraphs in groupby(before, lambda p: p.zone is Zone.TITLE):
        if is_title:
            yield f'<div class="front title">{_lines(paragraphs, marks)}</div>'
            continue
        pieces = [(zone.value, _lines(found, marks)) for zone, found in groupby(paragraphs, lambda p: p.zone)]
        named = "、".join(dict.fromkeys(FRONT[zone] for zone, _ in pieces))
        folded = "".join(f"<h2>{FRONT[zone]}</h2>{lines}" for zone, lines in pieces)
        yield f'<details class="front"><summary>{named}</summary>{folded}</details>'


def _lines(paragraphs: Iterable[Paragraph], marks: Marks) -> str:
    return "".join(f"<p>{marks.html(p.start, p.end)}</p>" for p in paragraphs)


_Place = tuple[int, int]  # half-open, in the flow


class _Piece(NamedTuple):
    """A paragraph or heading; `opens` is the outline node that begins with it."""

    html: str
    chars: int
    opens: Node | None


class _Body:
    def __init__(self, flow: Flow, marks: Marks, tables: Sequence[Table]) -> None:
        self._flow = flow
        self._marks = marks
        self._tables = {table.start: table for table in tables}

    def sections(self, outline: Outline) -> Iterator[str]:
        """A section for each heading with the paragraphs right under it; sections are not nested."""
        held: list[_Piece] = []
        for root in outline.roots:
            for piece in self._visit(root, None, 1):
                if piece.opens is not None and held:
                    yield _section(held)
                    held = []
                held.append(piece)
        if held:
            yield _section(held)

    def _visit(self, node: Node, parent: Node | None, depth: int) -> Iterator[_Piece]:
        if node.kind in _LEAVES:
            yield self._leaf(node, parent, depth)
        for child in node.children:
            yield from self._visit(child, node, depth + 1)

    def _leaf(self, leaf: Node, parent: Node | None, depth: int) -> _Piece:
        begins = parent is not None and parent.start == leaf.start
        chars = leaf.end - leaf.start
        opens = parent if begins else None
        if leaf.kind == "table":
            return _Piece(self._table(leaf), chars * 2, opens)
        if begins and parent is not None and leaf.is_heading:
            level = min(depth, 6)
            return _Piece(f"<h{level}>{self._heading(parent, leaf.end)}</h{level}>", chars + 2 * _LINE, opens)
        if begins and parent is not None and leaf.start < parent.heading_end < leaf.end:
            head = self._marks.html(leaf.start, parent.heading_end)
            rest = self._marks.html(parent.heading_end, leaf.end)
            return _Piece(f"<p><b>{head}</b>{rest}</p>", chars, opens)
        return _Piece(f"<p>{self._marks.html(leaf.start, leaf.end)}</p>", chars, opens)

    def _heading(self, node: Node, end: int) -> str:
        """A heading, its number set apart."""
        label = node.label or ""
        if not label or not self._flow.printed.startswith(label, node.start):
            return self._marks.html(node.start, end)
        middle = node.start + len(label)
        while middle < end and self._flow.printed[middle] in _SEPARATORS:
            middle += 1
        return f'<span class="label">{self._marks.html(node.start, middle)}</span> {self._marks.html(middle, end)}'

    def _table(self, leaf: Node) -> str:
        """A table: with its cells where it is known what they are, else line by line as printed."""
        cells: list[list[_Place]] = []
        at = leaf.start
        for line in self._flow.printed[leaf.start : leaf.end].split("\n"):
            cells.append([])
            for cell in line.split("\t"):
                cells[-1].append((at, at + len(cell)))
                at += len(cell) + 1
        if max(map(len, cells)) > 1:
            return self._grid(cells)
        rows = self._gathered([line[0] for line in cells], leaf.start)
        if len(rows) > 2 and len({len(row) for row in rows if len(row) > 1}) == 1:
            return self._grid(rows)
        lines = "".join(f"<div>{' '.join(self._marks.html(*cell) for cell in row)}</div>" for row in rows)
        return f'<div class="lines">{lines}</div>'

    def _gathered(self, lines: list[_Place], start: int) -> list[list[_Place]]:
        """The lines of a table by the row they belong to, where each cell was set on a line of its own."""
        table = self._tables.get(start)
        if table is None:
            return [[line] for line in lines]
        firsts = [line[0] for line in lines]
        begins = {bisect_right(firsts, min(cell.start for cell in row.name)) - 1 for row in table.rows if row.name}
        # The number before a name is no part of it.
        begins = {n - 1 if n and self._flow.text[slice(*lines[n - 1])].isdecimal() else n for n in begins}
        begins |= {bisect_right(firsts, note[0]) - 1 for note in table.notes}
        edges = sorted({0, *begins, len(lines)})
        return [lines[a:b] for a, b in pairwise(edges)]

    def _grid(self, rows: list[list[_Place]]) -> str:
        width = max(map(len, rows))

        def row(cells: list[_Place]) -> str:
            span = f' colspan="{width}"' if len(cells) == 1 < width else ""
            return f"<tr>{''.join(f'<td{span}>{self._marks.html(*cell)}</td>' for cell in cells)}</tr>"

        return f'<div class="grid"><table>{"".join(map(row, rows))}</table></div>'


def _section(held: list[_Piece]) -> str:
    lines = sum(piece.chars // _LINE + 1 for piece in held)
    height = next((height for height in HEIGHTS if lines <= height), HEIGHTS[-1])
    node = held[0].opens
    place = f' id="{section_id(safe(node.id))}"' if node is not None else ""
    return f'<section class="h{height}"{place}>{"".join(piece.html for piece in held)}</section>'
