"""Compiled patterns that the steps run in a way of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["Ending", "Opening", "Scan"]


@dataclass(slots=True, eq=False)
class Ending:
    """A pattern of what a stretch of text ends with.

    Attributes:
        last: the characters that it can end with, where they can be told.
        pattern: matches the whole; where it begins counts, not where it ends.
    """

    last: frozenset[str] | None
    pattern: re.Pattern[str]

    def search(self, text: str, low: int, high: int) -> re.Match[str] | None:
        """Where ``text[low:high]`` ends so; what stands outside of it is not looked at."""
        if self.last is not None and (low >= high or text[high - 1] not in self.last):
            return None
        return self.pattern.search(text[low:high])


@dataclass(slots=True, eq=False)
class Opening:
    """A pattern of what a stretch of text begins with.

    Attributes:
        letters: the characters that it can begin with, where they can be told; nothing else needs to be tried.
        pattern: matches the whole.
    """

    letters: frozenset[str] | None
    pattern: re.Pattern[str]

    def match(self, text: str, low: int, high: int) -> re.Match[str] | None:
        """What ``text[low:high]`` begins with."""
        if self.letters is not None and (low >= high or text[low] not in self.letters):
            return None
        return self.pattern.match(text, low, high)


@dataclass(slots=True, eq=False)
class Scan:
    """A pattern that is looked for all over a text.

    Attributes:
        starts: finds where the whole may match, and passes fast over where it cannot begin.
        pattern: matches the whole.
    """

    starts: re.Pattern[str]
    pattern: re.Pattern[str]

    def finditer(self, text: str, low: int, high: int) -> Iterator[re.Match[str]]:
        """The matches in ``text[low:high]``, in order; none overlaps another."""
        match = self.pattern.match
        for start in self.starts.finditer(text, low, high):
            at = start.start()
            if at >= low and (found := match(text, at, high)) is not None:
                low = found.end()
                yield found
