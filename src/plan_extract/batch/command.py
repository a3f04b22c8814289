"""The command `parse`: reads plans, writes them where they go, and says what became of them."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from plan_extract.batch import Result, Settings, read_all
from plan_extract.batch.reading import read_one
from plan_extract.command_line.commands import FINE, TROUBLE, say
from plan_extract.files.inputs import Input, find_inputs, is_remote
from plan_extract.files.outputs import (
    Destination,
    OptionError,
    WholeFile,
    choose_destination,
    choose_format,
    is_folder,
    put,
    shown,
    sweep,
    to_stdout,
    unwritten,
)
from plan_extract.rules import RuleError, load_rules

if TYPE_CHECKING:
    from plan_extract.batch.account import Account

__all__ = ["Options", "job_count", "parse_plans"]

_ENGINES = ("local", "dask")


class Options(NamedTuple):
    """The options of `parse`, as they were given."""

    output: str | None
    format: str | None
    rules: Sequence[str]
    encoding: str | None
    jobs: str | None
    engine: str
    scheduler: str | None
    resume: bool
    report: str | None
    with_text: bool
    max_chars: int
    max_bytes: int
    max_seconds: int
    quiet: bool
    verbose: bool


def parse_plans(files: Sequence[str], options: Options) -> int:
    """Read the plans that `files` name and write them where `options` say; returns the exit code."""
    inputs, faults = find_inputs(files)
    for name, why in faults:
        say(f"{shown(name)}: {why}")
    output = None if options.output == "-" else options.output
    try:
        form = choose_format(options.format, output)
        _refuse(options, output, form)
        jobs = job_count(options.jobs or ("1" if options.engine == "local" else "auto"))
        rules = tuple(map(Path, options.rules))
        sha256 = load_rules(*rules).sha256
        destination = choose_destination(output, inputs, form)
        settings = Settings(
            form, rules, options.encoding, options.with_text, options.max_chars, options.max_bytes,
            options.max_seconds, options.verbose, options.resume,
            writes=destination.in_folder and (options.engine == "dask" or is_remote(output or "")),
            mark=f"{os.getpid():x}{os.urandom(4).hex()}",
        )
        if not options.quiet and any(item.is_stdin for item in inputs):
            _invite()
        account = None
        if len(inputs) > 1 or options.report:
            from plan_extract.batch.account import Account  # noqa: PLC0415, many plans only

            account = Account(len(inputs), faults, destination, options.report, sha256, quiet=options.quiet)
        return _run(inputs, settings, destination, options, jobs, account) or (TROUBLE if faults else FINE)
    except (OptionError, RuleError) as error:
        say(str(error))
        return TROUBLE


def _refuse(options: Options, output: str | None, form: str) -> None:
    """Options that are wrong, or make no sense together."""
    if options.engine not in _ENGINES:
        raise OptionError(f"--engine {shown(options.engine)}: unknown; choose {', '.join(_ENGINES)}")
    if options.scheduler is not None and options.engine != "dask":
        raise OptionError("--scheduler is for --engine dask; give both")
    if options.resume and not (output and is_folder(output)):
        raise OptionError("--resume looks at the outputs that are there, so it needs -o DIR/")
    if options.resume and form == "ndjson":
        raise OptionError("--resume needs yaml or json: rows of ndjson do not say what they were made of")


def job_count(asked: str) -> int:
    """How many processes: a number, or one a core where it is 0 or ``auto``.

    Raises:
        OptionError: where it is neither.
    """
    if not (asked == "auto" or (asked.isascii() and asked.isdigit())):
        raise OptionError(f"--jobs {shown(asked)}: give a number, or auto for one a core")
    if asked != "auto" and int(asked):
        return int(asked)
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _invite() -> None:
    import sys  # noqa: PLC0415

    if sys.stdin is not None and sys.stdin.isatty():
        say("reading from the terminal; end with Ctrl-D")


def _run(
    inputs: Sequence[Input], settings: Settings, destination: Destination, options: Options, jobs: int,
    account: Account | None,
) -> int:
    """Read all and write all."""
    landing = _Landing(destination, len(inputs), settings.mark if settings.writes else None)
    code = FINE
    try:
        with closing(_results(inputs, settings, options, jobs, destination.of, landing.put)) as results:
            for result in results:
                if account and (result.notes or result.error or result.data is not None):
                    account.clear()
                for note in result.notes:
                    say(note)
                if result.error is not None:
                    say(result.error)
                    code = TROUBLE
                landing.add(result)
                if account:
                    account.add(result)
        landing.end()
        if account:
            account.end()
    finally:
        landing.drop()
        if account:
            account.drop()
    return code


def _results(
    inputs: Sequence[Input], settings: Settings, options: Options, jobs: int,
    output_of: Callable[[Input], str | None], finish: Callable[[Result], Result],
) -> Generator[Result, None, None]:
    """The results in the order of the inputs, each finished as soon as it is there."""
    if options.engine == "local":
        yield from read_all(inputs, jobs, lambda i: partial(read_one, i, settings, output_of(i)), finish)
        return
    from plan_extract.batch.cluster import Cluster  # noqa: PLC0415
    from plan_extract.batch.engine import EngineError, ending_when_told, in_order  # noqa: PLC0415

    try:
        with ending_when_told():
            yield from in_order(inputs, Cluster(options.scheduler, jobs, settings, output_of), finish)
    except EngineError as error:
        raise OptionError(str(error)) from None


class _Landing:
    """Takes outputs to where they go: each to its own file at once, or one after the other to one place."""

    def __init__(self, destination: Destination, inputs: int, mark: str | None) -> None:
        self._destination = destination
        self._mark = mark  # of files that other processes write, which may be killed
        self._folders: set[str] = set()
        self._lead = b"---\n" if destination.format == "yaml" and inputs > 1 else b""
        self._file = WholeFile(destination.output) if destination.output and not destination.in_folder else None

    def put(self, result: Result) -> Result:
        """Write an output that has a file of its own."""
        output = self._destination.of(result.input)
        if self._mark is not None and output is not None:
            self._folders.add(output.rpartition("/")[0])
        if output is None or result.data is None:
            return result
        try:
            put(output, result.data, parents=True)
        except OSError as error:
            result = result._replace(error=unwritten(output, error))
        return result._replace(data=None)

    def add(self, result: Result) -> None:
        """Write an output that follows others.

        Raises:
            OptionError: where it cannot be written.
        """
        if result.data is None:
            return
        if self._file is None:
            to_stdout([self._lead + result.data])
        else:
            self._file.write(self._lead + result.data)

    def end(self) -> None:
        """All are written.

        Raises:
            OptionError: where they cannot be.
        """
        if self._file is not None:
            self._file.end()

    def drop(self) -> None:
        """Leave nothing half-written behind."""
        if self._file is not None:
            self._file.drop()
        for folder in self._folders:
            sweep(folder, self._mark or "")
