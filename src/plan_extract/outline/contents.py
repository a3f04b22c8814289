"""The contents list against the body: what the one names and the other lacks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from plan_extract.flow import Flow, Paragraph
from plan_extract.outline.markers import Marker
from plan_extract.outline.tree import Node, Remark
from plan_extract.rules.outline import OutlineRules

__all__ = ["compare_contents", "mark_listed"]

_LONGEST = 40  # characters of the longest heading without a number that is looked for
_FEW = 5
_DAMAGED = 0.2  # a list that names so many headings that are none was misread, and says little of the body


def _key(words: str) -> str:
    return "".join(char for char in words if char.isalnum())


def _headings(nodes: Iterable[Node]) -> Iterable[Node]:
    for node in nodes:
        for found in node.walk():
            if found.kind not in {"paragraph", "table"}:
                yield found


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
        known = rules.label(entry.title.replace(" ", ""))
        if not entry.label and len(entry.title) <= _LONGEST and not (known and known.kind == "none"):
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


def compare_contents(flow: Flow, roots: list[Node], rules: OutlineRules) -> list[Remark]:
    """A remark for each entry of the contents list that no heading of the body bears."""
    if not flow.contents:
        return []
    # Page numbers stick to the labels of some lists, so a title alone is enough.
    borne = {_key(node.title or "") for node in _headings(roots)}
    remarks = []
    entries = 0
    for entry in flow.contents:
        known = rules.label(entry.title.replace(" ", ""))
        if known is not None and known.kind == "none":
            continue
        entries += 1
        if _key(entry.title) not in borne:
            message = f"the contents list names {entry.label} {entry.title}, the body does not"
            remarks.append(Remark("W102", message.replace("  ", " "), entry.start, entry.end))
    if len(remarks) > _FEW and len(remarks) > entries * _DAMAGED:
        message = f"the contents list is damaged: {len(remarks)} of its {entries} entries are no headings of the body"
        return [Remark("W102", message, flow.contents[0].start, flow.contents[-1].end)]
    return remarks
