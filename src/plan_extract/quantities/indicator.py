"""The phrase that a quantity measures, as the sentence puts it: before its verb, behind its number, or further back.

A Chinese plan says what it measures in four ways, which are tried in this order: the number is the attribute of a noun
(新建N所学校 with the noun behind), the number follows its noun (新建学校N所, P达到N), the clause takes up an earlier
subject (占全区的比重达N, 年均增长N), or one list of phrases shares a list of numbers (P1、P2分别达到N1和N2).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from plan_extract.flow import Flow
from plan_extract.quantities.candidates import Candidate
from plan_extract.quantities.phrase_before import Before, Piece, phrase_before, tidy
from plan_extract.quantities.phrase_behind import Behind, phrase_behind
from plan_extract.quantities.phrase_ends import Ending, strip_ending
from plan_extract.rules.indicators import PhraseRules
from plan_extract.segment import Segmenter

__all__ = ["name_indicators"]

_STOPS = ",;。:!?\n"
_LONGEST = 120  # characters before a number in which its clause begins
_HEADING = 32  # characters of a heading that can be a subject
_BETWEEN = 24  # characters; room for what stands in 由N1提高到2025年的N2
_GROWTH = ("growth", "annual_growth")
_LONGEST_COUNT = 3  # characters of the longest noun of number
_PLAIN = 8  # characters; a longer phrase before the number is not joined with the noun behind


@dataclass(slots=True)
class _Said:
    """What the sentence has named so far.

    Attributes:
        subject: the last phrase in full.
        owner: the last phrase without the whole that it is a share of.
        topic: whose work the last clause with a verb told of.
        listed: the phrases of the last list that shared its numbers.
        reached: past the last number and the noun behind it.
    """

    subject: list[Piece] = field(default_factory=list)
    owner: list[Piece] = field(default_factory=list)
    topic: Piece | None = None
    listed: list[list[Piece]] = field(default_factory=list)
    reached: int = 0


def name_indicators(flow: Flow, candidates: Sequence[Candidate], rules: PhraseRules, words: Segmenter) -> list[str]:
    """What each of the candidates of one paragraph measures, in printed characters.

    Args:
        flow: the text.
        candidates: all of the paragraph in reading order, descriptive ones too; for these the phrase is empty.
        rules: the grammar.
        words: cuts clauses into words.
    """
    said = _Said()
    names: list[str] = []
    for n, candidate in enumerate(candidates):
        if candidate.role == "descriptive":
            names.append("")
            continue
        pieces = _Naming(flow.text, candidates, n, rules, words, said).pieces()
        names.append("".join(flow.printed[a:b] for a, b in pieces).replace("\n", ""))
    return names


@dataclass(slots=True)
class _Naming:
    """One candidate being named."""

    text: str
    candidates: Sequence[Candidate]
    index: int
    rules: PhraseRules
    words: Segmenter
    said: _Said

    def pieces(self) -> list[Piece]:
        """The stretches of the flow that make the phrase."""
        candidate, said = self._candidate, self.said
        start = self._clause_start()
        ending = strip_ending(self.text, start, candidate.start, self.rules)
        if self._between() is not None and self.rules.from_to.match(self._between() or "") and said.subject:
            return self._done(said.subject, candidate.tail)
        before = phrase_before(self.text, start, ending, self.rules, self.words)
        behind = Behind([], candidate.tail)
        grows = ending.changed and candidate.measure in (*_GROWTH, "decline")
        if not (ending.linked or grows) or before.phrase[0] == before.phrase[1]:
            behind = phrase_behind(
                self.text, max(candidate.tail, candidate.end), self._stop(), candidate.unit, self.rules, self.words)
        pieces = self._choose(before, behind, start)
        return self._done(pieces, behind.end if behind.pieces else candidate.tail)

    @property
    def _candidate(self) -> Candidate:
        return self.candidates[self.index]

    def _clause_start(self) -> int:
        """Where the clause begins, or behind the last number in it."""
        candidate = self._candidate
        least = max(candidate.start - _LONGEST, self.said.reached, candidate.sentence[0], 0)
        depth = 0
        for at in range(candidate.start - 1, least - 1, -1):
            char = self.text[at]
            if char in ")》":
                depth += 1
            elif char in "(《":
                if not depth and char == "(" and at < candidate.start - 1:
                    return at + 1
                depth -= depth > 0
            elif char in _STOPS and not depth and at < candidate.start - 1:
                return at + 1
        return least

    def _between(self) -> str | None:
        """What stands between the last number and this, in one sentence; None where it is long."""
        before = self._previous()
        if before is None or self._candidate.start - before.end > _BETWEEN:
            return None
        return self.text[before.end : self._candidate.start].strip()

    def _previous(self) -> Candidate | None:
        for candidate in reversed(self.candidates[: self.index]):
            if candidate.role != "descriptive":
                return candidate
        return None

    def _stop(self) -> int:
        """How far the noun behind the number can reach."""
        candidate = self._candidate
        limit = candidate.sentence[1] if candidate.sentence[1] > candidate.end else candidate.tail + _LONGEST
        for later in self.candidates[self.index + 1 :]:
            if later.start >= limit:
                break
            if later.role == "descriptive":
                continue
            joints = list(self.rules.joints.finditer(self.text, candidate.tail, min(later.start, limit)))
            return joints[-1].start() if joints else later.start
        return min(limit, len(self.text))

    def _choose(self, before: Before, behind: Behind, start: int) -> list[Piece]:
        """The phrase before, the phrase behind, or both; with the earlier subject where it is needed."""
        phrase = self.text[before.phrase[0] : before.phrase[1]]
        noun = [before.phrase] if phrase else []
        if behind.pieces:
            return self._with_behind(phrase, before, behind)
        listed = self._listed(noun, start)
        if listed is not None:
            return listed
        excess = self._excess(start)
        if excess is not None:
            return [*self.said.subject, excess]
        if not noun:
            return list(self._subject(start)) or self._anything(start)
        if phrase in self.rules.generics:
            return list(self._subject(start)) or noun
        if self.rules.needy.match(phrase):
            return [*self._owner(start), *noun]
        if phrase in self.rules.attributes and not before.worked and self._is_thing(self.said.owner):
            return [*self.said.owner, *noun]
        if before.topic is not None and phrase in self.rules.owner_measures and before.verb in self.rules.owner_verbs:
            self.said.topic = before.topic
            return [before.topic, *noun]
        if phrase in self.rules.owner_measures and not before.worked and self.said.topic is not None:
            return [self.said.topic, *noun]
        self.said.topic = None
        return noun

    def _with_behind(self, phrase: str, before: Before, behind: Behind) -> list[Piece]:
        if behind.attributive and phrase in self.rules.attributes:
            return [*behind.pieces, before.phrase]
        unit = self._candidate.unit
        share = unit is not None and unit[-1:] in self.rules.shares_of
        plain = (
            phrase and not before.worked and (share or not before.leads_on) and len(phrase) <= _PLAIN and "的" not in phrase and "、" not in phrase
            and not self.rules.lists.search(phrase) and before.topic is None
            and not any(phrase[:size] in self.rules.prepositions for size in (1, 2))
        )
        return [before.phrase, *behind.pieces] if plain else behind.pieces

    def _listed(self, noun: list[Piece], start: int) -> list[Piece] | None:
        """The phrase of a list that belongs to this number, where a list of numbers shares one (分别)."""
        run = self._run()
        if len(run) < 2:
            return None
        place = run.index(self.index)
        if place == 0:
            told = self.text[start : self._candidate.start]
            parts = self._parts(noun[0], len(run)) if noun else []
            if not parts and len(self.said.listed) == len(run) and not noun:
                parts = self.said.listed
            self.said.listed = parts if any(w in told for w in self.rules.distributive) or not noun else []
        return self.said.listed[place] if place < len(self.said.listed) else None

    def _run(self) -> list[int]:
        """The numbers that stand in one list with this one."""
        run = [self.index]
        for step in (-1, 1):
            at = self.index
            while 0 <= at + step < len(self.candidates):
                first, second = sorted((at, at + step))
                between = self.text[self.candidates[first].tail : self.candidates[second].start]
                if len(between) > 3 or not self.rules.joints.fullmatch(between):
                    break
                at += step
                run.append(at)
        return sorted(run)

    def _parts(self, piece: Piece, count: int) -> list[list[Piece]]:
        """The members of the list `piece`, each with what they share, where there are `count` of them."""
        start, end = piece
        places = [start]
        for joint in self.rules.parts.finditer(self.text, start, end):
            places += joint.span()
        places.append(end)
        spans = list(zip(places[::2], places[1::2], strict=True))
        if len(spans) != count:
            return []
        first, last = (self.words.cut(self.text[a:b]) for a, b in (spans[0], spans[-1]))
        shared = len(last) > 1 and self.rules.measure_nouns.search(self.text, *spans[-1]) is not None
        tail = [(spans[-1][0] + min(len(last[0]), len(first[-1])), end)] if shared else []
        head = [(start, spans[0][1] - len(first[-1]))] if len(first) > 1 and shared else []
        listed: list[list[Piece]] = []
        for n, span in enumerate(spans):
            measured = self.rules.measure_nouns.search(self.text, *span) is not None
            whole = len(self.words.cut(self.text[span[0] : span[1]])) > 1
            bare = not measured or n == count - 1
            joined = head if n and head and (not whole or n == count - 1) and not self._measured(spans[0]) else []
            listed.append([*joined, span, *(tail if bare and n < count - 1 else [])])
        return listed

    def _measured(self, piece: Piece) -> bool:
        return self.rules.measure_nouns.search(self.text, *piece) is not None

    def _excess(self, start: int) -> Piece | None:
        """By what the number exceeds a plan, where it tells that."""
        if not self.said.subject or self._candidate.measure in (*_GROWTH, "decline"):
            return None
        found = self.rules.excesses.match(self.text, start, self._candidate.start)
        return found.span() if found else None

    def _owner(self, start: int) -> list[Piece]:
        return self._earlier(start, self.said.owner)

    def _subject(self, start: int) -> list[Piece]:
        said, candidate = self.said, self._candidate
        grows = candidate.measure in _GROWTH and candidate.unit == "%"
        return self._earlier(start, said.owner if grows else said.subject)

    def _earlier(self, start: int, named: list[Piece]) -> list[Piece]:
        """The subject of the clause before `start`: what its number measured, or what it begins with."""
        least = max(self._candidate.sentence[0], self.said.reached, start - _LONGEST)
        end = start - 1
        if end <= least or self.text[end : end + 1] not in ",:":
            return named or self._heading(start)
        begin = max(max(self.text.rfind(c, least, end) for c in _STOPS) + 1, least)
        clause = self.text[begin:end]
        found = self.rules.stative.search(clause, 2)
        ending = Ending(begin + (found.start() if found else len(clause)), linked=found is not None)
        before = phrase_before(self.text, begin, ending, self.rules, self.words)
        if before.phrase[0] < before.phrase[1] and (found or before.worked or not named):
            return [before.phrase]
        return named

    def _heading(self, start: int) -> list[Piece]:
        """What a short sentence or heading right before the first clause is about."""
        end = start
        while end > max(start - 4, 0) and self.text[end - 1] in _STOPS:
            end -= 1
        begin = max(self.text.rfind(c, max(end - _HEADING, 0), end) for c in _STOPS) + 1
        if begin <= max(end - _HEADING, 0) or end == start:
            return []
        before = phrase_before(self.text, begin, Ending(end), self.rules, self.words)
        return [before.phrase] if before.phrase[0] < before.phrase[1] else []

    def _is_thing(self, pieces: list[Piece]) -> bool:
        return bool(pieces) and self.rules.measure_nouns.search(self.text, *pieces[-1]) is None

    def _anything(self, start: int) -> list[Piece]:
        """The clause itself, where nothing in it is known for a phrase."""
        piece = tidy(self.text, (start, self._candidate.start))
        if piece[0] < piece[1]:
            return [piece]
        limit = min(self._candidate.tail + 12, len(self.text))
        end = min((at for c in _STOPS if (at := self.text.find(c, self._candidate.tail, limit)) >= 0), default=limit)
        return [tidy(self.text, (self._candidate.tail, end))]

    def _without_generic(self, piece: Piece) -> Piece | None:
        """`piece` without 总数 or the like at its end, or None where there is none."""
        start, end = piece
        for size in range(min(_LONGEST_COUNT, end - start - 2), 1, -1):
            if self.text[end - size : end] in self.rules.counts:
                return start, end - size
        return None

    def _done(self, pieces: list[Piece], reached: int) -> list[Piece]:
        """Remember what was named."""
        said = self.said
        said.reached = max(reached, self._candidate.tail, self._candidate.end)
        said.subject = said.owner = pieces
        if pieces:
            start, end = pieces[0]
            share = self.rules.shares.search(self.text, start + 1, end)
            if share is not None:
                said.owner = [(start, share.start())]
            elif len(pieces) == 1 and (counted := self._without_generic(pieces[0])):
                said.owner = [counted]
            elif len(pieces) > 1 and self.rules.needy.match(self.text, pieces[-1][0], pieces[-1][1]):
                said.owner = pieces[:-1]
        return pieces
