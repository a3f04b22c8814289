"""The grammar of an indicator's phrase, and the indicators that have a name."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import NamedTuple

import regex

from plan_extract.patterns import compiled

__all__ = ["IndicatorRules", "KnownIndicator", "PhraseRules", "bare_name", "bare_unit"]

_NEVER = r"(?!)"


_BARE = compiled(r"[\s“”\"'‘’《》]")


class KnownIndicator(NamedTuple):
    """What a name can mean: the key, with the measures it is used with (none: any) and the units of its level."""

    key: str
    measures: frozenset[str]
    units: frozenset[str | None]


class PhraseRules(NamedTuple):
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


class IndicatorRules(NamedTuple):
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
