"""Whether a phrase is the name of an undertaking or only a class of things, and of what kind."""

from __future__ import annotations

from itertools import pairwise

from plan_extract.patterns import compiled
from plan_extract.projects.heads import Heads
from plan_extract.projects.verdict import Verdict
from plan_extract.rules.projects import ProjectRules
from plan_extract.segment import Segmenter

__all__ = ["Names"]

_QUOTED = compiled(r"^“([^“”]{1,24})”")
_BRACKETED = compiled(r"\([^()]{0,30}\)$")
_LATIN = compiled(r"[A-Za-z0-9]+(?:[+&.\-][A-Za-z0-9]+)*")
_SHORT = "j"  # of 沪宁 and the like
_NAMES = {"nz", "nr", "nrt", "nrfg"}  # jieba's tags of brands and persons: half of all counties have the latter
_TITLED = {"programme", "zone"}  # kinds that a quotation gives a title to, whatever it says
_LONGEST = 45  # characters of the longest name


class Names:
    """Judges phrases, with the plan's own region and its towns among the places it knows."""

    def __init__(self, rules: ProjectRules, segmenter: Segmenter, region: str | None, text: str = "") -> None:
        self._rules, self._patterns, self._sets = rules, rules.patterns, rules.sets
        self._cut, self._tag = segmenter.cut, segmenter.jieba_tag
        self._nouns = Heads(rules, segmenter)
        self.head, self._is_known_place = self._nouns.head, self._nouns.is_known_place
        self._own = [part for part in rules.patterns["region-parts"].split(region or "") if len(part) > 1]
        towns = {"".join(parts) for parts in rules.patterns["local-places"].findall(text)}
        self._towns = towns - self._sets["not-places"] - rules.common
        self._ends = rules.ends_with_head
        self._known: dict[str, Verdict] = {}
        self._asked: dict[str, bool] = {}  # whether words are places

    def forget(self) -> None:
        """Let go of the phrases that were judged: they hold their judge, and only the collector would find that out."""
        self._known.clear()

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
        bare, head, kind, needs, placed = self._parts(bare, is_title=quoted is not None)
        verdict = Verdict(self, phrase, bare, head, kind, needs)
        verdict.placed = placed
        if not 1 < len(phrase) <= _LONGEST:
            verdict.take_for_class()
        if kind in _TITLED and "”" in phrase and self._nouns.is_titled(phrase):
            verdict.quoted = verdict.titled = True
        elif quoted:
            if not self._patterns["slogans"].match(quoted[1]):
                verdict.quoted = True
            elif len(phrase) == len(quoted[0]):
                verdict.take_for_class()
        return verdict

    def may_have_head(self, phrase: str) -> bool:
        """A quick look: whether `phrase` can end with a head noun, a section, a phase or work on what it names."""
        return self._ends is None or phrase[-1:] in self._ends

    def _parts(self, bare: str, *, is_title: bool) -> tuple[str, str, str | None, str, bool]:
        """The name without what follows it, its head noun, what that is and needs, and whether it lies in a place."""
        if not self.may_have_head(bare):
            return bare, "", None, "", False
        head, kind, needs = self.head(bare)
        if kind == "programme" and not is_title and bare.endswith(self._rules.ends["works"]):
            return self._works(bare, head, needs)
        placed = False
        if kind is None:
            cut = self._nouns.before_section(bare, works=False)
            if cut:
                placed = self._is_known_place(bare[cut : cut + 2]) or self._is_known_place(bare[cut : cut + 3])
                bare = bare[:cut]
                head, kind, needs = self.head(bare)
            elif self._patterns["between-places"].match(bare):
                return bare, bare[-1], "facility", "route", placed
            elif bare[-1:] in self._sets["phase-words"] and self._patterns["phases"].match(bare):
                return bare, head, "facility", "proper", True
        if kind is None and len(bare) > 4 and bare.endswith(self._rules.project):
            bare = bare.removesuffix(self._rules.project)
            head, kind, needs = self.head(bare)
            if kind is None:
                head, kind, needs = self._rules.project, "facility", "proper"
        return bare, head, kind, needs, placed

    def _works(self, bare: str, head: str, needs: str) -> tuple[str, str, str | None, str, bool]:
        """The same of a title of works: they are what is worked on, where that has a name."""
        cut = self._nouns.before_section(bare, works=True)
        known = self.judge(bare[:cut]) if cut else None
        if known is not None and known.proper:
            if known.head in self._sets["waters"]:
                return bare, head, "programme", needs, True
            return known.bare, known.head, "facility", known.needs, False
        phased = self._patterns["phased-works"].search(bare)
        if phased and len(bare) - len(phased[0]) > 1:
            return bare, head, "facility", "proper", True
        return bare, head, "programme", needs, False

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
        topic = len(rest) > 1 and _says_more(words, self._sets["bare"])
        return False, topic, rest in rules.common or rules.common.issuperset(words)

    def is_located(self, phrase: str) -> bool:
        """Whether a phrase says where something lies, or between which places."""
        for size in (2, 3, 4):
            if self._is_known_place(phrase[:size]) or phrase[:size] in self._towns:
                return True
        return self._patterns["route"].match(phrase) is not None

    def _is_plainly_proper(self, bare: str, rest: str, needs: str) -> bool:
        """What can be told without cutting the phrase into words: ranks, the plan's own region, letters and numbers."""
        patterns = self._patterns
        if not rest:
            return len(bare) > 2 and self._is_known_place(bare) and bare not in self._sets["not-places"]
        sets = self._sets
        if patterns["proper-prefix"].match(bare) or (bare[-1] in sets["streets"] and self._nouns.is_street(bare)):
            return True
        for own in self._own:
            if own in bare:
                return True
        places, pair = sets["places"], rest[:2]
        if pair in self._towns or pair in places or rest[:3] in places or rest[:4] in places:
            return True
        if patterns["section-names"].search(bare):
            return True
        if _LATIN.search(rest) and not sets["acronyms"].issuperset(_LATIN.findall(rest)):
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
            if len(word) == 2 and len(before) == 1 and endings.issuperset(word) and self._is_strange(before, "route"):
                return True  # 青|溪口
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
            if (needs != "topic" or word is words[0]) and 1 < len(word) < 4 and word not in common:
                tag = self._tag(word)
                if tag in _NAMES or (needs == "route" and tag == _SHORT):
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

    def _is_place(self, word: str) -> bool:
        known = self._asked.get(word)
        if known is None:
            given = self._sets["places"]
            known = self._asked[word] = (
                word in given or word[:2] in given or word[:3] in given or self._is_known_place(word)
                or self._begins_with_place(word))
        return known

    def _begins_with_place(self, word: str) -> bool:
        """Whether a word of four characters and more begins with the name of a place."""
        if len(word) < 4:
            return False
        beginnings = [word[:size] for size in range(2, len(word))]
        return any(self._is_known_place(place) and place not in self._sets["not-places"] for place in beginnings)


def _says_more(words: list[str], bare: frozenset[str]) -> bool:
    """Whether one of the words says what the thing is for, and is not a bare one."""
    return any(len(word) > 1 and word not in bare for word in words)
