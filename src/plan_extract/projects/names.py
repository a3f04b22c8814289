"""Whether a phrase is the name of an undertaking or only a class of things, and of what kind."""

from __future__ import annotations

import re

from plan_extract.projects.gazetteer import gazetteer
from plan_extract.rules.projects import ProjectRules
from plan_extract.segment import Segmenter

__all__ = ["NOTHING", "Names", "Verdict"]

_QUOTED = re.compile(r"^“([^“”]{1,24})”")
_BRACKETED = re.compile(r"\([^()]{0,30}\)$")
_LATIN = re.compile(r"[A-Za-z0-9]+(?:[+&.\-][A-Za-z0-9]+)*")
_HAN = re.compile(r"^[\u4e00-\u9fff]$")
_IN_PARTS = {"facility", "zone"}  # kinds that are built in phases
_LONGEST = 45  # characters of the longest name


class Verdict:
    """What a phrase is; what costs more is found out only when it is asked for.

    Attributes:
        type: kind of undertaking by its head noun, or None where it has none.
        head: its head noun, or empty.
        needs: what the head noun asks for.
        quoted: it begins with a quotation.
    """

    __slots__ = ("_classed", "_common", "_names", "_proper", "_topic", "bare", "head", "needs", "phrase", "placed",
                 "quoted", "type")

    def __init__(
        self, names: Names | None = None, phrase: str = "", bare: str = "", head: str = "", kind: str | None = None,
        needs: str = "", *, quoted: bool = False, placed: bool = False, classed: bool | None = None,
    ) -> None:
        self._names, self.phrase, self.bare, self.placed = names, phrase, bare, placed
        self.head, self.type, self.needs, self.quoted = head, kind, needs, quoted
        self._classed = classed
        self._proper: bool | None = None if names else False
        self._topic = self._common = False

    @property
    def classed(self) -> bool:
        """Whether it is a class of things, whatever else it shows."""
        if self._classed is None:
            self._classed = self._names is not None and self._names.is_class(self)
        return self._classed

    @property
    def proper(self) -> bool:
        """Whether it holds a proper noun."""
        if self._proper is None:
            self._look()
        return bool(self._proper) and not self.classed

    @property
    def named(self) -> bool:
        """Whether it is quoted or holds a proper noun."""
        return self.quoted or self.proper

    @property
    def topic(self) -> bool:
        """Whether it holds words of its own that say what it is for."""
        if self._proper is None:
            self._look()
        return self._topic

    @property
    def common(self) -> bool:
        """Whether nothing but common topics stands before the head noun."""
        if self._proper is None:
            self._look()
        return self._common

    def _look(self) -> None:
        if self._names is not None:
            self._proper, self._topic, self._common = self._names.look(self)


NOTHING = Verdict(classed=False)


