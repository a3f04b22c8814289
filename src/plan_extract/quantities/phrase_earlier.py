"""What a clause without a subject of its own goes on with: the subject of the clause before, or the heading."""

from __future__ import annotations

from dataclasses import dataclass, field

from plan_extract.quantities.phrase_before import Piece, phrase_before
from plan_extract.quantities.phrase_ends import Ending
from plan_extract.rules.indicators import PhraseRules
from plan_extract.segment import Segmenter

__all__ = ["STOPS", "Said", "earlier_subject"]

STOPS = ",;。:!?\n"
_LONGEST = 120  # characters of a clause
_CLAUSES = 4  # clauses that are gone back over where they hold only a time
_HEADING = 32  # characters of a heading that can be a subject
_COUNT = 3  # characters of the longest noun of number


@dataclass(slots=True)
class Said:
    """What the paragraph has named so far.

    Attributes:
        subject: the last phrase in full.
        owner: the last phrase without the whole that it is a share of, and without 总数.
        topic: whose work the last clause with a verb told of.
        listed: the phrases of the last list that shared its numbers.
        reached: past the last number and the noun behind it.
        number: past the last number.
    """

    subject: list[Piece] = field(default_factory=list)
    owner: list[Piece] = field(default_factory=list)
    topic: Piece | None = None
    listed: list[list[Piece]] = field(default_factory=list)
    reached: int = 0
    number: int = 0

    def remember(self, text: str, pieces: list[Piece], number: int, reached: int, rules: PhraseRules) -> None:
        """Keep what was named last."""
        self.number, self.reached = number, max(number, reached)
        self.subject = self.owner = pieces
        if not pieces:
            return
        start, end = pieces[0]
        share = rules.shares.search(text, start + 1, end)
        if share is not None:
            self.owner = [(start, share.start())]
        elif len(pieces) > 1:
            needy = rules.needy.match(text, *pieces[-1]) is not None
            self.owner = pieces[:-1] if needy else pieces
        else:
            self.owner = [_without_count(text, pieces[0], rules)]


def _without_count(text: str, piece: Piece, rules: PhraseRules) -> Piece:
    """`piece` without 总数 or the like at its end."""
    start, end = piece
    for size in range(min(_COUNT, end - start - 2), 1, -1):
        if text[end - size : end] in rules.counts:
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
    found = rules.stative.search(text[begin:end], 2)
    ending = Ending(begin + found.start() if found else end, linked=found is not None)
    before = phrase_before(text, begin, ending, rules, segmenter)
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
