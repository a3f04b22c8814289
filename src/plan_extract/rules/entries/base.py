"""What every rule is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated

import regex
from pydantic import BaseModel, ConfigDict, Field, field_validator

__all__ = ["Rule", "alternation"]


def alternation(words: Iterable[str]) -> str:
    """A pattern that matches any of `words`, the longest first."""
    return "|".join(regex.escape(w) for w in sorted(set(words), key=lambda w: (-len(w), w)))


class Rule(BaseModel):
    """A rule: words or a pattern, with examples for and against.

    Attributes:
        words: literal words, as they stand in the folded text.
        pattern: a regular expression of the `regex` package over the folded text, instead of or beside words.
        note: why the rule is there, or where it comes from.
        examples: texts in which the rule must match.
        counterexamples: texts in which it must not; `not` in the file.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, defer_build=True)

    words: tuple[Annotated[str, Field(min_length=1)], ...] = ()
    pattern: str | None = None
    note: str = ""
    examples: Annotated[tuple[str, ...], Field(min_length=1)]
    counterexamples: Annotated[tuple[str, ...], Field(alias="not")] = ()

    @field_validator("words")
    @classmethod
    def _once(cls, words: tuple[str, ...]) -> tuple[str, ...]:
        if len(set(words)) != len(words):
            double = next(w for n, w in enumerate(words) if w in words[:n])
            raise ValueError(f"{double!r} stands twice")
        return words

    @field_validator("pattern")
    @classmethod
    def _compiles(cls, pattern: str | None) -> str | None:
        try:
            regex.compile(pattern or "")
        except regex.error as error:
            raise ValueError(f"does not compile: {error}") from None
        return pattern

    def source(self) -> str:
        """The regular expression of words and pattern together."""
        parts = [alternation(self.words)] if self.words else []
        if self.pattern is not None:
            parts.append(f"(?:{self.pattern})")
        return "(?:" + "|".join(parts) + ")"

    def matches(self, text: str) -> bool:
        """Whether the rule matches somewhere in `text`; kinds of rule with a meaning of their own say it here."""
        return regex.search(self.source(), text) is not None

    def misses(self) -> Iterator[tuple[str, int, str]]:
        """Where the rule does not do what its own examples say: the list, the place in it, and what is wrong."""
        for n, text in enumerate(self.examples):
            if not self.matches(text):
                yield "examples", n, f"does not match {text!r}"
        for n, text in enumerate(self.counterexamples):
            if self.matches(text):
                yield "not", n, f"matches {text!r}"
