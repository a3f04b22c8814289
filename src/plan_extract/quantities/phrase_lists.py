"""One list of phrases that shares one list of numbers (城镇和农村居民收入分别达到N1和N2)."""

from __future__ import annotations

from collections.abc import Sequence

from plan_extract.quantities.candidates import Candidate
from plan_extract.quantities.phrase_before import Piece
from plan_extract.rules.indicators import PhraseRules
from plan_extract.segment import Segmenter

__all__ = ["is_measure", "list_members", "numbers_in_list"]

_MOST = 12  # members of a list, to either side
_JOINT = 3  # characters of the longest word between two members


def is_measure(text: str, piece: Piece, rules: PhraseRules) -> bool:
    """Whether a phrase names a measure (绿化覆盖率) and not a thing."""
    return text[piece[0] : piece[1]] in rules.attributes or rules.measure_nouns.search(text, *piece) is not None


def numbers_in_list(text: str, candidates: Sequence[Candidate], index: int, rules: PhraseRules) -> list[int]:
    """The candidates that stand in one list with that at `index`, it among them."""
    first = last = index
    while first and index - first < _MOST and _joined(text, candidates[first - 1], candidates[first], rules):
        first -= 1
    while last + 1 < len(candidates) and last - index < _MOST and (
        _joined(text, candidates[last], candidates[last + 1], rules)
    ):
        last += 1
    return list(range(first, last + 1))


def _joined(text: str, one: Candidate, other: Candidate, rules: PhraseRules) -> bool:
    return 0 < other.start - one.tail <= _JOINT and rules.joints.fullmatch(text, one.tail, other.start) is not None


def list_members(
    text: str, piece: Piece, count: int, rules: PhraseRules, segmenter: Segmenter,
) -> list[list[Piece]]:
    """The members of the list `piece`, each with what they share; empty where there are not `count` of them."""
    start, end = piece
    places = [start]
    for joint in rules.parts.finditer(text, start, end):
        places += joint.span()
    places.append(end)
    spans = list(zip(places[::2], places[1::2], strict=True))
    if len(spans) > count:  # 文化及相关产业增加值、旅游业增加值
        cuts = [n for n in range(start, end) if text[n] == "、"]
        spans = list(zip([start, *(n + 1 for n in cuts)], [*cuts, end], strict=True))
    if len(spans) != count:
        return []
    counted = rules.sums_up.search(text, spans[-1][0] + 1, end)
    if counted is not None:  # 氨氮、氮氧化物两项污染物减排量
        return [[(a, min(b, counted.start())), (counted.end(), end)] for a, b in spans]
    if all(rules.substances.fullmatch(text, a, b) for a, b in spans[:-1]) and (
            known := rules.substances.match(text, *spans[-1])) and known.end() < end:
        return [[span, (known.end(), end)] for span in spans[:-1]] + [[spans[-1]]]
    first, last = (segmenter.cut(text[a:b]) for a, b in (spans[0], spans[-1]))
    measured = is_measure(text, spans[-1], rules)
    alike = first and last and first[-1][-1] == last[0][-1]  # 国家级、省级创新平台
    if not first or len(last) < 2 or not (measured or alike):
        return _per_unit(text, [[span] for span in spans], rules)
    own = _own(spans[0][1] - start, first, last) if measured else len(last[0])
    tail = (spans[-1][0] + own, end)
    head = (start, spans[0][1] - len(first[-1]))
    shared = [head] if len(first) > 1 and own < spans[0][1] - start and not is_measure(text, spans[0], rules) else []
    members = [[spans[0]], *([*shared, span] for span in spans[1:])]
    of_whole = rules.shares.search(text, spans[-1][0] + 1, end)
    for member in members[:-1]:
        if of_whole is not None and rules.shares.search(text, *member[0]) is None:
            member.append((of_whole.start(), end))
        elif not is_measure(text, member[-1], rules):
            member.append(tail)
    return _per_unit(text, members, rules)


def _per_unit(text: str, members: list[list[Piece]], rules: PhraseRules) -> list[list[Piece]]:
    """The members with what they all are measured by: 单位GDP能耗和碳排放."""
    start, end = members[0][0]
    by = rules.per_unit.match(text, start, end)
    if by is None or by.end() == end:
        return members
    for member in members[1:]:
        if rules.per_unit.match(text, *member[0]) is None:
            member.insert(0, by.span())
    return members


def _own(size: int, first: list[str], last: list[str]) -> int:
    """How many characters of the last member are its own, so that the rest is what all of them share.

    Args:
        size: characters of the first member.
        first: its words.
        last: the words of the last member.
    """
    at = 0
    for word in last[:-1]:
        at += len(word)
        if at == size:
            return size
    return min(len(last[0]), len(first[-1]))
