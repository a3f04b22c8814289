"""How far a run is, for whoever sits before a terminal."""

from __future__ import annotations

import os
import shutil
import sys
from collections import deque
from time import monotonic

__all__ = ["Progress", "duration"]

_EVERY = 0.1  # seconds between two lines
_RECENT = 30.0  # seconds over which the rate is taken: that of a plan skipped is not that of one read


class Progress:
    """One line of a terminal that is written over; nothing elsewhere."""

    def __init__(self, total: int, *, quiet: bool) -> None:
        terminal = sys.stderr is not None and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        self._total = total if terminal and not quiet and total > 1 else 0
        self._recent: deque[tuple[float, int]] = deque([(monotonic(), 0)])
        self._said = 0.0

    def done(self, done: int, failed: int = 0) -> None:
        """Show how many plans are done, how fast, and how long the others will take."""
        now = monotonic()
        if not self._total or (now - self._said < _EVERY and done < self._total):
            return
        self._said = now
        while len(self._recent) > 1 and now - self._recent[0][0] > _RECENT:
            self._recent.popleft()
        since, before = self._recent[0]
        self._recent.append((now, done))
        rate = (done - before) / max(now - since, 1e-6)
        line = f"{done:,} of {self._total:,} plans"
        if done < self._total and rate:
            line += f", {rate:.1f} a second, {duration((self._total - done) / rate)} left"
        if failed:
            line += f", {failed:,} failed"
        sys.stderr.write(f"\r\x1b[K{line[: shutil.get_terminal_size().columns - 1]}")
        sys.stderr.flush()

    def clear(self) -> None:
        """Take the line away, so that others can be written."""
        if self._total:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


def duration(seconds: float) -> str:
    """Such as ``7 s``, ``2 min 5 s`` or ``3 h 20 min``."""
    if seconds < 10:
        return f"{seconds:.1f} s"
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    return f"{whole // 60} min {whole % 60} s" if whole < 3600 else f"{whole // 3600:,} h {whole % 3600 // 60} min"
