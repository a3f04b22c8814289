"""Mentions: every place where a named undertaking is the object of an action."""

from __future__ import annotations

from plan_extract.flow import Flow, Paragraph
from plan_extract.metadata import Metadata
from plan_extract.outline import Outline
from plan_extract.projects.actions import Clauses, Deed, deeds, name_ends
from plan_extract.projects.chains import chains_of
from plan_extract.projects.headings import heading_mentions
from plan_extract.projects.lists import Span
from plan_extract.projects.model import Mention
from plan_extract.projects.names import Names
from plan_extract.projects.objects import Found, Objects
from plan_extract.projects.status import Section, Sections, status_of
from plan_extract.rules.projects import ProjectRules
from plan_extract.segment import Segmenter

__all__ = ["Finder"]

_SLOGANS = {"part", "chapter"}  # headings that say what the plan wants to be: 打造区域性先进制造业基地
_LOOK_BACK = 120  # characters of a sentence that are read for its time


class Finder:
    """Reads one plan."""

    def __init__(
        self, flow: Flow, outline: Outline, metadata: Metadata, rules: ProjectRules, segmenter: Segmenter,
    ) -> None:
        self._flow, self._outline, self._rules = flow, outline, rules
        self._sections = Sections(outline, rules)
        self._names = Names(rules, segmenter, metadata.region, flow.text)
        self._chains = chains_of(rules)
        ends = name_ends(flow.text, rules)
        self._clauses = Clauses(flow.text, ends)
        self._objects = Objects(flow, self._names, ends, self._chains, rules)
        self._base = metadata.period.start - 1 if metadata.period else None

    def mentions(self) -> list[Mention]:
        """All mentions in reading order; where two overlap, the first and longer stays."""
        found = heading_mentions(self._flow, self._outline, self._sections, self._names, self._rules)
        for paragraph in self._flow.body():
            found += self._read(paragraph)
        self._names.forget()
        found.sort(key=lambda m: (m.start, -m.end))
        kept: list[Mention] = []
        for mention in found:
            if not kept or mention.start >= kept[-1].end:
                kept.append(mention)
        return kept

    def _read(self, paragraph: Paragraph) -> list[Mention]:
        text, rules = self._flow.text, self._rules
        openings, named_before = rules.patterns["definition-openings"].match, rules.named_before.search
        found: list[Mention] = []
        section: Section | None = None
        label: int | None = None  # where the first label stands that says that projects follow
        chains, within = self._chains.find, self._objects.of
        going: Deed | None = None  # the last action before the comma, where its objects may go on behind it
        for start, end, shielded in self._clauses.between(paragraph.start, paragraph.end):
            words = chains(text, start, end)
            acts = list(deeds(text, start, end, shielded, words, rules)) if words else []
            spelled = openings(text, start, end) if text[start] == "“" else None
            if spelled is not None:
                acts = [Deed(spelled.end(), end, (spelled.group(),), "", "", shielded)]
            elif text[end : end + 1] != ":" and not (acts and (acts[0].lead or any(deed.lead for deed in acts))):
                if label is None:
                    match = named_before(text, paragraph.start, paragraph.end)
                    label = match.start() if match else paragraph.end
                section = section or self._sections.at(paragraph.start)
                if label < start or (section.lists_projects and self._heading(paragraph) is None):
                    acts = [Deed(start, end, (), "", "", shielded)]
            on = None
            if not acts and going is not None and going.end + 1 == start and text[going.end] == ",":
                on = self._goes_on(going, start, end, shielded, bare=not words)
                acts = [on] if on is not None else acts
            going = acts[-1] if acts and acts[-1].lead and acts[-1].end == end else None
            for deed in acts:
                objects = within(deed)
                if deed is on:
                    objects = self._listed(objects, start, end)
                    going = on if objects else None
                if objects and self._heading(paragraph) in _SLOGANS:
                    objects = self._named(objects)
                if not objects:
                    continue
                section = section or self._sections.at(paragraph.start)
                low = start - _LOOK_BACK if start - _LOOK_BACK > paragraph.start else paragraph.start
                status = status_of(deed, text[low : deed.end], section, self._base, rules)
                if not status and text[deed.start] in rules.sets["past-particles"]:
                    status = "underway"
                action = _action(deed, rules) if deed.lead or deed.tail else None
                found += _mentions(objects, status, action)
        return found

    def _named(self, objects: list[Found]) -> list[Found]:
        """Those of `objects` that are quoted or hold a proper noun."""
        text, judge = self._flow.text, self._names.judge
        return [found for found in objects if judge(text[found[0].start : found[0].end]).named]

    def _listed(self, objects: list[Found], start: int, end: int) -> list[Found]:
        """Of the objects of a clause that goes on with a list: those that it names, and alone if nothing opens it."""
        text, judge = self._flow.text, self._names.judge
        if self._rules.patterns["continuing"].match(text, start, end):
            return [o for o in objects if judge(text[o[0].start : o[0].end]).named or o[0].join]
        whole = len(objects) == 1 and objects[0][0].start == start and objects[0][0].end == end
        return objects if whole and self._names.is_located(text[start:end]) else []

    def _goes_on(self, going: Deed, start: int, end: int, shielded: list[Span], *, bare: bool) -> Deed | None:
        """The action before the comma with the clause for its objects: 建设A、B等机场,以及C至D等铁路."""
        opening = self._rules.patterns["continuing"].match(self._flow.text, start, end)
        if opening is None and not bare:
            return None
        begin = opening.end() if opening else start
        return Deed(begin, end, going.verbs, going.lead, "", shielded) if begin < end else None

    def _heading(self, paragraph: Paragraph) -> str | None:
        """The kind of the heading that the paragraph is."""
        path = self._outline.path(paragraph.start)
        is_one = bool(path) and path[-1].start == paragraph.start and path[-1].heading_end >= paragraph.end
        return path[-1].kind if is_one else None


def _action(deed: Deed, rules: ProjectRules) -> str:
    """The word of action that says what is done; an adverb may open the chain: 高标准建设."""
    return next((verb for verb in deed.verbs if verb not in rules.sets["adverbs"]), deed.verbs[0])


def _mentions(objects: list[Found], status: str, action: str | None) -> list[Mention]:
    return [Mention(member.start, member.end, name, kind, status, action) for member, name, kind in objects]
