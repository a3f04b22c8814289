"""What looks like a quantity and is none, and what is the fixed property of an object."""

from __future__ import annotations

from plan_extract.quantities.candidates import Candidate
from plan_extract.quantities.chains import Chain, read_tail
from plan_extract.quantities.clauses import QUOTED, inside_marks
from plan_extract.quantities.measures import SHARES
from plan_extract.quantities.scan import YEARS, Atom
from plan_extract.rules.quantities import QuantityRules

__all__ = ["is_descriptive", "is_no_quantity", "is_part", "is_year"]

_LOOK = 24  # characters around a number that these patterns see
_WORKED_ON = 40  # characters behind a unit in which work is told of
_DEFINED = 240  # characters before a number in which its sentence explains a term
_SMALL = 10  # a count in words up to this is a way of speaking more often than a fact
_WORK = frozenset({"sums", "adding"})
_STATED = frozenset({"reaching", "result_of_rise", "result_of_fall"}) | _WORK
_REACHED = frozenset({"rise", "yearly_rise", "fall"}) | _STATED
_COMPARED = frozenset({"at_least", "at_most", "more_than", "less_than", "about"})
_MEASURED = frozenset({
    "money", "mass", "length", "area", "volume", "power", "energy", "specification", "duration", "age", "data_rate",
    "data", "computing", "scale", "sound", "transport", "person",
})


_LIMITS = frozenset({"at_least", "at_most", "more_than", "less_than"})
_TOLD = _REACHED | _COMPARED
_COUNTED = _STATED | _COMPARED
_SET = _REACHED | _LIMITS
_PART = 14  # characters between the extents of an object and of its part
_EXTENTS = frozenset({"m", "m²"})
_CAPACITIES = frozenset({"mass", "power", "energy", "volume", "length", "transport"})


def is_year(atom: Atom) -> bool:
    """Whether the number is a year (2025年) and no duration."""
    measured = atom.measured
    return measured is not None and measured.dimension == "duration" and atom.value in YEARS and not atom.excess


def is_no_quantity(text: str, atom: Atom, chain: Chain, paragraph: tuple[int, int], rules: QuantityRules) -> bool:
    """Whether the number, no year, is an ordinal, part of a name or a way of speaking."""
    start, end, negatives, before = atom.start, atom.end, rules.negatives, rules.not_before
    low, high = paragraph
    low = start - _LOOK if start - _LOOK > low else low
    high = end + _LOOK if end + _LOOK < high else high
    if before["before"].search(text, low, start) or negatives["after"].match(text, end, high):
        return True
    if inside_marks(text, start, end, QUOTED):
        return True
    if atom.spelled and text[start] in rules.multipliers and before["some"].search(text, low, start):
        return True
    if atom.measured is not None and atom.measured.dimension == "duration":
        return not _is_lasting(text, atom, chain, paragraph, rules)
    if atom.bare:
        return chain.keys.isdisjoint(_TOLD) or not _ends_open(text, atom, paragraph, rules)
    if not atom.spelled:
        return False
    if not atom.growth and negatives["whole"].match(text, start, high):
        return True
    if _is_plain_count(atom):
        return atom.value <= 1 or (atom.value <= _SMALL and not _is_counted(text, atom, chain, paragraph, rules))
    return False


def _is_plain_count(atom: Atom) -> bool:
    """Whether things or people are counted one by one, without a magnitude."""
    measured = atom.measured
    counts = measured is not None and measured.dimension in {"count", "person"} and measured.factor == 1
    return counts and atom.value_max is None


