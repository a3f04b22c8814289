"""The command `check`: reads plans and writes what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from plan_extract.checks.document import CheckedFile, Finding, Report
from plan_extract.checks.formats import FORMATS
from plan_extract.checks.run import UnknownCodeError, check_reading, chosen
from plan_extract.command_line.commands import FINE, FOUND, TROUBLE, say
from plan_extract.comparison.command import choose, in_colour
from plan_extract.files.inputs import Input, find_inputs
from plan_extract.files.outputs import OptionError, put, shown, to_stdout
from plan_extract.limits import MAX_CHARS, MAX_SECONDS, too_long, within
from plan_extract.pipeline import read
from plan_extract.readers import read_source
from plan_extract.rules import RuleError, load_rules
from plan_extract.source import SourceError

__all__ = ["check_plans"]


def check_plans(
    files: Sequence[str],
    *,
    output: str | None,
    format: str,  # noqa: A002
    select: Iterable[str],
    ignore: Iterable[str],
    exit_zero: bool,
    rules: Sequence[str],
    encoding: str | None,
) -> int:
    """Check the plans that `files` name and write what is wrong with them."""
    output = None if output == "-" else output
    try:
        choose("--format", format, tuple(FORMATS))
        checks = chosen(_listed(select), _listed(ignore))
        in_force = load_rules(*map(Path, rules))
    except (OptionError, RuleError, UnknownCodeError) as error:
        say(str(error))
        return TROUBLE
    inputs, faults = find_inputs(files)
    for name, why in faults:
        say(f"{shown(name)}: {why}")
    checked: list[CheckedFile] = []
    findings: list[Finding] = []
    texts: dict[str, str] = {}
    failed = bool(faults)
    for item in inputs:
        name = _name(item)
        try:
            with within(MAX_SECONDS):
                source = read_source(item.read(), item.name, encoding)
                if len(source.text) > MAX_CHARS:
                    raise too_long(MAX_CHARS)
                file, found = check_reading(read(source, in_force), checks, name)
        except SourceError as error:
            say(f"{shown(item.shown)}:{error.line or 1}: {error.message}")
            failed = True
            continue
        except OSError as error:
            say(f"{shown(item.shown)}: cannot be read: {error.strerror or error}")
            failed = True
            continue
        checked.append(file)
        findings += found
        texts[name] = source.text
    report = Report(files=tuple(checked), findings=tuple(findings))
    data = FORMATS[format](report, texts, colour=in_colour(output)).encode("utf-8", "replace")
    if output is None:
        to_stdout([data])
    else:
        try:
            put(Path(output), data)
        except OSError as error:
            say(f"{shown(output)}: cannot be written: {error.strerror or error}")
            failed = True
    if failed:
        return TROUBLE
    return FOUND if findings and not exit_zero else FINE


def _listed(words: Iterable[str]) -> list[str]:
    """Codes given one by one or with commas."""
    return [part for word in words for part in word.split(",")]


def _name(item: Input) -> str:
    """What the output calls a plan: its path as it was given where that is a relative one, else its base name."""
    if item.path is None or item.path.is_absolute():
        return item.name
    return item.path.as_posix().encode("utf-8", "replace").decode()
