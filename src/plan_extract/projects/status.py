"""How far a project has come, by the words of action, the sentence and the section."""

from __future__ import annotations

from typing import NamedTuple

from plan_extract.outline import Outline
from plan_extract.patterns import compiled
from plan_extract.projects.actions import Deed
from plan_extract.rules.projects import ProjectRules

__all__ = ["Section", "Sections", "status_of"]


_SENTENCE = compiled(r"[。;!?\n]")


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
        self._known: dict[int, Section] = {}  # by where the innermost heading stands
        self._titles: dict[str, tuple[bool | None, bool]] = {}

    def at(self, place: int) -> Section:
        """What the titles over the flow's character `place` say."""
        path = self._outline.path(place)
        heading = path[-1].start if path else -1
        section = self._known.get(heading)
        if section is None:
            section = self._known[heading] = self._read([node.title for node in path if node.title])
        return section

    def _read(self, titles: list[str]) -> Section:
        said = [self._title(title) for title in titles]
        looks_back = next((back for back, _ in reversed(said) if back is not None), False)
        return Section(looks_back, any(lists for _, lists in said[-2:]))

    def _title(self, title: str) -> tuple[bool | None, bool]:
        """Whether a title stands over a review of the past, None where it does not say, and over a list of projects."""
        known = self._titles.get(title)
        if known is None:
            rules = self._rules.patterns
            ahead = rules["target-sections"].search(title) is not None
            back = False if ahead else True if rules["review-sections"].search(title) else None
            known = self._titles[title] = back, rules["project-lists"].search(title) is not None
        return known


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
    said = f"{deed.lead} {deed.tail}"
    tails = [rules.tails.get(word) for word in rules.word.findall(deed.tail)] if deed.tail else []
    underway = rules.patterns["underway"].search(said) is not None or "underway" in tails
    past = section.looks_back or (base is not None and base in _years_named(before, rules))
    if past:
        return "underway" if underway and "completed" not in tails else "completed"
    if rules.patterns["completed"].search(said):
        return "completed"
    if rules.patterns["planned"].search(deed.lead or deed.tail) or rules.patterns["prepared"].search(deed.tail):
        return "planned"
    return "underway" if underway else ""


def _years_named(text: str, rules: ProjectRules) -> list[int]:
    """Years by which the last sentence says that something was done, and last years of the plans that it names."""
    by_year, during_plan = rules.patterns["by-year"], rules.patterns["during-plan"]
    if not (by_year.search(text) or during_plan.search(text)):
        return []
    sentence = _SENTENCE.split(text)[-1]
    years = [int(year) for year in by_year.findall(sentence)]
    named = during_plan.findall(sentence)
    return years + [_BEFORE_PLANS + 5 * (rules.plans.index(plan) + 1) for plan in named if plan in rules.plans]
