"""What the step `quantities` takes: numerals, units, comparators, measures, times, roles."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from plan_extract.rules.patterns import Ending, Scan

__all__ = ["ChainSense", "QuantityRules", "Sign", "UnitSense"]

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


@dataclass(slots=True, eq=False)
class QuantityRules:
    """What the step takes.

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
        chain_words: what each word right before a number says.
        chain_sizes: by last character, how many characters such words have, the longest first.
        chain_measures: measure of each rule of such words.
        tail_words: by first character, the words right behind a unit, the longest first, with their comparator.
        measures: what finds the words of each rule in a clause.
        work_before: a word of work that ends right before a number.
        times: time expressions; each rule is a named group.
        time_kinds: kind and value of each such group.
        time_groups: the groups within them by what they hold: year, last, plan.
        behind_time: patterns of what begins right behind a time, by kind.
        before_time: patterns of what ends right before a time, by kind.
        roles: patterns by key.
        before: patterns of the roles that end right before a number, by key.
        negatives: patterns of what no quantity begins or goes on with, by the side on which it stands.
        not_before: patterns of what ends right before a number that is no quantity.
        vague: classifiers that count ways of speaking more often than things.
        plain_classifier: what is counted where the text has no classifier.
        share_units: units of shares and points.
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
    scan: Scan
    between: dict[str, frozenset[str]]
    units: dict[str, UnitSense]
    chain_words: dict[str, ChainSense]
    chain_sizes: dict[str, tuple[int, ...]]
    chain_measures: dict[str, Measure | None]
    tail_words: dict[str, tuple[tuple[str, Sign], ...]]
    measures: dict[str, re.Pattern[str]]
    work_before: Ending
    times: Scan
    time_kinds: dict[str, tuple[str, int]]
    time_groups: dict[str, tuple[str, ...]]
    behind_time: dict[str, re.Pattern[str]]
    before_time: dict[str, Ending]
    roles: dict[str, re.Pattern[str]]
    before: dict[str, Ending]
    negatives: dict[str, re.Pattern[str]]
    not_before: dict[str, Ending]
    vague: frozenset[str]
    plain_classifier: str
    share_units: tuple[str, ...]
