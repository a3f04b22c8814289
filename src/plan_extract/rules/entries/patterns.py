"""Patterns as the steps run them: compiled by `re`, which goes through a clause several times as fast as `regex`.

Rules are written for `regex`. What `re` writes otherwise is put into its terms here; what it lacks stays with `regex`.
"""

from __future__ import annotations

import re
import warnings
from functools import cache
from typing import cast

import regex

from plan_extract.rules.entries.base import Rule
from plan_extract.rules.entries.edges import edge_letters, set_of
from plan_extract.rules.entries.tries import trie_pattern
from plan_extract.rules.patterns import Ending, Scan

__all__ = ["compiled", "distinct", "ending", "presence", "scan", "source_of"]

_FLAGS_INSIDE = re.compile(r"\(\?:\(\?([imsx]+)\)")
_NAMED = re.compile(r"\(\?P<(\w+)>")


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


def presence(source: str) -> re.Pattern[str]:
    """A pattern that finds where `source` matches and not where that ends, and passes over text that cannot begin it.

    `re` looks for a set of characters far faster than it tries alternatives. A set of what the match begins with stands
    first; then a step back, from where the whole is tried.
    """
    plain = compiled(source)
    letters = edge_letters(plain, first=True)
    if letters is None:
        return plain
    gated = compiled(f"[{set_of(letters)}](?<=(?={source})(?s:.))")
    return gated if isinstance(gated, re.Pattern) else plain


def scan(source: str) -> Scan:
    """A pattern that is looked for all over a text."""
    return Scan(presence(source), compiled(source))


def ending(source: str) -> Ending:
    """A pattern all of whose alternatives end with the text, with the characters they can end with."""
    letters = edge_letters(compiled(source), first=False)
    gate = None if letters is None else compiled(f"[{set_of(letters)}\\n]")  # `$` stands before a last line feed, too
    return Ending(gate, presence(source))
