"""The grammar of an indicator's phrase, and the indicators that have a name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from plan_extract.rules.patterns import Ending, Scan

__all__ = ["IndicatorRules", "KnownIndicator", "PhraseRules", "bare_name", "bare_unit"]

_QUOTES = str.maketrans("", "", "“”\"'‘’《》")


class KnownIndicator(NamedTuple):
    """What a name can mean: the key, with the measures it is used with (none: any) and the units of its level."""

    key: str
    measures: frozenset[str]
    units: frozenset[str | None]


@dataclass(slots=True, eq=False)
class PhraseRules:
    """The grammar of a phrase: an attribute for each entry of `phrases.yaml`, which says what it is for.

    Attributes:
        endings: the words of `links`, `links_or_works`, `changes` and `trailing`, each with the name of the first entry
            that holds it.
        ending_sizes: by last character, how many characters these words have, the longest first.
        heads: what `times`, `prices` or `lists` tells, wherever it stands.
        leading: a word that can lead up to the subject of a clause.
        causing: a word of `strong_causatives`, wherever it stands.
        amount_sizes: as `ending_sizes`, of the words of `amounts`.
        count_sizes: as `ending_sizes`, of the words of `counts`.
        joining: the words of `attributive` and `conjunctions`.
        rate_ends: the last characters of `rates_of_change` and of `kept_endings`.
    """

    endings: Mapping[str, str]
    ending_sizes: Mapping[str, tuple[int, ...]]
    amount_sizes: Mapping[str, tuple[int, ...]]
    count_sizes: Mapping[str, tuple[int, ...]]
    joining: frozenset[str]
    heads: re.Pattern[str]
    leading: re.Pattern[str]
    causing: re.Pattern[str]
    rate_ends: frozenset[str]
    links: frozenset[str]
    links_or_works: frozenset[str]
    trailing: frozenset[str]
    kept_endings: frozenset[str]
    changes: frozenset[str]
    rates_of_change: frozenset[str]
    generics: frozenset[str]
    ranks: frozenset[str]
    averages: frozenset[str]
    grades: re.Pattern[str]
    localities: re.Pattern[str]
    asides: re.Pattern[str]
    attributes: frozenset[str]
    trades: Ending
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
    short_heads: frozenset[str]
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
    particles: re.Pattern[str]
    times: Scan
    prices: Scan
    bases: Ending
    hints: re.Pattern[str]
    within: frozenset[str]
    circumstances: re.Pattern[str]
    severally: frozenset[str]
    excesses: re.Pattern[str]
    needy: re.Pattern[str]
    shares: re.Pattern[str]
    measure_nouns: Ending
    works: Ending
    undertakings: Ending
    lists: Scan
    joints: re.Pattern[str]
    from_to: re.Pattern[str]
    stative: re.Pattern[str]
    parts: re.Pattern[str]
    sums_up: re.Pattern[str]
    substances: re.Pattern[str]
    units_in_names: Ending
    added: Ending
    numbering: re.Pattern[str]
    places: re.Pattern[str]
    amounts: frozenset[str]
    counts: frozenset[str]
    magnitudes: re.Pattern[str]
    attributive: frozenset[str]
    conjunctions: frozenset[str]
    gross_product: Scan
    share: Ending
    per_head: Scan
    extents: Ending
    unextended: Ending
    per_unit: re.Pattern[str]
    change_units: frozenset[str]


@dataclass(slots=True, eq=False)
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
    bare = unicodedata.normalize("NFKC", text)
    if not bare.isalnum():
        bare = "".join(bare.split()).translate(_QUOTES)
    for particle in rules.attributive:
        bare = bare.replace(particle, "")
    if rules.gross_product.starts.search(bare):
        bare = rules.gross_product.pattern.sub("GDP", bare)
    share = rules.share.search(bare, 0, len(bare))
    if share is not None:
        bare = f"{bare[: share.start()]}%"
    return rules.per_head.pattern.sub(r"\1", bare) if rules.per_head.starts.search(bare) else bare


def bare_unit(unit: str | None, rules: PhraseRules) -> str | None:
    """A unit as it is compared: without its magnitude."""
    return None if unit is None else rules.magnitudes.sub("", unicodedata.normalize("NFKC", unit)) or None
