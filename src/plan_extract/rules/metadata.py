"""What the step `metadata` takes: patterns of what a plan says of itself, and of places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

__all__ = ["MetadataRules", "Place"]

Level = Literal["province", "city", "county"]


class Place(NamedTuple):
    """A compiled kind of place: its key, its rank, the pattern of its names."""

    key: str
    level: Level
    pattern: Any


@dataclass(slots=True, eq=False)
class MetadataRules:
    """What the step takes.

    Attributes:
        patterns: by key of `metadata.yaml`.
        places: in the order of the file: known names before patterns.
        digits: the digits of years in characters, nought first.
    """

    patterns: dict[str, Any]
    places: tuple[Place, ...]
    digits: str