def _is_lasting(text: str, atom: Atom, chain: Chain, paragraph: tuple[int, int], rules: QuantityRules) -> bool:
    """Whether a duration is what an indicator measures or a service that is promised."""
    high = min(paragraph[1], atom.end + _LOOK)
    after, _ = read_tail(text, atom.end, high, rules)
    if rules.negatives["circle"].match(text, atom.end, high) or rules.negatives["era"].match(text, atom.end, high):
        return False
    if rules.roles["reached_in_time"].match(text, atom.end, high):
        return True
    low = max(paragraph[0], chain.start - _LOOK)
    named = rules.roles["lasting"].search(text, low, chain.start) is not None
    told = not chain.keys.isdisjoint(_TOLD) or after > atom.end
    told = told or rules.roles["onward"].match(text, after, high) is not None
    return named and (told or rules.roles["open_threshold"].match(text, after, high) is not None)


def _ends_open(text: str, atom: Atom, paragraph: tuple[int, int], rules: QuantityRules) -> bool:
    high = min(paragraph[1], atom.end + _LOOK)
    after, _ = read_tail(text, atom.end, high, rules)
    return rules.roles["open_threshold"].match(text, after, high) is not None


def _is_counted(text: str, atom: Atom, chain: Chain, paragraph: tuple[int, int], rules: QuantityRules) -> bool:
    """Whether a small count in words states a fact: work is done on the things, or their number is reached."""
    if not chain.keys.isdisjoint(_COUNTED):
        return True
    if atom.unit in rules.vague:
        return False
    if rules.work_before.search(text, max(paragraph[0], atom.start - _LOOK), atom.start) is not None:
        return True
    behind = text[atom.end : min(paragraph[1], atom.end + _LOOK)]
    clause = min((len(part) for stop in ",;。" if (part := behind.partition(stop)[0])), default=0)
    return rules.behind_time["event"].search(behind, 0, clause) is not None  # 四套装置相继建成投产


def _qualifies(text: str, candidate: Candidate, chain: Chain, high: int, rules: QuantityRules) -> bool:
    """效率不低于60%的设施: a limit behind a noun and before the noun that it qualifies."""
    if not rules.roles["attribute"].match(text, candidate.tail, high):
        return False
    noun = rules.roles["threshold_noun"].match(text, candidate.tail, high)
    return chain.start > candidate.clause[0] and noun is not None


def is_descriptive(
    text: str, candidate: Candidate, dimension: str, chain: Chain, rules: QuantityRules, *, defines: bool,
) -> bool:
    """Whether the number is the fixed property of an object, a scope or a threshold.

    Args:
        text: of the flow.
        candidate: with its places known.
        dimension: of its unit.
        chain: the words right before it.
        rules: of the step.
        defines: whether its paragraph explains a term.
    """
    roles, before, keys = rules.roles, rules.before, chain.keys
    sentence, start, tail = candidate.sentence, candidate.start, candidate.tail
    if defines and roles["definition"].search(text, max(sentence[0], start - _DEFINED), start):
        return True
    high = tail + _LOOK if tail + _LOOK < sentence[1] else sentence[1]
    if dimension in SHARES:
        return not keys.isdisjoint(_LIMITS) and _qualifies(text, candidate, chain, high, rules)
    low = chain.start - _LOOK if chain.start - _LOOK > sentence[0] else sentence[0]
    cut = tail > candidate.end and candidate.comparator in {">=", "<="}
    if dimension in {"count", ""}:
        if cut and roles["settlement"].match(text, tail, high):
            return True  # 20户以上自然村
        if keys.isdisjoint(_REACHED) and _is_of_one(text, candidate, chain, sentence, high, rules):
            return True
        return before["property_count"].search(text, low, start) is not None
    if dimension in {"specification", "recurrence"}:  # 防洪标准达到50年一遇, but not 50年一遇堤防, 500千伏线路
        if roles["onward"].match(text, tail, high) and before["from_baseline"].search(text, low, start):
            return False  # 由20年一遇提高到50年一遇
        return keys.isdisjoint(_REACHED) or roles["open_threshold"].match(text, tail, high) is None
    if keys.isdisjoint(_REACHED) and dimension in _MEASURED:
        if before["place"].search(text, low, chain.start):
            return True
        if dimension == "money" and (
            roles["class_noun"].match(text, tail, high) or roles["tariff"].match(text, tail, high)
        ):
            return True
    if dimension == "age" and roles["age_group"].match(text, candidate.end, high):
        return True  # 35—64岁妇女
    if roles["attribute"].match(text, tail, high):
        return dimension not in {"area", "length"} or not _is_worked_on(text, candidate, rules)
    if cut and roles["threshold_list"].match(text, tail, sentence[1]):
        return True
    if cut and dimension in _MEASURED and not (dimension == "person" and keys & _WORK) and (
        roles["open_threshold"].match(text, tail, high) is None
    ):
        return roles["threshold_noun"].match(text, tail, high) is not None
    return keys.isdisjoint(_SET) and _is_fixed(text, candidate, dimension, chain, rules)


