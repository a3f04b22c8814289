"""The parts of a docx: a zip archive of XML, either of which may be built to exhaust who opens it."""

from __future__ import annotations

import io
import lzma
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from xml.etree import ElementTree as ET
from xml.parsers import expat

from plan_extract.source import SourceError

__all__ = ["Element", "Package", "children", "local", "value"]

Element = ET.Element
_MOST_UNPACKED = 200_000_000  # bytes of all parts that are read; a plan's have two million
_DEEPEST = 200  # elements within each other
_WORD = ("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main")
_OTHERS = {
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc:",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m:",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m:",
}
# What an archive raises whose directory lies, and a part of an encoding that is none, is not documented.
_DAMAGE = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, ET.ParseError, expat.ExpatError,
    NotImplementedError, ValueError, LookupError, struct.error,
)
_names: dict[str, str] = {}


def local(element: Element) -> str:
    """The name of an element: plain for Word's own, with ``mc:``, ``m:`` or ``?:`` for others."""
    tag = element.tag
    name = _names.get(tag)
    if name is None:
        space, _, plain = tag[1:].rpartition("}")
        prefix = "" if space in _WORD else _OTHERS.get(space, "?:")
        name = prefix + plain
        if len(_names) < 2000:  # a hostile file may have any number of names
            _names[tag] = name
    return name


def value(element: Element | None, name: str = "val") -> str | None:
    """The attribute `name` in Word's namespace."""
    if element is None:
        return None
    return next((found for space in _WORD if (found := element.get(f"{{{space}}}{name}")) is not None), None)


def children(element: Element | None, *names: str) -> Iterator[Element]:
    """The children of those names."""
    for child in element if element is not None else ():
        if local(child) in names:
            yield child


def child(element: Element | None, name: str) -> Element | None:
    """The first child of that name."""
    return next(children(element, name), None)


class _RootReachedError(Exception):
    pass


class Package:
    """A docx whose parts are read one by one, no more in all than a plan can need.

    Raises:
        SourceError: where it is no archive, is locked, damaged, or unpacks to more than any plan.
    """

    def __init__(self, data: bytes) -> None:
        self._left = _MOST_UNPACKED
        with _faults():
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        self._names = set(self._archive.namelist())
        self.main = self._main_part()
        if self.main not in self._names:
            raise SourceError("is an Office file without a Word document in it")

    def part(self, name: str) -> Element | None:
        """The root of the part `name`, which stands beside the main part; None where there is none."""
        path = posixpath.join(posixpath.dirname(self.main), name)
        if path not in self._names:
            return None
        root = None
        for event, element in self._events(path):
            root = element if root is None and event == "start" else root
        return root

    def body(self) -> Iterator[Element]:
        """The paragraphs, tables and their like of the main part, each freed when the next is asked for."""
        depth = 0
        within = False
        for event, element in self._events(self.main):
            if event == "start":
                depth += 1
                within = within or (depth == 2 and local(element) == "body")
            else:
                depth -= 1
                if depth == 2 and within:
                    yield element
                    element.clear()

    def _main_part(self) -> str:
        if "_rels/.rels" in self._names:
            for event, element in self._events("_rels/.rels"):
                if event == "end" and element.get("Type", "").endswith("/relationships/officeDocument"):
                    return posixpath.normpath(element.get("Target", "").lstrip("/"))
        return "word/document.xml"

    def _events(self, path: str) -> Iterator[tuple[str, Element]]:
        """Start and end of each element, in order."""
        data = self._unpacked(path)
        with _faults():
            _refuse_doctype(data)
            depth = 0
            for event, element in ET.iterparse(io.BytesIO(data), ("start", "end")):  # noqa: S314, no entity is declared
                depth += 1 if event == "start" else -1
                if depth > _DEEPEST:
                    raise SourceError(f"is a .docx that nests more than {_DEEPEST} elements; save it anew from Word")
                yield event, element

    def _unpacked(self, path: str) -> bytes:
        with _faults(), self._archive.open(path) as part:
            data = part.read(self._left + 1)
        self._left -= len(data)
        if self._left < 0:
            raise SourceError(f"unpacks to more than {_MOST_UNPACKED} bytes, so it is hardly a plan")
        return data


@contextmanager
def _faults() -> Iterator[None]:
    try:
        yield
    except _DAMAGE as error:
        what = " ".join(str(error).split())[:100]
        raise SourceError(f"is a damaged .docx: {what}; open it in Word or LibreOffice and save it anew") from None
    except RuntimeError as error:  # which an unknown way of packing, among the damage, is as well
        if "password" not in str(error) and "encrypted" not in str(error):
            raise
        raise SourceError("is a .docx locked with a password; save it without") from None


def _refuse_doctype(data: bytes) -> None:
    """Refuse a part that declares a document type: no Office writes one, and entities come in with it."""
    parser = expat.ParserCreate()

    def doctype(*_: object) -> None:
        raise SourceError("is a .docx whose XML declares entities; save it anew from Word")

    def root(*_: object) -> None:
        raise _RootReachedError

    parser.StartDoctypeDeclHandler = doctype
    parser.StartElementHandler = root
    try:
        parser.Parse(data, True)  # noqa: FBT003, expat has no name for it
    except _RootReachedError:
        return
