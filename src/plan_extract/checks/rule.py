"""What a check is: a function from a reading of a plan to what is wrong with it, with a code that never changes."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from plan_extract.checks.document import Severity
from plan_extract.pipeline import Reading

__all__ = ["Check", "Fault", "at", "row_fault"]


class Fault(NamedTuple):
    """A fault as a check finds it: a half-open span of the source, and what is wrong."""

    start: int
    end: int
    message: str


@dataclass(frozen=True, slots=True)
class Check:
    """A check.

    Attributes:
        code: stable; users select by it.
        name: a few words, as in ``numbering-gap``.
        severity: how sure and how grave.
        find: what finds the faults. Its docstring documents the check: a sentence, a paragraph of reasons, and after
            the lines ``Finds:`` and ``Leaves:`` texts in which it finds a fault and texts in which it finds none.
    """

    code: str
    name: str
    severity: Severity
    find: Callable[[Reading], Iterable[Fault]]

    def about(self) -> str:
        """What it finds and why."""
        return self._parts()[0]

    def finds(self) -> str:
        """A text with the fault."""
        return self._parts()[1]

    def leaves(self) -> str:
        """A text without it."""
        return self._parts()[2]

    def _parts(self) -> tuple[str, str, str]:
        text = inspect.cleandoc(self.find.__doc__ or "")
        about, _, rest = text.partition("\nFinds:\n")
        finds, _, leaves = rest.partition("\nLeaves:\n")
        return about.strip(), inspect.cleandoc("\n" + finds), inspect.cleandoc("\n" + leaves)


def at(reading: Reading, start: int, end: int, message: str) -> Fault:
    """A fault at the flow's characters `start` to `end`."""
    return Fault(*reading.flow.span(start, end), message)


def row_fault(span: tuple[int, int], message: str) -> Fault:
    """A fault at a span of the source."""
    return Fault(*span, message)
