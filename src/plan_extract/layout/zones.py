"""Which paragraphs are the plan's own text and which stand before, after or beside it."""

from __future__ import annotations

from collections.abc import Sequence

from plan_extract.flow import Zone
from plan_extract.layout.writing import MARKUP
from plan_extract.patterns import compiled
from plan_extract.rules.layout import LayoutRules

__all__ = ["front_kind", "tell_zones"]

_HEAD = 200  # paragraphs at the top among which front matter is looked for, contents left out
_TAIL = 40  # paragraphs at the end among which the web page's own text is looked for
_LONGEST_NOTICE = 40  # paragraphs of the longest notice
_TITLE_PIECE = 40  # characters of the longest line that can be a piece of a title


def tell_zones(texts: Sequence[str], contents: range, rules: LayoutRules) -> list[Zone]:
    """The zone of each paragraph of `texts`, of which `contents` are the contents list."""
    zones = [Zone.BODY] * len(texts)
    for index in contents:
        zones[index] = Zone.CONTENTS
    if contents:
        _tell_head(texts, zones, range(contents.start), rules, pieces=True)
        _tell_head(texts, zones, range(contents.stop, min(contents.stop + 6, len(texts))), rules, pieces=False)
    else:
        _tell_head(texts, zones, range(min(_HEAD, len(texts))), rules, pieces=None)
    for index in range(len(texts) - 1, max(len(texts) - _TAIL, contents.stop), -1):
        if front_kind(texts[index], rules, notice=False) is not Zone.NAVIGATION:
            break
        zones[index] = Zone.NAVIGATION
    return zones


def _tell_head(
    texts: Sequence[str], zones: list[Zone], head: range, rules: LayoutRules, *, pieces: bool | None,
) -> None:
    """Tell the zones of the paragraphs `head`, as far as they are front matter.

    Args:
        texts: all paragraphs.
        zones: their zones, which are set here.
        head: which of them are looked at.
        rules: of the layout.
        pieces: whether a short line that looks like nothing else is a piece of a title; None: until the title is found.
    """
    notice = titled = False
    told = head.start  # past the last paragraph that is front matter without doubt
    index = head.start
    while index < head.stop:
        text = texts[index].lstrip(MARKUP + " ")
        kind = front_kind(text, rules, notice=notice)
        if kind is not Zone.NOTICE and (rules.numbering.match(text) or rules.unnumbered.match(text)):
            break
        if kind is None and notice and (stop := _end_of_notice(texts, index, head.stop, rules)):
            zones[index:stop] = [Zone.NOTICE] * (stop - index)
            told = index = stop
            continue
        if kind is None:
            if len(text) > _TITLE_PIECE or text[-1:] in "。;:," or not (pieces or (pieces is None and not titled)):
                break
            zones[index] = Zone.TITLE
        else:
            zones[index] = kind
            told = index + 1
        notice = notice or kind is Zone.NOTICE
        titled = titled or kind is Zone.TITLE
        index += 1
    if not pieces:
        zones[told:index] = [Zone.BODY] * (index - told)


def _end_of_notice(texts: Sequence[str], start: int, stop: int, rules: LayoutRules) -> int:
    """Past the date under a notice whose own text goes on at `start`, if the plan's title or contents come after it."""
    for index in range(start, min(stop, start + _LONGEST_NOTICE)):
        if any(rule.ends and rule.pattern.search(texts[index]) for rule in rules.front):
            after = [front_kind(text, rules, notice=False) for text in texts[index + 1 : min(index + 4, stop)]]
            return index + 1 if Zone.TITLE in after or index + 1 == stop else 0
    return 0


_SPREAD = compiled(r"(?<=\p{Han}) +(?=\p{Han}(?: |$))")  # blanks that set the characters of a word apart


def front_kind(text: str, rules: LayoutRules, *, notice: bool) -> Zone | None:
    """What front matter a paragraph `text` is, if any; `notice`: whether a forwarding notice has begun."""
    if " " in text and len(text) <= _TITLE_PIECE:
        text = _SPREAD.sub("", text)
    for rule in rules.front:
        if len(text) <= rule.longest and (notice or not rule.needs_notice) and rule.pattern.search(text):
            return Zone(rule.zone)
    return None
