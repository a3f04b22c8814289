"""Word files (.docx): paragraphs with their labels, tables, text boxes, notes, all changes accepted."""

from __future__ import annotations

from plan_extract.readers.transcript import Transcript
from plan_extract.source import Source, SourceError

__all__ = ["read_docx"]


def read_docx(data: bytes, name: str, encoding: str | None, max_chars: int) -> Source:  # noqa: ARG001, it says it itself
    """Read a Word file.

    Raises:
        SourceError: where it is damaged, locked, without text, or built to exhaust who opens it.
    """
    from plan_extract.readers.docx.document import Document  # noqa: PLC0415
    from plan_extract.readers.docx.package import Package  # noqa: PLC0415

    written = Transcript(max_chars)
    Document(Package(data)).write(written)
    source = written.source(name, "docx", "utf-8", data)
    if not source.text.strip():
        raise SourceError("is a .docx without text; if its pages are pictures, recognise their text first (OCR)")
    return source
