"""Which section of the old plan is which of the new: by heading, then by what it holds, then by place.

The match goes from the outermost headings inwards, so that a heading that stands many times (发展目标, 重点举措) is
looked for where its parent went first, and everywhere else only with the same text below it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property

from plan_extract.comparison.hunks import alike
from plan_extract.comparison.view import Passage, Section, View

__all__ = ["longest_order", "match_sections", "moved_sections"]

_SHARED = 0.5  # of the smaller section's text, for two headings to stand over the same
_LIKE = 0.5  # of two headings' characters, for one to be the other renamed
_WORTH = 8  # characters; shorter paragraphs are said in many places

Shared = dict[tuple[Section, Section], int]


def match_sections(old: View, new: View) -> None:
    """Set `twin` on the sections of both views."""
    votes = _Votes(old, new)
    _twin(old.root, new.root)
    _match_children(old.root, new.root, votes)
    # What found no twin beside its siblings may stand elsewhere; what stands below it is looked for after it.
    while _match_anywhere(_orphans(old.root), _orphans(new.root), votes):
        pass


def _twin(old: Section, new: Section) -> None:
    old.twin, new.twin = new, old


class _Votes:
    """How many characters of paragraphs two sections share in all that they hold; counted when first asked for."""

    def __init__(self, old: View, new: View) -> None:
        self._views = old, new

    @cached_property
    def shared(self) -> Shared:
        """The characters, for each pair of sections that share some."""
        return _shared_text(*self._views)


def _shared_text(old: View, new: View) -> Shared:
    votes: Shared = defaultdict(int)
    theirs = _unique(p for p in new.passages if not p.is_title)
    for text, passage in _unique(p for p in old.passages if not p.is_title).items():
        if (other := theirs.get(text)) is None:
            continue
        for a in passage.section.chain():
            for b in other.section.chain():
                votes[a, b] += len(text)
    return votes


def _unique(passages: Iterable[Passage]) -> dict[str, Passage]:
    found: dict[str, Passage | None] = {}
    for passage in passages:
        if len(passage.text) >= _WORTH:
            found[passage.text] = None if passage.text in found else passage
    return {text: passage for text, passage in found.items() if passage is not None}


def _free(sections: Iterable[Section]) -> list[Section]:
    return [s for s in sections if s.twin is None]


def _match_children(old: Section, new: Section, votes: _Votes) -> None:
    """Match the sections right below `old` and `new`, which are twins, and then theirs."""
    _by_key(_free(old.children), _free(new.children), votes)
    _by_content(_free(old.children), _free(new.children), votes)
    _by_place(old.children, new.children)
    for child in old.children:
        if child.twin is not None and child.twin.parent is new:
            _match_children(child, child.twin, votes)


def _by_key(old: Sequence[Section], new: Sequence[Section], votes: _Votes) -> None:
    ours, theirs = _grouped(old), _grouped(new)
    for key, mine in ours.items():
        others = theirs.get(key, [])
        if len(mine) == len(others) == 1:
            _twin(mine[0], others[0])
        elif others:
            _best(((votes.shared.get((a, b), 0), a, b) for a in mine for b in others), 1)
            for a, b in zip(_free(mine), _free(others), strict=False):
                _twin(a, b)


def _grouped(sections: Sequence[Section]) -> dict[str, list[Section]]:
    grouped: dict[str, list[Section]] = defaultdict(list)
    for section in sections:
        grouped[section.key].append(section)
    return grouped


def _best(scored: Iterable[tuple[float, Section, Section]], least: float) -> bool:
    """Twin the pairs that score highest, each section once; whether there was one."""
    some = False
    for score, a, b in sorted(scored, key=lambda pair: (-pair[0], pair[1].at, pair[2].at)):
        if score >= least and a.twin is None and b.twin is None:
            _twin(a, b)
            some = True
    return some


def _shared(a: Section, b: Section, votes: _Votes) -> float:
    """The part of the smaller section's text that stands in both."""
    return votes.shared.get((a, b), 0) / max(min(a.size, b.size), 1)


def _by_content(old: Sequence[Section], new: Sequence[Section], votes: _Votes) -> None:
    free = set(new)
    of_old = set(old)
    near = [(_shared(a, b, votes), a, b) for a, b in votes.shared if a in of_old and b in free] if old and new else []
    _best(near, _SHARED)


def _by_place(old: Sequence[Section], new: Sequence[Section]) -> None:
    """Match what stands between the same neighbours and has a like heading or a like text."""
    gaps: dict[tuple[Section | None, Section | None], list[Section]] = defaultdict(list)
    for before, section, after in _between(new):
        gaps[before, after].append(section)
    found: dict[tuple[Section | None, Section | None], list[Section]] = defaultdict(list)
    for before, section, after in _between(old):
        found[before and before.twin, after and after.twin].append(section)
    for gap, mine in found.items():
        others = gaps.get(gap, [])
        if len(mine) * len(others) <= 400:
            _best(((_likeness(a, b), a, b) for a in mine for b in others), _LIKE)


