"""A page is walked through in its order and written block by block."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import regex

from plan_extract.blocks import BlockKind, Locator
from plan_extract.readers.html.elements import BLOCKS, HEADINGS, steps
from plan_extract.readers.html.inline import BREAK, shown_lines
from plan_extract.readers.html.lists import item_label
from plan_extract.readers.html.regions import find_regions, is_prose
from plan_extract.readers.html.tables import read_row, read_table
from plan_extract.readers.tabular import holds_data, write_table
from plan_extract.readers.transcript import Transcript

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

__all__ = ["write_page"]

_DEEPEST_PATH = 100  # elements of the longest path that a locator names
_LINKED = 0.6  # share of a line's characters that are links, from which on it is the site's own
_CARD = 80  # characters of the longest cell of a table of particulars, on the average
_LABEL = frozenset(":：")
_NOTES = regex.compile(r"mso-element\s*:\s*(?:foot|end)note(?:-list)?(?![\w-])")
_LABELLED = regex.compile(  # a label of the text's own at the head of an item
    r"\W*[(（]?(?:[\p{Nt=De}\p{Nt=Nu}]{1,3}[、.．)）]|\p{Han}[\p{Nt=De}\p{Nt=Nu}]{1,3}\p{Han}|[①-⑳])",
)
_CITED = regex.compile(r"[\[［(（]\d{1,3}[\])）］]|[①-⑳]")


def write_page(root: LexborNode, written: Transcript) -> None:
    """Write the page whose body is `root`."""
    _Page(root, written).write()


@dataclass(slots=True)
class _Open:
    """An element that was entered and not left; `children` counts those in it by their tags."""

    node: LexborNode
    step: str
    furniture: bool
    notes: bool
    level: int
    children: Counter[str] = field(default_factory=Counter)


class _Page:
    def __init__(self, root: LexborNode, written: Transcript) -> None:
        self.root, self.written = root, written
        self.regions = find_regions(root)
        self.open = [_Open(root, "/html/body", furniture=False, notes=False, level=0)]
        self.place = "before" if self.regions.content else "inside"
        self.pieces: list[str] = []
        self.label = ""  # of a list's item that has no text so far
        self.linked = self.skipped = self.links = 0

    def write(self) -> None:
        for node, entering in steps(self.root):
            if node.is_text_node:
                if not self.skipped:
                    self._text(node.text_content or "")
            elif entering:
                self._enter(node)
            else:
                self._leave(node)
        self._flush()

    def _text(self, text: str) -> None:
        self.pieces.append(text)
        if self.links:
            self.linked += len(text.strip())

    def _enter(self, node: LexborNode) -> None:
        tag = node.tag or ""
        above = self.open[-1]
        if tag in BLOCKS and not self.skipped:
            self._flush()
        above.children[tag] += 1
        attributes = node.attributes
        furniture = above.furniture or self.regions.is_furniture(node)
        notes = above.notes or _NOTES.search(attributes.get("style") or "") is not None
        step = f"/{tag}[{above.children[tag]}]"
        self.open.append(_Open(node, step, furniture, notes, HEADINGS.get(tag, above.level)))
        if node.mem_id == self.regions.content:
            self.place = "inside"
        if (
            self.skipped or (tag == "sup" and _is_mark(node)) or (tag == "table" and self._table(node))
            or (tag == "tr" and self._particulars(node))
        ):
            self.skipped += 1
        elif tag == "br":
            self.pieces.append(BREAK)
        elif _is_link(node):
            self.links += 1
        elif tag == "li" and above.node.tag == "ol":
            self.label = item_label(above.node, node, above.children["li"])

    def _leave(self, node: LexborNode) -> None:
        tag = node.tag or ""
        if tag in BLOCKS and not self.skipped:
            self._flush()
        if self.skipped:
            self.skipped -= 1
        elif _is_link(node):
            self.links -= 1
        elif tag == "li":
            self.label = ""
        self.open.pop()
        if node.mem_id == self.regions.content:
            self.place = "after"

    def _locator(self) -> Locator:
        """The innermost element that begins a line of its own."""
        depth = len(self.open)
        while depth > 1 and self.open[depth - 1].node.tag not in BLOCKS:
            depth -= 1
        return Locator(path="".join(element.step for element in self.open[: min(depth, _DEEPEST_PATH)]))

    def _flush(self) -> None:
        """Write what was gathered since the last line of its own began."""
        text, linked = "".join(self.pieces), self.linked
        self.pieces.clear()
        self.linked = 0
        kept = any(element.node.tag in {"pre", "xmp"} for element in self.open[-3:])
        lines = shown_lines(text, kept=kept)
        if not lines:
            return
        inner = self.open[-1]
        if self.label and not inner.level and _LABELLED.match(lines[0]) is None:
            lines[0] = self.label + lines[0]
        self.label = ""
        if inner.notes:
            kind = BlockKind.NOTE
        elif self._is_furniture(lines, linked):
            kind = BlockKind.NAVIGATION
        elif inner.level:
            kind = BlockKind.HEADING
        else:
            kind = BlockKind.LINES if len(lines) > 1 else BlockKind.PARAGRAPH
        self.written.add("\n".join(lines), kind, self._locator(), level=inner.level)

    def _is_furniture(self, lines: list[str], linked: int) -> bool:
        inner = self.open[-1]
        if inner.furniture:
            return True
        text = "".join(lines)
        if linked and linked >= _LINKED * len(text) and not inner.level:
            return True
        if self.place == "inside" or is_prose(text):
            return False
        within = any(element.node.mem_id in self.regions.article for element in self.open)
        return self.place == "after" or not (within or 0 < inner.level < 3)

    def _particulars(self, row: LexborNode) -> bool:
        """Write a row of short cells above the content, each label with what it names; whether it was one."""
        cells = read_row(row) if self.place == "before" else []
        if len(cells) < 2 or sum(map(len, cells)) > _CARD * len(cells):
            return False
        while cells:
            text = cells.pop(0)
            if text[-1:] in _LABEL and cells:
                text += cells.pop(0)
            self.written.add(text, BlockKind.NAVIGATION, self._locator())
        return True

    def _table(self, node: LexborNode) -> bool:
        """Write a table of data; whether it was one."""
        if self.open[-1].furniture or self.place == "before":
            return False
        table = read_table(node)
        if table is None or not holds_data(table.rows):
            return False
        locator = self._locator()
        for line in table.caption:
            self.written.add(line, BlockKind.PARAGRAPH, locator)
        write_table(table.rows, locator, self.written)
        return True


def _is_link(node: LexborNode) -> bool:
    """Whether an element leads to another page; one to a place of this page may be an entry of the contents list."""
    return node.tag == "a" and (node.attributes.get("href") or "#")[0] != "#"


def _is_mark(node: LexborNode) -> bool:
    """Whether a raised text is the mark of a note, not an exponent."""
    text = (node.text() or "").strip()
    if len(text) > 6:
        return False
    return _CITED.fullmatch(text) is not None or (text.isdigit() and node.css_first("a") is not None)
