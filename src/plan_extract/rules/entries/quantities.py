"""Rules of the step `quantities`: numerals, units, comparators, measures, times, roles, and what is no quantity."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, TypeVar

import regex

from plan_extract.rules.entries.base import Rule, alternation
from plan_extract.rules.quantities import ChainSense, Measure, QuantityRules, Sign, UnitSense

__all__ = [
    "FILES", "Comparator", "MeasureWords", "NotQuantity", "Numeral", "RoleWords", "TimeWords", "Unit", "compile_rules",
]

LONGEST_CHAIN = 8  # words before a number that are looked at
R = TypeVar("R", bound=Rule)


class Numeral(Rule):
    """A word of a numeral; the file says what each `kind` does."""

    kind: Literal[
        "digit", "multiplier", "magnitude", "point", "share", "fraction", "tenth", "whole", "doubling", "nil",
        "excess", "range", "list", "ratio",
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
        "year", "plan", "end", "base", "fixed", "century", "reference", "compared", "since", "baseline", "until",
        "title",
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


def _values(numerals: Mapping[str, Numeral], kind: str) -> dict[str, int]:
    return {word: n.value for n in numerals.values() if n.kind == kind for word in n.words}


def _scan(numerals: Mapping[str, Numeral], units: Mapping[str, UnitSense]) -> Any:
    """One pattern for every number; possessive and bounded, so that it is linear in any text."""
    scales = {**_values(numerals, "multiplier"), **_values(numerals, "magnitude")}
    point = "".join(_values(numerals, "point"))
    scale = "[" + "".join(sorted(scales)) + "]"
    han = "[" + "".join(sorted({*_values(numerals, "digit"), *scales})) + point + "]"
    kinds: dict[str, list[str]] = {}
    for numeral in numerals.values():
        kinds.setdefault(numeral.kind, []).append(numeral.source())
    either = {kind: "(?:" + "|".join(sources) + ")" for kind, sources in kinds.items()}
    excess = either["excess"]
    arabic = r"(?:\d{1,3}(?:,\d{3}){1,5}+(?!\d)|\d{1,16}+)(?:\.\d{1,12}+)?"
    above = alternation(word for word, sense in units.items() if not sense.denominator_only)
    any_unit = f"(?:{alternation(units)})"
    below = rf"(?:/(?:10{{1,6}}+(?=\p{{Han}}))?+(?:{scale}{{1,3}}+{any_unit}?+|{any_unit})(?:·{any_unit})?+)?"
    unit = (
        rf"(?P<unit>{scale}{{0,3}}(?:{above}){below}|{scale}{{1,3}}+{excess}(?:{above})"
        rf"|{scale}{{1,3}}+{below}|/\d{{0,6}}+{scale}{{1,3}}+(?:{above})?)"
    )
    between = "|".join(either[kind] for kind in ("range", "list"))
    magnitude = "[" + "".join(_values(numerals, "magnitude")) + "]"
    return regex.compile(
        rf"(?P<doubling>{either['doubling']})|(?P<whole>{either['whole']}|{either['nil']})"
        r"|(?<![\d.A-Za-z])(?:"
        rf"(?P<share>{either['share']})(?P<part>{arabic}|{han}{{1,12}}+)"
        rf"|(?P<parts>\d{{1,3}}+|{han}{{1,4}}+){either['fraction']}(?P<of>\d{{1,3}}+|{han}{{1,4}}+)"
        r"|(?<!/)(?P<of>\d)/(?P<parts>\d{1,2}+)(?![\d/.%])"
        rf"|(?P<arabic>{arabic})(?P<more>{excess})?(?:(?P<tenth>{either['tenth']})|\x20?{unit})?"
        rf"|(?<!{han})(?!{point})(?P<spelled>{han}{{1,16}}+)(?P<more>{excess})?"
        rf"(?:(?P<tenth>{either['tenth']})|{unit}|(?=(?:{between}){han})|(?<={magnitude})))"
    )


def _sense(unit: Unit) -> UnitSense:
    def compiled(pattern: str | None) -> Any:
        return regex.compile(pattern) if pattern else None

    return UnitSense(
        unit.base, unit.factor, unit.dimension, compiled(unit.unless), compiled(unit.spelled_unless),
        unit.needs_magnitude, unit.denominator_only, unit.plain,
    )


def _times(expressions: Mapping[str, TimeWords]) -> Any:
    """One pattern with a group for each expression, tried only where one of them can begin."""
    either = "|".join(f"(?P<rule_{key}>{t.source()})" for key, t in expressions.items())
    if any(t.pattern is not None and t.starts is None for t in expressions.values()):
        return regex.compile(either)
    firsts = {c for t in expressions.values() for c in (*(t.starts or ""), *(word[0] for word in t.words))}
    return regex.compile(f"(?=[{regex.escape(''.join(sorted(firsts)))}])(?:{either})")


def _sides(rules: Mapping[str, NotQuantity]) -> dict[str, Any]:
    sources: dict[str, list[str]] = {}
    for rule in rules.values():
        sources.setdefault(rule.side, []).append(rule.source())
    return {
        side: regex.compile("(?:" + "|".join(found) + ")" + ("$" if side in {"before", "some"} else ""))
        for side, found in sources.items()
    }


def compile_rules(rules: Mapping[str, Mapping[str, Rule]]) -> QuantityRules:
    """Make the step's rules of the validated entries."""
    numerals = _of(rules, "numerals", Numeral)
    units = {word: _sense(unit) for unit in _of(rules, "units", Unit).values() for word in unit.words}
    comparators = _of(rules, "comparators", Comparator)
    chain = {
        word: ChainSense(key, c.comparator, c.measure)
        for key, c in comparators.items() if c.side == "before" for word in c.words
    }
    after = [c for c in comparators.values() if c.side == "after"]
    tails: dict[str, Sign] = {word: c.comparator or "=" for c in after for word in c.words}
    times = _of(rules, "times", TimeWords)
    around = {"reference", "compared", "since", "baseline", "until", "title"}
    expressions = {key: t for key, t in times.items() if t.kind not in around}
    return QuantityRules(
        digits=_values(numerals, "digit"),
        multipliers=_values(numerals, "multiplier"),
        magnitudes=_values(numerals, "magnitude"),
        point="".join(_values(numerals, "point")),
        shares={word: (n.value, n.unit) for n in numerals.values() if n.kind == "share" for word in n.words},
        fraction=next(word for n in numerals.values() if n.kind == "fraction" for word in n.words),
        wholes={w: (n.value, n.unit) for n in numerals.values() if n.kind in {"whole", "nil"} for w in n.words},
        doubling_unit=next((n.unit for n in numerals.values() if n.kind == "doubling"), ""),
        excess="".join(_values(numerals, "excess")),
        scan=_scan(numerals, units),
        between={
            kind: frozenset(w for n in numerals.values() if n.kind == kind for w in n.words)
            for kind in ("range", "list", "ratio")
        },
        units=units,
        chain=regex.compile(rf"(?r)(?:(?P<word>{alternation(chain)})\x20?){{1,{LONGEST_CHAIN}}}"),
        chain_words=chain,
        chain_measures={key: c.measure for key, c in comparators.items()},
        tail=regex.compile(alternation(tails)),
        tail_words=tails,
        measures={
            key: (regex.compile(m.source()), m.measure) for key, m in _of(rules, "measures", MeasureWords).items()
        },
        work_before=regex.compile("(?:" + "|".join(
            m.source() for m in _of(rules, "measures", MeasureWords).values()
            if m.place == "before" and m.measure == "cumulative"
        ) + ")$"),
        times=_times(expressions),
        time_kinds={f"rule_{key}": (t.kind, t.value) for key, t in expressions.items()},
        around_time={t.kind: regex.compile(t.source()) for t in times.values() if t.kind in around},
        roles={key: regex.compile(r.source()) for key, r in _of(rules, "roles", RoleWords).items()},
        negatives=_sides(_of(rules, "not_quantities", NotQuantity)),
        vague=frozenset(
            word for n in _of(rules, "not_quantities", NotQuantity).values() if n.side == "vague" for word in n.words
        ),
        plain_classifier=next((word for word, sense in units.items() if sense.plain), ""),
        share_units=tuple(word for word, sense in units.items() if sense.dimension in {"share", "points", "ratio"}),
    )
