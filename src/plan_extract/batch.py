"""Many plans, one after the other or in several processes, always in the order they were given in."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from plan_extract.api import parse_document
from plan_extract.inputs import MAX_CHARS, Input
from plan_extract.outputs import shown
from plan_extract.source import SourceError
from plan_extract.writers import write

__all__ = ["Result", "Settings", "read_all"]

_MOST_JOBS = 60  # Windows waits for no more processes at once
log = logging.getLogger("plan_extract")


@dataclass(frozen=True, slots=True)
class Settings:
    """How each plan is read and written."""

    format: str = "yaml"
    rules: tuple[Path, ...] = ()
    encoding: str | None = None
    with_text: bool = False
    max_chars: int = MAX_CHARS
    verbose: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one input.

    Attributes:
        input: the input.
        data: the output's bytes; None where it failed.
        error: why it failed, in one line.
        notes: for `-v`: the time of each step, and the plan's diagnostics with their lines.
    """

    input: Input
    data: bytes | None
    error: str | None = None
    notes: tuple[str, ...] = ()


def fault(item: Input, error: Exception) -> str:
    """One line that says what is wrong with an input, and what to do."""
    name = shown(item.shown)
    if isinstance(error, SourceError):
        return f"{name}:{error.line}: {error.message}" if error.line else f"{name}: {error.message}"
    if isinstance(error, OSError):
        return f"{name}: cannot be read: {error.strerror or error}"
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = f"{Path(place.tb_frame.f_code.co_filename).name}:{place.tb_lineno}" if place else "unknown place"
    what = shown(str(error)[:200])
    return f"{name}: an error of plan-extract itself, please report it: {type(error).__name__} at {where}: {what}"


def read_one(item: Input, settings: Settings) -> Result:
    """Read one input and write it down; whatever goes wrong is in the result."""
    notes = _Notes()
    if settings.verbose:
        log.setLevel(logging.INFO)
        log.addHandler(notes)
    try:
        document = parse_document(
            item.read(settings.max_chars), name=item.name, rules=settings.rules, encoding=settings.encoding,
            with_text=settings.with_text, max_chars=settings.max_chars,
        )
        text = write(document, settings.format).encode()
    except Exception as error:  # noqa: BLE001, one bad input must not stop the others
        return Result(item, None, fault(item, error), tuple(notes.lines))
    finally:
        log.removeHandler(notes)
    name = shown(item.shown)
    oddities = document["diagnostics"] if settings.verbose else ()
    odd = (f"{name}:{d['line']}: {d['code']} {shown(d['message'])}" for d in oddities)
    return Result(item, text, None, (*(f"{name}: {line}" for line in notes.lines), *odd))


def read_all(
    inputs: Sequence[Input], settings: Settings, jobs: int, read: Callable[[Input, Settings], Result] = read_one,
) -> Iterator[Result]:
    """Read the inputs, `jobs` at a time; the results come in the order of the inputs.

    Args:
        inputs: the inputs.
        settings: how each is read.
        jobs: how many processes read them.
        read: what is done with each; it must never raise.
    """
    if jobs == 1 or len(inputs) < 2:
        for item in inputs:
            yield read(item, settings)
        return
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415, most runs read one plan

    jobs = min(jobs, len(inputs), _MOST_JOBS)
    with ProcessPoolExecutor(jobs, initializer=_ignore_interrupt) as pool:
        waiting: deque[tuple[Input, Callable[[], Result]]] = deque()
        try:
            for item in inputs:
                # Standard input is this process's own.
                waiting.append((item, partial(read, item, settings) if item.path is None
                                else pool.submit(read, item, settings).result))
                if len(waiting) > 2 * jobs:
                    yield _result(*waiting.popleft())
            while waiting:
                yield _result(*waiting.popleft())
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _result(item: Input, result: Callable[[], Result]) -> Result:
    try:
        return result()
    except Exception as error:  # noqa: BLE001, a process that died must not stop the others
        return Result(item, None, fault(item, error))


def _ignore_interrupt() -> None:
    """Ctrl-C goes to all processes; the first one sees to it."""
    import signal  # noqa: PLC0415

    signal.signal(signal.SIGINT, signal.SIG_IGN)


class _Notes(logging.Handler):
    """Keeps the lines that are logged while one plan is read."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the line."""
        self.lines.append(record.getMessage())
