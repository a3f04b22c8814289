"""Running heads, running feet and page numbers: what stands at the same height of many pages."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from statistics import median

import regex

from plan_extract.readers.pdf.lines import Line

__all__ = ["find_furniture"]

_EDGE = 4  # lines at the top and at the bottom of a page that can be furniture
_MARGIN = 0.16  # of a page's height, in which furniture stands
_SAME_HEIGHT = 4.0  # points by which the heights of furniture differ
_FEWEST = 3  # pages that show the same
_BORDER = 0.035  # of a page's height, in which no text stands
_APART = 1.6  # of its size: how far a lone number at the foot stands from the text
_SMALLER = 0.9  # of the size of the text, which small print in the border is smaller than
_DIGITS = regex.compile(r"\d+")
_NUMBER = regex.compile(r"[-—–·• ]*(?:\d{1,4}|[ivxIVX]{1,6})[-—–·• ]*")


def find_furniture(pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> set[int]:
    """The `id` of each line that is furniture; `pages` are the lines of each page from its top."""
    slots: defaultdict[tuple[bool, int], list[Line]] = defaultdict(list)
    for lines, height in zip(pages, heights, strict=True):
        for at, line in _edges(lines, height):
            slots[at, round((line.y if at else height - line.y) / _SAME_HEIGHT)].append(line)
    found: set[int] = set()
    for (foot, height), lines in slots.items():
        near = [*lines, *slots.get((foot, height - 1), ()), *slots.get((foot, height + 1), ())]
        times = Counter(_key(line) for line in near)
        enough = min(_FEWEST, max(len(pages), 2))
        repeated = [line for line in lines if times[_key(line)] >= enough]
        if len(repeated) * 2 >= len(lines) and len(lines) >= enough:
            # A chapter's own head stands on one page, maybe, but where the other heads stand.
            repeated += [line for line in lines if times[_key(line)] < enough and len(line.text) < 40]
        found.update(map(id, repeated))
    for lines, height in zip(pages, heights, strict=True):
        body = median(line.size for line in lines) if lines else 0.0
        found.update(
            id(line) for line in lines
            if line.size < _SMALLER * body and not _BORDER * height < line.y < (1 - _BORDER) * height
        )
        if len(lines) > 1 and lines[-1].y < _MARGIN * height and _NUMBER.fullmatch(lines[-1].text):
            inner = next((line for line in reversed(lines[:-1]) if id(line) not in found), None)
            if inner is not None and inner.y - lines[-1].top > (_APART - 0.85) * lines[-1].size:
                found.add(id(lines[-1]))
    return found


def _edges(lines: Sequence[Line], height: float) -> list[tuple[bool, Line]]:
    """The lines at the top of a page, and those at its foot, with whether they stand there."""
    top = [(False, line) for line in lines[:_EDGE] if line.y > (1 - _MARGIN) * height]
    return top + [(True, line) for line in lines[-_EDGE:] if line.y < _MARGIN * height]


def _key(line: Line) -> str:
    """What the furniture of different pages has in common."""
    return _DIGITS.sub("#", line.text.replace(" ", "")) if len(line.text) < 100 else line.text
