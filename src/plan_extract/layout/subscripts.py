"""Subscripts that a PDF reader put into a line of their own below the one they belong to."""

from __future__ import annotations

from collections.abc import Container, Sequence

from plan_extract.layout.lines import Edit, Line
from plan_extract.patterns import compiled

__all__ = ["find_subscripts"]

_FALLEN = compiled(r"[\dA-Za-z.]{1,4}(?: [\dA-Za-z.]{1,4}){0,5}")
_TOKEN = compiled(r"[^ ]+")
# Only the end of a formula is followed by a blank and then by a character beside which none is ever printed.
_SLOT = compiled(
    r"(?:(?<=(?<![A-Za-z])[A-Z])|(?<=(?<![A-Za-z])[A-Z]{2})|(?<=(?<![A-Za-z])[A-Z]{3})) "
    r"(?=[\p{Han}),、。;:])",
)
_SEARCHED = 400  # characters of the line above


def find_subscripts(lines: Sequence[Line], taken: Container[int]) -> dict[int, list[Edit]]:
    """Lines whose subscripts stand in the next line, which holds nothing else, with what is to be put into them.

    Args:
        lines: all lines.
        taken: which of them are known to be something else.
    """
    found: dict[int, list[Edit]] = {}
    for index in range(1, len(lines)):
        text = lines[index].text
        if len(text) > 16 or index in taken or index - 1 in found or not _FALLEN.fullmatch(text):
            continue
        slots = [m.start() for m in _SLOT.finditer(lines[index - 1].text[:_SEARCHED])]
        tokens = list(_TOKEN.finditer(text))
        if slots and len(slots) == len(tokens):
            found[index - 1] = [
                Edit(slot, slot + 1, lines[index].start + token.start(), token[0])
                for slot, token in zip(slots, tokens, strict=True)
            ]
    return found
