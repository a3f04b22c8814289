"""Things that are slow to make and never change, kept in the user's own cache folder.

Only a folder that belongs to the user and that nobody else may write is trusted, because what is kept there is
unpickled. Where there is none, things are made anew each time: slower, and the same.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import stat
import sys
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TypeVar, cast

__all__ = ["folder", "remember", "write_whole"]

T = TypeVar("T")
KEPT = 8  # of each name; the oldest go first


@cache
def folder() -> Path | None:
    """The cache folder, made where it is missing; None where there is none that can be trusted."""
    from platformdirs import user_cache_path  # noqa: PLC0415

    path = Path(os.environ["PLAN_EXTRACT_CACHE"]) if os.environ.get("PLAN_EXTRACT_CACHE") else user_cache_path(
        "plan-extract", appauthor=False)
    try:
        path.mkdir(parents=True, exist_ok=True, mode=0o700)
        state = path.stat()
    except OSError:
        return None
    if hasattr(os, "getuid") and (state.st_uid != os.getuid() or state.st_mode & (stat.S_IWGRP | stat.S_IWOTH)):
        return None
    return path


@cache
def _code() -> str:
    """A mark of the code that makes what is kept: another version of a module must not read an older one's things."""
    digest = hashlib.sha256(sys.version.encode())
    for path in sorted(Path(__file__).parent.rglob("*.py")):
        state = path.stat()
        digest.update(f"{path.name}\0{state.st_size}\0{state.st_mtime_ns}\0".encode())
    return digest.hexdigest()


def write_whole(path: Path, data: bytes, mode: int = 0o600) -> None:
    """Write a file so that it appears whole or not at all.

    Args:
        path: the file; its folder must exist.
        data: what it is to hold.
        mode: its permissions.

    Raises:
        OSError: where it cannot be written; then nothing is left behind.
    """
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:64]}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(temporary).chmod(mode)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def remember(name: str, key: str, make: Callable[[], T]) -> T:
    """What `make` makes, read from the cache where it was made before with the same `name`, `key` and code."""
    place = folder()
    if place is None:
        return make()
    path = place / f"{name}-{hashlib.sha256(f'{key}{_code()}'.encode()).hexdigest()[:20]}.pickle"
    try:
        return cast("T", pickle.loads(path.read_bytes()))  # noqa: S301, the folder is the user's own
    except Exception:  # noqa: BLE001, S110, whatever is wrong with it, it is made anew
        pass
    made = make()
    try:
        for old in sorted(place.glob(f"{name}-*.pickle"), key=lambda p: p.stat().st_mtime)[:-KEPT]:
            old.unlink(missing_ok=True)
        write_whole(path, pickle.dumps(made, protocol=pickle.HIGHEST_PROTOCOL))
    except OSError:
        pass
    return made
