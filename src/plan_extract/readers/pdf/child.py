"""Reads a PDF in a process of its own: the bytes come in, JSON goes out.

The library is written in C++ and reads what strangers wrote. Here it may crash, run on or ask for all memory there is,
and nothing else comes to harm.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict

from plan_extract.readers.pdf.pages import PdfError
from plan_extract.readers.pdf.reading import TooMuchError, read

__all__ = ["main"]

OUT_OF_MEMORY = 3  # exit code


def _limit(seconds: int, megabytes: int) -> None:
    try:
        import resource  # noqa: PLC0415, not on Windows
    except ImportError:
        return
    limits = {resource.RLIMIT_CPU: seconds, resource.RLIMIT_AS: megabytes << 20, resource.RLIMIT_CORE: 0}
    for kind, most in limits.items():
        try:
            resource.setrlimit(kind, (most, most))
        except (ValueError, OSError):  # a lower limit is in force, or the system knows none
            continue


def main() -> int:
    """Read the PDF on standard input within the limits that the arguments name: pages, characters, seconds, MB."""
    max_pages, max_chars, seconds, megabytes = map(int, sys.argv[1:5])
    _limit(seconds, megabytes)
    try:
        import pypdfium2  # noqa: F401, PLC0415, within the limits
    except OSError:  # there is no room for the library itself
        return OUT_OF_MEMORY
    try:
        answer = asdict(read(sys.stdin.buffer.read(), max_pages, max_chars))
    except PdfError as error:
        answer = {"fault": "locked" if error.locked else "broken"}
    except TooMuchError as error:
        answer = {"fault": str(error)}
    except MemoryError:
        return OUT_OF_MEMORY
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False).encode("utf-8", "replace"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
