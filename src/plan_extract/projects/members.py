"""Members of a list as the names that they are: joined again, cut at their own heads, and what they share."""

from __future__ import annotations

from plan_extract.projects.actions import Deed
from plan_extract.projects.lists import Listing, Member
from plan_extract.projects.names import Names
from plan_extract.projects.verdict import NOTHING, Verdict
from plan_extract.rules.projects import ProjectRules

__all__ = ["CLOSERS", "Members"]

CLOSERS = "”)"
_LONGEST_WORK = 6  # characters of the longest word for work on a thing


class Members:
    """Looks at the members of lists in one plan."""

    def __init__(self, text: str, names: Names, rules: ProjectRules) -> None:
        self._text, self._names, self._rules = text, names, rules
        self._patterns, self._sets, self._endings = rules.patterns, rules.sets, rules.endings
        self._last = rules.sets["section-ends"] | set(CLOSERS)

    def is_candidate(self, member: Member) -> bool:
        """A quick look: whether a member may have a head noun or is quoted."""
        end = self._text[member.end - 2 : member.end] if member.end > 1 else self._text[: member.end]
        return (
            end in self._endings or end[-1] in self._endings or end[-1] in self._last or self._text[member.start] == "“"
        )

    def verdict(self, member: Member, phrase: str) -> Verdict:
        """What a member is that has a head noun, may end with the section of a line, or is quoted."""
        if not self.is_candidate(member):
            return NOTHING
        verdict = self._names.judge(phrase)
        last = phrase[-1]
        return verdict if verdict.type or phrase[0] == "“" or last in self._last else NOTHING

    def rejoin(self, listing: Listing) -> list[Member]:
        """Put together again what 和 and 与 join inside one name."""
        members: list[Member] = []
        text, names = self._text, self._names
        for member in listing.members:
            joined = members and member.join in self._sets["list-join"] and member.start - members[-1].end <= 2
            if joined and self.is_candidate(member):
                right = names.judge(text[member.start : member.end])
                left = names.judge(text[members[-1].start : members[-1].end]) if right.head else NOTHING
                # 国家环保及新能源研究中心: a rank alone is no name
                ranked = not left.head and len(left.phrase) > 2 and self._patterns["proper-prefix"].match(left.phrase)
                alike = text[members[-1].end - 1] == text[member.end - 1]  # 东平湖和微山湖 are two
                # 灌区续建配套与节水改造工程: works on one thing
                works = left.ends_with_work and not right.named and (
                    right.type == "programme" or right.head == self._rules.project)
                first = names.judge(text[members[-2].start : members[-2].end]) if len(members) > 1 else NOTHING
                # A name without a head noun stands before them: 西山、东岭和北原煤矿.
                apart = alike or left.head or left.quoted or (left.proper and right.proper and not ranked) or (
                    not first.type and first.proper) or self._patterns["frameworks"].search(left.phrase) is not None
                if works or (right.head and not apart):
                    members[-1] = Member(members[-1].start, member.end, members[-1].join)
                    continue
            members.append(member)
        return members

    def cut_short(self, last: Member, deed: Deed) -> None:
        """Cut a member at its own head where more follows before a verbal noun: 图书馆 in 图书馆设施升级."""
        if not deed.tail:
            return
        phrase = self._text[last.start : last.end]
        if self.is_candidate(last) and self._names.judge(phrase).head:
            return
        for size in range(len(phrase) - 1, max(2, len(phrase) - 9), -1):
            head, kind, _ = self._names.head(phrase[:size])
            built = kind == "facility" or (kind == "zone" and phrase[size:] in self._sets["work-topics"])
            if built and len(head) > 1 and self._names.judge(phrase[:size]).proper:
                last.end = last.start + size
                return

    def before_work(self, phrase: str, verdict: Verdict) -> int:
        """Where a name ends before the work on it, which is what is pushed on: 推进甲厂三期|扩建、乙厂等项目."""
        tails, size = self._rules.tails, len(phrase)
        if verdict.head and phrase.endswith(verdict.head) and verdict.head not in tails:
            return size
        for cut in range(max(2, size - _LONGEST_WORK), size - 1):
            if phrase[cut:] in tails and self._names.judge(phrase[:cut]).type:
                return cut
        return size

    def owner(self, first: str, phrase: str) -> str:
        """The region that stands once before the first member of a list: 某省 in 某省产权、资产管理中心."""
        owner = self._patterns["owner"].match(first)
        return owner.group() if owner and phrase != first else ""

    def cut_shared(self, members: list[Member]) -> str:
        """Cut what the last member shares with the others and give it back: 老商圈 in 青年路、东风路老商圈."""
        last = members[-1]
        phrase = self._text[last.start : last.end]
        if len(members) > 1 and phrase[-1] != ")" and (
                self._text[members[0].end - 1] == ")" or self._text[members[0].end] == "("):
            return self._cut_behind_brackets(members)
        if len(members) < 2 or not phrase.endswith(self._rules.ends["sharing-heads"]):
            return ""
        end_of_first = self._text[members[0].end - 1]
        for size in range(2, min(len(phrase) - 2, 7)):
            if phrase[size - 1] in self._sets["streets"] and end_of_first == phrase[size - 1]:
                last.end = last.start + size
                return phrase[size:]
        return ""

    def _cut_behind_brackets(self, members: list[Member]) -> str:
        """The same of names that have each a bracket before it: 电站 of 东岭(60万千瓦)、西山(80万千瓦)电站."""
        text = self._text
        shared = text[text.rfind(")", members[-1].start, members[-1].end) + 1 : members[-1].end]
        if text[members[-1].end - len(shared) - 1] != ")" or not self._names.head(shared)[1]:
            return ""
        for member in members:
            opened = text.find("(", member.start, member.end)
            member.end = opened if opened > member.start else member.end
        return shared
