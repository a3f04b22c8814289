"""What a phrase is, as far as anybody has asked."""

from __future__ import annotations

from typing import Protocol

__all__ = ["NOTHING", "Verdict"]


class Judge(Protocol):
    """Who is asked for what costs more to know."""

    def tell_class(self, verdict: Verdict) -> bool:
        """Whether the phrase is a class of things, whatever else it shows."""

    def look(self, verdict: Verdict) -> tuple[bool, bool, bool]:
        """Whether it holds a proper noun, words that say what it is for, and nothing but common topics."""


class Verdict:
    """What a phrase is; what costs more is found out only when it is asked for.

    Attributes:
        phrase: as it stands.
        bare: without quotation marks, brackets, 项目 and the section of a line.
        type: kind of undertaking by its head noun, or None where it has none.
        head: its head noun, or empty.
        needs: what the head noun asks for.
        quoted: it begins with a quotation.
        placed: the section of the line lies in a place.
        titled: a quotation is its title: “三进”工程.
    """

    __slots__ = (
        "_classed", "_common", "_judge", "_proper", "_topic", "bare", "head", "needs", "phrase", "placed", "quoted",
        "titled", "type",
    )

    def __init__(
        self, judge: Judge | None, phrase: str, bare: str, head: str, kind: str | None, needs: str,
    ) -> None:
        self._judge, self.phrase, self.bare = judge, phrase, bare
        self.head, self.type, self.needs = head, kind, needs
        self.quoted = self.placed = self.titled = False
        self._classed: bool | None = None
        self._proper: bool | None = None

    @property
    def classed(self) -> bool:
        """Whether it is a class of things, whatever else it shows."""
        if self._classed is None:
            self._classed = self._judge is not None and self._judge.tell_class(self)
        return self._classed

    @property
    def proper(self) -> bool:
        """Whether it holds a proper noun."""
        if self._proper is None:
            self._look()
        return self._proper is True and not self.classed

    @property
    def named(self) -> bool:
        """Whether it is quoted or holds a proper noun."""
        return self.quoted or self.proper

    @property
    def ends_with_work(self) -> bool:
        """Whether work on the thing, or a section of it, stands behind its head noun: 灌区续建配套."""
        return self.phrase != self.bare and self.phrase.startswith(self.bare)

    @property
    def topic(self) -> bool:
        """Whether it holds words of its own that say what it is for."""
        if self._proper is None:
            self._look()
        return self._topic

    @property
    def common(self) -> bool:
        """Whether nothing but common topics stands before the head noun."""
        if self._proper is None:
            self._look()
        return self._common

    def take_for_class(self) -> None:
        """Take it for a class of things."""
        self._classed = True

    def _look(self) -> None:
        looks = self._judge.look(self) if self._judge is not None else (False, False, False)
        self._proper, self._topic, self._common = looks


NOTHING = Verdict(None, "", "", "", None, "")
