"""Headings that one plan lacks because its numbers are out of order, found with the help of the other plan.

Whether `（二）` opens a heading is told by what is numbered before it. Where a section was moved and kept its number,
or the one before it was taken out, the heading is read as a paragraph. Where the other plan has a heading of these very
words, it is one here too, and what follows belongs to it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from math import inf

from plan_extract.comparison.view import Passage, Section, View, measure, plain
from plan_extract.models import OutlineNode

__all__ = ["share_headings"]

_MARKS = "()、.:〔〕[]"  # around and behind numbers
_ENDS = "。:;"
_INDEX = 4


def share_headings(old: View, new: View) -> None:
    """Make headings of the paragraphs of either view that are headings in the other."""
    known = Counter(s.key for s in old.root.walk()), Counter(s.key for s in new.root.walk())
    for side, other, lacking in ((old, new, known[1] - known[0]), (new, old, known[0] - known[1])):
        adopted = bool(lacking) and _adopt(side, other, lacking)
        if _lift(side, other) or adopted:
            _renew(side)


def _adopt(side: View, other: View, lacking: Counter[str]) -> bool:
    candidates: dict[str, list[Section]] = defaultdict(list)
    for section in other.root.walk():
        if lacking[section.key] and section.node is not None and section.node.title:
            candidates[section.key[:_INDEX]].append(section)
    some = False
    headed = {id(p.node) for p in other.passages if p.is_title}
    paragraphs = {p.node.text for p in other.passages if id(p.node) not in headed}
    for passage in list(side.passages):
        if passage.is_title or not passage.text or passage.node.text in paragraphs:
            continue
        found = [
            section
            for words in _without_number(plain(passage.text[:80])) for size in range(1, _INDEX + 1)
            for section in candidates.get(words[:size], ()) if _opens(words, section.key) and lacking[section.key]
        ]
        if found:
            over = [s.key for s in _over(passage.section)]
            model = next((s for s in found if s.parent is not None and s.parent.key in over), found[0])
            lacking[model.key] -= 1
            _promote(passage, model)
            some = True
    return some


def _lift(side: View, other: View) -> bool:
    """Lift headings that stand under one of their own style, where a later number came before the first.

    In the other plan they stand beside it.
    """
    parents: dict[str, str | None] = {}
    for section in other.root.walk():
        if section.parent is not None:
            parents[section.key] = None if section.key in parents else section.parent.key
    some = False
    for section in list(side.root.walk()):
        wanted = parents.get(section.key)
        if wanted is None or section.parent is None or section.parent.key == wanted:
            continue
        chain = list(_over(section))
        above = next((n for n, over in enumerate(chain) if n > 1 and over.key == wanted), 0)
        if above and _style(chain[above - 1].node) == _style(section.node):
            section.parent.children.remove(section)
            section.parent = chain[above]
            section.parent.children.append(section)
            section.parent.children.sort(key=_start)
            some = True
    return some


def _start(section: Section) -> int:
    return section.node.span[0] if section.node is not None else 0


def _without_number(text: str) -> Iterator[str]:
    """The text without a number before it; as a title can begin with a numeral, that means more than one."""
    yield text
    for at, char in enumerate(text, 1):
        if not (char.isnumeric() or char in _MARKS):
            break
        yield text[at:]


def _opens(words: str, key: str) -> bool:
    return words.startswith(key) and (len(words) == len(key) or words[len(key)] in _ENDS)


def _over(section: Section) -> Iterator[Section]:
    """The section and those over it, the root last."""
    here: Section | None = section
    while here is not None:
        yield here
        here = here.parent


def _style(node: OutlineNode | None) -> str:
    """The label of a heading without the number; its kind, which depends on where it stands, only without a label."""
    if node is None:
        return ""
    label = plain(node.label or "")
    return "".join(char for char in label if not char.isnumeric()) or (label and "#") or node.kind


def _parent(passage: Passage, model: Section) -> Section:
    """The section that the heading stands right below: that of its model, or one whose headings are of its style."""
    chain = list(_over(passage.section))
    key = model.parent.key if model.parent is not None else ""
    same = next((s for s in chain if s.key == key), None)
    if same is not None:
        return same
    style = _style(model.node)
    return next((s for s in chain if any(_style(c.node) == style for c in s.children)), passage.section)


def _promote(passage: Passage, model: Section) -> None:
    """Make a section of `passage` and what follows it, up to the next heading of its kind."""
    parent, node = _parent(passage, model), model.node
    if node is None:
        return
    start = passage.node.span[0]
    here = node.model_copy(update={"id": passage.node.id, "span": (start, passage.node.span[1])})
    made = Section(here, model.key, parent, 0)
    inside = [passage.section]
    while inside[-1] is not parent and inside[-1].parent is not None:
        inside.append(inside[-1].parent)
    style = _style(node)
    for section in inside:
        behind = [c for c in section.children if c.node is not None and c.node.span[0] > start]
        if section is parent:
            # Its own headings of this style go on; what stands before the next of them is the new one's.
            end = next((n for n, c in enumerate(behind) if _style(c.node) == style), 0)
            behind = behind[:end] if section is passage.section else []
        moved = [p for p in section.passages if p.node.span[0] > start and section is not parent]
        if section is parent is passage.section:
            first = min((c.node.span[0] for c in section.children if c.node and c.node.span[0] > start), default=inf)
            moved = [p for p in section.passages if start < p.node.span[0] < first]
        _hand_over(section, made, behind, moved)
    passage.section.passages.remove(passage)
    parent.children.append(made)
    parent.children.sort(key=_start)
    _title(passage, made, model.key)


def _hand_over(section: Section, made: Section, children: list[Section], passages: list[Passage]) -> None:
    for child in children:
        section.children.remove(child)
        child.parent = made
    for passage in passages:
        section.passages.remove(passage)
        passage.section = made
    made.children = sorted([*made.children, *children], key=_start)
    made.passages = sorted([*made.passages, *passages], key=lambda passage: passage.node.span[0])


def _title(passage: Passage, made: Section, key: str) -> None:
    """Cut the heading off the paragraph it is run into."""
    title = made.node.title or "" if made.node is not None else ""
    made.title = Passage(title, made, passage.node, is_title=True)
    passage.section = made
    left = passage.text
    while left and not plain(left).startswith(key):
        left = left[1:]
    rest = left
    while rest and plain(rest) != plain(left)[len(key) :]:
        rest = rest[1:]
    passage.text = rest.lstrip("。:;：； ")
    if passage.text:
        made.passages.insert(0, passage)
    else:
        made.title.rows, made.title.mentions = passage.rows, passage.mentions


def _renew(side: View) -> None:
    """Number sections and passages anew, in reading order."""
    side.passages = []
    for number, section in enumerate(side.root.walk()):
        section.at = number
        side.passages += [*([section.title] if section.title is not None else []), *section.passages]
    side.passages.sort(key=lambda passage: (passage.node.span[0], not passage.is_title))
    for number, passage in enumerate(side.passages):
        passage.at = number
        for row in passage.rows:
            side.placed[id(row)] = passage
        for at in passage.mentions:
            side.placed[id(at.mention)] = passage
    measure(side.root)
