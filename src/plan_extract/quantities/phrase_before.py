"""The noun phrase before a number: the subject of its verb (P达到N) or the object of the work (新建P N)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import accumulate

from plan_extract.quantities.phrase_ends import Ending
from plan_extract.quantities.phrase_work import begins_behind, is_work, skip_work
from plan_extract.rules.indicators import PhraseRules
from plan_extract.segment import Segmenter

__all__ = ["Before", "Piece", "last_particle", "phrase_before", "tidy"]

Piece = tuple[int, int]
"""A stretch of the flow, half-open."""

_LONGEST = 60  # characters before a number that are looked at
_VERBS = ("v", "vd", "p", "d")  # tags of words that no noun phrase ends with
_THING = 2  # characters that a thing keeps when the work behind it is cut off
_LONGEST_RATE = 8  # characters of the longest noun of growth
_EDGES = "、,;:·.。 —-~>=<"
_PAIRS = {"”": "“", ")": "(", "》": "《", "’": "‘", "』": "『", "〕": "〔", "]": "["}
_CLOSING = {opening: closing for closing, opening in _PAIRS.items()}


@dataclass(slots=True)
class Before:
    """What stands before a number.

    Attributes:
        phrase: the noun phrase; empty where there is none.
        topic: whose work it is, where the clause says so (招商引资 in 招商引资累计引进内资).
        verb: the last verb of work that was taken off before the phrase.
        leads_on: it ends with a verb or a preposition, whose object may stand behind the number.
    """

    phrase: Piece
    topic: Piece | None = None
    verb: str = ""
    leads_on: bool = False

    @property
    def worked(self) -> bool:
        """Whether a verb of work was taken off before the phrase."""
        return bool(self.verb)


@dataclass(slots=True)
class _Words:
    """A stretch cut into words, with the place of each."""

    words: list[str]
    places: list[int]

    @classmethod
    def of(cls, text: str, start: int, end: int, segmenter: Segmenter) -> _Words:
        words = segmenter.cut(text[start:end])
        return cls(words, list(accumulate(map(len, words), initial=start)))


def last_particle(text: str, start: int, end: int, rules: PhraseRules) -> int:
    """Where the last particle between an attribute and its noun stands, -1 where there is none."""
    last = -1
    for particle in rules.attributive:
        at = text.rfind(particle, start, end)
        if at > last:
            last = at
    return last


def tidy(text: str, piece: Piece, rules: PhraseRules) -> Piece:
    """`piece` without separators at its edges and without halves of brackets and quotation marks."""
    start, end = piece
    while start < end:
        first, last = text[start], text[end - 1]
        if first in rules.joining:
            start += 1
        elif last in rules.joining:
            end -= 1
        elif first.isalnum() and last.isalnum():
            break
        elif first in _EDGES or first in _PAIRS or (first in _CLOSING and text.find(_CLOSING[first], start, end) < 0):
            start += 1
        elif last in _EDGES or last in _CLOSING or (
            last in _PAIRS and text.count(_PAIRS[last], start, end) < text.count(last, start, end)
        ):
            end -= 1
        else:
            break
    return start, end


def phrase_before(text: str, start: int, ending: Ending, rules: PhraseRules, segmenter: Segmenter) -> Before:
    """The phrase in ``text[start:ending.end]``."""
    end = ending.end
    start = _head(text, end - _LONGEST if end - _LONGEST > start else start, end, rules)
    if start >= end:
        return Before((end, end))
    opened = text.rfind("(", start + 2, end) if text[end - 1] == ")" else -1
    if opened >= 0 and text.find(")", opened, end) == end - 1:
        found = phrase_before(text, start, replace(ending, end=opened), rules, segmenter)
        if found.phrase[1] == opened and rules.asides.match(text, opened + 1) is None:
            found.phrase = found.phrase[0], end  # 化肥(折纯)
        return found
    if (ending.linked or ending.worked or ending.changed) and _is_subject(text, start, end, rules):
        return _finished(text, Before((start, end)), rules)
    words = _Words.of(text, start, end, segmenter)
    if ending.linked or ((ending.worked or ending.changed) and not _opens_with_work(words, rules)):
        at = _skip_subject(words, rules)
        found = Before((words.places[at], end))
    else:
        found = _object(words, end, rules)
        last = words.words[-1]
        found.leads_on = last in rules.prepositions or is_work(last, rules) or segmenter.tag(last) in _VERBS
    return _finished(text, found, rules)


def _finished(text: str, found: Before, rules: PhraseRules) -> Before:
    """`found` with its phrase put right at both ends."""
    found.phrase = tidy(text, _shorten(text, found.phrase, rules), rules)
    if not found.verb:
        return found
    added = found.phrase[0] - len(found.verb)
    if found.verb in rules.additions and text[added : found.phrase[0]] == found.verb and (
            rules.added.search(text, *found.phrase)):
        found.phrase = added, found.phrase[1]
    if found.verb in rules.completions and rules.undertakings.search(text, *found.phrase) is None:
        work = rules.works.search(text, *found.phrase)
        if work is not None and work.start() >= _THING:
            found.phrase = found.phrase[0], found.phrase[0] + work.start()
    return found


def _head(text: str, start: int, end: int, rules: PhraseRules) -> int:
    """Where the phrase can begin: behind the last time, base or list of examples in the clause."""
    stretch = text[start:end]
    number = rules.numbering.match(stretch)
    head = number.end() if number is not None and number.end() < len(stretch) else 0
    heads = rules.heads.search(stretch) is not None
    for pattern in (rules.times, rules.prices, rules.lists) if heads else ():
        for match in pattern.finditer(stretch, 0, len(stretch)):
            if match.end() < len(stretch):
                head = max(head, match.end())
    colon = stretch.rfind(":")
    if 0 <= colon < len(stretch) - 1:
        head = max(head, colon + 1)
    if head and "(" in stretch[:head] and ")" in stretch[head:] and ")" not in stretch[:head]:
        head = 0  # the time stands in a bracket that belongs to the phrase
    return start + head


def _is_subject(text: str, start: int, end: int, rules: PhraseRules) -> bool:
    """Whether no word leads up to the subject, which can be told of most clauses without cutting them into words."""
    return rules.leading.match(text, start, end) is None and rules.causing.search(text, start, end) is None


def _opens_with_work(words: _Words, rules: PhraseRules) -> bool:
    """Whether the clause begins with a verb of work, adverbs apart."""
    for word in words.words:
        if word in rules.verbs or word in rules.verbs_or_nouns:
            return True
        if word not in rules.openers and word not in rules.adverbs and word not in rules.scopes:
            return False
    return False


def _skip_subject(words: _Words, rules: PhraseRules) -> int:
    """The word with which the subject of a verb of reaching begins."""
    row = words.words
    at = 0
    for n, word in enumerate(row):
        if word in rules.strong_causatives and n + 1 < len(row):
            at = n + 1
    while at < len(row) - 1 and _leads_to_subject(row, at, rules):
        at += 1
    return at


def _leads_to_subject(row: list[str], at: int, rules: PhraseRules) -> bool:
    """Whether the word is none of the subject, but leads up to it."""
    word, following = row[at], row[at + 1]
    if word in rules.openers or word in rules.causatives or word in "、,":
        return True
    if word in rules.adverbs:
        return following in rules.verbs or following in rules.causatives
    if word in rules.scopes:
        return following in rules.openers or _is_done(row, at + 1, rules)
    return _is_done(row, at, rules)


def _is_done(row: list[str], at: int, rules: PhraseRules) -> bool:
    """Whether the word is work done with the things that follow, and no part of a measure or of a project's name."""
    if row[at] in rules.additions or not (row[at] in rules.verbs or row[at] in rules.verbs_or_nouns):
        return row[at] in rules.causatives
    rest = "".join(row[at:])
    return not any(part.search(rest, 0, len(rest)) for part in (rules.measure_nouns, rules.undertakings))


