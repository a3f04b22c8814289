"""What the matches of a pattern begin with, by which `re` can look for them quickly."""

from __future__ import annotations

import re
from importlib import import_module
from typing import Any

__all__ = ["sought"]

_RANGE = 64  # a class of more characters than these says too little


class _UnknownError(Exception):
    """The matches of the pattern may begin with anything."""


def sought(pattern: str) -> re.Pattern[str]:
    """Compile a pattern that is only asked whether it matches somewhere.

    `re` tries a list of words at every place of the text, one after the other. Where all the matches begin with
    letters that can be told beforehand, it is made to look for these first.
    """
    plain = re.compile(pattern)
    try:
        parse = import_module("re._parser").parse  # there is no public way to it
        if plain.flags & re.IGNORECASE:
            return plain
        firsts, empty = _firsts(parse(pattern))
    except (ImportError, AttributeError, TypeError, ValueError, _UnknownError):
        return plain
    if empty or not firsts:
        return plain
    # The letter is looked for, and the pattern is tried at the place before it.
    return re.compile(f"[{''.join(sorted(firsts))}](?<=(?=(?:{pattern})).)", re.DOTALL)


def _firsts(items: Any) -> tuple[set[str], bool]:
    """The parts of a class of letters that a match may begin with, and whether it may be empty."""
    firsts: set[str] = set()
    for kind, value in items:
        name, given = str(kind), value
        if name == "LITERAL":
            return firsts | {re.escape(chr(given))}, False
        if name == "IN":
            return firsts.union(*(_class(str(part), said) for part, said in given)), False
        if name in {"ASSERT", "ASSERT_NOT", "AT"}:
            continue  # they take no letter
        if name == "BRANCH":
            below = [_firsts(branch) for branch in given[1]]
            firsts, empty = firsts.union(*(found for found, _ in below)), any(may for _, may in below)
        elif name in {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}:
            found, empty = _firsts(given[2])
            firsts, empty = firsts | found, empty or given[0] == 0
        elif name == "SUBPATTERN" and not given[1]:
            found, empty = _firsts(given[3])
            firsts = firsts | found
        else:
            raise _UnknownError
        if not empty:
            return firsts, False
    return firsts, True


def _class(part: str, said: Any) -> set[str]:
    if part == "LITERAL":
        return {re.escape(chr(said))}
    if part == "RANGE" and said[1] - said[0] < _RANGE:
        return {re.escape(chr(letter)) for letter in range(said[0], said[1] + 1)}
    if part == "CATEGORY" and str(said) == "CATEGORY_DIGIT":
        return {r"\d"}
    raise _UnknownError
