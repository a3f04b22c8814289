"""Mentions of one undertaking joined into a project."""

from __future__ import annotations

from plan_extract.patterns import compiled
from plan_extract.projects.model import Mention, Project

__all__ = ["join_mentions"]

_MARKS = compiled(r"[“”‘’《》\s]|\([^()]{1,12}\)")


def _key(name: str, project: str) -> str:
    bare = name if name.isalnum() else _MARKS.sub("", name)
    return bare.removesuffix(project) if len(bare) > 3 else bare


def join_mentions(mentions: list[Mention], project: str) -> list[Project]:
    """Projects in order of their first mention.

    Two names are one where they are equal without quotation marks and 项目, or where one is the end of just one
    other of the same kind (基金广场 of 某市基金广场).
    """
    groups: dict[str, list[Mention]] = {}
    for mention in mentions:
        groups.setdefault(_key(mention.name, project), []).append(mention)
    into: dict[str, str] = {}
    by_end: dict[str, list[str]] = {}
    for key in groups:
        for size in range(4, len(key)):
            if key[-size:] in groups:
                by_end.setdefault(key[-size:], []).append(key)
    for key, keys in by_end.items():
        longer = [k for k in keys if groups[k][0].type == groups[key][0].type]
        if len(longer) == 1:
            into[key] = longer[0]
    for key in list(into):
        while (target := into[key]) in into:
            into[key] = into[target]
    joined: dict[str, list[Mention]] = {}
    for key, found in groups.items():
        joined.setdefault(into.get(key, key), []).extend(found)
    projects = [_project(found) for found in joined.values()]
    return sorted(projects, key=lambda p: p.mentions[0].start)


def _settle(mentions: list[Mention]) -> None:
    """Say of mentions that say nothing: what is being built in one place is being built in all."""
    begun = any(mention.status == "underway" for mention in mentions)
    for mention in mentions:
        mention.status = mention.status or ("underway" if begun else "planned")


def _project(mentions: list[Mention]) -> Project:
    if len(mentions) == 1:
        only = mentions[0]
        only.status = only.status or "planned"
        return Project(
            only.name, only.type, only.status, [], mentions, location=only.location, years=only.years,
            investment=only.investment, content=only.content)
    return _joined(mentions)


def _joined(mentions: list[Mention]) -> Project:
    """The project of several mentions."""
    _settle(mentions)
    mentions.sort(key=lambda m: m.start)
    names = list(dict.fromkeys(m.name for m in mentions))
    name = max(names, key=lambda n: (len(_MARKS.sub("", n)), -len(n), -names.index(n)))
    kinds = [m.type for m in mentions]
    kind = max(dict.fromkeys(kinds), key=kinds.count)
    said = [m.status for m in mentions if m.status != "planned"]
    return Project(
        name, kind, said[-1] if said else "planned", [n for n in names if n != name], mentions,
        location=next((m.location for m in mentions if m.location), None),
        years=next((m.years for m in mentions if m.years), None),
        investment=next((m.investment for m in mentions if m.investment), None),
        content=next((m.content for m in mentions if m.content), None),
    )
