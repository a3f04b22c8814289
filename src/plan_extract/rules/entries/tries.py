"""Lists of words as patterns, and as tables that make a pattern needless."""

from __future__ import annotations

import re
from collections.abc import Iterable

__all__ = ["ahead", "before_any", "before_words", "sizes_by_last", "trie_pattern"]

_CROWD = 12  # more branches than these are tried by groups
_GROUPS = 4  # so many groups at a time, which are tried by groups in turn where they are crowded themselves


def trie_pattern(words: Iterable[str]) -> str:
    """A pattern that matches the longest of `words`, with common beginnings joined: much faster than a flat list.

    `re` tries one branch after the other. So those with more words stand before those with fewer, and where there are
    many, a look at the next letter tells which group of them to try.
    """
    tree: dict[str, dict[str, object]] = {}
    for word in words:
        node = tree
        for letter in word:
            node = node.setdefault(letter, {})  # type: ignore[assignment]
        node[""] = {}

    def count(node: dict[str, dict[str, object]]) -> int:
        return sum(count(below) if letter else 1 for letter, below in node.items())  # type: ignore[arg-type,misc]

    def render(node: dict[str, dict[str, object]]) -> str:
        letters = sorted(filter(None, node), key=lambda letter: (-count(node[letter]), letter))  # type: ignore[arg-type]
        if not letters:
            return ""
        branches = [re.escape(letter) + render(node[letter]) for letter in letters]  # type: ignore[arg-type]
        joined = branches[0] if len(branches) == 1 and "" not in node else f"(?:{_grouped(letters, branches)})"
        return joined + "?" if "" in node else joined

    return render(tree)


def _grouped(letters: list[str], branches: list[str]) -> str:
    """Alternatives, each of which begins with its letter: groups of groups of them, where they are many."""
    if len(branches) <= _CROWD:
        return "|".join(branches)
    size = max(_CROWD, -(-len(branches) // _GROUPS))
    groups = [slice(n, n + size) for n in range(0, len(branches), size)]
    return "|".join(f"{before_any(letters[g])}(?:{_grouped(letters[g], branches[g])})" for g in groups)


def before_any(letters: Iterable[str]) -> str:
    """A pattern of the place before one of `letters`."""
    return f"(?={_one_of(letters)})"


def before_words(words: Iterable[str]) -> str:
    """A pattern of where one of `words` can stand, by two letters, which is quicker to tell than the words."""
    short, longer = _by_length(words)
    pairs = _one_of(word[0] for word in longer) + _one_of(word[1] for word in longer) if longer else ""
    return f"(?={'|'.join(filter(None, (_one_of(short) if short else '', pairs)))})"


def ahead(words: Iterable[str], source: str) -> str:
    """A pattern that finds `source`, which begins with one of `words`, as its first group, and takes one letter of it.

    `re` passes fast over text only to a letter that it takes, so that this is quicker than to search for `source`.
    """
    short, longer = _by_length(words)
    pairs = f"(?={_one_of(word[1] for word in longer)})" if longer else "(?!)"
    second = f"(?:(?<={_one_of(short)})|{pairs})" if short else pairs
    return f"{_one_of({word[0] for word in (*short, *longer)})}{second}(?<=(?=({source}))(?s:.))"


def _by_length(words: Iterable[str]) -> tuple[set[str], set[str]]:
    """The words of one letter, and those that begin with none of them."""
    known = frozenset(words)
    short = {word for word in known if len(word) == 1}
    return short, {word for word in known if word[0] not in short}


def _one_of(letters: Iterable[str]) -> str:
    return f"[{''.join(map(re.escape, sorted(set(letters))))}]"


def sizes_by_last(words: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """How many characters the words have that end with each character, the longest first."""
    sizes: dict[str, set[int]] = {}
    for word in words:
        sizes.setdefault(word[-1], set()).add(len(word))
    return {last: tuple(sorted(found, reverse=True)) for last, found in sizes.items()}
