"""The noun phrase behind a number, where the number is its attribute (完成N街路、N小区的改造)."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate

from plan_extract.quantities.phrase_before import Piece, last_particle, tidy
from plan_extract.rules.indicators import PhraseRules
from plan_extract.segment import Segmenter

__all__ = ["Behind", "phrase_behind"]

_LONGEST = 44  # characters behind a number that are looked at
_STOPS = ",;。:!?\n"
_MANY = 26  # characters; a longer phrase loses its relative clause


@dataclass(slots=True)
class Behind:
    """What stands behind a number.

    Attributes:
        pieces: the noun phrase, or with what is said of it; empty where there is none.
        end: past the noun.
        attributive: whether 的 joins the noun to the number.
        stated: it is no noun, but what can be done within the number (60分钟可达邻市).
        verbal: it begins with what may be said of the things counted (1200株挂牌保护).
    """

    pieces: list[Piece]
    end: int
    attributive: bool = False
    stated: bool = False
    verbal: bool = False


def phrase_behind(
    text: str, tail: int, stop: int, unit: str | None, rules: PhraseRules, words: Segmenter,
) -> Behind:
    """The phrase that begins at `tail`.

    Args:
        text: the flow's text.
        tail: past the number and what belongs to it.
        stop: where the next number's own expression begins, or the end of the paragraph.
        unit: the number's unit.
        rules: the grammar.
        words: cuts the stretch into words.
    """
    none = Behind([], tail)
    particle = rules.particles.match(text, tail, stop)
    start = particle.end() if particle else tail
    attributive = start > tail and text[start - 1] in rules.attributive
    end = _end(text, start, stop)
    if start >= end or not (text[start].isalnum() or text[start] in "“《"):
        return none
    row = words.cut(text[start:end])
    if unit in rules.durations and row[0] in rules.predicates:
        return Behind([tidy(text, (start, end), rules)], end, stated=True)
    if not _begins_noun(row, rules):
        return none
    found = _named(text, start, row, unit, rules)
    found.attributive = attributive
    found.verbal = row[0] in rules.predicates
    return found


def _begins_noun(row: list[str], rules: PhraseRules) -> bool:
    """Whether the words behind the number can be a noun, with what is said before its particle."""
    first, second = row[0], row[1] if len(row) > 1 else "、"
    relative = not rules.attributive.isdisjoint(row[1:-1])
    if first in rules.not_behind:
        return relative and first in rules.predicates
    if first in rules.rates_behind:
        joined = second == "、" or second in rules.attributive or second in rules.conjunctions
        return not joined and (relative or second not in rules.predicates)
    return relative or (first not in rules.links and first not in rules.changes)


def _end(text: str, start: int, stop: int) -> int:
    """Where the clause ends, brackets apart, or the next number begins."""
    depth, opened = 0, start
    limit = start + _LONGEST if start + _LONGEST < stop else stop
    for at in range(start, limit):
        char = text[at]
        if char in "(《“":
            opened = opened if depth else at
            depth += 1
        elif char in ")》”":
            if not depth:
                return at
            depth -= 1
        elif char in _STOPS and not (depth and char in ",:;"):
            return at
    return max(opened if depth else limit, start)


def _named(text: str, start: int, row: list[str], unit: str | None, rules: PhraseRules) -> Behind:
    """The phrase in the words `row` that begin at `start`."""
    while len(row) > 1 and (row[-1] in rules.prepositions or row[-1] in rules.openers):
        row = row[:-1]
    places = list(accumulate(map(len, row), initial=start))
    end = places[-1]
    whole = _without_work(text, (start, end), unit, rules)
    relative = last_particle(text, start, whole[1], rules)
    for n in range(1, len(row)):
        if places[n] >= whole[1]:
            break
        if row[n] in rules.predicates and places[n] > relative:
            base = rules.bases.search(text, start, places[n])
            noun = (start, start + base.start() if base and base.start() else places[n])
            share = unit is not None and unit[-1:] in rules.shares_of
            if share or text[start : places[n]].partition("(")[0] in rules.people_and_places:  # 县(市、区)
                return _statement(text, noun, row[n:], (places[n], end), rules)
            return Behind([tidy(text, _without_work(text, noun, unit, rules), rules)], noun[1])
        if (row[n] in "、“" or row[n] in rules.conjunctions) and n + 1 < len(row) and row[n + 1] in rules.verbs:
            whole = (whole[0], places[n])
            break
    piece = tidy(text, whole, rules)
    return Behind([piece] if piece[0] < piece[1] else [], whole[1])


def _statement(text: str, noun: Piece, row: list[str], said: Piece, rules: PhraseRules) -> Behind:
    """A noun with what is said of it in the words `row`."""
    start, end = said
    for word in row:
        if word not in rules.states:
            break
        start += len(word)
    pieces = [tidy(text, noun, rules), tidy(text, (start, end), rules)]
    return Behind([p for p in pieces if p[0] < p[1]], end)


def _without_work(text: str, noun: Piece, unit: str | None, rules: PhraseRules) -> Piece:
    """`noun` without the work that is done with it, and without praise."""
    start, end = noun
    phrase = text[start:end]
    work = rules.works.search(text, start, end)
    counted = unit in rules.counted_works and rules.undertakings.search(text, start, end) is not None
    if work is not None and work.start() > 1 and not (counted and phrase[work.start()] not in rules.attributive):
        end = start + work.start()
    last = last_particle(text, start, end, rules)
    if start < last < end - 1 and (
        end - start > _MANY or any(word in text[start:last] for word in rules.qualities)
    ):
        start = last + 1
    return start, end
