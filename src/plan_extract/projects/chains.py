"""Chains of words of action, and what is known of each beforehand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from plan_extract.rules.projects import ProjectRules

__all__ = ["Chain", "Chains", "Reach", "chains_of"]


@dataclass(slots=True)
class Chain:
    """Words of action that follow each other: 加快规划建设.

    Attributes:
        text: as it stands, with adverbs behind it.
        words: without adverbs behind them, which belong to what follows: 高标准 in 实施高标准农田建设工程.
        size: characters of these.
        leads: whether an object may follow.
        tails: whether an object may stand before.
        concrete: whether an object needs no verbal noun after it, as it does after 推进.
        weak: whether it is one word that inside a phrase is a noun.
        subject: whether its subject may be the undertaking itself.
        work: characters of the verbal noun at its end that may begin a title: 水土流失综合治理|工程.
        honours: whether it says what rank a named place before it was given.
        strives: whether it says what a named place before it is to become: X创建国家级高新区.
    """

    text: str
    words: tuple[str, ...]
    size: int
    leads: bool
    tails: bool
    concrete: bool
    weak: bool
    subject: bool
    strives: bool
    honours: bool
    work: int


@dataclass(slots=True)
class Reach:
    """What words of action can have for an object.

    Attributes:
        leads: whether an object may follow one of them.
        alone: whether it needs no verbal noun after it.
        takes: the kinds of undertaking that some of them act on; empty where they say nothing of it.
        loose: whether all of them ask for more: a verbal noun or a proper noun.
        quoted: whether a quotation alone can be their object.
        favours: whether one of them helps an institution that exists.
        founds: whether one of them sets an institution up.
        strives: whether the last says what a named place is to become.
    """

    leads: bool
    alone: bool
    takes: frozenset[str]
    loose: bool
    quoted: bool
    favours: bool
    founds: bool
    strives: bool


_KEPT = 1 << 15  # chains that are remembered
_WORK = 5  # characters of the shortest verbal noun that says what is worked on


@lru_cache(maxsize=4)
def chains_of(rules: ProjectRules) -> Chains:
    """The finder of chains for `rules`."""
    return Chains(rules)


class Chains:
    """Finds chains, and remembers those that it has seen: plans say 推进 and 建设 a thousand times."""

    def __init__(self, rules: ProjectRules) -> None:
        self._rules = rules
        self._search = rules.actions.search
        self._known: dict[str, list[tuple[int, Chain]]] = {}
        self._reaches: dict[tuple[str, ...], Reach] = {}

    def find(self, text: str, start: int, end: int) -> list[tuple[int, Chain]]:
        """The chains between `start` and `end` with their places."""
        found: list[tuple[int, Chain]] = []
        known, search = self._known, self._search
        match = search(text, start, end)
        while match is not None:
            said = match[1]
            parts = known.get(said)
            if parts is None:
                if len(known) >= _KEPT:
                    known.clear()
                parts = known[said] = list(self._read(said))
            at, past = match.span(1)
            for offset, chain in parts:
                found.append((at + offset, chain))
            match = search(text, past, end)
        return found

    def reach(self, verbs: tuple[str, ...]) -> Reach:
        """What can be the object of these words of action."""
        known = self._reaches.get(verbs)
        if known is None:
            if len(self._reaches) >= _KEPT:
                self._reaches.clear()
            known = self._reaches[verbs] = self._reach(verbs)
        return known

    def _reach(self, verbs: tuple[str, ...]) -> Reach:
        leads = [self._rules.leads[verb] for verb in verbs if verb in self._rules.leads]
        sets = self._rules.sets
        return Reach(
            leads=bool(leads), alone=any(lead.alone for lead in leads),
            takes=frozenset(kind for lead in leads for kind in lead.takes),
            loose=bool(leads) and all(lead.proper or not lead.alone for lead in leads),
            quoted=any(lead.quoted for lead in leads), favours=not sets["favours"].isdisjoint(verbs),
            founds=not sets["founding"].isdisjoint(verbs), strives=bool(verbs) and verbs[-1] in sets["strivings"],
        )

    def _read(self, said: str) -> Iterator[tuple[int, Chain]]:
        """The chain that `said` is; none or more where words stand in it that only look like words of action."""
        words: list[tuple[int, str]] = []
        for word in self._rules.word.finditer(said):
            if word.group() not in self._rules.guards:
                words.append((word.start(), word.group()))
                continue
            yield from self._chain(said, words)
            words = []
        yield from self._chain(said, words)

    def _chain(self, said: str, found: list[tuple[int, str]]) -> Iterator[tuple[int, Chain]]:
        leads, tails = self._rules.leads, self._rules.tails
        core = len(found)
        while core and found[core - 1][1] not in leads and found[core - 1][1] not in tails:
            core -= 1
        if not core:
            return
        start = found[0][0]
        words = tuple([word for _, word in found[:core]])
        objects = [leads[word] for word in words if word in leads]
        text = said[start : found[-1][0] + len(found[-1][1])]
        yield start, Chain(
            text, words, found[core - 1][0] + len(words[-1]) - start, bool(objects),
            not tails.keys().isdisjoint(words),
            concrete=bool(objects) and objects[-1].alone, weak=text == words[0] and text in self._rules.weak,
            subject=words[0] in self._rules.subjects,
            strives=words[-1] in self._rules.sets["strivings"], honours=words[-1] in self._rules.sets["honours"],
            work=len(words[-1]) if bool(objects) and words[-1] not in leads and len(words[-1]) >= _WORK else 0,
        )
