"""The lines of a source, with what their surroundings say about them."""

from __future__ import annotations

from typing import NamedTuple

from plan_extract.layout.folding import BLANKS

__all__ = ["Line", "read_lines"]


class Line(NamedTuple):
    """A line that is not blank.

    Attributes:
        start: its first character that is no blank, in the source.
        end: past its last.
        text: what stands there, folded.
        indent: blanks before it.
        gap: blank lines before it.
        trailing: whether blanks stand after it.
        page: whether a form feed stands between it and the line before.
    """

    start: int
    end: int
    text: str
    indent: int
    gap: int
    trailing: bool
    page: bool


def read_lines(text: str, folded: str) -> list[Line]:
    """The lines of `text` that are not blank, `folded` being its folded form."""
    lines: list[Line] = []
    at = gap = 0
    page = False
    for raw in text.splitlines(keepends=True):
        size = len(raw)
        body = raw.strip(BLANKS)
        if body:
            indent = raw.index(body[0])
            start = at + indent
            end = start + len(body)
            if indent and "\f" in raw[:indent]:
                page = True
            trailing = size > end - at and raw[end - at] not in "\r\n\f"
            lines.append(Line(start, end, folded[start:end], indent, gap, trailing, page))
            gap, page = 0, raw[-1] == "\f"
        else:
            gap += 1
            page = page or "\f" in raw
        at += size
    return lines
