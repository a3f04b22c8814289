"""What the step `layout` takes: how headings look, front matter, foldings."""

from __future__ import annotations

from typing import NamedTuple

import regex

__all__ = ["Folding", "FrontMatterPattern", "LayoutRules"]


class Folding(NamedTuple):
    """A compiled `FoldingRule`."""

    table: dict[str, str]
    where: regex.Pattern[str] | None

    def apply(self, text: str) -> str:
        """`text`, folded."""
        if self.where is not None:
            return self.where.sub(lambda found: self.table[found[0]], text)
        for char, plain in self.table.items():
            text = text.replace(char, plain)
        return text


class FrontMatterPattern(NamedTuple):
    """A compiled `FrontMatterRule`."""

    pattern: regex.Pattern[str]
    zone: str
    ends: bool
    needs_notice: bool
    longest: int


class LayoutRules(NamedTuple):
    """What the step takes.

    Attributes:
        numbering: the label at the beginning of a numbered heading.
        unnumbered: a heading without number that stands alone in its line: 结语, 前言.
        contents: the heading of a contents list.
        always_heading: a label that begins a paragraph also where the line before is full and its sentence goes on.
        heading_only: a label after which nothing but a heading stands in the paragraph.
        glued: places where two paragraphs of a notice are glued together.
        glued_heading: a heading of contents or foreword at the end of a line that holds more.
        title_goes_on: the beginning of a line that can only go on with the title before it.
        page_number: a page number with the marks that tell it from other numbers.
        foldings: characters that are read as others.
        front: what paragraphs of front matter look like, in the order in which they are tried.
    """

    numbering: regex.Pattern[str]
    unnumbered: regex.Pattern[str]
    contents: regex.Pattern[str]
    always_heading: regex.Pattern[str]
    heading_only: regex.Pattern[str]
    glued: regex.Pattern[str]
    glued_heading: regex.Pattern[str]
    title_goes_on: regex.Pattern[str]
    page_number: regex.Pattern[str]
    foldings: tuple[Folding, ...]
    front: tuple[FrontMatterPattern, ...]
