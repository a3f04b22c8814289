"""The diff for a terminal: grouped by kind, an edit a line, in colour only where that is wanted."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator

from plan_extract.comparison.document import Change, Diff
from plan_extract.comparison.wording import SIGNS, details, groups, harmless, heading, over_time, place, total

__all__ = ["to_text"]

_COLOURS = {"added": "32", "removed": "31", "changed": "33", "moved": "36", "renamed": "36"}
_SHOWN = 60  # characters of a long edit


def to_text(diff: Diff, *, colour: bool = False) -> str:
    """The diff as lines of text."""

    def paint(text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if colour and text else text

    if diff.indicators is not None:
        return "\n".join([_title(diff), "", *_columns(diff)]) + "\n"
    lines = [_title(diff), total(diff)]
    for title, changes in groups(diff):
        lines += ["", paint(title, "1")]
        over: tuple[str, ...] | None = None
        for change in changes:
            path = change.where.new if change.where.new is not None else change.where.old
            if path != over:
                lines.append(f"  {place(path)}")
                over = path
            lines.append(paint(f"    {SIGNS[change.op]} {heading(change)}", _COLOURS[change.op]))
            lines += [f"        {line}" for line in details(change)]
            lines += [f"        {line}" for line in _words(change, paint)]
    return "\n".join(lines) + "\n"


def _title(diff: Diff) -> str:
    return f"{harmless(diff.old.name)} → {harmless(diff.new.name)}"


def _words(change: Change, paint: Callable[[str, str], str]) -> Iterator[str]:
    """The words of an edit in their context; nothing where the fields say it all."""
    if change.op in {"renamed", "moved"} or (change.kind in {"target", "achievement"} and change.op == "changed"):
        return
    for edit in change.words:
        removed = paint(f"[-{_short(edit.removed)}-]", "31") if edit.removed else ""
        added = paint(f"{{+{_short(edit.added)}+}}", "32") if edit.added else ""
        yield f"{harmless(edit.before)}{removed}{added}{harmless(edit.after)}"


def _short(text: str) -> str:
    text = harmless(text)
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN // 2]}…{text[-_SHOWN // 3 :]}"


def _columns(diff: Diff) -> list[str]:
    rows = [("indicator", "old target", "achieved", "new target", "")]
    rows += [over_time(row) for row in diff.indicators or ()]
    wide = [max(_width(row[n]) for row in rows) for n in range(5)]
    return ["  ".join(cell + " " * (wide[n] - _width(cell)) for n, cell in enumerate(row)).rstrip() for row in rows]


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
