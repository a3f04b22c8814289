"""What one plan may take: bytes, characters, seconds. No plan known comes near; what does is no plan, or an attack."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from plan_extract.source import SourceError

__all__ = ["MAX_BYTES", "MAX_CHARS", "MAX_SECONDS", "too_large", "too_long", "within"]

MAX_BYTES = 200_000_000  # a PDF or docx full of pictures; of text, `MAX_CHARS` allows less
MAX_CHARS = 5_000_000  # the longest plan known has 400,000; nothing but numbers, they take a minute and 3 GB
MAX_SECONDS = 300


class _TimeIsUp(BaseException):
    """Passes by whatever handles errors."""


def too_large(max_bytes: int) -> SourceError:
    """The refusal of a file that is larger than any plan."""
    return SourceError(f"is larger than {max_bytes} bytes, so it is hardly a plan; --max-bytes N raises the limit")


def too_long(max_chars: int) -> SourceError:
    """The refusal of a text that is longer than any plan."""
    return SourceError(f"has more than {max_chars} characters, so it is hardly a plan; --max-chars N raises the limit")


@contextmanager
def within(seconds: int) -> Iterator[None]:
    """Give up what is done inside after so many seconds, where the system can: on Unix, in the first thread.

    Raises:
        SourceError: when they are over.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(*_: object) -> None:
        raise _TimeIsUp

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    except _TimeIsUp:
        why = f"took more than {seconds} s, so it is hardly a plan; parse --timeout N gives it longer"
        raise SourceError(why) from None
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
