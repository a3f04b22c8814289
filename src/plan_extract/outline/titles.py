"""Which words of a paragraph are the heading: all of them, a lead before the body, or none."""

from __future__ import annotations

from typing import NamedTuple

from plan_extract.patterns import compiled

__all__ = ["LEAD", "Title", "read_title"]

LEAD = 30  # characters of the longest lead
_SHORT = 15  # a numbered sentence of so many characters is a heading all the same
_ALONE = 60  # characters of the longest heading that stands alone
_SENTENCE_ALONE = 40  # of the longest that stands alone and ends with a full stop
_OPENING, _CLOSING = "([{〔【《〈“‘「", ")]}〕】》〉”’」"
_MARK = compiled(r"[。:(\[{〔【《〈“‘「)\]}〕】》〉”’」]")


class Title(NamedTuple):
    """The heading's words, `start` to `end` in the flow (empty: none); `alone` where they fill the paragraph."""

    start: int
    end: int
    alone: bool


def _lead_end(text: str, start: int, end: int) -> int:
    """Where the first 。 or ： outside brackets stands, -1 where there is none within reach of a lead."""
    depth = 0
    for found in _MARK.finditer(text, start, min(end, start + LEAD + 1)):
        char = found[0]
        if char in _OPENING:
            depth += 1
        elif char in _CLOSING:
            depth = max(depth - 1, 0)
        elif not depth:
            return found.start()
    return -1


def read_title(text: str, start: int, end: int, *, structural: bool, bullet: bool, opens: bool) -> Title:
    """Tell the heading in a marked paragraph.

    Args:
        text: the flow's text.
        start: where the words after the numbering start.
        end: the paragraph's end.
        structural: 第X章 and its like, where a colon belongs to the title and no body is run in without a full stop.
        bullet: a dash paragraph, whose lead is its title whether or not more follows.
        opens: whether body text or a deeper heading follows, so that a sentence that stands alone can be a heading.
    """
    while end > start and text[end - 1] == " ":
        end -= 1
    if start >= end:
        return Title(start, start, alone=True)
    last = text[end - 1]
    bare = end - 1 if last in "。:;" else end
    lead = _lead_end(text, start, end)
    if lead >= 0 and lead < end - 1:  # a lead, and more text
        whole = text[lead] == ":" and last not in "。;:" and text.find("。", lead, end) < 0
        if whole and end - start <= (_ALONE if structural else LEAD + 10):
            return Title(start, end, alone=True)
        return Title(start, lead, alone=False)
    none = Title(start, start, alone=False)
    if bullet:
        fits = bare - start <= LEAD and last != ";" and (lead >= 0 or last not in "。;:")
        return Title(start, bare, alone=False) if fits and text.find("。", start, bare) < 0 else none
    if text.find("。", start, bare) >= 0:  # several sentences, none of them short enough for a lead
        return none
    if bare - start <= _SHORT or (last == ":" and bare - start <= LEAD):
        return Title(start, bare, alone=True)
    if last == ";":
        return none
    if last == "。":
        return Title(start, bare, alone=True) if opens and bare - start <= _SENTENCE_ALONE else none
    return Title(start, bare, alone=True) if bare - start <= (_ALONE + _ALONE if structural else _ALONE) else none
