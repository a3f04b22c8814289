"""Objects of an action taken apart: members, the words they share, and where each stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from plan_extract.rules.projects import ProjectRules

__all__ = ["Listing", "Member", "only_member", "read_lists"]

@dataclass(slots=True)
class Member:
    """One member of a list, as it stands.

    Attributes:
        start: in the flow.
        end: past it.
        join: the word or mark before it: empty for the first.
        described: a phrase with 的 stood before the name and was cut away.
        single: that phrase says that there is only one such thing.
    """

    start: int
    end: int
    join: str
    described: bool = False
    single: bool = False


@dataclass(slots=True)
class Listing:
    """Members, and what follows 等 or a count, which says what they are.

    Attributes:
        members: in reading order.
        shared: the words that say what they are; empty where there are none.
        open: whether 等 or a count closed the list.
        counted: whether a count did: A、B两个物流基地.
    """

    members: list[Member]
    shared: str
    open: bool
    counted: bool = False

    @property
    def bounds(self) -> tuple[int, int]:
        """Where its members begin and end."""
        return (self.members[0].start, self.members[-1].end) if self.members else (0, 0)


def only_member(text: str, start: int, end: int, rules: ProjectRules) -> Member:
    """The one member that a plain phrase is."""
    described = rules.patterns["modifier-openings"].match(text, start, end) is not None
    return _trim(text, Member(start, end, "", described), [], rules)


def read_lists(
    text: str, start: int, end: int, shielded: list[tuple[int, int]], rules: ProjectRules,
) -> list[Listing]:
    """Take the objects between `start` and `end` apart at 、 and 和, outside the quotations and brackets `shielded`.

    Words such as 等商务项目 or 两个物流基地 close a list; what follows them after 和 begins another.
    """
    described = rules.patterns["modifier-openings"].match(text, start, end) is not None
    shielded = [span for span in shielded if span[1] > start and span[0] < end]

    def inside(at: int) -> bool:
        return bool(shielded) and any(a < at < b for a, b in shielded)

    found: list[Listing] = []
    at = start
    if described:
        cut = text.rfind(rules.of, start, end - 2)
        while cut > start and inside(cut):
            cut = text.rfind(rules.of, start, cut)
        at = max(cut + 1, start)
    while at < end and len(found) < 8:
        closing = _closing(text, at, end, inside, rules)
        stop, after = closing if closing is not None else (end, end)
        past = end
        if closing is not None:
            follows = rules.patterns["next-list"].search(text, after, end)
            if follows and not inside(follows.start()) and _closing(text, follows.end(), end, inside, rules):
                past = follows.start()
        members = [m for m in _split(text, at, stop, inside, shielded, rules) if m.end > m.start]
        for member in members[:1]:
            member.described = member.described or (described and not found)
        counted = closing is not None and not rules.patterns["and-so-on"].match(text, stop)
        found.append(Listing(members, text[after:past], open=closing is not None, counted=counted))
        at = past + 1
    return found


def _closing(
    text: str, start: int, end: int, inside: Callable[[int], bool], rules: ProjectRules,
) -> tuple[int, int] | None:
    """Where a list is closed: the end of its last member and the start of what says what they are."""
    so_on = next((m for m in rules.patterns["and-so-on"].finditer(text, start + 1, end) if not inside(m.start())), None)
    stop = so_on.start() if so_on is not None else end
    for count in rules.patterns["counted-class"].finditer(text, start + 2, stop):
        if not inside(count.start()):
            return count.start(), count.end()
    return (so_on.start(), so_on.end()) if so_on is not None else None


def _split(
    text: str, start: int, stop: int, inside: Callable[[int], bool], shielded: list[tuple[int, int]],
    rules: ProjectRules,
) -> list[Member]:
    """The members between `start` and `stop`."""
    members: list[Member] = []
    at, join = start, ""
    for mark in rules.patterns["join"].finditer(text, start, stop):
        if inside(mark.start()) or mark.start() < at:
            continue
        if mark.start() > at:
            members.append(_trim(text, Member(at, mark.start(), join), shielded, rules))
        at, join = mark.end(), mark.group()
    if stop > at:
        members.append(_trim(text, Member(at, stop, join), shielded, rules))
    return members


def _trim(text: str, member: Member, shielded: list[tuple[int, int]], rules: ProjectRules) -> Member:
    """Cut away what stands around the name: 具有…的, 首个, 周边, 的契机."""
    start, end, described = member.start, member.end, member.described
    while end > start and text[end - 1] in (rules.of, " "):
        end -= 1
    while start < end and text[start] in " ”":
        start += 1
    if text.startswith(tuple(rules.sets["batches"]), start):
        return Member(end, end, member.join)
    use = rules.patterns["tail-cut"].search(text, max(start, end - 16), end)
    if use and use.start() > start + 1:
        end = use.start()
    cut = text.rfind(rules.of, start, end)
    while cut >= 0 and shielded and any(a < cut < b for a, b in shielded):
        cut = text.rfind(rules.of, start, cut)
    single = False
    if cut >= 0:
        single = rules.patterns["one-of-its-kind"].search(text, start, cut) is not None
        start, described = cut + 1, True
    where = rules.patterns["location-cut"].search(text, start, min(end, start + 24))
    if where and not any(a < where.end() < b for a, b in shielded):
        start = where.end()
    if text.startswith(tuple(rules.sets["batches"]), start):
        return Member(end, end, member.join)
    lead = rules.patterns["lead-trim"].match(text, start, end)
    if lead:
        start = lead.end()
    return Member(min(start, end), end, member.join, described, single)
