"""Whether a phrase is the name of an undertaking or only a class of things, and of what kind."""

from __future__ import annotations

from itertools import pairwise

from plan_extract.patterns import compiled
from plan_extract.projects.verdict import Verdict
from plan_extract.rules.projects import ProjectRules
from plan_extract.segment import Segmenter

__all__ = ["Names"]

_QUOTED = compiled(r"^“([^“”]{1,24})”")
_BRACKETED = compiled(r"\([^()]{0,30}\)$")
_LATIN = compiled(r"[A-Za-z0-9]+(?:[+&.\-][A-Za-z0-9]+)*")
_PLACE = "ns"  # jieba's tag
_NAMES = {"nz", "nr", "nrt", "nrfg"}  # its tags of brands and persons: half of all counties have the latter
_IN_PARTS = {"facility", "zone", "organisation", "platform", "programme"}  # kinds that are built in phases
_STREETS = {"ns", "nz", "nt"}  # its tags of streets
_TITLED = {"programme", "zone"}  # kinds that a quotation gives a title to, whatever it says
_NO_HEAD = ("", None, "")
_LONGEST = 45  # characters of the longest name


class Names:
    """Judges phrases, with the plan's own region and its towns among the places it knows."""

    def __init__(self, rules: ProjectRules, segmenter: Segmenter, region: str | None, text: str = "") -> None:
        self._rules, self._patterns, self._sets = rules, rules.patterns, rules.sets
        self._heads, self._head_sizes = rules.heads, rules.head_sizes
        self._cut, self._tag = segmenter.cut, segmenter.jieba_tag
        self._own = [part for part in rules.patterns["region-parts"].split(region or "") if len(part) > 1]
        towns = {"".join(parts) for parts in rules.patterns["local-places"].findall(text)}
        self._towns = towns - self._sets["not-places"] - rules.common
        self._known: dict[str, Verdict] = {}
        self._asked: dict[str, bool] = {}  # whether words are places

    def forget(self) -> None:
        """Let go of the phrases that were judged: they hold their judge, and only the collector would find that out."""
        self._known.clear()

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
        if len(last) == 1 or self._is_known_place(last) or self._is_known_place(phrase[:-1]):
            return True
        # A word of three characters such as 清河江 is a river's name, and 纬三路 is a street's.
        if last[-1] in self._sets["streets"]:
            return self._is_street(last) or last[0] in self._sets["numerals"]
        return len(last) > 2 and last[-1] in self._sets["waters"]

    def _is_street(self, word: str) -> bool:
        """Whether a word of the dictionary is the name of a street: 解放路."""
        return len(word) > 2 and self._tag(word) in _STREETS and word not in self._rules.common

    def judge(self, phrase: str) -> Verdict:
        """What `phrase` is."""
        known = self._known.get(phrase)
        if known is None:
            known = self._known[phrase] = self._judge(phrase)
        return known

    def _judge(self, phrase: str) -> Verdict:
        quoted, bare = None, phrase
        if phrase[:1] == "“":
            quoted = _QUOTED.match(phrase)
        if phrase[-1:] == ")":
            bare = _BRACKETED.sub("", phrase)
        if "“" in bare or "”" in bare:
            bare = bare.replace("“", "").replace("”", "")
        head, kind, needs = self.head(bare)
        placed = False  # the section of a line lies in a place: 沿江通道东湖段
        works = kind == "programme" and bare.endswith(self._rules.ends["works"])
        if kind is None or (works and not quoted):
            cut = self._before_section(bare, works=works)
            if works:
                known = self.judge(bare[:cut]) if cut else None
                phased = self._patterns["phased-works"].search(bare)
                if known is not None and known.proper and known.head in self._sets["waters"]:
                    placed = True
                elif known is not None and known.proper:
                    bare, head, kind, needs = known.bare, known.head, "facility", known.needs
                elif phased and len(bare) - len(phased[0]) > 1:
                    placed, kind, needs = True, "facility", "proper"
            elif cut:
                placed = any(self._is_known_place(bare[cut : cut + size]) for size in (2, 3))
                bare = bare[:cut]
                head, kind, needs = self.head(bare)
            elif self._patterns["between-places"].match(bare):
                head, kind, needs = bare[-1], "facility", "route"
            elif bare[-1:] in self._sets["phase-words"] and self._patterns["phases"].match(bare):
                placed, kind, needs = True, "facility", "proper"
            if kind is None and len(bare) > 4 and bare.endswith(self._rules.project):
                bare = bare.removesuffix(self._rules.project)
                head, kind, needs = self.head(bare)
                if kind is None:
                    head, kind, needs = self._rules.project, "facility", "proper"
        verdict = Verdict(self, phrase, bare, head, kind, needs)
        verdict.placed = placed
        if not 1 < len(phrase) <= _LONGEST:
            verdict.take_for_class()
        if kind in _TITLED and "”" in phrase and self._is_titled(phrase):
            verdict.quoted = verdict.titled = True
        elif quoted:
            if not self._patterns["slogans"].match(quoted[1]):
                verdict.quoted = True
            elif len(phrase) == len(quoted[0]):
                verdict.take_for_class()
        return verdict

    def _is_titled(self, phrase: str) -> bool:
        """Whether nothing but a word such as 工程 follows a quotation, which is then a title: 快递“三进”工程."""
        opened, closed = phrase.find("“"), phrase.rfind("”")
        alone = not opened and closed + 1 == len(phrase)  # “五小”工程 and “五小工程”
        return (alone or phrase[closed + 1 :] in self._heads) and phrase[opened + 1 : closed] not in self._rules.plans

    def tell_class(self, verdict: Verdict) -> bool:
        """Whether the phrase is a class of things, whatever else it shows."""
        phrase = verdict.phrase
        return not verdict.titled and (
            self._rules.any_class.search(phrase) is not None
            or (not verdict.quoted and (
                self._patterns["generic-names"].match(phrase) is not None
                or self._patterns["generic-parts"].search(phrase) is not None))
        )

    def look(self, verdict: Verdict) -> tuple[bool, bool, bool]:
        """Whether the words before the head noun hold a proper noun, say what it is for, and are all common topics."""
        bare, needs, rules = verdict.bare, verdict.needs, self._rules
        rest = bare[: len(bare) - len(verdict.head)] if verdict.head else bare
        if verdict.placed or self._is_plainly_proper(bare, rest, needs):
            return True, True, False
        if rules.all_common.fullmatch(rest) and not rules.all_bare.fullmatch(rest):
            return False, len(rest) > 1, True
        if not rest:
            return False, False, rest in rules.common
        words = self._cut(rest)
        if self._is_proper(bare, rest, words, needs):
            return True, True, rest in rules.common or rules.common.issuperset(words)
        topic = len(rest) > 1 and any(len(word) > 1 and word not in self._sets["bare"] for word in words)
        return False, topic, rest in rules.common or rules.common.issuperset(words)

    def is_located(self, phrase: str) -> bool:
        """Whether a phrase says where something lies, or between which places."""
        if any(self._is_known_place(phrase[:size]) or phrase[:size] in self._towns for size in (2, 3, 4)):
            return True
        return self._patterns["route"].match(phrase) is not None

    def _before_section(self, bare: str, *, works: bool) -> int:
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

    def _is_plainly_proper(self, bare: str, rest: str, needs: str) -> bool:
        """What can be told without cutting the phrase into words: ranks, the plan's own region, letters and numbers."""
        patterns = self._patterns
        if not rest:
            return len(bare) > 2 and self._is_known_place(bare) and bare not in self._sets["not-places"]
        if patterns["proper-prefix"].match(bare) or (bare[-1] in self._sets["streets"] and self._is_street(bare)):
            return True
        for own in self._own:
            if own in bare:
                return True
        places = self._sets["places"]
        if rest[:2] in self._towns or rest[:2] in places or rest[:3] in places or rest[:4] in places:
            return True
        if patterns["section-names"].search(bare):
            return True
        if _LATIN.search(rest) and not self._sets["acronyms"].issuperset(_LATIN.findall(rest)):
            return True
        if patterns["between"].match(bare):
            return True
        return needs == "route" and patterns["route"].match(bare) is not None

    def _is_proper(self, bare: str, rest: str, words: list[str], needs: str) -> bool:
        """Whether one of the words before the head noun, or what no word holds together, looks like a name."""
        rules = self._rules
        common, usual = rules.common, self._sets["not-places"]
        if len(words) == 1 and 1 < len(rest) < 4 and needs in {"brand", "route"} and rest not in common:
            return True
        if bare in usual:
            return False
        owned = len(rest) > 2 and bare.endswith(rules.ends["plots"]) and self._patterns["owners"].search(rest)
        if owned or self._patterns["numeral-names"].match(rest):
            return True
        endings = self._sets["place-endings"]
        for before, word in pairwise(words):
            if word in endings and len(before) == 2 and before not in common and before not in usual:
                return True  # 龙王|沟 in 龙王沟水库
        run = ""
        for word in words:
            if len(word) == 1 and "\u4e00" <= word <= "\u9fff":
                run += word
                continue
            if run and self._is_strange(run, needs):
                return True
            run = ""
            if len(word) > 1 and word not in usual and self._is_place(word):
                return True
            if needs != "topic" and 1 < len(word) < 4 and word not in common and self._tag(word) in _NAMES:
                return True
        if run and self._is_strange(run, needs):
            return True
        return len(bare) > 2 and self._is_known_place(bare)

    def _is_strange(self, run: str, needs: str) -> bool:
        """Whether characters that no dictionary word holds together look like a name."""
        affixes = self._sets["affixes"]
        if not self._sets["functions"].isdisjoint(run):
            return False
        if needs == "route" and (len(run) > 1 or run not in affixes):
            return True
        return len(run) > 1 and not affixes.issuperset(run)

    def _is_known_place(self, word: str) -> bool:
        return len(word) > 1 and self._tag(word) == _PLACE

    def _is_place(self, word: str) -> bool:
        known = self._asked.get(word)
        if known is None:
            usual, given = self._sets["not-places"], self._sets["places"]
            beginnings = [word[:size] for size in range(2, len(word))] if len(word) > 3 else []
            known = self._asked[word] = (
                word in given or word[:2] in given or word[:3] in given or self._is_known_place(word)
                or any(self._is_known_place(place) and place not in usual for place in beginnings)
            )
        return known
