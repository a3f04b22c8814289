"""The labels that a browser prints before the items of a numbered list."""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from plan_extract.readers.html.elements import number
from plan_extract.readers.numbering import label_of

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

__all__ = ["item_label"]

_STYLE = regex.compile(r"list-style(?:-type)?\s*:\s*([\w-]{1,40})")
_TYPES = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_STYLES = {
    "lower-alpha": "lowerLetter", "lower-latin": "lowerLetter", "upper-alpha": "upperLetter", "none": "none",
    "upper-latin": "upperLetter", "lower-roman": "lowerRoman", "upper-roman": "upperRoman",
    "cjk-ideographic": "chineseCounting", "simp-chinese-informal": "chineseCounting", "disc": "none",
    "trad-chinese-informal": "chineseCounting", "circle": "none", "square": "none",
}


def item_label(of: LexborNode, item: LexborNode, place: int) -> str:
    """The label of `item`, which is at `place` (from 1) among those of the list `of`."""
    attributes = of.attributes
    style = _STYLE.search(attributes.get("style") or "") or _STYLE.search(item.attributes.get("style") or "")
    form = _STYLES.get(style[1], "decimal") if style else _TYPES.get(attributes.get("type") or "", "decimal")
    if form == "none":
        return ""
    value = number(item.attributes, "value", number(attributes, "start") + place - 1)
    return label_of(value, form) + ("、" if form == "chineseCounting" else ". ")
