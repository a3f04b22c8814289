"""Which known indicator a phrase names, so that two plans that word it differently can be compared.

A look-up, never a guess: the phrase as it stands, then without the place before it and the noun of amount behind it,
must be a name of `indicators.yaml`, and the quantity's unit one that the indicator is told in. Otherwise it has no key.
"""

from __future__ import annotations

from collections.abc import Iterator

from plan_extract.rules.indicators import IndicatorRules, KnownIndicator, PhraseRules, bare_name, bare_unit

__all__ = ["canonical_indicator"]

_CHANGES = frozenset({"growth", "annual_growth", "decline"})
_LONGEST = 60  # characters; no name is longer


def canonical_indicator(name: str, unit: str | None, measure: str, rules: IndicatorRules) -> str | None:
    """The key of the indicator that `name` means with this unit and measure, or None.

    Args:
        name: the phrase, in printed characters.
        unit: as printed, magnitude included; None where it has none or the text does not say.
        measure: level, cumulative, growth, annual_growth or decline.
        rules: the known indicators and the grammar.
    """
    if len(name) > _LONGEST:
        return None
    for start in _starts(bare_name(name, rules.phrases), rules.phrases):
        for form in _forms(start, rules.phrases):
            for known in rules.known.get(form, ()):
                if _fits(known, unit, measure, rules.phrases):
                    return known.key
    return None


def _starts(name: str, rules: PhraseRules) -> Iterator[str]:
    """The name as it stands, and without the place before it."""
    yield name
    scope = None
    for size in (4, 3, 2):
        if name[:size] in rules.scopes:
            scope = name[:size]
            yield name[size:]
            break
    place = rules.places.match(name)
    if place is not None and place.end() < len(name) - 1 and place.group() != scope:
        yield name[place.end() :]


def _forms(name: str, rules: PhraseRules) -> list[str]:
    """The name as it stands, and what is left of it when a unit in brackets and a noun of amount are taken off."""
    forms = [name]
    bracket = rules.units_in_names.search(name, 0, len(name))
    if bracket is not None:
        name = name[: bracket.start()]
        forms.append(name)
    sizes = rules.amount_sizes.get(name[-1:])
    return forms + _shorter(name, sizes, rules) if sizes else forms


def _shorter(name: str, sizes: tuple[int, ...], rules: PhraseRules) -> list[str]:
    """The name without a noun of amount of one of these sizes."""
    return [name[:-size] for size in sizes if size <= len(name) - 2 and name[-size:] in rules.amounts]


def _fits(known: KnownIndicator, unit: str | None, measure: str, rules: PhraseRules) -> bool:
    """Whether a quantity of this unit and measure can be the known indicator."""
    if measure in _CHANGES and unit in rules.change_units:
        return True
    if known.measures and measure not in known.measures:
        return False
    return unit is None or bare_unit(unit, rules) in known.units