class Names:
    """Judges phrases, with the plan's own region and its towns among the places it knows."""

    def __init__(self, rules: ProjectRules, segmenter: Segmenter, region: str | None, text: str = "") -> None:
        self._rules = rules
        self._cut = segmenter.cut
        self._places, self._brands = gazetteer()
        self._own = [part for part in rules.patterns["region-parts"].split(region or "") if len(part) > 1]
        self._towns = set(rules.patterns["local-places"].findall(text)) - rules.sets["not-places"] - rules.common
        self._known: dict[str, Verdict] = {}

    def head(self, phrase: str) -> tuple[str, str | None, str]:
        """The longest head noun that `phrase` ends with, its kind and what it needs."""
        heads = self._rules.heads
        for size in self._rules.head_sizes.get(phrase[-1:], ()):
            end = phrase[-size:]
            if end in heads and (size > 1 or self._stands_alone(phrase)):
                return end, *heads[end]
        return "", None, ""

    def _stands_alone(self, phrase: str) -> bool:
        """Whether the last character is a word, and not the end of one such as 思路."""
        last = self._cut(phrase[-8:])[-1]
        if len(last) == 1 or last in self._places or phrase[:-1] in self._places:
            return True
        # A word of three characters such as 清河江 is a river's name.
        return len(last) > 2 and last[-1] in self._rules.sets["waters"]

    def judge(self, phrase: str) -> Verdict:
        """What `phrase` is."""
        known = self._known.get(phrase)
        if known is None:
            known = self._known[phrase] = self._judge(phrase)
        return known

    def _judge(self, phrase: str) -> Verdict:
        quoted = _QUOTED.match(phrase) if phrase[:1] == "“" else None
        bare = _BRACKETED.sub("", phrase) if phrase[-1:] == ")" else phrase
        if "“" in bare or "”" in bare:
            bare = bare.replace("“", "").replace("”", "")
        head, kind, needs = self.head(bare)
        placed = False  # the section of a line lies in a place: 沿江通道东湖段
        if kind is None:
            cut = self._before_section(bare)
            if cut:
                placed = any(bare[cut : cut + size] in self._places for size in (2, 3))
                bare = bare[:cut]
                head, kind, needs = self.head(bare)
        if kind is None and bare.endswith(self._rules.project) and len(bare) > 4:
            bare = bare.removesuffix(self._rules.project)
            head, kind, needs = self.head(bare)
            if kind is None:
                head, kind, needs = self._rules.project, "facility", "proper"
        classed = True if not 1 < len(phrase) <= _LONGEST else None
        if quoted and self._rules.patterns["slogans"].match(quoted[1]):
            classed = classed or (len(phrase) == len(quoted[0]) or None)
            quoted = None
        return Verdict(
            self, phrase, bare, head, kind, needs, quoted=quoted is not None, placed=placed, classed=classed)

    def is_class(self, verdict: Verdict) -> bool:
        """Whether the phrase is a class of things, whatever else it shows."""
        rules, phrase = self._rules.patterns, verdict.phrase
        return (
            rules["classes"].search(phrase) is not None
            or rules["counted"].match(phrase) is not None
            or (not verdict.quoted and rules["generic-names"].search(phrase) is not None)
            or rules["regions"].search(phrase) is not None
        )

    def look(self, verdict: Verdict) -> tuple[bool, bool, bool]:
        """Whether the words before the head noun hold a proper noun, say what it is for, and are all common topics."""
        bare, needs = verdict.bare, verdict.needs
        rest = bare[: len(bare) - len(verdict.head)] if verdict.head else bare
        proper = verdict.placed or self._is_plainly_proper(bare, rest, needs)
        if proper:
            return True, True, False
        if self._rules.all_common.fullmatch(rest) and not self._rules.all_bare.fullmatch(rest):
            return False, len(rest) > 1, True
        words = self._cut(rest) if rest else []
        proper = self._is_proper(bare, rest, words, needs)
        common = rest in self._rules.common or (bool(words) and all(w in self._rules.common for w in words))
        return proper, proper or self._has_topic(rest, words), common

    def _before_section(self, bare: str) -> int:
        """Where a name ends before its section, phase or the work on it: 东湖高速|青山至白水段改扩建; 0 without one."""
        suffix, letters = self._rules.patterns["section-suffix"], self._rules.last_letters
        for cut in range(len(bare) - 1, 1, -1):
            if bare[cut - 1] not in letters:
                continue
            is_part = suffix.match(bare, cut)
            if (is_part or self._is_work(bare, cut)) and self.head(bare[:cut])[1] in _IN_PARTS:
                return cut
        return 0

    def _is_work(self, bare: str, cut: int) -> bool:
        """Whether what follows is nothing but verbal nouns: 续建配套与节水改造."""
        match = self._rules.verbs.fullmatch(bare, cut)
        return match is not None and all(word in self._rules.tails for word in self._rules.word.findall(bare, cut))

    def _is_plainly_proper(self, bare: str, rest: str, needs: str) -> bool:
        """What can be told without cutting the phrase into words: ranks, the plan's own region, letters and numbers."""
        rules = self._rules
        if not rest:
            return bare in self._places and bare not in rules.sets["not-places"] and len(bare) > 2
        if rules.patterns["proper-prefix"].match(bare) or any(own in bare for own in self._own):
            return True
        places = rules.sets["places"]
        if rest[:2] in self._towns or any(rest[:size] in places for size in (2, 3, 4)):
            return True
        if rules.patterns["section-names"].search(bare):
            return True
        if any(m.group() not in rules.sets["acronyms"] for m in _LATIN.finditer(rest)):
            return True
        if rules.patterns["between"].match(bare):
            return True
        return needs == "route" and rules.patterns["route"].match(bare) is not None

    def _is_proper(self, bare: str, rest: str, words: list[str], needs: str) -> bool:
        rules = self._rules
        if not rest:
            return False
        common = rules.common
        if len(words) == 1 and 1 < len(rest) < 4 and needs in {"brand", "route"} and rest not in common:
            return True
        if bare in rules.sets["not-places"]:
            return False
        owned = len(rest) > 2 and bare.endswith(tuple(rules.sets["plots"])) and rules.patterns["owners"].search(rest)
        if owned or rules.patterns["numeral-names"].match(rest):
            return True
        usual = rules.sets["not-places"]
        run = ""
        for word in [*words, "  "]:
            if len(word) == 1 and _HAN.match(word):
                run += word
                continue
            if run and self._is_strange(run, needs):
                return True
            run = ""
            if len(word) > 1 and word not in usual and self._is_place(word):
                return True
            if needs != "topic" and word in self._brands and word not in common:
                return True
        return bare in self._places and bare not in usual and len(bare) > 2

    def _is_strange(self, run: str, needs: str) -> bool:
        """Whether characters that no dictionary word holds together look like a name."""
        affixes, functions = self._rules.sets["affixes"], self._rules.sets["functions"]
        if any(letter in functions for letter in run):
            return False
        if needs == "route" and (len(run) > 1 or run not in affixes):
            return True
        return len(run) > 1 and not all(letter in affixes for letter in run)

    def _is_place(self, word: str) -> bool:
        usual, given = self._rules.sets["not-places"], self._rules.sets["places"]
        if word in self._places or word in given or word[:2] in given or word[:3] in given:
            return True
        return len(word) > 3 and any(1 < len(p) < len(word) and p not in usual for p in self._places.prefixes(word))

    def _has_topic(self, rest: str, words: list[str]) -> bool:
        bare = self._rules.sets["bare"]
        return len(rest) > 1 and any(len(word) > 1 and word not in bare for word in words)
