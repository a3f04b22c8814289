"""Page numbers: in a line of their own, or glued to the text that follows them, told by their ascending sequence."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from plan_extract.layout.lines import Line
from plan_extract.patterns import compiled
from plan_extract.rules.layout import LayoutRules

__all__ = ["PageNumber", "find_page_numbers"]

_GLUED = compiled(r"\d{1,4}")
_NOT_GLUED = compiled(r"[、):.]|[,%‰~/-]\d")
_BARE = compiled(r"\d(?: {0,2}\d){0,3}$")
_TAIL = compiled(
    r"(?:(?<=[\p{Han}。,;、])|(?<=[\p{Han}。,;、] )|(?<=[\p{Han}。,;、] {2}))"
    r"(?:[·•—-] ?(\d(?: ?\d){0,3}) ?[·•.—-]|(\d(?: \d){1,3}))$",
)
_ROMAN = compiled(r"[IVX](?: ?[IVX]){0,5}(?=$| +\p{Han})")
_HEADED = compiled(
    r"(?:[-—·] ?)?(\d{1,4})(?: ?[-—·])? +(\D.{2,48}?\D)|(\D.{3,48}?) +(?:[-—·] ?)?(\d{1,4})(?: ?[-—·])?",
)
_LONGEST_HEAD = 60  # characters of the longest running head
_FARTHEST = 200  # lines of the longest page
_KEPT = 6  # candidates of one number that are remembered: more than that cannot matter, and time stays linear
_SHORTEST = 4  # pages of the shortest sequence that is believed
_ENDS = "。!?;:"


class PageNumber(NamedTuple):
    """A page number: line `line`, and the half-open piece of its text that it takes up."""

    line: int
    start: int
    end: int


class _Candidate(NamedTuple):
    line: int
    start: int
    end: int
    number: int
    glued: bool
    heading: bool = False  # glued to the label of a heading, before which no number of its own can stand


def find_page_numbers(lines: Sequence[Line], rules: LayoutRules) -> list[PageNumber]:
    """The page numbers among `lines`, in order."""
    found: list[PageNumber] = []
    candidates: list[_Candidate] = []
    roman = 0
    for index, line in enumerate(lines):
        text = line.text
        first = text[0]
        if len(text) <= 24 and rules.page_number.fullmatch(text):
            found.append(PageNumber(index, 0, len(text)))
            continue
        if first.isascii() and first.isdigit():
            if len(text) <= 10 and _BARE.match(text):
                number = int(text.replace(" ", ""))
                candidates.append(_Candidate(index, 0, len(text), number, glued=False))
            elif first != "0" and (digits := _GLUED.match(text)):
                end = digits.end()
                for size in range(1, end if _NOT_GLUED.match(text, end) else end + 1):
                    if size == end or text[size] != "0":
                        heading = size == end and rules.numbering.match(text, size) is not None
                        candidates.append(_Candidate(index, 0, size, int(text[:size]), glued=True, heading=heading))
        elif first in "IVX" and (match := _ROMAN.match(text)):
            number = _roman(match[0])
            if number == roman + 1 or (number == 1 and match.end() == len(text)):
                found.append(PageNumber(index, 0, match.end()))
                roman = number
        if text[-1].isdigit() or text[-1] in "·•.—-":
            tail = _TAIL.search(text, max(0, len(text) - 12))
            if tail and tail.start():
                number = int((tail[1] or tail[2]).replace(" ", ""))
                candidates.append(_Candidate(index, tail.start(), len(text), number, glued=False))
    for chain in _chains(candidates, lines):
        found += [PageNumber(c.line, c.start, c.end) for c in chain]
    found += _headed(lines, {number.line for number in found})
    return sorted(set(found))


def _headed(lines: Sequence[Line], taken: set[int]) -> list[PageNumber]:
    """Running heads or feet with the page number beside them: the same words, and a number that ascends."""
    groups: dict[str, list[tuple[int, int]]] = {}
    for index, line in enumerate(lines):
        text = line.text
        if index in taken or not 6 <= len(text) <= _LONGEST_HEAD or not (text[0].isdigit() or text[-1].isdigit()):
            continue
        if found := _HEADED.fullmatch(text):
            words, number = (found[2], found[1]) if found[1] else (found[3], found[4])
            groups.setdefault(words, []).append((index, int(number)))
    heads: list[PageNumber] = []
    for group in groups.values():
        steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(group)]
        if len(steps) + 1 >= _SHORTEST and all(lines_on >= 8 and 0 < pages <= 12 for lines_on, pages in steps):
            heads += [PageNumber(index, 0, len(lines[index].text)) for index, _ in group]
    return heads


def _roman(text: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10}[letter] for letter in text if letter != " "]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))


def _chains(candidates: list[_Candidate], lines: Sequence[Line]) -> list[list[_Candidate]]:
    """Sequences that ascend by one, page after page, the best first and those before and after it next."""
    chains: list[list[_Candidate]] = []
    todo = [candidates]
    while todo and len(chains) < 8:
        part = todo.pop()
        chain = _longest(part, 0.0)
        if len(chain) >= _SHORTEST:
            from statistics import median  # noqa: PLC0415, most texts have no page numbers

            chain = _longest(part, median(b.line - a.line for a, b in pairwise(chain)))
        if not _believable(chain, lines):
            continue
        chains.append(chain)
        todo.append([c for c in part if c.line < chain[0].line])
        todo.append([c for c in part if c.line > chain[-1].line])
    return chains


def _longest(candidates: list[_Candidate], page: float) -> list[_Candidate]:
    """The best sequence, where `page` is how many lines a page is expected to have, 0 where nothing is expected."""
    best: list[float] = []
    before: list[int] = []
    recent: dict[int, list[int]] = {}
    for at, candidate in enumerate(candidates):
        score, last = 1.0, -1
        for missing in (1, 2, 3):
            for other in recent.get(candidate.number - missing, ()):
                distance = candidate.line - candidates[other].line
                if not 0 < distance <= _FARTHEST * missing:
                    continue
                cost = 1.2 * (missing - 1)
                if page:
                    cost += min(abs(distance / missing - page) / page, 1.5)
                if best[other] + 1 - cost > score:
                    score, last = best[other] + 1 - cost, other
        if not candidate.glued:
            score += 0.3
        best.append(score)
        before.append(last)
        held = recent.setdefault(candidate.number, [])
        held.append(at)
        if len(held) > _KEPT:
            del held[0]
    if not best:
        return []
    at = max(range(len(best)), key=best.__getitem__)
    chain = []
    while at >= 0:
        chain.append(candidates[at])
        at = before[at]
    return chain[::-1]


def _believable(chain: list[_Candidate], lines: Sequence[Line]) -> bool:
    """Whether `chain` numbers pages, not the items of a list or the rows of a table."""
    if len(chain) < (2 if any(c.heading for c in chain) else _SHORTEST):
        return False
    distances = sorted(b.line - a.line for a, b in pairwise(chain))
    if distances[len(distances) // 2] < 8:
        return False
    glued = [c for c in chain if c.glued]
    if len(glued) * 2 < len(chain):
        return True
    middle = distances[len(distances) // 2]
    if sum(abs(distance - middle) * 10 <= middle * 3 for distance in distances) * 2 < len(distances):
        return False
    # A number at the head of a paragraph comes after a sentence; a page number comes anywhere.
    amid = sum(c.line > 0 and lines[c.line - 1].text[-1] not in _ENDS for c in glued)
    return amid * 3 >= len(glued)
