"""What is to be read: files, the plan files of folders, what patterns match, standard input, remote places."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePath
from typing import NamedTuple

from plan_extract.limits import MAX_BYTES, too_large

__all__ = ["PLAN_SUFFIXES", "STDIN", "Group", "Input", "find_inputs", "is_remote"]

# Taken from a folder; a file that is named is always read. A .doc may be a web page, or is told how to convert.
PLAN_SUFFIXES = (
    ".txt", ".text", ".md", ".markdown", ".html", ".htm", ".shtml", ".xhtml", ".mht", ".mhtml", ".pdf", ".docx",
    ".docm", ".doc", ".wps",
)
STDIN = "<stdin>"


class Input(NamedTuple):
    """A plan to be read.

    Attributes:
        shown: what messages call it: the path as it was given.
        path: where it lies; None for standard input and for a remote place, which `shown` names.
        folder: where it lies below what was given, with slashes; outputs in a folder mirror it.
    """

    shown: str
    path: Path | None
    folder: str = ""

    @property
    def is_stdin(self) -> bool:
        """Whether it is standard input, which only the process that was started can read."""
        return self.path is None and self.shown == STDIN

    @property
    def name(self) -> str:
        """What outputs call it."""
        if self.path is not None:
            return self.path.name
        return self.shown if self.is_stdin else self.shown.rstrip("/").rpartition("/")[2]

    def read(self, max_bytes: int = MAX_BYTES) -> bytes:
        """The bytes.

        Args:
            max_bytes: refuse a file that is larger.

        Raises:
            SourceError: where there are more.
            OSError: where they cannot be read.
        """
        if self.path is not None:
            with self.path.open("rb") as file:
                data = file.read(max_bytes + 1)
        elif self.is_stdin:
            data = sys.stdin.buffer.read(max_bytes + 1) if sys.stdin is not None else b""
        else:
            from plan_extract.files import remote  # noqa: PLC0415

            data = remote.read(self.shown, max_bytes + 1)
        if len(data) > max_bytes:
            raise too_large(max_bytes)
        return data


class Group(NamedTuple):
    """Inputs of one argument that lie in one folder.

    Attributes:
        root: what no path can lead out of: a drive, the protocol and host of a remote place.
        base: the folder that the argument gave: itself, that of the file, or the fixed part of a pattern.
        folder: where the inputs lie, an absolute path with slashes, as `base` is.
        inputs: in order.
        named: whether they were named one by one.
    """

    root: str
    base: str
    folder: str
    inputs: list[Input]
    named: bool = False


def is_remote(place: str | Path) -> bool:
    """Whether `place` is one that fsspec leads to, such as ``s3://bucket/plan.txt``."""
    return isinstance(place, str) and "://" in place


def find_inputs(arguments: Iterable[str]) -> tuple[list[Input], list[tuple[str, str]]]:
    """The inputs that the arguments of a command name, in their order, and what could not be found, with why.

    No argument and ``-`` are standard input; a folder stands for the plan files in it and in its subfolders, without
    hidden ones; a pattern with ``*``, ``?`` or ``[…]`` for the files that it matches, ``**`` for any folders. What
    several arguments find is read once.
    """
    groups: list[Group] = []
    faults: list[tuple[str, str]] = []
    for argument in list(arguments) or ["-"]:
        if argument == "-":
            if not any(group.root == STDIN for group in groups):
                groups.append(Group(STDIN, "", "", [Input(STDIN, None)], named=True))
            continue
        if is_remote(argument):
            from plan_extract.files import remote  # noqa: PLC0415

            found = remote.find(argument, faults)
        elif os.path.isdir(argument):  # noqa: PTH112, to a Path a name that is too long is an error
            found = _in_folder(argument, faults)
        elif _is_pattern(argument) and not os.path.lexists(argument):
            found = _matches(argument, faults)
        else:
            found = [_named(argument)]
        groups += found
    return _placed(groups), faults


def _is_pattern(text: str) -> bool:
    return "*" in text or "?" in text or "]" in text.partition("[")[2]


def _absolute(path: str | Path) -> str:
    return Path(os.path.abspath(path)).as_posix()  # noqa: PTH100, that of Path keeps ".."