def _object(words: _Words, end: int, rules: PhraseRules) -> Before:
    """The object of a verb of work; where there is no verb, all of it."""
    row = words.words
    at, verb = skip_work(row, 0, rules)
    topic: Piece | None = None
    for n in range(len(row) - 1, at, -1):
        if not begins_behind(row, at, n, rules):
            continue
        to, later = skip_work(row, n, rules)
        only = to == len(row) - 1 and row[to] in rules.short_heads  # 修订完善率
        if later and not only and not (to < len(row) and row[to] in rules.attributive):
            first = n
            while first > at and (row[first - 1] in rules.adverbs or row[first - 1] in rules.openers):
                first -= 1
            topic = (words.places[at], words.places[first]) if first > at else None
            at, verb = to, later
            break
    if row[at:] and row[-1] in rules.verbs_or_nouns and at == len(row) - 1:
        at = len(row)  # a verb alone: what it is done to was named before
    if all(word in rules.prepositions or word in rules.causatives or word in rules.adverbs for word in row[at:]):
        at = len(row)
    return Before((words.places[at], end), topic, verb)


def _shorten(text: str, piece: Piece, rules: PhraseRules) -> Piece:
    """`piece` without praise before 的, its unit in brackets and the noun of growth at its end."""
    start, end = piece
    unit = rules.units_in_names.search(text, start, end)
    if unit is not None and unit.start():
        end = start + unit.start()
    if text[end - 1 : end] in rules.rate_ends and text[start:end] not in rules.generics:
        for size in range(min(_LONGEST_RATE, end - start - 2), 1, -1):
            if text[end - size : end] in rules.kept_endings:
                break
            if text[end - size : end] in rules.rates_of_change:
                end -= size
                break
    last = last_particle(text, start, end, rules)
    if start < last < end - 2 and _praises(text[start:last], rules):
        start = last + 1
    return start, end


def _praises(phrase: str, rules: PhraseRules) -> bool:
    return any(word in phrase for word in rules.qualities)
