"""Step 3: what a plan says of itself, front matter included.

The title lines say most; where a text has none, the notice that forwards it names the plan, then the preamble. What the
text does not say stays null: years are never inferred from the clock, places never from a file's name.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any, NamedTuple

from plan_extract.flow import Flow, Zone
from plan_extract.models import Metadata, Period
from plan_extract.outline import Outline
from plan_extract.rules import Rules
from plan_extract.rules.metadata import MetadataRules

__all__ = ["read_metadata"]

_HEAD = 6000  # characters before the first heading that are read
_TITLE_LINE = 60  # of the longest line of a title
_TITLE_LINES = 4  # lines of the longest title
_BODY = 20000  # characters of the body in which to see whether a plan speaks of the country
_FIRST_YEAR, _THIRD_YEAR = 1953, 1966  # the first five-year plan; the third began after three years of adjustment
_FIRST_CENTURY = 1900


class _Head(NamedTuple):
    """What stands before the first heading: the lines, folded and printed, and the same without line ends."""

    lines: list[tuple[Zone, str, str]]
    joined: str


def read_metadata(flow: Flow, outline: Outline, rules: Rules) -> Metadata:
    """Title, region, period, issuer, date and approval, as far as the text says."""
    known, ordinals = rules.metadata, rules.outline.ordinals
    head = _head(flow, outline)
    title = _title(head, flow, known)
    folded = (title or "").translate(_WIDTH).replace(" ", "")
    region, level = _region(folded, flow, known)
    period = _period(folded, known, ordinals) or _stated_period(head, flow, known)
    vision = known.patterns["vision"].search(folded)
    issuer = _issuer(head, known)
    if region and issuer and level != "province":
        region = _fuller(region, issuer, known)
    return Metadata.model_construct(
        title=title, region=region, region_level=level, period=period,
        vision_year=_year(vision["it"], known) if vision else None, issuer=issuer,
        issued_on=_date(head, known, ordinals), approved_by=_approval(head, known),
    )


_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 32, 0xA0: 32, 0x25CB: 0x3007}


def _head(flow: Flow, outline: Outline) -> _Head:
    first = next((root.start for root in outline.roots if root.kind != "paragraph"), _HEAD)
    lines: list[tuple[Zone, str, str]] = []
    for paragraph in flow.paragraphs:
        if paragraph.start >= first and paragraph.zone is Zone.BODY:
            break
        if paragraph.start > _HEAD + _HEAD:
            break
        if paragraph.zone is not Zone.CONTENTS:
            end = min(paragraph.end, paragraph.start + _HEAD)
            lines.append((
                paragraph.zone, flow.text[paragraph.start : end].replace(" ", ""),
                flow.printed[paragraph.start : end].strip(),
            ))
    return _Head(lines, "\n".join(text for _, text, _ in lines))


def _title(head: _Head, flow: Flow, known: MetadataRules) -> str | None:
    lined = _lined_title(head, known)
    if lined is not None:
        return lined
    for key, text in (
        ("title-forwarded", head.joined), ("title-quoted", head.joined), ("title-subject", flow.text),
    ):
        match = known.patterns[key].search(text)
        if match is not None:
            return str(match["it"])
    return None


def _lined_title(head: _Head, known: MetadataRules) -> str | None:
    """The title that fills one line or up to four, as printed."""
    whole, more = known.patterns["title-line"], known.patterns["title-continued"]
    runs = [list(run) for _, run in groupby(head.lines, key=lambda line: line[0])]
    for at_hand in sorted(
        (run for run in runs if run[0][0] in {Zone.TITLE, Zone.BODY}), key=lambda run: run[0][0] is Zone.BODY,
    ):
        for first, (_, text, printed) in enumerate(at_hand):
            if len(text) > _TITLE_LINE or text.endswith("。"):
                if len(text) > _TITLE_LINE + _TITLE_LINE:
                    break
                continue
            found, joined, shown = None, text, printed
            match = whole.match(joined)
            if match is not None:
                found = _as_printed(shown, match.end("it"), joined)
            for _, text_after, printed_after in at_hand[first + 1 : first + _TITLE_LINES]:
                if len(text_after) > _TITLE_LINE or (found is not None and not more.match(text_after)):
                    break
                joined, shown = joined + text_after, shown + printed_after
                match = whole.match(joined)
                if match is not None:
                    found = _as_printed(shown, match.end("it"), joined)
            if found is not None:
                return found
    return None


def _as_printed(printed: str, end: int, folded: str) -> str:
    """The first `end` characters of `folded`, which is `printed` without blanks, as printed."""
    if len(printed) != len(folded):
        printed = "".join(char for char in printed if not char.isspace())
    return printed[:end] if len(printed) == len(folded) else folded[:end]


def _places(text: str, known: MetadataRules) -> Iterator[tuple[str, str, str]]:
    """The divisions at the start of `text`, outermost first: key, level and name."""
    ranks = ("province", "city", "county")
    at = lowest = 0
    while at < len(text):
        found: tuple[Any, Any] | None = None
        for place in known.places:
            if ranks.index(place.level) >= lowest and (match := place.pattern.match(text, at)):
                found = (place, match)
                break
        if found is None:
            return
        place, match = found
        yield place.key, place.level, match.group()
        lowest, at = ranks.index(place.level) + 1, match.end()


def _region(title: str, flow: Flow, known: MetadataRules) -> tuple[str | None, Any]:
    """The place that issued the plan and its rank, from the title; the country where the text speaks of no other."""
    party = known.patterns["before-place"].match(title)
    places = list(_places(title[party.end() :] if party else title, known))
    if places:
        (outer, *_), level = places[0], places[-1][1]
        cities = sum(key == "cities" for key, _, _ in places)
        if level == "city" and (outer == "municipalities" or cities > 1):
            level = "county"
        return "".join(name for _, _, name in places), level
    national = known.patterns["national-title"].match(title)
    if title and national is not None:
        return (None if len(national.group()) < 5 else str(national.group())), "national"
    text = flow.text[:_BODY]
    here = len(known.patterns["local-text"].findall(text))
    nation = len(known.patterns["national-text"].findall(text))
    return None, "national" if nation >= 3 and nation > 3 * here else None


def _fuller(region: str, issuer: str, known: MetadataRules) -> str:
    """The region with the places over it, where the issuer's name has them."""
    names = "".join(name for _, _, name in _places(issuer, known))
    return names if names.endswith(region) and len(names) > len(region) else region


