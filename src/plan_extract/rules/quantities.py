"""What the step `quantities` takes: numerals, units, comparators, measures, times, roles."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

__all__ = ["ChainSense", "QuantityRules", "UnitSense"]

Sign = Literal["=", ">=", "<=", ">", "<", "~"]
Measure = Literal["level", "cumulative", "growth", "annual_growth", "decline"]


class UnitSense(NamedTuple):
    """What a unit word means."""

    base: str
    factor: float
    dimension: str
    unless: Any = None
    spelled_unless: Any = None
    needs_magnitude: bool = False
    denominator_only: bool = False
    plain: bool = False


class ChainSense(NamedTuple):
    """What a word before a number says; `key` is its rule."""

    key: str
    comparator: Sign | None
    measure: Measure | None


class QuantityRules(NamedTuple):
    """What the step takes; patterns are compiled `regex` patterns.

    Attributes:
        digits: value of each digit character.
        multipliers: value of 十, 百, 千.
        magnitudes: value of 万, 亿.
        point: characters for the decimal point in words.
        shares: denominator and unit of 百分之 and its like.
        fraction: 分之.
        wholes: value and unit of numerals that need no unit.
        doubling_unit: what a doubling is counted in.
        excess: the characters 余 and 多.
        scan: finds every number, with its unit where one follows.
        between: what may stand between two numbers of a range, a list or a ratio, by kind.
        units: meaning of each unit word.
        chain: the words right before a number, read backwards from it.
        chain_words: what each such word says.
        chain_measures: measure of each rule of such words.
        tail: the words right behind a unit.
        tail_words: their comparator.
        measures: patterns by key, and the measure of each.
        work_before: a word of work that ends right before a number.
        times: time expressions; each rule is a named group.
        time_kinds: kind and value of each such group.
        around_time: patterns by kind: reference, compared, title.
        roles: patterns by key.
        negatives: patterns of what is no quantity, by the side on which it stands.
        plain_classifier: what is counted where the text has no classifier.
        share_units: units of shares and points.
        vague: classifiers that count ways of speaking more often than things.
    """

    digits: dict[str, int]
    multipliers: dict[str, int]
    magnitudes: dict[str, int]
    point: str
    shares: dict[str, tuple[int, str]]
    fraction: str
    wholes: dict[str, tuple[int, str]]
    doubling_unit: str
    excess: str
    scan: Any
    between: dict[str, frozenset[str]]
    units: dict[str, UnitSense]
    chain: Any
    chain_words: dict[str, ChainSense]
    chain_measures: dict[str, Measure | None]
    tail: Any
    tail_words: dict[str, Sign]
    measures: dict[str, tuple[Any, str]]
    work_before: Any
    times: Any
    time_kinds: dict[str, tuple[str, int]]
    around_time: dict[str, Any]
    roles: dict[str, Any]
    negatives: dict[str, Any]
    vague: frozenset[str]
    plain_classifier: str
    share_units: tuple[str, ...]
