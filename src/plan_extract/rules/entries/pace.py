"""Patterns that a text can keep busy for hours: told by trying the texts that do it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from time import perf_counter

import regex

from plan_extract.rules.dialect import compiled
from plan_extract.rules.entries.base import Rule

__all__ = ["adversaries", "runs_away"]

_SECONDS = 2.0  # for each of them, where a pattern of pace takes a thousandth
_EXAMPLES = 4  # of which they are made
_STEPS = (6, 9, 12, 15, 18, 21, 24, 28, 34, 42, 60, 100)  # characters: what doubles its time is soon found out
_STEP = 0.02  # seconds for so few, where a pattern of pace takes a thousandth


def adversaries(examples: Sequence[str], size: int) -> Iterator[str]:
    """Texts that a careless pattern cannot leave: its examples and their characters over and over, with no end."""
    for example in examples:
        yield (example * (size // len(example) + 1))[:size] + "\n!"
        yield (example[:-1] * (size // max(len(example) - 1, 1) + 1))[:size] + "!"
        for char in sorted(set(example)):
            yield char * size + "!"
            yield example[: len(example) // 2] + char * size + "!"


def runs_away(rule: Rule, size: int = 2_000, seconds: float = _SECONDS) -> str | None:
    """The beginning of a text that keeps the pattern of `rule` busy; None where none was found.

    Args:
        rule: with a pattern.
        size: characters of the longest texts that are tried.
        seconds: that the pattern may take for one of them.
    """
    examples = [example for example in rule.examples[:_EXAMPLES] if example]
    if rule.pattern is None:
        return None
    written = regex.compile(rule.source())
    for text in adversaries(examples, size):
        try:
            for _ in written.finditer(text, timeout=seconds):
                pass
        except TimeoutError:
            return text[:12]
    pattern = compiled(rule.source())
    if not isinstance(pattern, re.Pattern):
        return None
    # `regex` finds its way out of some nested repetitions, `re` does not, and cannot be stopped: so short texts first.
    for step in (*_STEPS, size):
        limit = _STEP if step < size else seconds
        for text in adversaries(examples[:2], step):
            if _time(pattern, text) > limit and min(_time(pattern, text) for _ in range(3)) > limit:
                return text[:12]
    return None


def _time(pattern: re.Pattern[str], text: str) -> float:
    started = perf_counter()
    for _ in pattern.finditer(text):
        pass
    return perf_counter() - started
