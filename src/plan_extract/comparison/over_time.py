"""Two plans of different periods, indicator by indicator: promised then, achieved since, promised now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from plan_extract.comparison.compare import plan_info
from plan_extract.comparison.document import Diff, IndicatorOverTime, Promise
from plan_extract.comparison.rows import identity
from plan_extract.models import Plan, Quantity

__all__ = ["compare_over_time"]

_RISING = frozenset({"cumulative", "growth", "annual_growth"})  # what is added up or grows is meant to be more
_NEAR = 1e-9

Key = tuple[str, str]


def compare_over_time(old: Plan, new: Plan, directions: Mapping[str, str]) -> Diff:
    """The indicators of both plans over time.

    Args:
        old: the plan of the earlier period.
        new: the plan of the later one.
        directions: for the key of a known indicator, whether more of it is better: up, down or neutral.
    """
    ends = old.metadata.period.end if old.metadata.period else None
    now = new.metadata.period.end if new.metadata.period else None
    promised = _by_indicator(old.targets, ends)
    reached = _by_indicator(new.achievements, ends or (new.metadata.period.start - 1 if new.metadata.period else None))
    planned = _by_indicator(new.targets, now)
    found: list[IndicatorOverTime] = []
    for key in dict.fromkeys((*promised, *planned, *reached)):
        was, is_, will = promised.get(key), reached.get(key), planned.get(key)
        row = was or will or is_
        # A name of the plan's own that stands in one column only tells nothing over time.
        if row is None or not (was or will) or (row.canonical is None and sum(map(bool, (was, is_, will))) < 2):
            continue
        found.append(IndicatorOverTime(
            name=row.indicator, canonical=row.canonical, measure=row.measure,
            old_target=_promise(was), achieved=_promise(is_), new_target=_promise(will),
            met=_met(was, is_, directions) if was and is_ else None,
        ))
    return Diff(old=plan_info(old), new=plan_info(new), indicators=tuple(found))


def _by_indicator(rows: Iterable[Quantity], year: int | None) -> dict[Key, Quantity]:
    """One row for each indicator and measure: the first of those nearest to `year`."""
    found: dict[Key, Quantity] = {}

    def distance(row: Quantity) -> int:
        return abs((row.year or 0) - (year or 0))

    for row in rows:
        key = identity(row), row.measure
        known = found.get(key)
        if known is None or distance(row) < distance(known):
            found[key] = row
    return found


def _promise(row: Quantity | None) -> Promise | None:
    if row is None:
        return None
    return Promise(
        value=row.value, value_max=row.value_max, unit=row.unit, comparator=row.comparator, year=row.year,
        quote=row.quote,
    )


def _met(target: Quantity, reached: Quantity, directions: Mapping[str, str]) -> bool | None:
    """Whether what was reached is what was promised; None where the units or the direction do not say."""
    values = _comparable(target, reached)
    if values is None:
        return None
    low, high, value = values
    if abs(value - low) <= _NEAR * abs(low) or low <= value <= high:
        return True
    if target.comparator in {">=", ">"}:
        return value > low
    if target.comparator in {"<=", "<"}:
        return value < high
    direction = directions.get(target.canonical or "", "up" if target.measure in _RISING else "neutral")
    if target.measure == "decline":
        direction = "up"  # a fall by more than was promised
    if direction == "neutral":
        return None
    return value > high if direction == "up" else value < low


def _comparable(target: Quantity, reached: Quantity) -> tuple[float, float, float] | None:
    """Lower and upper value of the target, and the value reached, in one unit."""
    a, b = target.normalized, reached.normalized
    if a is not None and b is not None and a.unit == b.unit:
        return a.value, a.value if a.value_max is None else a.value_max, b.value
    if target.unit == reached.unit:
        return target.value, target.value if target.value_max is None else target.value_max, reached.value
    return None
