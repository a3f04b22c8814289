"""Rules of the step `quantities`: numerals, units, comparators, measures, times, roles, and what is no quantity."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeVar

import regex

from plan_extract.rules.dialect import compiled
from plan_extract.rules.entries.base import Rule
from plan_extract.rules.entries.expressions import number_scan, time_scan, values
from plan_extract.rules.entries.patterns import ending, presence, source_of
from plan_extract.rules.entries.tries import sizes_by_last
from plan_extract.rules.quantities import ChainSense, Measure, QuantityRules, Sign, UnitSense

__all__ = [
    "FILES", "Comparator", "MeasureWords", "NotQuantity", "Numeral", "RoleWords", "TimeWords", "Unit", "compile_rules",
]

_BEHIND_TIME = frozenset({"reference", "since", "title", "event"})
_BEFORE_TIME = frozenset({"compared", "baseline", "until"})
_AROUND_TIME = _BEHIND_TIME | _BEFORE_TIME
_BEHIND = frozenset({"open", "after"})  # where roles begin right behind a number
_WHOLE = frozenset({"joint"})  # roles of what stands between two numbers
_BEFORE = frozenset({  # roles that end right before a number
    "property", "property_of_one", "property_count", "undertakings", "place", "counted", "unitless", "unitless_before",
    "from_baseline", "compared_whole", "itself_counted",
})
_NOT_BEHIND = frozenset({"after", "whole", "circle", "era"})
_NOT_BEFORE = frozenset({"before", "some"})
R = TypeVar("R", bound=Rule)


class Numeral(Rule):
    """A word of a numeral; the file says what each `kind` does."""

    kind: Literal[
        "digit", "multiplier", "magnitude", "point", "share", "fraction", "tenth", "whole", "doubling", "nil",
        "excess", "range", "list", "ratio", "share_end",
    ]
    value: int = 0
    unit: str = ""


class Unit(Rule):
    """A unit: `factor` of its `base`, in what `dimension`."""

    dimension: str
    base: str
    factor: float
    unless: str | None = None
    spelled_unless: str | None = None
    needs_magnitude: bool = False
    denominator_only: bool = False
    plain: bool = False


class Comparator(Rule):
    """A word that stands right before a number or right behind its unit."""

    comparator: Sign | None = None
    measure: Measure | None = None
    side: Literal["before", "after"] = "before"


class MeasureWords(Rule):
    """Words of a clause that say what kind of value its number is."""

    place: Literal["before", "after", "noun"]
    measure: Measure


class TimeWords(Rule):
    """A time expression, or what stands around one."""

    kind: Literal[
        "year", "plan", "end", "base", "ahead", "period", "fixed", "century", "reference", "compared", "since",
        "baseline", "until", "title", "event",
    ]
    value: int = 0
    starts: str | None = None


class RoleWords(Rule):
    """What tells looking back, looking ahead and fixed properties apart."""

    where: Literal["heading", "sentence", "clause", "property", "place", "open", "after"]
    says: Literal["past", "future", "fixed"]

    def matches(self, text: str) -> bool:
        """What stands behind a number has to begin right there."""
        if self.where in {"open", "after"}:
            return regex.match(self.source(), text) is not None
        return Rule.matches(self, text)


class NotQuantity(Rule):
    """What stands around a number that is no quantity."""

    side: Literal["before", "after", "whole", "some", "circle", "era", "vague"]

    def matches(self, text: str) -> bool:
        """What stands behind a number has to begin right there."""
        if self.side not in {"before", "some", "vague"}:
            return regex.match(self.source(), text) is not None
        return Rule.matches(self, text)


FILES: dict[str, type[Rule]] = {
    "numerals": Numeral, "units": Unit, "comparators": Comparator, "measures": MeasureWords, "times": TimeWords,
    "roles": RoleWords, "not_quantities": NotQuantity,
}


def _of(rules: Mapping[str, Mapping[str, Rule]], stem: str, model: type[R]) -> dict[str, R]:
    return {key: rule for key, rule in rules[stem].items() if isinstance(rule, model)}


def _senses(units: Mapping[str, Unit]) -> dict[str, UnitSense]:
    """What each unit word means; the words of one entry share it, which makes less to load."""
    senses: dict[str, UnitSense] = {}
    for unit in units.values():
        sense = UnitSense(
            unit.base, unit.factor, unit.dimension, compiled(unit.unless) if unit.unless else None,
            compiled(unit.spelled_unless) if unit.spelled_unless else None,
            unit.needs_magnitude, unit.denominator_only, unit.plain,
        )
        senses |= dict.fromkeys(unit.words, sense)
    return senses


def _chain(comparators: Mapping[str, Comparator]) -> dict[str, ChainSense]:
    chain: dict[str, ChainSense] = {}
    for key, c in comparators.items():
        if c.side == "before":
            chain |= dict.fromkeys(c.words, ChainSense(key, c.comparator, c.measure))
    return chain


def _tails(comparators: Mapping[str, Comparator]) -> dict[str, tuple[tuple[str, Sign], ...]]:
    behind = [c for c in comparators.values() if c.side == "after"]
    signs: dict[str, Sign] = {word: c.comparator or "=" for c in behind for word in c.words}
    by_first: dict[str, list[tuple[str, Sign]]] = {}
    for word in sorted(signs, key=lambda word: (-len(word), word)):
        by_first.setdefault(word[0], []).append((word, signs[word]))
    return {first: tuple(words) for first, words in by_first.items()}


def compile_rules(rules: Mapping[str, Mapping[str, Rule]]) -> QuantityRules:
    """Make the step's rules of the validated entries."""
    numerals = _of(rules, "numerals", Numeral)
    units = _senses(_of(rules, "units", Unit))
    comparators = _of(rules, "comparators", Comparator)
    chain = _chain(comparators)
    measures = _of(rules, "measures", MeasureWords).values()
    times = _of(rules, "times", TimeWords)
    time, time_groups = time_scan({key: t for key, t in times.items() if t.kind not in _AROUND_TIME})
    roles = _of(rules, "roles", RoleWords)
    sides: dict[str, list[NotQuantity]] = {}
    for rule in _of(rules, "not_quantities", NotQuantity).values():
        sides.setdefault(rule.side, []).append(rule)
    negatives = {side: "(?:" + "|".join(map(source_of, found)) + ")" for side, found in sides.items()}
    return QuantityRules(
        digits=values(numerals, "digit"),
        multipliers=values(numerals, "multiplier"),
        magnitudes=values(numerals, "magnitude"),
        point="".join(values(numerals, "point")),
        shares={word: (n.value, n.unit) for n in numerals.values() if n.kind == "share" for word in n.words},
        fraction=next(word for n in numerals.values() if n.kind == "fraction" for word in n.words),
        wholes={w: (n.value, n.unit) for n in numerals.values() if n.kind in {"whole", "nil"} for w in n.words},
        doubling_unit=next((n.unit for n in numerals.values() if n.kind == "doubling"), ""),
        excess="".join(values(numerals, "excess")),
        scan=number_scan(numerals, units),
        between={
            kind: frozenset(w for n in numerals.values() if n.kind == kind for w in n.words)
            for kind in ("range", "list", "ratio")
        },
        units=units,
        chain_words=chain,
        chain_sizes=sizes_by_last(chain),
        chain_measures={key: c.measure for key, c in comparators.items()},
        tail_words=_tails(comparators),
        measures={key: presence(source_of(m)) for key, m in _of(rules, "measures", MeasureWords).items()},
        work_before=ending("(?:" + "|".join(
            source_of(m) for m in measures if m.place == "before" and m.measure == "cumulative") + ")$"),
        times=time,
        time_kinds={f"rule_{key}": (t.kind, t.value) for key, t in times.items() if t.kind not in _AROUND_TIME},
        time_groups=time_groups,
        behind_time={t.kind: compiled(source_of(t)) for t in times.values() if t.kind in _BEHIND_TIME},
        before_time={t.kind: ending(source_of(t)) for t in times.values() if t.kind in _BEFORE_TIME},
        roles={
            key: (compiled if r.where in _BEHIND or key in _WHOLE else presence)(source_of(r))
            for key, r in roles.items() if key not in _BEFORE
        },
        before={key: ending(source_of(r)) for key, r in roles.items() if key in _BEFORE},
        negatives={side: compiled(source) for side, source in negatives.items() if side in _NOT_BEHIND},
        not_before={side: ending(f"{source}$") for side, source in negatives.items() if side in _NOT_BEFORE},
        vague=frozenset(word for rule in sides.get("vague", ()) for word in rule.words),
        plain_classifier=next((word for word, sense in units.items() if sense.plain), ""),
        share_units=tuple(word for word, sense in units.items() if sense.dimension in {"share", "points", "ratio"}),
    )
