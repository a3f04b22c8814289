"""Things that are slow to make and never change, kept in the user's own cache folder.

Only a folder that belongs to the user and that nobody else may write is trusted, because what is kept there is
unpickled. Where there is none, things are made anew each time: slower, and the same.
"""

from __future__ import annotations

import copyreg
import hashlib
import io
import os
import pickle
import re
import stat
import sys
from array import array
from collections.abc import Callable
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TypeVar, cast

__all__ = ["folder", "kept", "remember", "write_whole"]

T = TypeVar("T")
KEPT = 8  # of each name; the oldest go first


@cache
def folder() -> Path | None:
    """The cache folder, made where it is missing; None where there is none that can be trusted."""
    path = Path(os.environ["PLAN_EXTRACT_CACHE"]) if os.environ.get("PLAN_EXTRACT_CACHE") else _usual_folder()
    try:
        path.mkdir(parents=True, exist_ok=True, mode=0o700)
        state = path.stat()
    except OSError:
        return None
    if hasattr(os, "getuid") and (state.st_uid != os.getuid() or state.st_mode & (stat.S_IWGRP | stat.S_IWOTH)):
        return None
    return path


def _usual_folder() -> Path:
    """The user's cache folder as the system has it."""
    if sys.platform == "linux":  # what platformdirs says there, without the time that it takes to import
        given = os.environ.get("XDG_CACHE_HOME", "").strip()
        return (Path(given) if given else Path.home() / ".cache") / "plan-extract"
    from platformdirs import user_cache_path  # noqa: PLC0415

    return user_cache_path("plan-extract", appauthor=False)


@cache
def _code(module: str) -> str:
    """A mark of the code that makes what is kept: another version of it must not read an older one's things.

    Args:
        module: the module that makes it, and what it is made of; a package stands for all modules in it.
    """
    digest = hashlib.sha256(sys.version.encode())
    home = Path(sys.modules[module].__file__ or "")
    files = sorted(home.parent.rglob("*.py")) if home.name == "__init__.py" else [home]
    for path in (Path(__file__), *files):
        state = path.stat()
        digest.update(f"{path.name}\0{state.st_size}\0{state.st_mtime_ns}\0".encode())
    return digest.hexdigest()


def _compiled(pattern: re.Pattern[str]) -> tuple[Callable[..., object], tuple[object, ...]]:
    """How a pattern of `re` is kept: as what it was compiled to, where this Python does that as we know it.

    Left to itself, Python keeps the source and compiles it at every start. No other Python reads what is kept here:
    its version is a part of `_code`.
    """
    plain = re.compile, (pattern.pattern, pattern.flags)
    try:
        machine, parser, compiler = (import_module(name) for name in ("_sre", "re._parser", "re._compiler"))
        tree = parser.parse(pattern.pattern, pattern.flags)
        # There is no public way to it; its opcodes are numbers of a class that cannot be kept.
        code = array("I", map(int, compiler._code(tree, pattern.flags)))  # noqa: SLF001
        names: list[str | None] = [None] * tree.state.groups
        for name, group in pattern.groupindex.items():
            names[group] = name
        if code.itemsize != machine.CODESIZE:
            return plain
        given = (pattern.pattern, pattern.flags, code.tobytes(), pattern.groups, dict(pattern.groupindex), tuple(names))
        return (_brought_back, given) if _brought_back(*given) == pattern else plain
    except (ImportError, AttributeError, TypeError, ValueError, RuntimeError):
        return plain


def _brought_back(source: str, flags: int, code: bytes, *rest: object) -> object:
    """The pattern that `_compiled` took apart; its code is kept as bytes, which are quicker to read."""
    return import_module("_sre").compile(source, flags, memoryview(code).cast("I").tolist(), *rest)


def kept(made: object) -> bytes:
    """`made` as it is kept: pickled, with its patterns as what they were compiled to."""
    file = io.BytesIO()
    pickler = pickle.Pickler(file, protocol=pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = {**copyreg.dispatch_table, re.Pattern: _compiled}
    pickler.dump(made)
    return file.getvalue()


def write_whole(path: Path, data: bytes, mode: int = 0o600, mark: str = "") -> None:
    """Write a file so that it appears whole or not at all.

    Args:
        path: the file; its folder must exist.
        data: what it is to hold.
        mode: its permissions.
        mark: stands in the name of the file that is renamed, for whoever removes what a killed process left.

    Raises:
        OSError: where it cannot be written; then nothing is left behind.
    """
    import tempfile  # noqa: PLC0415, most starts write nothing here

    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:64]}.{mark}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(temporary).chmod(mode)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def remember(name: str, key: str, make: Callable[[], T]) -> T:
    """What `make` makes, read from the cache where it was made before with the same `name`, `key` and code.

    The code is the module of `make`, or its whole package where that is a package; what is kept may hold no classes of
    other modules of this program.
    """
    place = folder()
    if place is None:
        return make()
    path = place / f"{name}-{hashlib.sha256(f'{key}{_code(make.__module__)}'.encode()).hexdigest()[:20]}.pickle"
    try:
        return cast("T", pickle.loads(path.read_bytes()))  # noqa: S301, the folder is the user's own
    except Exception:  # noqa: BLE001, S110, whatever is wrong with it, it is made anew
        pass
    made = make()
    try:
        for old in sorted(place.glob(f"{name}-*.pickle"), key=lambda p: p.stat().st_mtime)[:-KEPT]:
            old.unlink(missing_ok=True)
        write_whole(path, kept(made))
    except OSError:
        pass
    return made