def _year(text: str, known: MetadataRules) -> int:
    return int("".join(char if char.isascii() else str(known.digits.find(char)) for char in text))


def _period(text: str, known: MetadataRules, ordinals: dict[str, int]) -> Period | None:
    """The years a title names: those of a five-year plan, or a first and a last year."""
    match = known.patterns["five-year"].search(text)
    if match is not None:
        n = int(match["n"]) if match["n"].isdecimal() else ordinals.get(match["n"], 0)
        if 1 <= n <= 30:
            start = _FIRST_YEAR + 5 * (n - 1) if n < 3 else _THIRD_YEAR + 5 * (n - 3)
            return Period(start=start, end=start + 4)
    return _span_of_years(known.patterns["years"].search(text), known)


def _span_of_years(match: Any, known: MetadataRules) -> Period | None:
    if match is None:
        return None
    start, end = _year(match["start"], known), _year(match["end"], known)
    return Period(start=start, end=end) if _FIRST_CENTURY < start < end <= start + 50 else None


def _stated_period(head: _Head, flow: Flow, known: MetadataRules) -> Period | None:
    """The years that a plan without years in its title says it covers."""
    for text in (head.joined, flow.text[:_BODY]):
        for match in known.patterns["term"].finditer(text):
            years = known.patterns["years"].search(text, match.end(), match.end() + 20)
            if years is not None:
                return _span_of_years(years, known)
    return None


def _issuer(head: _Head, known: MetadataRules) -> str | None:
    match = known.patterns["issuer"].search(head.joined)
    if match is not None:
        return str(match["it"])
    for zone, text, _ in head.lines:
        if zone is not Zone.NAVIGATION and len(text) <= _TITLE_LINE:
            alone = known.patterns["issuer-line"].match(text)
            if alone is not None:
                return str(alone["it"])
    return None


def _date(head: _Head, known: MetadataRules, ordinals: dict[str, int]) -> str | None:
    """The date that stands alone under the notice, else one that is called the date of issue."""
    labelled: str | None = None
    pattern = known.patterns["date"]
    for _, text, _ in head.lines:
        for match in pattern.finditer(text[:_HEAD]):
            iso = _iso(match, known, ordinals)
            if iso is None:
                continue
            if match.start() == 0 and match.end() == len(text):
                return iso
            before, after = text[max(match.start() - 6, 0) : match.start()], text[match.end() :]
            signed = known.patterns["issuer-line"].match(text[: match.start()][-20:].rpartition("。")[2])
            if labelled is None and (known.patterns["date-label"].search(before) or signed) and not known.patterns[
                "date-of-meeting"].match(after):
                labelled = iso
    return labelled


def _iso(match: Any, known: MetadataRules, ordinals: dict[str, int]) -> str | None:
    def number(text: str) -> int:
        return int(text) if text.isascii() else ordinals.get(text, 0)

    month, day = number(match["month"]), number(match["day"])
    return f"{_year(match['year'], known):04d}-{month:02d}-{day:02d}" if 1 <= month <= 12 and 1 <= day <= 31 else None


def _approval(head: _Head, known: MetadataRules) -> str | None:
    match = known.patterns["approved"].search(head.joined.replace("\n", ""))
    return str(match["it"]) if match is not None else None
