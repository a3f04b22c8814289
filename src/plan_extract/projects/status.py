"""How far a project has come, by the words of action, the sentence and the section."""

from __future__ import annotations

import re
from typing import NamedTuple

from plan_extract.outline import Outline
from plan_extract.projects.actions import Deed
from plan_extract.rules.projects import ProjectRules

__all__ = ["Section", "Sections", "status_of"]


_SENTENCE = re.compile(r"[。;!?\n]")


class Section(NamedTuple):
    """What the titles over a place say of it.

    Attributes:
        looks_back: it tells what has been done.
        lists_projects: a plain list of names in it is a list of projects.
    """

    looks_back: bool
    lists_projects: bool


class Sections:
    """What the titles over each place say; each title is read once."""

    def __init__(self, outline: Outline, rules: ProjectRules) -> None:
        self._outline, self._rules = outline, rules
        self._known: dict[tuple[str, ...], Section] = {}

    def at(self, place: int) -> Section:
        """What the titles over the flow's character `place` say."""
        titles = tuple([node.title for node in self._outline.path(place) if node.title])
        section = self._known.get(titles)
        if section is None:
            section = self._known[titles] = self._read(titles)
        return section

    def _read(self, titles: tuple[str, ...]) -> Section:
        rules = self._rules.patterns
        looks_back = False
        for title in reversed(titles):
            if rules["target-sections"].search(title):
                break
            if rules["review-sections"].search(title):
                looks_back = True
                break
        return Section(looks_back, any(rules["project-lists"].search(title) for title in titles[-2:]))


_BEFORE_PLANS = 1955  # the n-th five-year plan, from the fifth on, ends five times n years after it


def status_of(deed: Deed, before: str, section: Section, base: int | None, rules: ProjectRules) -> str:
    """Status of what `deed` is done to; empty where nothing is said of it, in a text that looks ahead.

    Args:
        deed: the action.
        before: the text up to it, of which the last sentence counts.
        section: where it stands.
        base: the plan's base year.
        rules: the step's.
    """
    said = deed.lead + " " + deed.tail
    tails = [rules.tails.get(word) for word in rules.word.findall(deed.tail)] if deed.tail else []
    underway = rules.patterns["underway"].search(said) is not None or "underway" in tails
    past = section.looks_back or (base is not None and base in _years_named(_SENTENCE.split(before)[-1], rules))
    if past:
        return "underway" if underway and "completed" not in tails else "completed"
    if rules.patterns["completed"].search(said):
        return "completed"
    if rules.patterns["planned"].search(deed.lead or deed.tail):
        return "planned"
    return "underway" if underway else ""


def _years_named(text: str, rules: ProjectRules) -> list[int]:
    """Years by which the text says that something was done, and last years of the five-year plans that it names."""
    years = [int(year) for year in rules.patterns["by-year"].findall(text)]
    named = rules.patterns["during-plan"].findall(text)
    return years + [_BEFORE_PLANS + 5 * (rules.plans.index(plan) + 1) for plan in named if plan in rules.plans]
