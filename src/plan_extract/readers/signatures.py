"""What a file is, told by its bytes; its name says nothing, for a `.doc` may be a web page and a `.txt` a PDF."""

from __future__ import annotations

import re

from plan_extract.source import SourceError

__all__ = ["tell_format"]

_CONVERT = "; convert it first: soffice --headless --convert-to docx FILE"
_PACKED = "; unpack it first"
_PICTURE = "a picture; recognise its text first (OCR)"
_HEAD = 4096  # bytes in which a page or a message says what it is

# What the first bytes of a file say it is, where no reader takes it.
_REFUSED = (
    (b"{\\rtf", f"RTF{_CONVERT}"),
    (b"\x1f\x8b", f"compressed with gzip{_PACKED}"),
    (b"7z\xbc\xaf\x27\x1c", f"a 7z archive{_PACKED}"),
    (b"Rar!\x1a\x07", f"a RAR archive{_PACKED}"),
    (b"\xfd7zXZ\0", f"compressed with xz{_PACKED}"),
    (b"\xff\xd8\xff", _PICTURE),
    (b"\x89PNG\r\n", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"II*\0", _PICTURE),
    (b"MM\0*", _PICTURE),
    (b"SQLite format 3\0", "a database, no plan"),
    (b"\x7fELF", "a program, no plan"),
    (b"MZ\x90\0", "a program, no plan"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Names of streams in the container that Office had before docx, and what holds them.
_STREAMS = (
    ("EncryptedPackage", "a document locked with a password; open it, remove the password and save it as docx"),
    ("WordDocument", f"a .doc or .wps of old{_CONVERT}"),
    ("Workbook", "an .xls workbook, no plan"),
    ("PowerPoint Document", "a .ppt presentation, no plan"),
)
# Patterns, compiled for a file only that holds what they begin with: text, which most are, needs none of them.
_PDF = rb"(?s:.{0,1000}[\r\n])?%PDF-\d"
_WEB_PAGE = (
    rb"(?i)(?:\xef\xbb\xbf)?\s*+(?>(?:<\?xml[^>]{0,200}>|<!--(?s:.{0,2000}?)-->)\s*+){0,9}"
    rb"(?:<!doctype\s+html|<(?:html|head|body|meta|title|div|table|p|span|style|script|link|center|font|h[1-6]|frameset)"
    rb"(?=[\s/>]))"
)
_XML = rb"(?i)(?:\xef\xbb\xbf)?\s*+<\?xml"
_MESSAGE = rb"(?i)(?>[A-Za-z-]+:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n){0,20}){0,30}?MIME-Version:"
_HEADING = rb"(?m)^#{1,6} +\S"
_RULED = rb"(?m)^ {0,3}\|? *:?-{3,}:? *(?:\| *:?-{3,}:? *)+\|? *\r?$"
_FEWEST_HEADINGS = 2


def tell_format(data: bytes) -> str:
    """The name of the reader that takes `data`: ``pdf``, ``docx``, ``mhtml``, ``html``, ``md`` or ``txt``.

    Raises:
        SourceError: where no reader does; it says how to make a file of it that one takes.
    """
    head = data[:_HEAD]
    for signature, what in _REFUSED:
        if head.startswith(signature):
            raise SourceError(f"is {what}")
    if b"%PDF-" in head and re.match(_PDF, head):
        return "pdf"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _tell_archive(data)
    if head.startswith(_OLE):
        raise SourceError(f"is {_tell_container(data)}")
    if b"mime-version:" in head.lower() and re.match(_MESSAGE, head):
        return "mhtml"
    plain = _narrowed(head)
    if b"<" in plain and re.match(_WEB_PAGE, plain):
        return "html"
    if b"<?" in plain and re.match(_XML, plain):
        return _tell_xml(plain)
    return "md" if _is_markdown(data) else "txt"


def _is_markdown(data: bytes) -> bool:
    """Whether several headings or a table are marked; a mark or two stand in text, too."""
    # Most texts hold no # at all, and a single character is looked for fastest.
    if b"#" in data and (b"\n# " in data or data.startswith(b"#") or b"\n##" in data) and (
        len(re.findall(_HEADING, data)) >= _FEWEST_HEADINGS
    ):
        return True
    return b"|" in data and b"---" in data and re.search(_RULED, data) is not None


def _narrowed(head: bytes) -> bytes:
    """`head` with one byte a character, where it is UTF-16."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", "replace").encode("latin-1", "replace")
    return head


def _tell_archive(data: bytes) -> str:
    """What a zip archive is, by the names in it, which stand in it as they are."""
    for name, what in (
        (b"word/document", ""),
        (b"OFD.xml", "an OFD document; save it as PDF first"),
        (b"mimetypeapplication/vnd.oasis.opendocument", f"an OpenDocument file (.odt){_CONVERT}"),
        (b"mimetypeapplication/epub", "an EPUB book; save it as HTML first"),
        (b"xl/workbook", "a workbook, no plan"),
        (b"ppt/presentation", "a presentation, no plan"),
    ):
        if name in data:
            if not what:
                return "docx"
            raise SourceError(f"is {what}")
    raise SourceError("is a zip archive without a Word document in it; unpack it first")


def _tell_container(data: bytes) -> str:
    for name, what in _STREAMS:
        if name.encode("utf-16-le") in data:
            return what
    return f"a document of old Office or WPS programs{_CONVERT}"


def _tell_xml(head: bytes) -> str:
    if b"schemas.microsoft.com/office/word/2003" in head or b"schemas.microsoft.com/office/2006/xmlPackage" in head:
        raise SourceError(f"is a Word document saved as XML{_CONVERT}")
    if b"urn:oasis:names:tc:opendocument" in head:
        raise SourceError(f"is an OpenDocument file in one piece (.fodt){_CONVERT}")
    raise SourceError("is XML, but no web page; save it as HTML or text first")
