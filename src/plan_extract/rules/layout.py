"""What the step `layout` takes: how headings look, front matter, foldings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from plan_extract.rules.patterns import Ending

__all__ = ["Folding", "FrontMatterPattern", "LayoutRules"]


class Folding(NamedTuple):
    """One character of a `FoldingRule`, compiled; `re` looks for a single character faster than for one of several."""

    char: str
    plain: str
    where: re.Pattern[str] | None

    def apply(self, text: str) -> str:
        """`text`, folded."""
        return text.replace(self.char, self.plain) if self.where is None else self.where.sub(lambda _: self.plain, text)


class FrontMatterPattern(NamedTuple):
    """A compiled `FrontMatterRule`."""

    pattern: re.Pattern[str]
    zone: str
    ends: bool
    needs_notice: bool
    longest: int


@dataclass(slots=True, eq=False)
class LayoutRules:
    """What the step takes.

    Attributes:
        numbering: the label at the beginning of a numbered heading.
        unnumbered: a heading without number that stands alone in its line: 结语, 前言.
        contents: the heading of a contents list.
        always_heading: a label that begins a paragraph also where the line before is full and its sentence goes on.
        heading_only: a label after which nothing but a heading stands in the paragraph.
        glued: places where two paragraphs of a notice are glued together.
        glued_heading: where, at the end of a line that holds more, a heading of contents or foreword begins.
        title_goes_on: the beginning of a line that can only go on with the title before it.
        page_number: a page number with the marks that tell it from other numbers.
        foldings: characters that are read as others.
        front: what paragraphs of front matter look like, in the order in which they are tried.
    """

    numbering: re.Pattern[str]
    unnumbered: re.Pattern[str]
    contents: re.Pattern[str]
    always_heading: re.Pattern[str]
    heading_only: re.Pattern[str]
    glued: re.Pattern[str]
    glued_heading: Ending
    title_goes_on: re.Pattern[str]
    page_number: re.Pattern[str]
    foldings: tuple[Folding, ...]
    front: tuple[FrontMatterPattern, ...]
