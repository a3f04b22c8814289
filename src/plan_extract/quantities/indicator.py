"""The phrase that a quantity measures, as the sentence puts it: before its verb, behind its number, or further back.

A plan says what it measures in four ways: the number is the attribute of a noun (新建N所学校), it follows its noun
(新建学校N所, P达到N), the clause takes up an earlier subject (占全区的比重达N, 年均增长N), or one list of phrases
shares a list of numbers (P1、P2分别达到N1和N2). The words that tell them apart are in `phrases.yaml`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from plan_extract.flow import Flow
from plan_extract.quantities.candidates import Candidate
from plan_extract.quantities.phrase_before import Before, Piece, phrase_before, tidy
from plan_extract.quantities.phrase_behind import Behind, phrase_behind
from plan_extract.quantities.phrase_earlier import Said, earlier_subject, lead_of, trade_of, without_grade, without_rank
from plan_extract.quantities.phrase_ends import STOPS, clause_start, strip_ending
from plan_extract.quantities.phrase_lists import is_measure, list_members, numbers_in_list
from plan_extract.rules.indicators import PhraseRules
from plan_extract.segment import Segmenter

__all__ = ["name_indicators"]

_LONGEST = 120  # characters behind a number in which its clause ends
_BETWEEN = 24  # characters; room for what stands in 由N1提高到2025年的N2
_GROWTH = ("growth", "annual_growth")
_CHANGE = (*_GROWTH, "decline")
_PLAIN = 8  # characters; a longer phrase before the number is not joined with the noun behind
_BEHIND = 12  # characters behind a number that stand for a phrase where there is none


def name_indicators(flow: Flow, candidates: Sequence[Candidate], rules: PhraseRules, words: Segmenter) -> list[str]:
    """What each of the candidates of one paragraph measures, in printed characters.

    Args:
        flow: the text.
        candidates: all of the paragraph in reading order, descriptive ones too; for these the phrase is empty.
        rules: the grammar.
        words: cuts clauses into words.
    """
    said = Said()
    names: list[str] = []
    for n, candidate in enumerate(candidates):
        if candidate.role == "descriptive":
            names.append("")
            continue
        pieces = _Naming(flow.text, candidates, n, candidate, rules, words, said).pieces()
        names.append("".join([flow.printed[a:b] for a, b in pieces]).replace("\n", ""))
    return names


@dataclass(slots=True)
class _Naming:
    """One candidate being named."""

    text: str
    candidates: Sequence[Candidate]
    index: int
    candidate: Candidate
    rules: PhraseRules
    words: Segmenter
    said: Said

    def pieces(self) -> list[Piece]:
        """The stretches of the flow that make the phrase."""
        candidate, said, tail = self.candidate, self.said, self.candidate.tail
        if self._goes_on():
            return self._remembered(said.subject, tail)
        start = clause_start(self.text, candidate, said.reached)
        opened = self.text[start : start + 1] in self.rules.within  # 在人口增长N的情况下
        within = opened and self.rules.circumstances.match(self.text, candidate.end) is not None
        start += within
        ending = strip_ending(self.text, start, candidate.start, self.rules, self.words)
        before = phrase_before(self.text, start, ending, self.rules, self.words)
        behind = Behind([], tail)
        follows = ending.linked or (ending.changed and candidate.measure in _CHANGE)
        if not within and (not follows or before.phrase[0] == before.phrase[1]):
            behind = self.behind()
        return self._remembered(self._choose(before, behind, start), behind.end if behind.pieces else tail)

    def _remembered(self, pieces: list[Piece], reached: int) -> list[Piece]:
        self.said.remember(self.text, pieces, self.candidate, reached, self.rules)
        return pieces

    def behind(self) -> Behind:
        """What stands behind the number; behind a grade alone, with the noun of the next number."""
        tail = self._tail()
        found = phrase_behind(self.text, tail, self._stop(tail), self.candidate.unit, self.rules, self.words)
        n = self.index + 1
        if found.pieces and n < len(self.candidates) and self.candidates[n].start - found.end == 1 and (
                self.rules.grades.fullmatch(self.text, *found.pieces[-1])):
            noun = replace(self, index=n, candidate=self.candidates[n]).behind().pieces
            if noun:
                own = self.rules.grades.match(self.text, *noun[0])
                found.pieces += [(own.end() if own else noun[0][0], noun[0][1]), *noun[1:]]
        return found

    def _goes_on(self) -> bool:
        """Whether this is the second number of 由N1提高到N2."""
        said, start = self.said, self.candidate.start
        if not said.subject or start - said.number > _BETWEEN:
            return False
        return self.rules.from_to.match(self.text[said.number : start].strip()) is not None

    def _tail(self) -> int:
        """Past the number, and past another that stands right behind it (N1户N2人贫困人口)."""
        tail = self.candidate.tail
        for later in self.candidates[self.index + 1 : self.index + 3]:
            if later.start != tail or later.role == "descriptive":
                break
            tail = later.tail
        return tail

    def _stop(self, tail: int) -> int:
        """How far the noun behind the number, which ends at `tail`, can reach: to the joint before the next number."""
        limit = min(tail + _LONGEST, max(self.candidate.sentence[1], tail), len(self.text))
        for index in range(self.index + 1, len(self.candidates)):  # a slice would copy the rest of the text's
            later = self.candidates[index]
            if later.start >= limit:
                break
            if later.role != "descriptive" and later.start >= tail:
                joints = list(self.rules.joints.finditer(self.text, tail, later.start))
                return joints[-1].start() if joints else later.start
        return limit

    def _choose(self, before: Before, behind: Behind, start: int) -> list[Piece]:
        """The phrase before, the phrase behind, or both; with the earlier subject where it is needed."""
        rules, said = self.rules, self.said
        phrase = self.text[before.phrase[0] : before.phrase[1]]
        noun = [before.phrase] if phrase else []
        if behind.pieces and not (behind.verbal and phrase and not (before.leads_on or before.topic)):
            return self._with_behind(phrase, before, behind)
        listed = self._listed(noun, start) or self._excess(start)
        if listed:
            return listed
        if not noun:
            return self._averaged(start) or self._subject(start) or self._anything(start)
        if phrase in rules.generics:
            return said.extended(self.text, before.phrase, self.candidate, rules) or self._subject(start) or noun
        if phrase in rules.ranks and said.subject:
            return [*noun, *without_rank(self.text, said.subject, rules)]
        if said.subject and rules.grades.fullmatch(phrase):
            return [*noun, *without_grade(self.text, said.subject, rules)]
        if not before.worked and said.subject and self._counts_on() and rules.localities.match(phrase):
            return [*noun, said.subject[-1]]
        if rules.needy.match(phrase):
            return [*self._earlier(start, said.owner), *noun]
        if phrase in rules.attributes and not before.worked and (owner := self._owner(start)):
            return [*owner, *noun]
        if not before.worked and (extended := said.extended(self.text, before.phrase, self.candidate, rules)):
            return extended
        named, candidate = self._with_topic(phrase, before), self.candidate
        if (whole := self._whole(before)) is not None:
            return [*named, whole]
        if phrase not in rules.owner_measures or said.owner:
            return named
        lead = lead_of(self.text, candidate, rules)
        return [*(lead or (trade_of(self.text, candidate, rules) if len(named) == 1 else [])), *named]

    def _counts_on(self) -> bool:
        """Whether the same is counted as by the number before."""
        return self.index > 0 and self.candidates[self.index - 1].unit == self.candidate.unit

    def _averaged(self, start: int) -> list[Piece]:
        """By whose head the subject is measured that goes on, where the clause says no more: 人均达到8万元."""
        word = next((word for word in self.rules.averages if self.text.startswith(word, start)), "")
        subject = self._subject(start) if word else []
        return [(start, start + len(word)), *subject] if subject else []

    def _with_topic(self, phrase: str, before: Before) -> list[Piece]:
        """The phrase, with whose work it is where it is a plain measure (规上工业实现产值N)."""
        plain = phrase in self.rules.owner_measures
        if plain and before.topic is not None and before.verb in self.rules.owner_verbs:
            self.said.topic = before.topic
        elif before.worked or not plain:
            self.said.topic = None
        return [self.said.topic, before.phrase] if self.said.topic is not None else [before.phrase]

    def _with_behind(self, phrase: str, before: Before, behind: Behind) -> list[Piece]:
        """The noun behind the number, with the plain phrase before it where there is one."""
        rules, unit = self.rules, self.candidate.unit
        if behind.attributive and len(phrase) <= _PLAIN and is_measure(self.text, before.phrase, rules):
            return [*behind.pieces, before.phrase]
        if phrase and (behind.stated or (unit in rules.durations and not behind.attributive)):
            return [before.phrase, *behind.pieces]
        if not 0 < len(phrase) <= _PLAIN or before.worked or before.topic is not None:
            return behind.pieces
        share = unit is not None and unit[-1:] in rules.shares_of
        plain = (
            (share or not before.leads_on)
            and "、" not in phrase
            and rules.attributive.isdisjoint(phrase)
            and rules.lists.pattern.search(phrase) is None
            and rules.prepositions.isdisjoint((phrase[:1], phrase[:2]))
        )
        return [before.phrase, *behind.pieces] if plain else behind.pieces

    def _listed(self, noun: list[Piece], start: int) -> list[Piece]:
        """The phrase of a list that belongs to this number, where a list of numbers shares one."""
        run = numbers_in_list(self.text, self.candidates, self.index, self.rules)
        if len(run) == 1:
            return []
        said, place = self.said, self.index - run[0]
        if place == 0 and noun:
            said.listed = list_members(self.text, noun[0], len(run), self.rules, self.words)
        elif place == 0 and self._severally(start):
            said.listed = said.last(len(run), self.candidate.sentence[0]) or said.listed
        return said.listed[place] if len(said.listed) == len(run) else []

    def _whole(self, before: Before) -> Piece | None:
        """What the phrase is a share of where the clause does not say: 工业占全市的72%,农业占20%."""
        candidate, whole = self.candidate, self.said.whole
        if whole is None or candidate.unit not in self.rules.shares_of or whole[0] != candidate.sentence[0] or (
                before.worked):
            return None
        same = self.text[whole[1][0]]
        said = self.text.find(same, before.phrase[1], candidate.start) >= 0
        return whole[1] if said and self.rules.shares.search(self.text, *before.phrase) is None else None

    def _severally(self, start: int) -> bool:
        """Whether the numbers that begin here go one for one with what was named before."""
        clause = self.text[start : self.candidate.start]
        return any(word in clause for word in self.rules.severally)

    def _excess(self, start: int) -> list[Piece]:
        """The last phrase and by what it exceeds a plan, where the number tells that."""
        if not self.said.subject or self.candidate.measure in _CHANGE:
            return []
        found = self.rules.excesses.match(self.text, start, self.candidate.start)
        return [*self.said.subject, found.span()] if found else []

    def _subject(self, start: int) -> list[Piece]:
        """What goes on to be measured: of a share that grows in per cent, what it is a share of."""
        grows = self.candidate.measure in _GROWTH and self.candidate.unit == "%"
        return self._earlier(start, self.said.owner if grows else self.said.subject)

    def _owner(self, start: int) -> list[Piece]:
        """Whose attribute is told: the thing named last, or that of which the clause before tells."""
        owner = self.said.owner
        if len(owner) > 1 and self.text[slice(*owner[-1])] in self.rules.attributes:
            owner = owner[:-1]
        own = bool(owner) and not is_measure(self.text, owner[-1], self.rules)
        none = [(start, start)]
        found = self._earlier(start, owner if own else none)
        if found == none or (found != owner and self._is_result(*found[0])):
            return []
        return found

    def _is_result(self, start: int, end: int) -> bool:
        """Whether a phrase is what was brought about (实现历史性跨越), or a list: neither has a value of its own."""
        ways = self.rules.links_or_works
        return "、" in self.text[start:end] or any(self.text[start - size : start] in ways for size in (2, 3))

    def _earlier(self, start: int, named: list[Piece]) -> list[Piece]:
        return list(earlier_subject(
            self.text, start, self.candidate.sentence[0], named, self.said, self.rules, self.words))

    def _anything(self, start: int) -> list[Piece]:
        """The clause itself, where nothing in it is known for a phrase."""
        piece = tidy(self.text, (start, self.candidate.start), self.rules)
        if piece[0] < piece[1]:
            return [piece]
        tail = self.candidate.tail
        limit = min(tail + _BEHIND, len(self.text))
        end = min((at for stop in STOPS if (at := self.text.find(stop, tail, limit)) >= 0), default=limit)
        return [tidy(self.text, (tail, end), self.rules)]
