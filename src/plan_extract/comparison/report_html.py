"""The diff as one self-contained page, old and new side by side."""

from __future__ import annotations

from html import escape

from plan_extract.comparison.document import Change, Diff
from plan_extract.comparison.view import compact
from plan_extract.comparison.wording import details, figure, groups, harmless, heading, over_time, place, total

__all__ = ["to_html"]

_STYLE = """
:root{color-scheme:light dark;--line:#8884;--del:#d339;--ins:#2a69}
body{font:16px/1.7 system-ui,"Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif;margin:2rem auto;
max-width:76rem;padding:0 1rem}
h1{font-size:1.4rem}h2{font-size:1.15rem;margin-top:2rem}
table{border-collapse:collapse;width:100%;table-layout:fixed}
th,td{border:1px solid var(--line);padding:.4rem .6rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}
col.what{width:24%}del{background:var(--del)}ins{background:var(--ins);text-decoration:none}
.where{font-size:.85rem;opacity:.75}.op{font-size:.8rem;text-transform:uppercase;letter-spacing:.05em}
"""


def _safe(text: str) -> str:
    return escape(harmless(text))


def to_html(diff: Diff) -> str:
    """The diff as an HTML page that needs nothing beside it and runs nothing."""
    title = f"{_safe(diff.old.title or diff.old.name)} → {_safe(diff.new.title or diff.new.name)}"
    return "\n".join([
        "<!doctype html>", '<html lang="zh-Hans">', "<head>", '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src \'unsafe-inline\'">',
        f"<title>{title}</title>", f"<style>{_STYLE}</style>", "</head>", "<body>", "<main>", f"<h1>{title}</h1>",
        *(_over_time(diff) if diff.indicators is not None else _changes(diff)),
        "</main>", "</body>", "</html>", "",
    ])


def _over_time(diff: Diff) -> list[str]:
    lines = ["<table>", "<thead><tr>"]
    lines += [f'<th scope="col">{name}</th>' for name in ("Indicator", "Old target", "Achieved", "New target", "")]
    lines.append("</tr></thead><tbody>")
    for row in diff.indicators or ():
        name, *cells = over_time(row)
        lines.append(f'<tr><th scope="row">{escape(name)}</th>{"".join(f"<td>{escape(c)}</td>" for c in cells)}</tr>')
    return [*lines, "</tbody></table>"]


def _changes(diff: Diff) -> list[str]:
    lines = [f"<p>{_safe(diff.old.name)} → {_safe(diff.new.name)}: {total(diff)}</p>"]
    for title, changes in groups(diff):
        lines += [
            f"<h2>{title}</h2>", "<table>", '<colgroup><col class="what"><col><col></colgroup>',
            '<thead><tr><th scope="col">What</th><th scope="col">Old</th><th scope="col">New</th></tr></thead><tbody>',
        ]
        for change in changes:
            path = change.where.new if change.where.new is not None else change.where.old
            notes = "".join(f"<div>{escape(line)}</div>" for line in details(change))
            lines.append(
                f'<tr><th scope="row"><div class="op">{change.op}</div>{escape(heading(change))}'
                f'<div class="where">{escape(place(path))}</div>{notes}</th>'
                f"<td>{_side(change, old=True)}</td><td>{_side(change, old=False)}</td></tr>",
            )
        lines.append("</tbody></table>")
    return lines


def _side(change: Change, *, old: bool) -> str:
    """What stood there, or stands there now, with the words that were edited marked."""
    row = change.old if old else change.new
    if row is None:
        return ""
    if change.kind == "text":
        return _marked(str(row["text"]), change, old=old)
    if change.kind in {"target", "achievement"}:
        mark = "del" if old else "ins"
        said = f"<{mark}>{_safe(figure(row))}</{mark}>" if change.op == "changed" else _safe(figure(row))
        return f"{said}<div>{_safe(str(row['quote']))}</div>"
    if change.kind == "section":
        return _safe(f"{row.get('label') or ''} {row.get('title') or ''}".strip())
    if change.kind == "project":
        return f"{_safe(str(row['name']))} ({row['status']})"
    return "".join(
        f"<div>{name}: {_safe(str(pair[0 if old else 1]))}</div>" for name, pair in change.fields.items()
    )


def _marked(text: str, change: Change, *, old: bool) -> str:
    text, mark, at = compact(text), "del" if old else "ins", 0
    pieces: list[str] = []
    for edit in change.words:
        words = edit.removed if old else edit.added
        start = text.find(words, at) if words else -1
        around = text.find(edit.before + words + edit.after, max(at - len(edit.before), 0)) if words else -1
        start = around + len(edit.before) if around >= 0 else start
        if start >= at:
            pieces += [_safe(text[at:start]), f"<{mark}>{_safe(words)}</{mark}>"]
            at = start + len(words)
    return "".join([*pieces, _safe(text[at:])])
