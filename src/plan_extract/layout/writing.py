"""How paragraphs, each made of pieces of the source, are written into the text of a flow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from plan_extract.flow import Paragraph, Run, Zone
from plan_extract.layout.folding import NOTHING
from plan_extract.patterns import compiled

__all__ = ["MARKUP", "Draft", "Written", "write"]

_BLANK = compiled(r"[ \t\u200b]+")
MARKUP = "#*+>-"  # what begins a heading, an item or a quotation in Markdown
_ENOUGH = 1000  # characters of a paragraph that tell what it is
_HAN = compiled(r"\p{Han}")
_ROW = compiled(r"[^ \t,。;:、]+(?:[ \t]+[^ \t,。;:、]+){3,40}|[^\t]*(?:\t[^\t]*){2,40}")
_FEWEST_BLANKS = 3  # of a row that has no tabs
_SET_OFF = compiled(r"\d \p{Han}|\p{Han} \d")
_LONGEST_ROW = 300  # characters of the longest row of a table that is told by its look alone
_NUMBER_CELL = compiled(r"(?:^| )[<>≤≥~\[(〔-]{0,2}\d[\d.,]{0,15}%?[\])〕]?(?: |$)|(?: [-—/])(?: |$)")


@dataclass(slots=True)
class Draft:
    """A paragraph in the making.

    Attributes:
        pieces: half-open spans of the source that make it up, in order, none blank at its ends.
        text: its folded text, the blanks inside as they stand in the source; of a long one only the beginning.
        indent: blanks before it.
        zone: what it belongs to.
        label: characters of the numbering that it begins with; a blank after it is kept.
        row: whether it is a line of a table, in which every blank may part two cells.
        joiners: what is written before a piece that nothing stands before in the source: a blank between two Latin
            words, a full stop between sentences that lost theirs.
        last: its last character, where lines were added.
        level: of a heading, where the file itself sets it as one.
    """

    pieces: list[tuple[int, int]]
    text: str
    indent: int = 0
    zone: Zone = Zone.BODY
    label: int = 0
    row: bool = False
    joiners: dict[int, str] = field(default_factory=dict)
    last: str = ""
    level: int = 0

    def add(self, text: str, pieces: list[tuple[int, int]], joiner: str = "") -> None:
        """Go on with a line `text` made of `pieces`."""
        if not joiner and _is_latin(text[0]) and _is_latin(self.last or self.text[-1]):
            joiner = " "
        if joiner:
            self.joiners[len(self.pieces)] = joiner
        self.pieces += pieces
        self.last = text[-1]
        if len(self.text) < _ENOUGH:
            self.text += joiner + text


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalpha()


@dataclass(slots=True)
class Written:
    """What `write` returns: the parts of a flow."""

    text: str
    printed: str
    paragraphs: tuple[Paragraph, ...]
    runs: tuple[Run, ...]


def write(source: str, folded: str, drafts: Iterable[Draft]) -> Written:
    """Write `drafts` one after the other, a line feed between them.

    Args:
        source: the decoded text.
        folded: the same, folded.
        drafts: in reading order.
    """
    text: list[str] = []
    printed: list[str] = []
    runs: list[Run] = []
    paragraphs: list[Paragraph] = []
    at = 0
    for draft in drafts:
        begin = at
        row, joiners = draft.row, draft.joiners
        for piece, (start, end) in enumerate(draft.pieces):
            if piece in joiners:
                text.append(joiners[piece])
                printed.append(joiners[piece])
                at += 1
            whole, done = folded[start:end], 0
            if " " in whole or "\t" in whole or NOTHING in whole:
                row = row or (len(draft.pieces) == 1 and _is_row(whole))
                for a, b, blank in _gaps(whole, 0 if piece else draft.label, row=row):
                    runs.append(Run(at, start + done, a - done))
                    text += (whole[done:a], blank)
                    printed += (source[start + done : start + a], blank)
                    at += a - done + len(blank)
                    done = b
            runs.append(Run(at, start + done, end - start - done))
            text.append(whole[done:])
            printed.append(source[start + done : end])
            at += end - start - done
        paragraphs.append(Paragraph(begin, at, draft.zone, draft.indent, draft.level))
        text.append("\n")
        printed.append("\n")
        at += 1
    return Written("".join(text[:-1]), "".join(printed[:-1]), tuple(paragraphs), tuple(runs))


def _gaps(text: str, label: int, *, row: bool) -> Iterator[tuple[int, int, str]]:
    """Where blanks stand in `text`, and what is written for them: mostly nothing.

    Args:
        text: a piece of a paragraph, without blanks at its ends.
        label: characters of the numbering that it begins with.
        row: whether it is a line of a table.
    """
    for gap in _BLANK.finditer(text):
        a, b = gap.span()
        blanks = gap[0]
        if not blanks.strip(NOTHING):
            yield a, b, ""
        elif row:
            yield a, b, "\t" * blanks.count("\t") or " "
        else:
            yield a, b, " " if a and b < len(text) and (a == label or _meant(text, a, b)) else ""


def _is_row(text: str) -> bool:
    """Whether `text` looks like cells of a table, numbers among them, and not like numbers set off in a phrase."""
    if len(text) > _LONGEST_ROW or ("\t" not in text and text.count(" ") < _FEWEST_BLANKS):
        return False
    if not _ROW.fullmatch(text) or not _NUMBER_CELL.search(text):
        return False
    return "\t" in text or any(not _SET_OFF.match(text, gap.start() - 1) for gap in _BLANK.finditer(text))


def _meant(text: str, start: int, end: int) -> bool:
    """Whether the blanks from `start` to `end` part what they stand between; else they only set off or spread it."""
    left, right = text[start - 1], text[end]
    if start <= 6 and not text[:start].strip(MARKUP):
        return True
    if left.isascii() and right.isascii():
        if left.isdigit() and right.isdigit():  # digits that are set apart: 2 0 2 1
            return not (text[end + 1 : end + 2] in {" ", ""} or text[start - 2 : start - 1] in {" ", ""})
        return left.isalnum() and right.isalnum()
    if start > 40 or (end - start == 1 and len(text) > 60):
        return False
    if _HAN.match(left) is None or _HAN.match(right) is None:
        return False
    # A word whose characters are set apart: 前  言, 国  务  院.
    alone = text[start - 2 : start - 1] == " " if start > 1 else end + 1 == len(text)
    return not (alone or text[end + 1 : end + 2] == " ")
