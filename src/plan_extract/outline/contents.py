"""The contents list against the body: what the one names and the other lacks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from plan_extract.flow import ContentsEntry, Flow, Paragraph
from plan_extract.outline.markers import Marker
from plan_extract.outline.tree import Node, Remark
from plan_extract.rules.outline import OutlineRules

__all__ = ["compare_contents", "mark_listed"]

_LONGEST = 40  # characters of the longest heading without a number that is looked for
_FEW = 5
_DAMAGED = 0.2  # a list that names so many headings that are none was misread, and says little of the body


def _key(words: str) -> str:
    return words if words.isalnum() else "".join(filter(str.isalnum, words))


def _is_caption(entry: ContentsEntry, rules: OutlineRules) -> bool:
    """Whether an entry of the contents list names what is no heading."""
    known = rules.label(entry.title.replace(" ", ""))
    return known is not None and known.kind == "none"


def mark_listed(
    flow: Flow, paragraphs: Sequence[Paragraph], markers: list[Marker | None], rules: OutlineRules,
) -> None:
    """Mark paragraphs without a number that the contents list names.

    Between numbered entries they are sections of the chapter before them, before the first and after the last chapters.
    """
    numbered = [n for n, entry in enumerate(flow.contents) if entry.label]
    if not numbered:
        return
    named: dict[str, tuple[int, bool]] = {}
    for n, entry in enumerate(flow.contents):
        if not entry.label and len(entry.title) <= _LONGEST and not _is_caption(entry, rules):
            named[_key(entry.title)] = (n, numbered[0] < n < numbered[-1])
    if not named:
        return
    keys = [
        "" if marker or p.end - p.start > _LONGEST else _key(flow.printed[p.start : p.end])
        for p, marker in zip(paragraphs, markers, strict=True)
    ]
    times = Counter(keys)
    inner = any(inside for _, inside in named.values())
    for n, key in enumerate(keys):
        if len(key) > 1 and not key.isdecimal() and key in named and times[key] == 1:
            at = paragraphs[n].start
            section = inner and named[key][0] > numbered[0]
            markers[n] = Marker("listed", "section" if section else "chapter", None, (), (at, at), at)


def compare_contents(flow: Flow, headings: Iterable[Node], rules: OutlineRules) -> list[Remark]:
    """A remark for each entry of the contents list that none of the `headings` of the body bears."""
    if not flow.contents:
        return []
    # Page numbers stick to the labels of some lists, so a title alone is enough.
    borne = {_key(node.title or "") for node in headings}
    missing = [e for e in flow.contents if _key(e.title) not in borne and not _is_caption(e, rules)]
    if len(missing) > _FEW:
        entries = sum(not _is_caption(entry, rules) for entry in flow.contents)
        if len(missing) > entries * _DAMAGED:
            strays = f"{len(missing)} of its {entries} entries are no headings of the body"
            first, last = flow.contents[0], flow.contents[-1]
            return [Remark("W102", f"the contents list is damaged: {strays}", first.start, last.end)]
    remarks = []
    for entry in missing:
        message = f"the contents list names {entry.label} {entry.title}, the body does not"
        remarks.append(Remark("W102", message.replace("  ", " "), entry.start, entry.end))
    return remarks
