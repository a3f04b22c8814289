"""What is to be read: files, the plan files of folders, standard input."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from plan_extract.source import SourceError

__all__ = ["MAX_CHARS", "PLAN_SUFFIXES", "STDIN", "Input", "find_inputs", "too_long"]

PLAN_SUFFIXES = (".txt", ".text", ".md", ".markdown")  # taken from a folder; a file that is named is always read
MAX_CHARS = 20_000_000  # the longest plan known has 400,000; beyond this it is no plan, and memory is somebody's
STDIN = "<stdin>"


class Input(NamedTuple):
    """A plan to be read.

    Attributes:
        shown: what messages call it: the path as it was given.
        path: where it lies; None for standard input.
    """

    shown: str
    path: Path | None

    @property
    def name(self) -> str:
        """What outputs call it."""
        return self.path.name if self.path else STDIN

    def read(self, max_chars: int) -> bytes:
        """The bytes, of which no more are taken than a text of `max_chars` characters can have.

        Raises:
            SourceError: where there are more.
            OSError: where they cannot be read.
        """
        most = 4 * max_chars + 4  # UTF-8, GB18030 and UTF-16 all take at most four bytes a character
        if self.path is None:
            data = sys.stdin.buffer.read(most + 1) if sys.stdin is not None else b""
        else:
            with self.path.open("rb") as file:
                data = file.read(most + 1)
        if len(data) > most:
            raise too_long(max_chars)
        return data


def too_long(max_chars: int) -> SourceError:
    """The refusal of a text that is longer than any plan."""
    return SourceError(f"has more than {max_chars} characters, so it is hardly a plan; --max-chars N raises the limit")


def find_inputs(arguments: Iterable[str]) -> tuple[list[Input], list[tuple[str, str]]]:
    """The inputs that the arguments of a command name, in their order, and what could not be found, with why.

    No argument and ``-`` are standard input; a folder stands for the plan files in it, sorted by name.
    """
    inputs: list[Input] = []
    faults: list[tuple[str, str]] = []
    for argument in list(arguments) or ["-"]:
        path = Path(argument)
        if argument == "-":
            if not any(known.path is None for known in inputs):
                inputs.append(Input(STDIN, None))
        elif path.is_dir():
            try:
                found = sorted(p for p in path.iterdir() if p.suffix.lower() in PLAN_SUFFIXES and p.is_file())
            except OSError as error:
                faults.append((argument, f"cannot be listed: {error.strerror}"))
                continue
            if not found:
                faults.append((argument, f"holds no plan files ({', '.join(PLAN_SUFFIXES)})"))
            inputs += [Input(str(p), p) for p in found if not p.name.startswith(".")]
        else:
            inputs.append(Input(argument, path))
    return inputs, faults
