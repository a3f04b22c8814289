"""Which paragraph of the old plan is which of the new: by its text in twin sections, by likeness, then anywhere."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from plan_extract.comparison.hunks import alike
from plan_extract.comparison.sections import longest_order
from plan_extract.comparison.view import Passage, Section, View, plain

__all__ = ["match_passages", "moved_passages"]

_LIKE = 0.4
_LIKE_ELSEWHERE = 0.6
_COMPARED = 400  # pairs in one gap that are all compared with each other
_CLAUSE = re.compile(r"[^,、:。;]{2,}")
_WORTH = 8  # characters of a paragraph that says enough to be known again under another heading


def match_passages(old: View, new: View) -> None:
    """Set `twin` on the passages of both views, whose sections are matched."""
    for section in old.root.walk():
        twin = section.twin
        if twin is None:
            continue
        if section.title is not None and twin.title is not None:
            _twin(section.title, twin.title)
        _match_section(section, twin)
    _same_anywhere(old, new)
    _like_anywhere(_free(old.passages), _free(new.passages))
    for section in (*old.root.walk(), *new.root.walk()):
        if section.twin is not None and any(p.twin is None for p in section.passages):
            _join(section.passages)


def _twin(old: Passage, new: Passage) -> None:
    old.twin, new.twin = new, old


def _free(passages: Iterable[Passage]) -> list[Passage]:
    return [p for p in passages if p.twin is None and not p.is_title]


def _raw(passage: Passage) -> str:
    return passage.text


def _folded(passage: Passage) -> str:
    return plain(passage.text)


def _match_section(old: Section, new: Section) -> None:
    ours, theirs = old.passages, new.passages
    least = min(len(ours), len(theirs))
    head = tail = 0
    while head < least and ours[head].text == theirs[head].text:
        _twin(ours[head], theirs[head])
        head += 1
    while tail < least - head and ours[-1 - tail].text == theirs[-1 - tail].text:
        _twin(ours[-1 - tail], theirs[-1 - tail])
        tail += 1
    pairs = list(zip(ours[head : len(ours) - tail], theirs[head : len(theirs) - tail], strict=False))
    # The common edit: as many paragraphs as before, and each begins and ends as it did.
    if len(ours) == len(theirs) and all(a.text == b.text or _same_ends(a.text, b.text) for a, b in pairs):
        for a, b in pairs:
            _twin(a, b)
        return
    for key in (_raw, _folded):
        _same(_free(ours), _free(theirs), key)
    if _free(ours) and _free(theirs):
        for mine, others in _gaps(ours, theirs):
            _like(mine, others)


def _same(old: Sequence[Passage], new: Sequence[Passage], key: Callable[[Passage], str]) -> None:
    """Match passages with the same key, in their order."""
    if not old or not new:
        return
    theirs: dict[str, list[Passage]] = defaultdict(list)
    for passage in reversed(new):
        theirs[key(passage)].append(passage)
    for passage in old:
        if same := theirs.get(key(passage)):
            _twin(passage, same.pop())


def _gaps(old: Sequence[Passage], new: Sequence[Passage]) -> list[tuple[list[Passage], list[Passage]]]:
    """The passages without a twin that stand between the same two that have one; those left over come last."""
    gaps: dict[int, list[Passage]] = defaultdict(list)
    before = -1
    for passage in new:
        if passage.twin is None:
            gaps[before].append(passage)
        else:
            before = passage.twin.at
    ours: dict[int, list[Passage]] = defaultdict(list)
    before = -1
    for passage in old:
        if passage.twin is None:
            ours[before].append(passage)
        else:
            before = passage.at
    found = [(mine, gaps[at]) for at, mine in ours.items() if at in gaps]
    return [*found, (_free(old), _free(new))]


def _like(old: Sequence[Passage], new: Sequence[Passage]) -> None:
    """Match passages that are alike, the likest first."""
    old, new = _free(old), _free(new)
    if not old or not new:
        return
    alone = len(old) == len(new) == 1
    if alone and _same_ends(old[0].text, new[0].text):
        _twin(old[0], new[0])
        return
    texts = {p: _folded(p) for p in (*old, *new)}
    if len(old) * len(new) <= _COMPARED:
        pairs = [(a, b) for a in old for b in new]
    else:  # as many as can be looked at: those at about the same place
        pairs = [(a, b) for n, a in enumerate(old) for b in new[max(0, n - 3) : n + 4]]
    scored = [(alike(texts[a], texts[b]), a, b) for a, b in pairs]
    for score, a, b in sorted(scored, key=lambda pair: (-pair[0], pair[1].at, pair[2].at)):
        if score >= (_LIKE / 2 if alone else _LIKE) and a.twin is None and b.twin is None:
            _twin(a, b)


def _same_ends(old: str, new: str) -> bool:
    """Whether two texts begin and end alike over half of the longer one."""
    least = min(len(old), len(new))
    head = next((n for n in range(least) if old[n] != new[n]), least)
    tail = next((n for n in range(least - head) if old[-1 - n] != new[-1 - n]), least - head)
    return 2 * (head + tail) >= max(len(old), len(new))


def _same_anywhere(old: View, new: View) -> None:
    long = [[p for p in _free(v.passages) if len(p.text) >= _WORTH] for v in (old, new)]
    counts = [Counter(map(_folded, passages)) for passages in long]
    single = [[p for p in passages if count[_folded(p)] == 1] for passages, count in zip(long, counts, strict=True)]
    _same(single[0], single[1], _folded)


def _like_anywhere(old: Sequence[Passage], new: Sequence[Passage]) -> None:
    """Match passages of other sections that share whole sentences."""
    holders: dict[str, list[Passage]] = defaultdict(list)
    for passage in new:
        for sentence in _sentences(passage):
            holders[sentence].append(passage)
    shared: Counter[tuple[Passage, Passage]] = Counter()
    for passage in old:
        for sentence in _sentences(passage):
            others = holders.get(sentence, [])
            if len(others) <= 3:
                for other in others:
                    shared[passage, other] += len(sentence)
    scored = [(length / max(len(a.text), len(b.text)), a, b) for (a, b), length in shared.items()]
    for score, a, b in sorted(scored, key=lambda pair: (-pair[0], pair[1].at, pair[2].at)):
        if score >= _LIKE_ELSEWHERE and a.twin is None and b.twin is None:
            _twin(a, b)


def _join(passages: Sequence[Passage]) -> None:
    """Join to its neighbour what only a new paragraph begins in one of the plans: there its text is the neighbour's."""
    for order in (passages, passages[::-1]):
        last: Passage | None = None
        for passage in order:
            if passage.twin is not None:
                last = passage
            elif last is not None and last.twin is not None and not any(passage in p.joined for p in passages):
                whole, own = plain(last.twin.text), plain(last.text)
                pieces = _CLAUSE.findall(plain(passage.text))
                there = sum(len(piece) for piece in pieces if piece in whole and piece not in own)
                if 2 * there > sum(map(len, pieces)):
                    last.joined += (passage,)
                else:
                    last = None


