"""What a clause without a subject of its own goes on with: the subject of the clause before, or the heading."""

from __future__ import annotations

from dataclasses import dataclass, field

from plan_extract.quantities.candidates import Candidate
from plan_extract.quantities.phrase_before import Piece, phrase_before
from plan_extract.quantities.phrase_ends import STOPS, Ending
from plan_extract.rules.indicators import PhraseRules
from plan_extract.segment import Segmenter

__all__ = ["Said", "earlier_subject", "lead_of", "trade_of", "without_grade", "without_rank"]

_LONGEST = 120  # characters of a clause
_CLAUSES = 4  # clauses that are gone back over where they hold only a time
_HEADING = 32  # characters of a heading that can be a subject
_THING = 8  # characters of the longest thing that goes by an output named before
_LEAD = range(2, 13)  # characters of a lead that is a thing (高速公路:)


@dataclass(slots=True)
class Said:
    """What the paragraph has named so far.

    Attributes:
        subject: the last phrase in full.
        owner: the last phrase without the whole that it is a share of, and without 总数.
        topic: whose work the last clause with a verb told of.
        listed: the phrases of the last list that shared its numbers.
        whole: what the last share was a share of (占全市比重), with where its sentence begins.
        named: all phrases, each with its quantity.
        extents: by sentence and unit, the output or extent that the last phrase of them ends with.
        reached: past the last number and the noun behind it.
        number: past the last number.
    """

    subject: list[Piece] = field(default_factory=list)
    owner: list[Piece] = field(default_factory=list)
    topic: Piece | None = None
    listed: list[list[Piece]] = field(default_factory=list)
    whole: tuple[int, Piece] | None = None
    named: list[tuple[Candidate, list[Piece]]] = field(default_factory=list)
    extents: dict[tuple[int, str | None], Piece] = field(default_factory=dict)
    reached: int = 0
    number: int = 0

    def remember(
        self, text: str, pieces: list[Piece], candidate: Candidate, reached: int, rules: PhraseRules,
    ) -> None:
        """Keep what was named last, by `candidate`."""
        self.number, self.reached = candidate.end, reached if reached > candidate.end else candidate.end
        self.subject = self.owner = pieces
        if not pieces:
            return
        self.named.append((candidate, pieces))
        extent = rules.extents.search(text, *pieces[-1])
        if extent is not None:
            at = extent.start() if extent[1] is None else extent.end(1)
            self.extents[_told_in(candidate)] = pieces[-1][0] + at, pieces[-1][1]
        start, end = pieces[0]
        share = rules.shares.search(text, start + 1, end)
        if share is not None:
            self.owner = [(start, share.start())]
            self.whole = candidate.sentence[0], (share.start(), end)
        elif len(pieces) > 1:
            needy = rules.needy.match(text, *pieces[-1]) is not None
            self.owner = pieces[:-1] if needy else pieces
        else:
            self.owner = [_without_count(text, pieces[0], rules)]


    def last(self, count: int, sentence: int) -> list[list[Piece]]:
        """The last `count` phrases, where all are of the `sentence` that begins there, told in one unit and unlike."""
        recent = self.named[-count:]
        if len(recent) < count or recent[0][0].sentence[0] != sentence:
            return []
        phrases = [pieces for _, pieces in recent]
        units = {candidate.unit for candidate, _ in recent}
        return phrases if len(units) == 1 and phrases[0] != phrases[-1] else []

    def extended(self, text: str, phrase: Piece, candidate: Candidate, rules: PhraseRules) -> list[Piece]:
        """`phrase` with what it is an extent of, or with the extent that was told before (高铁里程N1,地铁N2)."""
        start, end = phrase
        own = rules.extents.search(text, *phrase)
        goes_on = self.number > candidate.sentence[0]
        if own is not None and not own.start() and self.owner and goes_on:
            low, high = self.owner[-1]
            other = rules.extents.search(text, low, high)
            if other is None or not other.start():
                return []
            return [*self.owner[:-1], (low, low + other.start()), phrase]  # 高速公路里程N1,总里程N2
        extent = self.extents.get(_told_in(candidate))
        if extent is None or end - start > _THING or rules.measure_nouns.search(text, *phrase) or (
                rules.unextended.search(text, *phrase)):
            return []
        return [phrase, extent]


def _told_in(candidate: Candidate) -> tuple[int, str | None]:
    """The sentence and the unit of a quantity, of counts as printed."""
    base = candidate.base[2] if candidate.base is not None else "1"
    return candidate.sentence[0], candidate.unit if base == "1" else base


