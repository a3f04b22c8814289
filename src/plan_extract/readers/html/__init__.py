"""Web pages: whole pages of government sites with all that stands around a plan, and what Word saves as a page."""

from __future__ import annotations

import regex

from plan_extract.readers.charset import decode_page
from plan_extract.readers.transcript import Transcript
from plan_extract.source import Source, SourceError

__all__ = ["read_html"]

_DEEPEST = 3000  # elements within each other; parsing takes the square of it
_NESTED = regex.compile(
    r"<(/?)(?:div|section|article|blockquote|center|ul|ol|dl|form|fieldset|main|header|footer|nav|aside|table)"
    r"(?=[\s/>])",
    regex.IGNORECASE,
)
_LONG_TAG = regex.compile(r"<[A-Za-z][^<>]{8000,}+")
_MOST_ATTRIBUTES = 1000  # of one element; parsing takes the square of it
_FRAME = regex.compile(r"<frame\b[^>]{0,500}?\bsrc\s*+=\s*+[\"']?([^\"'\s>]{1,200})", regex.IGNORECASE)
_SURROGATE = regex.compile("[\ud800-\udfff]")


def read_html(data: bytes, name: str, encoding: str | None, max_chars: int, said: str | None = None) -> Source:
    """Read a web page; `said` is the encoding that a header outside the page gives.

    Raises:
        SourceError: where it is in no known encoding, holds no text, or is built to exhaust a parser.
    """
    from selectolax.lexbor import LexborHTMLParser  # noqa: PLC0415

    from plan_extract.readers.html.walking import write_page  # noqa: PLC0415

    text, codec = decode_page(data, encoding, said)
    _refuse_hostile(text)
    root = LexborHTMLParser(_SURROGATE.sub("\ufffd", text)).body
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


def _refuse_hostile(text: str) -> None:
    """Refuse a page on which every parser would spend the square of its length."""
    depth = deepest = 0
    for found in _NESTED.finditer(text):
        depth = max(depth - 1, 0) if found[1] else depth + 1
        deepest = max(deepest, depth)
    if deepest > _DEEPEST:
        raise SourceError(f"is a web page that nests more than {_DEEPEST} elements; save it from a browser as text")
    for tag in _LONG_TAG.finditer(text):
        if tag[0].count("=") > _MOST_ATTRIBUTES or len(tag[0].split(None, _MOST_ATTRIBUTES)) > _MOST_ATTRIBUTES:
            raise SourceError(f"is a web page with over {_MOST_ATTRIBUTES} attributes on an element; save it as text")
