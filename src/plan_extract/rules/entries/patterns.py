"""Patterns as the steps run them: words as a trie, and quick ways to pass over where none can match."""

from __future__ import annotations

import re
import sys
from functools import cache

from plan_extract.rules.dialect import compiled
from plan_extract.rules.entries.base import Rule
from plan_extract.rules.entries.edges import edge_letters, set_of
from plan_extract.rules.entries.tries import trie_pattern
from plan_extract.rules.patterns import Ending, Opening, Scan

__all__ = ["distinct", "ending", "last_letters", "nameless", "opening", "presence", "scan", "source_of"]

_NAMED = re.compile(r"\(\?P<(\w+)>")


def source_of(rule: Rule) -> str:
    """What `rule.source()` says, with the words as a trie."""
    parts = [trie_pattern(rule.words)] if rule.words else []
    if rule.pattern is not None:
        parts.append(f"(?:{rule.pattern})")
    return "(?:" + "|".join(parts) + ")"


def distinct(source: str) -> tuple[str, dict[str, tuple[str, ...]]]:
    """`source` with no group name twice, which `re` refuses; and the names that each has become."""
    names: dict[str, list[str]] = {}

    def number(match: re.Match[str]) -> str:
        known = names.setdefault(match[1], [])
        known.append(f"{match[1]}_{len(known)}")
        return f"(?P<{known[-1]}>"

    return _NAMED.sub(number, source), {name: tuple(known) for name, known in names.items()}


def nameless(source: str) -> str:
    """`source` with groups that keep nothing instead of named ones."""
    return _NAMED.sub("(?:", source)


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


@cache
def _of_kind(escape: str) -> frozenset[str]:
    r"""All characters of the kind of an escape such as ``\d``."""
    return frozenset(re.findall(escape, "".join(map(chr, range(sys.maxunicode + 1)))))


def _letters(told: set[str] | None) -> frozenset[str] | None:
    """The characters that `edge_letters` tells, those of each kind one by one."""
    if told is None:
        return None
    return frozenset[str]().union(*(_of_kind(letter) if len(letter) > 1 else {letter} for letter in told))


def opening(source: str) -> Opening:
    """A pattern of what a text begins with, with the characters it can begin with."""
    plain = compiled(source)
    return Opening(_letters(edge_letters(plain, first=True)), plain)


def last_letters(source: str) -> frozenset[str] | None:
    """The characters that text which a pattern matches to its end ends with, where they can be told."""
    return _letters(edge_letters(compiled(source), first=False, if_any=True))


def ending(source: str) -> Ending:
    """A pattern all of whose alternatives end with the text, with the characters they can end with."""
    last = _letters(edge_letters(compiled(source), first=False))
    return Ending(None if last is None else last | {"\n"}, presence(source))  # `$` stands before a last line feed, too
