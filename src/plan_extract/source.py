"""The decoded text of a plan as it stands in its file, and how it is read from bytes."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

__all__ = ["Source", "SourceError", "read_text"]


class SourceError(Exception):
    """A file that cannot be read as a plan: what is wrong and what to do, in one line.

    Args:
        message: the line, without the file's name.
        line: 1-based line of the fault, or None where it has no place.
    """

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.line = line


@dataclass(frozen=True, slots=True)
class Source:
    """A plan's text, never changed after it was decoded.

    Attributes:
        name: the file's base name, or ``<stdin>``; never a path, so that outputs do not depend on where a file lay.
        format: the reader that made the text: ``txt`` so far.
        encoding: the codec the bytes were decoded with; ``utf-8`` also where a BOM was removed.
        sha256: of the bytes, hexadecimal.
        text: the decoded text. All spans of the output are code points into it, half-open.
    """

    name: str
    format: str
    encoding: str
    sha256: str
    text: str

    def line_of(self, offset: int) -> int:
        """1-based line in which the code point at `offset` stands."""
        return self.text.count("\n", 0, offset) + 1


def read_text(data: bytes, name: str, encoding: str | None = None) -> Source:
    """Decode `data` into a Source: UTF-8 first (with or without BOM), then UTF-16 by its BOM, then GB18030.

    Args:
        data: the file's bytes.
        name: the file's base name, kept in the output.
        encoding: a Python codec name that replaces the guess.

    Raises:
        SourceError: where the bytes are no text in any of these encodings, or the codec does not exist.
    """
    digest = hashlib.sha256(data).hexdigest()
    if encoding is None and data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    for codec in (encoding,) if encoding else ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(codec)
        except LookupError:
            raise SourceError(f"unknown encoding {codec!r}; give one that Python knows, such as gb18030") from None
        except UnicodeDecodeError as error:
            fault, line = error, data.count(b"\n", 0, error.start) + 1
            continue
        if "\0" in text:
            raise SourceError("holds NUL characters, so it is no text; convert it to UTF-8 text first")
        named = {"utf-8-sig": "utf-8"}.get(codec.lower(), codec.lower())
        return Source(name, "txt", named, digest, text.removeprefix("\ufeff"))
    if encoding:
        raise SourceError(f"is not {encoding}: {fault.reason}; leave --encoding out or name the right one", line)
    raise SourceError("is neither UTF-8 nor GB18030 text; name its encoding with --encoding", line)
