"""The contents list: where it stands and what it says."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from plan_extract.flow import ContentsEntry, Flow, Zone
from plan_extract.rules.layout import LayoutRules

__all__ = ["find_contents", "read_entries"]

_SEARCHED = 400  # paragraphs at the top among which the word for contents is looked for
_LONGEST = 80  # characters of the longest entry
_LEADER = regex.compile(r"[ .…·．_—-]{2,}\(?(?:\d{1,3}|[IVXivx]{1,5})?\)?$|(?<=\D)\d{1,3}$")


def key(text: str) -> str:
    """What a heading and its entry in the contents list have in common."""
    return _LEADER.sub("", text).replace(" ", "")


def find_contents(texts: Sequence[str], rules: LayoutRules) -> range:
    """Which of the paragraphs `texts` are the contents list, its heading included."""
    for start in range(min(len(texts), _SEARCHED)):
        text = texts[start]
        if len(text) <= 20 and rules.contents.match(text):
            break
    else:
        return range(0)
    seen: set[str] = set()
    stop = start + 1
    while stop < len(texts):
        text = texts[stop]
        if len(text) > _LONGEST or (text[-1] in "。;:" and not rules.numbering.match(text)):
            break
        entry = key(text)
        if entry in seen and rules.numbering.match(text) and entry == key(texts[start + 1]):
            break
        seen.add(entry)
        stop += 1
    return range(start, stop)


def read_entries(flow: Flow, rules: LayoutRules) -> tuple[ContentsEntry, ...]:
    """The entries of the contents list of `flow`."""
    entries: list[ContentsEntry] = []
    for paragraph in flow.paragraphs:
        if paragraph.zone is not Zone.CONTENTS:
            continue
        text = flow.text[paragraph.start : paragraph.end]
        if len(text) <= 20 and rules.contents.match(text):
            continue
        found = rules.numbering.match(text)
        size = found.end() if found else 0
        title = flow.printed[paragraph.start + size : paragraph.end].strip()
        entries.append(ContentsEntry(
            flow.printed[paragraph.start : paragraph.start + size].rstrip("、. "), _LEADER.sub("", title).strip(),
            paragraph.start, paragraph.end,
        ))
    return tuple(entries)
