"""Headings that are themselves the name of an undertaking."""

from __future__ import annotations

from plan_extract.flow import Flow
from plan_extract.outline import Node, Outline
from plan_extract.projects.model import Mention
from plan_extract.projects.names import Names
from plan_extract.projects.status import Sections
from plan_extract.rules.projects import ProjectRules

__all__ = ["heading_mentions"]

_MARKS = "。.:; "
_LONGEST = 30  # characters of a heading that is a name
_LONGEST_PART = 15  # characters of the name of a part of a programme


def heading_mentions(
    flow: Flow, outline: Outline, sections: Sections, names: Names, rules: ProjectRules,
) -> list[Mention]:
    """Headings that are nothing but the name of a zone, platform or programme, and the parts of a box that is one."""
    found: list[Mention] = []
    for node in outline.walk():
        if node.kind in {"part", "chapter", "paragraph", "table"} or not node.title:
            continue
        start, end = _title(node, flow)
        phrase = flow.text[start:end]
        if node.kind == "box":
            if rules.patterns["project-lists"].search(phrase):
                continue
            if rules.patterns["programme-boxes"].search(node.title):
                found += _parts(node, flow, names)
        if not 3 < len(phrase) <= _LONGEST or not names.may_have_head(phrase):
            continue
        if rules.verbs.match(phrase) or any(mark in phrase for mark in "、,;。"):
            continue
        if rules.patterns["definitions"].match(flow.text, end):
            continue
        kind = _kind(node, phrase, names, rules)
        if kind is not None:
            status = "completed" if sections.at(node.start).looks_back else "planned"
            found.append(Mention(start, end, flow.printed[start:end], kind, status))
    return found


def _title(node: Node, flow: Flow) -> tuple[int, int]:
    """Where the title stands, without the mark that ends it; an empty span where the text does not hold it as it is."""
    end = node.heading_end
    while end > node.start and flow.text[end - 1] in _MARKS:
        end -= 1
    start = end - len((node.title or "").strip(_MARKS))
    return (start, end) if start >= node.start else (end, end)


def _parts(box: Node, flow: Flow, names: Names) -> list[Mention]:
    """The parts of a box that is one programme: its short headings."""
    found = []
    for node in box.children:
        start, end = _title(node, flow)
        if node.kind not in {"item", "bullet"} or not 1 < end - start <= _LONGEST_PART:
            continue
        verdict = names.judge(flow.text[start:end])
        if verdict.classed or (verdict.head and verdict.common):
            continue
        name = flow.printed[start:end]
        if not names.head(flow.text[start:end])[0]:
            name += box.title or ""
        found.append(Mention(start, end, name, "programme", "planned"))
    return found if len(found) > 1 else []


def _kind(node: Node, phrase: str, names: Names, rules: ProjectRules) -> str | None:
    verdict = names.judge(phrase)
    if verdict.type not in {"zone", "programme", "platform"} or phrase == verdict.head or verdict.classed:
        return None
    listed = node.kind in {"item", "bullet"} and verdict.topic
    titled = node.kind == "section" and verdict.topic and phrase.endswith(tuple(rules.sets["carried-out"]))
    return verdict.type if verdict.proper or verdict.quoted or listed or titled else None