def _group(base: str, folder: str, inputs: list[Input], *, named: bool = False) -> Group:
    return Group(os.path.splitdrive(folder)[0], base, folder, inputs, named)


def _named(argument: str) -> Group:
    folder = _absolute(Path(argument).parent)
    return _group(folder, folder, [Input(argument, Path(argument))], named=True)


def _in_folder(argument: str, faults: list[tuple[str, str]]) -> list[Group]:
    """The plan files of a folder; those of each subfolder after those beside it, all sorted by name."""
    base = _absolute(argument)
    groups = []
    trouble = len(faults)
    for folder, names in _walk(argument, faults):
        if names:
            inputs = [Input(str(path), path) for path in (Path(folder) / name for name in names)]
            groups.append(_group(base, _absolute(folder), inputs))
    if not groups and len(faults) == trouble:
        faults.append((argument, f"holds no plan files ({', '.join(PLAN_SUFFIXES)})"))
    return groups


def _walk(top: str, faults: list[tuple[str, str]]) -> Iterator[tuple[str, list[str]]]:
    waiting = [top]
    while waiting:
        folder = waiting.pop()
        files, folders = [], []
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    if entry.name.startswith("."):
                        continue
                    # A link to a folder could lead back to where it stands.
                    if entry.is_dir(follow_symlinks=False):
                        folders.append(entry.path)
                    elif PurePath(entry.name).suffix.lower() in PLAN_SUFFIXES and entry.is_file():
                        files.append(entry.name)
        except OSError as error:
            faults.append((folder, f"cannot be listed: {error.strerror}"))
            continue
        yield folder, sorted(files)
        waiting += sorted(folders, reverse=True)


def _matches(pattern: str, faults: list[tuple[str, str]]) -> list[Group]:
    """What a pattern matches: each file, whatever its suffix, as if a shell had named it; the plans of a folder."""
    import glob  # noqa: PLC0415

    fixed = Path(pattern)
    while _is_pattern(str(fixed)):
        fixed = fixed.parent
    base = _absolute(fixed)
    groups: list[Group] = []
    # Path.glob takes no pattern that begins at the root.
    matches = map(Path, glob.glob(pattern, recursive=True))  # noqa: PTH207
    for match in sorted(matches, key=lambda path: path.parts):
        if match.is_file():  # no pipe, from which nothing may ever come
            folder = _absolute(match.parent)
            if not groups or groups[-1].folder != folder:
                groups.append(_group(base, folder, []))
            groups[-1].inputs.append(Input(str(match), match))
        elif match.is_dir() and "**" not in pattern:  # which matches what lies in the folder as well
            groups += (group._replace(base=base) for group in _in_folder(str(match), []))
    if not groups:
        faults.append((pattern, "matches no file"))
    return groups


def _placed(groups: Sequence[Group]) -> list[Input]:
    """The inputs with their folders.

    They lie below the folder or the fixed part of the pattern that was given, or, where several were given, below the
    folder that holds these all. Plans that were named one by one lie in no folder, unless two of them are called the
    same.
    """
    clash = _clash(groups)
    bases: dict[str, set[str]] = {}
    for group in groups:
        if clash or not group.named:
            bases.setdefault(group.root, set()).add(group.base)
    common = {root: os.path.commonpath(sorted(given)).replace(os.sep, "/") for root, given in bases.items()}
    inputs: list[Input] = []
    found: set[str] = set()
    named: set[str] = set()
    for group in groups:
        folder = ""
        if (clash or not group.named) and group.folder != common[group.root]:
            folder = os.path.relpath(group.folder, common[group.root] or ".").replace(os.sep, "/")
        for item in group.inputs:
            place = f"{group.root}{group.folder}/{item.name}"
            if place not in found and (group.named or place not in named):
                inputs.append(item._replace(folder=folder))
            (named if group.named else found).add(place)
    return inputs


def _clash(groups: Sequence[Group]) -> bool:
    """Whether two plans of different folders that were named one by one are called the same."""
    folders: dict[str, str] = {}
    for group in groups:
        if group.named:
            for item in group.inputs:
                if folders.setdefault(PurePath(item.name).stem, group.folder) != group.folder:
                    return True
    return False
