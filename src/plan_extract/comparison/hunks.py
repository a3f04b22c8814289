"""Where two texts differ: by sentence, then by clause, then by word, so that an edit is cut out as it was made."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from itertools import accumulate
from typing import NamedTuple

__all__ = ["Hunk", "alike", "find_hunks"]

Cut = Callable[[str], list[str]]

_SENTENCE = re.compile(r"[^。;!?]*[。;!?]”?|[^。;!?]+")
_CLAUSE = re.compile(r"[^,、:。;!?]*[,、:。;!?]”?|[^,、:。;!?]+")
_DIGITS = frozenset("0123456789.")
_MATCHED = 250_000  # products of lengths up to which sequences are matched piece by piece
_ALIGNED = 900  # and up to which every piece is compared with every other
_LEAST = 0.4  # pieces less alike than this were replaced, not edited


class Hunk(NamedTuple):
    """Half-open ranges of the old and the new text that stand for each other; one of them may be empty."""

    old_start: int
    old_end: int
    new_start: int
    new_end: int


def alike(old: str, new: str) -> float:
    """How many pairs of neighbouring characters two texts share, from 0 to 1."""
    if old == new:
        return 1.0
    if len(old) < 2 or len(new) < 2:
        return 0.0
    ours, theirs = Counter(map(str.__add__, old, old[1:])), Counter(map(str.__add__, new, new[1:]))
    return 2 * sum((ours & theirs).values()) / (len(old) + len(new) - 2)


def find_hunks(old: str, new: str, cut: Cut) -> list[Hunk]:
    """The differences of two folded texts without blanks, in order.

    Args:
        old: one text.
        new: the other.
        cut: cuts a text into words.
    """
    if old == new:
        return []
    if number := _by_number(old, new):
        return number
    hunks: list[Hunk] = []
    ours, theirs = _SENTENCE.findall(old), _SENTENCE.findall(new)
    x, y = _offsets(ours), _offsets(theirs)
    for a0, a1, b0, b1 in _replaced(ours, theirs):
        # Sentences are no units of an edit: the last clause of one can go, and its stop with it.
        hunks += _moved(_by_clause("".join(ours[a0:a1]), "".join(theirs[b0:b1]), cut), x[a0], y[b0])
    return hunks


def _by_clause(old: str, new: str, cut: Cut) -> list[Hunk]:
    """Compare by clause, and by word the clauses of which one became the other."""
    ours, theirs = _CLAUSE.findall(old), _CLAUSE.findall(new)
    x, y = _offsets(ours), _offsets(theirs)
    hunks: list[Hunk] = []
    for a0, a1, b0, b1 in _replaced(ours, theirs):
        a, b = a0, b0
        for i, j in [*((a0 + i, b0 + j) for i, j in _aligned(ours[a0:a1], theirs[b0:b1])), (a1, b1)]:
            if a < i or b < j:
                hunks.append(Hunk(x[a], x[i], y[b], y[j]))
            if i < a1 and j < b1:
                words = _by_number(ours[i], theirs[j]) or _by_word(cut(ours[i]), cut(theirs[j]))
                hunks += _moved(words, x[i], y[j])
            a, b = i + 1, j + 1
    return hunks


def _by_number(old: str, new: str) -> list[Hunk]:
    """The one number in which two texts differ; nothing where they differ in more. Words need not be cut for it."""
    head, tail = _same_ends(old, new)
    while head and old[head - 1] in _DIGITS:
        head -= 1
    while tail and old[-tail] in _DIGITS:
        tail -= 1
    removed, added = old[head : len(old) - tail], new[head : len(new) - tail]
    numbers = removed and added and not set(removed + added) - _DIGITS
    return [Hunk(head, len(old) - tail, head, len(new) - tail)] if numbers else []


def _by_word(ours: Sequence[str], theirs: Sequence[str]) -> list[Hunk]:
    x, y = _offsets(ours), _offsets(theirs)
    return [Hunk(x[a0], x[a1], y[b0], y[b1]) for a0, a1, b0, b1 in _replaced(ours, theirs)]


def _moved(hunks: Sequence[Hunk], x: int, y: int) -> list[Hunk]:
    return [Hunk(h[0] + x, h[1] + x, h[2] + y, h[3] + y) for h in hunks]


def _offsets(pieces: Sequence[str]) -> list[int]:
    """Where each piece begins, and where the last one ends."""
    return [0, *accumulate(map(len, pieces))]


def _same_ends(old: Sequence[str], new: Sequence[str]) -> tuple[int, int]:
    """How much of the beginning and of the rest of the end is the same."""
    least = min(len(old), len(new))
    head = tail = 0
    while head < least and old[head] == new[head]:
        head += 1
    least -= head
    while tail < least and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return head, tail


def _replaced(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int, int, int]]:
    """The stretches of pieces that are not the same."""
    head, tail = _same_ends(old, new)
    a1, b1 = len(old) - tail, len(new) - tail
    if (a1 - head) * (b1 - head) > _MATCHED:
        return [(head, a1, head, b1)]
    matcher = SequenceMatcher(None, old[head:a1], new[head:b1], autojunk=False)
    return [
        (head + i, head + j, head + k, head + m) for tag, i, j, k, m in matcher.get_opcodes() if tag != "equal"
    ]


def _aligned(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Which of the old pieces became which of the new: the pairs, in order, that are most alike together."""
    if not old or not new:
        return []
    if len(old) * len(new) > _ALIGNED:
        return [(n, n) for n in range(min(len(old), len(new))) if alike(old[n], new[n]) >= _LEAST]
    scores = [[alike(a, b) for b in new] for a in old]
    # A lone piece on both sides stands at the same place, which is itself a likeness.
    least = _LEAST / 2 if len(old) == len(new) == 1 else _LEAST
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            paired = best[i + 1][j + 1] + scores[i][j] if scores[i][j] >= least else 0.0
            best[i][j] = max(paired, best[i + 1][j], best[i][j + 1])
    pairs: list[tuple[int, int]] = []
    i = j = 0
    while i < len(old) and j < len(new):
        if scores[i][j] >= least and best[i][j] == best[i + 1][j + 1] + scores[i][j]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs
