"""The words right before a number and right behind its unit: what they say of the value, and where they begin."""

from __future__ import annotations

from typing import NamedTuple

from plan_extract.rules.quantities import QuantityRules

__all__ = ["Chain", "Tail", "read_chain", "read_tail"]

WINDOW = 48  # characters before a number in which its chain of words can begin


class Chain(NamedTuple):
    """The words before a number, nearest first.

    Attributes:
        start: where they begin; the number's own start where there are none.
        keys: the rules they belong to.
        comparator: what they say, ``=`` where they say nothing.
        measure: what they make of the value, None where they say nothing.
    """

    start: int
    keys: tuple[str, ...]
    comparator: str
    measure: str | None


class Tail(NamedTuple):
    """The word behind a unit: where it ends and what it says."""

    end: int
    comparator: str


def read_chain(text: str, low: int, start: int, rules: QuantityRules) -> Chain:
    """Read the chain that ends at `start`, going no further back than `low`."""
    match = rules.chain.match(text, max(low, start - WINDOW), start)
    if match is None:
        return Chain(start, (), "=", None)
    senses = [rules.chain_words[word] for word in match.captures("word")]
    comparator = next((sense.comparator for sense in senses if sense.comparator), "=")
    said = [sense for sense in senses if sense.measure]
    strong = [sense for sense in said if not sense.comparator]
    measure = next((sense.measure for sense in strong or said), None)
    return Chain(match.start(), tuple(sense.key for sense in senses), comparator, measure)


def read_tail(text: str, end: int, high: int, rules: QuantityRules) -> Tail:
    """Read the word right behind `end`."""
    match = rules.tail.match(text, end, high)
    return Tail(match.end(), rules.tail_words[match.group()]) if match else Tail(end, "=")
