"""Mentions: every place where a named undertaking is the object of an action."""

from __future__ import annotations

import re

from plan_extract.flow import Flow, Paragraph
from plan_extract.models import Metadata
from plan_extract.outline import Outline
from plan_extract.projects.actions import Deed, clauses, deeds
from plan_extract.projects.headings import heading_mentions
from plan_extract.projects.model import Mention
from plan_extract.projects.names import Names
from plan_extract.projects.objects import Objects
from plan_extract.projects.status import Section, section_at, status_of
from plan_extract.rules.projects import ProjectRules
from plan_extract.segment import Segmenter

__all__ = ["Finder"]

_SENTENCE = re.compile(r"[。;!?\n]")
_LOOK_BACK = 120  # characters of a sentence that are read for its time


class Finder:
    """Reads one plan."""

    def __init__(
        self, flow: Flow, outline: Outline, metadata: Metadata, rules: ProjectRules, segmenter: Segmenter,
    ) -> None:
        self._flow, self._outline, self._rules = flow, outline, rules
        self._names = Names(rules, segmenter, metadata.region)
        self._objects = Objects(flow, self._names, rules)
        self._labels = (rules.project, *rules.sets["works"])
        self._base = metadata.period.start - 1 if metadata.period else None

    def mentions(self) -> list[Mention]:
        """All mentions in reading order; where two overlap, the first and longer stays."""
        found = heading_mentions(self._flow, self._outline, self._names, self._rules)
        for paragraph in self._flow.body():
            found += self._read(paragraph)
        found.sort(key=lambda m: (m.start, -m.end))
        kept: list[Mention] = []
        for mention in found:
            if not kept or mention.start >= kept[-1].end:
                kept.append(mention)
        return kept

    def _read(self, paragraph: Paragraph) -> list[Mention]:
        text = self._flow.text
        found: list[Mention] = []
        section: Section | None = None
        listed = False
        for start, end in clauses(text, paragraph.start, paragraph.end):
            listed = listed or (text[end : end + 1] == ":" and text[start:end].endswith(self._labels))
            if not self._objects.may_name(start, end):
                continue
            section = section or section_at(self._outline, paragraph.start, self._rules)
            acts = list(deeds(text, start, end, self._rules))
            plain = not any(deed.lead for deed in acts) and text[end : end + 1] != ":"
            if plain and (section.lists_projects or listed):
                acts = [Deed(start, end, (), "", "")]
            for deed in acts:
                objects = self._objects.of(deed)
                if not objects:
                    continue
                before = _SENTENCE.split(text[max(paragraph.start, start - _LOOK_BACK) : deed.end])[-1]
                status = status_of(deed, before, section, self._base, self._rules)
                action = deed.verbs[0] if deed.verbs else None
                found += [Mention(m.start, m.end, name, kind, status, action) for m, name, kind in objects]
        return found
