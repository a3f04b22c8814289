"""`phrases.yaml` and `indicators.yaml`: the grammar of an indicator's phrase, and the indicators that have a name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_origin, get_type_hints

import regex
from pydantic import Field

from plan_extract.rules.entries.base import Rule
from plan_extract.rules.indicators import _NEVER, IndicatorRules, KnownIndicator, PhraseRules, bare_name, bare_unit

__all__ = ["FILES", "Indicator", "Phrase", "compile_rules"]


class Phrase(Rule):
    """Words or a pattern of one part in the grammar of a phrase; the key says which."""


class Indicator(Rule):
    """An indicator that plans use under a name of its own; `words` are its aliases beside `name`."""

    name: str = Field(min_length=1, description="The standard name.")
    unit: str | None = Field(default=None, description="The usual unit, or null where it has none.")
    direction: Literal["up", "down", "neutral"] = Field(description="Which way is better.")
    domain: str = Field(min_length=1, description="The chapter of a plan that it belongs to.")
    measures: tuple[Literal["level", "cumulative", "growth", "annual_growth", "decline"], ...] = Field(
        default=(), description="With which measures the name means this indicator; empty for any.")
    units: tuple[str, ...] = Field(
        default=(), description="Other units that it is told in, magnitudes aside.")

    def matches(self, text: str) -> bool:
        """Whether `text` is the indicator's name or an alias of it."""
        return text in (self.name, *self.words)


FILES: dict[str, type[Rule]] = {"phrases": Phrase, "indicators": Indicator}


def _endings(rules: Mapping[str, Rule]) -> dict[str, tuple[tuple[str, str], ...]]:
    kinds: dict[str, str] = {}
    for kind in ("trailing", "changes", "links_or_works", "links"):
        kinds |= dict.fromkeys(rules[kind].words if kind in rules else (), kind)
    by_last: dict[str, list[tuple[str, str]]] = {}
    for word, kind in sorted(kinds.items(), key=lambda item: (-len(item[0]), item[0])):
        by_last.setdefault(word[-1], []).append((word, kind))
    return {last: tuple(words) for last, words in by_last.items()}


def _phrases(rules: Mapping[str, Rule]) -> PhraseRules:
    """The grammar of the entries; one that a user has removed matches nothing."""
    parts: dict[str, object] = {"endings": _endings(rules)}
    for name, kind in get_type_hints(PhraseRules).items():
        if name in parts:
            continue
        rule = rules.get(name)
        if get_origin(kind) is frozenset:
            parts[name] = frozenset(rule.words if rule is not None else ())
        else:
            parts[name] = regex.compile(rule.source() if rule is not None else _NEVER)
    return PhraseRules(**parts)  # type: ignore[arg-type]


def compile_rules(rules: Mapping[str, Mapping[str, Rule]]) -> IndicatorRules:
    """Make the step's rules of the validated entries."""
    phrases = _phrases(rules["phrases"])
    known: dict[str, list[KnownIndicator]] = {}
    directions: dict[str, str] = {}
    for key, entry in rules["indicators"].items():
        if isinstance(entry, Indicator):
            units = (bare_unit(unit, phrases) for unit in (entry.unit, *entry.units))
            meaning = KnownIndicator(key, frozenset(entry.measures), frozenset(units))
            directions[key] = entry.direction
            for name in dict.fromkeys(bare_name(n, phrases) for n in (entry.name, *entry.words)):
                known.setdefault(name, []).append(meaning)
    particular = {
        name: tuple(sorted(meanings, key=lambda m: (not m.measures, not m.units, m.key)))
        for name, meanings in known.items()
    }
    return IndicatorRules(phrases, particular, directions)