def _sentences(passage: Passage) -> list[str]:
    return [s for s in plain(passage.text).split("。") if len(s) >= _WORTH]


def moved_passages(old: View) -> list[Passage]:
    """The passages of `old` that stand in another section now, or in another order in theirs: the fewest.

    A passage whose section came or went moved only where it also left its place in the reading order: the heading
    over it was put in or taken out.
    """
    pairs = [p for p in old.passages if p.twin is not None and not p.is_title]
    moved: list[Passage] = []
    regrouped = [p for p in pairs if p.twin and p.twin.section is not p.section.twin]
    if regrouped:
        places = [p.twin.at for p in pairs if p.twin]
        stayed = {pairs[n] for n in longest_order(places, [1 + len(p.text) / 1e9 for p in pairs])}
        moved += [
            p for p in regrouped if p.twin
            and ((p.section.twin is not None and p.twin.section.twin is not None) or p not in stayed)
        ]
    for section in old.root.walk():
        beside = [p for p in section.passages if p.twin is not None and p.twin.section is section.twin]
        places = [p.twin.at for p in beside if p.twin]
        if any(a > b for a, b in pairwise(places)):
            kept = set(longest_order(places, [1 + len(p.text) / 1e9 for p in beside]))
            moved += [p for n, p in enumerate(beside) if n not in kept]
    return moved
