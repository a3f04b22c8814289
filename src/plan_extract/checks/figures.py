"""Checks of figures: against each other, against what was achieved, and against what they can be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from plan_extract.checks.rule import Fault, at, row_fault
from plan_extract.flow import Zone
from plan_extract.models import Quantity
from plan_extract.pipeline import Reading
from plan_extract.rules.indicators import bare_name

__all__ = [
    "below_achieved",
    "conflicting_targets",
    "horizon_outside_period",
    "number_unreadable",
    "over_hundred",
    "target_without_year",
]

_NEAR = 1e-6
_SECTION = 4000  # characters before a figure in which a year can frame it
_STEADY = frozenset({"level", "growth", "annual_growth", "decline"})
_BOUNDS = {">=": (1, 0), ">": (1, 0), "<=": (0, 1), "<": (0, 1)}


def _same_subject(reading: Reading, row: Quantity) -> tuple[str, str, str | None] | None:
    """What makes two rows speak of the same figure; None where the indicator is no known one."""
    if row.canonical is None or row.normalized is None:
        return None
    # The name must be the same too: known indicators are found in names that say more, 其中 a part of the whole.
    return bare_name(row.indicator, reading.rules.indicators.phrases), row.measure, row.normalized.unit


def _range(row: Quantity) -> tuple[float, float]:
    """The values that a row allows."""
    if row.normalized is None:
        return 0.0, 0.0
    low = row.normalized.value
    high = low if row.normalized.value_max is None else row.normalized.value_max
    below, above = _BOUNDS.get(row.comparator, (0, 0))
    return (low, float("inf")) if below else (float("-inf"), high) if above else (low, high)


def _said(row: Quantity) -> str:
    year = f" ({row.year})" if row.year else ""
    return f"{row.text}{year}".replace("\n", "")


def conflicting_targets(reading: Reading) -> Iterator[Fault]:
    """The same indicator is promised with different values for the same year.

    Only known indicators of the same name, measure and year, whose values cannot both hold.

    Finds:
        一、发展目标
        到2025年,地区生产总值达到600亿元。
        二、产业发展
        到2025年,地区生产总值达到650亿元,服务业做大做强。
    Leaves:
        一、发展目标
        到2025年,地区生产总值达到600亿元。
        二、远景目标
        到2035年,地区生产总值达到1200亿元。
    """
    first: dict[object, Quantity] = {}
    for row in reading.plan.targets:
        subject = _same_subject(reading, row)
        if subject is None or row.year is None or row.measure not in _STEADY:
            continue
        key = (*subject, row.year)
        known = first.setdefault(key, row)
        (a, b), (c, d) = _range(known), _range(row)
        gap = max(a, c) - min(b, d)
        about = "~" in {known.comparator, row.comparator}
        if known is not row and not about and gap > _NEAR * max(abs(a), abs(c), 1e-12):
            line = reading.source.line_of(known.span[0])
            yield row_fault(row.span, f"{row.indicator} {_said(row)}, but line {line} says {_said(known)}")


def below_achieved(reading: Reading) -> Iterator[Fault]:
    """A target is behind what the plan says has been achieved already.

    Which way is better is told by the list of known indicators. Only levels are compared: to build or grow less than in
    the years before is a choice.

    Finds:
        一、发展基础
        “十三五”时期取得显著成就。到2020年,常住人口城镇化率达到65%。
        二、发展目标
        到2025年,常住人口城镇化率达到62%。
    Leaves:
        一、发展基础
        “十三五”时期取得显著成就。到2020年,城镇登记失业率为3.8%。
        二、发展目标
        到2025年,城镇登记失业率控制在3.5%以内。
    """
    reached: dict[object, Quantity] = {}
    for row in reading.plan.achievements:
        subject = _same_subject(reading, row)
        if subject is not None and (subject not in reached or (row.year or 0) >= (reached[subject].year or 0)):
            reached[subject] = row
    totals = reading.rules.check.totals
    promised: set[object] = set()
    for row in reading.plan.targets:
        subject = _same_subject(reading, row)
        if subject in promised:
            continue  # what comes later in a plan is for a part of the place
        promised.add(subject)
        done = reached.get(subject) if subject is not None else None
        if done is None or row.normalized is None or done.normalized is None or done.normalized.value_max is not None:
            continue
        if row.year is not None and done.year is not None and done.year >= row.year:
            continue
        if row.measure != "level" or any(totals.search(figure.quote) for figure in (row, done)):
            continue  # a slower growth, or less in these years than in those before, is a choice
        direction = reading.rules.indicators.directions.get(row.canonical or "", "neutral")
        low, high = row.normalized.value, row.normalized.value_max or row.normalized.value
        was = done.normalized.value
        upper = row.comparator in {"<=", "<"}
        behind = (
            (direction == "up" and not upper and high < was * (1 - _NEAR))
            or (direction == "down" and not upper and low > was * (1 + _NEAR))
        )
        if behind:
            line = reading.source.line_of(done.span[0])
            said = f"the {_said(done)} that line {line} says was achieved"
            yield row_fault(row.span, f"{row.indicator} {_said(row)} is behind {said}")


def over_hundred(reading: Reading) -> Iterator[Fault]:
    """A share or a rate is more than 100 % where it cannot be.

    Finds:
        一、发展目标
        到2025年,生活垃圾无害化处理率达到108%。
    Leaves:
        一、发展目标
        到2025年,高等教育毛入学率达到102%,进出口总额增长120%。
    """
    rules = reading.rules.check
    for row in (*reading.plan.targets, *reading.plan.achievements):
        value = row.normalized and max(row.normalized.value, row.normalized.value_max or 0)
        if row.unit not in {"%", "％"} or row.measure != "level" or not value or value <= 1 + _NEAR:
            continue
        name = bare_name(row.indicator, reading.rules.indicators.phrases).replace("GDP%", "")
        plain = row.indicator
        limited = any(
            found.end() == len(plain) for found in rules.limited_shares.finditer(plain)
        ) or (name.endswith("%"))
        if limited and not rules.unlimited_shares.search(plain):
            yield row_fault(row.span, f"{plain} {_said(row)} is more than the whole")


def horizon_outside_period(reading: Reading) -> Iterator[Fault]:
    """A target is dated outside of the plan's period, and not for the year of its vision.

    A year that a heading names, or that several targets share, is meant: plans look ahead to milestones of their own.

    Finds:
        某市国民经济和社会发展第十四个五年规划和2035年远景目标纲要
        第一章 发展目标
        到2052年,森林覆盖率达到45%。到2025年,粮食产量达到30万吨。
    Leaves:
        某市国民经济和社会发展第十四个五年规划和2035年远景目标纲要
        第一章 发展目标
        到2035年,森林覆盖率达到45%。到2025年,粮食产量达到30万吨。
    """
    metadata = reading.plan.metadata
    if metadata.period is None:
        return
    known = {metadata.vision_year, *range(metadata.period.start, metadata.period.end + 1)}
    places: dict[int, set[str]] = defaultdict(set)
    titles = " ".join([metadata.title or "", *(node.title or "" for node in reading.outline.walk())])
    outside = [
        row for row in reading.plan.targets
        if row.year is not None and row.year_stated and row.year not in known
        and row.year != metadata.period.start - 1
    ]
    for row in outside:
        places[row.year or 0].add(row.section)
    staged = {(row.section, row.indicator) for row in reading.plan.targets if row.year in known}
    for row in outside:
        year = str(row.year)
        if (row.section, row.indicator) in staged:
            continue  # a first step in the period, a further one behind it
        if len(places[row.year or 0]) == 1 and year not in titles and year in _sentence(reading, row):
            period = f"{metadata.period.start}–{metadata.period.end}"
            yield row_fault(row.span, f"{row.indicator} {row.text} is for {year}, outside of {period}")


def _sentence(reading: Reading, row: Quantity) -> str:
    text, start = reading.source.text, row.span[0]
    return text[max(text.rfind("。", 0, start), start - 200, 0) : row.span[1]]


def target_without_year(reading: Reading) -> Iterator[Fault]:
    """A known indicator is to reach a level, and nothing says by when.

    Neither its paragraph nor a heading over it names a year or a period. Work to be done in the course of the plan
    needs none.

    Finds:
        一、发展目标
        深入推进绿色发展。森林覆盖率达到45%。
    Leaves:
        一、发展目标
        到2025年,森林覆盖率达到45%。新建公园5个。
    """
    rules = reading.rules.check
    for row in reading.plan.targets:
        if row.year_stated or row.canonical is None or row.measure != "level" or row.binding is not None:
            continue
        if not rules.standing.search(row.quote) and not rules.times.search(_before(reading, row)):
            yield row_fault(row.span, f"{row.indicator} {row.text}: nothing says by when")


def _before(reading: Reading, row: Quantity) -> str:
    """The headings over a row, and what stands before it in its section, and the rest of its paragraph."""
    text = reading.source.text
    path = []
    nodes = list(reading.plan.outline)
    while nodes:
        node = nodes.pop()
        if node.span[0] <= row.span[0] < node.span[1] and node.text is None:
            path.append(node)
            nodes = list(node.children)
    first = max(path[-1].span[0] if path else 0, row.span[0] - _SECTION)
    end = text.find("\n", row.span[1])
    return "".join([*(node.title or "" for node in path), "\n", text[first : end if end >= 0 else len(text)]])


def number_unreadable(reading: Reading) -> Iterator[Fault]:
    """A number cannot be read: it was left open, has too many points, or is not there.

    Finds:
        一、发展目标
        到2025年,地区生产总值达到XX亿元,财政收入达到12.5.3亿元。
    Leaves:
        一、发展目标
        到2025年,地区生产总值达到1,200.5亿元。
    """
    flow, rules = reading.flow, reading.rules.check
    kinds = (
        (rules.placeholders, "is still to be filled in"), (rules.unreadable_numbers, "cannot be read as a number"),
        (rules.missing_numbers, "has no number before its unit"),
    )
    for start, end, zone, *_ in flow.paragraphs:
        if zone is Zone.BODY:
            for pattern, what in kinds:
                for found in pattern.finditer(flow.text, start, end):
                    yield at(reading, found.start(), found.end(), f"{flow.printed[slice(*found.span())]} {what}")
