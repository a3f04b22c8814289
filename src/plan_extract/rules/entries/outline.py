"""Rules of the step `outline`: `numbering`, `ordinals`, `labels`, `glued` and `boxes`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import regex
from pydantic import Field

from plan_extract.rules.dialect import compiled
from plan_extract.rules.entries.base import Rule
from plan_extract.rules.entries.patterns import presence
from plan_extract.rules.outline import Numbering, OutlineRules, UnnumberedHeading

__all__ = ["FILES", "LabelRule", "NumberingRule", "OrdinalRule", "compile_rules"]

HeadingKind = Literal["part", "chapter", "section", "item", "bullet", "labelled", "box", "attachment"]


class NumberingRule(Rule):
    """A way to number headings; the pattern stands at the start of a paragraph."""

    kind: HeadingKind = Field(description="What the heading is where its place in the outline does not say otherwise.")
    starts: str = Field(min_length=1, description="The characters the pattern can start with.")

    def matches(self, text: str) -> bool:
        """Whether `text` starts with this numbering."""
        return text[:1] in self.starts and regex.match(self.source(), text) is not None


class OrdinalRule(Rule):
    """A series of ordinals: the word at place n, counted from 1, means n."""


class LabelRule(Rule):
    """Headings without a number: a fixed label before a colon, or one that fills its paragraph."""

    kind: Literal["chapter", "labelled", "attachment", "none"] = Field(description="What it opens.")
    alone: bool = Field(default=False, description="Whether it is a heading without a colon too.")

    def matches(self, text: str) -> bool:
        """Whether the whole of `text` is such a label."""
        return regex.fullmatch(self.source(), text) is not None


FILES: dict[str, type[Rule]] = {
    "numbering": NumberingRule, "ordinals": OrdinalRule, "labels": LabelRule, "glued": Rule, "boxes": Rule,
}


def compile_rules(rules: Mapping[str, Mapping[str, Rule]]) -> OutlineRules:
    """Make the step's rules of the validated entries."""
    numberings: dict[str, tuple[Numbering, ...]] = {}
    for style, rule in rules["numbering"].items():
        if isinstance(rule, NumberingRule):
            pattern = compiled(rule.source())
            made = Numbering(style, rule.kind, pattern, "n" in pattern.groupindex)
            for char in rule.starts:
                numberings[char] = (*numberings.get(char, ()), made)
    ordinals = {
        word: number for rule in rules["ordinals"].values() for number, word in enumerate(rule.words, 1)
    }
    words: dict[str, UnnumberedHeading] = {}
    patterns: list[str] = []
    labels: dict[str, UnnumberedHeading] = {}
    for key, rule in rules["labels"].items():
        if isinstance(rule, LabelRule):
            heading = UnnumberedHeading(key, rule.kind, rule.alone)
            words |= dict.fromkeys(rule.words, heading)
            if rule.pattern is not None:
                group = f"label_{len(labels)}"
                patterns.append(f"(?P<{group}>(?:{rule.pattern}))")
                labels[group] = heading
    glued = presence("|".join(rule.source() for rule in rules["glued"].values()))
    table_head = compiled("|".join(rule.source() for rule in rules["boxes"].values()))
    any_label = compiled("|".join(patterns) or "(?!)")
    return OutlineRules(numberings, ordinals, words, any_label, labels, glued, table_head)
