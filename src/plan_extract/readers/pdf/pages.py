"""The pages of a PDF as glyphs and ruled lines.

This module and `ruling` are the only ones that speak to the library, and they speak to its C functions: fifty thousand
glyphs are a small plan, and an object for each would take longer than to read them.
"""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import byref, c_double
from math import atan2, degrees, hypot
from typing import Any, NamedTuple

from plan_extract.layout.radicals import PLAIN_FORMS
from plan_extract.readers.pdf.places import Glyph, Page, Rule, Turn
from plan_extract.readers.pdf.ruling import Point, read_ruling

__all__ = ["Bookmark", "PdfError", "read_bookmarks", "read_pages"]

_MOST_GLYPHS = 60_000  # of one page; a page of plain text has 2,000
_MOST_BOOKMARKS = 5_000
_LOCKED = 4  # FPDF_ERR_PASSWORD
_HYPHEN = 2  # what the library puts for a hyphen at the end of a line
_ASKEW = 5  # degrees by which a line of text may slant


class PdfError(Exception):
    """A file that the library cannot open; `locked` where it wants a password."""

    def __init__(self, *, locked: bool) -> None:
        super().__init__()
        self.locked = locked


class Bookmark(NamedTuple):
    """A heading in the file's own outline: its title, its depth from 1, the page it leads to, from 1."""

    title: str
    level: int
    page: int


class _Stored(NamedTuple):
    """A glyph as it is stored: its character, its box, the start of its baseline, its size."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    x: float
    y: float
    size: float


def read_pages(data: bytes) -> Iterator[Page]:
    """The pages of the PDF `data`, in order; one that cannot be read is empty.

    Raises:
        PdfError: where the file cannot be opened.
    """
    document = _open(data)
    try:
        for index in range(len(document)):
            yield _read_page(document.raw, index)
    finally:
        document.close()


def read_bookmarks(data: bytes) -> list[Bookmark]:
    """The bookmarks of the PDF `data`, in order."""
    document = _open(data)
    found: list[Bookmark] = []
    try:
        for mark in document.get_toc(max_depth=8):
            target = mark.get_dest()
            page = target.get_index() if target is not None else None
            found.append(Bookmark(mark.get_title(), mark.level + 1, (page if page is not None else -1) + 1))
            if len(found) == _MOST_BOOKMARKS:
                break
    finally:
        document.close()
    return found


def _open(data: bytes) -> Any:
    import pypdfium2  # noqa: PLC0415, the library of an extra

    try:
        return pypdfium2.PdfDocument(data, password="")  # that of a file which is locked against changes only
    except pypdfium2.PdfiumError as error:
        raise PdfError(locked=getattr(error, "err_code", None) == _LOCKED) from None


def _read_page(document: Any, index: int) -> Page:
    import pypdfium2.raw as pdfium  # noqa: PLC0415

    page = pdfium.FPDF_LoadPage(document, index)
    if not page:
        return Page(index + 1, 0, 0)
    text = pdfium.FPDFText_LoadPage(page)
    try:
        glyphs = _stored_glyphs(pdfium, text) if text else {}
        ruling, pictures = read_ruling(pdfium, page)
        box = pdfium.FS_RECTF()
        pdfium.FPDF_GetPageBoundingBox(page, byref(box))
        turned = pdfium.FPDFPage_GetRotation(page)
    finally:
        if text:
            pdfium.FPDFText_ClosePage(text)
        pdfium.FPDF_ClosePage(page)
    seen = Turn(
        max(turned, 0), min(box.left, box.right), min(box.bottom, box.top), abs(box.right - box.left),
        abs(box.top - box.bottom),
    )
    views = [
        _view(index + 1, seen._replace(quarters=quarters), found, ruling)
        for quarters, found in sorted(glyphs.items(), key=lambda item: -len(item[1]))
    ]
    read = views[0] if views else Page(index + 1, *seen.size)
    # What little is written in another direction than the text is no part of it: a mark of the binding, of the printer.
    if len(views) > 1 and len(views[1].glyphs) * 5 > len(read.glyphs):
        read.sideways = views[1]
    read.pictures = pictures
    return read


def _stored_glyphs(pdfium: Any, text: Any) -> dict[int, list[_Stored]]:
    """The glyphs by the quarters of a circle that they have to be turned by, clockwise, to stand upright."""
    found: dict[int, list[_Stored]] = {}
    high = 0
    box, matrix, x, y = pdfium.FS_RECTF(), pdfium.FS_MATRIX(), c_double(), c_double()
    into_box, into_matrix, into_x, into_y = byref(box), byref(matrix), byref(x), byref(y)
    unicode, is_generated, is_unmapped = (
        pdfium.FPDFText_GetUnicode, pdfium.FPDFText_IsGenerated, pdfium.FPDFText_HasUnicodeMapError)
    get_matrix, get_box, get_origin, get_size = (
        pdfium.FPDFText_GetMatrix, pdfium.FPDFText_GetLooseCharBox, pdfium.FPDFText_GetCharOrigin,
        pdfium.FPDFText_GetFontSize)
    for at in range(min(pdfium.FPDFText_CountChars(text), _MOST_GLYPHS)):
        code = unicode(text, at)
        if code <= 0x20 and is_generated(text, at) == 1:
            continue
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000 and high:
            code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00
        high = 0
        if is_unmapped(text, at) == 1:
            code = 0xFFFD
        get_matrix(text, at, into_matrix)
        slant = degrees(atan2(matrix.b, matrix.a)) % 360
        quarters = round(slant / 90)
        if abs(slant - 90 * quarters) > _ASKEW:
            continue  # a watermark
        get_box(text, at, into_box)
        get_origin(text, at, into_x, into_y)
        size = get_size(text, at) * hypot(matrix.c, matrix.d)
        stored = _Stored(_character(code), box.left, box.bottom, box.right, box.top, x.value, y.value, size)
        found.setdefault(quarters % 4, []).append(stored)
    return found


def _character(code: int) -> str:
    if code < 0x20 or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
        return {_HYPHEN: "-", 9: " ", 10: " ", 13: " "}.get(code, "\ufffd")
    char = chr(code)
    return PLAIN_FORMS.get(char, char)


def _view(number: int, seen: Turn, stored: list[_Stored], ruling: list[tuple[Point, Point]]) -> Page:
    """The page as it is seen by who reads what is `stored`, upright."""
    page = Page(number, *seen.size)
    for glyph in stored:
        (left, low), (right, high) = seen.place(glyph.left, glyph.bottom), seen.place(glyph.right, glyph.top)
        x, y = seen.place(glyph.x, glyph.y)
        x0, x1 = min(left, right, x), max(left, right)
        if -1 <= (x0 + x1) / 2 <= page.width + 1 and -1 <= (low + high) / 2 <= page.height + 1:
            page.glyphs.append(Glyph(glyph.text, x, x1, y, glyph.size))
    for start, end in ruling:
        (a, b), (c, d) = seen.place(*start), seen.place(*end)
        if abs(c - a) > abs(d - b):
            page.rules.append(Rule(min(a, c), (b + d) / 2, max(a, c), (b + d) / 2))
        else:
            page.rules.append(Rule((a + c) / 2, min(b, d), (a + c) / 2, max(b, d)))
    return page