def _is_of_one(
    text: str, candidate: Candidate, chain: Chain, sentence: tuple[int, int], high: int, rules: QuantityRules,
) -> bool:
    """市第二医院(300张床位), 30万辆轿车工程: a count that one named thing holds or makes."""
    unit = candidate.unit
    if not unit:
        return False
    begins, opened = candidate.end - len(unit), chain.start - 1
    if rules.roles["made_of"].match(text, begins, high):
        return True
    if opened <= sentence[0] or text[opened] != "(" or rules.roles["capacity_of_one"].match(text, begins, high) is None:
        return False
    return rules.before["itself_counted"].search(text, opened - 1, opened) is None


def _is_fixed(text: str, candidate: Candidate, dimension: str, chain: Chain, rules: QuantityRules) -> bool:
    """Whether an amount that nothing says to be reached or limited is the property of an object."""
    start, tail, sentence = chain.start, candidate.tail, candidate.sentence
    if text[start - 1 : start] == "(" and text[tail : tail + 1] == ")":
        return True  # what alone stands in brackets behind a name
    low, high = max(sentence[0], start - _LOOK), min(sentence[1], tail + _LOOK)
    if dimension in _CAPACITIES and rules.roles["equipment"].match(text, tail, high) and (
        dimension != "length" or rules.work_before.search(text, low, start) is None
    ):
        return True
    return not _is_worked_on(text, candidate, rules) and _is_property(text, candidate, chain, rules)


def _is_worked_on(text: str, candidate: Candidate, rules: QuantityRules) -> bool:
    """Whether what stands behind the unit is worked on: 20公顷的荒地进行绿化."""
    high = min(candidate.sentence[1], candidate.tail + _WORKED_ON)
    return rules.roles["work_on_land"].match(text, candidate.tail, high) is not None


def is_part(text: str, whole: Candidate, candidate: Candidate, chain: Chain, rules: QuantityRules) -> bool:
    """全长17公里,其中隧道3公里: the extent of a part, behind the fixed extent of the `whole`."""
    if whole.role != "descriptive" or chain.keys or candidate.start - whole.end > _PART:
        return False
    if whole.base is None or candidate.base is None or candidate.base[2] not in _EXTENTS:
        return False
    return whole.base[2] == candidate.base[2] and (
        rules.roles["part"].match(text, whole.end, candidate.start) is not None)


def _is_property(text: str, candidate: Candidate, chain: Chain, rules: QuantityRules) -> bool:
    """全长17.3公里, 总投资50亿元: unless of many undertakings together, or done or planned as work."""
    before = rules.before
    low = max(candidate.sentence[0], chain.start - 2 * _LOOK)
    if before["undertakings"].search(text, low, chain.start):
        return False
    if before["property"].search(text, max(low - 1, 0), chain.start):
        return True
    if before["property_of_one"].search(text, low, chain.start) is None:
        return False
    clause = max(candidate.clause[0], low)
    return rules.measures["work"].search(text, clause, max(clause, chain.start - 2)) is None
