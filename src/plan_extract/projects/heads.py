"""Head nouns of phrases, and where a name ends before its section, its phase or the work on it."""

from __future__ import annotations

from plan_extract.rules.projects import ProjectRules
from plan_extract.segment import Segmenter

__all__ = ["Heads"]

_PLACE = "ns"  # jieba's tag
_STREETS = {"ns", "nz", "nt"}  # its tags of streets
_IN_PARTS = {"facility", "zone", "organisation", "platform", "programme"}  # kinds that are built in phases
_NAMES = {"ns", "nz", "nr"}  # its tags of railways
_ENDS_OF_LINES = {"", "j", "ns", "nr", "nz"}  # its tags of two places that are no word together
_NO_HEAD = ("", None, "")


class Heads:
    """Finds head nouns."""

    def __init__(self, rules: ProjectRules, segmenter: Segmenter) -> None:
        self._rules, self._patterns, self._sets = rules, rules.patterns, rules.sets
        self._heads, self._head_sizes = rules.heads, rules.head_sizes
        self._cut, self._tag = segmenter.cut, segmenter.jieba_tag

    def head(self, phrase: str) -> tuple[str, str | None, str]:
        """The longest head noun that `phrase` ends with, its kind and what it needs."""
        sizes = self._head_sizes
        for size in sizes.get(phrase[-2:]) or sizes.get(phrase[-1:], ()):
            end = phrase[-size:]
            found = self._heads.get(end)
            if found is not None and (size > 1 or self._stands_alone(phrase)):
                return end, found[0], found[1]
        return _NO_HEAD

    def _stands_alone(self, phrase: str) -> bool:
        """Whether the last character is a word, and not the end of one such as 思路."""
        last = self._cut(phrase[-8:])[-1]
        if len(last) == 1 or self.is_known_place(last) or self.is_known_place(phrase[:-1]):
            return True
        # A word of three characters such as 清河江 is a river's name, and 纬三路 is a street's.
        if last[-1] in self._sets["lines"]:
            return self._is_line(last)
        if last[-1] in self._sets["streets"]:
            return self.is_street(last) or last[0] in self._sets["numerals"]
        return len(last) > 2 and last[-1] in self._sets["waters"]

    def _is_line(self, word: str) -> bool:
        """Whether a word of the dictionary is named for the two ends of a railway: 陇海线, and not 天际线."""
        return len(word) == 3 and self._tag(word) in _NAMES and self._tag(word[:2]) in _ENDS_OF_LINES

    def is_street(self, word: str) -> bool:
        """Whether a word of the dictionary is the name of a street: 解放路."""
        return len(word) > 2 and self._tag(word) in _STREETS and word not in self._rules.common

    def is_known_place(self, word: str) -> bool:
        """Whether the dictionary calls a word a place."""
        return len(word) > 1 and self._tag(word) == _PLACE

    def is_titled(self, phrase: str) -> bool:
        """Whether nothing but a word such as 工程 follows a quotation, which is then a title: 快递“三进”工程."""
        opened, closed = phrase.find("“"), phrase.rfind("”")
        inner = phrase[opened + 1 : closed]
        if inner in self._rules.plans:
            return False
        if not opened and closed + 1 == len(phrase):  # “中小学安居工程”, but not “八大工程”
            return self._patterns["slogans"].match(inner) is None
        return phrase[closed + 1 :] in self._heads

    def before_section(self, bare: str, *, works: bool) -> int:
        """Where a name ends before its section, phase or the work on it: 东湖高速|青山至白水段改扩建; 0 without one.

        Args:
            bare: the phrase.
            works: whether it is a title of works: 东湖水库|除险加固工程.
        """
        suffix, letters, to = self._patterns["section-suffix"], self._rules.last_letters, self._sets["to-words"]
        doubtful = 0  # behind a river, which may be but a part of the section's name: 江|都段
        for cut in range(len(bare) - 1, 1, -1):
            if bare[cut - 1] not in letters or bare[cut] in to:
                continue
            if suffix.match(bare, cut) or self._is_work(bare, cut, works=works):
                head, kind, _ = self.head(bare[:cut])
                if kind in _IN_PARTS:
                    if head not in self._sets["waters"]:
                        return cut
                    doubtful = doubtful or cut
        return doubtful

    def _is_work(self, bare: str, cut: int, *, works: bool) -> bool:
        """Whether what follows is nothing but verbal nouns: 续建配套与节水改造."""
        end = len(bare) - works * len(self._rules.ends["works"][0])
        match = self._rules.verbs.fullmatch(bare, cut, end)
        return match is not None and all(word in self._rules.tails for word in self._rules.word.findall(bare, cut, end))
