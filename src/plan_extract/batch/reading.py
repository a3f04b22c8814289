"""One plan of many: read, written, and never more than a line where it fails."""

from __future__ import annotations

import hashlib
import logging
import threading
from pathlib import Path
from time import perf_counter
from typing import Any, NamedTuple

from plan_extract.api import parse_document
from plan_extract.document.writers import write
from plan_extract.files.inputs import Input
from plan_extract.files.outputs import put, shown, unwritten
from plan_extract.limits import MAX_BYTES, MAX_CHARS, MAX_SECONDS, within
from plan_extract.source import SourceError

__all__ = ["FAILED", "OK", "SKIPPED", "Result", "Settings", "fault", "read_one"]

OK, FAILED, SKIPPED = "ok", "failed", "skipped"
log = logging.getLogger("plan_extract")


class Settings(NamedTuple):
    """How each plan is read and written.

    Attributes:
        format: of the output.
        rules: folders laid over the shipped rules.
        encoding: replaces the guess.
        with_text: keep the text in the output.
        max_chars: refuse longer texts.
        max_bytes: refuse larger files.
        max_seconds: give up on a plan after so long.
        verbose: tell the time of each step, and what is odd.
        resume: leave an output alone that was made of the same input by the same version and rules.
        writes: whether whoever reads a plan writes its output too; else whoever asked for it does.
        mark: of files that are being written.
    """

    format: str = "yaml"
    rules: tuple[Path, ...] = ()
    encoding: str | None = None
    with_text: bool = False
    max_chars: int = MAX_CHARS
    max_bytes: int = MAX_BYTES
    max_seconds: int = MAX_SECONDS
    verbose: bool = False
    resume: bool = False
    writes: bool = False
    mark: str = ""


class Result(NamedTuple):
    """What became of one input.

    Attributes:
        input: the input.
        data: what it was made into, where that is still to be written.
        error: why it failed, in one line.
        notes: for `-v`: the time of each step, and the plan's diagnostics with their lines.
        sha256: of the input's bytes.
        chars: of its text.
        counts: rows of each kind; None where it was not read.
        seconds: that it took.
        skipped: its output was there already.
    """

    input: Input
    data: bytes | None
    error: str | None = None
    notes: tuple[str, ...] = ()
    sha256: str | None = None
    chars: int | None = None
    counts: dict[str, int] | None = None
    seconds: float = 0.0
    skipped: bool = False

    @property
    def status(self) -> str:
        """One of `OK`, `FAILED`, `SKIPPED`."""
        if self.error is not None:
            return FAILED
        return SKIPPED if self.skipped else OK


def fault(item: Input, error: Exception) -> str:
    """One line that says what is wrong with an input, and what to do."""
    name = shown(item.shown)
    if isinstance(error, SourceError):
        return f"{name}:{error.line}: {error.message}" if error.line else f"{name}: {error.message}"
    if isinstance(error, OSError):
        return f"{name}: cannot be read: {error.strerror or error}"
    if isinstance(error, MemoryError):
        return f"{name}: takes more memory than there is; read it alone, or on a larger machine"
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = f"{Path(place.tb_frame.f_code.co_filename).name}:{place.tb_lineno}" if place else "unknown place"
    what = shown(str(error)[:200])
    return f"{name}: an error of plan-extract itself, please report it: {type(error).__name__} at {where}: {what}"


def read_one(item: Input, settings: Settings, output: str | None = None) -> Result:
    """Read one input and write it down; whatever goes wrong is in the result.

    Args:
        item: the input.
        settings: how it is read.
        output: the file of its own, if it has one.
    """
    started = perf_counter()
    notes = _Notes()
    if settings.verbose:
        log.setLevel(logging.INFO)
        log.addHandler(notes)
    try:
        with within(settings.max_seconds):
            result = _read(item, settings, output)
    except Exception as error:  # noqa: BLE001, one bad input must not stop the others
        result = Result(item, None, fault(item, error))
    finally:
        log.removeHandler(notes)
    timed = (f"{shown(item.shown)}: {line}" for line in notes.lines)
    return result._replace(notes=(*timed, *result.notes), seconds=perf_counter() - started)


def _read(item: Input, settings: Settings, output: str | None) -> Result:
    data = item.read(settings.max_bytes)
    if settings.resume and output is not None:
        from plan_extract.batch.resume import chars_of_current  # noqa: PLC0415

        sha256 = hashlib.sha256(data).hexdigest()
        chars = chars_of_current(output, sha256, settings)
        if chars is not None:
            return Result(item, None, sha256=sha256, chars=chars, skipped=True)
    document = parse_document(
        data, name=item.name, rules=settings.rules, encoding=settings.encoding, with_text=settings.with_text,
        max_chars=settings.max_chars,
    )
    result = _result(item, document, settings)
    if settings.writes and output is not None and result.data is not None:
        try:
            put(output, result.data, parents=True, mark=settings.mark)
        except OSError as error:
            result = result._replace(error=unwritten(output, error))
        return result._replace(data=None)
    return result


def _result(item: Input, document: dict[str, Any], settings: Settings) -> Result:
    odd = document["diagnostics"] if settings.verbose else ()
    return Result(
        item, write(document, settings.format).encode(),
        notes=tuple(f"{shown(item.shown)}:{d['line']}: {d['code']} {shown(d['message'])}" for d in odd),
        sha256=document["source"]["sha256"], chars=document["source"]["chars"],
        counts={kind: len(document[kind]) for kind in ("targets", "achievements", "projects", "diagnostics")},
    )


class _Notes(logging.Handler):
    """Keeps the lines that are logged while one plan is read, in this thread."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self._thread = threading.get_ident()

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the line."""
        if record.thread == self._thread:
            self.lines.append(record.getMessage())
