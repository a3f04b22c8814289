"""Where output goes: standard output, one file, or a file for each input in a folder."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from plan_extract.cache import write_whole
from plan_extract.inputs import Input
from plan_extract.writers import FORMATS, SUFFIXES

__all__ = ["OptionError", "choose_format", "choose_outputs", "put", "shown", "to_stdout"]


class OptionError(Exception):
    """Options that make no sense together: what is wrong and what to do, in one line."""


def choose_format(asked: str | None, output: str | None) -> str:
    """The output's format: as asked, else by the suffix of the output, else YAML.

    Raises:
        OptionError: where the format does not exist, or the suffix names none.
    """
    if asked is not None:
        if asked not in FORMATS:
            raise OptionError(f"--format {asked}: unknown; choose {', '.join(FORMATS)}")
        return asked
    if output is None or output == "-" or is_folder(output) or not is_file(output):
        return "yaml"
    suffix = Path(output).suffix.lower()
    if suffix not in SUFFIXES:
        raise OptionError(f"-o {shown(output)}: its suffix names no format; use {', '.join(SUFFIXES)} or give --format")
    return SUFFIXES[suffix]


def is_folder(output: str) -> bool:
    """Whether `output` means a folder: it is one, or ends as one."""
    return output.endswith(("/", os.sep)) or Path(output).is_dir()


def is_file(output: str) -> bool:
    """Whether `output` is a regular file or becomes one; a pipe or a device is neither."""
    path = Path(output)
    return path.is_file() or not path.exists()


def choose_outputs(output: str | None, inputs: Sequence[Input], format: str) -> dict[Input, Path]:  # noqa: A002
    """A file for each input where `output` is a folder, which is made where only it is missing; else nothing.

    Raises:
        OptionError: where the inputs cannot all be written there.
    """
    paths: dict[Input, Path] = {}
    if output is not None and is_folder(output):
        paths = _in_folder(output, inputs, format)
    elif len(inputs) > 1 and format == "json":
        raise OptionError("several plans are no one JSON document; write them with -o DIR/ or --format ndjson")
    for item in inputs:
        path = paths.get(item, Path(output) if output else None)
        if path and item.path and path.exists() and item.path.exists() and path.samefile(item.path):
            raise OptionError(f"-o {shown(output or '')}: would replace the input {shown(item.shown)}")
    return paths


def _in_folder(folder: str, inputs: Sequence[Input], format: str) -> dict[Input, Path]:  # noqa: A002
    taken: dict[Path, Input] = {}
    for item in inputs:
        path = Path(folder) / f"{item.path.stem if item.path else 'stdin'}.{format}"
        if path in taken:
            raise OptionError(f"{shown(item.shown)} and {shown(taken[path].shown)} would both be written to "
                              f"{shown(str(path))}; write them to different folders")
        taken[path] = item
    try:
        Path(folder).mkdir(exist_ok=True)
    except OSError as error:
        raise OptionError(f"-o {shown(folder)}: the folder cannot be made: {error.strerror}") from None
    return {item: path for path, item in taken.items()}


def put(path: Path, data: bytes) -> None:
    """Write `data` to `path`, whole or not at all; a pipe or a device is written to as it is.

    Raises:
        OSError: where it cannot be written.
    """
    if path.exists() and not path.is_file():
        path.write_bytes(data)
        return
    target = path.resolve()  # a link stays a link
    try:
        mode = target.stat().st_mode & 0o777
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        mode = 0o666 & ~mask
    write_whole(target, data, mode)


def to_stdout(pieces: Iterable[bytes]) -> None:
    """Write to standard output as UTF-8, whatever the locale says.

    Raises:
        OSError: where it cannot be written; `BrokenPipeError` where nobody reads on.
    """
    if sys.stdout is None:
        raise OSError(9, "standard output is closed")
    sys.stdout.flush()
    for piece in pieces:
        sys.stdout.buffer.write(piece)
    sys.stdout.buffer.flush()


def shown(text: str) -> str:
    """A file's name for a message: on one line and harmless to a terminal."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
