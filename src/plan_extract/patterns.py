"""Patterns that stand in the code, compiled once on a machine and not at every start.

To compile them all takes as long as to read the outline of a plan. What was compiled is kept in the user's cache folder
under its source and flags, for one version of Python.
"""

from __future__ import annotations

import atexit
import hashlib
import pickle
import re
import sys
from functools import cache
from pathlib import Path

from plan_extract.cache import folder, kept, write_whole

__all__ = ["compiled"]

_MOST = 400  # patterns that are kept; a program with fewer than a hundred has left the others behind
_made: dict[tuple[str, int], re.Pattern[str]] = {}


@cache
def _kept() -> dict[tuple[str, int], re.Pattern[str]]:
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
    state = (Path(__file__).parent / "rules" / "dialect.py").stat()
    version = hashlib.sha256(f"{sys.version}{state.st_size} {state.st_mtime_ns}".encode()).hexdigest()[:20]
    return place / f"patterns-{version}.pickle" if place else None


def _keep() -> None:
    path = _file()
    everything = {key: made for key, made in {**_kept(), **_made}.items() if isinstance(made, re.Pattern)}
    if path is not None:
        try:
            write_whole(path, kept(everything if len(everything) <= _MOST else {}))
        except OSError:
            return


def compiled(source: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern written for `regex`, as `plan_extract.rules.dialect.compiled` gives it."""
    key = source, int(flags)
    pattern = _kept().get(key)
    if pattern is None:
        if not _made:
            atexit.register(_keep)
        from plan_extract.rules import dialect  # noqa: PLC0415, it brings `regex`, which a start that finds all here needs not

        pattern = _made[key] = dialect.compiled(source, flags)
    return pattern
