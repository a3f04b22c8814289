"""Objects of an action taken apart: members, the words they share, and where each stands."""

from __future__ import annotations

from dataclasses import dataclass

from plan_extract.rules.projects import ProjectRules

__all__ = ["Listing", "Member", "Span", "only_member", "read_lists"]

Span = tuple[int, int]
_LONGEST_TAIL = 16  # characters of what follows a name and says what use is made of it
_LONGEST_BRACKET = 60  # the same of a bracket with its figures
_BESIDE = "”“"  # two quotations with nothing between them


def _touching(spans: list[Span], start: int, end: int) -> list[Span]:
    """Those of `spans` that stand in part between `start` and `end`."""
    return [span for span in spans if span[1] > start and span[0] < end]


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
    described = rules.described.match(text, start, end) is not None
    member = Member(start, end, "", described)
    _trim(text, member, [], rules)
    return member


def read_lists(text: str, start: int, end: int, shielded: list[Span], rules: ProjectRules) -> list[Listing]:
    """Take the objects between `start` and `end` apart at 、 and 和, outside the quotations and brackets `shielded`.

    Words such as 等商务项目 or 两个物流基地 close a list; what follows them after 和 begins another.
    """
    described = rules.described.match(text, start, end) is not None
    shielded = _touching(shielded, start, end) if shielded else shielded
    found: list[Listing] = []
    at = start
    if described and not _describes_one(text, start, end, shielded, rules):
        at = max(_last_outside(rules.of, text, start, end - 2, shielded) + 1, start)
    while at < end and len(found) < 8:
        closing = _closing(text, at, end, shielded, rules)
        if closing is None:
            found.append(Listing(_split(text, at, end, shielded, rules), "", open=False))
            at = past = end
        else:
            stop, after = closing
            past = end
            follows = rules.patterns["next-list"].search(text, after, end)
            if follows and not _inside(follows.start(), shielded) and _closing(
                text, follows.end(), end, shielded, rules,
            ):
                past = follows.start()
            counted = not rules.patterns["and-so-on"].match(text, stop)
            found.append(Listing(_split(text, at, stop, shielded, rules), text[after:past], open=True, counted=counted))
        at = past + 1
    if described and found and found[0].members:
        found[0].members[0].described = True
    return found


def _describes_one(text: str, start: int, end: int, shielded: list[Span], rules: ProjectRules) -> bool:
    """Whether the description is that of the first member alone: 总投资12亿元的东湖广场、投资8亿元的西山公园."""
    of = text.find(rules.of, start, end)
    mark = next((m.start() for m in rules.joins.finditer(text, start, end)
                 if not _inside(m.start(), shielded)), end)
    return start < of < mark < end and text.find(rules.of, mark, end) > 0


def _inside(at: int, shielded: list[Span]) -> bool:
    return bool(shielded) and any(opened < at < closed for opened, closed in shielded)


def _last_outside(word: str, text: str, start: int, end: int, shielded: list[Span]) -> int:
    """The last place of `word` between `start` and `end` outside quotations and brackets; below `start` without one."""
    at = text.rfind(word, start, end)
    while at > start and _inside(at, shielded):
        at = text.rfind(word, start, at)
    return at


def _closing(
    text: str, start: int, end: int, shielded: list[Span], rules: ProjectRules,
) -> tuple[int, int] | None:
    """Where a list is closed: the end of its last member and the start of what says what they are."""
    search = rules.patterns["and-so-on"].search
    so_on = search(text, start + 1, end)
    while so_on is not None and _inside(so_on.start(), shielded):
        so_on = search(text, so_on.end(), end)
    stop = so_on.start() if so_on is not None else end
    for count in rules.patterns["counted-class"].finditer(text, start + 2, stop):
        if _inside(count.start(), shielded):
            continue
        title = rules.patterns["counted-titles"].match(text, count.end(), stop)
        if title is None or title.end() < stop or rules.joins.search(text, start, count.start()):
            return count.span()
    return so_on.span() if so_on is not None else None


def _split(text: str, start: int, stop: int, shielded: list[Span], rules: ProjectRules) -> list[Member]:
    """The members between `start` and `stop`."""
    members: list[Member] = []
    at, join = start, ""
    quoted = len(shielded) > 1 and text.find(_BESIDE, start, stop) > 0
    for mark in (rules.joins if quoted else rules.patterns["join"]).finditer(text, start, stop):
        first, last = mark.span()
        if first < at or (shielded and _inside(first, shielded)):
            continue
        if first > at:
            _add(members, text, Member(at, first, join), shielded, rules)
        at, join = last, mark[0]
    if stop > at:
        _add(members, text, Member(at, stop, join), shielded, rules)
    return members


def _add(members: list[Member], text: str, member: Member, shielded: list[Span], rules: ProjectRules) -> None:
    """Add what is left of a member without the words around its name."""
    _trim(text, member, shielded, rules)
    if member.end > member.start:
        members.append(member)


def _trim(text: str, member: Member, shielded: list[Span], rules: ProjectRules) -> None:
    """Cut away what stands around the name: 具有…的, 首个, 周边, 的契机."""
    start, end, of, patterns = member.start, member.end, rules.of, rules.patterns
    while end > start and ((last := text[end - 1]) == of or last == " "):
        end -= 1
    while start < end and ((first := text[start]) == " " or first == "”"):
        start += 1
    batches = rules.ends["batches"]
    if text.startswith(batches, start):
        member.start = member.end
        return
    tail = rules.tail_cut
    if end > start and (tail.last is None or last in tail.last):
        low = end - (_LONGEST_BRACKET if last == ")" else _LONGEST_TAIL)
        use = tail.pattern.search(text, low if low > start else start, end)
        if use and use.start() > start + 1:
            end = use.start()
    cut = text.rfind(of, start, end)
    while cut >= 0 and shielded and _inside(cut, shielded):
        cut = text.rfind(of, start, cut)
    if cut >= 0:
        member.single = patterns["one-of-its-kind"].search(text, start, cut) is not None
        member.described = True
        start = cut + 1
    where = patterns["location-cut"].search(text, start, start + 24 if start + 24 < end else end)
    if where is not None and not (shielded and _inside(where.end(), shielded)):
        start = where.end()
    if (cut >= 0 or where is not None) and text.startswith(batches, start):
        member.start = member.end
        return
    lead = rules.lead_trim
    if start < end and (lead.letters is None or text[start] in lead.letters):
        trimmed = lead.pattern.match(text, start, end)
        if trimmed is not None:
            start = trimmed.end()
    member.start, member.end = start if start < end else end, end
