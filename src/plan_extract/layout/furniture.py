"""What a page prints beside its text: page numbers, running heads, fallen subscripts, rubbish of fonts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import regex

from plan_extract.layout.folding import BLANKS
from plan_extract.layout.lines import Line
from plan_extract.layout.pages import find_page_numbers
from plan_extract.rules.layout import LayoutRules

__all__ = ["Span", "clear_furniture"]

Span = tuple[int, int]

_CID = regex.compile(r"\(cid:\d{1,6}\)")
_SYMBOL = regex.compile(r"[!\"#$&'*+/;<=>?@\\^_`{|}~\u00a1-\u00b6\u00b8-\u00d6\u00d8-\u02ff\u2020-\u2022\u2039-\u203a\ufb00-\ufb06]")
_HAN = regex.compile(r"\p{Han}")
_MARKS = regex.compile(r"[·•.,。、'“”—| -]+(?:[\dIl](?: ?[\dIl]){0,4})?[·•.,。、'“”—| -]+|[\dIl](?: ?[\dIl]){0,4} ?[·•]|[.,。、'“”·• ]")
_SUBSCRIPTS = regex.compile(r"[\dA-Za-z.]{1,4}(?: [\dA-Za-z.]{1,4}){0,5}")
_TOKEN = regex.compile(r"[^ ]+")
_SLOT = regex.compile(r"(?<=(?<![A-Za-z])[A-Z]{1,3}) (?=[\p{Han}),、。;:])")
_RUNNING_HEAD = 50  # characters of the longest running head
_FEWEST_RUBBISH = 5  # unreadable lines below which they are taken for text
_NEAR = 25  # lines between unreadable ones in which single letters are taken for more of them
_REPEATED = 3  # times that a running head stands in the text at least


def clear_furniture(lines: Sequence[Line], rules: LayoutRules) -> tuple[list[Line], list[Span]]:
    """`lines` without page furniture, and the spans of the source that it took up.

    A line after furniture has its `page` set: what parts it from the line before is a page break, not an end.
    """
    drop: dict[int, tuple[int, int]] = {
        number.index: (number.start, number.end) for number in find_page_numbers(lines, rules)
    }
    for index in (*_marks(lines), *_rubbish(lines)):
        drop[index] = (0, len(lines[index].text))
    for index in _running_heads(lines, drop, rules):
        drop.setdefault(index, (0, len(lines[index].text)))
    insets = _subscripts(lines, drop)
    if not drop and not insets:
        return list(lines), []
    kept: list[Line] = []
    spans: list[Span] = []
    page = False
    for index, line in enumerate(lines):
        if index in insets:
            kept.append(_set_in(line, lines[index + 1], insets[index]))
        elif index - 1 in insets:
            page = page or line.page
        elif index in drop:
            start, end = drop[index]
            spans.append((line.start + start, line.start + end))
            head = line.text[:start].rstrip(BLANKS)
            tail = line.text[end:].lstrip(BLANKS)
            if head:
                kept.append(line._replace(end=line.start + len(head), text=head, page=line.page or page, trailing=False))
            if tail:
                kept.append(line._replace(start=line.end - len(tail), text=tail, page=True, indent=0))
            page = not tail
        else:
            kept.append(line._replace(page=True) if page else line)
            page = False
    return kept, spans


def _marks(lines: Sequence[Line]) -> list[int]:
    """Lines of nothing but stray marks, most of them page numbers that were read badly."""
    return [n for n, line in enumerate(lines) if len(line.text) <= 12 and _MARKS.fullmatch(line.text)]


def _rubbish(lines: Sequence[Line]) -> list[int]:
    """Lines in a font whose characters could not be read, and the scattered letters around them."""
    found = [n for n, line in enumerate(lines) if _is_rubbish(line.text)]
    if len(found) < _FEWEST_RUBBISH:
        return []
    scattered: set[int] = set()
    for left, right in zip([found[0] - _NEAR, *found], [*found, found[-1] + _NEAR], strict=True):
        if right - left <= _NEAR:
            for step in (range(left + 1, right), range(right - 1, left, -1)):
                for n in step:
                    if not 0 <= n < len(lines) or not _is_scattered(lines[n].text):
                        break
                    scattered.add(n)
    return sorted(scattered.union(found))


def _is_scattered(text: str) -> bool:
    return len(text) <= 8 or len(_HAN.findall(text)) * 2 < len(text)


def _is_rubbish(text: str) -> bool:
    if "(cid:" in text:
        return True
    if len(text) < 6 or text.isalnum():
        return False
    symbols = len(_SYMBOL.findall(text))
    return symbols >= 4 and symbols * 5 >= len(text) and len(_HAN.findall(text)) * 4 < len(text)


def _running_heads(lines: Sequence[Line], drop: dict[int, tuple[int, int]], rules: LayoutRules) -> list[int]:
    """Short lines that come again and again where pages begin or end."""
    edges = {n for n in range(len(lines)) if lines[n].page}
    for index, (start, end) in drop.items():
        if start == 0:
            edges.update({index + 1} if end == len(lines[index].text) else ())
            edges.add(index - 1)
    edges -= drop.keys()
    counted = Counter(lines[n].text for n in edges if 0 <= n < len(lines) and len(lines[n].text) <= _RUNNING_HEAD)
    heads = {
        text for text, times in counted.items()
        if times >= _REPEATED and not rules.numbering.match(text) and text[-1] not in "。;"
    }
    return [n for n in sorted(edges) if 0 <= n < len(lines) and lines[n].text in heads] if heads else []


def _subscripts(lines: Sequence[Line], drop: dict[int, tuple[int, int]]) -> dict[int, list[tuple[int, int, int]]]:
    """Lines below which their subscripts stand in a line of their own: where each belongs, and which it is."""
    found: dict[int, list[tuple[int, int, int]]] = {}
    for index in range(1, len(lines)):
        text = lines[index].text
        if len(text) > 16 or index in drop or index - 1 in drop or index - 1 in found or not _SUBSCRIPTS.fullmatch(text):
            continue
        slots = [m.start() for m in _SLOT.finditer(lines[index - 1].text[:400])]
        tokens = [m.span() for m in _TOKEN.finditer(text)]
        if slots and len(slots) == len(tokens):
            found[index - 1] = [(slot, a, b) for slot, (a, b) in zip(slots, tokens, strict=True)]
    return found


def _set_in(line: Line, below: Line, insets: Sequence[tuple[int, int, int]]) -> Line:
    text: list[str] = []
    last = 0
    for slot, a, b in insets:
        text += [line.text[last:slot], below.text[a:b]]
        last = slot + 1
    placed = tuple((line.start + slot, below.start + a, below.start + b) for slot, a, b in insets)
    return line._replace(text="".join([*text, line.text[last:]]), insets=placed, trailing=below.trailing)
