"""Step 3: what a plan says of itself, front matter included.

The title lines say most; where a text has none, the notice that forwards it names the plan, then the preamble. What the
text does not say stays null: years are never inferred from the clock, places never from a file's name.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any, NamedTuple

from plan_extract.flow import Flow, Zone
from plan_extract.outline import Outline
from plan_extract.rules import Rules
from plan_extract.rules.metadata import MetadataRules

__all__ = ["Metadata", "Period", "read_metadata"]

_HEAD = 6000  # characters before the first heading that are read
_TITLE_LINE = 60  # of the longest line of a title
_TITLE_LINES = 4  # lines of the longest title
_BODY = 20000  # characters of the body in which to see whether a plan speaks of the country
_FIRST_YEAR, _THIRD_YEAR = 1953, 1966  # the first five-year plan; the third began after three years of adjustment
_FIRST_CENTURY = 1900
_WHOLE_NAME = 5  # a shorter name of the country is a word for it, such as 全国


class Period(NamedTuple):
    """The years a plan covers, both included."""

    start: int
    end: int


class Metadata(NamedTuple):
    """What the plan says of itself, as in the plan document; None where it does not say."""

    title: str | None = None
    region: str | None = None
    region_level: str | None = None
    period: Period | None = None
    vision_year: int | None = None
    issuer: str | None = None
    issued_on: str | None = None
    approved_by: str | None = None


class _Line(NamedTuple):
    """A line before the first heading, folded and as printed, character for character, without blanks."""

    zone: Zone
    text: str
    printed: str


class _Head(NamedTuple):
    """What stands before the first heading: the lines, and all of them as one text, folded and as printed."""

    lines: list[_Line]
    text: str
    printed: str

    def search(self, pattern: Any, *, across: bool = False) -> str | None:
        """What the group `it` of `pattern` matches first, as printed; `across` line ends too."""
        text, printed = self.text, self.printed
        if across:
            text, printed = text.replace("\n", ""), printed.replace("\n", "")
        match = pattern.search(text)
        return printed[slice(*match.span("it"))] if match is not None else None


def read_metadata(flow: Flow, outline: Outline, rules: Rules) -> Metadata:
    """Title, region, period, issuer, date and approval, as far as the text says."""
    known, ordinals = rules.metadata, rules.outline.ordinals
    head = _head(flow, outline)
    title = _title(head, flow, known)
    folded = (title or "").translate(_WIDTH).replace(" ", "")
    issuer = _issuer(head, known)
    region, level = _region(folded, issuer or "", flow, known)
    period = _period(folded, known, ordinals) or _stated_period(head, flow, known)
    vision = known.patterns["vision"].search(folded)
    if region and issuer and level != "province":
        region = _fuller(region, issuer, known)
    return Metadata(
        title=title, region=region, region_level=level, period=period,
        vision_year=_year(vision["it"], known) if vision else None, issuer=issuer,
        issued_on=_date(head, known, ordinals), approved_by=_approval(head, known),
    )


_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 32, 0xA0: 32, 0x25CB: 0x3007}


def _head(flow: Flow, outline: Outline) -> _Head:
    first = next((root.start for root in outline.roots if root.kind != "paragraph"), _HEAD)
    lines: list[_Line] = []
    for paragraph in flow.paragraphs:
        start = paragraph.start
        if (start >= first and paragraph.zone is Zone.BODY) or start > _HEAD + _HEAD:
            break
        if paragraph.zone is not Zone.CONTENTS:
            part = slice(start, min(paragraph.end, start + _HEAD))
            text, printed = flow.text[part], flow.printed[part]
            if " " in text:
                printed = "".join(char for char, folded in zip(printed, text, strict=True) if folded != " ")
            lines.append(_Line(paragraph.zone, text.replace(" ", ""), printed))
    return _Head(lines, "\n".join(line.text for line in lines), "\n".join(line.printed for line in lines))


def _title(head: _Head, flow: Flow, known: MetadataRules) -> str | None:
    """The title lines, else what the notice or the preamble calls the plan, else a sentence that says what it is."""
    for title in (
        _lined_title(head, known),
        head.search(known.patterns["title-forwarded"]),
        head.search(known.patterns["title-quoted"]),
    ):
        if title is not None:
            return title
    match = known.patterns["title-subject"].search(flow.text)
    return flow.printed[slice(*match.span("it"))] if match is not None else None


def _lined_title(head: _Head, known: MetadataRules) -> str | None:
    """The title that fills one line or up to four."""
    whole, more = known.patterns["title-line"], known.patterns["title-continued"]
    runs = [list(run) for _, run in groupby(head.lines, key=lambda line: line.zone)]
    titles = [run for run in runs if run[0].zone is Zone.TITLE] + [run for run in runs if run[0].zone is Zone.BODY]
    for run in titles:
        for first, line in enumerate(run):
            if len(line.text) > _TITLE_LINE or line.text.endswith("。"):
                if len(line.text) > _TITLE_LINE + _TITLE_LINE:
                    break  # the preamble
                continue
            text, printed = line.text, line.printed
            match = whole.match(text)
            for after in run[first + 1 : first + _TITLE_LINES]:
                if len(after.text) > _TITLE_LINE or (match is not None and not more.match(after.text)):
                    break
                text, printed = text + after.text, printed + after.printed
                match = whole.match(text) or match
            if match is not None:
                return printed[: match.end("it")]
    return None


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


def _region(title: str, issuer: str, flow: Flow, known: MetadataRules) -> tuple[str | None, Any]:
    """The place that issued the plan and its rank, by title or issuer; the country where the text tells of no other."""
    for name in (title, issuer):
        party = known.patterns["before-place"].match(name)
        places = list(_places(name[party.end() :] if party else name, known))
        if places:
            (outer, *_), level = places[0], places[-1][1]
            cities = sum(key == "cities" for key, _, _ in places)
            if level == "city" and (outer == "municipalities" or cities > 1):
                level = "county"
            return "".join(place for _, _, place in places), level
        national = known.patterns["national-title"].match(name)
        if national is not None:
            return (None if len(national.group()) < _WHOLE_NAME else str(national.group())), "national"
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
        printed = match[match.lastgroup]
        n = int(printed) if printed.isdecimal() else ordinals.get(printed, 0)
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
    for text in (head.text, flow.text[:_BODY]):
        for match in known.patterns["term"].finditer(text):
            years = known.patterns["years"].search(text, match.end(), match.end() + 20)
            if years is not None:
                return _span_of_years(years, known)
    return None


def _issuer(head: _Head, known: MetadataRules) -> str | None:
    named = head.search(known.patterns["issuer"]) or head.search(known.patterns["issuer-label"])
    if named is not None:
        return named
    for line in head.lines:
        if line.zone is not Zone.NAVIGATION and len(line.text) <= _TITLE_LINE:
            alone = known.patterns["issuer-line"].match(line.text)
            if alone is not None:
                return line.printed[: alone.end("it")]
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
    return head.search(known.patterns["approved"], across=True)
