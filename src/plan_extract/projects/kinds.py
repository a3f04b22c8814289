"""Whether a member of a list is taken for an undertaking here, and of what kind."""

from __future__ import annotations

import re
from dataclasses import dataclass

from plan_extract.patterns import compiled
from plan_extract.projects.actions import Deed
from plan_extract.projects.chains import Reach
from plan_extract.projects.lists import Listing, Member
from plan_extract.projects.verdict import Verdict
from plan_extract.rules.projects import ProjectRules

__all__ = ["Setting", "kind_of"]

_COMMON = 2  # characters of a common word; two of them before 片区 are a place's name
_QUOTATION = compiled("“[^“”]*”")


@dataclass(slots=True)
class Setting:
    """What all members of a list have in common.

    Attributes:
        deed: the action.
        reach: what its words can have for an object.
        listing: the list.
        verdicts: what its members are.
        shared: kind that the words after the list give to all, or None.
        completed: the last member's head noun completes them all.
        bringing: finds the words of an action that brings institutions in.
        particular: what follows the list says what every member is (水电站, 省实验室), so that they must be names.
    """

    deed: Deed
    reach: Reach
    listing: Listing
    verdicts: list[Verdict]
    shared: str | None
    completed: bool
    bringing: re.Pattern[str]
    particular: bool = False
    _mostly: bool | None = None

    @property
    def company(self) -> bool:
        """Whether the action brings institutions in."""
        return self.bringing.search(self.deed.lead + self.deed.tail) is not None

    @property
    def mostly(self) -> bool:
        """Whether a third of the members at least hold a proper noun, or the last completes them all."""
        if self._mostly is None:
            named = 0 if self.completed else sum(verdict.named for verdict in self.verdicts)
            self._mostly = self.completed or (named > 0 and named * 3 >= len(self.verdicts))
        return self._mostly


def kind_of(phrase: str, member: Member, verdict: Verdict, setting: Setting, rules: ProjectRules) -> str | None:
    """The kind of the undertaking that `phrase` names here, or None where it names none."""
    if not _is_acted_on(verdict, setting, rules):
        return None
    if verdict.type is None and not verdict.quoted and setting.shared is None:
        return None
    loose = setting.reach.loose and not setting.deed.tail and not setting.particular
    kind = setting.shared if setting.completed or verdict.type is None else verdict.type
    if loose and kind != "programme" and not verdict.named and not (
        _is_one_of_names(verdict, setting) or _is_specific(verdict, setting, rules)
    ):
        return None
    if verdict.head == rules.project and verdict.type == "facility" and not verdict.named:
        carried = setting.reach.quoted and verdict.topic and len(setting.listing.members) == 1
        kind = "programme" if carried and not rules.patterns["physical"].search(phrase) else None
    elif verdict.type is None:
        kind = _headless(phrase, verdict, setting, rules)
    elif verdict.needs == "nothing":
        kind = verdict.type
    elif _is_named(phrase, member, verdict, setting, rules):
        kind = _named_kind(phrase, verdict, setting, rules)
    else:
        kind = None
    return None if kind is None or verdict.classed else kind


def _is_one_of_names(verdict: Verdict, setting: Setting) -> bool:
    """Whether a phrase that shows no proper noun itself stands in a list of names."""
    listing = setting.listing
    if listing.counted or (setting.completed and verdict.type is None):
        return True
    if not setting.mostly or verdict.common:
        return False
    return setting.shared is not None if listing.open else len(listing.members) > 1 and verdict.topic


def _is_specific(verdict: Verdict, setting: Setting, rules: ProjectRules) -> bool:
    """Whether a phrase names a place such as an old quarter, of which there is one, and work is done on it."""
    before = len(verdict.bare) - len(verdict.head)
    if verdict.head not in rules.sets["specific-heads"]:
        rebuilt = rules.patterns["rebuilding"].search(setting.deed.tail) is not None
        return rebuilt and verdict.type == "zone" and before > 2 * _COMMON and verdict.topic and not verdict.common
    worked_on = setting.deed.tail or rules.patterns["restoring"].search(setting.deed.lead)
    return bool(worked_on) and verdict.topic and (not verdict.common or before > _COMMON)


def _named_kind(phrase: str, verdict: Verdict, setting: Setting, rules: ProjectRules) -> str | None:
    """The kind of a name with a head noun, which the others in the list may change."""
    built = verdict.type == "programme" and phrase.endswith(rules.ends["works"])
    plain = _QUOTATION.sub("", phrase) if verdict.quoted else phrase  # no river in “宽带临江”工程
    if built and rules.patterns["physical"].search(plain) and verdict.proper:
        return "facility"
    if setting.shared == "organisation" and setting.company and verdict.type == "facility":
        return "organisation"
    if setting.shared == "zone" and verdict.type == "facility" and verdict.needs in {"route", "brand"}:
        return "zone"  # 青年路、东风路等特色街区
    return verdict.type


