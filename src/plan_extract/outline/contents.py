"""The contents list against the body: what the one names and the other lacks."""

from __future__ import annotations

from collections.abc import Iterable

from plan_extract.flow import Flow
from plan_extract.outline.tree import Node, Remark
from plan_extract.rules.outline import OutlineRules

__all__ = ["compare_contents"]

_FEW = 5
_DAMAGED = 0.2  # a list that names so many headings that are none was misread, and says little of the body


def _key(words: str) -> str:
    return "".join(char for char in words if char.isalnum())


def _headings(nodes: Iterable[Node]) -> Iterable[Node]:
    for node in nodes:
        for found in node.walk():
            if found.kind not in {"paragraph", "table"}:
                yield found


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
