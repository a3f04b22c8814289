"""A paragraph as it is printed when all changes are accepted: its runs, fields, symbols, and the text boxes in it."""

from __future__ import annotations

from dataclasses import dataclass, field

from plan_extract.readers.docx.package import Element, child, local, value
from plan_extract.readers.docx.styles import Styles, is_on
from plan_extract.readers.docx.symbols import shown_symbol

__all__ = ["Fields", "Paragraph", "boxes_in", "chosen", "read_paragraph"]

_THROUGH = frozenset({
    "hyperlink", "ins", "moveTo", "smartTag", "sdt", "sdtContent", "customXml", "bdo", "dir", "rubyBase", "ruby",
    "m:oMath", "m:oMathPara", "m:r", "m:f", "m:num", "m:den", "m:e", "m:sSup", "m:sup", "m:sSub", "m:sub", "m:d",
})
_PLAIN = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-"}
_PAGES = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES"})  # fields that the printer fills
_NOTES = {"footnoteReference": "footnotes", "endnoteReference": "endnotes"}


@dataclass(slots=True)
class Fields:
    """The fields that are open where the text is read; one may hold others, and go over many paragraphs.

    Each is its code and whether its result is reached.
    """

    open: list[tuple[str, bool]] = field(default_factory=list)

    def mark(self, kind: str | None) -> None:
        """Go on to the beginning, the result or the end of a field."""
        if kind == "begin":
            self.open.append(("", False))
        elif self.open and kind == "separate":
            self.open[-1] = (self.open[-1][0], True)
        elif self.open and kind == "end":
            self.open.pop()

    def code(self, text: str) -> None:
        """Go on with the code of the innermost field."""
        if self.open and not self.open[-1][1]:
            self.open[-1] = (self.open[-1][0] + text[:200], False)

    def shows(self) -> bool:
        """Whether text here is printed: it stands in the result of every field, none of which the printer fills."""
        return all(result and _name(code) not in _PAGES for code, result in self.open)

    def in_contents(self) -> bool:
        """Whether text here is of the contents list."""
        return any(_name(code) == "TOC" for code, _ in self.open)


def _name(code: str) -> str:
    return (code.split(None, 1) or [""])[0].upper()


@dataclass(slots=True)
class Paragraph:
    """A paragraph.

    Attributes:
        text: as printed, without the label that Word counts; line feeds where it is broken by hand.
        style: its style.
        properties: its own.
        contents: whether it is of the contents list.
        notes: the notes that it refers to, as the part that holds each and its id there.
        boxes: the text boxes that hang on it.
        joined: whether its end was taken out, so that the next paragraph goes on with it.
    """

    text: str = ""
    style: str | None = None
    properties: Element | None = None
    contents: bool = False
    notes: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    joined: bool = False


def read_paragraph(element: Element, styles: Styles, fields: Fields) -> Paragraph:
    """Read a paragraph; `fields` are those open before it, and are left open as it leaves them."""
    properties = child(element, "pPr")
    found = Paragraph(style=value(child(properties, "pStyle")), properties=properties)
    end = child(properties, "rPr")
    found.joined = child(end, "del") is not None or child(end, "moveFrom") is not None or bool(
        is_on(child(end, "specVanish")))
    found.contents = fields.in_contents() or styles.is_contents(found.style)
    pieces: list[str] = []
    _read(element, found, pieces, styles, fields)
    found.contents = found.contents or fields.in_contents()
    found.text = "".join(pieces)
    return found


def _read(element: Element, found: Paragraph, pieces: list[str], styles: Styles, fields: Fields) -> None:
    for part in element:
        name = local(part)
        if name == "r":
            properties = child(part, "rPr")
            hidden = is_on(child(properties, "vanish"))
            if hidden is None:
                run = value(child(properties, "rStyle"))
                hidden = (run is not None and styles.is_hidden(run)) or styles.is_hidden(found.style)
            _read_run(part, found, pieces, fields, hidden=hidden)
        elif name in _THROUGH:
            _read(part, found, pieces, styles, fields)
        elif name == "fldSimple":
            fields.mark("begin")
            fields.code(value(part, "instr") or "")
            fields.mark("separate")
            found.contents = found.contents or fields.in_contents()
            _read(part, found, pieces, styles, fields)
            fields.mark("end")
        elif name == "mc:AlternateContent":
            if (choice := chosen(part)) is not None:
                _read(choice, found, pieces, styles, fields)
        elif name == "m:t":
            pieces.append(part.text or "")


def _read_run(run: Element, found: Paragraph, pieces: list[str], fields: Fields, *, hidden: bool) -> None:
    for part in run:
        name = local(part)
        if name == "fldChar":
            fields.mark(value(part, "fldCharType"))
            found.contents = found.contents or fields.in_contents()
        elif name == "instrText":
            fields.code(part.text or "")
        elif name in _NOTES:
            found.notes.append((_NOTES[name], value(part, "id") or ""))
        elif name in {"drawing", "pict", "object", "mc:AlternateContent"}:
            found.boxes += boxes_in(part)
        elif hidden or not fields.shows():
            continue
        elif name == "t":
            pieces.append(part.text or "")
        elif name == "sym":
            code = value(part, "char") or ""
            if len(code) <= 4 and code.isalnum() and all(c in "0123456789abcdefABCDEF" for c in code):
                pieces.append(shown_symbol(chr(int(code, 16)), value(part, "font") or ""))
        elif name == "br":
            pieces.append("" if value(part, "type") in {"page", "column"} else "\n")
        elif name == "ruby":
            for base in part:
                if local(base) == "rubyBase":
                    for inner in base:
                        _read_run(inner, found, pieces, fields, hidden=hidden)
        else:
            pieces.append(_PLAIN.get(name, ""))


def chosen(alternates: Element) -> Element | None:
    """Which of several forms of one thing is read: the first, since every Word has shown that since 2010."""
    return next((part for part in alternates if local(part) in {"mc:Choice", "mc:Fallback"}), None)


def boxes_in(element: Element) -> list[Element]:
    """The contents of the text boxes in a drawing, each once."""
    if local(element) == "txbxContent":
        return [element]
    if local(element) == "mc:AlternateContent":
        choices = (boxes_in(part) for part in element if local(part) in {"mc:Choice", "mc:Fallback"})
        return next((boxes for boxes in choices if boxes), [])
    return [box for part in element for box in boxes_in(part)]
