"""The labels that Word counts itself: 第一章, （一）, 1.1, from numbering.xml."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

import regex

from plan_extract.readers.docx.package import Element, child, children, value
from plan_extract.readers.docx.styles import Styles, is_on
from plan_extract.readers.docx.symbols import shown_symbol
from plan_extract.readers.numbering import label_of

__all__ = ["Lists"]

_PLACE = regex.compile(r"%([1-9])")
_TIGHT = "、：:）)】〕"  # what no blank is typed after


class _Level(NamedTuple):
    """A level of a list."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    restart: int | None = None
    legal: bool = False
    style: str | None = None


@dataclass(slots=True)
class _Numbering:
    """A list as paragraphs name it: the one it is counted with, and where it differs from that."""

    list: str
    starts: dict[int, int] = field(default_factory=dict)
    levels: dict[int, _Level] = field(default_factory=dict)


class Lists:
    """The lists of a file, and how far each has been counted."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._lists: dict[str, dict[int, _Level]] = {}
        self._numberings: dict[str, _Numbering] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        links: dict[str, str] = {}
        for element in children(root, "abstractNum"):
            key = value(element, "abstractNumId") or ""
            self._lists[key] = _levels(element)
            if style := value(child(element, "numStyleLink")):
                links[key] = style
        for element in children(root, "num"):
            found = _Numbering(value(child(element, "abstractNumId")) or "")
            for override in children(element, "lvlOverride"):
                depth = _number(value(override, "ilvl"), 0)
                if (start := value(child(override, "startOverride"))) is not None:
                    found.starts[depth] = _number(start, 1)
                found.levels.update(_levels(override))
            self._numberings[value(element, "numId") or ""] = found
        for key, style in links.items():  # a list that goes by a style has its levels where that style's list has them
            linked = styles.styles.get(style)
            number = linked.number if linked else None
            if number in self._numberings:
                self._lists[key] = self._lists.get(self._numberings[number].list, {})

    def label(self, style: str | None, number: str | None, depth: int | None) -> str:
        """Count a paragraph and say what is printed before it, with the blank behind, if any.

        Args:
            style: the paragraph's style, which may be numbered.
            number: the numbering that the paragraph itself names.
            depth: the level that the paragraph itself names.
        """
        chain = self._styles.chain(style)
        if number is None:
            named = next((found for found in chain if found[1].number is not None), None)
            if named is None:
                return ""
            number = named[1].number
            if depth is None:
                depth = self._linked(number, [key for key, _ in chain])
            if depth is None:
                depth = named[1].depth
        numbering = self._numberings.get(number or "")
        if numbering is None or number == "0":
            return ""
        depth = depth or 0
        levels = {**self._lists.get(numbering.list, {}), **numbering.levels}
        level = levels.get(depth)
        if level is None:
            return ""
        self._count(number or "", numbering, levels, depth)
        printed = self._printed(numbering.list, levels, depth)
        if not printed or level.suffix == "nothing" or printed[-1] in _TIGHT:
            return printed
        return printed + " "

    def _linked(self, number: str | None, styles: list[str]) -> int | None:
        """The level that is linked to one of `styles`, the nearest first."""
        numbering = self._numberings.get(number or "")
        levels = self._lists.get(numbering.list, {}) if numbering else {}
        return next((d for style in styles for d, level in levels.items() if level.style == style), None)

    def _count(self, number: str, numbering: _Numbering, levels: dict[int, _Level], depth: int) -> None:
        counts = self._counts.setdefault(numbering.list, {})
        for above in range(depth):  # a level that is passed over counts as begun
            if above in levels:
                counts.setdefault(above, levels[above].start)
        start = numbering.starts.get(depth)
        if start is not None and (number, depth) not in self._begun:
            counts[depth] = start
        elif depth in counts:
            counts[depth] += 1
        else:
            counts[depth] = levels[depth].start if start is None else start
        self._begun.add((number, depth))
        for below in [d for d in counts if d > depth]:
            restart = levels[below].restart if below in levels else None
            if restart is None or depth < restart:
                del counts[below]

    def _printed(self, key: str, levels: dict[int, _Level], depth: int) -> str:
        level = levels[depth]
        if level.form == "bullet":
            return shown_symbol(level.text)

        def number(found: regex.Match[str]) -> str:
            at = int(found[1]) - 1
            other = levels.get(at, level)
            count = self._counts[key].get(at, other.start)
            return label_of(count, "decimal" if level.legal and other.form != "none" else other.form)

        return str(_PLACE.sub(number, level.text)).strip()


def _levels(of: Element) -> dict[int, _Level]:
    found: dict[int, _Level] = {}
    for element in children(of, "lvl"):
        restart = value(child(element, "lvlRestart"))
        form = child(element, "numFmt")
        if form is None:  # a form of a newer Word, with one that every Word knows beside it
            form = next((f for choice in children(child(element, "mc:AlternateContent"), "mc:Choice", "mc:Fallback")
                         for f in children(choice, "numFmt") if value(f) != "custom"), None)
        found[_number(value(element, "ilvl"), 0)] = _Level(
            _number(value(child(element, "start")), 1), value(form) or "decimal",
            (value(child(element, "lvlText")) or "")[:100], value(child(element, "suff")) or "tab",
            None if restart is None else _number(restart, 0), bool(is_on(child(element, "isLgl"))),
            value(child(element, "pStyle")),
        )
    return found


def _number(text: str | None, fallback: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 6 else fallback
