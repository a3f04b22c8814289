"""From a file's bytes to a Source: what the bytes are is told by themselves, never by the file's name.

`transcript.py` says how a reader is written.
"""

from __future__ import annotations

from importlib import import_module

from plan_extract.limits import MAX_CHARS, too_long
from plan_extract.source import Source, SourceError, read_text

__all__ = ["read_source"]

# For each format the module and function that reads it, and the extra that brings its library, if it is one.
_READERS: dict[str, tuple[str, str, str]] = {
    "docx": ("docx", "read_docx", ""),
    "html": ("html", "read_html", ""),
    "md": ("markdown", "read_markdown", ""),
    "mhtml": ("mhtml", "read_mhtml", ""),
    "pdf": ("pdf", "read_pdf", "pdf"),
}


def read_source(data: bytes, name: str, encoding: str | None = None, max_chars: int = MAX_CHARS) -> Source:
    """Read a plan's bytes.

    Args:
        data: the file's bytes.
        name: the file's base name, kept in the output.
        encoding: a Python codec name that replaces the guess; only for formats that do not say it themselves.
        max_chars: refuse a text that is longer.

    Raises:
        SourceError: where the bytes are not a plan's text in a form that can be read.
    """
    from plan_extract.readers.signatures import tell_format  # noqa: PLC0415, a given text needs no telling

    format = tell_format(data)  # noqa: A001
    # UTF-8, GB18030 and UTF-16 all take at most four bytes a character; a web page's tags may take as many again.
    if len(data) > {"txt": 4, "md": 4, "html": 8}.get(format, len(data)) * max_chars + 4:
        raise too_long(max_chars)
    if format == "txt":
        return read_text(data, name, encoding)
    if format not in _READERS:
        raise SourceError(f"is {format.upper()}; save it as text first")
    module, function, extra = _READERS[format]
    try:
        read = getattr(import_module(f"plan_extract.readers.{module}"), function)
        source: Source = read(data, name, encoding, max_chars)
    except ImportError as error:
        if not extra:
            raise
        raise SourceError(
            f"is {format.upper()}, and {error.name} is missing, which reads it: pip install 'plan-extract[{extra}]'",
        ) from None
    return source
