"""A number with its unit, as the scan finds it and the later looks at its clause complete it."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Base", "Candidate"]

Base = tuple[float, float | None, str]
"""Value, upper value and unit in SI, CNY or USD; counts and shares have the unit ``1``."""


@dataclass(slots=True)
class Candidate:
    """A quantity in the making; places are offsets into the flow.

    Attributes:
        start: first character of the number.
        end: past the last of its unit.
        value: as printed.
        value_max: upper end of a range, or None.
        unit: as printed, magnitude included, or None.
        base: the value in base units, or None where the unit has none.
        comparator: ``= >= <= > < ~``.
        lead: where the expression begins: 达到 in 达到70%以上, 超过 in 超过5万人.
        tail: past its end: behind 以上 in 达到70%以上.
        clause: start and end of the comma-separated clause that holds it.
        sentence: start and end of the sentence that holds it.
        measure: level, cumulative, growth, annual_growth or decline.
        role: target, achieved or descriptive.
        year: by which it holds.
        year_stated: whether the text says so, and not only the plan's period.
    """

    start: int
    end: int
    value: float | int
    value_max: float | int | None = None
    unit: str | None = None
    base: Base | None = None
    comparator: str = "="
    lead: int = 0
    tail: int = 0
    clause: tuple[int, int] = (0, 0)
    sentence: tuple[int, int] = (0, 0)
    measure: str = "level"
    role: str = "target"
    year: int | None = None
    year_stated: bool = False
