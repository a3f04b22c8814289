"""Time expressions of a paragraph, and which of them a number stands under."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from operator import attrgetter
from typing import NamedTuple

from plan_extract.metadata import Metadata
from plan_extract.quantities.clauses import TITLED, inside_marks
from plan_extract.rules.quantities import QuantityRules

__all__ = ["Frame", "Horizon", "find_frames", "governing", "plan_horizon", "with_passing"]

CENTURY = 100
FIRST_PLAN_ENDED = 1957
PLAN_YEARS = 5
_BACK = 16  # times before a number that are looked at
_OFTEN = 3  # times that a plan names the five-year plan it belongs to
_NEAR = 1  # characters between a baseline's year and its number: 从2015年的2.69万亿元
_BEFORE = 6  # characters before a time in which a word of comparison is looked for
_OPENING = 5  # characters before a time that does not open its clause, more than 力争在 has
_OPENS = frozenset(",;。:、!?—-\n()“”·.")


class Horizon(NamedTuple):
    """The plan's own frame: its base year and the end of its period; None where nothing tells."""

    base: int | None
    end: int | None


class Frame(NamedTuple):
    """A time expression.

    Attributes:
        start: its first character.
        end: past its last.
        year: the last year it names.
        kind: of the rule that matched.
        reference: something is compared with it, or starts from it; it governs no later number.
        baseline: the value right behind it is what the rise or fall starts from (从2015年的2.69万亿元).
        event: it dates one event (确保2023年建成投产) or is named in passing; it governs no number of a later sentence.
    """

    start: int
    end: int
    year: int
    kind: str
    reference: bool
    baseline: bool = False
    event: bool = False


def _year(text: str, rules: QuantityRules) -> int:
    return int("".join(str(rules.digits.get(c, c)) for c in text))


def _plan_end(number: str, rules: QuantityRules) -> int:
    """The last year of the five-year plan of that number: 十四 is 2025. Between 二五 and 三五 lay three years."""
    ordinal = sum(rules.digits.get(c, rules.multipliers.get(c, 0)) for c in number)
    pause = 3 if ordinal > 2 else 0
    return FIRST_PLAN_ENDED + PLAN_YEARS * (ordinal - 1) + pause


def _part(name: str, match: re.Match[str], rules: QuantityRules) -> str:
    """What the group `name` holds in the rule that matched, empty where it has none."""
    return next((part for group in rules.time_groups.get(name, ()) if (part := match[group])), "")


def _read(match: re.Match[str], horizon: Horizon, rules: QuantityRules) -> tuple[int | None, str]:
    kind, value = rules.time_kinds[match.lastgroup or ""]
    if kind == "year":
        return _year(_part("last", match, rules) or _part("year", match, rules), rules), kind
    if kind == "plan":
        return _plan_end(_part("plan", match, rules), rules), kind
    if kind == "fixed":
        return value, kind
    if kind == "century":
        return ((horizon.base or 2000) - 1) // CENTURY * CENTURY + value, kind
    if kind == "ahead":
        return (None if horizon.base is None else horizon.base + value), kind
    return (horizon.end if kind in {"end", "period"} else horizon.base), kind


def find_frames(text: str, start: int, end: int, horizon: Horizon, rules: QuantityRules) -> list[Frame]:
    """The time expressions between `start` and `end`, in order; those in titles of documents are left out."""
    frames: list[Frame] = []
    behind, before = rules.behind_time, rules.before_time
    for match in rules.times.finditer(text, start, end):
        year, kind = _read(match, horizon, rules)
        if year is None or behind["title"].match(text, match.end(), end):
            continue
        if inside_marks(text, match.start(), match.end(), TITLED):
            continue
        reference = False
        if suffix := behind["reference"].match(text, match.end(), end):
            if behind["since"].search(suffix.group()) and horizon.base is not None and year <= horizon.base:
                year, kind = horizon.base, "base"
            else:
                reference = True
        low = max(start, match.start() - _BEFORE)
        reference = reference or before["compared"].search(text, low, match.start()) is not None
        baseline = before["baseline"].search(text, low, match.start()) is not None
        event = (
            behind["event"].match(text, match.end(), end) is not None
            and before["until"].search(text, low, match.start()) is None
        )
        frames.append(Frame(match.start(), match.end(), year, kind, reference, baseline, event))
    return frames


def with_passing(frames: list[Frame], text: str, start: int, stops: list[int], horizon: Horizon) -> list[Frame]:
    """The times of a paragraph, with those marked that are named in passing and do not hold on behind their sentence.

    Such is one other than the plan's base year or end that stands beside that in its sentence, or within a clause:
    覆盖率2025年达到61%,2035年达到63%; 覆盖率到2035年达到63%.

    Args:
        frames: of the paragraph.
        text: of the flow.
        start: where the paragraph begins.
        stops: where its sentences end.
        horizon: of the plan.
    """
    base, end = horizon
    if base is None or all(f.year in horizon for f in frames):
        return frames
    own = {(bisect_right(stops, f.start), f.year) for f in frames if not f.reference and f.year in horizon}
    marked = []
    for frame in frames:
        if frame.year in horizon or frame.reference or frame.event:
            marked.append(frame)
            continue
        beside = (bisect_right(stops, frame.start), end if frame.year > base else base) in own
        before = text[max(frame.start - _OPENING, start) : frame.start]
        within = len(before) == _OPENING and _OPENS.isdisjoint(before)
        marked.append(frame._replace(event=beside or within))
    return marked


def governing(frames: list[Frame], start: int, sentence: int, *, compares: bool = False) -> Frame | None:
    """The nearest time expression before `start` that governs the number at `start`.

    Args:
        frames: of the paragraph.
        start: where the number begins.
        sentence: where its sentence begins.
        compares: the number is a multiple, which a time right before it is only compared with.
    """
    if not frames:
        return None
    last = bisect_right(frames, start, key=attrgetter("end"))
    whole = False  # 五年累计: the number is of all the years, whatever year was said before
    for frame in reversed(frames[max(0, last - _BACK) : last]):
        if frame.kind == "period":
            whole = True
        elif frame.event and frame.end <= sentence:
            continue
        elif not frame.reference or (frame.baseline and not compares and start - frame.end <= _NEAR):
            return frame._replace(kind="base") if whole else frame
    return None


def plan_horizon(metadata: Metadata, text: str, rules: QuantityRules) -> Horizon:
    """Base year and end of the plan's period, from what it says of itself or from the years it names."""
    if metadata.period is not None:
        return Horizon(metadata.period.start - 1, metadata.period.end)
    issued = int(metadata.issued_on[:4]) if metadata.issued_on else None
    blank = Horizon(issued, None)
    frames = [f for f in find_frames(text, 0, len(text), blank, rules) if not f.reference]
    plans = Counter(f.year for f in frames if f.kind == "plan").most_common(1)
    if plans and plans[0][1] >= _OFTEN:
        return Horizon(plans[0][0] - PLAN_YEARS, plans[0][0])
    years = [f for f in frames if f.kind == "year"]
    ahead = sorted({f.year for f in years if rules.before_time["until"].search(text, max(0, f.start - 2), f.start)})
    if issued is None:
        # The years that are headed for lie ahead, all others behind, save one that is named as the goal of the plan.
        behind = [f.year for f in years if not ahead or f.year < ahead[0]]
        issued = max(behind, default=None)
    later = [year for year in ahead if issued is None or year > issued]
    return Horizon(issued, later[0] if later else None)
