"""The decoded text of a plan as it stands in its file, and how it is read from bytes."""

from __future__ import annotations

import codecs
import hashlib
from bisect import bisect_right
from dataclasses import dataclass

from plan_extract.blocks import Block, Locator
from plan_extract.patterns import compiled

__all__ = ["Source", "SourceError", "known_codec", "line_starts", "read_text"]


_SURROGATE = compiled("[\ud800-\udfff]")
_HAN = compiled(r"\p{Han}")
_LINE_END = compiled(r"\r\n|\n|\r")
_SURELY_UTF8 = 8  # Han characters that were read as UTF-8 before a fault; bytes of GB18030 give hardly any


def line_starts(text: str) -> list[int]:
    """Where each line of a text begins; CR LF, LF and a lone CR end lines."""
    return [0, *(found.end() for found in _LINE_END.finditer(text))]


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
        format: the reader that made the text: ``txt``, ``md``, ``html``, ``docx`` or ``pdf``.
        encoding: the codec the bytes were decoded with; ``utf-8`` also where a BOM was removed.
        sha256: of the bytes, hexadecimal.
        text: the decoded text. All spans of the output are code points into it, half-open.
        blocks: what the reader knows of stretches of the text, in order, none overlapping; none for plain text.
        marks: stretches of the text that are marks of its format and not printed, such as the ** of Markdown, in order.
        unread: pages of a PDF that hold pictures and no text.
    """

    name: str
    format: str
    encoding: str
    sha256: str
    text: str
    blocks: tuple[Block, ...] = ()
    marks: tuple[tuple[int, int], ...] = ()
    unread: tuple[int, ...] = ()

    def locator(self, offset: int) -> Locator | None:
        """Where the code point at `offset` stood in the file, as far as its reader told."""
        at = bisect_right(self.blocks, offset, key=_start) - 1
        if at < 0 or offset >= self.blocks[at].end:
            return None
        block = self.blocks[at]
        if block.turns and block.locator is not None and block.locator.page is not None:
            return block.locator._replace(page=block.locator.page + bisect_right(block.turns, offset))
        return block.locator

    def line_of(self, offset: int) -> int:
        """1-based line in which the code point at `offset` stands; CR LF, LF and a lone CR end lines."""
        text = self.text
        lone = text.count("\r", 0, offset) - text.count("\r\n", 0, offset)
        return text.count("\n", 0, offset) + lone + 1


def _start(block: Block) -> int:
    return block.start


def read_text(data: bytes, name: str, encoding: str | None = None) -> Source:
    """Decode `data` into a Source: UTF-8 first (with or without BOM), then UTF-16 by its BOM, then GB18030.

    Halves of surrogate pairs, which a Python string may hold and no text may, become U+FFFD, one for one.

    Args:
        data: the file's bytes.
        name: the file's base name, kept in the output.
        encoding: a Python codec name that replaces the guess.

    Raises:
        SourceError: where the bytes are no text in any of these encodings, or the codec does not exist.
    """
    if encoding is not None:
        codec = known_codec(encoding)
    elif data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        codec = "utf-16"
    else:
        codec = "utf-8"
    try:
        text = _decoded(data, codec)
    except UnicodeDecodeError as error:
        text = _second_guess(data, codec, error, given=encoding is not None)
        codec = codec if encoding is not None else "gb18030"
    except UnicodeError as error:
        raise SourceError(f"is not {encoding}: {error}; leave --encoding out or name the right one") from None
    if "\0" in text:
        raise SourceError("holds NUL characters, so it is no text; convert it to UTF-8 text first")
    return Source(name, "txt", codec, hashlib.sha256(data).hexdigest(), text.removeprefix("\ufeff"))


def _decoded(data: bytes, codec: str) -> str:
    """`data` decoded, with no half of a surrogate pair in it; UTF-8 holds none but where it is written wrongly."""
    if codec != "utf-8":
        return _SURROGATE.sub("\ufffd", data.decode(codec))
    try:
        return data.decode()
    except UnicodeDecodeError:
        return _SURROGATE.sub("\ufffd", data.decode(codec, "surrogatepass"))


def known_codec(encoding: str) -> str:
    """The plain name of the codec `encoding`.

    Raises:
        SourceError: where Python has none of that name.
    """
    try:
        named = codecs.lookup(encoding).name
        b"  ".decode(named, "ignore")
    except (LookupError, ValueError):
        raise SourceError(f"unknown encoding {encoding!r}; give one that Python knows, such as gb18030") from None
    return {"utf-8-sig": "utf-8"}.get(named, named)


def _second_guess(data: bytes, codec: str, fault: UnicodeDecodeError, *, given: bool) -> str:
    """The text of `data` in GB18030, where `codec` was our guess and not far right."""
    line = data.count(b"\n", 0, fault.start) + 1
    if given:
        raise SourceError(f"is not {codec}: {fault.reason}; leave --encoding out or name the right one", line)
    # GB18030 would give some text for a file in UTF-8 that is cut or damaged, and it would be nonsense.
    if codec == "utf-16" or len(_HAN.findall(data[: fault.start].decode("utf-8", "replace"))) >= _SURELY_UTF8:
        raise SourceError(f"is damaged {codec.upper()} text: {fault.reason}; repair it or name its encoding", line)
    try:
        return data.decode("gb18030")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SourceError("is neither UTF-8 nor GB18030 text; name its encoding with --encoding", line) from None
