"""The lines of a source, with what their surroundings say about them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import NamedTuple

from plan_extract.layout.folding import BLANKS
from plan_extract.patterns import compiled
from plan_extract.rules.layout import LayoutRules

__all__ = ["Edit", "Line", "read_lines"]

_TABS = compiled(r"\t+")
_GAP = compiled(r"[ \t]{2,}")
_GIANT = 300  # characters of a line that must hold several paragraphs if wide gaps stand in it
_TOP = 1500  # characters at the head of a giant line in which title, date and signature stand
_WIDE = 6  # blanks of a gap that parts paragraphs whatever stands beside it
_ENDS = "。;:!?"


class Edit(NamedTuple):
    """A change to a line: what stands from `start` to `end` of its text is left out, `text` from `source` put there."""

    start: int
    end: int
    source: int = 0
    text: str = ""


class Line(NamedTuple):
    """A line that is not blank.

    Attributes:
        start: its first character that is no blank, in the source.
        end: past its last.
        text: what stands there, folded.
        indent: blanks before it.
        gap: blank lines before it.
        trailing: whether blanks stand after it.
        page: whether a page break stands between it and the line before.
        parts: the spans of the source that make it up, where something was left out of it or put into it.
    """

    start: int
    end: int
    text: str
    indent: int
    gap: int
    trailing: bool
    page: bool
    parts: tuple[tuple[int, int], ...] = ()

    @property
    def pieces(self) -> list[tuple[int, int]]:
        """The spans of the source that make up the line, in the order in which they are read."""
        return list(self.parts) if self.parts else [(self.start, self.end)]

    def edited(self, edits: Iterable[Edit]) -> Line | None:
        """The line with `edits` made to it; None where nothing is left."""
        text: list[str] = []
        parts: list[tuple[int, int]] = []
        done = 0
        for edit in sorted(edits):
            if done < edit.start:
                text.append(self.text[done : edit.start])
                parts.append((self.start + done, self.start + edit.start))
            if edit.text:
                text.append(edit.text)
                parts.append((edit.source, edit.source + len(edit.text)))
            done = max(done, edit.end)
        if done < len(self.text):
            text.append(self.text[done:])
            parts.append((self.start + done, self.end))
        while text and not text[0].lstrip(BLANKS):
            del text[0], parts[0]
        while text and not text[-1].rstrip(BLANKS):
            del text[-1], parts[-1]
        if not text:
            return None
        first = text[0].lstrip(BLANKS)
        last = text[-1].rstrip(BLANKS)
        parts[0] = (parts[0][1] - len(first), parts[0][1])
        parts[-1] = (parts[-1][0], parts[-1][1] - len(text[-1]) + len(last))
        return self._replace(
            start=parts[0][0], end=parts[-1][1], text="".join(text).strip(BLANKS), parts=tuple(parts),
        )


def read_lines(text: str, folded: str, rules: LayoutRules, whole: Sequence[tuple[int, int]] = ()) -> list[Line]:
    """The lines of `text` that are not blank, `folded` being the same folded.

    A line that holds several paragraphs, parted by wide gaps, gives as many lines, unless it stands in a stretch that
    is known to be `whole`.
    """
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
            plain = folded[start:end]
            if "\t" in plain and len(_TABS.findall(plain)) < 2:  # no row of a table
                plain = plain.replace("\t", " ")
            line = Line(start, end, plain, indent, gap, trailing, page)
            if len(body) > 30 and ("  " in plain or "\t" in plain) and _GAP.search(plain) and not _holds(whole, start):
                lines += _parts(line, rules)
            else:
                lines.append(line)
            gap, page = 0, raw[-1] == "\f"
        else:
            gap += 1
            page = page or "\f" in raw
        at += size
    return lines


def _holds(spans: Sequence[tuple[int, int]], at: int) -> bool:
    found = bisect_right(spans, at, key=itemgetter(0)) - 1
    return found >= 0 and at < spans[found][1]


def _parts(line: Line, rules: LayoutRules) -> Iterator[Line]:
    """The paragraphs of a line, parted at gaps that stand neither after a label nor between cells of a table."""
    text = line.text
    giant = len(text) > _GIANT
    begin = 0
    for gap in _GAP.finditer(text):
        start, end = gap.span()
        if start - begin < 2 or not _ends_paragraph(text, begin, start, end, rules, giant=giant):
            continue
        yield from _cut(line, begin, start, rules, giant=giant)
        begin = end
    yield from _cut(line, begin, len(text), rules, giant=giant)


def _ends_paragraph(text: str, begin: int, start: int, end: int, rules: LayoutRules, *, giant: bool) -> bool:
    if giant and end - start >= _WIDE:
        return True
    long = len(text) - end > 24
    if text[start - 1] in _ENDS:
        return giant or long
    label = rules.numbering.match(text, begin)
    if label and label.end() >= start:
        return False
    if giant and (rules.numbering.match(text, end) or text.startswith("——", end)):
        return True
    if label and start - begin <= 40 and "。" not in text[begin:start]:
        follows = rules.numbering.match(text, end) is not None
        return follows or (long and (text[begin] == "(" or rules.heading_only.match(text, begin) is not None))
    spread = text[start - 2] == " " or text[end + 1 : end + 2] in {" ", ""}  # a word whose characters are set apart
    return giant and end < _TOP and start - begin > 3 and not spread


def _cut(line: Line, begin: int, end: int, rules: LayoutRules, *, giant: bool) -> Iterator[Line]:
    """The stretch of `line` as a line of its own; a forwarding notice is cut behind its title and number."""
    if giant:
        for found in rules.glued.finditer(line.text, begin, min(end, begin + 400)):
            if found.end() < end:
                yield _piece(line, begin, found.end())
                begin = found.end()
    yield _piece(line, begin, end)


def _piece(line: Line, begin: int, end: int) -> Line:
    text = line.text[begin:end]
    begin += len(text) - len(text.lstrip(" "))
    return line._replace(
        start=line.start + begin, end=line.start + begin + len(text.strip(" ")), text=text.strip(" "),
        indent=line.indent if not begin else 2, gap=line.gap if not begin else 0,
    )
