"""From a file's bytes to a Source: what the bytes are is told by themselves, never by the file's name."""

from __future__ import annotations

from plan_extract.source import Source, SourceError, read_text

__all__ = ["read_source"]

# What the first bytes of a file that is no text say it is, and what its reader has to do about it.
_SIGNATURES = (
    (b"%PDF-", "a PDF; save its text first, for instance with pdftotext -layout"),
    (b"PK\x03\x04", "a .docx or another zip archive; save it as text first"),
    (b"\xd0\xcf\x11\xe0", "a .doc of old; save it as text first"),
    (b"{\\rtf", "RTF; save it as text first"),
    (b"\x1f\x8b", "compressed with gzip; unpack it first"),
)
_HTML = (b"<!doctype html", b"<html", b"<head", b"<body", b"<?xml")


def read_source(data: bytes, name: str, encoding: str | None = None) -> Source:
    """Decode a plan's bytes.

    Args:
        data: the file's bytes.
        name: the file's base name, kept in the output.
        encoding: a Python codec name that replaces the guess.

    Raises:
        SourceError: where the bytes are not a text that can be read.
    """
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise SourceError(f"is {what}")
    if data[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()[:14].lower().startswith(_HTML):
        raise SourceError("is HTML; save the page as text first")
    return read_text(data, name, encoding)