def _is_acted_on(verdict: Verdict, setting: Setting, rules: ProjectRules) -> bool:
    """Whether the words of action reach the name: 推进 needs a verbal noun, a programme or a list of projects."""
    reach, listing = setting.reach, setting.listing
    if verdict.type == "organisation" and reach.favours and not setting.company and (listing.open or reach.strives):
        return False  # 支持X大学等高校…建设, 支持X大学创建…: it is there, and is helped
    kind = verdict.type or (setting.shared if setting.completed else None)
    if reach.alone or setting.deed.tail or not reach.leads or kind in reach.takes:
        return True
    if "programme" not in reach.takes:
        return False
    if setting.verdicts[-1].phrase.endswith(rules.project):
        return True  # 推进县医院新建项目
    return (
        listing.open and setting.shared not in {None, "organisation"}
        and rules.closing.search(listing.shared) is not None
    )


def _is_named(phrase: str, member: Member, verdict: Verdict, setting: Setting, rules: ProjectRules) -> bool:
    """Whether a phrase with a head noun is a name, by what the head noun asks for."""
    said = setting.deed.lead + setting.deed.tail
    listing = setting.listing
    many = len(listing.members)
    if verdict.head in rules.sets["finance-heads"] and not setting.company:
        return False
    if setting.completed and verdict.head in rules.sets["waters"]:
        return True  # 阳江、梅州抽水蓄能电站
    if verdict.head in rules.sets["waters"] and not listing.open and not rules.patterns["restoring"].search(said):
        return False
    if verdict.named or (listing.counted and many > 1 and verdict.head in rules.sets["waters"]):
        return True
    if many > 1 and phrase in rules.sets["seats"] and rules.patterns["seat-owners"].match(setting.verdicts[0].phrase):
        return True  # 博物馆 of 建设县图书馆、博物馆
    if setting.particular and (len(verdict.head) == 1 or verdict.head == phrase):
        return True  # 漫湾 of 漫湾、隔河岩等水电站
    of_projects = listing.open and setting.shared is not None and rules.closing.search(listing.shared) is not None
    if of_projects and many > 1 and not verdict.common and verdict.topic and verdict.type in {"facility", "zone"}:
        return True  # 远大广场、华融中心、南岸智谷等商务项目
    if _is_specific(verdict, setting, rules):
        return True
    if verdict.needs == "topic":
        return _is_titled(phrase, member, verdict, 1 if setting.mostly else many, rules)
    if setting.mostly and (listing.open or verdict.topic):
        return True
    if listing.open and setting.shared is not None and verdict.needs in {"route", "brand"}:
        return verdict.topic and not verdict.common
    if verdict.type == "organisation" and verdict.topic:
        founded = setting.reach.founds and verdict.head in rules.sets["bodies"]
        brought = setting.company and not verdict.common and (listing.open or bool(setting.deed.tail))
        return brought or (founded and many < 3)
    return many == 1 and bool(setting.deed.tail) and _is_single_centre(phrase, member, verdict, rules)


def _is_single_centre(phrase: str, member: Member, verdict: Verdict, rules: ProjectRules) -> bool:
    """Whether a long phrase such as 社会矛盾纠纷调处化解中心 names the one such institution of the place."""
    long = phrase.endswith(rules.ends["centres"]) and len(phrase) - len(verdict.head) >= 6
    return long and verdict.topic and not member.described and not rules.patterns["broad-centres"].search(phrase)


def _is_titled(phrase: str, member: Member, verdict: Verdict, many: int, rules: ProjectRules) -> bool:
    """Whether a phrase without a proper noun names one thing: 青年思想引领工程, 金融集聚区."""
    if verdict.type == "programme":
        if phrase.endswith(rules.ends["works"]) and rules.patterns["physical"].search(phrase):
            return False
        return (verdict.topic or len(phrase) >= 6) and not (member.described and len(phrase) < 8)
    if rules.patterns["class-heads"].search(phrase):
        return False
    return many < 3 and (member.single or (verdict.topic and not member.described))


def _headless(phrase: str, verdict: Verdict, setting: Setting, rules: ProjectRules) -> str | None:
    """The kind of a name without a head noun of its own."""
    bare, shared = phrase.rstrip("”"), setting.shared
    if rules.patterns["abstract"].search(bare):
        return None
    if shared == "organisation" and setting.listing.open and not setting.company:
        return None
    if shared is not None and not verdict.quoted and rules.patterns["duties"].search(setting.listing.shared):
        return None
    if shared is not None:
        of_works = setting.listing.shared.endswith(rules.ends["works"])
        built = verdict.proper or rules.patterns["physical"].search(setting.listing.shared)
        if shared == "programme" and built and not verdict.quoted and of_works:
            return "facility"
        if setting.listing.counted or verdict.named or setting.mostly or setting.particular:
            return shared
        if shared == "programme" and verdict.topic and setting.listing.shared.endswith(rules.ends["series"]):
            return shared
        # 实施农家书屋建设、广播电视进村等惠民工程
        carried_out = setting.reach.quoted and setting.listing.shared.endswith(tuple(rules.sets["carried-out"]))
        if shared == "programme" and carried_out and verdict.topic and not verdict.common and len(phrase) > 2 * _COMMON:
            return shared
    if not verdict.quoted:
        return None
    if setting.reach.quoted:
        return "programme"
    if setting.deed.tail:
        return "facility"
    if verdict.proper:
        return "platform" if rules.patterns["network-names"].search(bare) else "facility"
    return None
