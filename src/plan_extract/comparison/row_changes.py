"""All changes of targets and achievements: in edited passages, then across them, then where the texts are the same."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from operator import eq

from plan_extract.comparison.edits import Edit
from plan_extract.comparison.rows import (
    RowChange,
    compare_rows,
    differing_fields,
    identity,
    match_in_edit,
    own,
    pair_by_identity,
    same_row,
)
from plan_extract.comparison.view import Passage, View
from plan_extract.models import Quantity

__all__ = ["compare_all_rows"]


@dataclass(slots=True)
class _Loose:
    """A row without a counterpart in its passage; `edit` is None in a section that was added or removed."""

    row: Quantity
    edit: Edit | None
    hunks: set[int]


def compare_all_rows(old: View, new: View, edits: Sequence[Edit], *, whole: bool) -> list[RowChange]:
    """The changes of rows; the hunks that say so are claimed.

    Args:
        old: one plan, its passages matched with those of the other.
        new: the other.
        edits: where their texts differ.
        whole: whether the texts are the same, so that the rows alone are compared.
    """
    changes: list[RowChange] = []
    gone: list[_Loose] = []
    come: list[_Loose] = []
    for edit in edits:
        pairs, removed, added = match_in_edit(edit)
        if edit.is_title:  # a heading that says something else is renamed, whatever it said before
            changes += [change for a, b in pairs if (change := compare_rows(edit, a, b, set()))]
            continue
        lost = [_Loose(r, edit, edit.touching(_span(edit, r, old=True), None)) for r in removed]
        won = [_Loose(r, edit, edit.touching(None, _span(edit, r, old=False))) for r in added]
        # What took a row away is no reason for another to change: its year, say, that stood in the sentence that went.
        taken = {n for loose in (*lost, *won) for n in loose.hunks}
        changes += [change for a, b in pairs if (change := compare_rows(edit, a, b, taken))]
        gone += lost
        come += won
    changes += _same_text(old, whole=whole)
    if whole:
        gone += [_Loose(r, None, set()) for r in old.loose]
        come += [_Loose(r, None, set()) for r in new.loose]
    else:
        gone += _in_lone_sections(old)
        come += _in_lone_sections(new)
    return changes + _elsewhere(gone, come, old, new, whole=whole) + _one_sided(gone, come, whole=whole)


def _span(edit: Edit, row: Quantity, *, old: bool) -> tuple[int, int]:
    place = (edit.old if old else edit.new).places[id(row)]
    return place.start, place.end


def _same_text(old: View, *, whole: bool) -> list[RowChange]:
    """Rows of passages with the same text on both sides, in their order."""
    changes: list[RowChange] = []
    for passage in old.passages:
        twin = passage.twin
        if twin is None or not (passage.rows or twin.rows) or twin.text != passage.text:
            continue
        if passage.joined or twin.joined or (not whole and _say_the_same(passage.rows, twin.rows)):
            continue
        pairs = [(a, b) for a, b in zip(passage.rows, twin.rows, strict=False) if a.text == b.text]
        if len(passage.rows) != len(twin.rows) or len(pairs) != len(passage.rows):
            pairs = pair_by_identity(passage.rows, twin.rows, _KEYS)
            if whole:
                paired = {id(row) for pair in pairs for row in pair}
                changes += [RowChange(r, None) for r in passage.rows if id(r) not in paired]
                changes += [RowChange(None, r) for r in twin.rows if id(r) not in paired]
        for a, b in pairs:
            if (whole or own(a) != own(b)) and (fields := same_row(a, b, whole=whole)):
                changes.append(RowChange(a, b, fields))
    return changes


def _say_the_same(old: Sequence[Quantity], new: Sequence[Quantity]) -> bool:
    return len(old) == len(new) and all(map(eq, map(own, old), map(own, new)))


def _in_lone_sections(side: View) -> list[_Loose]:
    return [
        _Loose(row, None, set())
        for p in side.passages if p.twin is None and p.section.twin is None for row in p.rows
    ]


def _exact(row: Quantity) -> Hashable:
    return row.role, identity(row), row.measure, row.value, row.value_max, row.unit, row.comparator, row.year


def _promise(row: Quantity) -> Hashable:
    return row.role, identity(row), row.measure, row.unit, row.year


_KEYS = (_exact, _promise, lambda row: (row.role, identity(row), row.measure))


def _elsewhere(
    gone: list[_Loose], come: list[_Loose], old: View, new: View, *, whole: bool,
) -> list[RowChange]:
    """Rows that went to another passage, changed or not; they leave `gone` and `come`."""
    if not gone or not come:
        return []
    ours, theirs = {id(g.row): g for g in gone}, {id(c.row): c for c in come}
    changes: list[RowChange] = []
    pairs = pair_by_identity([g.row for g in gone], [c.row for c in come], _KEYS[:2])
    for a, b in pairs:
        left, right = ours[id(a)], theirs[id(b)]
        fields = differing_fields(a, b)
        lone = left.edit is None or right.edit is None
        # In a section that came or went a row goes along, unless it is to the letter one that went or came elsewhere.
        if lone and not whole and (fields or (left.edit is None and right.edit is None)):
            continue
        if not fields and not lone and _passage(old, a) is _twin(new, b):
            continue
        change = RowChange(a, b, fields, moved=not fields)
        for loose in (left, right):
            if loose.edit is not None:
                change.words += loose.edit.words(loose.hunks)
                loose.edit.claimed |= loose.hunks
        if fields or not whole:
            changes.append(change)
        gone.remove(left)
        come.remove(right)
    return changes


def _passage(side: View, row: Quantity) -> Passage | None:
    return side.placed.get(id(row))


def _twin(side: View, row: Quantity) -> Passage | None:
    passage = side.placed.get(id(row))
    return passage.twin if passage else None


def _one_sided(gone: Iterable[_Loose], come: Iterable[_Loose], *, whole: bool) -> list[RowChange]:
    """Rows that were removed or added; those of a section that came or went are part of it."""
    changes: list[RowChange] = []
    for loose, is_old in (*((g, True) for g in gone), *((c, False) for c in come)):
        if loose.edit is None and not whole:
            continue
        change = RowChange(loose.row if is_old else None, None if is_old else loose.row)
        if loose.edit is not None:
            change.words = loose.edit.words(loose.hunks - loose.edit.claimed)
            loose.edit.claimed |= loose.hunks
        changes.append(change)
    return changes
