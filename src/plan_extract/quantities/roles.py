"""Whether a quantity is promised or achieved, and by when: from its sentence, its paragraph and its headings."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from plan_extract.outline import Node, Outline
from plan_extract.quantities.candidates import Candidate
from plan_extract.quantities.times import Frame, Horizon, find_frames
from plan_extract.rules.quantities import QuantityRules

__all__ = ["Section", "Sections", "decide"]


_CUES = 120  # characters before a number in which its sentence looks back or ahead
_LONGEST = 40  # characters of the longest time, with what follows it
_OPENING = 8  # characters before the time with which a paragraph begins


class Section(NamedTuple):
    """What the headings over a place say: past, future, fixed (what explains terms) or nothing, and a year."""

    says: str | None
    year: int | None


_POINTS = {"bullet", "item"}  # headings that are points of what the heading over them announces


@dataclass(slots=True)
class Sections:
    """The headings of a plan, each read once."""

    text: str
    outline: Outline
    horizon: Horizon
    rules: QuantityRules
    _known: dict[int, Section] = field(default_factory=dict)
    _over: dict[int, Section] = field(default_factory=dict)  # with all headings over it, by the innermost

    def at(self, place: int) -> Section:
        """What the headings over `place` say; the innermost that says something counts.

        But a point is no heading of its own: under 主要目标, 经济发展取得新成效 is what is aimed at.
        """
        path = self.outline.path(place)
        innermost = id(path[-1]) if path else 0
        if (known := self._over.get(innermost)) is not None:
            return known
        says, year, by_point = None, None, False
        for node in reversed(path):
            section = self._known.get(id(node)) or self._read(node)
            if section.says is not None and (says is None or by_point):
                by_point = section.says == "past" and node.kind in _POINTS
                says = section.says if says is None or section.says == "future" else says
            year = year or section.year
        found = self._over[innermost] = Section(says, year)
        return found

    def _read(self, node: Node) -> Section:
        title = node.title or ""
        roles, horizon = self.rules.roles, self.horizon
        if roles["glossary"].search(title):
            says: str | None = "fixed"
        else:
            says = "past" if roles["past_heading"].search(title) else None
        if says is None and node.kind != "part" and roles["future_heading"].search(title):
            says = "future"
        if says is None and self._opens_in_the_past(node):
            says = "past"
        frames = [f for f in find_frames(title, 0, len(title), horizon, self.rules) if not f.reference]
        year = frames[-1].year if frames else None
        section = self._known[id(node)] = Section(says, year)
        return section


    def _opens_in_the_past(self, node: Node) -> bool:
        """Whether the first paragraph under a heading begins with a time up to the base year and names no later one."""
        opening = next((c for c in node.children if c.kind == "paragraph" and not c.is_heading), None)
        base = self.horizon.base
        if opening is None or opening.start == node.start or base is None:
            return False
        reach = min(opening.end, opening.start + _OPENING + _LONGEST)
        first = self.rules.times.starts.search(self.text, opening.start, reach)
        if first is None or first.start() - opening.start > _OPENING:
            return False
        found = find_frames(self.text, opening.start, opening.end, self.horizon, self.rules)
        frames = [frame for frame in found if not frame.reference]
        if not frames or frames[0].start - opening.start > _OPENING or any(f.year > base for f in frames):
            return False
        return self.rules.roles["future_clause"].search(self.text, opening.start, opening.end) is None


def decide(
    text: str, candidate: Candidate, frame: Frame | None, section: Section, horizon: Horizon, rules: QuantityRules,
    *, wanting: bool = False,
) -> None:
    """Set role, year and whether the year is stated; `wanting` where the paragraph tells of what is not yet well."""
    if section.says == "fixed":
        candidate.role = "descriptive"
        return
    base = horizon.base
    promised = _is_promised(text, candidate, frame, section, base, rules, wanting=wanting)
    candidate.role = "target" if promised else "achieved"
    by_time = frame.year if frame is not None and frame.kind != "base" else None
    for year in (by_time, section.year):
        if year is not None and (base is None or (year > base) == promised):
            candidate.year, candidate.year_stated = year, True
            return
    candidate.year, candidate.year_stated = horizon.end if promised else base, False


def _is_promised(
    text: str, candidate: Candidate, frame: Frame | None, section: Section, base: int | None, rules: QuantityRules,
    *, wanting: bool,
) -> bool:
    """Whether it lies ahead: by its time or its headings, unless its sentence says the contrary and only that."""
    if frame is None or base is None:
        ahead = section.says != "past"
    else:
        ahead = frame.year > base
        if ahead and frame.start >= candidate.sentence[0]:
            return True
    if not ahead and not _looks_ahead(text, candidate, rules):
        return False
    back = _looks_back(text, candidate, frame, base, rules, wanting=wanting)
    return not back or (_looks_ahead(text, candidate, rules) if ahead else _turns_ahead(text, candidate, rules))


def _turns_ahead(text: str, candidate: Candidate, rules: QuantityRules) -> bool:
    """Whether the sentence looks back first and ahead last before the number (已有12个,下一步将新建20个)."""
    low, high = max(candidate.sentence[0], candidate.start - _CUES), candidate.start
    back, ahead = (
        max((m.start() for m in rules.roles[key].finditer(text, low, high)), default=low - 1)
        for key in ("past_clause", "future_clause")
    )
    return low <= back < ahead


def _looks_back(
    text: str, candidate: Candidate, frame: Frame | None, base: int | None, rules: QuantityRules, *, wanting: bool,
) -> bool:
    """Whether the sentence up to the end of the clause tells of what has been done."""
    low, high = max(candidate.sentence[0], candidate.start - _CUES), candidate.clause[1]
    if not wanting and rules.roles["past_clause"].search(text, low, high) is None:
        return False
    if frame is None or base is None or frame.year <= base:
        return True
    return rules.roles["past_now"].search(text, max(frame.end, candidate.sentence[0]), high) is not None


def _looks_ahead(text: str, candidate: Candidate, rules: QuantityRules) -> bool:
    """Whether the sentence up to the end of the clause tells of what is to be done."""
    low, high = max(candidate.sentence[0], candidate.start - _CUES), candidate.clause[1]
    return rules.roles["future_clause"].search(text, low, high) is not None
