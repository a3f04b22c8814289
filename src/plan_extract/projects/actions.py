"""Where a clause says that something is done, and the stretch of it that names what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from plan_extract.rules.projects import ProjectRules

__all__ = ["Deed", "clauses", "deeds"]

_BREAK = re.compile(r"[。;!?,:]|\.(?!\d)(?=\s|$|[\u4e00-\u9fff])")
_OPEN = re.compile(r"[“‘《〈\[(][^“”‘’《》〈〉\[\]()\n]{0,60}[”’》〉\])]")
_LONGEST = 600  # characters of a clause that are read; no real clause is longer


class Deed(NamedTuple):
    """An action and the stretch of text that names its objects.

    Attributes:
        start: of the objects, in the flow.
        end: past them.
        verbs: the words of action before and after them, in reading order.
        lead: the words before; empty where the object stands first.
        tail: the words after, or empty.
    """

    start: int
    end: int
    verbs: tuple[str, ...]
    lead: str
    tail: str


def clauses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The clauses between `start` and `end`: what stands between commas, colons and full stops outside quotations."""
    shielded = [m.span() for m in _OPEN.finditer(text, start, end)]
    at, n = start, 0
    for mark in _BREAK.finditer(text, start, end):
        while n < len(shielded) and shielded[n][1] <= mark.start():
            n += 1
        if n < len(shielded) and shielded[n][0] < mark.start():
            continue
        if mark.start() > at:
            yield at, min(mark.start(), at + _LONGEST)
        at = mark.end()
    if end > at:
        yield at, min(end, at + _LONGEST)


def _words(chain: str, rules: ProjectRules) -> tuple[str, ...]:
    return tuple(rules.word.findall(chain))


def _is_inner(text: str, at: int, end: int, rules: ProjectRules) -> bool:
    """Whether the words of action that end at `at` stand inside a title: 改造 in 公园改造提升工程."""
    heads = rules.heads
    for size in range(min(rules.longest_head, end - at) if text[at : at + 1] in rules.head_letters else 0, 0, -1):
        if text[at : at + size] in heads or text[at : at + size] == rules.project:
            after = text[at + size : at + size + 1]
            if at + size == end or after in "、(“”" or after in rules.sets["title-ends"]:
                return True
            if rules.word.match(text, at + size, end):
                return True
    return False


def _stays_inside(text: str, at: int, lead: str, chain: str, rules: ProjectRules) -> bool:
    """Whether a lone word of action after a concrete one is part of a title: 培育 in 建立企业培育库."""
    before = text[at - 1]
    return chain in rules.leads and _is_concrete(lead, rules) and before not in {"、", ",", *rules.sets["list-join"]}


def _is_concrete(lead: str, rules: ProjectRules) -> bool:
    """Whether words of action such as 建设 need no verbal noun after their object."""
    last = next((rules.leads[w] for w in reversed(_words(lead, rules)) if w in rules.leads), None)
    return last is not None and last.alone


def _ends_title(text: str, begin: int, at: int, past: int, rules: ProjectRules) -> bool:
    """Whether the words between `at` and `past` are the end of a head noun: 治理 in 专项治理."""
    sizes = range(past - at + 1, min(rules.longest_head, past - begin) + 1)
    return any(text[past - size : past] in rules.heads for size in sizes)


def _chains(text: str, start: int, end: int, rules: ProjectRules) -> Iterator[re.Match[str]]:
    """Chains of words of action, save where the first stands in another word by chance: 构建 in 机构建设."""
    search, guard = rules.verbs.search, rules.guards.match
    chain = search(text, start, end)
    while chain is not None:
        at = chain.start()
        for back in range(min(at - start, 3) + 1):
            other = guard(text, at - back, end) if text[at - back] in rules.guard_letters else None
            if other is not None and other.end() > at:
                chain = search(text, other.end(), end)
                break
        else:
            yield chain
            chain = search(text, chain.end(), end)


def deeds(text: str, start: int, end: int, rules: ProjectRules) -> Iterator[Deed]:
    """The actions of the clause between `start` and `end`, with their objects."""
    shielded = [m.span() for m in _OPEN.finditer(text, start, end)]
    tail_suffix = rules.patterns["tail-suffix"]
    lead: re.Match[str] | None = None
    begin = start  # where the objects of the next action may begin
    for chain in _chains(text, start, end, rules):
        at, past = chain.span()
        if shielded and any(a < at and past < b for a, b in shielded):
            continue
        words = _words(chain.group(), rules)
        while words and words[-1] not in rules.leads and words[-1] not in rules.tails:
            past -= len(words[-1])  # 高标准 in 实施高标准农田建设工程 belongs to what follows
            words = words[:-1]
        if not words:
            continue
        is_tail = past == end or tail_suffix.match(text, past, min(end, past + 4)) is not None
        if is_tail:
            if not any(w in rules.tails for w in words):
                continue  # a title: 创建 in “文明家庭”创建
            goes_on = text[past : past + 1] == "、" or rules.patterns["and-so-on"].match(text, past, end)
            if lead is not None and goes_on and _is_concrete(lead.group(), rules):
                continue  # a member of a list: 水电开发 in 实施甲铁路、乙水电开发、丙水网等工程
            titled = _ends_title(text, begin, at, past, rules)
            if at > begin:
                before = _words(lead.group(), rules) if lead is not None else ()
                stop, tail = (past, "") if titled else (at, chain.group())
                yield Deed(begin, stop, (*before, *words), lead.group() if lead else "", tail)
                if text[past : past + 1] != "、":
                    lead = None
            begin = past
        elif at > begin and (
            not any(w in rules.leads for w in words)
            or (not text[at - 1].isspace() and _is_inner(text, past, end, rules))
            or (chain.group() == words[0] and words[0] in rules.weak and "\u4e00" <= text[at - 1] <= "\u9fff")
            or (lead is not None and _stays_inside(text, at, lead.group(), chain.group(), rules))
        ):
            continue
        elif at > begin and lead is None and words[0] in rules.subjects:
            yield Deed(begin, at, words, "", chain.group())
            lead, begin = chain, past
        else:
            if lead is not None and at > begin:
                yield Deed(begin, at, _words(lead.group(), rules), lead.group(), "")
            lead = chain if any(w in rules.leads for w in words) else None
            begin = past
    if lead is not None and end > begin:
        yield Deed(begin, end, _words(lead.group(), rules), lead.group(), "")
