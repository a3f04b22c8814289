"""The command `diff`: reads two plans, compares them, writes what changed."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from plan_extract.api import diff
from plan_extract.command_line.commands import FINE, FOUND, TROUBLE, read_either, say
from plan_extract.comparison.document import Diff
from plan_extract.files.outputs import OptionError, put, shown, to_stdout
from plan_extract.rules import RuleError

__all__ = ["choose", "diff_plans", "in_colour"]

FORMATS = ("text", "json", "markdown", "html")
BY = ("edit", "indicator")


def in_colour(output: str | None) -> bool:
    """Whether what is written is read on a terminal that shows colours, and colours are wanted."""
    terminal = output is None and sys.stdout is not None and sys.stdout.isatty()
    return terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def choose(option: str, given: str, known: Sequence[str]) -> None:
    """Refuse what is not one of `known`.

    Raises:
        OptionError: with what can be chosen.
    """
    if given not in known:
        raise OptionError(f"{option} {shown(given)}: unknown; choose {', '.join(known)}")


def diff_plans(
    old: str,
    new: str,
    *,
    by: str,
    output: str | None,
    format: str,  # noqa: A002
    exit_zero: bool,
    rules: Sequence[str],
    encoding: str | None,
) -> int:
    """Compare the plans or outputs `old` and `new` and write the difference."""
    output = None if output == "-" else output
    try:
        choose("--format", format, FORMATS)
        choose("--by", by, BY)
        if old == new == "-":
            choose("diff - -", "standard input twice", ("two files", "- for one of them"))
        plans = [read_either(file, rules, encoding) for file in (old, new)]
        made = diff(*plans, by="indicator" if by == "indicator" else "edit", rules=list(rules))
    except (OptionError, RuleError) as error:
        say(str(error))
        return TROUBLE
    data = write(made, format, colour=in_colour(output)).encode("utf-8", "replace")
    if output is None:
        to_stdout([data])
    else:
        try:
            put(Path(output), data)
        except OSError as error:
            say(f"{shown(output)}: cannot be written: {error.strerror or error}")
            return TROUBLE
    return FOUND if _different(made) and not exit_zero else FINE


def _different(made: Diff) -> bool:
    if made.indicators is None:
        return bool(made.changes)
    return any(row.old_target != row.new_target for row in made.indicators)


def write(made: Diff, format: str, *, colour: bool = False) -> str:  # noqa: A002
    """The diff in one of the formats."""
    if format == "json":
        return json.dumps(made.model_dump(mode="json"), ensure_ascii=False, indent=1) + "\n"
    if format == "markdown":
        from plan_extract.comparison.report_markdown import to_markdown  # noqa: PLC0415

        return to_markdown(made)
    if format == "html":
        from plan_extract.comparison.report_html import to_html  # noqa: PLC0415

        return to_html(made)
    from plan_extract.comparison.report_text import to_text  # noqa: PLC0415

    return to_text(made, colour=colour)
