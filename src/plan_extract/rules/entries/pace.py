"""Patterns that a text can keep busy for hours: told by trying the texts that do it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from plan_extract.rules.entries.base import Rule

__all__ = ["adversaries", "runs_away"]

_SECONDS = 2.0  # for each of them, where a pattern of pace takes a thousandth
_EXAMPLES = 4  # of which they are made


def adversaries(examples: Sequence[str], size: int) -> Iterator[str]:
    """Texts that a careless pattern cannot leave: its examples and their characters over and over, with no end."""
    for example in examples:
        yield (example * (size // len(example) + 1))[:size] + "\n!"
        yield (example[:-1] * (size // max(len(example) - 1, 1) + 1))[:size] + "!"
        for char in sorted(set(example)):
            yield char * size + "!"
            yield example[: len(example) // 2] + char * size + "!"


def runs_away(rule: Rule) -> str | None:
    """The beginning of a text that keeps the pattern of `rule` busy; None where none was found."""
    if rule.pattern is None:
        return None
    pattern = regex.compile(rule.source())
    for text in adversaries([example for example in rule.examples[:_EXAMPLES] if example], 2_000):
        try:
            for _ in pattern.finditer(text, timeout=_SECONDS):
                pass
        except TimeoutError:
            return text[:12]
    return None
