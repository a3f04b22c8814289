"""What a printed unit means: its dimension, its base unit and the factor to it."""

from __future__ import annotations

from typing import NamedTuple

from plan_extract.quantities.candidates import Base
from plan_extract.rules.quantities import QuantityRules

__all__ = ["Measured", "normalize", "read_unit"]

_PRINTED = 1e12


class Measured(NamedTuple):
    """A unit that was read.

    Attributes:
        factor: to the base unit, magnitude and denominator included.
        base: ``kg``, ``CNY``, ``1``, ``kg/s``.
        dimension: of the numerator; ``scale`` for a bare magnitude.
        word: the numerator without its magnitude, empty for a bare magnitude.
        factor_of_word: what the numerator without its magnitude counts.
    """

    factor: float
    base: str
    dimension: str
    word: str
    factor_of_word: float = 1.0


def _scale(text: str, rules: QuantityRules) -> tuple[float, str]:
    """Split a magnitude (十万, 百万, 万亿) from what follows."""
    if text in rules.units:
        return 1.0, text
    factor = 1.0
    for at, c in enumerate(text):
        by = rules.magnitudes.get(c) or rules.multipliers.get(c)
        if by is None:
            return factor, text[at:]
        factor *= by
        if text[at + 1 :] in rules.units:  # 万千瓦: the 千 is the unit's own
            return factor, text[at + 1 :]
    return factor, ""


def _below(text: str, rules: QuantityRules) -> tuple[float, str] | None:
    """A denominator: 10万, 万人, 日, 人·年."""
    digits = text[: len(text) - len(text.lstrip("0123456789"))]
    factor, word = _scale(text[len(digits) :], rules)
    factor *= float(digits or 1) or 1.0
    bases = []
    for part in word.split("·") if word else ():
        sense = rules.units.get(part)
        if sense is None:
            return None
        factor *= sense.factor
        if sense.base != "1":
            bases.append(sense.base)
    return factor, "·".join(bases)


def read_unit(unit: str, rules: QuantityRules) -> Measured | None:
    """The meaning of a unit as printed, or None where a part of it is unknown."""
    above, stroke, below = unit.partition("/")
    if stroke and _scale(unit, rules)[1] in rules.units:  # Mbit/s is a unit of its own
        above, stroke, below = unit, "", ""
    factor, word = _scale(above, rules)
    sense = rules.units.get(word)
    if word and sense is None:
        return None
    base, dimension = (sense.base, sense.dimension) if sense else ("1", "scale" if above else "share")
    factor *= sense.factor if sense else 1.0
    if stroke:
        denominator = _below(below, rules)
        if denominator is None:
            return None
        factor /= denominator[0]
        if denominator[1]:
            base = f"{base}/{denominator[1]}"
    return Measured(factor, base, dimension, word, sense.factor if sense else 1.0)


def normalize(value: float, value_max: float | None, measured: Measured | None) -> Base | None:
    """The value in base units, rounded to what a printed number can hold."""
    if measured is None:
        return None

    factor = measured.factor
    return _rounded(value * factor), None if value_max is None else _rounded(value_max * factor), measured.base


def _rounded(value: float) -> float:
    """`value` to as many digits as a printed number can have; a whole one that has no more is exact as it is."""
    if value.is_integer() and abs(value) < _PRINTED:
        return value
    return float(f"{value:.12g}")
