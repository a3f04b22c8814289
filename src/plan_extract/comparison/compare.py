"""Compares two plans, step by step, and writes down each edit once, at its own level."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

from plan_extract.comparison.document import Change, Diff, Kind, Op, PlanInfo, Summary, Where, WordEdit
from plan_extract.comparison.edits import Edit, find_edits
from plan_extract.comparison.headings import share_headings
from plan_extract.comparison.passages import match_passages, moved_passages
from plan_extract.comparison.projects import ProjectChange, compare_projects
from plan_extract.comparison.row_changes import compare_all_rows
from plan_extract.comparison.rows import RowChange
from plan_extract.comparison.sections import match_sections, moved_sections
from plan_extract.comparison.view import Passage, Section, View, plain, view
from plan_extract.models import Metadata, Plan, Project, Quantity

__all__ = ["compare_plans", "plan_info"]

# Fields that are read from the same words of a plan's title, so that one edit changes them together.
_TOGETHER = (
    ("title", "region", "region_level", "period", "vision_year"), ("issuer",), ("issued_on",), ("approved_by",),
)
_KINDS = ("metadata", "section", "target", "achievement", "project", "text")
_Parts = dict[str, Any]
_MIRRORED = {"added": "removed", "removed": "added"}


def compare_plans(old: Plan, new: Plan, cut: Callable[[str], list[str]]) -> Diff:
    """What is different between two plans.

    The plans are compared in an order of their own, and the result is turned round where that is not the order they
    were given in: so the comparison of new and old says the same as that of old and new.

    Args:
        old: the plan as it was.
        new: the plan as it is.
        cut: cuts a text into words.
    """
    if old is new:
        changes = []
    elif _after(old, new):
        changes = [_change(_turned(parts)) for parts in _compare(new, old, cut)]
    else:
        changes = [_change(parts) for parts in _compare(old, new, cut)]
    changes.sort(key=_reading_order)
    counts = Counter(change.op for change in changes)
    return Diff(old=plan_info(old), new=plan_info(new), summary=Summary.model_validate(counts), changes=tuple(changes))


def plan_info(plan: Plan) -> PlanInfo:
    """What a diff says of a plan."""
    return PlanInfo(name=plan.source.name, sha256=plan.source.sha256, title=plan.metadata.title)


def _after(old: Plan, new: Plan) -> bool:
    if old.source.sha256 != new.source.sha256:
        return old.source.sha256 > new.source.sha256
    return old != new and old.model_dump_json() > new.model_dump_json()


def _compare(old: Plan, new: Plan, cut: Callable[[str], list[str]]) -> list[_Parts]:
    ours, theirs = view(old), view(new)
    share_headings(ours, theirs)
    match_sections(ours, theirs)
    match_passages(ours, theirs)
    edits = find_edits(ours, theirs, cut)
    changes = _of_metadata(old.metadata, new.metadata)
    sections = _of_sections(ours, theirs)
    # Without an edit of the text, or without a text to compare, the rows stand for themselves.
    whole = not (edits or sections) or not (ours.passages and theirs.passages)
    rows = compare_all_rows(ours, theirs, edits, whole=whole)
    projects = compare_projects(ours, theirs, edits, whole=whole)
    changes += sections
    changes += [c for edit in edits if (c := _renamed(edit))]
    changes += [_of_row(change, ours, theirs) for change in rows]
    changes += [_of_project(change, ours, theirs) for change in projects]
    changes += [c for edit in edits if (c := _of_text(edit))]
    changes += [_of_moved(passage) for passage in moved_passages(ours)]
    return changes


# -- metadata and sections ---------------------------------------------------------------------------------------------


def _of_metadata(old: Metadata, new: Metadata) -> list[_Parts]:
    ours, theirs = old.model_dump(mode="json"), new.model_dump(mode="json")
    changes: list[_Parts] = []
    for names in _TOGETHER:
        fields = {n: (ours[n], theirs[n]) for n in names if _meaning(ours[n]) != _meaning(theirs[n])}
        if fields:
            changes.append(_parts(
                kind="metadata", op="changed", name=next(iter(fields)), where=((), ()), fields=fields,
                old=ours, new=theirs,
            ))
    return changes


def _meaning(value: Any) -> Any:
    return plain(value) if isinstance(value, str) else value


def _of_sections(old: View, new: View) -> list[_Parts]:
    """Sections added, removed and moved; what stands below one that was added or removed is part of it."""
    changes = [
        _parts(kind="section", op="removed", name=_name(s), where=(_over(s), None), old=_section(s))
        for s in old.root.walk() if s.twin is None and s.parent and (s.parent.twin or not s.parent.node)
    ]
    changes += [
        _parts(kind="section", op="added", name=_name(s), where=(None, _over(s)), new=_section(s))
        for s in new.root.walk() if s.twin is None and s.parent and (s.parent.twin or not s.parent.node)
    ]
    for section in moved_sections(old):
        twin = section.twin
        if twin is not None:
            changes.append(_parts(
                kind="section", op="moved", name=_name(twin), where=(_over(section), _over(twin)),
                old=_section(section), new=_section(twin),
            ))
    return changes


def _name(section: Section) -> str:
    return (section.node.title or section.node.label or "") if section.node else ""


def _over(section: Section) -> tuple[str, ...]:
    return section.parent.path() if section.parent else ()


def _section(section: Section) -> dict[str, Any]:
    """A heading, and how much stands under it."""
    node = section.node
    if node is None:
        return {}
    below = [p for s in section.walk() for p in (*s.passages, *([s.title] if s.title else []))]
    rows = [row for p in below for row in p.rows]
    return {
        "id": node.id, "kind": node.kind, "label": node.label, "title": node.title, "span": list(node.span),
        "chars": section.size,
        "targets": [row.id for row in rows if row.role == "target"],
        "achievements": [row.id for row in rows if row.role == "achieved"],
        "projects": list(dict.fromkeys(m.project.id for p in below for m in p.mentions)),
    }


def _renamed(edit: Edit) -> _Parts | None:
    old, new = edit.old.passage, edit.new.passage
    left = edit.left()
    if old is None or new is None or not new.is_title or not left:
        return None
    edit.claimed |= left
    return _parts(
        kind="section", op="renamed", name=_name(new.section),
        where=(_over(old.section), _over(new.section)),
        fields={"title": (_name(old.section), _name(new.section))}, words=tuple(edit.words(left)),
        old=_section(old.section), new=_section(new.section),
    )


# -- rows, projects and the rest of the text ---------------------------------------------------------------------------


def _path(side: View, row: Quantity | None) -> tuple[str, ...] | None:
    if row is None:
        return None
    passage = side.placed.get(id(row))
    return passage.section.path() if passage else ()


def _of_row(change: RowChange, old: View, new: View) -> _Parts:
    row = change.new or change.old
    if row is None:
        raise AssertionError("a change of nothing")
    roles = {r.role for r in (change.old, change.new) if r}
    op: Op = "changed" if change.old and change.new else "removed" if change.old else "added"
    return _parts(
        kind="target" if "target" in roles else "achievement", op="moved" if change.moved else op, name=row.indicator,
        where=(_path(old, change.old), _path(new, change.new)),
        fields=change.fields, words=tuple(change.words), old=_document(change.old), new=_document(change.new),
    )


def _document(row: Quantity | None) -> dict[str, Any] | None:
    """A row as in the plan document: what ``row.model_dump(mode="json")`` gives, in a fifth of the time."""
    if row is None:
        return None
    said = {**row.__dict__, "span": [*row.span]}
    if row.normalized is not None:
        said["normalized"] = dict(row.normalized.__dict__)
    if row.locator is None:
        del said["locator"]
    else:
        said["locator"] = row.locator.model_dump(mode="json")
    return said


def _of_project(change: ProjectChange, old: View, new: View) -> _Parts:
    row = change.new or change.old
    if row is None:
        raise AssertionError("a change of nothing")

    def where(side: View, project: Project | None) -> tuple[str, ...] | None:
        if project is None:
            return None
        first = side.placed.get(id(project.mentions[0])) if project.mentions else None
        return first.section.path() if first else ()

    return _parts(
        kind="project", op=change.op, name=row.name,
        where=(where(old, change.old), where(new, change.new)),
        fields=change.fields, words=tuple(change.words),
        old=change.old.model_dump(mode="json") if change.old else None,
        new=change.new.model_dump(mode="json") if change.new else None,
    )


def _paragraph(passage: Passage | None) -> dict[str, Any] | None:
    if passage is None:
        return None
    node = passage.section.node
    return {"name": _name(passage.section), "text": passage.text, "section": node.id if node else "",
            "span": list(passage.node.span)}


def _of_text(edit: Edit) -> _Parts | None:
    old, new = edit.old.passage, edit.new.passage
    left = edit.left()
    here = new or old
    if not left or here is None or here.is_title:
        return None
    op: Op = "changed" if old and new else "removed" if old else "added"
    return _parts(
        kind="text", op=op, name=_name(here.section),
        where=(old.section.path() if old else None, new.section.path() if new else None),
        fields={"text": (old.text, new.text)} if old and new else {},
        words=tuple(edit.words(left)), old=_paragraph(old), new=_paragraph(new),
    )


def _of_moved(passage: Passage) -> _Parts:
    twin = passage.twin
    if twin is None:
        raise AssertionError("what moved stands in both plans")
    return _parts(
        kind="text", op="moved", name=_name(twin.section),
        where=(passage.section.path(), twin.section.path()),
        old=_paragraph(passage), new=_paragraph(twin),
    )


# -- order -------------------------------------------------------------------------------------------------------------


def _parts(
    *, kind: Kind, op: Op, name: str, where: tuple[tuple[str, ...] | None, tuple[str, ...] | None],
    old: dict[str, Any] | None = None, new: dict[str, Any] | None = None,
    fields: dict[str, tuple[Any, Any]] | None = None, words: tuple[WordEdit, ...] = (),
) -> _Parts:
    """The parts of a change; `where`, and each of `fields`, are those of the old plan and of the new."""
    return {"kind": kind, "op": op, "name": name, "where": where, "fields": fields or {}, "words": words, "old": old,
            "new": new}


def _change(parts: _Parts) -> Change:
    old, new = parts["where"]
    return Change(**{**parts, "where": Where(old=old, new=new)})


def _turned(parts: _Parts) -> _Parts:
    """The parts as the comparison of new with old has them."""
    name, old, new = parts["name"], parts["old"], parts["new"]
    if old is not None and new is not None and parts["kind"] != "metadata":
        name = next((n for key in ("indicator", "name", "title", "label") if (n := old.get(key))), name)
    return {
        "kind": parts["kind"], "op": _MIRRORED.get(parts["op"], parts["op"]), "name": name,
        "where": parts["where"][::-1], "fields": {n: (b, a) for n, (a, b) in parts["fields"].items()},
        "words": tuple([
            WordEdit(removed=w.added, added=w.removed, before=w.before, after=w.after) for w in parts["words"]
        ]),
        "old": new, "new": old,
    }


def _reading_order(change: Change) -> tuple[Any, ...]:
    row = change.new or change.old or {}
    spans = [row["span"]] if "span" in row else [m["span"] for m in row.get("mentions", ())]
    return _KINDS.index(change.kind), spans[0][0] if spans else 0, change.op, change.name
