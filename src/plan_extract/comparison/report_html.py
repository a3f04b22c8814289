"""The diff as one self-contained page, old and new side by side, in the look of the pages of plans."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from plan_extract.comparison.document import Change, Diff, IndicatorOverTime, PlanInfo, Promise
from plan_extract.comparison.view import compact
from plan_extract.comparison.wording import harmless
from plan_extract.page.assets import fill, policy, styles
from plan_extract.page.figures import difference, figure, number
from plan_extract.page.labels import (
    COMPARATORS,
    FIELDS,
    GROUPS,
    LEVELS,
    MEASURES,
    MET,
    OPS,
    ROLES,
    SIGNS,
    STATUSES,
    TYPES,
)
from plan_extract.page.marks import safe

__all__ = ["to_html"]

_FIGURE = ("value", "value_max", "unit", "comparator")
_CODED: dict[str, Mapping[str, str]] = {
    "measure": MEASURES, "type": TYPES, "status": STATUSES, "region_level": LEVELS, "comparator": COMPARATORS,
    "role": ROLES,
}


def _safe(text: str) -> str:
    return safe(harmless(text))


def to_html(diff: Diff) -> str:
    """The diff as an HTML page that needs nothing beside it and runs nothing."""
    style = styles("theme", "diff")
    groups = [(kind, [c for c in diff.changes if c.kind == kind]) for kind in GROUPS]
    if diff.indicators is not None:
        changes, outline, ops = _over_time(diff.indicators), "", ""
    else:
        changes = "\n".join(_group(kind, found) for kind, found in groups if found)
        outline = "".join(
            f'<li><a href="#{kind}">{GROUPS[kind]} <span class="count">{len(found)}</span></a></li>'
            for kind, found in groups if found
        )
        ops = "\n".join(_choice(op, count) for op, count in diff.summary.model_dump().items() if count)
    titles = list(dict.fromkeys(info.title or info.name for info in (diff.old, diff.new)))
    title = " → ".join(map(_safe, titles))
    return fill(
        "diff.html", policy=safe(policy(styles=(style,))), style=style, title=f"{title} · 对照", heading=title,
        sides=_side_of("旧", diff.old) + _side_of("新", diff.new), ops=ops,
        outline=f'<nav class="outline" aria-label="目录"><ul>{outline}</ul></nav>' if outline else "",
        changes=changes or '<p class="empty">两份规划没有不同。</p>',
    )


def _side_of(label: str, info: PlanInfo) -> str:
    return f"<div><dt>{label}</dt><dd>{_safe(info.name)}</dd></div>"


def _choice(op: str, count: int) -> str:
    return (f'<label><input type="checkbox" id="show-{op}" checked><span aria-hidden="true">{SIGNS[op]}</span> '
            f'{OPS[op]} <span class="count">{count}</span></label>')


def _table(css: str, caption: str, heads: tuple[str, ...], rows: list[str]) -> str:
    columns = "".join(f'<th scope="col">{head}</th>' for head in heads)
    return (f'<table class="{css}"><caption>{caption}</caption><thead><tr>{columns}</tr></thead>'
            f"<tbody>{''.join(rows)}</tbody></table>")


# --- plans of two periods ---------------------------------------------------------------------------------------------


def _over_time(rows: tuple[IndicatorOverTime, ...]) -> str:
    heads = ("指标", "旧规划目标", "实际完成", "新规划目标", "是否完成")
    return _table("time", "各指标前后对照", heads, [_indicator(row) for row in rows]) if rows else ""


def _indicator(row: IndicatorOverTime) -> str:
    name = row.name if row.measure == "level" else f"{row.name}（{MEASURES.get(row.measure, row.measure)}）"
    cells = "".join(f"<td>{_promise(promise)}</td>" for promise in (row.old_target, row.achieved, row.new_target))
    css = {True: ' class="met"', False: ' class="missed"', None: ""}[row.met]
    return f'<tr><th scope="row">{_safe(name)}</th>{cells}<td{css}>{MET[row.met]}</td></tr>'


def _promise(promise: Promise | None) -> str:
    if promise is None:
        return ""
    year = f"<small>{promise.year}年</small>" if promise.year else ""
    return f"{_safe(figure(promise.model_dump()))}{year}"


# --- every edit -------------------------------------------------------------------------------------------------------


def _group(kind: str, changes: list[Change]) -> str:
    rows = [_change(change) for change in changes]
    return f'<h2 id="{kind}">{GROUPS[kind]}</h2>{_table("changes", GROUPS[kind], ("变更", "旧", "新"), rows)}'


def _change(change: Change) -> str:
    path = change.where.new if change.where.new is not None else change.where.old
    notes = "".join(f'<span class="note">{_safe(line)}</span>' for line in _details(change))
    return (f'<tr class="{change.op}"><th scope="row"><span class="op">{SIGNS[change.op]} {OPS[change.op]}</span>'
            f'<span class="name">{_safe(_name(change))}</span><span class="path">{_place(path)}</span>{notes}</th>'
            f'<td data-side="旧">{_side(change, old=True)}</td><td data-side="新">{_side(change, old=False)}</td></tr>')


def _name(change: Change) -> str:
    if change.kind == "metadata":
        return "、".join(FIELDS.get(name, name) for name in change.fields)
    row = change.new or change.old or {}
    label = str(row.get("label") or "") if change.kind == "section" else ""
    return change.name if label in {"", change.name} else f"{label} {change.name}"


def _place(path: tuple[str, ...] | None) -> str:
    return _safe(" › ".join(path)) if path else "全文"


def _details(change: Change) -> list[str]:
    """What changed in the fields that the two sides do not show."""
    fields = {name: pair for name, pair in change.fields.items() if name not in {"text", "title", "name"}}
    lines = []
    if change.kind == "metadata":
        return []
    if change.old and change.new and any(name in fields for name in _FIGURE) and "value" in change.old:
        said = difference(change.old, change.new)
        lines += [f"变化 {said}"] if said else []
        fields = {name: pair for name, pair in fields.items() if name not in _FIGURE}
    lines += [f"{FIELDS.get(name, name)}：{_value(name, a)} → {_value(name, b)}" for name, (a, b) in fields.items()]
    if change.op == "moved" and change.where.old != change.where.new:
        lines.append(" → ".join(" › ".join(path or ()) or "全文" for path in (change.where.old, change.where.new)))
    return lines


def _value(name: str, value: Any) -> str:
    """The value of a field in words."""
    if value is None or value == []:
        return "无"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Mapping):
        if "unit" in value:
            return figure(value)
        return "–".join("?" if part is None else number(part) for part in value.values())
    if isinstance(value, (list, tuple)):
        return "、".join(map(str, value))
    return _CODED.get(name, {}).get(value) or number(value)


def _side(change: Change, *, old: bool) -> str:
    """What stood there, or stands there now, with the words that were edited marked."""
    row = change.old if old else change.new
    if change.kind == "metadata":
        mark = "del" if old else "ins"
        pairs = ((name, _value(name, pair[0 if old else 1])) for name, pair in change.fields.items())
        return "".join(f"<div>{FIELDS.get(name, name)}：<{mark}>{_safe(said)}</{mark}></div>" for name, said in pairs)
    if row is None:
        return ""
    if change.kind == "text":
        return _marked(str(row["text"]), change, old=old)
    if change.kind in {"target", "achievement"}:
        return _figure(row, change, old=old)
    if change.kind == "section":
        return _marked(f"{row.get('label') or ''} {row.get('title') or ''}".strip(), change, old=old) + _holds(row)
    name = _tagged(str(row["name"]), old=old) if change.op == "renamed" else _safe(str(row["name"]))
    return f"{name}<small>{_value('type', row['type'])} · {_value('status', row['status'])}</small>"


def _figure(row: Mapping[str, Any], change: Change, *, old: bool) -> str:
    said = figure(row)
    year = f"{row['year']}年" if row.get("year") else ""
    measure = "" if row.get("measure") == "level" else _value("measure", row.get("measure"))
    more = " · ".join(part for part in (year, measure) if part)
    said = _tagged(said, old=old) if change.op == "changed" and set(change.fields) & set(_FIGURE) else _safe(said)
    return f'<span class="figure">{said}</span><small>{_safe(more)}</small><div>{_safe(str(row["quote"]))}</div>'


def _holds(row: Mapping[str, Any]) -> str:
    """How much a section holds."""
    counts = [(row.get("chars"), "字"), *((len(row.get(name) or ()), label) for name, label in (
        ("targets", "项目标"), ("achievements", "项成效"), ("projects", "个项目")))]
    return f"<small>{'，'.join(f'{count}{label}' for count, label in counts if count)}</small>"


def _tagged(text: str, *, old: bool) -> str:
    mark = "del" if old else "ins"
    return f"<{mark}>{_safe(text)}</{mark}>"


def _marked(text: str, change: Change, *, old: bool) -> str:
    """`text` with the words that were taken away or put in."""
    text, at = compact(text) if change.kind == "text" else text, 0
    pieces: list[str] = []
    for edit in change.words:
        words = edit.removed if old else edit.added
        start = text.find(words, at) if words else -1
        around = text.find(edit.before + words + edit.after, max(at - len(edit.before), 0)) if words else -1
        start = around + len(edit.before) if around >= 0 else start
        if start >= at:
            pieces += [_safe(text[at:start]), _tagged(words, old=old)]
            at = start + len(words)
    return "".join([*pieces, _safe(text[at:])])
