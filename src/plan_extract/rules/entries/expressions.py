"""The patterns for all that is a number and for all that is a time, made of the words of the rules."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from plan_extract.rules.dialect import compiled
from plan_extract.rules.entries.edges import edge_letters, set_of
from plan_extract.rules.entries.patterns import distinct, nameless, presence, source_of
from plan_extract.rules.entries.tries import before_words, trie_pattern
from plan_extract.rules.patterns import Scan
from plan_extract.rules.quantities import UnitSense

if TYPE_CHECKING:
    from plan_extract.rules.entries.quantities import Numeral, TimeWords

__all__ = ["number_scan", "time_scan", "values"]

_NO_NUMBER = "0-9.A-Za-z"  # behind these none begins


def values(numerals: Mapping[str, Numeral], kind: str) -> dict[str, int]:
    """The words of the numerals of one kind, with what they count."""
    return {word: n.value for n in numerals.values() if n.kind == kind for word in n.words}


def number_scan(numerals: Mapping[str, Numeral], units: Mapping[str, UnitSense]) -> Scan:
    """One pattern for every number; possessive and bounded, so that it is linear in any text.

    Digits are those of ASCII, to which the flow's text is folded: to ask of a character whether it is one of any script
    costs as much as all else that is asked of it.
    """
    scales = {**values(numerals, "multiplier"), **values(numerals, "magnitude")}
    point = "".join(values(numerals, "point"))
    han = "[" + "".join(sorted({*values(numerals, "digit"), *scales})) + point + "]"
    kinds: dict[str, list[str]] = {}
    for numeral in numerals.values():
        kinds.setdefault(numeral.kind, []).append(source_of(numeral))
    either = {kind: "(?:" + "|".join(sources) + ")" for kind, sources in kinds.items()}
    arabic = r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,5}+(?![0-9])|[0-9]{1,16}+)(?:\.[0-9]{1,12}+)?"
    unit = _unit("[" + "".join(sorted(scales)) + "]", either["excess"], units)
    between = "|".join(either[kind] for kind in ("range", "list"))
    magnitude = "[" + "".join(values(numerals, "magnitude")) + "]"
    alone = rf"(?P<doubling>{either['doubling']})|(?P<whole>{either['whole']}|{either['nil']})"
    joined = (
        rf"(?P<share>{either['share']})(?P<part>{arabic}|{han}{{1,12}}+)"
        rf"(?:{either['range']}(?P<to>{arabic}|{han}{{1,12}}+){either['share_end']})?"
        rf"|(?P<parts>[0-9]{{1,3}}+|{han}{{1,4}}+){either['fraction']}(?P<of>[0-9]{{1,3}}+|{han}{{1,4}}+)"
        rf"|(?<!/)(?P<over>[0-9])/(?P<under>[0-9]{{1,2}}+)(?![0-9/.%]|{magnitude})"
        rf"|(?:(?P<arabic>{arabic})|(?<!{han})(?!{point})(?P<spelled>{han}{{1,16}}+))(?P<more>{either['excess']})?"
        rf"(?:(?P<tenth>{either['tenth']})|(?(arabic)\x20?){unit}"
        rf"|(?(arabic)|(?:(?=(?:{between}){han})|(?<={magnitude}))))"
    )
    pattern = compiled(f"{alone}|(?<![{_NO_NUMBER}])(?:{joined})")
    behind = f"(?:{'|'.join((either['excess'], either['tenth'], either['fraction'], between, unit))})"
    bound, free, later = (edge_letters(compiled(part), first=True) for part in (f"(?:{joined})", alone, behind))
    if bound is None or free is None or later is None:
        return Scan(pattern, pattern)
    # Most digits stand behind another, where no number begins, and most numerals before what makes no number of them.
    counts = rf"[0-9]|{either['share']}|{han}{{1,16}}(?:[{set_of(later)}]|(?<={magnitude}))|{alone}"
    starts = f"[{set_of(bound | free)}](?<![{_NO_NUMBER}][{set_of(bound - free)}])(?<=(?={counts})(?s:.))"
    return Scan(compiled(starts), pattern)


def _unit(scale: str, excess: str, units: Mapping[str, UnitSense]) -> str:
    """A unit with its magnitude and its denominator, as a group."""
    known = f"(?:{trie_pattern(units)})"
    above = f"(?:{trie_pattern(word for word, sense in units.items() if not sense.denominator_only)})"
    below = rf"(?:/(?:10{{1,6}}+(?=\p{{Han}}))?+(?:{scale}{{0,3}}+{known}|{scale}{{1,3}}+)(?:·{known})?+)?"
    # Behind a magnitude with 余 stands no denominator. So written, the long list of units stands five times, not nine.
    return (
        rf"(?P<unit>(?:{scale}{{0,3}}{above}|{scale}{{1,3}}+(?P<odd>{excess}{above})?+)(?(odd)|{below})"
        rf"|/[0-9]{{0,6}}+{scale}{{1,3}}+{above}?)"
    )


def time_scan(expressions: Mapping[str, TimeWords]) -> tuple[Scan, dict[str, tuple[str, ...]]]:
    """One pattern for every time, the last group of a match is its rule's; and the names of the groups within.

    Where one begins is told without groups and with the words of all rules as one trie, which takes half as long.
    """
    within, names = distinct("\0".join(map(source_of, expressions.values())))
    parts = zip(expressions, within.split("\0"), strict=True)
    either = "|".join(f"(?P<rule_{key}>{source})" for key, source in parts)
    words = [word for time in expressions.values() for word in time.words]
    sources = [f"(?:{nameless(time.pattern)})" for time in expressions.values() if time.pattern is not None]
    if words:
        sources.append(before_words(words) + trie_pattern(words))
    return Scan(presence("|".join(sources)), compiled(either)), names
