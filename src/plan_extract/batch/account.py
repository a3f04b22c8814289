"""What became of many plans: the line of progress, the report and the summary."""

from __future__ import annotations

from collections.abc import Sequence
from time import perf_counter

from plan_extract.batch.progress import Progress, duration
from plan_extract.batch.reading import FAILED, OK, SKIPPED, Result
from plan_extract.batch.report import ReportFile, Tally
from plan_extract.command_line.commands import say
from plan_extract.files.inputs import Input
from plan_extract.files.outputs import Destination, shown

__all__ = ["Account", "summary"]


class Account:
    """Follows a run."""

    def __init__(
        self, inputs: int, faults: Sequence[tuple[str, str]], destination: Destination, report: str | None,
        rules: str, *, quiet: bool,
    ) -> None:
        """Begin.

        Raises:
            OptionError: where the report cannot be written.
        """
        self._started = perf_counter()
        self._tally = Tally()
        self._destination = destination
        self._quiet = quiet or inputs < 2
        self._report = ReportFile(report, rules) if report else None
        self._progress = Progress(inputs + len(faults), quiet=self._quiet)
        for name, why in faults:
            self.add(Result(Input(name, None), None, f"{shown(name)}: {why}"))

    def clear(self) -> None:
        """Let others write to the terminal."""
        self._progress.clear()

    def add(self, result: Result) -> None:
        """One more is done.

        Raises:
            OptionError: where the report cannot be written on.
        """
        self._tally.add(result)
        if self._report is not None:
            self._report.add(result, self._destination.of(result.input) or self._destination.output)
        self._progress.done(sum(self._tally.statuses.values()), self._tally.statuses[FAILED])

    def end(self) -> None:
        """All are done.

        Raises:
            OptionError: where the report cannot be written.
        """
        self.clear()
        seconds = perf_counter() - self._started
        if self._report is not None:
            self._report.end(self._tally, seconds)
        if not self._quiet:
            say(summary(self._tally, seconds))

    def drop(self) -> None:
        """Leave no half of a report behind."""
        if self._report is not None:
            self._report.drop()


def summary(tally: Tally, seconds: float) -> str:
    """What became of a run."""
    done, failed, skipped = (tally.statuses[status] for status in (OK, FAILED, SKIPPED))
    parts = [f"{done:,} read", *([f"{skipped:,} skipped"] if skipped else []), f"{failed:,} failed"]
    rate = f", {done / seconds:,.1f} a second" if done and seconds else ""
    whole = f"{done + failed + skipped:,} plans: {', '.join(parts)}"
    return f"{whole}; {tally.chars:,} characters in {duration(seconds)}{rate}"
