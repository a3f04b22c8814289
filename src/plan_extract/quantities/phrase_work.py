"""Verbs of work before a phrase (重点规划、建设道路N公里): where they end and the thing worked on begins."""

from __future__ import annotations

from plan_extract.rules.indicators import PhraseRules

__all__ = ["begins_behind", "is_work", "skip_work"]

_FEW = 2  # words behind a noun of action with which it makes a measure (绿化面积)


def begins_behind(row: list[str], at: int, n: int, rules: PhraseRules) -> bool:
    """Whether the phrase begins behind word `n`, a verb in the middle of the clause."""
    word = row[n]
    if word in rules.additions:
        return row[at] in rules.scopes or row[at] in rules.prepositions
    if all(is_work(later, rules) for later in row[n + 1 :]):
        return False
    if word in rules.verbs:
        return True
    led = row[at] in rules.prepositions or (at > 0 and row[at - 1] in rules.prepositions)  # 支持农场建设果园
    return led and is_work(word, rules) and not _is_measure(row[n:], rules)


def skip_work(row: list[str], at: int, rules: PhraseRules) -> tuple[int, str]:
    """Past the adverbs and verbs of work at `at`, and the last of the verbs."""
    verb = ""
    while at < len(row):
        word = row[at]
        rest = len(row) - at - 1
        following = row[at + 1] if rest else ""
        if word in rules.verbs:
            if rest == 1 and not verb and rules.share.search(following, 0, len(following)):
                break
            verb = word
        elif word in rules.verbs_or_nouns or (word in rules.nouns_or_verbs and not verb):
            if not rest or (not verb and rest <= _FEW and _is_part(row, at, rules)):
                break
            if rest == 1 and following in rules.short_heads and word in rules.nouns_or_verbs:
                break  # 示范社
            verb = word
        elif word in rules.scopes or word in rules.adverbs:
            if not _leads_to_work(row, at + 1, rules):
                break
        elif word == "、" and verb:
            if not is_work(following, rules):
                break
        elif word not in rules.openers and word != "、":
            break
        at += 1
    return at, verb


def _is_part(row: list[str], at: int, rules: PhraseRules) -> bool:
    """Whether the noun of action at `at` is part of a measure (绿化面积, but not 减少排放量)."""
    return row[at] not in rules.changes and _is_measure(row[at:], rules)


def _is_measure(row: list[str], rules: PhraseRules) -> bool:
    rest = "".join(row)
    return rules.measure_nouns.search(rest, 0, len(rest)) is not None


def is_work(word: str, rules: PhraseRules) -> bool:
    """Whether `word` is a verb of work, be it only at times."""
    return word in rules.verbs or word in rules.verbs_or_nouns or word in rules.nouns_or_verbs


def _leads_to_work(row: list[str], at: int, rules: PhraseRules) -> bool:
    """Whether only adverbs stand between word `at` and a verb of work, or an opener does."""
    for word in row[at : at + 4]:
        if is_work(word, rules) or word in rules.openers:
            return True
        if word not in rules.adverbs:
            return False
    return False
