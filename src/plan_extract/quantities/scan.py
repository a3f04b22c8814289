"""Every number of a text with its unit: one scan, then neighbours are joined to ranges, lists and ratios."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from plan_extract.quantities.numerals import read_digits, read_spelled, tidy
from plan_extract.quantities.units import Measured, read_unit
from plan_extract.rules.quantities import QuantityRules, UnitSense

__all__ = ["Atom", "scan_numbers"]

YEARS = range(1900, 2101)
_BEHIND = 6  # characters behind a unit that tell whether it is meant
_BETWEEN = 2  # characters of the longest word that joins two numbers
RATIO_TOTAL = range(98, 103)  # a ratio whose parts sum to about 100 is a composition in %


@dataclass(slots=True)
class Atom:
    """A number with its unit; places are offsets into the text.

    Attributes:
        start: first character of the number.
        end: past the last of the unit, or of the number.
        value: as printed.
        unit: as printed, None without one.
        excess: 余 or 多 stands between number and unit.
        value_max: upper end of a range.
        measured: meaning of the unit.
        spelled: in words, not digits.
        bare: a magnitude without a digit (千座), which counts only behind a word such as 达到.
        growth: a doubling or a multiple.
        near: a word inside says that it is about so much (翻了近一番).
        ratio: a part of a ratio, or the ratio.
    """

    start: int
    end: int
    value: float | int
    unit: str | None = None
    excess: bool = False
    value_max: float | int | None = None
    measured: Measured | None = None
    spelled: bool = False
    bare: bool = False
    growth: bool = False
    near: bool = False
    ratio: bool = False


def _number(text: str, rules: QuantityRules) -> float | int | None:
    if text[0].isdigit() and text[0].isascii():
        return read_digits(text)
    read = read_spelled(text, rules)
    return read[0] if read and not read[1] else None


def _share(match: Any, rules: QuantityRules) -> Atom | None:
    """百分之六十, 百分之五至六, 三分之一, 1/3."""
    end, most = match.end(), None
    if word := match["share"]:
        value = _number(match["part"], rules)
        unit = rules.shares[word][1]
        if match["to"]:
            most = _number(match["to"], rules)
            if value is None or most is None or most <= value:
                end, most = match.end("part"), None
    else:
        over, under = _number(match["of"] or match["over"], rules), _number(match["parts"] or match["under"], rules)
        value = round(over / under * 100, 1) if over and under and over < under else None
        unit = rules.shares[next(iter(rules.shares))][1]
    if value is None:
        return None
    value = int(value) if value == int(value) else value
    return Atom(
        match.start(), end, value, unit, value_max=most, spelled=match.group()[0] not in "0123456789")


def _spelled(match: Any, rules: QuantityRules) -> Atom | None:
    """五千万元, 三十家, 三成; a bare magnitude (千座, 百亿元) is marked."""
    run, unit = match["spelled"], match["unit"] or ""
    if len(run) == 1 and rules.digits.get(run) == 1 and unit in rules.units and rules.units[unit].dimension == "count":
        return None  # 一批, 一项
    big = run[-2:-1] in rules.magnitudes or run[-2:-1] in rules.multipliers
    if run[-1] in rules.multipliers and big and run[-1] + unit in rules.units:
        run, unit = run[:-1], run[-1] + unit  # 三百五十万千瓦: the 千 is the unit's own
    if match["tenth"]:
        value = _number(run, rules)
        unit = rules.shares[next(iter(rules.shares))][1]
        if value is None or not 0 < value < 10:
            return None
        return Atom(match.start(), match.end(), value * 10, unit, spelled=True)
    read = read_spelled(run, rules)
    if read is None:
        return _bare(match, unit, rules)
    value, kept = read
    magnitude = run[len(run) - kept :]
    excess = match["more"] is not None
    if not kept and len(run) > 1 and unit in rules.units and all(c in rules.digits for c in run) and (
            rules.units[unit].dimension in {"count", "person"}):
        return None  # 七一〇所: digit by digit, a name
    bare = run[0] in rules.multipliers and rules.multipliers[run[0]] > 10
    return Atom(
        match.start(), match.end(), value, magnitude + unit or None, spelled=True, excess=excess,
        bare=bare and not excess,
    )


def _bare(match: Any, unit: str, rules: QuantityRules) -> Atom | None:
    """突破万亿元: one of the magnitude that is printed."""
    run = match["spelled"]
    if not unit or any(c not in rules.magnitudes for c in run):
        return None
    return Atom(match.start(), match.end(), 1, run + unit, spelled=True, bare=True)


def _arabic(match: Any, digits: str, rules: QuantityRules) -> Atom:
    unit, more, tenth = match.group("unit", "more", "tenth")
    value = read_digits(digits)
    if tenth:
        value, unit = value * 10, rules.shares[next(iter(rules.shares))][1]
    start, end = match.span()
    return Atom(start, end, value, unit, more is not None)


def _read(match: Any, rules: QuantityRules) -> Atom | None:
    if digits := match["arabic"]:
        return _arabic(match, digits, rules)
    if match["spelled"]:
        return _spelled(match, rules)
    if match["doubling"]:
        times = match["times"]
        power = 1 if times is None else (_number(times, rules) or 1)
        return Atom(
            match.start(), match.end(), 2 ** int(power), rules.doubling_unit, growth=True, spelled=True,
            near=match["near"] is not None,
        )
    if match["whole"]:
        value, unit = rules.wholes[match["whole"]]
        return Atom(match.start(), match.end(), value, unit, spelled=True, growth=value == 0)
    return _share(match, rules)


class _Printed(NamedTuple):
    """What a unit as printed comes to.

    Attributes:
        unit: without the 余 in it; None where it is none without a magnitude before it.
        excess: whether a 余 was.
        measured: what it means.
        sense: of its word, where what follows can show that something else is meant.
    """

    unit: str | None
    excess: bool
    measured: Measured | None
    sense: UnitSense | None


def _printed(unit: str, rules: QuantityRules) -> _Printed:
    excess = False
    for at, c in enumerate(unit):  # 100万余人: the 余 between magnitude and unit
        if c not in rules.magnitudes and c not in rules.multipliers:
            if 0 < at < len(unit) - 1 and c in rules.excess and unit[at + 1 :] in rules.units:
                unit, excess = unit[:at] + unit[at + 1 :], True
            break
    measured = read_unit(unit, rules)
    sense = None if measured is None else rules.units.get(measured.word)
    if measured is None or sense is None:
        return _Printed(unit, excess, measured, None)
    if sense.needs_magnitude and unit == measured.word:
        return _Printed(None, excess, None, None)
    doubtful = sense.unless is not None or sense.spelled_unless is not None
    return _Printed(unit, excess, measured, sense if doubtful else None)


def _measure(atom: Atom, unit: str, text: str, known: dict[str, _Printed], rules: QuantityRules) -> None:
    """Look up the unit, where it is not `known` yet; one that cannot be meant here is taken away."""
    printed = known.get(unit)
    if printed is None:
        printed = known[unit] = _printed(unit, rules)
    atom.unit, atom.measured, sense = printed.unit, printed.measured, printed.sense
    if printed.excess:
        atom.excess = True
    if sense is not None and (
        (sense.unless is not None and sense.unless.match(text, atom.end, atom.end + _BEHIND))
        or (sense.spelled_unless is not None and atom.spelled
            and sense.spelled_unless.match(text, atom.end, atom.end + _BEHIND))
    ):
        atom.unit = atom.measured = None


def _join(atoms: list[Atom], text: str, rules: QuantityRules) -> list[Atom]:
    """Ranges become one atom, lists share their last unit, ratios become parts."""
    joined: list[Atom] = []
    listed: list[int] = []  # the places in it of what a word joins to the number before
    ratios, reached = False, -_BETWEEN
    for atom in atoms:
        if 0 < atom.start - reached <= _BETWEEN and joined:
            before, gap = joined[-1], text[reached : atom.start]
            if gap in rules.between["range"] and _is_range(before, atom):
                if before.unit and atom.unit and before.unit != atom.unit:
                    before.value = _scaled(before, atom)
                before.value_max, before.end, before.unit = atom.value, atom.end, atom.unit
                before.measured, before.excess = atom.measured, before.excess or atom.excess
                before.bare = False
                reached = atom.end
                continue
            if gap in rules.between["ratio"] and before.unit is None and atom.unit is None and not atom.spelled:
                before.ratio = atom.ratio = ratios = True
            if gap in rules.between["list"]:
                listed.append(len(joined))
        joined.append(atom)
        reached = atom.end
    for at in reversed(listed):
        first, second = joined[at - 1], joined[at]
        said = second.unit is not None and (first.unit is None or _half_said(first.unit, second))
        if said and first.spelled == second.spelled:
            first.unit, first.measured = second.unit, second.measured
    return _ratios(joined, rules) if ratios else joined


def _half_said(unit: str, following: Atom) -> bool:
    """Whether the 个 of 3个和4个百分点 is the beginning of the unit that follows."""
    whole = following.unit or ""
    points = following.measured is not None and following.measured.dimension == "points"
    return points and len(unit) < len(whole) and whole.startswith(unit)


def _ratios(atoms: list[Atom], rules: QuantityRules) -> list[Atom]:
    """The parts of a ratio become shares in % where they add up to 100; a ratio of two is its first part over one."""
    kept: list[Atom] = []
    at = 0
    for first in [n for n, atom in enumerate(atoms) if atom.ratio]:
        if first < at:
            continue  # it is of the ratio before
        kept += atoms[at:first]
        end = first + 1
        while end < len(atoms) and atoms[end].ratio and atoms[end].start - atoms[end - 1].end == 1:
            end += 1
        parts = atoms[first:end]
        if len(parts) > 1 and round(sum(part.value for part in parts)) in RATIO_TOTAL:
            for part in parts:
                part.unit = rules.shares[next(iter(rules.shares))][1]
                part.measured = read_unit(part.unit, rules)
            kept += parts
        elif len(parts) == 2 and parts[1].value == 1:
            parts[0].end = parts[1].end
            kept.append(parts[0])
        at = end
    return kept + atoms[at:]


def _scaled(low: Atom, high: Atom) -> float | int:
    """四亿九千万 in the unit of 五亿吨: 4.9."""
    if low.measured is None or high.measured is None:
        return low.value
    scale = high.measured.factor / (high.measured.factor_of_word or 1.0)
    return tidy(low.value * low.measured.factor / scale)


def _is_range(low: Atom, high: Atom) -> bool:
    if low.value_max is not None or low.ratio:
        return False
    if low.unit is None or low.unit == high.unit:
        return high.value > low.value and not (low.value in YEARS and high.value in YEARS)
    # 四亿九千万至五亿吨: the lower number has a magnitude of its own.
    return low.measured is not None and low.measured.dimension == "scale" and _scaled(low, high) < high.value


def scan_numbers(text: str, rules: QuantityRules) -> list[Atom]:
    """All numbers of `text` that have a unit or might do without one, in reading order."""
    atoms: list[Atom] = []
    known: dict[str, _Printed] = {}
    for match in rules.scan.finditer(text, 0, len(text)):
        atom = _read(match, rules)
        if atom is not None:
            if atom.unit is not None:
                _measure(atom, atom.unit, text, known, rules)
            atoms.append(atom)
    return _join(atoms, text, rules)
