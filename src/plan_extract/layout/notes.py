"""Footnotes at the foot of a page and their marks in the text, and citations in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from plan_extract.layout.lines import Line
from plan_extract.layout.pages import PageNumber
from plan_extract.patterns import compiled

__all__ = ["find_citations", "find_footnotes"]

_NOTE = compiled(r"(\d{1,2}|[①-⑳]|\[\d{1,2}\]|[*※]{1,3}) ?(?=[\p{Han}《“])(?!\d)")
_CITATION = compiled(
    r"(?:(?<=[。;!?”])|(?<=[。;!?”] )|(?<=[。;!?”] {2}))\[\d{1,3}(?:[-~,、]\d{1,3}){0,5}\](?=$|[ \p{Han}“《])"
    r"|(?<=[\p{Han}”》)])\[\d{1,3}(?:[-~,、]\d{1,3}){0,5}\](?=[。,;])",
)
_FIRST = compiled(r"\d+")
_PAGE = 60  # lines of a page that are searched for the mark of a footnote
_FOOT = 16  # lines of the longest foot of a page
_FEWEST_CITATIONS = 2


def find_footnotes(
    lines: Sequence[Line], numbers: Iterable[PageNumber],
) -> tuple[list[int], dict[int, list[tuple[int, int]]]]:
    """The footnotes of `lines`, whose pages end where `numbers` stand.

    Returns:
        The lines that footnotes take up, and for other lines where marks of footnotes stand in their text.
    """
    taken: list[int] = []
    marks: dict[int, list[tuple[int, int]]] = {}
    last = 0
    for number in numbers:
        page = range(max(last, number.line - _PAGE), number.line)
        last = number.line + (number.end == len(lines[number.line].text))
        foot = _foot(lines, page)
        for _, mark in foot:
            found = _mark(lines, range(page.start, foot[0][0]), mark)
            if found is None:
                break
            marks.setdefault(found[0], []).append(found[1:])
        else:
            if foot:
                taken += range(foot[0][0], page.stop)
    return taken, {index: sorted(spans) for index, spans in marks.items() if index not in set(taken)}


def _foot(lines: Sequence[Line], page: range) -> list[tuple[int, str]]:
    """Where each footnote of `page` begins, and its mark."""
    notes: list[tuple[int, str]] = []
    for index in range(page.stop - 1, max(page.start, page.stop - _FOOT), -1):
        found = _NOTE.match(lines[index].text)
        if found:
            notes.insert(0, (index, found[1]))
            if found[1] in {"1", "①", "[1]", "*", "※"}:
                return notes
    return notes if len(notes) == 1 else []


def _mark(lines: Sequence[Line], page: range, mark: str) -> tuple[int, int, int] | None:
    """Where in `page` the mark of a footnote stands: line, start and end."""
    pattern = compiled(rf"(?<=[\p{{Han}}”》)]){re.escape(mark)}(?=$|[ ,。;、:)”\p{{Han}}])")
    if mark.isdigit():  # a bare number before a word is a quantity
        pattern = compiled(rf"(?<=[\p{{Han}}”》)]){mark}(?=$|[ ,。;、:)”])")
    for index in reversed(page):
        if found := pattern.search(lines[index].text[:400]):
            return index, found.start(), found.end()
    return None


def find_citations(lines: Sequence[Line]) -> dict[int, list[tuple[int, int]]]:
    """Where citations such as ``[4-5]`` stand in the text of `lines`; they ascend, as those of an article do."""
    found: dict[int, list[tuple[int, int]]] = {}
    numbers: list[int] = []
    for index, line in enumerate(lines):
        if "]" in line.text:
            spans = [m.span() for m in _CITATION.finditer(line.text)]
            if spans:
                found[index] = spans
                numbers += [int(number[0]) for a, _ in spans if (number := _FIRST.match(line.text, a + 1))]
    ascending = sum(a <= b for a, b in pairwise(numbers))
    return found if len(numbers) >= _FEWEST_CITATIONS and ascending * 4 >= (len(numbers) - 1) * 3 else {}
