"""jieba's dictionary without its start-up.

jieba reads half a million lines into memory at every start (0.5 s, 60 MB). Here its words are kept in the user's cache
folder as sorted arrays, which are read in no time and searched as they are:

- one entry for every character and every pair of characters that is a word or begins one, by their code points;
- beside it the longer words that begin with the pair, joined in one string: of each what follows the pair, a
  character for its tag and one for its frequency.
"""

from __future__ import annotations

import array
import io
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from plan_extract import cache

__all__ = ["Dictionary", "Word", "dictionary"]

_BASIC = "\uffff"  # characters past it are in no word of jieba's
_CODED = 0x100  # tags and frequencies of longer words are written as the characters from here on
_ENCODING = "utf-16-le"  # two bytes a character, as no word needs more


class Word(NamedTuple):
    """A word of the dictionary, with its frequency and part of speech (``n``, ``v``, ``vn``, ``ns`` …)."""

    text: str
    frequency: int
    tag: str


class Dictionary:
    """Words by their beginnings."""

    def __init__(
        self, codes: bytes, counts: bytes, tags: bytes, offsets: bytes, longer: bytes, known: Sequence[int],
        tag_names: Sequence[str], total: int,
    ) -> None:
        self.total = total
        self._codes = array.array("I", codes)
        self._counts = memoryview(counts).cast("H")  # places in `known`; 0 for a pair that only begins words
        self._tags, self._tag_names = tags, tag_names
        self._offsets = memoryview(offsets).cast("I")
        self._longer, self._known = longer, known

    def _entry(self, beginning: str) -> int:
        """The place of the entry of one or two characters; -1 without one."""
        if len(beginning) == 1:
            code = ord(beginning) << 16
        else:
            if beginning[1] > _BASIC:
                return -1
            code = ord(beginning[0]) << 16 | ord(beginning[1])
        at = bisect_left(self._codes, code)
        return at if at < len(self._codes) and self._codes[at] == code else -1

    def short(self, text: str) -> tuple[int, bool]:
        """The frequency of one or two characters as a word, 0 for none, and whether longer words begin so."""
        at = self._entry(text)
        return (self._known[self._counts[at]], self._offsets[at] < self._offsets[at + 1]) if at >= 0 else (0, False)

    def short_tag(self, text: str) -> str:
        """The part of speech of one or two characters; empty where they are no word."""
        at = self._entry(text)
        return self._tag_names[self._tags[at]] if at >= 0 and self._counts[at] else ""

    def long(self, beginning: str) -> list[Word]:
        """The words of three characters and more that begin with these three."""
        pair = beginning[:2]
        at = self._entry(pair)
        if at < 0:
            return []
        found = self._longer[2 * self._offsets[at] : 2 * self._offsets[at + 1]].decode(_ENCODING)
        third = "\n" + beginning[2]
        start = found.find(third)
        if start < 0:
            return []
        end = found.find("\n", found.rfind(third) + 1)  # they are sorted: those that go on with it follow each other
        entries = found[start + 1 : end if end >= 0 else None].split("\n")
        return [
            Word(pair + entry[:-2], self._known[ord(entry[-1]) - _CODED], self._tag_names[ord(entry[-2]) - _CODED])
            for entry in entries
        ]


def _make_dictionary() -> tuple[bytes, bytes, bytes, bytes, bytes, list[int], list[str], int]:
    import jieba  # noqa: PLC0415, only where the cache has to be made

    with jieba.get_dict_file() as file:
        lines = io.TextIOWrapper(file, encoding="utf-8").read().splitlines()
    words: dict[str, tuple[int, str]] = {}
    total = 0
    for line in lines:
        word, number, *rest = line.split(" ")
        total += int(number)
        if int(number) and max(word) <= _BASIC:
            words[word] = int(number), rest[0] if rest else ""
    known = [0, *sorted({count for count, _ in words.values()})]
    names = sorted({tag for _, tag in words.values()})
    place = {count: n for n, count in enumerate(known)}
    name_place = {name: n for n, name in enumerate(names)}
    begun: dict[str, list[str]] = {word: [] for word in words if len(word) < 3}
    for word, (count, tag) in sorted(words.items()):
        if len(word) > 2:
            entry = f"{word[2:]}{chr(name_place[tag] + _CODED)}{chr(place[count] + _CODED)}"
            begun.setdefault(word[:2], []).append(entry)
    pairs = sorted(begun, key=lambda pair: (pair[0], pair[1:]))
    codes, counts, offsets, tags = array.array("I"), array.array("H"), array.array("I", [0]), bytearray()
    for pair in pairs:
        count, tag = words.get(pair, (0, names[0]))
        codes.append(ord(pair[0]) << 16 | (ord(pair[1]) if len(pair) > 1 else 0))
        counts.append(place[count])
        tags.append(name_place[tag])
        offsets.append(offsets[-1] + sum(len(entry) + 1 for entry in begun[pair]))
    longer = "".join("\n" + entry for pair in pairs for entry in begun[pair]).encode(_ENCODING)
    return codes.tobytes(), counts.tobytes(), bytes(tags), offsets.tobytes(), longer, known, names, total


@lru_cache(maxsize=1)
def dictionary() -> Dictionary:
    """The dictionary, made at the first call."""
    return Dictionary(*cache.remember("jieba", "words by their beginnings", _make_dictionary))
