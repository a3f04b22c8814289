"""The body of a Word file, written block by block."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from plan_extract.blocks import BlockKind, Locator
from plan_extract.readers.docx.lists import Lists
from plan_extract.readers.docx.package import Element, Package, child, local, value
from plan_extract.readers.docx.paragraphs import Fields, chosen, read_paragraph
from plan_extract.readers.docx.styles import Styles, numbering_of, outline_level
from plan_extract.readers.docx.tables import spans_of, table_rows
from plan_extract.readers.tabular import CellLines, holds_data, write_table
from plan_extract.readers.transcript import Transcript

__all__ = ["Document"]

_THROUGH = frozenset({"sdtContent", "customXml", "ins", "moveTo"})
_CONTENTS = "Table of Contents"
_PRINTED = frozenset({None, "normal"})  # kinds of notes; the others are the rules over them


class _Item(NamedTuple):
    """What stands in the body: a paragraph, or a table with the items in each of its cells."""

    text: str
    kind: BlockKind
    locator: Locator
    level: int = 0
    rows: tuple[tuple[tuple[tuple[_Item, ...], int, int], ...], ...] = ()


class Document:
    """A Word file that is being read, with all that is counted on the way."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._styles = Styles.of(package.part("styles.xml"))
        self._lists = Lists(package.part("numbering.xml"), self._styles)
        self._fields = Fields()
        self._paragraphs = 0
        self._begun = ""  # the text of a paragraph whose end was taken out
        self._notes: list[tuple[str, str, Locator]] = []

    def write(self, written: Transcript) -> None:
        """Write the body, then the notes."""
        for element in self._package.body():
            for item in self._items(element):
                _write(item, written)
        if self._begun.strip():
            written.add(self._begun, BlockKind.PARAGRAPH, Locator(paragraph=self._paragraphs))
        self._write_notes(written)

    def _items(self, element: Element, *, contents: bool = False) -> Iterator[_Item]:
        name = local(element)
        if name == "p":
            yield from self._paragraph(element, contents=contents)
        elif name == "tbl":
            yield self._table(element)
        elif name == "sdt":
            gallery = value(child(child(child(element, "sdtPr"), "docPartObj"), "docPartGallery"))
            for part in element:
                if local(part) in _THROUGH:
                    yield from self._all_items(part, contents=contents or gallery == _CONTENTS)
        elif name in _THROUGH:
            yield from self._all_items(element, contents=contents)
        elif name == "mc:AlternateContent" and (choice := chosen(element)) is not None:
            yield from self._all_items(choice, contents=contents)

    def _all_items(self, elements: Iterable[Element], *, contents: bool = False) -> Iterator[_Item]:
        for element in elements:
            yield from self._items(element, contents=contents)

    def _paragraph(self, element: Element, *, contents: bool) -> Iterator[_Item]:
        self._paragraphs += 1
        locator = Locator(paragraph=self._paragraphs)
        found = read_paragraph(element, self._styles, self._fields)
        self._notes += [(part, key, locator) for part, key in found.notes]
        if found.joined:
            self._begun += found.text
        else:
            label = self._lists.label(found.style, *numbering_of(found.properties))
            text, self._begun = label + self._begun + found.text, ""
            level = outline_level(found.properties)
            level = self._styles.level(found.style) if level is None else level % 10
            if contents or found.contents:
                kind = BlockKind.CONTENTS
            elif level:
                kind = BlockKind.HEADING
            else:
                broken = len([line for line in text.splitlines() if line.strip()]) > 1
                kind = BlockKind.LINES if broken else BlockKind.PARAGRAPH
            yield _Item(text.strip("\n"), kind, locator, level)
        for box in found.boxes:
            outside, self._begun = self._begun, ""
            yield from self._all_items(box)
            self._begun = outside

    def _table(self, element: Element) -> _Item:
        locator = Locator(paragraph=self._paragraphs + 1)
        rows = [[(tuple(self._all_items(cell.content())), cell) for cell in row] for row in table_rows(element)]
        return _Item("", BlockKind.TABLE, locator, rows=spans_of(rows))

    def _write_notes(self, written: Transcript) -> None:
        """Write the notes that the text refers to, in its order."""
        parts: dict[str, dict[str, Element]] = {}
        for name, key, locator in dict.fromkeys(self._notes):
            if name not in parts:
                root = self._package.part(f"{name}.xml")
                parts[name] = {
                    value(note, "id") or "": note for note in (root if root is not None else ())
                    if value(note, "type") in _PRINTED
                }
            note = parts[name].get(key)
            if note is not None:
                self._fields = Fields()
                text = "\n".join(line for item in self._all_items(note) for line in _lines(item))
                written.add(text, BlockKind.NOTE, locator)


def _lines(item: _Item) -> list[str]:
    """The lines of an item, those of a table cell by cell."""
    if item.kind is BlockKind.TABLE:
        return [line for row in item.rows for items, *_ in row for inner in items for line in _lines(inner)]
    return [line.strip() for line in item.text.splitlines() if line.strip()]


def _write(item: _Item, written: Transcript) -> None:
    if item.kind is not BlockKind.TABLE:
        written.add(item.text, item.kind, item.locator, level=item.level)
        return
    rows: list[list[CellLines]] = [
        [([line for inner in items for line in _lines(inner)], rowspan, colspan) for items, rowspan, colspan in row]
        for row in item.rows
    ]
    if holds_data(rows) and not any(inner.level for row in item.rows for items, *_ in row for inner in items):
        write_table(rows, item.locator, written)
        return
    for row in item.rows:
        for items, *_ in row:
            for inner in items:
                _write(inner, written)
