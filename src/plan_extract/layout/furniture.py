"""What a page prints beside its text: page numbers, running heads, footnotes, and what a PDF reader made of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from plan_extract.layout.lines import Edit, Line
from plan_extract.layout.notes import find_citations, find_footnotes
from plan_extract.layout.pages import PageNumber, find_page_numbers
from plan_extract.layout.subscripts import find_subscripts
from plan_extract.layout.unreadable import find_unreadable
from plan_extract.patterns import compiled
from plan_extract.rules.layout import LayoutRules

__all__ = ["clear_furniture"]

_MARKS = compiled(
    r"[·•.,。、'“”—| -]+(?:[\dIl](?: ?[\dIl]){0,4})?[·•.,。、'“”—| -]+|[\dIl](?: ?[\dIl]){0,4} ?[·•]|[.,。、'“”·• ]",
)
_LONGEST_HEAD = 50  # characters of the longest running head
_REPEATED = 3  # times that a running head stands in the text at least


def clear_furniture(lines: Sequence[Line], rules: LayoutRules) -> tuple[list[Line], list[tuple[int, int]]]:
    """`lines` without page furniture, and the spans of the source that it took up.

    A line after furniture has its `page` set: what parts it from the line before is a page break, not an end.
    """
    numbers = find_page_numbers(lines, rules)
    edits: defaultdict[int, list[Edit]] = defaultdict(list)
    for number in numbers:
        edits[number.line].append(Edit(number.start, number.end))
    notes, marks = find_footnotes(lines, numbers)
    whole = {n for n, line in enumerate(lines) if len(line.text) <= 12 and _MARKS.fullmatch(line.text)}
    whole.update(find_unreadable(lines), notes)
    whole.update(_running_heads(lines, numbers, whole, rules))
    for found in (marks, find_citations(lines)):
        for index, spans in found.items():
            edits[index] += [Edit(start, end) for start, end in spans]
    fallen = find_subscripts(lines, whole | edits.keys())
    for index, insets in fallen.items():
        edits[index] += insets
    if not edits and not whole:
        return list(lines), []
    return _edit(lines, edits, whole, {index + 1 for index in fallen})


def _edit(
    lines: Sequence[Line], edits: dict[int, list[Edit]], whole: set[int], moved: set[int],
) -> tuple[list[Line], list[tuple[int, int]]]:
    """Make `edits`, leave out the lines `whole`, and those that were `moved` into others."""
    kept: list[Line] = []
    spans: list[tuple[int, int]] = []
    page = False
    for index, line in enumerate(lines):
        if index in moved:
            page = page or line.page
        elif index in whole:
            spans.append((line.start, line.end))
            page = True
        elif index in edits:
            spans += [(line.start + e.start, line.start + e.end) for e in edits[index] if not e.text]
            left = line.edited(edits[index])
            heads = left is not None and left.start > line.start
            if left is not None:
                kept.append(left._replace(page=line.page or page or heads, indent=0 if heads else line.indent))
            page = left is None or left.end < line.end
        else:
            kept.append(line._replace(page=True) if page else line)
            page = False
    return kept, spans


def _running_heads(
    lines: Sequence[Line], numbers: Sequence[PageNumber], taken: set[int], rules: LayoutRules,
) -> list[int]:
    """Short lines that come again and again where pages begin or end."""
    edges = {n for n in range(len(lines)) if lines[n].page}
    for number in numbers:
        if number.start == 0:
            edges.add(number.line - 1)
            if number.end == len(lines[number.line].text):
                edges.add(number.line + 1)
    edges = {n for n in edges if 0 <= n < len(lines) and n not in taken and len(lines[n].text) <= _LONGEST_HEAD}
    counted = Counter(lines[n].text for n in edges)
    heads = {
        text for text, times in counted.items()
        if times >= _REPEATED and not rules.numbering.match(text) and text[-1] not in "。;"
    }
    return [n for n in sorted(edges) if lines[n].text in heads]
