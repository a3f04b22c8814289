"""Patterns that stand in the code, compiled once on a machine and not at every start.

To compile them all takes as long as to read the outline of a plan. What was compiled is kept in the user's cache folder
under its source and flags, for one version of Python and of `regex`.
"""

from __future__ import annotations

import atexit
import hashlib
import pickle
import sys
from functools import cache
from pathlib import Path

import regex

from plan_extract.cache import folder, write_whole

__all__ = ["compiled"]

_MOST = 400  # patterns that are kept; a program with fewer than a hundred has left the others behind
_made: dict[tuple[str, int], regex.Pattern[str]] = {}


@cache
def _kept() -> dict[tuple[str, int], regex.Pattern[str]]:
    """What was compiled before, by source and flags."""
    path = _file()
    try:
        found = pickle.loads(path.read_bytes()) if path else {}  # noqa: S301, the folder is the user's own
    except Exception:  # noqa: BLE001, whatever is wrong with it, they are compiled anew
        return {}
    return found if isinstance(found, dict) else {}


@cache
def _file() -> Path | None:
    place = folder()
    version = hashlib.sha256(f"{sys.version}{regex.__version__}".encode()).hexdigest()[:20]
    return place / f"patterns-{version}.pickle" if place else None


def _keep() -> None:
    path = _file()
    kept = {**_kept(), **_made}
    if path is not None:
        try:
            write_whole(path, pickle.dumps(kept if len(kept) <= _MOST else _made, pickle.HIGHEST_PROTOCOL))
        except OSError:
            return


def compiled(source: str, flags: int = 0) -> regex.Pattern[str]:
    """What ``regex.compile(source, flags)`` gives."""
    key = source, int(flags)
    pattern = _kept().get(key)
    if pattern is None:
        if not _made:
            atexit.register(_keep)
        pattern = _made[key] = regex.compile(source, flags)
    return pattern
