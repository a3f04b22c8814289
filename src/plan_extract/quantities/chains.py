"""The words right before a number and right behind its unit: what they say of the value, and where they begin."""

from __future__ import annotations

from typing import NamedTuple

from plan_extract.rules.quantities import QuantityRules

__all__ = ["Chain", "Tail", "read_chain", "read_tail"]

WINDOW = 48  # characters before a number in which its chain of words can begin
_MOST = 8  # words of a chain
_NOTHING: frozenset[str] = frozenset()


class Chain(NamedTuple):
    """The words before a number.

    Attributes:
        start: where they begin; the number's own start where there are none.
        keys: the rules they belong to.
        comparator: what they say, ``=`` where they say nothing.
        measure: what they make of the value, None where they say nothing.
    """

    start: int
    keys: frozenset[str]
    comparator: str
    measure: str | None


class Tail(NamedTuple):
    """The word behind a unit: where it ends and what it says."""

    end: int
    comparator: str


def read_chain(text: str, low: int, start: int, rules: QuantityRules) -> Chain:
    """Read the chain that ends at `start`, going no further back than `low`."""
    if text[start - 1 : start] not in rules.chain_sizes and text[start - 1 : start] != " ":
        return Chain(start, _NOTHING, "=", None)
    low, at = max(low, start - WINDOW), start
    keys: list[str] = []
    comparator = strong = weak = None
    while at > low and len(keys) < _MOST:
        end = at - 1 if text[at - 1] == " " else at
        sense = None
        for size in rules.chain_sizes.get(text[end - 1], ()) if end > low else ():
            if end - size >= low and (sense := rules.chain_words.get(text[end - size : end])) is not None:
                at = end - size
                break
        if sense is None:
            break
        keys.append(sense.key)
        comparator = comparator or sense.comparator
        # A word that compares (超过) says less of the measure than one that does not (增长).
        strong = strong or (None if sense.comparator else sense.measure)
        weak = weak or sense.measure
    return Chain(at, frozenset(keys), comparator or "=", strong or weak)


def read_tail(text: str, end: int, high: int, rules: QuantityRules) -> Tail:
    """Read the word right behind `end`."""
    for word, sign in rules.tail_words.get(text[end : end + 1], ()):
        if text.startswith(word, end, high):
            return Tail(end + len(word), sign)
    return Tail(end, "=")
