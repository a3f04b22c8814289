"""Which target or achievement of the old plan is which of the new, and what of it changed.

In an edited passage a row is the one at the same place of the text, or the one of the same identity: indicator,
measure, horizon. A field counts as changed where an edit of the text explains it: a parser that reads the same words
differently because a neighbour changed does not make a change.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from operator import attrgetter, itemgetter
from typing import Any

from plan_extract.comparison.document import WordEdit
from plan_extract.comparison.edits import Edit, Place
from plan_extract.comparison.hunks import alike
from plan_extract.comparison.view import plain
from plan_extract.models import Quantity

__all__ = [
    "RowChange",
    "compare_rows",
    "differing_fields",
    "identity",
    "match_in_edit",
    "own",
    "pair_by_identity",
    "same_row",
]

OWN = ("value", "value_max", "unit", "comparator")
own = attrgetter(*OWN)
FIELDS = ("role", "indicator", "value", "value_max", "unit", "comparator", "measure", "year", "binding")
_LOOKED = 50  # edits that are looked at for a year that changed, the nearest first
_LEAD, _TAIL = 10, 4  # characters before and after a number where its comparator stands


@dataclass(slots=True)
class RowChange:
    """A row that is not as it was; one side is None where it was added or removed."""

    old: Quantity | None
    new: Quantity | None
    fields: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    words: list[WordEdit] = field(default_factory=list)
    moved: bool = False


def identity(row: Quantity) -> str:
    """What is measured: the known indicator, or the phrase."""
    return row.canonical or plain(row.indicator)


def _differing(old: Quantity, new: Quantity, names: Iterable[str]) -> dict[str, tuple[Any, Any]]:
    return {n: (a, b) for n in names if (a := getattr(old, n)) != (b := getattr(new, n))}


def differing_fields(old: Quantity, new: Quantity) -> dict[str, tuple[Any, Any]]:
    """The fields in which two rows differ in what they say."""
    found = _differing(old, new, FIELDS)
    if "indicator" in found and (
        plain(old.indicator) == plain(new.indicator) or (old.canonical and old.canonical == new.canonical)
    ):
        del found["indicator"]
    if "year" in found and not (old.year_stated or new.year_stated):
        del found["year"]  # supplied by the period of the plan, on both sides
    return found


def same_row(old: Quantity, new: Quantity, *, whole: bool) -> dict[str, tuple[Any, Any]]:
    """The fields in which two rows of the same text differ; `whole` where nothing else could be the reason."""
    return differing_fields(old, new) if whole else _differing(old, new, OWN)


# -- rows of one edited passage ----------------------------------------------------------------------------------------


def match_in_edit(edit: Edit) -> tuple[list[tuple[Quantity, Quantity]], list[Quantity], list[Quantity]]:
    """The rows of both sides that are the same, and those that stand in what was removed or added."""
    old, new = list(edit.old.rows), list(edit.new.rows)
    pairs: list[tuple[Quantity, Quantity]] = []
    if old and new:
        pairs = _same_place(edit, old, new)
        _drop(old, new, pairs)
        pairs += (rest := pair_by_identity(old, new, _IN_PASSAGE))
        _drop(old, new, rest)
    old = [r for r in old if edit.touching(_range(edit.old.places[id(r)]), None)]
    new = [r for r in new if edit.touching(None, _range(edit.new.places[id(r)]))]
    return pairs, old, new


def _range(place: Place) -> tuple[int, int]:
    return place.start, place.end


def _drop(old: list[Quantity], new: list[Quantity], pairs: Sequence[tuple[Quantity, Quantity]]) -> None:
    gone = {id(row) for pair in pairs for row in pair}
    old[:] = [r for r in old if id(r) not in gone]
    new[:] = [r for r in new if id(r) not in gone]


def _same_place(edit: Edit, old: Sequence[Quantity], new: Sequence[Quantity]) -> list[tuple[Quantity, Quantity]]:
    """Rows whose numbers stand at the same place, where they have more in common than that."""
    there = sorted(((*_range(edit.new.places[id(b)]), b) for b in new), key=itemgetter(0))
    starts = [place[0] for place in there]
    over: dict[int, list[Quantity]] = defaultdict(list)
    under: dict[int, list[Quantity]] = defaultdict(list)
    for a in old:
        first, last = edit.image(*_range(edit.old.places[id(a)]))
        for n in range(bisect_left(starts, last) - 1, -1, -1):
            _, end, b = there[n]
            if end <= first:
                break
            over[id(a)].append(b)
            under[id(b)].append(a)
    pairs: list[tuple[Quantity, Quantity]] = []
    for a in old:
        if len(over[id(a)]) == 1 and len(under[id(over[id(a)][0])]) == 1:
            b = over[id(a)][0]
            if identity(a) == identity(b) or a.unit == b.unit or a.value == b.value:
                pairs.append((a, b))
    return pairs


# -- rows by what they say ---------------------------------------------------------------------------------------------

Key = Callable[[Quantity], Hashable]

_IN_PASSAGE: tuple[Key, ...] = (
    lambda r: (identity(r), r.measure, r.value, r.value_max, r.unit, r.year),
    lambda r: (identity(r), r.measure, r.unit, r.year),
    lambda r: (identity(r), r.measure, r.unit),
    lambda r: (identity(r), r.unit),
    lambda r: (r.value, r.value_max, r.unit, r.measure, r.year),
)


def pair_by_identity(
    old: Sequence[Quantity], new: Sequence[Quantity], keys: Sequence[Key],
) -> list[tuple[Quantity, Quantity]]:
    """Pair rows that agree in the first of `keys`, then those left that agree in the second, and so on.

    Rows that agree on both sides more than once are paired in their order under the first key, and not at all under
    the others, which say too little to tell them apart.
    """
    pairs: list[tuple[Quantity, Quantity]] = []
    for n, key in enumerate(keys):
        if not old or not new:
            break
        theirs: dict[Hashable, list[Quantity]] = defaultdict(list)
        for row in new:
            theirs[key(row)].append(row)
        mine: dict[Hashable, list[Quantity]] = defaultdict(list)
        for row in old:
            mine[key(row)].append(row)
        found: list[tuple[Quantity, Quantity]] = []
        for which, rows in mine.items():
            others = theirs.get(which, [])
            if n == 0 or len(rows) == len(others) == 1:
                found += zip(rows, others, strict=False)
        pairs += found
        gone = {id(row) for pair in found for row in pair}
        old = [r for r in old if id(r) not in gone]
        new = [r for r in new if id(r) not in gone]
    return pairs


# -- what changed ------------------------------------------------------------------------------------------------------


def compare_rows(edit: Edit, old: Quantity, new: Quantity, taken: set[int]) -> RowChange | None:
    """What changed in a row of an edited passage; the hunks that say so are claimed, except those that are `taken`."""
    differing = differing_fields(old, new)
    if not differing:
        return None
    reasons = _Reasons(edit, old, new)
    change = RowChange(old, new)
    claims: set[int] = set()
    for name, values in differing.items():
        hunks = reasons.of(name) - taken
        if hunks:
            change.fields[name] = values
            claims |= hunks
    if not change.fields:
        return None
    edit.claimed |= claims
    change.words = edit.words(claims)
    return change


class _Reasons:
    """The hunks that can be the reason why a field of a row changed."""

    def __init__(self, edit: Edit, old: Quantity, new: Quantity) -> None:
        self._edit, self._old, self._new = edit, old, new
        self._a, self._b = edit.old.places[id(old)], edit.new.places[id(new)]

    def of(self, name: str) -> set[int]:
        """The hunks for the field `name`; none where nothing of the text explains it."""
        if name in {"value", "value_max", "unit"}:
            return self._around(0, 0) or self._clause()
        if name == "comparator":
            return self._around(_LEAD, _TAIL) or self._clause()
        if name == "year":
            return self._time()
        if name == "indicator":
            return self._phrase()
        if name == "binding":
            return self._edit.touching((0, len(self._edit.old.text)), (0, len(self._edit.new.text)))
        return self._clause() or self._sentence()

    def _around(self, lead: int, tail: int) -> set[int]:
        a, b = self._a, self._b
        return self._edit.touching((a.start - lead, a.end + tail), (b.start - lead, b.end + tail))

    def _clause(self) -> set[int]:
        a, b = self._a, self._b
        return self._edit.touching((a.clause_start, a.clause_end), (b.clause_start, b.clause_end))

    def _sentence(self) -> set[int]:
        edit, a, b = self._edit, self._a, self._b
        return edit.touching(edit.old.sentence(a.start, a.end), edit.new.sentence(b.start, b.end))

    def _time(self) -> set[int]:
        """The nearest hunk before the number, or in its sentence, that holds a numeral."""
        edit = self._edit
        last = bisect_left(edit.hunks, self._a.start + 1, key=lambda hunk: hunk.old_start)
        for n in (*range(last - 1, max(last - 1 - _LOOKED, -1), -1), *sorted(self._sentence())):
            if any(c.isnumeric() for c in "".join(edit.text_of(n))):
                return {n}
        return set()

    def _phrase(self) -> set[int]:
        """The hunks whose words are those that the indicator lost or won."""
        found: set[int] = set()
        was, now = plain(self._old.indicator), plain(self._new.indicator)
        for n in self._sentence():
            removed, added = self._edit.text_of(n)
            lost = removed and (removed in was or was in removed)
            won = added and (added in now or now in added)
            if (lost or not removed) and (won or not added) and (lost or won):
                found.add(n)
        if not found and alike(was, now) == 0:
            return self._clause()
        return found
