"""Rules of the step `metadata`: `metadata.yaml`, `metadata_places.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import regex
from pydantic import Field

from plan_extract.rules.base import Rule

__all__ = ["FILES", "MetadataRules", "Place", "PlaceRule", "compile_rules"]

Level = Literal["province", "city", "county"]


class PlaceRule(Rule):
    """Names of administrative divisions, or how they are made."""

    level: Level = Field(description="The rank of such a place.")


FILES: dict[str, type[Rule]] = {"metadata": Rule, "metadata_places": PlaceRule}


@dataclass(frozen=True, slots=True)
class Place:
    """A compiled kind of place: its key, its rank, the pattern of its names."""

    key: str
    level: Level
    pattern: Any


@dataclass(frozen=True, slots=True)
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


def compile_rules(rules: Mapping[str, Mapping[str, Rule]]) -> MetadataRules:
    """Make the step's rules of the validated entries."""
    return MetadataRules(
        {key: regex.compile(rule.source()) for key, rule in rules["metadata"].items()},
        tuple(
            Place(key, rule.level, regex.compile(rule.source()))
            for key, rule in rules["metadata_places"].items() if isinstance(rule, PlaceRule)
        ),
        "".join(rules["metadata"]["digits"].words),
    )
