"""The objects of an action: which of the phrases after or before it name undertakings."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from plan_extract.flow import Flow
from plan_extract.patterns import compiled
from plan_extract.projects.actions import Deed
from plan_extract.projects.chains import Chains, Reach
from plan_extract.projects.completing import completes, parts
from plan_extract.projects.kinds import Setting, kind_of
from plan_extract.projects.lists import Listing, Member, only_member, read_lists
from plan_extract.projects.members import CLOSERS, Members
from plan_extract.projects.names import Names
from plan_extract.projects.verdict import Verdict
from plan_extract.rules.projects import ProjectRules

__all__ = ["Found", "Objects"]

_NUMBER = compiled(r".{0,12}?\d{1,2}$")
_AS_MEMBERS = "as members"  # 等 with nothing after it: what the members are is what all are
_BUILT = {"facility", "organisation"}
_SHORT = 6  # characters of a name without a head noun of its own
_LOOK_BACK = 150  # characters before a line's number in which its network is looked for

Found = tuple[Member, str, str]


def _phrases(text: str, members: Sequence[Member]) -> list[str]:
    """What stands at each of `members`."""
    return [text[member.start : member.end] for member in members]


def _numbered(phrases: Sequence[str], line: re.Pattern[str]) -> str | None:
    """What the first of `phrases` that is a `line` with its number calls such a line."""
    matches = (line.match(phrase) for phrase in phrases if not phrase.isalpha())
    return next((match[1] for match in matches if match), None)


class Objects:
    """Finds the undertakings that actions have for objects, in one plan."""

    def __init__(
        self, flow: Flow, names: Names, ends: Sequence[int], chains: Chains, rules: ProjectRules,
    ) -> None:
        self._ends, self._chains = ends, chains
        self._text, self._printed = flow.text, flow.printed
        self._names, self._rules = names, rules
        self._patterns, self._sets = rules.patterns, rules.sets
        self._members = Members(flow.text, names, rules)

    def _may_name(self, start: int, end: int) -> bool:
        """A quick look: whether a name may end somewhere between `start` and `end`."""
        k = bisect_right(self._ends, start)
        return k < len(self._ends) and self._ends[k] <= end

    def of(self, deed: Deed) -> list[Found]:
        """The undertakings that are done something to: where, full name and kind."""
        text, rules, start, end = self._text, self._patterns, deed.start, deed.end
        if not self._may_name(start, end):
            return []
        reach = self._chains.reach(deed.verbs)
        if reach.leads and not reach.alone and not deed.tail and not self._is_taken(deed, reach):
            return []
        if deed.lead and self._rules.aims.search(text, start, end):
            return []
        if not deed.lead and rules["not-objects"].match(text, start, end):
            return []
        if not rules["separated"].search(text, start, end):
            return self._of_one(only_member(text, start, end, self._rules), deed, reach)
        found: list[Found] = []
        for listing in read_lists(text, start, end, deed.shielded, self._rules):
            arranged = rules["frameworks"].search(listing.shared) is not None
            if arranged or (listing.counted and rules["place-classes"].search(listing.shared)):
                continue
            classed = self._class_of(listing, deed) if deed.verbs else "facility"
            for part in parts(text, listing, self._names, self._rules):
                if classed or deed.tail or self._may_name(*part.bounds):
                    found += self._of_list(part, classed, deed, reach)
        return found

    def _is_taken(self, deed: Deed, reach: Reach) -> bool:
        """Whether words such as 推进, that need a verbal noun, can do without it: before a programme, or a list."""
        phrase = self._text[deed.start : deed.end]
        if "“" in phrase or not reach.takes:
            return "“" in phrase
        kind = self._names.head(phrase)[1]
        if kind is None and phrase[-1] in self._sets["section-ends"]:
            kind = self._names.judge(phrase).type
        if kind != "programme" and "\u4e00" <= self._text[deed.end : deed.end + 1] <= "\u9fff":
            return False  # it does something itself: 推动某新区加快建设
        return (
            kind in reach.takes
            or phrase[-1] in CLOSERS
            or phrase.endswith(self._rules.project)
            or phrase[-1] in self._sets["ends-of-lists"]
            or self._rules.closing.search(phrase) is not None
        )

    def _of_one(self, member: Member, deed: Deed, reach: Reach) -> list[Found]:
        """The undertaking that a plain phrase names, if any."""
        if member.end <= member.start:
            return []
        self._members.cut_short(member, deed)
        if not self._members.is_candidate(member):
            return []
        phrase = self._text[member.start : member.end]
        line = None if phrase.isalpha() else self._patterns["line-number"].match(phrase)
        if line:
            return [(member, self._line_name(member, line[1]), "facility")]
        verdict = self._members.verdict(member, phrase) if deed.verbs else self._names.judge(phrase)
        shared = None if deed.verbs else "facility"  # a plain list under a title that says what it lists
        if shared is None and verdict.type is None and not verdict.quoted:
            return []
        alone = Listing([member], "", open=False)
        bringing = self._patterns["bring-words"]
        setting = Setting(deed, reach, alone, [verdict], shared, completed=False, bringing=bringing)
        kind = kind_of(phrase, member, verdict, setting, self._rules)
        return [(member, self._full_name(member, verdict, alone), kind)] if kind is not None else []

    def _of_list(self, listing: Listing, classed: str | None, deed: Deed, reach: Reach) -> list[Found]:
        members = self._members.rejoin(listing)
        if not members or not (classed or deed.tail or any(map(self._members.is_candidate, members))):
            return []
        ending = ""  # what the last member shares with the others, as printed
        if not listing.open:
            self._members.cut_short(members[-1], deed)
            ending = self._members.cut_shared(members)
        phrases = _phrases(self._text, members)
        verdicts = list(map(self._names.judge, phrases) if classed else map(self._members.verdict, members, phrases))
        shared, completed = self._shared(listing, classed, phrases, members, verdicts)
        if ending and verdicts[-1].type is None:
            shared, completed = self._names.head(ending)[1], True
        if not deed.verbs:
            shared = shared or "facility"
        listing.members = members
        particular = self._is_particular(listing, verdicts) if classed and shared and listing.open else False
        setting = Setting(deed, reach, listing, verdicts, shared, completed, self._patterns["bring-words"], particular)
        line = self._patterns["line-number"]
        if completed and not ending and verdicts[-1].head:
            ending = self._centre(phrases[-1]) or verdicts[-1].head
        numbered = _numbered(phrases, line)
        pushed = listing.open and self._chains.reach(tuple(verb for verb in deed.verbs if verb in deed.lead)).loose
        found = []
        for member, phrase, verdict in zip(members, phrases, verdicts, strict=True):
            if numbered and (_NUMBER.match(phrase) or (line.match(phrase) and phrase[0].isdigit())):
                found.append((member, self._line_name(member, numbered), "facility"))
                continue
            kind = kind_of(phrase, member, verdict, setting, self._rules)
            if kind is not None:
                if pushed:
                    member.end = member.start + self._members.before_work(phrase, verdict)
                name = self._full_name(member, verdict, listing)
                if ending and ending not in name:
                    name = self._members.owner(phrases[0], phrase) + name + ending
                elif ending and completed:
                    name = self._members.owner(phrases[0], phrase) + name
                found.append((member, name, kind))
        return found

    def _centre(self, phrase: str) -> str:
        """The word for a centre that `phrase` ends with, if any."""
        return next((word for word in self._sets["centres"] if phrase.endswith(word)), "")

    def _is_particular(self, listing: Listing, verdicts: Sequence[Verdict]) -> bool:
        """Whether what follows a list can only follow names: each member with it would be one thing of its kind."""
        _, kind, needs = self._names.head(listing.shared)
        if any(v.common or not 1 < len(v.phrase) <= _SHORT for v in verdicts):
            return False
        if kind is None:
            return self._patterns["firms"].search(listing.shared) is not None
        return kind in _BUILT and (needs in {"route", "brand"} or self._names.judge(listing.shared).proper)

    def _class_of(self, listing: Listing, deed: Deed) -> str | None:
        """Kind of undertaking that the words after 等 or a count give to all members."""
        rules, shared = self._rules.patterns, listing.shared.removesuffix(self._rules.of)
        if not listing.open:
            return None
        if not shared:
            return _AS_MEMBERS
        if rules["place-classes"].search(shared):
            return None
        company = rules["company-classes"].search(shared) is not None
        if company and not rules["project-classes"].search(shared[-6:]):
            rebuilt = rules["firms"].search(shared) and rules["rebuilding"].search(deed.lead + deed.tail) and (
                self._sets["favours"].isdisjoint(deed.verbs))
            return "facility" if rebuilt else "organisation"
        kind = self._names.head(shared.removesuffix(self._rules.project))[1]
        if (kind or rules["project-classes"].search(shared)) and not rules["materials"].search(shared):
            return kind or "facility"
        return None

    def _shared(
        self, listing: Listing, classed: str | None, phrases: list[str], members: list[Member], verdicts: list[Verdict],
    ) -> tuple[str | None, bool]:
        """Kind that the words after the list or its last head noun give to all, and whether it is that head noun."""
        if classed == _AS_MEMBERS:
            kinds = [v.type for v in verdicts if v.type and (v.proper or v.quoted)]
            return (kinds[0] if kinds and len(kinds) * 2 >= len(verdicts) else None), False
        if listing.open or len(members) < 2:
            return classed, False
        last = verdicts[-1]
        # The 江 of 阳江、梅州抽水蓄能电站 is no river's, save where rivers are what is worked on.
        waters = self._sets["waters"] | self._sets["place-endings"]
        if last.head in waters:
            waters = frozenset()
        bare = not members[-1].described and not any(v.head and v.head not in waters for v in verdicts[:-1])
        completed = bare and last.head != phrases[-1] and completes(last.head, phrases[:-1], self._names, self._rules)
        return (last.type if completed else None), completed

    def _line_name(self, member: Member, numbered: str) -> str:
        """The full name of a line by its number: 地铁5号线 for the 5 of 5、6、7号线."""
        name = self._printed[member.start : member.end]
        if numbered not in name:
            name += numbered
        if not name[0].isdigit():
            return name
        begin = max(self._text.rfind("\n", 0, member.start) + 1, member.start - _LOOK_BACK)
        networks = self._patterns["networks"].findall(self._text, begin, member.start)
        return (networks[-1] if networks else "") + name

    def _full_name(self, member: Member, verdict: Verdict, listing: Listing) -> str:
        name = self._printed[member.start : member.end]
        landscape = verdict.head in self._sets["waters"] or verdict.head in self._sets["place-endings"]
        plain = not verdict.quoted and listing.open and (not verdict.head or landscape)
        if plain and len(listing.shared) <= 14 and not self._rules.joins.search(listing.shared):
            shared = self._patterns["counted"].sub("", listing.shared)
            head, _, needs = self._names.head(shared)
            # A park or zone shared by rivers is another thing than they: 大运河 in 长城、大运河等国家文化公园.
            if head and not shared.endswith(self._rules.project) and (not verdict.head or needs in {"brand", "topic"}):
                return name + shared
        return name[1:-1] if name.startswith("“") and name.endswith("”") else name
