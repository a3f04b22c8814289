"""Places that fsspec leads to: object stores, file systems of clusters, whatever has a protocol before its path."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any
from uuid import uuid4

from plan_extract.files.inputs import PLAN_SUFFIXES, Group, Input

__all__ = ["find", "put", "put_file", "read", "sweep"]

# They put an object whole or not at all; anywhere else a file is written beside its place and renamed.
_OBJECT_STORES = frozenset((
    "abfs", "abfss", "adl", "az", "gcs", "gs", "memory", "oci", "oss", "r2", "s3", "s3a",
))
_PATTERN = "*?["
_MISSING = "needs fsspec, which is not installed: pip install 'plan-extract[dask]'"


def _open(url: str) -> tuple[Any, str]:
    """The file system of a place, and its path there.

    Raises:
        OSError: where there is no way to it.
    """
    try:
        from fsspec.core import url_to_fs  # noqa: PLC0415
    except ImportError:
        raise OSError(_MISSING) from None
    try:
        system, path = url_to_fs(url)
    except Exception as error:  # noqa: BLE001, each store has errors of its own
        raise _trouble(error) from None
    return system, str(path)


def _trouble(error: Exception) -> OSError:
    """Whatever a store's library raises, as what a file raises: its first line."""
    if isinstance(error, OSError) and error.strerror:
        return error
    if isinstance(error, FileNotFoundError):
        return FileNotFoundError(2, "No such file")
    lines = str(error).strip().splitlines()
    return OSError(lines[0] if lines else type(error).__name__)


def read(url: str, most: int) -> bytes:
    """At most so many bytes of what lies there.

    Raises:
        OSError: where it cannot be read.
    """
    system, path = _open(url)
    try:
        with system.open(path, "rb") as file:
            data: bytes = file.read(most)
    except Exception as error:  # noqa: BLE001, each store has errors of its own
        raise _trouble(error) from None
    return data


def put(url: str, data: bytes, mark: str = "") -> None:
    """Write `data` there, whole or not at all; folders that are missing are made.

    Args:
        url: the place.
        data: what it is to hold.
        mark: stands in the name of the file that is renamed; `sweep` knows it by that.

    Raises:
        OSError: where it cannot be written.
    """
    _put(url, lambda system, path: system.pipe_file(path, data), mark)


def put_file(url: str, file: Path) -> None:
    """Write what `file` holds there, as `put` does."""
    _put(url, lambda system, path: system.put_file(str(file), path), "")


def _put(url: str, write: Callable[[Any, str], object], mark: str) -> None:
    system, path = _open(url)
    try:
        if not _OBJECT_STORES.isdisjoint(_protocols(system)):
            write(system, path)
            return
        folder, _, name = path.rpartition("/")
        system.makedirs(folder, exist_ok=True)
        temporary = f"{folder}/.{name[:64]}.{mark}.{uuid4().hex[:8]}.part"
        try:
            write(system, temporary)
            _rename(system, temporary, path)
        except BaseException:
            with suppress(Exception):
                system.rm_file(temporary)
            raise
    except Exception as error:  # noqa: BLE001, each store has errors of its own
        raise _trouble(error) from None


def _protocols(system: Any) -> set[str]:
    return {system.protocol} if isinstance(system.protocol, str) else set(system.protocol)


def _rename(system: Any, temporary: str, path: str) -> None:
    try:
        system.mv(temporary, path)
    except Exception:
        # Some, such as HDFS, rename to no place that is taken.
        if not system.exists(path):
            raise
        system.rm_file(path)
        system.mv(temporary, path)


def sweep(folder: str, mark: str) -> None:
    """Remove what processes that were killed left in a folder half-written."""
    with suppress(Exception):
        system, path = _open(folder)
        if _OBJECT_STORES.isdisjoint(_protocols(system)):
            for name in system.ls(path, detail=False):
                if f".{mark}." in name and name.endswith(".part"):
                    system.rm_file(name)


def find(url: str, faults: list[tuple[str, str]]) -> list[Group]:
    """The inputs at a remote place: a file, the plan files of a folder, or what a pattern matches."""
    try:
        system, path = _open(url)
        path = path.rstrip("/")
        base = path
        while any(c in base for c in _PATTERN):
            base = posixpath.dirname(base)
        if base != path:
            below = [match for match in system.glob(path) if not _is_hidden(match[len(base):])]
            paths = [match for match in below if not system.isdir(match)]
        elif system.isdir(path):
            paths = [p for p in system.find(path) if _is_plan(p[len(path):])]
        else:
            folder = posixpath.dirname(path)
            return [Group(_root(url), folder, folder, [Input(url, None)], named=True)]
    except Exception as error:  # noqa: BLE001, a store that is not there must not stop the others
        trouble = _trouble(error)
        faults.append((url, f"cannot be read: {trouble.strerror or trouble}"))
        return []
    if not paths:
        faults.append((url, "matches no file" if base != path else f"holds no plan files ({', '.join(PLAN_SUFFIXES)})"))
    groups: list[Group] = []
    for place in sorted(paths, key=lambda p: (posixpath.dirname(p).split("/"), p)):
        folder = posixpath.dirname(place)
        if not groups or groups[-1].folder != folder:
            groups.append(Group(_root(url), base, folder, []))
        groups[-1].inputs.append(Input(system.unstrip_protocol(place), None))
    return groups


def _root(url: str) -> str:
    return url.partition("://")[0] + "://"


def _is_hidden(below: str) -> bool:
    return any(part.startswith(".") for part in below.split("/"))


def _is_plan(below: str) -> bool:
    return not _is_hidden(below) and posixpath.splitext(below)[1].lower() in PLAN_SUFFIXES