def without_rank(text: str, subject: list[Piece], rules: PhraseRules) -> list[Piece]:
    """`subject` without the rank or the scope that it begins with."""
    start, end = subject[0]
    rank = max((w for w in (*rules.ranks, *rules.scopes) if text.startswith(w, start)), key=len, default="")
    return [(start + len(rank), end), *subject[1:]] if start + len(rank) < end else subject


def without_grade(text: str, subject: list[Piece], rules: PhraseRules) -> list[Piece]:
    """`subject` without the grade that it begins with: 企业 of 亿元以上企业."""
    start, end = subject[0]
    own = rules.grades.match(text, start, end)
    if own is None or (own.end() == end and len(subject) == 1):
        return subject
    return [(own.end(), end), *subject[1:]] if own.end() < end else subject[1:]


def lead_of(text: str, candidate: Candidate, rules: PhraseRules) -> list[Piece]:
    """The thing with which the sentence of `candidate` opens: 高速公路:完成投资N."""
    start = candidate.sentence[0]
    colon = text.find(":", start, min(start + _LEAD.stop + 4, candidate.start))
    if colon < 0:
        return []
    number = rules.numbering.match(text[start:colon])
    start += number.end() if number else 0
    return [(start, colon)] if colon - start in _LEAD and text[start:colon].isalpha() else []


def trade_of(text: str, candidate: Candidate, rules: PhraseRules) -> list[Piece]:
    """The trade in a run-in heading right before the sentence of `candidate`: 1.装备制造业。实现产值N."""
    end = candidate.sentence[0] - 1
    if text[end : end + 1] != "。":
        return []
    start = text.rfind("\n", max(end - _LEAD.stop - 4, 0), end) + 1
    number = rules.numbering.match(text[start:end])
    start += number.end() if number else 0
    if number is None or end - start not in _LEAD or not text[start:end].isalpha():
        return []
    names = rules.leading.match(text, start, end) is None and rules.trades.search(text, start, end)
    return [(start, end)] if names else []


def _without_count(text: str, piece: Piece, rules: PhraseRules) -> Piece:
    """`piece` without 总数 or the like at its end."""
    start, end = piece
    for size in rules.count_sizes.get(text[end - 1 : end], ()):
        if size <= end - start - 2 and text[end - size : end] in rules.counts:
            return start, end - size
    return piece


def earlier_subject(
    text: str, start: int, sentence: int, named: list[Piece], said: Said, rules: PhraseRules, segmenter: Segmenter,
) -> list[Piece]:
    """The subject that goes on in the clause that begins at `start`.

    Args:
        text: the flow's text.
        start: where the clause begins.
        sentence: where its sentence begins.
        named: what the last number measured; it goes on unless the clause between has a subject of its own.
        said: what the paragraph has named.
        rules: the grammar.
        segmenter: cuts the clause between into words.
    """
    least = max(sentence, said.reached, start - _LONGEST)
    for _ in range(_CLAUSES):
        end = start - 1
        if end <= least or text[end] not in ",:":
            return named or _heading(text, start, rules, segmenter)
        begin = max(max(text.rfind(stop, least, end) for stop in STOPS) + 1, least)
        if not any(part.pattern.fullmatch(text, begin, end) for part in (rules.times, rules.prices)):
            break
        start = begin
    priced = next((m for m in rules.prices.finditer(text, begin, end) if m.end() == end), None)
    end = priced.start() if priced is not None and priced.start() > begin else end
    before = phrase_before(text, begin, Ending(end), rules, segmenter)
    opens_with_work = before.worked and before.topic is None  # 大力发展数字经济,增加值达到N
    found = None if opens_with_work else rules.stative.search(text[begin:end], 2)
    if found is not None:
        before = phrase_before(text, begin, Ending(begin + found.start(), linked=True), rules, segmenter)
        if named and text[before.phrase[0] : before.phrase[1]] in rules.generics:
            return named  # 生产总值达到N,总量稳居前列,占全省的N
    if before.phrase[0] < before.phrase[1] and (found or before.worked or not named):
        return [before.phrase]
    return named


def _heading(text: str, start: int, rules: PhraseRules, segmenter: Segmenter) -> list[Piece]:
    """What a short sentence or heading right before the first clause is about."""
    end = start
    while end > max(start - 4, 0) and text[end - 1] in STOPS:
        end -= 1
    least = max(end - _HEADING, 0)
    begin = max(text.rfind(stop, least, end) for stop in STOPS) + 1
    if end == start or (begin == 0 and least):
        return []
    before = phrase_before(text, begin, Ending(end), rules, segmenter)
    return [before.phrase] if before.phrase[0] < before.phrase[1] else []
