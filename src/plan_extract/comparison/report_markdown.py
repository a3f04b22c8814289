"""The diff as a Markdown report."""

from __future__ import annotations

import re

from plan_extract.comparison.document import Change, Diff
from plan_extract.comparison.wording import details, groups, harmless, heading, over_time, place, total

__all__ = ["to_markdown"]

_SPECIAL = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~&=:])")


def escaped(text: str) -> str:
    """`text` as Markdown shows it, whatever it holds."""
    return _SPECIAL.sub(r"\\\1", harmless(text))


def to_markdown(diff: Diff) -> str:
    """The diff as Markdown."""
    lines = [f"# {escaped(diff.old.title or diff.old.name)} → {escaped(diff.new.title or diff.new.name)}", ""]
    if diff.indicators is not None:
        lines += ["| Indicator | Old target | Achieved | New target | |", "| --- | --- | --- | --- | --- |"]
        lines += [f"| {' | '.join(map(escaped, over_time(row)))} |" for row in diff.indicators]
        return "\n".join(lines) + "\n"
    lines += [f"{escaped(diff.old.name)} → {escaped(diff.new.name)}: {total(diff)}", ""]
    for title, changes in groups(diff):
        lines += [f"## {title}", ""]
        for change in changes:
            path = change.where.new if change.where.new is not None else change.where.old
            lines.append(f"- **{change.op}** {escaped(heading(change))} ({escaped(place(path))})")
            lines += [f"  - {escaped(line)}" for line in details(change)]
            lines += [f"  - {line}" for line in _words(change)]
        lines.append("")
    return "\n".join(lines).rstrip("\n") + "\n"


def _words(change: Change) -> list[str]:
    if change.op in {"renamed", "moved"} or (change.kind in {"target", "achievement"} and change.op == "changed"):
        return []
    lines = []
    for edit in change.words:
        removed = f" ~~{escaped(edit.removed)}~~ " if edit.removed else " "
        added = f" **{escaped(edit.added)}** " if edit.added else " "
        lines.append(f"{escaped(edit.before)}{removed}{added}{escaped(edit.after)}".strip())
    return lines
