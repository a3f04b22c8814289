"""Where output goes: standard output, one file, or a file for each input in a folder."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path, PurePath
from typing import IO, NamedTuple, cast

from plan_extract.cache import write_whole
from plan_extract.document.writers import FORMATS, SUFFIXES
from plan_extract.files.inputs import Input, is_remote

__all__ = [
    "Destination", "OptionError", "WholeFile", "choose_destination", "choose_format", "is_folder", "put", "shown",
    "sweep", "to_stdout", "unwritten",
]


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
    return output.endswith(("/", os.sep)) or (not is_remote(output) and Path(output).is_dir())


def is_file(output: str) -> bool:
    """Whether `output` is a regular file or becomes one; a pipe or a device is neither."""
    path = Path(output)
    return is_remote(output) or path.is_file() or not path.exists()


class Destination(NamedTuple):
    """Where the outputs of several inputs go.

    Attributes:
        output: a file or a folder; None for standard output.
        in_folder: whether each input has a file of its own in it.
        format: the suffix of those files.
        doubles: what several inputs would be called there; their own suffixes tell them apart.
    """

    output: str | None
    in_folder: bool
    format: str
    doubles: frozenset[str] = frozenset()

    def of(self, item: Input) -> str | None:
        """The file of an input's own, which mirrors where the input lies; None where all go to one place."""
        if not self.in_folder or self.output is None:
            return None
        below = _below(item)
        if os.path.normcase(below) in self.doubles:
            below += PurePath(item.name).suffix
        return f"{self.output.rstrip('/' + os.sep) or '/'}/{below}.{self.format}"


def _below(item: Input) -> str:
    stem = "stdin" if item.is_stdin else PurePath(item.name).stem
    return f"{item.folder}/{stem}" if item.folder else stem


def choose_destination(output: str | None, inputs: Sequence[Input], format: str) -> Destination:  # noqa: A002
    """Where the outputs go. A folder is made where only it is missing, and its subfolders as they are needed.

    Raises:
        OptionError: where the inputs cannot all be written there.
    """
    destination = Destination(output, output is not None and is_folder(output), format)
    if destination.in_folder and output is not None:
        destination = _told_apart(destination, inputs)
        if not is_remote(output):
            try:
                Path(output).mkdir(exist_ok=True)
            except OSError as error:
                raise OptionError(f"-o {shown(output)}: the folder cannot be made: {error.strerror}") from None
    elif len(inputs) > 1 and format == "json":
        raise OptionError("several plans are no one JSON document; write them with -o DIR/ or --format ndjson")
    if output is not None and not is_remote(output):
        _refuse_to_replace(destination, inputs)
    return destination


def _told_apart(destination: Destination, inputs: Sequence[Input]) -> Destination:
    """The destination, in which plans that differ only in their suffixes keep these."""
    names: set[str] = set()
    doubles: set[str] = set()
    for item in inputs:
        name = os.path.normcase(_below(item))
        (doubles if name in names else names).add(name)
    told = destination._replace(doubles=frozenset(doubles))
    if doubles:
        taken: dict[str, Input] = {}
        for item in inputs:
            name = os.path.normcase(told.of(item) or "")
            if name in taken:
                raise OptionError(f"{shown(item.shown)} and {shown(taken[name].shown)} would both be written to "
                                  f"{shown(destination.of(item) or '')}; write them to different folders")
            taken[name] = item
    return told


def _refuse_to_replace(destination: Destination, inputs: Sequence[Input]) -> None:
    """No output takes the place of an input."""
    for item in inputs:
        if item.path is None or (destination.in_folder and item.path.suffix.lower() not in SUFFIXES):
            continue
        path = Path(destination.of(item) or destination.output or "")
        if path.exists() and item.path.exists() and path.samefile(item.path):
            raise OptionError(f"-o {shown(destination.output or '')}: would replace the input {shown(item.shown)}")


def put(path: Path | str, data: bytes, *, parents: bool = False, mark: str = "") -> None:
    """Write `data` to `path`, whole or not at all; a pipe or a device is written to as it is.

    Args:
        path: the file, or a place that fsspec leads to.
        data: what it is to hold.
        parents: make the folders that are missing.
        mark: stands in the name of the file that is renamed, for whoever removes what a killed process left.

    Raises:
        OSError: where it cannot be written.
    """
    if isinstance(path, str) and is_remote(path):
        from plan_extract.files import remote  # noqa: PLC0415

        remote.put(path, data, mark)
        return
    path = Path(path)
    if path.exists() and not path.is_file():
        path.write_bytes(data)
        return
    target = path.resolve()  # a link stays a link
    if parents:
        target.parent.mkdir(parents=True, exist_ok=True)
    write_whole(target, data, _mode(target), mark)


def sweep(folder: str, mark: str) -> None:
    """Remove the files of a run with this mark that processes which were killed left half-written in a folder."""
    if is_remote(folder):
        from plan_extract.files import remote  # noqa: PLC0415

        remote.sweep(folder, mark)
        return
    for file in Path(folder).glob(f".*.{mark}.*.part"):
        file.unlink(missing_ok=True)


class WholeFile:
    """A file that is written piece by piece and appears when it is whole; a pipe or a device is written to as it is."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._temporary: Path | None = None
        self._file: IO[bytes] | None = None

    def begin(self) -> None:
        """Open it.

        Raises:
            OptionError: where it cannot be written.
        """
        path = Path(self._path)
        with self._refusing():
            if not is_file(self._path):
                self._file = path.open("wb")
                return
            from tempfile import mkstemp  # noqa: PLC0415, most runs write to standard output

            if is_remote(self._path):
                handle, name = mkstemp(suffix=".part")
            else:
                handle, name = mkstemp(dir=path.resolve().parent, prefix=f".{path.name[:64]}.", suffix=".part")
            self._temporary = Path(name)
            self._file = os.fdopen(handle, "wb")

    def write(self, data: bytes) -> None:
        """Add to it.

        Raises:
            OptionError: where that cannot be written.
        """
        if self._file is None:
            self.begin()
        with self._refusing():
            cast("IO[bytes]", self._file).write(data)

    def end(self) -> None:
        """Let it appear, if anything was written.

        Raises:
            OptionError: where it cannot be written.
        """
        if self._file is None:
            return
        with self._refusing():
            self._file.close()
            if self._temporary is not None and is_remote(self._path):
                from plan_extract.files import remote  # noqa: PLC0415

                remote.put_file(self._path, self._temporary)
            elif self._temporary is not None:
                target = Path(self._path).resolve()  # a link stays a link
                self._temporary.chmod(_mode(target))
                self._temporary.replace(target)
                self._temporary = None

    def drop(self) -> None:
        """Leave nothing half-written behind."""
        if self._file is not None:
            with suppress(OSError):
                self._file.close()
        if self._temporary is not None:
            self._temporary.unlink(missing_ok=True)
        self._file = self._temporary = None

    @contextmanager
    def _refusing(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise OptionError(unwritten(self._path, error)) from None


def unwritten(output: str, error: OSError) -> str:
    """One line that says why an output cannot be written."""
    return f"{shown(output)}: cannot be written: {error.strerror or error}"


def _mode(target: Path) -> int:
    """The permissions of a file that is written over, or what those of a new one are."""
    try:
        return target.stat().st_mode & 0o777
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


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
