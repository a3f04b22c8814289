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
from typing import Any

import marisa_trie
import regex

from plan_extract import cache
from plan_extract.rules.words import WordRules

__all__ = ["Segmenter", "segmenter"]

_HAN = regex.compile(r"([\u4E00-\u9FD5a-zA-Z0-9+#&._%\-]+)")  # jieba's own: what is cut by the dictionary
_WORDS = regex.compile(r"[a-zA-Z0-9]+|.", regex.DOTALL)
_LONGEST = 16  # characters of the longest word that is looked for


class Segmenter:
    """Cuts Chinese text into words.

    Args:
        words: extra words with their frequency in jieba's scale, laid over its dictionary.
    """

    def __init__(self, words: Mapping[str, int]) -> None:
        self._trie, self._frequency, total = _dictionary()
        self._own = dict(words)
        self._own_starts = {word[0] for word in words}
        self._log_total = log(total + sum(words.values()))
        self._weights: dict[str, float] = {}

    def _weight(self, word: str) -> float:
        known = self._weights.get(word)
        if known is None:
            count = self._own.get(word)
            if count is None:
                at = self._trie.get(word)
                count = self._frequency[at] if at is not None else 0
            known = self._weights[word] = log(count or 1) - self._log_total
        return known

    def cut(self, text: str) -> list[str]:
        """The words of `text`, which joined give `text`."""
        words: list[str] = []
        for n, block in enumerate(_HAN.split(text)):
            if n % 2:
                words += self._cut_block(block)
            else:
                words += block
        return words

    def _cut_block(self, text: str) -> list[str]:
        # The most probable path through the graph of dictionary words, from the right: jieba's calc().
        size = len(text)
        best: list[tuple[float, int]] = [(0.0, 0)] * (size + 1)
        weight, prefixes, own = self._weight, self._trie.prefixes, self._own
        for at in range(size - 1, -1, -1):
            window = text[at : at + _LONGEST]
            candidates = prefixes(window)
            if text[at] in self._own_starts:
                candidates += [w for end in range(2, len(window) + 1) if (w := window[:end]) in own]
            if not candidates:
                candidates = [text[at]]
            best[at] = max((weight(w) + best[at + len(w)][0], at + len(w)) for w in candidates)
        words: list[str] = []
        at = 0
        while at < size:
            end = best[at][1]
            # Runs of letters and digits that the dictionary knows one by one stay together, as in jieba.
            if end - at == 1 and text[at].isascii() and text[at].isalnum():
                while end < size and best[end][1] - end == 1 and text[end].isascii() and text[end].isalnum():
                    end += 1
            words.append(text[at:end])
            at = end
        return words


def _make_dictionary() -> tuple[bytes, bytes, int]:
    import jieba  # noqa: PLC0415, only where the cache has to be made

    with jieba.get_dict_file() as file:
        lines = io.TextIOWrapper(file, encoding="utf-8").read().splitlines()
    counts: dict[str, int] = {}
    total = 0
    for line in lines:
        word, number, *_ = line.split(" ")
        counts[word] = int(number)
        total += int(number)
    words = sorted(word for word, count in counts.items() if count)
    trie = marisa_trie.Trie(words)
    frequency = array.array("I", [0]) * len(words)
    for word in words:
        frequency[trie[word]] = counts[word]
    return trie.tobytes(), frequency.tobytes(), total


@lru_cache(maxsize=1)
def _dictionary() -> tuple[Any, array.array[int], int]:
    trie_bytes, frequency_bytes, total = cache.remember("jieba", "dictionary", _make_dictionary)
    trie = marisa_trie.Trie().frombytes(trie_bytes)
    frequency = array.array("I")
    frequency.frombytes(frequency_bytes)
    return trie, frequency, total


@lru_cache(maxsize=4)
def segmenter(rules: WordRules) -> Segmenter:
    """The segmenter with the words of `rules`."""
    return Segmenter(dict(rules.frequencies))
