"""The words right before a number and right behind its unit: what they say of the value, and where they begin."""

from __future__ import annotations

from dataclasses import dataclass

from plan_extract.rules.quantities import QuantityRules

__all__ = ["Chain", "read_chain", "read_tail"]

WINDOW = 48  # characters before a number in which its chain of words can begin
_ALIAS = 12  # characters of the longest bracket that says a unit once more
_MOST = 8  # words of a chain
_NOTHING: frozenset[str] = frozenset()


@dataclass(slots=True)
class Chain:
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


def read_chain(text: str, low: int, start: int, rules: QuantityRules) -> Chain:
    """Read the chain that ends at `start`, going no further back than `low`."""
    sizes, words = rules.chain_sizes, rules.chain_words
    last = text[start - 1 : start]
    if last not in sizes and last != " ":
        return Chain(start, _NOTHING, "=", None)
    low, at = max(low, start - WINDOW), start
    keys: list[str] = []
    comparator = strong = weak = None
    while at > low and len(keys) < _MOST:
        end = at - 1 if text[at - 1] == " " else at
        for size in sizes.get(text[end - 1], ()) if end > low else ():
            begin = end - size
            if begin >= low and (sense := words.get(text[begin:end])) is not None:
                break
        else:
            break
        at = begin
        keys.append(sense.key)
        comparator = comparator or sense.comparator
        # A word that compares (超过) says less of the measure than one that does not (增长).
        strong = strong or (None if sense.comparator else sense.measure)
        weak = weak or sense.measure
    return Chain(at, frozenset(keys), comparator or "=", strong or weak)


def read_tail(text: str, end: int, high: int, rules: QuantityRules) -> tuple[int, str]:
    """Where the word right behind `end` ends, and how it compares; `end` and ``=`` where it is none that does."""
    for word, sign in rules.tail_words.get(text[end : end + 1], ()):
        if text.startswith(word, end, high):
            return end + len(word), sign
    if text[end : end + 1] == "(":
        close = text.find(")", end, min(end + _ALIAS, high))
        alias = text[end + 1 : close].replace("/", "") if close > 0 else ""
        if alias.isascii() and alias.isalpha():
            found = read_tail(text, close + 1, high, rules)  # 1000兆比特/秒(Mbps)以上
            return found if found[0] > close + 1 else (end, "=")
    return end, "="
