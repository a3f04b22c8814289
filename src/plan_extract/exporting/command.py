"""The command `export`: reads plans and earlier outputs, writes them as tables."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain
from pathlib import Path, PurePath

from plan_extract.batch import Settings, read_all
from plan_extract.batch.command import job_count
from plan_extract.batch.progress import Progress
from plan_extract.command_line.commands import FINE, TROUBLE, say
from plan_extract.comparison.command import choose
from plan_extract.exporting import (
    FORMATS,
    LANGUAGES,
    ExportError,
    Format,
    Language,
    PlanRows,
    choose_format,
    write_plans,
)
from plan_extract.exporting.reading import documents_of_folders, read_rows, unpack
from plan_extract.files.inputs import Input, find_inputs
from plan_extract.files.outputs import OptionError, shown, to_stdout
from plan_extract.rules import RuleError, load_rules

__all__ = ["export_plans"]


def export_plans(
    files: Sequence[str],
    dest: str,
    *,
    to: str | None,
    language: str,
    rules: Sequence[str],
    encoding: str | None,
    jobs: str,
    max_chars: int,
    max_bytes: int,
    max_seconds: int,
    quiet: bool,
) -> int:
    """Write the plans that `files` name as tables to `dest`."""
    inputs, faults = find_inputs(documents_of_folders(files))
    for name, why in faults:
        say(f"{shown(name)}: {why}")
    try:
        format_ = _chosen(dest, to, inputs)
        choose("--language", language, LANGUAGES)
        processes = job_count(jobs)
        load_rules(*map(Path, rules))
    except (ExportError, OptionError, RuleError) as error:
        say(shown(str(error)))
        return TROUBLE
    settings = Settings(
        rules=tuple(map(Path, rules)), encoding=encoding, with_text=True, max_chars=max_chars, max_bytes=max_bytes,
        max_seconds=max_seconds,
    )
    reading = _Reading(inputs, settings, processes, quiet=quiet)
    plans = reading.plans()
    first = next(plans, None)
    if first is None:
        return TROUBLE
    wanted: Language = "zh" if language == "zh" else "en"
    try:
        if format_ is None:
            from plan_extract.exporting.csv_files import write_figures  # noqa: PLC0415

            text = io.StringIO(newline="")
            write_figures(chain([first], plans), text, wanted)
            to_stdout([text.getvalue().encode("utf-8-sig", "replace")])
        else:
            write_plans(chain([first], plans), Path(dest), format_, wanted)
    except ExportError as error:
        reading.progress.clear()
        say(shown(str(error)))
        return TROUBLE
    except OSError as error:
        if format_ is None:
            raise
        reading.progress.clear()
        say(f"{shown(dest)}: cannot be written: {error.strerror or error}")
        return TROUBLE
    return TROUBLE if faults or reading.failed else FINE


def _chosen(dest: str, to: str | None, inputs: Sequence[Input]) -> Format | None:
    """The format; None for standard output.

    Raises:
        ExportError, OptionError: where the options make no sense together.
    """
    if to is not None:
        choose("--to", to, FORMATS)
    if dest == "-":
        if to != "csv":
            raise OptionError("-: standard output takes csv only; give --to csv, or name a file or a folder")
        return None
    target = Path(dest)
    for item in inputs:
        if item.path and item.path.exists() and target.exists() and item.path.samefile(target):
            raise OptionError(f"{shown(dest)}: is also an input; name the output last")
    return choose_format(to, target)


class _Reading:
    """The plans of the inputs, each once and under a name of its own."""

    def __init__(self, inputs: Sequence[Input], settings: Settings, jobs: int, *, quiet: bool) -> None:
        self.failed = False
        self.progress = Progress(len(inputs), quiet=quiet)
        self._inputs, self._settings, self._jobs, self._quiet = inputs, settings, jobs, quiet
        self._names = _own_names(inputs)

    def plans(self) -> Iterator[PlanRows]:
        """The plans, in the order of the inputs; what is wrong with one is said, and the others follow."""
        known: dict[str, str] = {}
        names: set[str] = set()
        results = read_all(self._inputs, self._jobs, lambda item: partial(read_rows, item, self._settings))
        for count, result in enumerate(results, 1):
            self.progress.clear()
            if result.data is None:
                say(result.error or "")
                self.failed = True
                continue
            plans = unpack(result)
            for plan in plans:
                name = self._names.get(result.input, plan.plan) if len(plans) == 1 else plan.plan
                where = shown(result.input.shown)
                if plan.sha256 in known:
                    if not self._quiet:
                        say(f"{where}: is the same plan as {shown(known[plan.sha256])}, so it is left out")
                    continue
                if name in names:
                    say(f"{where}: another plan is called {shown(name)} too; rename one of the files")
                    self.failed = True
                    continue
                known[plan.sha256] = where
                names.add(name)
                yield plan.called(name)
            self.progress.done(count)
        self.progress.clear()


def _own_names(inputs: Sequence[Input]) -> dict[Input, str]:
    """Names for inputs whose files are called the same: with as many of their folders as tell them apart."""
    names: dict[Input, str] = {}
    clashing = [item for item in inputs if item.path is not None]
    for depth in range(2, 12):
        counts = Counter(names.get(item, item.name) for item in clashing)
        clashing = [item for item in clashing if counts[names.get(item, item.name)] > 1]
        for item in clashing:
            path = PurePath(item.shown)
            parts = [part for part in path.parts if part not in {".", "..", path.anchor}]
            names[item] = "/".join(parts[-depth:])
    return names
