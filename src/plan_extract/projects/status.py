"""How far a project has come, by the words of action, the sentence and the section."""

from __future__ import annotations

import re
from plan_extract.outline import Outline
from plan_extract.projects.actions import Deed
from plan_extract.rules.projects import ProjectRules

__all__ = ["is_review", "status_of"]


def is_review(outline: Outline, at: int, rules: ProjectRules) -> bool:
    """Whether the flow's character `at` stands under a title that looks back."""
    titles = [node.title for node in outline.path(at) if node.title]
    for title in reversed(titles):
        if rules.patterns["target-sections"].search(title):
            return False
        if rules.patterns["review-sections"].search(title):
            return True
    return False


def status_of(deed: Deed, before: str, review: bool, base: int | None, rules: ProjectRules) -> str:
    """Status of what `deed` is done to.

    Args:
        deed: the action.
        before: the sentence up to it.
        review: whether the section looks back.
        base: the plan's base year.
        rules: the step's.
    """
    said = deed.lead + " " + deed.tail
    tails = [rules.tails.get(word) for word in rules.word.findall(deed.tail)]
    underway = rules.patterns["underway"].search(said) is not None or "underway" in tails
    if not review and base is not None and re.search(rf"(?:到|截至|截止){base}年", before):
        review = True
    if review:
        return "underway" if underway and "completed" not in tails else "completed"
    if rules.patterns["completed"].search(said):
        return "completed"
    if rules.patterns["planned"].search(deed.lead or deed.tail):
        return "planned"
    return "underway" if underway else "planned"
