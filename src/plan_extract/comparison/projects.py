"""Which project of the old plan is which of the new, and what of it changed: by name and aliases, then by place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from plan_extract.comparison.document import Op, WordEdit
from plan_extract.comparison.edits import Edit
from plan_extract.comparison.view import Passage, View, plain
from plan_extract.models import Mention, Project

__all__ = ["ProjectChange", "compare_projects"]

_STEM = 4
_TABLE_FIELDS = ("location", "years", "investment", "content")


@dataclass(slots=True)
class ProjectChange:
    """A project that is not as it was; one side is None where it was added or removed."""

    op: Op
    old: Project | None
    new: Project | None
    fields: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    words: list[WordEdit] = field(default_factory=list)


@dataclass(slots=True)
class _Found:
    """A mention in an edited passage.

    Attributes:
        touched: hunks that touch its name.
        name: the same where they took away or put in most of it, else nothing.
        sentence: hunks that touch its sentence.
    """

    mention: Mention
    edit: Edit
    touched: set[int]
    name: set[int]
    sentence: set[int]


def compare_projects(old: View, new: View, edits: Sequence[Edit], *, whole: bool) -> list[ProjectChange]:
    """The changes of projects; the hunks that say so are claimed.

    Args:
        old: one plan, its passages matched with those of the other.
        new: the other.
        edits: where their texts differ.
        whole: whether the texts are the same, so that the rows alone are compared.
    """
    pairs, gone, come = _pair(old.plan.projects, new.plan.projects)
    if whole:
        return [
            *(c for a, b in pairs if (c := _as_rows(a, b))),
            *(ProjectChange("removed", p, None) for p in gone), *(ProjectChange("added", None, p) for p in come),
        ]
    ours = _in_edits(edits, old=True)
    theirs = _in_edits(edits, old=False)
    changes = _renamed(gone, come, ours, theirs)
    changes += [c for p in gone if (c := _one_sided("removed", p, ours.get(id(p), [])))]
    changes += [c for p in come if (c := _one_sided("added", p, theirs.get(id(p), [])))]
    changes += [c for a, b in pairs if (c := _moved(a, b, ours.get(id(a), []), theirs.get(id(b), [])))]
    spoken_for = {id(edit): set(edit.claimed) for edit in edits}
    for a, b in pairs:
        found = [
            (f.edit, n) for f in (*ours.get(id(a), ()), *theirs.get(id(b), ()))
            for n in f.sentence - spoken_for[id(f.edit)]
        ]
        if found and (change := _changed(old, new, a, b, found)):
            changes.append(change)
    return changes


def _names(project: Project) -> Iterable[str]:
    return map(plain, (project.name, *project.aliases))


def _stems(project: Project) -> Iterable[str]:
    """The name without a last word of one or two characters, which may say what it is and not which it is."""
    name = plain(project.name)
    return [
        name[:end] for end in (-2, -1)
        if len(name) + end >= _STEM and not any(char.isnumeric() for char in name[end:])
    ]


def _full(project: Project) -> Iterable[str]:
    return (plain(project.name),)


def _pair(
    old: Sequence[Project], new: Sequence[Project],
) -> tuple[list[tuple[Project, Project]], list[Project], list[Project]]:
    """Projects of the same name, of an alias that is the other's name, or of a name with a word behind it; the rest."""
    pairs: list[tuple[Project, Project]] = []
    gone = {id(p): p for p in old}
    come = {id(p): p for p in new}
    for ours, others in ((_full, _full), (_names, _names), (_stems, _full), (_full, _stems)):
        theirs: dict[str, Project] = {}
        for project in come.values():
            for name in others(project):
                theirs.setdefault(name, project)
        for project in list(gone.values()):
            other = next((o for n in ours(project) if (o := theirs.get(n)) and id(o) in come), None)
            if other is not None:
                pairs.append((project, other))
                del gone[id(project)], come[id(other)]
    return pairs, list(gone.values()), list(come.values())


def _in_edits(edits: Sequence[Edit], *, old: bool) -> dict[int, list[_Found]]:
    """The mentions of each project, by its `id()`, that stand in edited passages."""
    found: dict[int, list[_Found]] = {}
    for edit in edits:
        if edit.is_title:  # a project of another name in a heading is a heading of another name
            continue
        side = edit.old if old else edit.new
        for at in side.mentions:
            place = side.places[id(at.mention)]
            name, sentence = (place.start, place.end), (place.clause_start, place.clause_end)
            touched = edit.touching(name, None) if old else edit.touching(None, name)
            found.setdefault(id(at.project), []).append(_Found(
                at.mention, edit, touched, touched if _mostly(edit, name, touched, old=old) else set(),
                edit.touching(sentence, None) if old else edit.touching(None, sentence),
            ))
    return found


