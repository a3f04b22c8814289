"""What the step gives back."""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["Mention", "Project"]


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
    """

    start: int
    end: int
    name: str
    type: str
    status: str
    action: str | None = None


@dataclass(slots=True)
class Project:
    """A named undertaking with all its mentions, in reading order."""

    name: str
    type: str
    status: str
    aliases: list[str]
    mentions: list[Mention] = field(default_factory=list)
