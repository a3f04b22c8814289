"""PDF with a text layer: the lines are put together from the places of the characters, in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from importlib.util import find_spec
from typing import Any

from plan_extract.blocks import BlockKind, Locator
from plan_extract.limits import MAX_SECONDS, too_long
from plan_extract.readers.transcript import TableCell, Transcript
from plan_extract.source import Source, SourceError

__all__ = ["read_pdf"]

MAX_PAGES = 5_000
SECONDS = MAX_SECONDS
MEGABYTES = 3_000  # of memory
_GARBLED = 0.2  # of its characters that have no meaning: more than that, and the rest means nothing either
_FEWEST = 10  # characters a page of a text layer that is worth the name
_OUT_OF_MEMORY = 3

_ANEW = "open it in a viewer and print it to a new PDF"
_FAULTS = {
    "locked": "is a PDF locked with a password; unlock it first: qpdf --decrypt --password=PASSWORD FILE unlocked.pdf",
    "broken": f"is a damaged PDF; {_ANEW}, or fetch it again",
    "pages": f"is a PDF of more than {MAX_PAGES} pages, so it is hardly a plan; cut the plan out of it first",
}
_SCANNED = "is a PDF without a text layer (scanned pages); recognise its text first: ocrmypdf -l chi_sim FILE new.pdf"


def read_pdf(data: bytes, name: str, encoding: str | None, max_chars: int) -> Source:  # noqa: ARG001, a PDF says it itself
    """Read a PDF.

    Args:
        data: the file's bytes.
        name: the file's base name.
        encoding: not used.
        max_chars: refuse a text that is longer.

    Raises:
        SourceError: where it is locked, damaged, scanned, or too large.
        ImportError: where pypdfium2 is missing.
    """
    if find_spec("pypdfium2") is None:
        raise ImportError(name="pypdfium2")
    answer = _answer(data, max_chars)
    count, garbled = answer["glyphs"], answer["garbled"]
    if count < _FEWEST * answer["pages"] and (answer["bare"] or not count):
        raise SourceError(_SCANNED)
    if garbled > _GARBLED * count:
        raise SourceError(
            f"is a PDF whose fonts do not say which characters they show ({garbled} of {count}); recognise its text: "
            "ocrmypdf --force-ocr -l chi_sim FILE new.pdf",
        )
    written = Transcript(max_chars)
    for piece in answer["pieces"]:
        locator = Locator(page=piece["page"])
        if piece["kind"] == "table":
            rows = [[TableCell(*cell) for cell in row] for row in piece["rows"]]
            written.table(rows, locator, turns=piece["turns"])
        else:
            written.add(
                piece["text"], BlockKind(piece["kind"]), locator, level=piece["level"], turns=piece["turns"],
            )
    return replace(written.source(name, "pdf", "utf-8", data), unread=tuple(answer["bare"]))


def _answer(data: bytes, max_chars: int) -> dict[str, Any]:
    """What the process that reads the PDF says."""
    limits = (MAX_PAGES, max_chars, SECONDS, MEGABYTES)
    command = [sys.executable, "-P", "-m", "plan_extract.readers.pdf.child", *map(str, limits)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, check=False, timeout=SECONDS)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise SourceError(f"is a PDF that took more than {SECONDS} s to read; {_ANEW}") from None
    if done.returncode == _OUT_OF_MEMORY:
        raise SourceError(f"is a PDF that takes more than {MEGABYTES} MB of memory to read; {_ANEW}")
    if done.returncode < 0:
        raise SourceError(f"is a PDF that broke the library which reads it (signal {-done.returncode}); {_ANEW}")
    if done.returncode:
        last = done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2]
        raise RuntimeError(f"reading a PDF: {last}")
    answer: dict[str, Any] = json.loads(done.stdout)
    if answer.get("fault") == "chars":
        raise too_long(max_chars)
    if "fault" in answer:
        raise SourceError(_FAULTS[answer["fault"]])
    return answer
