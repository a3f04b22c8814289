"""Targets against achievements, for the indicators that have both: a table whose rows hold a bar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from plan_extract.models import Period, Plan, Quantity
from plan_extract.page.figures import difference, figure
from plan_extract.page.labels import MEASURES
from plan_extract.page.marks import safe

__all__ = ["Pair", "chart", "pairs"]


class Pair(NamedTuple):
    """An indicator with what was reached and what is promised, in the same unit and measure."""

    achieved: Quantity
    target: Quantity


def pairs(plan: Plan) -> list[Pair]:
    """The indicators that have both, in the order of the targets.

    Of several achievements the latest counts; of several targets the latest within the plan's period.
    """
    reached = _by_subject(plan.achievements)
    promised = _by_subject(plan.targets)
    return [
        Pair(max(reached[subject], key=_year), max(rows, key=lambda row: _rank(row, plan.metadata.period)))
        for subject, rows in promised.items() if subject in reached
    ]


def _by_subject(rows: Iterable[Quantity]) -> dict[tuple[str, str, str | None], list[Quantity]]:
    """Rows that speak of the same thing; a year that is known comes before one that is not."""
    found: dict[tuple[str, str, str | None], list[Quantity]] = {}
    for row in rows:
        unit = row.normalized.unit if row.normalized else row.unit
        found.setdefault((row.canonical or row.indicator, row.measure, unit), []).append(row)
    return found


def _year(row: Quantity) -> int:
    return row.year or 0


def _rank(row: Quantity, period: Period | None) -> tuple[bool, int]:
    return period is None or _year(row) <= period.end, _year(row)


def chart(plan: Plan) -> tuple[str, int]:
    """The chart, and how many indicators it shows."""
    found = pairs(plan)
    if not found:
        return '<p class="empty">没有既有成效又有目标的指标。</p>', 0
    key = (f'<p class="key">{_swatch("done")}已有成效{_swatch("goal")}距目标'
           '<span class="diamond" aria-hidden="true">◆</span>目标<span class="note">每行按各自的数值定尺度</span></p>')
    heads = "".join(f'<th scope="col">{head}</th>' for head in ("指标", "已有成效", "对照", "目标", "变化"))
    return (f'{key}<table class="chart"><caption>目标与成效对照</caption><thead><tr>{heads}</tr></thead>'
            f"<tbody>{''.join(map(_row, found))}</tbody></table>"), len(found)


def _swatch(css: str) -> str:
    return f'<svg class="bar" aria-hidden="true"><rect class="{css}" y="6" width="100%" height="10"/></svg>'


def _row(pair: Pair) -> str:
    achieved, target = pair
    name = target.indicator if target.measure == "level" else f"{target.indicator}（{MEASURES[target.measure]}）"
    return (f'<tr><th scope="row">{safe(name)}</th><td class="number">{_link(achieved)}</td>'
            f'<td class="bars">{_bar(*_values(pair))}</td><td class="number">{_link(target)}</td>'
            f'<td class="number change">{safe(change(pair))}</td></tr>')


def _link(row: Quantity) -> str:
    year = f"<small>{row.year}年</small>" if row.year else ""
    return f'<a href="#{safe(row.id)}">{safe(figure(row.model_dump()))}</a>{year}'


def _values(pair: Pair) -> tuple[float, float]:
    """Both values in one unit."""
    achieved, target = (row.normalized.value if row.normalized else row.value for row in pair)
    return achieved, target


def change(pair: Pair) -> str:
    """By how much the target is more or less than what was reached."""
    return difference(*(row.model_dump() for row in pair)) or "–"


def _bar(achieved: float, target: float) -> str:
    """The two values on a line from zero to the larger one."""
    low, high = min(achieved, target, 0), max(achieved, target, 0)
    zero, done, goal = (round(100 * (value - low) / ((high - low) or 1), 2) for value in (0, achieved, target))
    return "".join(_shapes(zero, done, goal))


def _shapes(zero: float, done: float, goal: float) -> Iterator[str]:
    yield '<svg class="bar" aria-hidden="true" focusable="false"><rect class="track" y="10" width="100%" height="2"/>'
    for css, a, b in (("goal", done, max(done, goal)), ("done", zero, done)):
        yield f'<rect class="{css}" x="{min(a, b):g}%" y="6" width="{abs(b - a):.4g}%" height="10"/>'
    yield f'<svg x="{goal:g}%" y="11" overflow="visible"><path class="point" d="M0-6 6 0 0 6-6 0z"/></svg></svg>'
