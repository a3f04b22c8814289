"""What kind of value a number is: a level, a total, a growth or a fall."""

from __future__ import annotations

from plan_extract.quantities.candidates import Candidate
from plan_extract.quantities.chains import Chain
from plan_extract.rules.quantities import QuantityRules

__all__ = ["CHANGES", "SHARES", "measure_of"]

SHARES = frozenset({"share", "points", "ratio"})  # dimensions in which growth is told
CHANGES = frozenset({"growth", "annual_growth", "decline"})
_SETTLED = frozenset({"reaching", "result_of_rise", "result_of_fall", "less_than"})
_NOUN = 14  # characters before the chain that name a rate or a sum
_OPENING = 4  # characters behind another quantity in which a verb opens the next phrase
_VERB = 8  # characters at the head of a clause in which its verb ends
_FLOW = 6  # characters before the chain that name an amount of a year
_BEHIND = 40  # characters behind the unit in which the clause says what happened


def _is(key: str, text: str, start: int, end: int, rules: QuantityRules) -> bool:
    return rules.measures[key].search(text, start, max(start, end)) is not None


def _change(
    text: str, low: int, chain: Chain, candidate_start: int, dimension: str, rules: QuantityRules,
) -> str | None:
    """Growth or fall of a number in % or 倍, or None where it is a state."""
    said = [rules.chain_measures[key] for key in chain.keys if rules.chain_measures[key] in CHANGES]
    if dimension == "ratio":
        return "decline" if "decline" in said else "growth"
    if dimension == "points" and "sums" in chain.keys:
        return "growth"  # 净增2个百分点
    noun = max(low, chain.start - _NOUN)
    if chain.measure == "level" and not said:
        if _is("growth_rate", text, noun, chain.start, rules):
            return "annual_growth"
        return "decline" if _is("fall_rate", text, noun, chain.start, rules) else None
    if "decline" in said:
        return "decline"
    if "annual_growth" in said:
        return "annual_growth"
    if "growth" in said or "adding" in chain.keys:
        yearly = _is("per_year", text, low, candidate_start, rules) or _is("this_year", text, low, chain.start, rules)
        return "annual_growth" if yearly else "growth"
    if _is("growth_rate", text, noun, chain.start, rules):
        return "annual_growth"
    return "decline" if _is("fall_rate", text, noun, chain.start, rules) else None


def measure_of(
    text: str, candidate: Candidate, chain: Chain, dimension: str, before: Candidate | None, rules: QuantityRules,
) -> str:
    """The measure of `candidate`.

    Args:
        text: of the flow.
        candidate: with its places known.
        chain: the words right before its number.
        dimension: of its unit.
        before: the last quantity of the same sentence that was no change, or None.
        rules: of the step.
    """
    clause = candidate.clause[0]
    low = max(clause, before.tail if before is not None else clause)
    if dimension in SHARES:
        return _change(text, clause, chain, candidate.start, dimension, rules) or "level"
    if "fall" in chain.keys:
        return "decline"
    if "rise" in chain.keys and chain.measure == "growth":
        return "growth"
    head = max(clause, text.rfind(":", clause, candidate.start - 1) + 1)
    falls = _is("falling", text, head, min(head + _VERB, candidate.start), rules)
    if falls and not _worked(text, max(low, head), chain, rules):
        return "decline"
    if "adding" in chain.keys and _is("per_head", text, low, chain.start, rules):
        return "growth"
    if _is("sums_by_nature", text, max(low, chain.start - _NOUN), chain.start, rules):
        return "cumulative"
    if _is("added", text, low, candidate.start, rules):
        return "cumulative"
    if _is("summed", text, low, candidate.start, rules) and not _settled(chain):
        return "cumulative"
    if _is("yearly", text, low, candidate.start, rules):
        made = dimension != "money" and _is("made_yearly", text, low, candidate.start, rules)
        return "cumulative" if made and not _settled(chain) else "level"
    if dimension == "duration" and not _settled(chain) and "sums" not in chain.keys:
        return "level"
    carried = before.measure if before is not None and before.measure not in CHANGES else None
    if chain.measure in {"level", "cumulative"}:
        return _told(text, low, candidate, chain, carried, rules)
    return _from_words(text, low, chain.start, candidate, carried, rules)


def _worked(text: str, low: int, chain: Chain, rules: QuantityRules) -> bool:
    """Whether work is told of between the quantity before and the number."""
    return "sums" in chain.keys or _is("work", text, low, chain.start, rules)


def _settled(chain: Chain) -> bool:
    """Whether the chain itself says that a state is reached: 累计达到."""
    return not _SETTLED.isdisjoint(chain.keys)


def _told(
    text: str, low: int, candidate: Candidate, chain: Chain, carried: str | None, rules: QuantityRules,
) -> str:
    """The chain says it, unless it tells of people whom the work reached, or of a yearly amount."""
    if chain.measure == "level":
        if carried == "cumulative" and _is("beneficiaries", text, low, chain.start, rules):
            return "cumulative"
        flow = _is("yearly_by_nature", text, max(low, chain.start - _FLOW), chain.start, rules)
        weak = not _settled(chain) and not flow
        if weak and _is("work", text, low, chain.start, rules) and not _is("stock", text, low, chain.start, rules):
            return "cumulative"
        return "level"
    summed = "sums" not in chain.keys or _is("summed", text, candidate.sentence[0], candidate.start, rules)
    if not summed and _is("yearly_by_nature", text, max(low, chain.start - _FLOW), chain.start, rules):
        return "level"
    return "cumulative"


def _from_words(
    text: str, low: int, high: int, candidate: Candidate, carried: str | None, rules: QuantityRules,
) -> str:
    """No word of the chain says it: the clause does, before the number or behind it, or the quantity before."""
    if _is("stock", text, low, high, rules):
        return "level"
    # Behind another quantity a verb opens the next phrase; deeper in it, it belongs to a noun (可持续发展实验区14家).
    if _is("work", text, low, high if carried is None else min(high, low + _OPENING), rules):
        return "cumulative"
    if carried is not None:
        return carried
    behind = min(candidate.clause[1], candidate.tail + _BEHIND)
    return "cumulative" if _is("finished", text, candidate.tail, behind, rules) else "level"
