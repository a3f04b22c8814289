"""`phrases.yaml` and `indicators.yaml`: the grammar of an indicator's phrase, and the indicators that have a name."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Literal

import regex
from pydantic import Field

from plan_extract.rules.base import Rule

__all__ = [
    "FILES", "Indicator", "IndicatorRules", "KnownIndicator", "PhraseRules", "bare_name", "bare_unit", "compile_rules",
]

_NEVER = r"(?!)"
_BARE = regex.compile(r"[\s“”\"'‘’《》]")


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


@dataclass(frozen=True, slots=True)
class KnownIndicator:
    """What a name can mean: the key, with the measures it is used with (none: any) and the units of its level."""

    key: str
    measures: frozenset[str]
    units: frozenset[str | None]


@dataclass(frozen=True, slots=True)
class PhraseRules:
    """The grammar of a phrase: an attribute for each entry of `phrases.yaml`, which says what it is for.

    Attributes:
        endings: the words of `links`, `links_or_works`, `changes` and `trailing` by their last character, the longest
            first, each with the name of the first entry that holds it.
    """

    endings: Mapping[str, tuple[tuple[str, str], ...]]
    links: frozenset[str]
    links_or_works: frozenset[str]
    trailing: frozenset[str]
    kept_endings: frozenset[str]
    changes: frozenset[str]
    rates_of_change: frozenset[str]
    generics: frozenset[str]
    attributes: frozenset[str]
    owner_verbs: frozenset[str]
    owner_measures: frozenset[str]
    openers: frozenset[str]
    adverbs: frozenset[str]
    causatives: frozenset[str]
    strong_causatives: frozenset[str]
    verbs: frozenset[str]
    verbs_or_nouns: frozenset[str]
    nouns_or_verbs: frozenset[str]
    additions: frozenset[str]
    not_behind: frozenset[str]
    rates_behind: frozenset[str]
    predicates: frozenset[str]
    states: frozenset[str]
    people_and_places: frozenset[str]
    shares_of: frozenset[str]
    durations: frozenset[str]
    completions: frozenset[str]
    counted_works: frozenset[str]
    qualities: frozenset[str]
    prepositions: frozenset[str]
    scopes: frozenset[str]
    distributive: frozenset[str]
    particles: regex.Pattern[str]
    times: regex.Pattern[str]
    prices: regex.Pattern[str]
    bases: regex.Pattern[str]
    hints: regex.Pattern[str]
    excesses: regex.Pattern[str]
    needy: regex.Pattern[str]
    shares: regex.Pattern[str]
    measure_nouns: regex.Pattern[str]
    works: regex.Pattern[str]
    undertakings: regex.Pattern[str]
    lists: regex.Pattern[str]
    joints: regex.Pattern[str]
    from_to: regex.Pattern[str]
    stative: regex.Pattern[str]
    parts: regex.Pattern[str]
    units_in_names: regex.Pattern[str]
    added: regex.Pattern[str]
    numbering: regex.Pattern[str]
    places: regex.Pattern[str]
    amounts: frozenset[str]
    counts: frozenset[str]
    magnitudes: regex.Pattern[str]
    attributive: frozenset[str]
    conjunctions: frozenset[str]
    gross_product: regex.Pattern[str]
    share: regex.Pattern[str]
    per_head: regex.Pattern[str]
    change_units: frozenset[str]


@dataclass(frozen=True, slots=True)
class IndicatorRules:
    """What the step takes.

    Attributes:
        phrases: the grammar.
        known: what a normalised name can mean, the more particular first.
        directions: by key.
    """

    phrases: PhraseRules
    known: Mapping[str, tuple[KnownIndicator, ...]]
    directions: Mapping[str, str]


def bare_name(text: str, rules: PhraseRules) -> str:
    """A name as it is compared: half-width, without blanks, quotation marks and the particle of attribution.

    The ways to say gross product, share and per head that mean the same become the same.
    """
    bare = _BARE.sub("", unicodedata.normalize("NFKC", text))
    for particle in rules.attributive:
        bare = bare.replace(particle, "")
    bare = rules.gross_product.sub("GDP", bare)
    return rules.per_head.sub(r"\1", rules.share.sub("%", bare))


def bare_unit(unit: str | None, rules: PhraseRules) -> str | None:
    """A unit as it is compared: without its magnitude."""
    return None if unit is None else rules.magnitudes.sub("", unicodedata.normalize("NFKC", unit)) or None


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
    for part in fields(PhraseRules):
        if part.name in parts:
            continue
        rule = rules.get(part.name)
        if str(part.type).startswith("frozenset"):
            parts[part.name] = frozenset(rule.words if rule is not None else ())
        else:
            parts[part.name] = regex.compile(rule.source() if rule is not None else _NEVER)
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
