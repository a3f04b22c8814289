"""`phrases.yaml` and `indicators.yaml`: the grammar of an indicator's phrase, and the indicators that have a name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_origin, get_type_hints

from pydantic import Field

from plan_extract.rules.dialect import compiled
from plan_extract.rules.entries.base import Rule
from plan_extract.rules.entries.patterns import ending, presence, scan, source_of
from plan_extract.rules.entries.tries import sizes_by_last, trie_pattern
from plan_extract.rules.indicators import IndicatorRules, KnownIndicator, PhraseRules, bare_name, bare_unit
from plan_extract.rules.patterns import Ending, Scan

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


_NEVER = r"(?!)"
_LOOKED_FOR = frozenset({"hints", "shares"})  # of which no more is asked than where they begin
FILES: dict[str, type[Rule]] = {"phrases": Phrase, "indicators": Indicator}


def _joined(rules: Mapping[str, Rule]) -> dict[str, object]:
    """What is made of several entries."""

    def words(*kinds: str) -> set[str]:
        return {word for kind in kinds if kind in rules for word in rules[kind].words}

    endings: dict[str, str] = {}
    for kind in ("trailing", "changes", "links_or_works", "links"):
        endings |= dict.fromkeys(words(kind), kind)
    leading = words("openers", "adverbs", "causatives", "scopes", "verbs", "verbs_or_nouns", "additions")
    return {
        "endings": endings,
        "ending_sizes": sizes_by_last(endings),
        "amount_sizes": sizes_by_last(words("amounts")),
        "count_sizes": sizes_by_last(words("counts")),
        "joining": frozenset(words("attributive", "conjunctions")),
        "heads": presence("|".join(source_of(rules[k]) for k in ("times", "prices", "lists") if k in rules) or _NEVER),
        "leading": compiled(trie_pattern({*leading, "、", ","})),
        "causing": presence(trie_pattern(words("strong_causatives")) or _NEVER),
        "rate_ends": frozenset(word[-1] for word in words("rates_of_change", "kept_endings")),
    }


def _phrases(rules: Mapping[str, Rule]) -> PhraseRules:
    """The grammar of the entries; one that a user has removed matches nothing."""
    parts = _joined(rules)
    for name, kind in get_type_hints(PhraseRules).items():
        if name in parts:
            continue
        rule = rules.get(name)
        source = source_of(rule) if rule is not None else _NEVER
        if get_origin(kind) is frozenset:
            parts[name] = frozenset(rule.words if rule is not None else ())
        elif kind is Ending:
            parts[name] = ending(source)
        elif kind is Scan:
            parts[name] = scan(source)
        else:
            parts[name] = (presence if name in _LOOKED_FOR else compiled)(source)
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
