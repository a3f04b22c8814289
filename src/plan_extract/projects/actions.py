"""Where a clause says that something is done, and the stretch of it that names what."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, count
from operator import add

from plan_extract.patterns import compiled
from plan_extract.projects.chains import Chain
from plan_extract.projects.lists import Span
from plan_extract.rules.projects import ProjectRules

__all__ = ["Clauses", "Deed", "deeds", "name_ends"]

_BREAK = compiled("[。;!?,:]")
_FULL_STOP = compiled(r"\.(?!\d)(?=\s|$|[\u4e00-\u9fff])")
_OPEN = compiled(r"[“‘《〈\[(][^“”‘’《》〈〉\[\]()\n]{0,60}[”’》〉\])]")
_QUOTED = compiled("“([^“”]{1,24})”")
_SHARED = 30  # characters after 等 that say what the members of a list are
_LONGEST = 600  # characters of a clause that are read; no real clause is longer


@dataclass(slots=True)
class Deed:
    """An action and the stretch of text that names its objects.

    Attributes:
        start: of the objects, in the flow.
        end: past them.
        verbs: the words of action before and after them, in reading order.
        lead: the words before; empty where the object stands first.
        tail: the words after, or empty.
        shielded: quotations and brackets of the clause.
    """

    start: int
    end: int
    verbs: tuple[str, ...]
    lead: str
    tail: str
    shielded: list[Span]


def name_ends(text: str, rules: ProjectRules) -> list[int]:
    """The places where a name may end, ascending: head nouns, quotations, and lists closed by 等 with what they are."""
    beyond = len(text) + 1
    found = [beyond - mark.end() for mark in rules.signal.finditer(text[::-1])]
    slogans = rules.patterns["slogans"].match
    found += [m.end() for m in _QUOTED.finditer(text) if not slogans(m[1])]
    classes = rules.classes.search
    for mark in rules.patterns["and-so-on"].finditer(text):
        past = mark.end()
        if classes(text, past, past + _SHARED):
            found.append(past)
    found.sort()
    return found


class Clauses:
    """The clauses of a text in which a name may end, at one of the ascending places `ends`.

    A clause stands between commas, colons and full stops outside quotations and brackets.
    """

    def __init__(self, text: str, ends: Sequence[int]) -> None:
        self._ends = [*ends, len(text) + 1]
        self._shielded = [mark.span() for mark in _OPEN.finditer(text)]
        self._opened = [span[0] for span in self._shielded]
        # The end of each piece is a break; this is much quicker than to ask for them one by one.
        breaks = list(map(add, accumulate(map(len, _BREAK.split(text))), count()))
        if stops := [mark.start() for mark in _FULL_STOP.finditer(text)]:
            breaks = sorted(breaks + stops)
        self._breaks = [-1]
        done = 0
        for opened, closed in self._shielded:
            inner = bisect_right(breaks, opened, done)
            if breaks[inner] < closed:
                self._breaks += breaks[done:inner]
                done = bisect_left(breaks, closed, inner)
        self._breaks += breaks[done:]

    def between(self, start: int, end: int) -> Iterator[tuple[int, int, list[Span]]]:
        """The clauses of the paragraph between `start` and `end`, with the quotations and brackets in each."""
        ends, breaks = self._ends, self._breaks
        k = bisect_right(ends, start)
        if ends[k] > end:
            return
        shielded = self._shielded
        first = bisect_left(self._opened, start)
        shields = bisect_left(self._opened, end, first)
        n = bisect_left(breaks, start)
        while (name := ends[k]) <= end:
            n = bisect_left(breaks, name, n)
            begin = before + 1 if (before := breaks[n - 1]) >= start else start
            stop = breaks[n] if breaks[n] < end else end
            if begin < name or stop < end:
                past = stop if stop - begin <= _LONGEST else begin + _LONGEST
                while first < shields and shielded[first][1] <= begin:
                    first += 1
                last = first
                while last < shields and shielded[last][0] < past:
                    last += 1
                yield begin, past, shielded[first:last]
            k = bisect_right(ends, stop, k)


def _covered(spans: list[Span], start: int, end: int) -> bool:
    """Whether `start` to `end` stands inside one of `spans`."""
    return any(opened < start and end < closed for opened, closed in spans)


def _is_inner(text: str, at: int, end: int, rules: ProjectRules) -> bool:
    """Whether the words of action that end at `at` stand inside a title: 改造 in 公园改造提升工程."""
    heads, project = rules.heads, rules.project
    for size in range(min(rules.longest_head, end - at), 0, -1):
        head = text[at : at + size]
        if head in heads or head == project:
            after = text[at + size : at + size + 1]
            if at + size == end or after in "、(“”" or after in rules.sets["title-ends"]:
                return True
            if rules.word.match(text, at + size, end):
                return True
    return False


def _stays_inside(text: str, at: int, lead: Chain, chain: Chain, rules: ProjectRules) -> bool:
    """Whether a lone word of action after a concrete one is part of a title: 培育 in 建立企业培育库."""
    before = text[at - 1]
    return chain.text in rules.leads and lead.concrete and before not in {"、", ",", *rules.sets["list-join"]}


def _is_worked_on(text: str, begin: int, past: int, end: int, rules: ProjectRules) -> bool:
    """Whether the object stands before all that is done to it: 对古城墙实施抢救性保护."""
    opens = text[begin] in rules.sets["object-openings"]
    return opens and rules.patterns["restoring"].search(text, past, end) is not None


def _ends_title(text: str, begin: int, at: int, past: int, rules: ProjectRules) -> bool:
    """Whether the words between `at` and `past` are the end of a head noun: 治理 in 专项治理."""
    for size in rules.head_sizes.get(text[past - 2 : past], ()):
        if past - at < size <= past - begin and text[past - size : past] in rules.heads:
            return True
    return False


def _says_how_far(chain: Chain, rules: ProjectRules) -> bool:
    """Whether the words say how far the work has come: 建成通车."""
    return any(rules.tails.get(word) is not None for word in chain.words)


def _goes_on(text: str, past: int, end: int, lead: Chain | None, chain: Chain, rules: ProjectRules) -> bool:
    """Whether the verbal noun `chain`, which ends at `past`, belongs to a member of a list that `lead` acts on."""
    after, so_on = text[past : past + 1], rules.patterns["and-so-on"]
    if lead is None and (after != "、" or _says_how_far(chain, rules)):
        return False
    listed = after == "、" or so_on.match(text, past, end) is not None
    if lead is not None and lead.concrete:
        if listed or after not in rules.sets["list-join"]:
            return listed
        later = so_on.search(text, past, end)
        return later is not None and rules.classes.search(text, later.end(), end) is not None
    if not listed:
        return False
    # 推进甲扩建、乙改造等项目; 甲扩建、乙改造等项目竣工
    later = so_on.search(text, past, end)
    return later is not None and (
        rules.closing.search(text, later.end(), end) is not None or text.find(rules.project, later.end(), end) >= 0)


def deeds(
    text: str, start: int, end: int, shielded: list[Span], found: list[tuple[int, Chain]], rules: ProjectRules,
) -> Iterator[Deed]:
    """The actions of a clause, with their objects; `found` are the chains of words of action in it."""
    tail_suffix = rules.patterns["tail-suffix"].match
    tail_letters, head_letters = rules.tail_letters, rules.head_letters
    lead: Chain | None = None
    begin = start  # where the objects of the next action may begin
    for at, chain in found:
        past = at + chain.size
        if shielded and _covered(shielded, at, past):
            continue
        if past == end or (text[past] in tail_letters and tail_suffix(text, past, past + 4 if past + 4 < end else end)):
            if not chain.tails:
                continue  # a title: 创建 in “文明家庭”创建
            if _goes_on(text, past, end, lead, chain, rules):
                continue  # a member of a list: 水电开发 in 实施甲铁路、乙水电开发、丙水网等工程
            if at > begin:
                titled = _ends_title(text, begin, at, past, rules)
                stop, tail = (past, "") if titled else (at, chain.text)
                before, said = (lead.words, lead.text) if lead is not None else ((), "")
                yield Deed(begin, stop, (*before, *chain.words), said, tail, shielded)
                if text[past : past + 1] != "、":
                    lead = None
            begin = past
        elif at > begin and lead is None and chain.honours:
            return
        elif at > begin and chain.strives and (lead is None or not lead.concrete):
            before, said = (lead.words, lead.text) if lead is not None else ((), "")
            yield Deed(begin, at, (*before, *chain.words), said, chain.text, shielded)
            lead, begin = chain if chain.leads else None, past
        elif at > begin and chain.subject and lead is not None and not (chain.leads or lead.concrete):
            yield Deed(begin, at, (*lead.words, *chain.words), lead.text, chain.text, shielded)  # 推动甲厂落户某园
            lead, begin = None, past
        elif at > begin and (
            (not chain.leads and not (chain.subject and lead is None))
            or (chain.weak and "\u4e00" <= text[at - 1] <= "\u9fff")
            or (text[past] in head_letters and not text[at - 1].isspace() and _is_inner(text, past, end, rules))
            or (lead is not None and _stays_inside(text, at, lead, chain, rules))
        ):
            continue
        elif at > begin and lead is None and (chain.subject or _is_worked_on(text, begin, past, end, rules)):
            yield Deed(begin, at, chain.words, "", chain.text, shielded)
            lead, begin = chain if chain.leads else None, past
        else:
            if lead is not None and at > begin:
                yield Deed(begin, at, lead.words, lead.text, "", shielded)
            lead = chain if chain.leads else None
            begin = past
            if chain.work and text[past] in head_letters and _is_inner(text, past, end, rules):
                begin -= chain.work
    if lead is not None and end > begin:
        yield Deed(begin, end, lead.words, lead.text, "", shielded)
