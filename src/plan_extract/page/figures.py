"""Figures as the pages write them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from plan_extract.comparison.wording import comparable
from plan_extract.page.labels import COMPARATORS

__all__ = ["difference", "figure", "number"]

_PER_CENT = frozenset({"%", "％"})


def number(value: Any) -> str:
    """A number as people write it."""
    return f"{value:.12g}" if isinstance(value, float) else str(value)


def figure(row: Mapping[str, Any], *, unit: bool = True) -> str:
    """The value of a row with its comparator: ``≥5–6%``."""
    upper = "" if row.get("value_max") is None else f"–{number(row['value_max'])}"
    before = COMPARATORS.get(row.get("comparator") or "=", "")
    return f"{before}{number(row['value'])}{upper}{(row.get('unit') or '') if unit else ''}"


def difference(old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
    """By how much a value rose or fell: in points where both are shares, else in per cent; empty where unknown."""
    values = comparable(old, new)
    if values is None:
        return ""
    was, now = values
    if was == now:
        return "持平"
    if old.get("unit") in _PER_CENT and new.get("unit") in _PER_CENT:
        return f"{new['value'] - old['value']:+.4g}个百分点"
    return f"{(now - was) / abs(was):+.1%}" if was else ""
