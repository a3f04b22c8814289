"""How changes are said to a reader, in every report: figures, fields, places, and text made harmless."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Any

from plan_extract.comparison.document import Change, Diff, IndicatorOverTime, Promise

__all__ = [
    "GROUPS",
    "MET",
    "SIGNS",
    "comparable",
    "details",
    "figure",
    "groups",
    "harmless",
    "heading",
    "over_time",
    "place",
    "total",
]

GROUPS = {
    "metadata": "Metadata", "section": "Sections", "target": "Targets", "achievement": "Achievements",
    "project": "Projects", "text": "Text",
}
SIGNS = {"added": "+", "removed": "-", "changed": "~", "moved": ">", "renamed": "="}
MET = {True: "met", False: "not met", None: ""}
_FIGURE = ("value", "value_max", "unit", "comparator")
_BEFORE = {">=": "≥", "<=": "≤", ">": ">", "<": "<", "~": "about "}


def harmless(text: str) -> str:
    """`text` on one line, its control and formatting characters spelled out, so that it cannot steer what shows it."""
    if text.isprintable():
        return text
    return "".join(
        c if c.isprintable() else " " if c in "\n\t\u3000\xa0" else f"\\u{ord(c):04x}"
        for c in text if unicodedata.category(c) != "Cs"
    )


def number(value: Any) -> str:
    """A number as people write it."""
    return f"{value:.12g}" if isinstance(value, float) else str(value)


def figure(row: Mapping[str, Any]) -> str:
    """The value of a row with unit and comparator: ``≥5%-6%``."""
    upper = "" if row.get("value_max") is None else f"–{number(row['value_max'])}"
    return f"{_BEFORE.get(row.get('comparator') or '=', '')}{number(row['value'])}{upper}{row.get('unit') or ''}"


def details(change: Change) -> list[str]:
    """What changed, one line a field; the parts of a figure on one line."""
    lines: list[str] = []
    fields = dict(change.fields)
    if change.old and change.new and any(name in fields for name in _FIGURE) and "value" in change.old:
        lines.append(f"{figure(change.old)} → {figure(change.new)}{_relative(change.old, change.new)}")
        for name in _FIGURE:
            fields.pop(name, None)
    fields.pop("text", None)
    lines += [f"{name}: {_value(a)} → {_value(b)}" for name, (a, b) in fields.items()]
    if change.op == "moved" and change.where.old != change.where.new:
        lines.append(f"{place(change.where.old)} → {place(change.where.new)}")
    return [harmless(line) for line in lines]


def _value(value: Any) -> str:
    if value is None:
        return "none"
    if isinstance(value, Mapping):
        return "–".join("?" if v is None else number(v) for v in value.values() if not isinstance(v, Mapping))
    return number(value)


def comparable(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[float, float] | None:
    """The values of two rows in one unit; None where they have none in common."""
    a, b = old.get("normalized"), new.get("normalized")
    if a and b and a["unit"] == b["unit"]:
        return a["value"], b["value"]
    return (old["value"], new["value"]) if old.get("unit") == new.get("unit") else None


def _relative(old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
    """By how much a value rose or fell: in per cent, or in points where it is itself a share."""
    values = comparable(old, new)
    if values is None:
        return ""
    was, now = values
    if was == now or not was:
        return ""
    if old.get("unit") == new.get("unit") == "%":
        return f" ({new['value'] - old['value']:+.6g} points)"
    return f" ({(now - was) / abs(was):+.1%})"


def heading(change: Change) -> str:
    """The change in a few words: what it is, and its figure where it has one."""
    row = change.new or change.old or {}
    name = harmless(change.name)
    if change.kind == "section":
        label = harmless(str(row.get("label") or ""))
        return f"{label} {name}".strip() if label != name else name
    if change.kind == "text":
        return "paragraph"
    if change.op in {"added", "removed", "moved"} and "value" in row:
        year = f" ({row['year']})" if row.get("year") else ""
        return f"{name} {harmless(figure(row))}{year}"
    if change.op in {"added", "removed"} and "status" in row:
        return f"{name} ({row['status']})"
    return name


def place(path: tuple[str, ...] | None) -> str:
    """The headings over a change."""
    return harmless(" › ".join(path)) if path else "the plan"


def groups(diff: Diff) -> list[tuple[str, list[Change]]]:
    """The changes by kind, under the title of each."""
    return [
        (title, found) for kind, title in GROUPS.items() if (found := [c for c in diff.changes if c.kind == kind])
    ]


def total(diff: Diff) -> str:
    """The summary in one line."""
    counts = diff.summary.model_dump()
    return ", ".join(f"{count} {op}" for op, count in counts.items() if count) or "no changes"


def over_time(row: IndicatorOverTime) -> tuple[str, str, str, str, str]:
    """An indicator's name, old target, achievement, new target, and whether the old target was met."""
    name = row.name if row.measure == "level" else f"{row.name} ({row.measure.replace('_', ' ')})"
    return (
        harmless(name), _promise(row.old_target), _promise(row.achieved), _promise(row.new_target), MET[row.met],
    )


def _promise(promise: Promise | None) -> str:
    if promise is None:
        return "–"
    year = f" ({promise.year})" if promise.year else ""
    return harmless(figure(promise.model_dump())) + year
