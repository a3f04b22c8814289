"""Word segmentation with jieba's dictionary and jieba's algorithm, without its start-up.

jieba reads half a million words into memory at every start (0.5 s, 60 MB). Here its dictionary is kept as a MARISA
trie in the user's cache folder, which is mapped into memory in no time, and the words of the rules are laid over it.
`Segmenter.cut` gives what ``jieba.Tokenizer.lcut(text, HMM=False)`` gives with the same words: tests hold it to that.
"""

from __future__ import annotations

import array
import io
from collections.abc import Mapping
from functools import lru_cache
from math import log
from typing import Any, NamedTuple

import marisa_trie

from plan_extract import cache
from plan_extract.patterns import compiled
from plan_extract.rules.words import WordRules

__all__ = ["Segmenter", "segmenter"]

_HAN = compiled(r"([\u4E00-\u9FD5a-zA-Z0-9+#&._%\-]+)")  # jieba's own: what is cut by the dictionary
_LONGEST = 16  # characters of the longest word that is looked for
_KEPT = 1 << 16  # two-character beginnings that are remembered


class _Beginning(NamedTuple):
    """What the dictionary knows of words that begin with two characters.

    Attributes:
        one: weight of the first character as a word; None where it is none and longer words are.
        two: weight of both as a word, or None.
        longer: whether longer words begin so.
    """

    one: float | None
    two: float | None
    longer: bool


class Segmenter:
    """Cuts Chinese text into words.

    Args:
        words: extra words with their frequency in jieba's scale, laid over its dictionary.
    """

    def __init__(self, words: Mapping[str, int]) -> None:
        self._trie, self._frequency, self._tags, self._tag_names, total = _dictionary()
        self._own = dict(words)
        self._own_starts = {word[:2] for word in words}
        self._own_beginnings = {word[:3] for word in words}
        self._own_longest = max(map(len, words), default=0)
        self._log_total = log(total + sum(words.values()))
        self._known: dict[str, _Beginning] = {}
        self._long: dict[str, bool] = {}  # whether words begin with these three characters

    def tag(self, word: str) -> str:
        """The part of speech jieba gives `word` (``n``, ``v``, ``vn``, ``ns`` …), empty for a word it does not know."""
        if word in self._own:
            return "n"
        at = self._trie.get(word)
        return self._tag_names[self._tags[at]] if at is not None else ""

    def cut(self, text: str) -> list[str]:
        """The words of `text`, which joined give `text`."""
        words: list[str] = []
        for n, block in enumerate(_HAN.split(text)):
            if n % 2:
                words += self._cut_block(block)
            else:
                words += block
        return words

    def _weight(self, word: str) -> float | None:
        """The logarithm of the word's probability; None where it is no word."""
        count = self._own.get(word)
        if count is None:
            at = self._trie.get(word)
            if at is None:
                return None
            count = self._frequency[at]
        return log(count) - self._log_total

    def _learn(self, pair: str) -> _Beginning:
        one = self._weight(pair[0])
        two = self._weight(pair) if len(pair) == 2 else None
        longer = len(pair) == 2 and (
            any(len(w) > 2 for w in self._trie.iterkeys(pair)) or pair in self._own_starts)
        if one is None and two is None and not longer:
            one = log(1) - self._log_total
        if len(self._known) >= _KEPT:
            self._known.clear()
        beginning = self._known[pair] = _Beginning(one, two, longer)
        return beginning

    def _longer(self, text: str, at: int) -> list[str]:
        """The words of three characters and more that begin at `at`."""
        beginning = text[at : at + 3]
        any_so = self._long.get(beginning)
        if any_so is None:
            if len(self._long) >= _KEPT:
                self._long.clear()
            any_so = self._long[beginning] = len(beginning) == 3 and (
                beginning in self._own_beginnings or next(self._trie.iterkeys(beginning), None) is not None)
        if not any_so:
            return []
        words = [w for w in self._trie.prefixes(text[at : at + _LONGEST]) if len(w) > 2 and w not in self._own]
        if text[at : at + 2] in self._own_starts:
            window = text[at : at + self._own_longest]
            words += [w for end in range(3, len(window) + 1) if (w := window[:end]) in self._own]
        return words

    def _cut_block(self, text: str) -> list[str]:
        # The most probable path through the graph of dictionary words, from the right: jieba's calc(). Of two equally
        # probable words the longer wins, as there.
        size = len(text)
        scores = [0.0] * (size + 1)
        ends = [0] * (size + 1)
        known, learn, weight = self._known.get, self._learn, self._weight
        for at in range(size - 1, -1, -1):
            pair = text[at : at + 2]
            one, two, longer = known(pair) or learn(pair)
            score, end = (one + scores[at + 1], at + 1) if one is not None else (float("-inf"), at + 1)
            if two is not None and (other := two + scores[at + 2]) >= score:
                score, end = other, at + 2
            if longer:
                for word in self._longer(text, at):
                    to = at + len(word)
                    other = (weight(word) or 0.0) + scores[to]
                    if other > score or (other == score and to > end):
                        score, end = other, to
                if score == float("-inf"):
                    score = log(1) - self._log_total + scores[at + 1]
            scores[at], ends[at] = score, end
        words: list[str] = []
        at = 0
        while at < size:
            end = ends[at]
            # Runs of letters and digits that the dictionary knows one by one stay together, as in jieba.
            if end - at == 1 and text[at].isascii() and text[at].isalnum():
                while end < size and ends[end] - end == 1 and text[end].isascii() and text[end].isalnum():
                    end += 1
            words.append(text[at:end])
            at = end
        return words


def _make_dictionary() -> tuple[bytes, bytes, bytes, list[str], int]:
    import jieba  # noqa: PLC0415, only where the cache has to be made

    with jieba.get_dict_file() as file:
        lines = io.TextIOWrapper(file, encoding="utf-8").read().splitlines()
    counts: dict[str, int] = {}
    tags: dict[str, str] = {}
    total = 0
    for line in lines:
        word, number, *rest = line.split(" ")
        counts[word] = int(number)
        tags[word] = rest[0] if rest else ""
        total += int(number)
    words = sorted(word for word, count in counts.items() if count)
    trie = marisa_trie.Trie(words)
    names = sorted(set(tags.values()))
    places = {name: n for n, name in enumerate(names)}
    frequency = array.array("I", [0]) * len(words)
    tag = bytearray(len(words))
    for word in words:
        frequency[trie[word]] = counts[word]
        tag[trie[word]] = places[tags[word]]
    return trie.tobytes(), frequency.tobytes(), bytes(tag), names, total


@lru_cache(maxsize=1)
def _dictionary() -> tuple[Any, array.array[int], bytes, list[str], int]:
    trie_bytes, frequency_bytes, tags, names, total = cache.remember("jieba", "dictionary", _make_dictionary)
    trie = marisa_trie.Trie().frombytes(trie_bytes)
    frequency = array.array("I")
    frequency.frombytes(frequency_bytes)
    return trie, frequency, tags, names, total


@lru_cache(maxsize=4)
def segmenter(rules: WordRules) -> Segmenter:
    """The segmenter with the words of `rules`."""
    return Segmenter(dict(rules.frequencies))
