"""In which encoding a web page is: what it declares is a hint, for many that say GB2312 are something else."""

from __future__ import annotations

import codecs
from contextlib import suppress

import regex

from plan_extract.source import SourceError, known_codec

__all__ = ["decode_page"]

_HEAD = 8192  # bytes in which a page declares its encoding
_DECLARED = regex.compile(
    rb"<meta\b[^>]{0,300}?\bcharset\s*+=\s*+[\"']?\s*+([A-Za-z0-9_:.-]{2,30})|<\?xml\b[^>]{0,100}\bencoding\s*+=\s*+[\"']([\w.-]{2,30})",
    regex.IGNORECASE,
)
_MEANT = {"gb2312": "gb18030", "gbk": "gb18030", "hz": "gb18030", "ascii": "utf-8", "utf-16-le": "utf-8",
          "utf-16-be": "utf-8", "utf-16": "utf-8", "utf-8-sig": "utf-8"}
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_WORST = 50  # of so many characters one may be unreadable; browsers show such pages, too


def decode_page(data: bytes, encoding: str | None, said: str | None = None) -> tuple[str, str]:
    """The text of a page, and the codec it is in.

    Args:
        data: the bytes.
        encoding: the caller's word, which goes before everything.
        said: what stands in a header outside the page.

    Raises:
        SourceError: where the bytes are no text in the encoding given, declared or guessed.
    """
    if encoding is not None:
        codec = known_codec(encoding)
        text = data.decode(codec, "replace")
        if text.count("\ufffd") * _WORST > len(text):
            raise SourceError(f"is not {codec}; leave --encoding out or name the right one")
        return text.removeprefix("\ufeff"), codec
    for bom, codec in _BOMS:
        if data.startswith(bom):
            return data.decode(codec, "replace").removeprefix("\ufeff"), codec
    declared = _declared(data, said)
    for codec in dict.fromkeys(("utf-8", declared, "gb18030")):  # no page in another encoding is valid UTF-8
        with suppress(UnicodeError):
            return data.decode(codec), codec
    best = min(dict.fromkeys((declared, "utf-8", "gb18030")), key=lambda codec: _faults(data, codec))
    text = data.decode(best, "replace")
    if text.count("\ufffd") * _WORST > len(text):
        raise SourceError("is a web page in no known encoding; name its encoding with --encoding")
    return text, best


def _faults(data: bytes, codec: str) -> float:
    text = data.decode(codec, "replace")
    return text.count("\ufffd") / max(len(text), 1)


def _declared(data: bytes, said: str | None) -> str:
    """The codec that the page declares, as it is meant; UTF-8 where it declares none that is known."""
    found = _DECLARED.search(data[:_HEAD])
    for name in (said, (found[1] or found[2]).decode("ascii") if found else None):
        with suppress(SourceError):
            if name:
                codec = known_codec(name)
                return _MEANT.get(codec, codec)
    return "utf-8"
