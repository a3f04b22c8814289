"""What stands between a phrase and its number: verbs of reaching and of growth, adverbs, bases of comparison."""

from __future__ import annotations

from dataclasses import dataclass

from plan_extract.patterns import compiled
from plan_extract.quantities.candidates import Candidate
from plan_extract.rules.indicators import PhraseRules
from plan_extract.rules.patterns import Scan
from plan_extract.segment import Segmenter

__all__ = ["STOPS", "Ending", "clause_start", "strip_ending"]

STOPS = ",;。:!?\n"
_BOUNDS = compiled(r"[,;。:!?\n()《》]")
_LONGEST = 120  # characters before a number in which its clause begins
_MOST = 12  # such words in a row
_CONTEXT = 5  # characters in which a word of one character is told from the end of a longer one
_STRETCH = 40  # characters in which a base of comparison begins
_NEAR = 12  # characters at the end in which it tells itself


@dataclass(slots=True)
class Ending:
    """How a stretch before a number ends.

    Attributes:
        end: past the phrase, before what was taken off.
        linked: a verb of reaching was (达到): what stands before is the subject.
        worked: a verb was that reaches or makes (实现, 完成).
        changed: a verb of growth or fall was.
        based: a base of comparison was.
    """

    end: int
    linked: bool = False
    worked: bool = False
    changed: bool = False
    based: bool = False


def clause_start(text: str, candidate: Candidate, reached: int) -> int:
    """Where the clause or the bracket begins that holds the number, or behind the last number in it.

    Args:
        text: of the flow.
        candidate: the number.
        reached: past the number before and the noun behind that.
    """
    least = candidate.sentence[0]
    least = reached if reached > least else least
    least = candidate.start - _LONGEST if candidate.start - _LONGEST > least else least
    last = text[candidate.start - 1 : candidate.start]
    if last in STOPS and last != ":":
        return candidate.start
    depth = int(last in ")》")
    end = candidate.start - 1
    for found in _BOUNDS.finditer(text[least:end][::-1]):
        char = found.group()
        if char in ")》":
            depth += 1
        elif char == "《" or (char == "(" and depth):
            depth = max(depth - 1, 0)
        elif not depth:
            return end - found.start()
    return least


def strip_ending(text: str, start: int, end: int, rules: PhraseRules, segmenter: Segmenter) -> Ending:
    """Take off the end of ``text[start:end]`` what is not the phrase."""
    found = Ending(end)
    for _ in range(_MOST):
        if found.end <= start:
            break
        size = _last_base(text, start, found, rules) or _last_word(text, start, found, rules, segmenter)
        if not size:
            break
        found.end -= size
    return found


def _last_base(text: str, start: int, found: Ending, rules: PhraseRules) -> int:
    """The length of the time, the prices or the base of comparison at the end, 0 where there is none."""
    end = found.end
    if not rules.hints.search(text, end - _NEAR if end - _NEAR > start else start, end):
        return 0
    stretch = text[max(start, end - _STRETCH) : end]
    base = rules.bases.search(stretch, 0, len(stretch))
    if base is not None:
        found.based = True
        return len(stretch) - base.start()
    return _last(rules.times, stretch) or _last(rules.prices, stretch)


def _last_word(text: str, start: int, found: Ending, rules: PhraseRules, segmenter: Segmenter) -> int:
    """The length of the word at the end that is to be taken off, 0 where there is none."""
    end = found.end
    for size in rules.ending_sizes.get(text[end - 1], ()):
        kind = rules.endings.get(text[end - size : end]) if end - size >= start else None
        if kind is None:
            continue
        if size == 1 and len(segmenter.cut(text[max(end - _CONTEXT, start) : end])[-1]) > 1:
            return 0  # the end of a longer word (供应, 许可)
        if kind == "links":
            found.linked = True
        elif kind == "links_or_works":
            found.worked = True
        elif kind == "changes":
            found.changed = True
        return size
    return 0


def _last(pattern: Scan, stretch: str) -> int:
    """The length of the match that ends the stretch, 0 where none does."""
    for match in pattern.finditer(stretch, 0, len(stretch)):
        if match.end() == len(stretch):
            return len(stretch) - match.start()
    return 0
