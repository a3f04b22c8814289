"""Rules of the step `metadata`: `metadata.yaml`, `metadata_places.yaml`."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import Field

from plan_extract.rules.dialect import compiled
from plan_extract.rules.entries.base import Rule
from plan_extract.rules.metadata import Level, MetadataRules, Place

__all__ = ["FILES", "PlaceRule", "compile_rules"]


class PlaceRule(Rule):
    """Names of administrative divisions, or how they are made."""

    level: Level = Field(description="The rank of such a place.")


FILES: dict[str, type[Rule]] = {"metadata": Rule, "metadata_places": PlaceRule}


def compile_rules(rules: Mapping[str, Mapping[str, Rule]]) -> MetadataRules:
    """Make the step's rules of the validated entries."""
    return MetadataRules(
        {key: compiled(rule.source()) for key, rule in rules["metadata"].items()},
        tuple(
            Place(key, rule.level, compiled(rule.source()))
            for key, rule in rules["metadata_places"].items() if isinstance(rule, PlaceRule)
        ),
        "".join(rules["metadata"]["digits"].words),
    )
