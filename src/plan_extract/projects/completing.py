"""Head nouns that stand once, behind the last of the names that they complete: 阳江、梅州抽水蓄能电站."""

from __future__ import annotations

from collections.abc import Sequence

from plan_extract.projects.lists import Listing, Member
from plan_extract.projects.names import Names
from plan_extract.rules.projects import ProjectRules

__all__ = ["completes", "parts"]

_LONGEST = 8  # characters of the longest member of a list that has no head noun of its own


def completes(head: str, phrases: Sequence[str], names: Names, rules: ProjectRules) -> bool:
    """Whether `head`, the head noun of the member behind them, completes `phrases`, which have none of their own."""
    if not head or not all(len(phrase) <= _LONGEST for phrase in phrases):
        return False
    if head in rules.sets["sharing-heads"]:
        return True
    return all(len(phrase) > 1 for phrase in phrases) and names.judge(phrases[0] + head).proper


def parts(text: str, listing: Listing, names: Names, rules: ProjectRules) -> list[Listing]:
    """A list as the stretches of it that a head noun completes each for itself (A、B电站和C、D机场), and the rest."""
    return [listing] if listing.open or len(listing.members) < 3 else _parted(text, listing, names, rules)


def _parted(text: str, listing: Listing, names: Names, rules: ProjectRules) -> list[Listing]:
    found: list[Listing] = []
    rest: list[Member] = []
    run: list[Member] = []
    for member in listing.members:
        run.append(member)
        phrase = text[member.start : member.end]
        head = names.judge(phrase).head
        if not head or head in rules.sets["waters"]:
            continue
        before = [text[m.start : m.end] for m in run[:-1]]
        longest = _LONGEST if phrase.endswith(head) else _LONGEST // 2
        whole = 1 < len(head) < len(phrase) and before and all(
            len(name) <= longest and (names.is_located(name) or names.judge(name + head).proper) for name in before)
        if whole and completes(head, before, names, rules):
            found.append(Listing(run, "", open=False))
        else:
            rest += run
        run = []
    rest += run
    if not found or (len(found) == 1 and not rest):
        return [listing]
    return [*found, Listing(rest, "", open=False)] if rest else found
