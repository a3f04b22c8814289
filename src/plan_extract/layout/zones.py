"""Which paragraphs are the plan's own text and which stand before, after or beside it."""

from __future__ import annotations

from collections.abc import Sequence

from plan_extract.flow import Zone
from plan_extract.rules.layout import LayoutRules

__all__ = ["tell_zones"]

_HEAD = 200  # paragraphs at the top among which front matter is looked for, contents left out
_TAIL = 40  # paragraphs at the end among which the web page's own text is looked for
_TITLE_PIECE = 40  # characters of the longest line that can be a piece of a title


def tell_zones(texts: Sequence[str], contents: range, rules: LayoutRules) -> list[Zone]:
    """The zone of each paragraph of `texts`, of which `contents` are the contents list."""
    zones = [Zone.BODY] * len(texts)
    for index in contents:
        zones[index] = Zone.CONTENTS
    _tell_head(texts, zones, 0, contents.start, rules)
    if contents:
        _tell_head(texts, zones, contents.stop, min(contents.stop + 6, len(texts)), rules)
    for index in range(len(texts) - 1, max(len(texts) - _TAIL, contents.stop), -1):
        if _kind(texts[index], rules, notice=False) is not Zone.NAVIGATION:
            break
        zones[index] = Zone.NAVIGATION
    return zones


def _tell_head(texts: Sequence[str], zones: list[Zone], start: int, stop: int, rules: LayoutRules) -> None:
    notice = False
    titled = False
    for index in range(start, min(stop, start + _HEAD)):
        text = texts[index]
        if rules.numbering.match(text) or rules.unnumbered.match(text):
            if not (notice and _kind(text, rules, notice=True) is Zone.NOTICE):
                return
        kind = _kind(text, rules, notice=notice)
        if kind is None:
            if len(text) > _TITLE_PIECE or titled or text[-1] in "。;:,":
                return
            kind = Zone.TITLE
        zones[index] = kind
        notice = notice or kind is Zone.NOTICE
        titled = kind is Zone.TITLE and (titled or _names_plan(text, rules))


def _names_plan(text: str, rules: LayoutRules) -> bool:
    return any(rule.zone == "title" and rule.pattern.search(text) for rule in rules.front)


def _kind(text: str, rules: LayoutRules, *, notice: bool) -> Zone | None:
    for rule in rules.front:
        if len(text) <= rule.longest and (notice or not rule.needs_notice) and rule.pattern.search(text):
            return Zone(rule.zone)
    return None
