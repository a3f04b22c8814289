"""Where the clause and the sentence around a number begin and end."""

from __future__ import annotations

from bisect import bisect_left

from plan_extract.patterns import compiled

__all__ = ["QUOTED", "TITLED", "clause_around", "inside_marks", "sentence_around", "stops"]

LONGEST = 240  # characters that are looked at in either direction
TITLED = (("《", "》"),)
QUOTED = (("“", "”"), *TITLED)
_STOPS = compiled(r"[。;!?\n]")
_NAMED = 40  # characters of the longest name in quotation marks or brackets that hides its numbers


def stops(text: str, paragraph: tuple[int, int]) -> list[int]:
    """Where the sentences of a paragraph end."""
    return [stop.start() for stop in _STOPS.finditer(text, *paragraph)]


def sentence_around(ends: list[int], start: int, end: int, paragraph: tuple[int, int]) -> tuple[int, int]:
    """The sentence, or the part of it between semicolons, that holds `start` to `end`.

    Args:
        ends: the `stops` of the paragraph.
        start: where the number begins.
        end: past its unit.
        paragraph: start and end of it.
    """
    before = bisect_left(ends, start)
    after = bisect_left(ends, end, before)
    low = ends[before - 1] + 1 if before else paragraph[0]
    high = ends[after] if after < len(ends) else paragraph[1]
    return (
        start - LONGEST if start - LONGEST > low else low,
        end + LONGEST if end + LONGEST < high else high,
    )


def _is_thousands(text: str, at: int) -> bool:
    return text[at - 1 : at].isdigit() and text[at + 1 : at + 4].isdigit() and len(text) > at + 3


def clause_around(text: str, start: int, end: int, sentence: tuple[int, int]) -> tuple[int, int]:
    """The clause between commas that holds `start` to `end`; a comma in a number is none."""
    low, high = sentence
    before = text.rfind(",", low, start)
    while before > low and text[before + 1].isdigit() and _is_thousands(text, before):
        before = text.rfind(",", low, before)
    after = text.find(",", end, high)
    while after >= 0 and text[after - 1].isdigit() and _is_thousands(text, after):
        after = text.find(",", after + 1, high)
    return (before + 1 if before >= 0 else low), (after if after >= 0 else high)


def inside_marks(text: str, start: int, end: int, marks: tuple[tuple[str, str], ...]) -> bool:
    """Whether a short name between two `marks`, each an opening and a closing one, holds `start` to `end`."""
    low = start - _NAMED if start > _NAMED else 0
    for opening, closing in marks:
        left = text.rfind(opening, low, start)
        if left >= 0 and text.find(closing, left, start) < 0:
            right = text.find(closing, end, end + _NAMED)
            if right >= 0 and text.find(opening, end, right) < 0:
                return True
    return False
