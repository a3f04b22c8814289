"""What the matches of a pattern begin and end with, by which they are looked for quickly."""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib import import_module
from typing import Any

__all__ = ["edge_letters", "set_of"]

_MOST = 2000  # characters of a set that is worth keeping
_KINDS = {"CATEGORY_DIGIT": r"\d", "CATEGORY_SPACE": r"\s"}
_Edge = tuple[set[str], bool] | None
"""The characters with which a match begins or ends, and whether it can be empty; None where they are too many."""


def set_of(letters: Iterable[str]) -> str:
    """What matches one of the characters that `edge_letters` tells, without the brackets around it."""
    return "".join(letter if letter in _KINDS.values() else re.escape(letter) for letter in sorted(letters))


def edge_letters(pattern: re.Pattern[str], *, first: bool, if_any: bool = False) -> set[str] | None:
    """The characters that a match begins or ends with, a kind of them as its escape; None where that cannot be told.

    The last ones are told only of a pattern all of whose alternatives end with the text, and those of a match that can
    be empty only where `if_any` says that an empty one does not count.
    """
    if not isinstance(pattern, re.Pattern) or pattern.flags & (re.IGNORECASE | re.LOCALE):
        return None
    try:
        parser = import_module("re._parser")  # no public way leads to what a pattern was read as
        tree = parser.parse(pattern.pattern, pattern.flags)
        found = _of_sequence(tree, first=first) if first or _closes(tree) else None
    except (ImportError, AttributeError, TypeError, ValueError, RecursionError):
        return None
    return found[0] if found is not None and (if_any or not found[1]) and len(found[0]) <= _MOST else None


def _closes(items: Any) -> bool:
    """Whether nothing matches but at the end of the text."""
    if not len(items):
        return False
    name, value = str(items[-1][0]), items[-1][1]
    if name == "SUBPATTERN":
        return _closes(value[3])
    if name == "BRANCH":
        return all(_closes(part) for part in value[1])
    return name == "AT" and str(value) == "AT_END"


def _of_sequence(items: Any, *, first: bool) -> _Edge:
    letters: set[str] = set()
    for name, value in items if first else reversed(list(items)):
        found = _of_item(str(name), value, first=first)
        if found is None:
            return None
        letters |= found[0]
        if not found[1]:
            return letters, False
    return letters, True


def _of_item(name: str, value: Any, *, first: bool) -> _Edge:
    if name in {"AT", "ASSERT", "ASSERT_NOT"}:
        return set(), True
    if name == "LITERAL":
        return {chr(value)}, False
    if name == "IN":
        return _of_class(value)
    if name == "SUBPATTERN" and not value[1] & ~(re.VERBOSE | (re.MULTILINE if first else re.VERBOSE)):
        return _of_sequence(value[3], first=first)
    if name in {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}:
        found = _of_sequence(value[2], first=first)
        return None if found is None else (found[0], found[1] or value[0] == 0)
    if name != "BRANCH":
        return None
    letters: set[str] = set()
    empty = False
    for part in value[1]:
        found = _of_sequence(part, first=first)
        if found is None:
            return None
        letters, empty = letters | found[0], empty or found[1]
    return letters, empty


def _of_class(items: Any) -> _Edge:
    letters: set[str] = set()
    for kind, value in items:
        if str(kind) == "LITERAL":
            letters.add(chr(value))
        elif str(kind) == "RANGE" and value[1] - value[0] <= _MOST:
            letters.update(map(chr, range(value[0], value[1] + 1)))
        elif str(value) in _KINDS:
            letters.add(_KINDS[str(value)])
        else:
            return None
    return letters, False