def _between(sections: Sequence[Section]) -> list[tuple[Section | None, Section, Section | None]]:
    """The sections without a twin, each with the nearest sibling that has one, before and after."""
    before: list[Section | None] = []
    last: Section | None = None
    for section in sections:
        before.append(last)
        last = section if section.twin is not None else last
    after: list[Section | None] = []
    last = None
    for section in reversed(sections):
        after.append(last)
        last = section if section.twin is not None else last
    return [
        (b, s, a) for b, s, a in zip(before, sections, reversed(after), strict=True) if s.twin is None
    ]


def _likeness(a: Section, b: Section) -> float:
    titles = alike(a.key, b.key)
    if titles >= _LIKE:
        return titles
    return min(alike(_body(a), _body(b)), 0.99)


def _body(section: Section) -> str:
    """The first characters of what stands under the heading."""
    text = ""
    for below in section.walk():
        for passage in below.passages:
            text += passage.text
            if len(text) > 400:
                return text[:400]
    return text


def _orphans(root: Section) -> list[Section]:
    return [s for s in root.walk() if s.twin is None]


def _match_anywhere(old: Sequence[Section], new: Sequence[Section], votes: _Votes) -> bool:
    """Match sections that went to another parent; whether there were any."""
    if not old or not new:
        return False
    free, of_old = set(new), set(old)
    scored = [(_shared(a, b, votes) + (a.key == b.key), a, b) for a, b in votes.shared if a in of_old and b in free]
    keys = Counter(s.key for s in old), Counter(s.key for s in new)
    theirs = {s.key: s for s in new}
    for section in old:
        # With nothing below them alike, only headings that stand once, and are long enough to mean one thing.
        key = section.key
        if keys[0][key] == keys[1].get(key, 0) == 1 and len(key) >= 4:
            other = theirs[key]
            if section.size == other.size == 0 or alike(_body(section), _body(other)) >= _SHARED:
                scored.append((1.0, section, other))
    some = False
    # The outermost first: what stands below goes along.
    scored.sort(key=lambda pair: (-min(pair[1].size, pair[2].size), -pair[0], pair[1].at, pair[2].at))
    for score, a, b in scored:
        if score >= _SHARED and a.twin is None and b.twin is None:
            _twin(a, b)
            _match_children(a, b, votes)
            some = True
    return some


def moved_sections(old: View) -> set[Section]:
    """The sections of `old` that stand under another heading in the new plan, or in another order.

    The fewest that explain the new order. A section that only came under a heading that was put in before it, or
    lost the one over it, stays where it was in the reading order, and did not move.
    """
    moved: set[Section] = set()
    pairs = [(s, s.twin) for s in old.root.walk() if s.twin is not None and s.node is not None]
    stayed = set(longest_order([t.at for _, t in pairs], [1.0] * len(pairs)))
    for n, (section, twin) in enumerate(pairs):
        if section.parent is None or twin.parent is None or section.parent.twin is twin.parent:
            continue
        regrouped = section.parent.twin is None or twin.parent.twin is None
        if not (regrouped and n in stayed):
            moved.add(section)
    for parent in old.root.walk():
        beside = [c for c in parent.children if c.twin is not None and c.twin.parent is parent.twin]
        if parent.twin is None or len(beside) < 2:
            continue
        total = sum(c.size + 1 for c in beside)
        kept = set(longest_order([c.twin.at for c in beside if c.twin], [1 + (c.size + 1) / total for c in beside]))
        moved.update(c for n, c in enumerate(beside) if n not in kept)
    return moved


def longest_order(places: Sequence[int], weights: Sequence[float]) -> list[int]:
    """Indices of the rising subsequence of `places` that weighs most."""
    ranks = sorted(places)
    tree: list[tuple[float, int]] = [(0.0, -1)] * (len(ranks) + 1)  # best weight up to a rank, and where it ends
    before: list[int] = []
    for n, place in enumerate(places):
        rank = bisect_left(ranks, place)
        best, at = (0.0, -1), rank
        while at > 0:
            best, at = max(best, tree[at]), at & (at - 1)
        before.append(best[1])
        here, at = (best[0] + weights[n], n), rank + 1
        while at <= len(ranks):
            tree[at] = max(tree[at], here)
            at += at & -at
    best, at = (0.0, -1), len(ranks)
    while at > 0:
        best, at = max(best, tree[at]), at & (at - 1)
    kept: list[int] = []
    last = best[1]
    while last >= 0:
        kept.append(last)
        last = before[last]
    return kept[::-1]
