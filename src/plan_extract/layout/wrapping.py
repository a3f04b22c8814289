"""Whether lines were broken at the edge of a page, and which of them belong to one paragraph."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from plan_extract.layout.contents import heading_key
from plan_extract.layout.lines import Line
from plan_extract.patterns import compiled
from plan_extract.rules.layout import LayoutRules

__all__ = ["Wrapping", "measure"]

_ENDS = "。!?;:…"
_OPEN = "、,(《“‘〔【"
_CLOSING = "。,、;:!?)》”’】〕%‰"
_TOKEN = compiled(r"[“‘《(【〔]*(?:[A-Za-z0-9.%/]+|.)[,。、;:!?)》”’】〕]*")
_COUNTED = compiled(r"(\(?)(\d{1,2})([、.)])")
_LABELLED = compiled(r"\p{Han}{2,8}:")
_BULLET = compiled(r"[•●◆■▪►▶★☆◇□▲※➢✓]|—{2}")
_LEADER = compiled(r"[.…·]{4,}")
_QUOTES = "“”‘’"
_NARROWEST, _WIDEST = 30, 150  # columns of a page's text; a Chinese character takes two
_FEWEST = 8  # lines of the shortest text that can show that it is wrapped
_UNNUMBERED = 20  # characters of the longest heading without a number
_LONGEST = 4000  # characters of a line that no wrapped text has
_WIDEST_TOKEN = 16  # columns up to which what begins a line is taken for one that could not be broken
_INDENT = 4  # columns by which the first line of a paragraph is set in
_SLACK = 3  # columns by which a full line may fall short
_SHORTEST_CUT = 16  # characters of the shortest line that is taken for cut
_BLOCK = 150  # lines over which the width is taken anew


def columns(text: str) -> int:
    """Width of unfolded `text`; quotation marks take one column, as PDF fonts set them."""
    narrow = len(text.encode("ascii", "ignore"))
    if "”" in text or "“" in text:
        narrow += sum(map(text.count, _QUOTES))
    return 2 * len(text) - narrow


def _characters(text: str) -> int:
    """The same where a program broke the lines after so many characters, whatever their width."""
    return 2 * len(text)


@dataclass(slots=True)
class Wrapping:
    """How a text was wrapped.

    Attributes:
        widths: columns of each line.
        full: columns of a full line at each place; 0 where lines are not wrapped.
        indent: blanks before a line that goes on, where first lines have more; None where indents say nothing.
        gaps: whether blank lines part paragraphs.
        trailing: whether blanks at the end of a line mark the end of a paragraph.
        hidden: whether the first line of a paragraph is shorter, because it was set in and its indent was lost.
        headings: sorted keys of the headings that the contents list names.
        stopless: whether sentences have lost their full stops, and each stands in a line of its own, so that only the
            first of a paragraph is set in.
        indented: whether paragraphs of a text that is not wrapped are set in and end with their sentences, so that one
            that does neither was cut.
    """

    widths: list[int]
    full: list[int]
    indent: int | None = None
    gaps: bool = False
    trailing: bool = False
    hidden: bool = False
    headings: Sequence[str] = ()
    stopless: bool = False
    indented: bool = False

    def wrapped(self, index: int) -> bool:
        """Whether the paragraph of line `index` may go on in lines of its own."""
        return self.stopless or self.full[index] > 0

    def is_full(self, lines: Sequence[Line], index: int, indent: int) -> bool:
        """Whether what begins the line after `index` had no room left on it, where `indent` columns were lost."""
        room = self.full[index] - _SLACK + 1 - self.widths[index] - indent
        if not 0 <= room < _WIDEST_TOKEN:
            return room < 0
        token = _TOKEN.match(lines[index + 1].text)
        return token is not None and 2 * len(token[0]) > room

    def joins(
        self, text: str, lines: Sequence[Line], index: int, rules: LayoutRules, *, begins: bool, label: bool,
    ) -> bool:
        """Whether the line after `index` goes on with the paragraph `text`, of which line `index` is the last so far.

        Args:
            text: the paragraph.
            lines: all lines.
            index: which of them comes before the one in question.
            rules: of the layout.
            begins: whether that line is also the first of the paragraph, so that it may have been indented.
            label: whether the line in question begins with a numbering.
        """
        line, after = lines[index], lines[index + 1]
        last = line.text[-1]
        ended = last in _ENDS or (last in "”)》" and line.text[-2:-1] in {"。", "!", "?", ";"})
        if self.stopless and not label and not _BULLET.match(after.text):
            return after.indent == 0 and len(line.text) > _SHORTEST_CUT // 2
        if not self.full[index]:
            return not (ended or label or _BULLET.match(after.text)) and self._was_cut(text, line, after, rules)
        if after.text[0] in _CLOSING:
            return True
        if _stands_alone(text, rules) or _stands_alone(after.text, rules, contents=False):
            return False
        heading = "。" not in text and rules.numbering.match(text) is not None
        listed = self._listed(text, after.text) if heading and self.headings else None
        if listed is not None:
            return listed
        full = self.is_full(lines, index, _INDENT if begins and (not heading or "," in text) else 0)
        if label or _BULLET.match(after.text):
            return full and not ended and not heading and not self._is_label(text, after.text, rules)
        if self.indent is not None and after.indent > self.indent:
            return False
        if self.gaps and after.gap and not after.page:
            return False
        if last in _OPEN:
            return True
        if self.trailing and line.trailing:
            return False
        if ended:
            return full and not self._begins(lines, index + 1)
        if heading and full and rules.heading_only.match(text):
            return self.widths[index + 1] < self.full[index] - _SLACK
        amid = self.trailing or "。" in text or not begins  # no paragraph ends amid a sentence of its prose
        return full or (amid and self.widths[index] * 10 > self.full[index] * 7)

    def _begins(self, lines: Sequence[Line], index: int) -> bool:
        """Whether line `index`, which stands after a full line that ends with its sentence, begins a paragraph."""
        text = lines[index].text
        if _LABELLED.match(text):
            return True
        if not self.hidden or index + 1 == len(lines) or text[-1] in _ENDS:
            return False
        return not self.is_full(lines, index, 0) and self.is_full(lines, index, _INDENT)

    def _is_label(self, text: str, after: str, rules: LayoutRules) -> bool:
        """Whether the label that `after` begins with is one, though the sentence before it has no end."""
        if rules.always_heading.match(after):
            return True
        this, other = _COUNTED.match(text), _COUNTED.match(after)
        return bool(this and other and this.group(1, 3) == other.group(1, 3) and int(other[2]) == int(this[2]) + 1)

    def _was_cut(self, text: str, line: Line, after: Line, rules: LayoutRules) -> bool:
        """Whether a line that ends amid a sentence was cut there, in a text that is not wrapped."""
        if len(line.text) <= _SHORTEST_CUT or (rules.numbering.match(text) and "。" not in text):
            return False
        if after.page:
            return after.indent == 0 or after.indent < line.indent
        prose = "," in line.text or "。" in line.text
        return prose and self.indented and after.indent == 0 and after.text[-1] in _ENDS

    def _listed(self, text: str, more: str) -> bool | None:
        """What the contents list says on whether a heading `text` goes on with `more`; None where it says nothing."""
        key = heading_key(text)
        at = bisect_left(self.headings, key)
        if at < len(self.headings) and self.headings[at] == key:
            return False
        longer = heading_key(text + more)
        at = bisect_left(self.headings, longer)
        if at < len(self.headings) and self.headings[at].startswith(longer):
            return True
        return None


def _stands_alone(text: str, rules: LayoutRules, *, contents: bool = True) -> bool:
    """Whether `text` is a heading without a number, such as the word for `contents`."""
    if len(text) > _UNNUMBERED:
        return False
    return rules.unnumbered.match(text) is not None or (contents and rules.contents.match(text) is not None)


def measure(source: str, lines: Sequence[Line], headings: Collection[str]) -> Wrapping:
    """Measure how `lines` of `source` were wrapped."""
    longest = sorted([len(line.text) for line in lines])[int(len(lines) * 0.9) :]
    if len(lines) < _FEWEST or longest[0] > _WIDEST * 0.6 or longest[-1] > _LONGEST:
        return _unwrapped(lines, [])
    whole = 0
    widths: list[int] = []
    for width in (columns, _characters):
        widths = [width(source[line.start : line.end]) for line in lines]
        whole = whole or _full_width(lines, widths, range(len(lines)))
        if whole:
            break
    if not whole:
        return _unwrapped(lines, widths)
    full: list[int] = []
    for start in range(0, len(lines), _BLOCK):
        block = range(start, min(start + _BLOCK, len(lines)))
        full += [_full_width(lines, widths, block) or whole] * len(block)
    wrapping = Wrapping(widths, full, headings=sorted(map(heading_key, headings)))
    _weigh_marks(wrapping, lines)
    return wrapping


def _unwrapped(lines: Sequence[Line], widths: list[int]) -> Wrapping:
    """What is to be known of lines that each hold a paragraph or a sentence."""
    long = [line for line in lines if len(line.text) > _SHORTEST_CUT * 2]
    regular = sum(line.indent > 0 and line.text[-1] in _ENDS for line in long)
    ended = sum(line.text[-1] in _ENDS for line in long)
    first = sum(line.indent > 0 for line in long)
    stopless = len(long) >= _FEWEST and ended * 10 < len(long) < first * 10 < len(long) * 9
    return Wrapping(widths, [0] * len(lines), indented=regular * 2 > len(long), stopless=stopless)


def _has_leader(text: str) -> bool:
    """Whether dots lead from an entry of a contents list to its page."""
    return ("." in text or "…" in text or "·" in text) and _LEADER.search(text) is not None


def _full_width(lines: Sequence[Line], widths: Sequence[int], block: range) -> int:
    """Columns of a full line in a block of lines; 0 where they were not wrapped."""
    tried = [n for n in block if not _has_leader(lines[n].text)]
    counted = Counter(widths[n] for n in tried)
    around = {w: sum(counted[w + d] for d in (-1, 0, 1)) for w in counted if _NARROWEST <= w <= _WIDEST}
    if not around:
        return 0
    middle = max(around, key=lambda w: (around[w], w))
    best = max((middle - 1, middle, middle + 1), key=lambda w: (counted[w], w))
    near = [n for n in tried if best - 3 <= widths[n] <= best + 4]
    unended = sum(lines[n].text[-1] not in _ENDS for n in near)
    longer = sum(widths[n] > best + 8 for n in tried)
    if len(near) < 8 or len(near) * 4 < len(tried) or unended * 2 < len(near) or longer * 8 > len(tried):
        return 0
    return best


def _weigh_marks(wrapping: Wrapping, lines: Sequence[Line]) -> None:
    """Find out which of indents, blank lines and trailing blanks tell where paragraphs end in these lines."""
    going, ending = [], []
    for index in range(len(lines) - 1):
        text = lines[index].text
        last = text[-1]
        if _has_leader(text):
            continue
        short = wrapping.widths[index] < wrapping.full[index] - 8
        if last in "。;" and short:
            ending.append(index)
        elif last not in _ENDS and not short:
            going.append(index)
    if len(going) < 4 or len(ending) < 3:
        return
    usual = Counter(lines[n + 1].indent for n in going).most_common(1)[0][0]

    def share(indices: Sequence[int], test: list[bool]) -> float:
        return sum(test[n] for n in indices) / len(indices)

    further = [line.indent > usual for line in lines[1:]]
    gaps = [line.gap > 0 and not line.page for line in lines[1:]]
    trailing = [line.trailing for line in lines]
    if share(ending, further) > 0.6 and share(going, further) < 0.1:
        wrapping.indent = usual
    begun = [n + 1 for n in ending if lines[n + 1].text[-1] not in _ENDS]
    firsts = [wrapping.widths[n] - wrapping.full[n] for n in begun if wrapping.widths[n] > wrapping.full[n] - 9]
    wrapping.hidden = sum(-7 <= less <= -3 for less in firsts) > len(firsts) * 0.6
    wrapping.gaps = share(ending, gaps) > 0.4 and share(going, gaps) < 0.1
    wrapping.trailing = share(ending, trailing) > 0.7 and share(going, trailing) < 0.1
