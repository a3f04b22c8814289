"""The command `view`: reads a plan and writes it as a page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from plan_extract.api import view
from plan_extract.command_line.commands import FINE, TROUBLE, say
from plan_extract.files.inputs import STDIN, Input
from plan_extract.files.outputs import OptionError, put, shown, to_stdout
from plan_extract.limits import MAX_SECONDS, within
from plan_extract.rules import RuleError
from plan_extract.source import SourceError

__all__ = ["view_plan"]


def view_plan(file: str, *, output: str | None, rules: Sequence[str], encoding: str | None) -> int:
    """Write the page of the plan `file`."""
    item = Input(STDIN, None) if file == "-" else Input(file, Path(file))
    output = None if output == "-" else output
    try:
        with within(MAX_SECONDS):
            page = view(_data(item, output), name=item.name, rules=list(rules), encoding=encoding)
    except (OptionError, RuleError) as error:
        say(str(error))
        return TROUBLE
    except SourceError as error:
        say(f"{shown(item.shown)}:{error.line or 1}: {error.message}")
        return TROUBLE
    except OSError as error:
        say(f"{shown(item.shown)}: cannot be read: {error.strerror or error}")
        return TROUBLE
    if output is None:
        to_stdout([page.encode()])
        return FINE
    try:
        put(Path(output), page.encode())
    except OSError as error:
        say(f"{shown(output)}: cannot be written: {error.strerror or error}")
        return TROUBLE
    return FINE


def _data(item: Input, output: str | None) -> bytes:
    """The plan's bytes.

    Raises:
        OptionError: where what is given is an output already, or would be replaced.
        OSError: where it cannot be read.
    """
    data = item.read()
    if data.lstrip()[:1] == b"{" or data.removeprefix(b"---").lstrip().startswith(b"schema_version:"):
        raise OptionError(f"{shown(item.shown)}:1: is an output already; give the plan that it was made of")
    if output and item.path and Path(output).is_file() and Path(output).samefile(item.path):
        raise OptionError(f"-o {shown(output)}: would replace the input {shown(item.shown)}")
    return data
