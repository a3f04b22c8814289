"""Where the clause and the sentence around a number begin and end."""

from __future__ import annotations

__all__ = ["QUOTED", "TITLED", "clause_around", "holds", "inside_marks", "sentence_around"]

LONGEST = 240  # characters that are looked at in either direction
TITLED = (("《", "》"),)
QUOTED = (("“", "”"), *TITLED)
_SENTENCE = "。;!?\n"
_NAMED = 40  # characters of the longest name in quotation marks or brackets that hides its numbers


def _last(text: str, marks: str, start: int, end: int) -> int:
    return max([text.rfind(mark, start, end) for mark in marks])


def _first(text: str, marks: str, start: int, end: int) -> int:
    found = [at for mark in marks if (at := text.find(mark, start, end)) >= 0]
    return min(found) if found else end


def sentence_around(text: str, start: int, end: int, paragraph: tuple[int, int]) -> tuple[int, int]:
    """The sentence, or the part of it between semicolons, that holds `start` to `end`."""
    low, high = max(paragraph[0], start - LONGEST), min(paragraph[1], end + LONGEST)
    before = _last(text, _SENTENCE, low, start)
    return (before + 1 if before >= 0 else low), _first(text, _SENTENCE, end, high)


def holds(text: str, sentence: tuple[int, int], start: int, end: int, paragraph: tuple[int, int]) -> bool:
    """Whether `sentence`, which is that of an earlier number, is what `sentence_around` would find for `start`."""
    first, last = sentence
    return (
        first <= start and end <= last and start - first < LONGEST and last - end < LONGEST
        and (first == paragraph[0] or text[first - 1] in _SENTENCE)
        and (last == paragraph[1] or text[last] in _SENTENCE)
    )


def _is_thousands(text: str, at: int) -> bool:
    return text[at - 1 : at].isdigit() and text[at + 1 : at + 4].isdigit() and len(text) > at + 3


def clause_around(text: str, start: int, end: int, sentence: tuple[int, int]) -> tuple[int, int]:
    """The clause between commas that holds `start` to `end`; a comma in a number is none."""
    low, high = sentence
    before = text.rfind(",", low, start)
    while before > low and _is_thousands(text, before):
        before = text.rfind(",", low, before)
    after = text.find(",", end, high)
    while after >= 0 and _is_thousands(text, after):
        after = text.find(",", after + 1, high)
    return (before + 1 if before >= 0 else low), (after if after >= 0 else high)


def inside_marks(text: str, start: int, end: int, marks: tuple[tuple[str, str], ...]) -> bool:
    """Whether a short name between two `marks`, each an opening and a closing one, holds `start` to `end`."""
    before = text[max(0, start - _NAMED) : start]
    for opening, closing in marks:
        left = before.rfind(opening)
        if left >= 0 and before.find(closing, left) < 0:
            right = text.find(closing, end, end + _NAMED)
            if right >= 0 and text.find(opening, end, right) < 0:
                return True
    return False
