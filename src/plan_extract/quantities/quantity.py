"""What the step gives back."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Quantity"]


@dataclass(slots=True)
class Quantity:
    """A quantity as the step finds it; places are offsets into the flow.

    Attributes:
        start: first character of the number.
        end: past the last of its unit.
        role: target, achieved or descriptive; the last is not part of the output.
        indicator: what is measured, in printed characters.
        canonical: key of ``indicators.yaml``, or None.
        value: as printed.
        value_max: upper end of a range, or None.
        unit: as printed, magnitude included, or None.
        base: value, upper value and unit in SI, CNY or USD; None where the unit is unknown.
        comparator: ``= >= <= > < ~``.
        measure: level, cumulative, growth, annual_growth or decline.
        year: by which it holds.
        year_stated: whether the text says so, and not only the plan's period.
        binding: 约束性, 预期性 or None.
        quote: the clause around it (start and end).
    """

    start: int
    end: int
    role: str
    indicator: str
    value: float | int
    value_max: float | int | None
    unit: str | None
    comparator: str
    measure: str
    year: int | None
    year_stated: bool
    quote: tuple[int, int]
    canonical: str | None = None
    base: tuple[float, float | None, str] | None = None
    binding: str | None = None
