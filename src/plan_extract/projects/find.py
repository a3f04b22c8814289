"""Mentions: every place where a named undertaking is the object of an action."""

from __future__ import annotations

import re
from plan_extract.flow import Flow, Paragraph
from plan_extract.models import Metadata
from plan_extract.outline import Node, Outline
from plan_extract.projects.actions import Deed, clauses, deeds
from plan_extract.projects.lists import Listing, Member, read_lists
from plan_extract.projects.model import Mention
from plan_extract.projects.names import NOTHING, Names, Verdict
from plan_extract.projects.status import is_review, status_of
from plan_extract.rules.projects import ProjectRules
from plan_extract.segment import Segmenter

__all__ = ["Finder"]

_NUMBER = re.compile(r"^(.{0,12}?)(\d{1,2})$")
_NUMBERED = re.compile(r"^(.{0,12}?)(\d{1,2})(号线)")
_SENTENCE = re.compile(r"[。;!?\n]")


class Finder:
    """Reads one plan."""

    def __init__(
        self, flow: Flow, outline: Outline, metadata: Metadata, rules: ProjectRules, segmenter: Segmenter,
    ) -> None:
        self._flow, self._outline, self._rules = flow, outline, rules
        self._names = Names(rules, segmenter, metadata.region)
        self._closing = re.compile(f"(?:{rules.patterns['project-classes'].pattern})(?:\\d+[条个座处项家])?$")
        self._base = metadata.period.start - 1 if metadata.period else None

    def mentions(self) -> list[Mention]:
        """All mentions in reading order; where two overlap, the longer stays."""
        found = self._headings()
        for paragraph in self._flow.body():
            found += self._read(paragraph)
        found.sort(key=lambda m: (m.start, -m.end))
        kept: list[Mention] = []
        for mention in found:
            if not kept or mention.start >= kept[-1].end:
                kept.append(mention)
        return kept

    def _read(self, paragraph: Paragraph) -> list[Mention]:
        text, found = self._flow.text, []
        review: bool | None = None
        for start, end in clauses(text, paragraph.start, paragraph.end):
            if not self._may_name(start, end):
                continue
            for deed in deeds(text, start, end, self._rules):
                objects = self._objects(deed)
                if not objects:
                    continue
                if review is None:
                    review = is_review(self._outline, paragraph.start, self._rules)
                begin = max(paragraph.start, start - 120)
                before = _SENTENCE.split(text[begin:deed.end])[-1]
                status = status_of(deed, before, review, self._base, self._rules)
                for member, name, kind in objects:
                    found.append(Mention(member.start, member.end, name, kind, status, deed.verbs[0]))
        return found

    # -- objects of an action

    def _objects(self, deed: Deed) -> list[tuple[Member, str, str]]:
        found: list[tuple[Member, str, str]] = []
        text, rules = self._flow.text, self._rules.patterns
        if not self._may_name(deed.start, deed.end) or self._is_loose(deed):
            return found
        if deed.lead and rules["aim-phrases"].match(text, deed.start, deed.end):
            return found
        if not deed.lead and rules["not-objects"].match(text, deed.start, deed.end):
            return found
        for listing in read_lists(text, deed.start, deed.end, self._rules):
            found += self._of_list(listing, deed)
        return found

    def _of_list(self, listing: Listing, deed: Deed) -> list[tuple[Member, str, str]]:
        text = self._flow.text
        classed = self._class_of(listing)
        if not listing.members or not (classed or any(map(self._is_candidate, listing.members))) and not deed.tail:
            return []
        members = self._rejoin(listing)
        if not listing.open:
            self._cut_short(members, deed)
            self._cut_shared(members)
        if not (classed or any(map(self._is_candidate, members))):
            return []
        verdicts = [
            self._names.judge(text[m.start : m.end]) if classed or self._is_candidate(m) else NOTHING for m in members
        ]
        shared, sharing = self._shared_kind(listing, classed, members, verdicts)
        company = self._rules.patterns["bring-words"].search(deed.lead + deed.tail) is not None
        named = sum(v.proper or v.quoted for v in verdicts)
        numbered = any(_NUMBERED.match(text[m.start : m.end]) for m in members)
        mostly = named > 0 and named * 3 >= len(members)
        found = []
        for member, verdict in zip(members, verdicts, strict=True):
            if numbered and _NUMBER.match(text[member.start : member.end]):
                found.append((member, self._line_name(member, members), "facility"))
                continue
            kind = self._kind(member, verdict, deed, listing, shared, mostly=mostly or sharing, company=company, many=len(members))
            if kind is not None:
                found.append((member, self._full_name(member, verdict, members, listing), kind))
        return found

    def _may_name(self, start: int, end: int) -> bool:
        """A quick look: whether a name may end somewhere between `start` and `end`."""
        text, endings = self._flow.text, self._rules.endings
        for mark in self._rules.signal.finditer(text, start, end):
            past = mark.end()
            if past - mark.start() > 1 or text[past - 1] in "“等期段":
                return True
            if text[past - 2 : past] in endings or text[past - 1] in endings:
                return True
        return False

    def _is_loose(self, deed: Deed) -> bool:
        """Whether nothing can come of it: 推进 or 支持 without a verbal noun, a list or a programme after it."""
        if deed.tail:
            return False
        leads = [self._rules.leads[w] for w in deed.verbs if w in self._rules.leads]
        if not leads or any(lead.alone for lead in leads):
            return False
        text = self._flow.text
        return text.find("等", deed.start, deed.end) < 0 and not any("programme" in lead.takes for lead in leads)

    def _is_candidate(self, member: Member) -> bool:
        """A quick look: whether a member may have a head noun or is quoted."""
        text, endings, end = self._flow.text, self._rules.endings, member.end
        return (
            text[end - 2 : end] in endings or text[end - 1] in endings
            or text[end - 1] in "期段建造伸容程目”)" or text[member.start] == "“"
        )

    def _rejoin(self, listing: Listing) -> list[Member]:
        """Put together again what 和 and 与 join inside one name."""
        members: list[Member] = []
        text = self._flow.text
        for member in listing.members:
            if members and member.join in {"和", "与", "及", "暨", "或"} and member.start - members[-1].end <= 2:
                right = self._names.judge(text[member.start : member.end]) if self._is_candidate(member) else NOTHING
                left = self._names.judge(text[members[-1].start : members[-1].end]) if right.head else NOTHING
                if not left.head and not left.quoted and right.head and not (left.proper and right.proper):
                    members[-1] = Member(members[-1].start, member.end, members[-1].join)
                    continue
            members.append(member)
        return members

    def _cut_short(self, members: list[Member], deed: Deed) -> None:
        """Cut the last member at its own head where more follows before a verbal noun: 图书馆 in 图书馆设施升级."""
        last = members[-1]
        text = self._flow.text
        phrase = text[last.start : last.end]
        if not deed.tail or (self._is_candidate(last) and self._names.judge(phrase).head):
            return
        for size in range(len(phrase) - 1, max(2, len(phrase) - 9), -1):
            head, kind, needs = self._names.head(phrase[:size])
            if kind == "facility" and len(head) > 1 and self._names.judge(phrase[:size]).proper:
                last.end = last.start + size
                return

    def _cut_shared(self, members: list[Member]) -> None:
        """Cut what the last member shares with the others: 老商圈 in 青年路、东风路老商圈."""
        text, heads = self._flow.text, self._rules.sets["sharing-heads"]
        last = members[-1]
        phrase = text[last.start : last.end]
        if len(members) < 2 or not any(phrase.endswith(head) for head in heads):
            return
        first = text[members[0].start : members[0].end]
        for size in range(2, min(len(phrase) - 2, 7)):
            if phrase[size - 1] in "路街道" and first.endswith(phrase[size - 1]):
                last.end = last.start + size
                return

    def _class_of(self, listing: Listing) -> str | None:
        """Kind of undertaking that the words after 等 or a count give to all members."""
        rules, shared = self._rules.patterns, listing.shared
        if not listing.open:
            return None
        if not shared:
            return "as members"
        if rules["place-classes"].search(shared):
            return None
        if rules["project-classes"].search(shared[-6:]) or not rules["company-classes"].search(shared):
            if rules["project-classes"].search(shared):
                return self._names.head(shared.removesuffix("项目"))[1] or "facility"
            return None
        return "organisation"

    def _shared_kind(
        self, listing: Listing, classed: str | None, members: list[Member], verdicts: list[Verdict],
    ) -> tuple[str | None, bool]:
        """Kind that the words after the list, or the head of the last member, give to all; and whether it is the last."""
        if listing.open and not listing.shared:
            kinds = [v.type for v in verdicts if v.type and (v.proper or v.quoted)]
            return (kinds[0], False) if len(kinds) * 2 >= len(verdicts) and kinds else (None, False)
        if listing.open:
            return classed, False
        text = self._flow.text
        last = verdicts[-1]
        short = all(m.end - m.start <= 8 for m in members[:-1])
        if len(members) > 1 and last.head and short and not members[-1].described and not any(v.head for v in verdicts[:-1]):
            first = text[members[0].start : members[0].end]
            if last.head in self._rules.sets["sharing-heads"] or self._names.judge(first + last.head).proper:
                return last.type, True
        if any(_NUMBER.match(text[m.start : m.end]) for m in members[:-1]) and last.type == "facility":
            return "facility", True
        return None, False

    def _kind(
        self, member: Member, verdict: Verdict, deed: Deed, listing: Listing, shared: str | None,
        *, mostly: bool, company: bool, many: int,
    ) -> str | None:
        """The kind of the undertaking that a member names here, or None where it names none."""
        if verdict.classed:
            return None
        leads = [self._rules.leads[w] for w in deed.verbs if w in self._rules.leads]
        named = verdict.proper or verdict.quoted
        kind = verdict.type
        alone = bool(deed.tail) or not leads or any(lead.alone or kind in lead.takes for lead in leads)
        if not alone and listing.open and shared is not None and shared != "organisation":
            alone = any("programme" in lead.takes for lead in leads) and self._closing.search(listing.shared) is not None
        if not alone:
            return None
        if not deed.tail and leads and all(lead.proper or not lead.alone for lead in leads) and kind != "programme" and not named:
            return None
        if verdict.head == "项目" and kind == "facility" and not named:
            carried = any(lead.quoted for lead in leads)
            phrase = self._flow.text[member.start : member.end]
            physical = self._rules.patterns["physical"].search(phrase)
            return "programme" if carried and verdict.topic and many == 1 and not physical else None
        if kind is None:
            return self._headless(member, verdict, deed, listing, shared, mostly=mostly)
        if verdict.needs == "nothing":
            return kind
        if verdict.head in self._rules.sets["finance-heads"] and not company:
            return None
        said = deed.lead + deed.tail
        if verdict.head in self._rules.sets["waters"] and not listing.open and not self._rules.patterns["restoring"].search(said):
            return None
        if verdict.needs == "topic":
            enough = named or self._is_titled(member, verdict, deed, 1 if mostly else many)
        else:
            enough = named or (mostly and (listing.open or verdict.topic))
            if not enough and listing.open and shared is not None and verdict.needs in {"route", "brand"}:
                enough = verdict.topic and not verdict.common
            if not enough and kind == "organisation" and many < 3 and verdict.head in self._rules.sets["bodies"]:
                enough = verdict.topic and any(w in self._rules.sets["founding"] for w in deed.verbs)
            enough = enough or (
                company and kind == "organisation" and verdict.topic and not verdict.common
                and (listing.open or bool(deed.tail))
            )
            enough = enough or self._is_single_centre(member, verdict, deed, many)
        if not enough:
            return None
        phrase = self._flow.text[member.start : member.end]
        if kind == "programme" and verdict.proper and phrase.endswith("工程") and self._rules.patterns["physical"].search(phrase):
            return "facility"
        if shared == "zone" and kind == "facility" and verdict.needs == "route":
            return "zone"
        return kind

    def _is_single_centre(self, member: Member, verdict: Verdict, deed: Deed, many: int) -> bool:
        """Whether a long phrase such as 社会矛盾纠纷调处化解中心 names the one such institution of the place."""
        phrase = self._flow.text[member.start : member.end]
        return (
            many == 1 and bool(deed.tail) and not member.described and verdict.topic
            and phrase.endswith("中心") and len(phrase) - len(verdict.head) >= 6
            and not self._rules.patterns["broad-centres"].search(phrase)
        )

    def _is_titled(self, member: Member, verdict: Verdict, deed: Deed, many: int) -> bool:
        """Whether a phrase without a proper noun names one thing: 青年思想引领工程, 金融集聚区."""
        if verdict.type == "programme":
            phrase = self._flow.text[member.start : member.end]
            if phrase.endswith("工程") and self._rules.patterns["physical"].search(phrase):
                return False
            return (verdict.topic or len(phrase) >= 6) and not (member.described and len(phrase) < 8)
        if self._rules.patterns["class-heads"].search(self._flow.text[member.start : member.end]):
            return False
        return verdict.topic and not member.described and many < 3

    def _headless(
        self, member: Member, verdict: Verdict, deed: Deed, listing: Listing, shared: str | None, *, mostly: bool,
    ) -> str | None:
        """The kind of a name without a head noun of its own."""
        phrase = self._flow.text[member.start : member.end]
        if self._rules.patterns["abstract"].search(phrase.rstrip("”")):
            return None
        if shared is not None and (verdict.proper or verdict.quoted or mostly or listing.counted):
            return shared
        if shared == "programme" and verdict.topic and listing.shared.endswith(("专项", "计划")):
            return shared
        if not verdict.quoted:
            return None
        leads = [self._rules.leads[w] for w in deed.verbs if w in self._rules.leads]
        if any(lead.quoted for lead in leads):
            return "programme"
        if deed.tail:
            return "facility"
        if verdict.proper:
            return "platform" if self._rules.patterns["network-names"].search(phrase.rstrip("”")) else "facility"
        return None

    def _line_name(self, member: Member, members: list[Member]) -> str:
        """The full name of a line by its number: 地铁5号线 for the 5 of 5、6、7号线."""
        printed, text = self._flow.printed, self._flow.text
        whole = next(m for m in (_NUMBERED.match(text[x.start : x.end]) for x in members) if m)
        name = printed[member.start : member.end]
        name = name if whole[3] in name else name + whole[3]
        if not name[0].isdigit():
            return name
        before = text[max(text.rfind("\n", 0, member.start), member.start - 150) + 1 : member.start]
        network = None
        for network in self._rules.patterns["networks"].finditer(before):
            pass
        return (network.group() if network else "") + name

    def _full_name(self, member: Member, verdict: Verdict, members: list[Member], listing: Listing) -> str:
        printed = self._flow.printed
        name = printed[member.start : member.end]
        if _NUMBERED.match(name) and name[0].isdigit():
            return self._line_name(member, [member])
        if not verdict.head and listing.open and listing.shared and len(listing.shared) <= 14:
            shared = self._rules.patterns["counted"].sub("", listing.shared)
            if self._names.head(shared)[0] and not shared.endswith("项目"):
                return name + shared
        return name.strip("“”") if name.startswith("“") and name.endswith("”") else name

    # -- headings

    def _headings(self) -> list[Mention]:
        """Headings that are nothing but the name of a zone or programme, and the parts of a box that is one."""
        found: list[Mention] = []
        text, rules = self._flow.text, self._rules.patterns
        for node in self._outline.walk():
            if node.kind == "box" and node.title and rules["programme-boxes"].search(node.title):
                found += self._box(node)
            if not node.title or node.kind in {"part", "chapter", "paragraph", "table"} or node.heading_end <= node.start:
                continue
            stop = node.heading_end
            while stop > node.start and text[stop - 1] in "。.:; ":
                stop -= 1
            start = stop - len(node.title.strip("。.:; "))
            if start < node.start or not 3 < stop - start < 31:
                continue
            phrase = text[start:stop]
            if self._rules.verbs.match(phrase) or any(mark in phrase for mark in "、,;。"):
                continue
            verdict = self._names.judge(phrase)
            kind = self._heading_kind(node, phrase, verdict)
            if kind is not None:
                status = "completed" if is_review(self._outline, node.start, self._rules) else "planned"
                found.append(Mention(start, stop, self._flow.printed[start:stop], kind, status))
        return found

    def _box(self, box: Node) -> list[Mention]:
        """The parts of a box that is one programme: short headings without a head noun of their own."""
        found = []
        for node in box.children:
            title = (node.title or "").strip("。.:; ")
            if node.kind not in {"item", "bullet"} or not 1 < len(title) < 16:
                continue
            start = self._flow.text.find(title, node.start, node.heading_end) if node.heading_end > node.start else -1
            if start >= 0:
                name = title if self._names.head(title)[0] else title + (box.title or "")
                found.append(Mention(start, start + len(title), name, "programme", "planned"))
        return found if len(found) > 1 else []

    def _heading_kind(self, node: Node, phrase: str, verdict: Verdict) -> str | None:
        if verdict.classed or (verdict.type is not None and phrase == verdict.head):
            return None
        if verdict.type in {"zone", "programme", "platform"}:
            listed = node.kind in {"item", "bullet"}
            return verdict.type if verdict.proper or verdict.quoted or (listed and verdict.topic) else None
        return None
