"""What the step gives back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

__all__ = ["Investment", "Mention", "Project"]


class Investment(NamedTuple):
    """What a project costs: value and unit as printed, and value, upper value and unit in CNY or USD."""

    value: float | int
    unit: str
    base: tuple[float, float | None, str] | None


@dataclass(slots=True)
class Mention:
    """A place where the plan acts on a project; offsets into the flow.

    Attributes:
        start: first character of the name as printed there.
        end: past its last.
        name: the full name in printed characters (``地铁5号线`` for the ``5`` of 5、6、7号线).
        type: facility, organisation, platform, programme or zone.
        status: completed, underway or planned.
        action: the word of action, or None.
        location: where it is, as a table of projects says.
        years: its first and last year, from such a table.
        investment: what it costs, from such a table.
        content: what is built, from such a table.
    """

    start: int
    end: int
    name: str
    type: str
    status: str
    action: str | None = None
    location: str | None = None
    years: tuple[int | None, int | None] | None = None
    investment: Investment | None = None
    content: str | None = None


@dataclass(slots=True)
class Project:
    """A named undertaking with all its mentions, in reading order; what tables say of it is its own."""

    name: str
    type: str
    status: str
    aliases: list[str]
    mentions: list[Mention] = field(default_factory=list)
    location: str | None = None
    years: tuple[int | None, int | None] | None = None
    investment: Investment | None = None
    content: str | None = None
