"""Patterns as the steps run them: compiled by `re`, which goes through a clause several times as fast as `regex`.

Rules are written for `regex`. What `re` writes otherwise is put into its terms here; what it lacks stays with `regex`.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable
from functools import cache
from importlib import import_module
from typing import Any, cast

import regex

from plan_extract.rules.entries.base import Rule
from plan_extract.rules.patterns import Ending, Scan

__all__ = [
    "compiled", "distinct", "ending", "first_letters", "presence", "scan", "set_of", "sizes_by_last", "source_of",
    "trie_pattern",
]

_FLAGS_INSIDE = re.compile(r"\(\?:\(\?([imsx]+)\)")
_NAMED = re.compile(r"\(\?P<(\w+)>")
_MOST = 2000  # characters of a set that is worth keeping
_KINDS = {"CATEGORY_DIGIT": r"\d", "CATEGORY_SPACE": r"\s"}
_Edge = tuple[set[str], bool] | None
"""The characters with which a match begins or ends, and whether it can be empty; None where they are too many."""


def trie_pattern(words: Iterable[str]) -> str:
    """A pattern that matches the longest of `words`, with common beginnings joined: much faster than a flat list."""
    tree: dict[str, dict[str, object]] = {}
    for word in words:
        node = tree
        for letter in word:
            node = node.setdefault(letter, {})  # type: ignore[assignment]
        node[""] = {}

    def render(node: dict[str, dict[str, object]]) -> str:
        branches = [re.escape(k) + render(v) for k, v in sorted(node.items()) if k]  # type: ignore[arg-type]
        if not branches:
            return ""
        joined = branches[0] if len(branches) == 1 and "" not in node else "(?:" + "|".join(branches) + ")"
        return joined + "?" if "" in node else joined

    return render(tree)


def sizes_by_last(words: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """How many characters the words have that end with each character, the longest first."""
    sizes: dict[str, set[int]] = {}
    for word in words:
        sizes.setdefault(word[-1], set()).add(len(word))
    return {last: tuple(sorted(found, reverse=True)) for last, found in sizes.items()}


def source_of(rule: Rule) -> str:
    """What `rule.source()` says, with the words as a trie."""
    parts = [trie_pattern(rule.words)] if rule.words else []
    if rule.pattern is not None:
        parts.append(f"(?:{rule.pattern})")
    return "(?:" + "|".join(parts) + ")"


@cache
def _han() -> str:
    """The Chinese characters as `regex` knows them, as ranges of a set."""
    everything = "".join(map(chr, (*range(0xD800), *range(0xE000, 0x110000))))
    runs = (match.group() for match in regex.finditer(r"\p{Han}+", everything))
    return "".join(run[0] if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)


def _in_terms_of_re(source: str) -> str:
    """`source` with flags where `re` wants them, and with the Chinese characters spelled out."""
    made, inside, at = [], False, 0
    source = _FLAGS_INSIDE.sub(r"(?\1:", source)
    while at < len(source):
        step = source[at : at + 2] if source[at] == "\\" else source[at]
        if source.startswith((r"\p{Han}", r"\P{Han}"), at) and not (inside and step == r"\P"):
            sign = "^" if step == r"\P" else ""
            made.append(_han() if inside else f"[{sign}{_han()}]")
            step = r"\p{Han}"
        else:
            inside = step != "]" if inside else step == "["
            made.append(step)
        at += len(step)
    return "".join(made)


def compiled(source: str) -> re.Pattern[str]:
    """`source` compiled by `re`, or by `regex` where it uses what only that has."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", FutureWarning)  # what `re` is about to read differently
            return re.compile(_in_terms_of_re(source))
    except (re.error, FutureWarning):
        return cast("re.Pattern[str]", regex.compile(source))


def distinct(source: str) -> tuple[str, dict[str, tuple[str, ...]]]:
    """`source` with no group name twice, which `re` refuses; and the names that each has become."""
    names: dict[str, list[str]] = {}

    def number(match: re.Match[str]) -> str:
        known = names.setdefault(match[1], [])
        known.append(f"{match[1]}_{len(known)}")
        return f"(?P<{known[-1]}>"

    return _NAMED.sub(number, source), {name: tuple(known) for name, known in names.items()}


def first_letters(source: str) -> set[str] | None:
    """The characters that a match can begin with, a kind of them as its escape; None where that cannot be told."""
    return _edge(compiled(source), first=True)


def presence(source: str) -> re.Pattern[str]:
    """A pattern that finds where `source` matches and not where that ends, and passes over text that cannot begin it.

    `re` looks for a set of characters far faster than it tries alternatives. A set of what the match begins with stands
    first; then a step back, from where the whole is tried.
    """
    plain = compiled(source)
    letters = first_letters(source)
    if letters is None:
        return plain
    gated = compiled(f"[{set_of(letters)}](?<=(?={source})(?s:.))")
    return gated if isinstance(gated, re.Pattern) else plain


def scan(source: str) -> Scan:
    """A pattern that is looked for all over a text."""
    return Scan(presence(source), compiled(source))


def ending(source: str) -> Ending:
    """A pattern all of whose alternatives end with the text, with the characters they can end with."""
    letters = _edge(compiled(source), first=False)
    gate = None if letters is None else compiled(f"[{set_of(letters)}\\n]")  # `$` stands before a last line feed, too
    return Ending(gate, presence(source))


def set_of(letters: Iterable[str]) -> str:
    """What matches one of the characters that `first_letters` tells, without the brackets around it."""
    return "".join(letter if letter in _KINDS.values() else re.escape(letter) for letter in sorted(letters))


def _edge(pattern: re.Pattern[str], *, first: bool) -> set[str] | None:
    """The characters that a match begins or ends with, where that can be told."""
    if not isinstance(pattern, re.Pattern) or pattern.flags & (re.IGNORECASE | re.LOCALE):
        return None
    try:
        parser = import_module("re._parser")  # no public way leads to what a pattern was read as
        tree = parser.parse(pattern.pattern, pattern.flags)
        found = _of_sequence(tree, first=first) if first or _closes(tree) else None
    except (ImportError, AttributeError, TypeError, ValueError, RecursionError):
        return None
    return found[0] if found is not None and not found[1] and len(found[0]) <= _MOST else None


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
    if name == "SUBPATTERN" and not value[1] & ~re.VERBOSE:
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
