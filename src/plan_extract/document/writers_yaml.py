"""A plain tree as YAML, for people to read and for any YAML parser to take.

A general emitter spends most of its time on what a plan document never holds (anchors, tags, block scalars), and the C
one writes characters beyond the Basic Multilingual Plane, which names hold, as escapes. Here a mapping of at most three
plain values stands on one line, as a span does; a string stands bare where no YAML parser, of version 1.1 or 1.2, could
take it for anything else, and in double quotes as JSON writes it elsewhere.
"""

from __future__ import annotations

import re
from json.encoder import encode_basestring
from typing import Any

from plan_extract.patterns import compiled

__all__ = ["escape", "to_yaml"]

# What no document holds as it is: control characters, which could steer a terminal; the line ends of Unicode; marks
# that turn the direction of writing; halves of characters, and what is no character at all.
_HIDDEN = r"\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff"
_TO_ESCAPE = compiled(f"[{_HIDDEN}]")  # what is left of them after JSON's own encoder, which sees to the first 32
_HALF = compiled(r"[\ud800-\udfff]")

# Bare strings. One with a character beyond ASCII is never a number, a date or a word such as `yes`; inside it, `: ` and
# ` #` and at its start an indicator would end or change it. Of pure ASCII only names, plain words and percentages.
_BARE = compiled(
    rf"(?![-?:,\[\]{{}}#&*!|>'\"%@`=~ \u3000\xa0])(?=[\x21-\x7e]*+[^\x00-\x7f])"
    rf"(?:[^\x00-\x1f{_HIDDEN}:# \xa0]|:(?![ ,\]}}]|\Z)|(?<!\ )\#| (?![ #]|\Z))++(?<!\u3000)"
    r"|[A-Za-z_](?:[\w ./+,;()'-]*[\w.)])?+(?<!\n)|[0-9]++(?:\.[0-9]++)?+%",
    re.ASCII,
)
_FLOW_INDICATOR = compiled(r"[,?:\[\]{}]")
_WORDS = frozenset(("y", "n", "yes", "no", "on", "off", "true", "false", "null"))  # more than words to YAML 1.1
_SHORT = 3  # entries of a mapping that stands on one line


def escape(text: str) -> str:
    """JSON text with every hidden character in its strings as an escape; halves of characters become U+FFFD."""
    return _TO_ESCAPE.sub(lambda m: "\\ufffd" if _HALF.match(m[0]) else f"\\u{ord(m[0]):04x}", text)


def _string(value: str) -> str:
    if _BARE.fullmatch(value) and (not value.isascii() or value.lower() not in _WORDS):
        return value
    return escape(encode_basestring(value))


def _number(value: float) -> str:
    text = repr(value)
    if text in {"inf", "-inf", "nan"}:
        return text.replace("inf", ".inf").replace("nan", ".nan")
    # YAML 1.1 takes 1e-07 for a string: its floats have a point.
    return text.replace("e", ".0e") if "e" in text and "." not in text else text


class _Emitter:
    """Writes one document; strings seen once are kept, since keys and many values come back in every row."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._scalars: dict[str, str] = {}

    def scalar(self, value: Any) -> str:
        if value is None:
            return "null"
        if isinstance(value, str):
            known = self._scalars.get(value)
            if known is None:
                known = self._scalars[value] = _string(value)
            return known
        if isinstance(value, bool):
            return "true" if value else "false"
        return _number(value) if isinstance(value, float) else str(value)

    def flow(self, value: Any) -> str | None:
        """What fits on one line: a scalar, a span or an empty or short mapping; None for anything else."""
        if isinstance(value, dict):
            if len(value) > _SHORT or not all(_is_plain(v) for v in value.values()):
                return None
            return "{" + ", ".join(f"{self.inner(k)}: {self.inner(v)}" for k, v in value.items()) + "}"
        if isinstance(value, (list, tuple)):
            if not _is_plain(value):
                return None
            return "[" + ", ".join([self.scalar(v) for v in value]) + "]"
        return self.scalar(value)

    def inner(self, value: Any) -> str:
        """A value inside brackets, where commas and brackets need quotes as well."""
        if isinstance(value, str):
            text = self.scalar(value)
            return escape(encode_basestring(value)) if text is value and _FLOW_INDICATOR.search(value) else text
        return self.flow(value) or ""

    def mapping(self, value: dict[Any, Any], indent: str, first: str) -> None:
        """The entries of a mapping, one a line; the first line begins with `first`."""
        lead = first
        for key, item in value.items():
            name = self.scalar(key)
            if item.__class__ is str or item is None or item.__class__ is int:
                self.lines.append(f"{lead}{name}: {self.scalar(item)}")
            elif (text := self.flow(item)) is not None:
                self.lines.append(f"{lead}{name}: {text}")
            else:
                self.lines.append(f"{lead}{name}:")
                self.block(item, indent + "  " if isinstance(item, dict) else indent)
            lead = indent

    def block(self, value: Any, indent: str) -> None:
        """A mapping or a sequence over several lines."""
        if isinstance(value, dict):
            self.mapping(value, indent, indent)
            return
        for item in value:
            text = self.flow(item)
            if text is not None:
                self.lines.append(f"{indent}- {text}")
            elif isinstance(item, dict):
                self.mapping(item, indent + "  ", indent + "- ")
            else:
                self.lines.append(f"{indent}-")
                self.block(item, indent + "  ")


def _is_plain(value: Any) -> bool:
    """A scalar or a list of whole numbers, such as a span."""
    if isinstance(value, (list, tuple)):
        return all(isinstance(v, int) for v in value)
    return not isinstance(value, dict)


def to_yaml(tree: Any) -> str:
    """The tree of mappings, sequences, strings, numbers, booleans and None as one YAML document.

    The same tree gives the same text. Halves of surrogate pairs, which no encoding can hold, become U+FFFD.
    """
    emitter = _Emitter()
    text = emitter.flow(tree)
    if text is not None:
        return text + "\n"
    emitter.block(tree, "")
    return "\n".join(emitter.lines) + "\n"