def _mostly(edit: Edit, name: tuple[int, int], hunks: set[int], *, old: bool) -> bool:
    """Whether the hunks took away, or put in, at least half of a name."""
    ranges = [edit.hunks[n][:2] if old else edit.hunks[n][2:] for n in hunks]
    shared = sum(max(min(end, name[1]) - max(start, name[0]), 0) for start, end in ranges)
    return 2 * shared >= name[1] - name[0]


def _renamed(
    gone: list[Project],
    come: list[Project],
    ours: dict[int, list[_Found]],
    theirs: dict[int, list[_Found]],
) -> list[ProjectChange]:
    """Projects of which a name was put in where another was taken away; they leave `gone` and `come`."""
    at = {(id(f.edit), n): p for p in come for f in theirs.get(id(p), []) for n in f.touched}
    changes: list[ProjectChange] = []
    for project in list(gone):
        for found in ours.get(id(project), []):
            # Not where a whole clause was replaced: then one project went and another came.
            other = next((p for n in sorted(found.touched) if (p := at.get((id(found.edit), n))) in come), None)
            if other is None or not found.edit.old.passage or not found.edit.new.passage:
                continue
            gone.remove(project)
            come.remove(other)
            claims = {n for n in found.touched if at.get((id(found.edit), n)) is other}
            for rest in (*ours.get(id(project), []), *theirs.get(id(other), [])):
                rest.edit.claimed |= rest.touched
            names = {"name": (project.name, other.name)}
            changes.append(ProjectChange("renamed", project, other, names, found.edit.words(claims)))
            break
    return changes


def _one_sided(op: Literal["added", "removed"], project: Project, found: Sequence[_Found]) -> ProjectChange | None:
    """A project added or removed, where an edit of the text did it."""
    edited = [f for f in found if f.name]
    if not edited:
        return None
    change = ProjectChange(op, project if op == "removed" else None, project if op == "added" else None)
    for mention in edited:
        change.words += mention.edit.words(mention.name - mention.edit.claimed)
        mention.edit.claimed |= mention.name
    return change


def _moved(old: Project, new: Project, here: Sequence[_Found], there: Sequence[_Found]) -> ProjectChange | None:
    """A project of one mention, which was taken out of one passage and put into another."""
    if not len(old.mentions) == len(new.mentions) == len(here) == len(there) == 1:
        return None
    left, right = here[0], there[0]
    if left.edit is right.edit or not left.name - left.edit.claimed or not right.name - right.edit.claimed:
        return None
    words = left.edit.words(left.name) + right.edit.words(right.name)
    left.edit.claimed |= left.name
    right.edit.claimed |= right.name
    return ProjectChange("moved", old, new, {}, words)


def _table_fields(old: Project, new: Project) -> dict[str, tuple[Any, Any]]:
    return {
        name: (_plain_value(a), _plain_value(b))
        for name in _TABLE_FIELDS if (a := getattr(old, name)) != (b := getattr(new, name))
    }


def _plain_value(value: Any) -> Any:
    return value.model_dump(mode="json", exclude_none=True) if hasattr(value, "model_dump") else value


def _as_rows(old: Project, new: Project) -> ProjectChange | None:
    fields = _table_fields(old, new)
    for name in ("status", "type"):
        if getattr(old, name) != getattr(new, name):
            fields[name] = (getattr(old, name), getattr(new, name))
    return ProjectChange("changed", old, new, fields) if fields else None


def _changed(
    old: View, new: View, a: Project, b: Project, reasons: Sequence[tuple[Edit, int]],
) -> ProjectChange | None:
    """A status, or what a table says, that an edit of the text changed: one of the hunks in `reasons`."""
    change = ProjectChange("changed", a, b, _table_fields(a, b))
    if a.status != b.status and _statuses(old, a) != _statuses(new, b):
        change.fields["status"] = (a.status, b.status)
    if not change.fields:
        return None
    for edit in dict.fromkeys(edit for edit, _ in reasons):
        numbers = {n for e, n in reasons if e is edit}
        change.words += edit.words(numbers)
        edit.claimed |= numbers
    return change


def _statuses(side: View, project: Project) -> Counter[str]:
    """The statuses of its mentions outside of sections that were added or removed."""
    return Counter(m.status for m in project.mentions if not _in_new_section(side.placed.get(id(m))))


def _in_new_section(passage: Passage | None) -> bool:
    return passage is not None and passage.twin is None and passage.section.twin is None
