"""Rules of the step `layout`: how headings look (`layout.yaml`), and front matter (`front_matter.yaml`)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Literal, Self

import regex
from pydantic import Field, model_validator

from plan_extract.rules.dialect import compiled
from plan_extract.rules.entries.base import Rule
from plan_extract.rules.entries.patterns import ending
from plan_extract.rules.layout import Folding, FrontMatterPattern, LayoutRules

__all__ = ["FILES", "FoldingRule", "FrontMatterRule", "LayoutRule", "compile_rules"]

Role = Literal["numbering", "unnumbered", "contents", "page", "glued", "glued-heading", "title-goes-on"]


class LayoutRule(Rule):
    """How a line begins, and what that makes of it."""

    role: Role = Field(description="What the beginning of the line is.")
    heading_only: bool = Field(default=False, description="No body text stands in the same paragraph.")
    always: bool = Field(default=False, description="At the head of a line it is a label, whatever stands before.")

    def matches(self, text: str) -> bool:
        """Whether `text` begins as the rule says; an unnumbered heading and the word for contents stand alone."""
        if self.role in {"glued", "glued-heading"}:
            return super().matches(text)
        pattern = self.source() if self.role in {"numbering", "title-goes-on"} else f"{self.source()}$"
        return regex.match(pattern, text, regex.IGNORECASE) is not None


class FrontMatterRule(Rule):
    """What a paragraph before, after or beside the plan's own text looks like."""

    zone: Literal["navigation", "notice", "title"]
    ends: bool = Field(default=False, description="A paragraph like this ends the notice.")
    needs: Literal["notice"] | None = Field(default=None, description="Only after a notice has begun.")
    longest: int = Field(default=400, gt=0, description="Characters of the longest paragraph that it is tried on.")

    def matches(self, text: str) -> bool:
        """Whether a paragraph `text` is of this kind."""
        return len(text) <= self.longest and super().matches(text)


class FoldingRule(Rule):
    """Characters that are read as others."""

    source_characters: str = Field(alias="from", min_length=1, description="What is printed.")
    to: str = Field(min_length=1, description="What it is read as, character by character.")

    @model_validator(mode="after")
    def _pairs(self) -> Self:
        if len(self.source_characters) != len(self.to):
            raise ValueError("`from` and `to` must be of one length")
        return self

    def compiled(self) -> list[Folding]:
        """What the step takes: a folding for each character."""
        return [
            Folding(char, plain, compiled(f"{re.escape(char)}(?<=(?={self.pattern}).)") if self.pattern else None)
            for char, plain in zip(self.source_characters, self.to, strict=True)
        ]

    def matches(self, text: str) -> bool:
        """Whether the folding changes `text`."""
        return any(folding.apply(text) != text for folding in self.compiled())


FILES: dict[str, type[Rule]] = {"layout": LayoutRule, "front_matter": FrontMatterRule, "foldings": FoldingRule}


def compile_rules(rules: Mapping[str, Mapping[str, Rule]]) -> LayoutRules:
    """Make the step's rules of the validated entries."""
    entries = [entry for entry in rules["layout"].values() if isinstance(entry, LayoutRule)]

    def sources(chosen: Iterable[LayoutRule]) -> str:
        return f"(?:{'|'.join(entry.source() for entry in chosen) or '(?!)'})"

    def all_of(role: Role) -> str:
        return sources(entry for entry in entries if entry.role == role)

    def any_of(role: Role, end: str = "") -> re.Pattern[str]:
        return compiled(all_of(role) + end, re.IGNORECASE)

    return LayoutRules(
        numbering=any_of("numbering"),
        unnumbered=any_of("unnumbered", "$"),
        contents=any_of("contents", "$"),
        always_heading=compiled(sources(entry for entry in entries if entry.always)),
        heading_only=compiled(sources(entry for entry in entries if entry.heading_only)),
        glued=compiled(all_of("glued")),
        glued_heading=ending(all_of("glued-heading") + "$"),
        title_goes_on=any_of("title-goes-on"),
        page_number=any_of("page", "$"),
        foldings=tuple(
            folding for entry in rules["foldings"].values() if isinstance(entry, FoldingRule)
            for folding in entry.compiled()
        ),
        front=tuple(
            FrontMatterPattern(
                compiled(entry.source()), entry.zone, entry.ends, entry.needs == "notice",
                entry.longest,
            )
            for entry in rules["front_matter"].values() if isinstance(entry, FrontMatterRule)
        ),
    )
