"""Word segmentation with jieba's dictionary and jieba's algorithm, with the words of the rules laid over it.

`Segmenter.cut` gives what ``jieba.Tokenizer.lcut(text, HMM=False)`` gives with the same words: tests hold it to that.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from math import log

from plan_extract.dictionary import dictionary
from plan_extract.patterns import compiled
from plan_extract.rules.words import WordRules

__all__ = ["Segmenter", "segmenter"]

_HAN = compiled(r"([\u4E00-\u9FD5a-zA-Z0-9+#&._%\-]+)")  # jieba's own: what is cut by the dictionary
_KEPT = 1 << 16  # beginnings of words that are remembered
_NEVER = float("-inf")
_OWN_TAG = "n"  # the part of speech of the rules' words

# What is known of two characters: the weight of the first as a word, the weight of both, and whether longer words
# begin so. No class of its own: it is unpacked for every character that is cut.
_Beginning = tuple[float, float | None, bool]


# A word of three characters and more: its size, the logarithm of its probability, itself and jieba's tag.
_Long = tuple[int, float, str, str]


class Segmenter:
    """Cuts Chinese text into words.

    Args:
        words: extra words with their frequency in jieba's scale, laid over its dictionary.
    """

    def __init__(self, words: Mapping[str, int]) -> None:
        self._dictionary = dictionary()
        self._own = dict(words)
        self._own_long: dict[str, list[str]] = {}  # by their first three characters
        for word in words:
            if len(word) > 2:
                self._own_long.setdefault(word[:3], []).append(word)
        self._own_pairs = {beginning[:2] for beginning in self._own_long}
        self._log_total = log(self._dictionary.total + sum(words.values()))
        self._beginnings: dict[str, _Beginning] = {}
        self._firsts: dict[str, float | None] = {}
        self._long: dict[str, tuple[_Long, ...]] = {}
        self._tags: dict[str, str] = {}

    def tag(self, word: str) -> str:
        """The part of speech of `word` (``n``, ``v``, ``vn``, ``ns`` …), empty where it is none."""
        return _OWN_TAG if word in self._own else self.jieba_tag(word)

    def jieba_tag(self, word: str) -> str:
        """The part of speech jieba gives `word`, whatever the rules say; empty for a word it does not know."""
        known = self._tags.get(word)
        if known is None:
            if len(self._tags) >= _KEPT:
                self._tags.clear()
            known = self._tags[word] = self._tag_of(word)
        return known

    def _tag_of(self, word: str) -> str:
        if len(word) > 2:
            return next((tag for _, _, long, tag in self.long(word[:3]) if long == word), "")
        return self._dictionary.short_tag(word) if word else ""

    def cut(self, text: str) -> list[str]:
        """The words of `text`, which joined give `text`."""
        if _HAN.fullmatch(text):  # as most clauses are
            return self._cut_block(text)
        words: list[str] = []
        for n, block in enumerate(_HAN.split(text)):
            if n % 2:
                words += self._cut_block(block)
            else:
                words += block
        return words

    def _weight(self, count: int) -> float:
        """The logarithm of the probability of a word of this frequency."""
        return log(count) - self._log_total

    def _short(self, text: str) -> tuple[float | None, bool]:
        """The weight of one or two characters as a word, or None, and whether longer words begin so."""
        count, longer = self._dictionary.short(text)
        count = self._own.get(text, count)
        return self._weight(count) if count else None, longer or text in self._own_pairs

    def _learn(self, pair: str) -> _Beginning:
        first = pair[0]
        if first not in self._firsts:
            self._firsts[first] = self._short(first)[0]
        one = self._firsts[first]
        two, longer = self._short(pair) if len(pair) == 2 else (None, False)
        if one is None:
            one = _NEVER if two is not None or longer else self._weight(1)
        if len(self._beginnings) >= _KEPT:
            self._beginnings.clear()
            self._firsts.clear()
        learnt = self._beginnings[pair] = one, two, longer
        return learnt

    def long(self, beginning: str) -> tuple[_Long, ...]:
        """The words of three characters and more that begin with these three, in no order."""
        known = self._long.get(beginning)
        if known is None:
            words = {word.text: (word.frequency, word.tag) for word in self._dictionary.long(beginning)}
            for word in self._own_long.get(beginning, ()):
                words[word] = self._own[word], words[word][1] if word in words else ""
            if len(self._long) >= _KEPT:
                self._long.clear()
            known = self._long[beginning] = tuple(
                [(len(word), self._weight(count), word, tag) for word, (count, tag) in words.items()])
        return known

    def _cut_block(self, text: str) -> list[str]:
        # The most probable path through the graph of dictionary words, from the right: jieba's calc(). Of two equally
        # probable words the longer wins, as there.
        size = len(text)
        scores = [0.0] * (size + 2)
        ends = [0] * size
        beginnings, long = self._beginnings, self._long
        after = beyond = 0.0  # the scores of what follows one character, and of what follows two
        for at in range(size - 1, -1, -1):
            pair = text[at : at + 2]
            try:
                one, two, longer = beginnings[pair]
            except KeyError:
                one, two, longer = self._learn(pair)
            score, end = one + after, at + 1
            if two is not None and (other := two + beyond) >= score:
                score, end = other, at + 2
            if longer:
                if at + 2 < size:
                    beginning = text[at : at + 3]
                    try:
                        known = long[beginning]
                    except KeyError:
                        known = self.long(beginning)
                    for length, weight, word, _ in known:
                        if length == 3 or text.startswith(word, at):
                            to = at + length
                            other = weight + scores[to]
                            if other > score or (other == score and to > end):
                                score, end = other, to
                if score == _NEVER:  # a character that only begins longer words
                    score = self._weight(1) + after
            scores[at], ends[at] = score, end
            after, beyond = score, after
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


@lru_cache(maxsize=4)
def segmenter(rules: WordRules) -> Segmenter:
    """The segmenter with the words of `rules`."""
    return Segmenter(dict(rules.frequencies))
