"""What kind of value a number is: a level, a total, a growth or a fall."""

from __future__ import annotations

from plan_extract.quantities.candidates import Candidate
from plan_extract.quantities.chains import Chain
from plan_extract.rules.quantities import QuantityRules

__all__ = ["CHANGES", "SHARES", "goes_on_yearly", "measure_of"]

SHARES = frozenset({"share", "points", "ratio"})  # dimensions in which growth is told
CHANGES = frozenset({"growth", "annual_growth", "decline"})
_SETTLED = frozenset({"reaching", "result_of_rise", "result_of_fall", "less_than"})
_WORK = frozenset({"sums", "adding"})
_NOUN = 14  # characters before the chain that name a rate or a sum
_OPENING = 4  # characters behind another quantity in which a verb opens the next phrase
_VERB = 8  # characters at the head of a clause in which its verb ends
_SPED = 3  # characters of 加快了
_FLOW = 6  # characters before the chain that name an amount of a year
_BEHIND = 40  # characters behind the unit in which the clause says what happened


def _change(
    text: str, low: int, chain: Chain, candidate_start: int, dimension: str, rules: QuantityRules,
) -> str | None:
    """Growth or fall of a number in % or 倍, or None where it is a state."""
    says = rules.measures
    said = [measure for key in chain.keys if (measure := rules.chain_measures[key]) in CHANGES]
    if dimension == "ratio":
        return "decline" if "decline" in said else "growth"
    if dimension == "points" and (
            "sums" in chain.keys or says["sped_up"].search(text, max(low, chain.start - _SPED), chain.start)):
        return "growth"  # 净增2个百分点, 比上年加快2个百分点
    noun = max(low, chain.start - _NOUN)
    if chain.measure == "level" and not said:
        if says["growth_rate"].search(text, noun, chain.start):
            return "annual_growth"
        return "decline" if says["fall_rate"].search(text, noun, chain.start) else None
    if "decline" in said:
        return "decline"
    if "annual_growth" in said:
        return "annual_growth"
    if "growth" in said or "adding" in chain.keys:
        yearly = says["per_year"].search(text, low, candidate_start) or says["this_year"].search(text, low, chain.start)
        return "annual_growth" if yearly else "growth"
    if says["growth_rate"].search(text, noun, chain.start):
        return "annual_growth"
    return "decline" if says["fall_rate"].search(text, noun, chain.start) else None


def goes_on_yearly(text: str, before: Candidate, candidate: Candidate, rules: QuantityRules) -> bool:
    """Whether a growth is told of a part of what grew each year: 年均增长6%,其中工业增长7%,农业增长3%."""
    if before.measure != "annual_growth" or before.sentence != candidate.sentence:
        return False
    among = rules.roles["among"]
    return any(among.match(text, c.clause[0], c.start) is not None for c in (candidate, before))


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
    clause, says = candidate.clause[0], rules.measures
    if dimension in SHARES:
        return _change(text, clause, chain, candidate.start, dimension, rules) or "level"
    if "fall" in chain.keys:
        return "decline"
    if "rise" in chain.keys and chain.measure == "growth":
        return "growth"
    low = clause if before is None or before.tail < clause else before.tail
    colon = text.rfind(":", clause, candidate.start - 1)
    head = clause if colon < 0 else colon + 1
    falls = says["falling"].search(text, head, head + _VERB if head + _VERB < candidate.start else candidate.start)
    if falls and not _worked(text, max(low, head), chain, rules):
        return "decline"
    if "adding" in chain.keys and says["per_head"].search(text, low, chain.start):
        return "growth"
    if says["sums_by_nature"].search(text, chain.start - _NOUN if chain.start - _NOUN > low else low, chain.start):
        return "cumulative"
    if says["added"].search(text, low, candidate.start):
        return "cumulative"
    if says["summed"].search(text, low, candidate.start) and not _settled(chain):
        return "cumulative"
    if says["yearly"].search(text, low, candidate.start):
        made = dimension != "money" and says["made_yearly"].search(text, low, candidate.start)
        return "cumulative" if made and not _settled(chain) else "level"
    if dimension == "duration" and chain.keys.isdisjoint(_WORK | _SETTLED):
        return "level"
    carried = before.measure if before is not None and before.measure not in CHANGES else None
    if chain.measure in {"level", "cumulative"}:
        return _told(text, low, candidate, chain, carried, rules)
    return _from_words(text, low, chain.start, candidate, carried, rules)


def _worked(text: str, low: int, chain: Chain, rules: QuantityRules) -> bool:
    """Whether work is told of between the quantity before and the number."""
    return "sums" in chain.keys or rules.measures["work"].search(text, low, chain.start) is not None


def _settled(chain: Chain) -> bool:
    """Whether the chain itself says that a state is reached: 累计达到."""
    return not _SETTLED.isdisjoint(chain.keys)


def _told(
    text: str, low: int, candidate: Candidate, chain: Chain, carried: str | None, rules: QuantityRules,
) -> str:
    """The chain says it, unless it tells of people whom the work reached, or of a yearly amount."""
    says = rules.measures
    if chain.measure == "level":
        if carried == "cumulative" and says["beneficiaries"].search(text, low, chain.start):
            return "cumulative"
        flow = says["yearly_by_nature"].search(text, max(low, chain.start - _FLOW), chain.start)
        weak = not _settled(chain) and not flow
        if weak and says["work"].search(text, low, chain.start) and not says["stock"].search(text, low, chain.start):
            return "cumulative"
        return "level"
    summed = "sums" not in chain.keys or says["summed"].search(text, candidate.sentence[0], candidate.start)
    if not summed and says["yearly_by_nature"].search(text, max(low, chain.start - _FLOW), chain.start):
        return "level"
    return "cumulative"


def _from_words(
    text: str, low: int, high: int, candidate: Candidate, carried: str | None, rules: QuantityRules,
) -> str:
    """No word of the chain says it: the clause does, before the number or behind it, or the quantity before."""
    says = rules.measures
    if says["stock"].search(text, low, high):
        return "level"
    # Behind another quantity a verb opens the next phrase; deeper in it, it belongs to a noun (可持续发展实验区14家).
    if says["work"].search(text, low, high if carried is None else min(high, low + _OPENING)):
        return "cumulative"
    if carried is not None and (carried == "cumulative" or high > candidate.clause[0]):
        return "cumulative" if rules.work_before.search(text, max(low, high - _VERB), high) else carried
    behind = min(candidate.clause[1], candidate.tail + _BEHIND)
    return "cumulative" if says["finished"].search(text, candidate.tail, behind) else "level"
