"""The tree of a plan, and the way from a place in the text to the headings over it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

__all__ = ["Node", "Outline", "Remark"]


@dataclass(slots=True)
class Node:
    """A heading with all it holds, or a paragraph.

    Attributes:
        kind: part, chapter, section, item, bullet, labelled, box, attachment, paragraph or table.
        start: first character in the flow, heading included.
        end: past the last character of all it holds.
        label: the numbering as printed (``第三章``, ``1``), None for paragraphs and tables.
        title: the heading without label, None for paragraphs and tables.
        heading_end: past the heading's last character in the flow; `start` for paragraphs and tables.
        id: where it stands: ``3.1.2``, paragraphs ``3.1.p2``, tables ``3.1.t1``.
        children: in reading order. Every printed paragraph is one leaf, also that of a heading (`is_heading`).
        is_heading: on a paragraph: nothing but the heading of its parent stands in it.
    """

    kind: str
    start: int
    end: int
    label: str | None = None
    title: str | None = None
    heading_end: int = 0
    id: str = ""
    children: list[Node] = field(default_factory=list)
    is_heading: bool = False

    def walk(self) -> Iterator[Node]:
        """This node and all below it, in reading order."""
        return _walk([self])


def _walk(nodes: list[Node]) -> Iterator[Node]:
    waiting = nodes[::-1]
    while waiting:
        node = waiting.pop()
        yield node
        waiting += node.children[::-1]


class Remark(NamedTuple):
    """Something odd about the headings: a diagnostic's code and message, and where, in the flow."""

    code: str
    message: str
    start: int
    end: int


@dataclass(slots=True)
class Outline:
    """The tree of a plan, and for every place the headings it stands under."""

    roots: list[Node]
    remarks: list[Remark] = field(default_factory=list)
    _leaves: list[Node] = field(default_factory=list, repr=False)
    _paths: list[tuple[Node, ...]] = field(default_factory=list, repr=False)
    _starts: list[int] = field(default_factory=list, repr=False)

    def __post_init__(self) -> None:
        self._visit(self.roots, ())

    def _visit(self, nodes: list[Node], path: tuple[Node, ...]) -> None:
        for node in nodes:
            if node.children:
                self._visit(node.children, (*path, node))
            else:
                self._leaves.append(node)
                self._paths.append(path)
                self._starts.append(node.start)

    def path(self, at: int) -> tuple[Node, ...]:
        """The headings over the flow's character `at`, outermost first; empty before the first heading."""
        index = bisect_right(self._starts, at) - 1
        return self._paths[index] if index >= 0 else ()

    def section(self, at: int) -> str:
        """Id of the innermost heading over `at`, or of the paragraph itself where no heading stands over it."""
        index = bisect_right(self._starts, at) - 1
        if index < 0:
            return ""
        path = self._paths[index]
        return path[-1].id if path else self._leaves[index].id

    def walk(self) -> Iterator[Node]:
        """All nodes in reading order."""
        return _walk(self.roots)
