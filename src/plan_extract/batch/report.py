"""What became of each input, for programs to read: JSON, or a row a line.

Everything but `timing` is the same whenever the same run is made again.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from plan_extract import __version__
from plan_extract.batch.reading import FAILED, OK, SKIPPED, Result
from plan_extract.document.writers_yaml import escape
from plan_extract.files.outputs import OptionError, WholeFile, shown

__all__ = ["COUNTED", "REPORT_VERSION", "ReportFile", "Tally"]

REPORT_VERSION = "1.0"
COUNTED = ("targets", "achievements", "projects", "diagnostics")
_ROWS = (".jsonl", ".ndjson")


class Tally:
    """Sums over the inputs."""

    def __init__(self) -> None:
        self.statuses = {OK: 0, FAILED: 0, SKIPPED: 0}
        self.chars = 0
        self.counts = dict.fromkeys(COUNTED, 0)

    def add(self, result: Result) -> None:
        """Count one."""
        self.statuses[result.status] += 1
        if result.status == OK:
            self.chars += result.chars or 0
        for kind, count in (result.counts or {}).items():
            self.counts[kind] += count


class ReportFile:
    """A report that is written while the run goes on, and appears when it is done."""

    def __init__(self, path: str, rules: str) -> None:
        """Begin it.

        Raises:
            OptionError: where it cannot be written, or its suffix says no format.
        """
        suffix = Path(path).suffix.lower()
        if suffix not in {".json", *_ROWS}:
            raise OptionError(f"--report {shown(path)}: its suffix names no format; use .json or .jsonl")
        self._by_row = suffix in _ROWS
        self._lead = "\n"
        self._file = WholeFile(path)
        self._file.begin()
        if not self._by_row:
            generator = {"name": "plan-extract", "version": __version__, "rules": rules}
            self._write(f'{{"schema_version": "{REPORT_VERSION}", "generator": {_json(generator)}, "files": [')

    def add(self, result: Result, output: str | None) -> None:
        """One input."""
        row = {
            "path": result.input.shown, "status": result.status, "output": output if result.status != FAILED else None,
            "error": result.error, "sha256": result.sha256, "chars": result.chars,
            **{kind: result.counts[kind] if result.counts else None for kind in COUNTED},
            "timing": {"seconds": round(result.seconds, 3)},
        }
        self._write(f"{_json(row)}\n" if self._by_row else f"{self._lead} {_json(row)}")
        self._lead = ",\n"

    def end(self, tally: Tally, seconds: float) -> None:
        """The sums; the file is there after this.

        Raises:
            OptionError: where it cannot be written.
        """
        if not self._by_row:
            sums = {
                "files": sum(tally.statuses.values()), **tally.statuses, "chars": tally.chars, **tally.counts,
                "timing": {"seconds": round(seconds, 3)},
            }
            self._write(f'\n], "summary": {_json(sums)}}}\n')
        self._file.end()

    def drop(self) -> None:
        """Leave nothing behind."""
        self._file.drop()

    def _write(self, text: str) -> None:
        self._file.write(text.encode())


def _json(tree: dict[str, Any]) -> str:
    # Bytes of a file's name that are no text are kept as the escapes that give the same name back.
    text = json.dumps(tree, ensure_ascii=False).encode("utf-8", "backslashreplace").decode()
    return escape(text)
