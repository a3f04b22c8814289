"""Styles of paragraphs: which are headings, which are numbered, which are hidden."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import regex

from plan_extract.readers.docx.package import Element, child, children, value

__all__ = ["Style", "Styles", "is_on", "numbering_of", "outline_level"]

_HEADING = regex.compile(r"heading (\d)", regex.IGNORECASE)
_CONTENTS = regex.compile(r"toc(?: \d| heading)?", regex.IGNORECASE)
_BODY = 10  # the level that Word gives to what is no heading
_LONGEST_CHAIN = 20  # styles based on each other


class Style(NamedTuple):
    """What a style says itself; None where it says nothing.

    Attributes:
        name: as Word knows it in every language.
        based_on: the style that it goes by for all else.
        level: of a heading, from 1; 10 for body text.
        number: the id of its numbering, ``0`` for none.
        depth: which level of the numbering, from 0.
        hidden: whether its text is not shown.
    """

    name: str = ""
    based_on: str | None = None
    level: int | None = None
    number: str | None = None
    depth: int | None = None
    hidden: bool | None = None


@dataclass(slots=True)
class Styles:
    """The styles of a file by their ids, and the one of paragraphs that name none."""

    styles: dict[str, Style]
    usual: str | None = None

    @classmethod
    def of(cls, root: Element | None) -> Styles:
        """Read the part ``styles.xml``."""
        made = cls({})
        for element in children(root, "style"):
            key = value(element, "styleId") or ""
            properties = child(element, "pPr")
            number, depth = numbering_of(properties)
            made.styles[key] = Style(
                value(child(element, "name")) or "", value(child(element, "basedOn")), outline_level(properties),
                number, depth, is_on(child(child(element, "rPr"), "vanish")),
            )
            if value(element, "type") == "paragraph" and value(element, "default") in {"1", "true", "on"}:
                made.usual = key
        return made

    def chain(self, key: str | None) -> list[tuple[str, Style]]:
        """The style `key` and those it is based on."""
        found: list[tuple[str, Style]] = []
        key = key or self.usual
        while key in self.styles and len(found) < _LONGEST_CHAIN:
            found.append((key, self.styles[key]))
            key = self.styles[key].based_on
        return found

    def level(self, key: str | None) -> int:
        """The level of the heading that a paragraph of style `key` is, 0 for none."""
        for _, style in self.chain(key):
            if style.level is not None:
                return style.level % _BODY
            if named := _HEADING.fullmatch(style.name):
                return int(named[1])
        return 0

    def is_contents(self, key: str | None) -> bool:
        """Whether a paragraph of style `key` is an entry of the contents list."""
        return any(_CONTENTS.fullmatch(style.name) for _, style in self.chain(key))

    def is_hidden(self, key: str | None) -> bool:
        """Whether text of style `key` is not shown."""
        return next((style.hidden for _, style in self.chain(key) if style.hidden is not None), False)


def is_on(toggle: Element | None) -> bool | None:
    """Whether a property such as ``vanish`` is on; None where it is not given."""
    return None if toggle is None else (value(toggle) or "1") not in {"0", "false", "off", "none"}


def outline_level(properties: Element | None) -> int | None:
    """The level that the properties of a paragraph give it in the outline, from 1; 10 for body text."""
    given = value(child(properties, "outlineLvl")) or ""
    return int(given) + 1 if given.isascii() and given.isdigit() and int(given) < _BODY else None


def numbering_of(properties: Element | None) -> tuple[str | None, int | None]:
    """The numbering and its level that the properties of a paragraph give."""
    given = child(properties, "numPr")
    depth = value(child(given, "ilvl")) or ""
    return value(child(given, "numId")), int(depth) if depth.isascii() and depth.isdigit() and len(depth) < 3 else None
