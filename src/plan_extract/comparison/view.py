"""A plan as the comparison sees it: sections with their headings and paragraphs, and the rows that stand in each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from plan_extract.models import Mention, OutlineNode, Plan, Project, Quantity
from plan_extract.patterns import compiled

__all__ = ["MentionAt", "Passage", "Section", "View", "compact", "folded", "measure", "plain", "view"]

_SEPARATORS = "、.．,，:：。)）〕] \t\u3000"
_FULL_WIDTH = compiled("[\uff01-\uff5e]")
_HALF_WIDTH = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_STRUCTURE = frozenset({"part", "chapter", "section", "box", "attachment"})


def compact(text: str) -> str:
    """`text` without blanks."""
    return "".join(text.split())


def folded(text: str) -> str:
    """`text` with full-width characters in half width; as long as before."""
    if _FULL_WIDTH.search(text):
        for char in _HALF_WIDTH.keys() & set(text):
            text = text.replace(char, _HALF_WIDTH[char])
    return text


def plain(text: str) -> str:
    """`text` without blanks and without regard to full and half width."""
    return folded(compact(text))


@dataclass(slots=True, eq=False)
class MentionAt:
    """A mention with the project it belongs to."""

    project: Project
    mention: Mention


@dataclass(slots=True, eq=False)
class Passage:
    """A heading's title or a paragraph, with the rows that stand in it.

    Attributes:
        text: as the outline has it, without the label of a heading and without a heading that is run in.
        section: what it stands in; a title stands in its own section.
        node: the leaf of the outline that it is, or is part of.
        is_title: whether it is a heading's title.
        twin: the passage of the other plan that it is, once matched.
        joined: passages right before and behind it that are one paragraph with it in the other plan.
    """

    text: str
    section: Section
    node: OutlineNode
    is_title: bool = False
    at: int = 0
    rows: tuple[Quantity, ...] = ()
    mentions: tuple[MentionAt, ...] = ()
    twin: Passage | None = None
    joined: tuple[Passage, ...] = ()

    def parts(self) -> list[Passage]:
        """The passage with those that are joined to it, in reading order."""
        return sorted([self, *self.joined], key=lambda p: p.at) if self.joined else [self]


@dataclass(slots=True, eq=False)
class Section:
    """A heading with all it holds; the root, which has no node, holds the plan.

    Attributes:
        key: the title without blanks and width; the label where there is no title.
        at: its number in reading order.
        size: characters of the paragraphs in and below it.
        twin: the section of the other plan that it is, once matched.
    """

    node: OutlineNode | None
    key: str
    parent: Section | None
    at: int
    title: Passage | None = None
    children: list[Section] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    size: int = 0
    twin: Section | None = None
    _path: tuple[str, ...] | None = None

    def walk(self) -> Iterator[Section]:
        """This section and all below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def chain(self) -> Iterator[Section]:
        """This section and those over it, without the root."""
        section: Section | None = self
        while section is not None and section.node is not None:
            yield section
            section = section.parent

    def path(self) -> tuple[str, ...]:
        """The headings over and of it, outermost first, as printed."""
        if self._path is None:
            over = self.parent.path() if self.parent is not None else ()
            self._path = (*over, heading(self.node)) if self.node is not None else ()
        return self._path


def heading(node: OutlineNode) -> str:
    """Label and title of a heading on one line."""
    return " ".join(part for part in (node.label, node.title) if part)


@dataclass(slots=True, eq=False)
class View:
    """A plan taken apart for comparison.

    Attributes:
        root: the section that holds the plan.
        passages: all of them, titles too, in reading order.
        placed: the passage of each row, by the row's `id()`.
        loose: rows that stand in no passage.
    """

    plan: Plan
    root: Section
    passages: list[Passage] = field(default_factory=list)
    placed: dict[int, Passage] = field(default_factory=dict)
    loose: list[Quantity] = field(default_factory=list)


def view(plan: Plan) -> View:
    """Take `plan` apart."""
    made = View(plan, Section(None, "", None, 0))
    _Builder(made).visit(plan.outline, made.root, "")
    measure(made.root)
    _place(made)
    return made


class _Builder:
    def __init__(self, made: View) -> None:
        self._made = made
        self._count = 0

    def visit(self, nodes: Sequence[OutlineNode], section: Section, label: str) -> None:
        """Add `nodes` to `section`; `label` numbers the first paragraph without being a heading."""
        for node in nodes:
            if node.text is not None or node.kind in {"paragraph", "table"}:
                self._leaf(node, section, label)
                label = ""
            elif node.title or node.kind in _STRUCTURE:
                self._count += 1
                made = Section(node, plain(node.title or node.label or ""), section, self._count)
                section.children.append(made)
                self.visit(node.children, made, node.label or "")
                if made.title is None:
                    self._add(Passage(node.title or "", made, node, is_title=True))
            else:  # a number without a heading: its paragraphs are those of the section
                self.visit(node.children, section, node.label or "")

    def _add(self, passage: Passage) -> None:
        passage.at = len(self._made.passages)
        self._made.passages.append(passage)
        if passage.is_title:
            passage.section.title = passage
        else:
            passage.section.passages.append(passage)

    def _leaf(self, leaf: OutlineNode, section: Section, label: str) -> None:
        text = leaf.text or ""
        if leaf.heading:
            if section.title is None and section.node is not None:
                self._add(Passage(section.node.title or "", section, leaf, is_title=True))
            return
        title = section.node.title if section.node is not None and section.title is None else None
        if label and text.startswith(label):
            text = text[len(label) :].lstrip(_SEPARATORS)
        if title and text.startswith(title):
            self._add(Passage(title, section, leaf, is_title=True))
            text = text[len(title) :].lstrip(_SEPARATORS)
        if text:
            self._add(Passage(text, section, leaf))


def measure(section: Section) -> int:
    """Set the size of a section and of all below it."""
    section.size = sum(len(p.text) for p in section.passages) + sum(measure(child) for child in section.children)
    return section.size


def _place(made: View) -> None:
    """Give each row and mention to the passage it stands in."""
    plan, passages = made.plan, made.passages
    rows: list[tuple[int, Quantity | MentionAt]] = [(q.span[0], q) for q in plan.targets]
    rows += [(q.span[0], q) for q in plan.achievements]
    rows += [(m.span[0], MentionAt(p, m)) for p in plan.projects for m in p.mentions]
    rows.sort(key=lambda row: row[0])
    at, last = -1, len(passages) - 1
    starts = [passage.node.span[0] for passage in passages]
    for start, row in rows:
        while at < last and starts[at + 1] <= start:
            at += 1
        here = passages[at] if at >= 0 else None
        if here is not None and start >= here.node.span[1]:
            here = None
        if here is not None and at and passages[at - 1].node is here.node and _in_title(here, start, row):
            here = passages[at - 1]
        if isinstance(row, MentionAt):
            if here is not None:
                here.mentions += (row,)
                made.placed[id(row.mention)] = here
        elif here is None:
            made.loose.append(row)
        else:
            here.rows += (row,)
            made.placed[id(row)] = here


def _in_title(body: Passage, start: int, row: Quantity | MentionAt) -> bool:
    """Whether a row stands in the heading that is run into the paragraph of which `body` is the rest."""
    span, text = body.node.span, body.node.text or ""
    # Blanks and page ends that the text lost can lie before the body or in it: its first character is between these.
    if not span[0] + len(text) - len(body.text) <= start < span[1] - len(body.text):
        return start < span[1] - len(body.text)
    words = row.mention.text if isinstance(row, MentionAt) else row.quote
    return compact(words) not in compact(body.text)
