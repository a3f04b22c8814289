"""Web pages: whole pages of government sites with all that stands around a plan, and what Word saves as a page."""

from __future__ import annotations

import regex

from plan_extract.readers.charset import decode_page
from plan_extract.readers.transcript import Transcript
from plan_extract.source import Source, SourceError

__all__ = ["read_html"]

_FRAME = regex.compile(r"<frame\b[^>]{0,500}?\bsrc\s*+=\s*+[\"']?([^\"'\s>]{1,200})", regex.IGNORECASE)
_SURROGATE = regex.compile("[\ud800-\udfff]")


def read_html(data: bytes, name: str, encoding: str | None, max_chars: int, said: str | None = None) -> Source:
    """Read a web page; `said` is the encoding that a header outside the page gives.

    Raises:
        SourceError: where it is in no known encoding, holds no text, or is built to exhaust a parser.
    """
    from selectolax.lexbor import LexborHTMLParser  # noqa: PLC0415

    from plan_extract.readers.html.guards import guarded  # noqa: PLC0415
    from plan_extract.readers.html.walking import write_page  # noqa: PLC0415

    text, codec = decode_page(data, encoding, said)
    root = LexborHTMLParser(guarded(_SURROGATE.sub("\ufffd", text))).body
    written = Transcript(max_chars)
    if root is not None:
        write_page(root, written)
    source = written.source(name, "html", codec, data)
    if not source.text.strip():
        frame = _FRAME.search(text)
        if frame:
            raise SourceError(f"is a page of frames without text; read the page in the frame: {frame[1]}")
        raise SourceError("is a web page without text, which a script may fetch; save it from a browser")
    return source
