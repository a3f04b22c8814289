"""Checks of what stands twice: words, clauses, paragraphs."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from plan_extract.checks.rule import Fault, at
from plan_extract.flow import Zone
from plan_extract.patterns import compiled
from plan_extract.pipeline import Reading
from plan_extract.segment import segmenter

__all__ = ["doubled_words", "repeated_clauses", "repeated_paragraphs"]

_DOUBLED = compiled(r"(?=((\p{Han}{2,12})\2))")
_TWICE = compiled(r"(?=((\p{Han})\2))")
_CLAUSE = compiled(r"[^,、;。:!?\n]{2,80}")
_HAN = compiled(r"\p{Han}{2}")
_ONE = compiled(r"\p{Han}")
_LONG = 3  # characters; what is longer than this and stands twice in a row was printed twice
_PARAGRAPH = 16
_AROUND = 12


def doubled_words(reading: Reading) -> Iterator[Fault]:
    """A word stands twice in a row.

    Words that people say twice (``一个一个``), and doubled characters that are a word (``人人``, ``稳稳``), stay.

    Finds:
        一、重点任务
        推进一体化政务服务平台平台建设,提高办事效率。
    Leaves:
        一、重点任务
        一件一件抓落实,人人参与,家家户户受益,常常回头看。
    """
    flow, rules = reading.flow, reading.rules.check
    cut = segmenter(reading.rules.words).cut
    for start, end, zone, *_ in flow.paragraphs:
        if zone is not Zone.BODY:
            continue
        past = start
        for found in _DOUBLED.finditer(flow.text, start, end):
            a, b = found.span(1)
            word = found[2]
            if a < past or word in rules.repeatable or all(char.isnumeric() for char in word) or len(set(word)) == 1:
                continue
            if len(word) > _LONG or _are_words(flow.text, start, end, a, b, word, cut):
                yield at(reading, a, b, f"{flow.printed[a : a + len(word)]} stands twice in a row")
                past = b
        for found in _TWICE.finditer(flow.text, start, end):
            a, b = found.span(1)
            if found[2] in rules.function_words and _are_words(flow.text, start, end, a, b, found[2], cut):
                yield at(reading, a, b, f"{flow.printed[a]} stands twice in a row")


def _are_words(text: str, start: int, end: int, a: int, b: int, word: str, cut: object) -> bool:
    """Whether the two halves of `a` to `b` are whole words in their clause."""
    first, last = max(start, a - _AROUND), min(end, b + _AROUND)
    words = cut(text[first:last])  # type: ignore[operator]
    edges = {first}
    for piece in words:
        first += len(piece)
        edges.add(first)
    return {a, a + len(word), b} <= edges


def repeated_clauses(reading: Reading) -> Iterator[Fault]:
    """A clause, or a member of a list, stands twice in a row.

    Finds:
        一、总体要求
        聚焦打造开放新高地,聚焦打造开放新高地,全面扩大合作。
    Leaves:
        一、总体要求
        实干、实干、再实干,把蓝图变成现实。
    """
    flow, rules = reading.flow, reading.rules.check
    for start, end, zone, *_ in flow.paragraphs:
        if zone is not Zone.BODY:
            continue
        last, last_start = "", 0
        for found in _CLAUSE.finditer(flow.text, start, end):
            clause = found[0].strip()
            if clause == last and _HAN.search(clause):
                in_list = flow.text[found.start() - 1] == "、"
                meant = rules.emphasis.match(flow.text, found.end()) or (
                    not in_list and rules.repeatable_clauses.fullmatch(clause))
                if not meant:
                    yield at(reading, last_start, found.end(), f"{_shown(clause)} stands twice in a row")
            last, last_start = clause, found.start()


def repeated_paragraphs(reading: Reading) -> Iterator[Fault]:
    """A paragraph stands twice in a row.

    Finds:
        一、总体要求
        坚持系统观念,统筹发展和安全,全面推进各项事业。
        坚持系统观念,统筹发展和安全,全面推进各项事业。
    Leaves:
        一、总体要求
        坚持系统观念,统筹发展和安全,全面推进各项事业。
        坚持改革创新,统筹城市和乡村,全面推进各项事业。
    """
    flow = reading.flow
    body = [p for p in flow.paragraphs if p.zone is Zone.BODY]
    for before, here in pairwise(body):
        text = flow.text[here.start : here.end]
        long = len(text) >= _PARAGRAPH and 2 * len(_ONE.findall(text)) >= len(text)
        if long and text == flow.text[before.start : before.end]:
            yield at(reading, here.start, here.end, f"the paragraph {_shown(text)} stands twice in a row")


def _shown(text: str) -> str:
    return text if len(text) <= 30 else f"{text[:30]}…"
