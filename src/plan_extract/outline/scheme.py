"""What the numbering of a whole plan tells about its levels, and what kind a heading is of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from plan_extract.outline.markers import Marker
from plan_extract.outline.tree import Node

__all__ = ["Frame", "Scheme", "kind_of"]

_TOPS = ("chinese", "roman", "bare", "chinese-parenthesised", "number")


@dataclass(frozen=True, slots=True)
class Scheme:
    """What the numbering of the whole plan tells about its levels.

    Attributes:
        chapters: whether it has 章.
        top: the style of the outermost headings where it has neither 篇 nor 章; empty where it has.
        decimals: whether it has 1.1.
    """

    chapters: bool
    top: str
    decimals: bool

    @classmethod
    def of(cls, markers: Sequence[Marker | None]) -> Scheme:
        """Read the scheme off the markers of a plan's paragraphs."""
        styles = {marker.style for marker in markers if marker}
        fixed = bool(styles & {"part", "chapter"})
        top = "" if fixed else next((style for style in _TOPS if style in styles), "")
        return cls("chapter" in styles, top, "decimal2" in styles)


@dataclass(slots=True)
class Frame:
    """An open heading.

    Attributes:
        node: what it is in the tree.
        marker: how it is marked.
        complete: whether it is run in and no further paragraph stands under it.
        form: how it is printed; of two sequences that a number could continue, its own looks alike.
        last: of each numbering among the headings right under it the last number and form.
        apart: whether it is or stands in a box or attachment, in which numbers are their own.
    """

    node: Node
    marker: Marker
    complete: bool
    form: tuple[object, ...] = ()
    last: dict[str, tuple[int, tuple[object, ...]]] = field(default_factory=dict)
    apart: bool = False


def kind_of(marker: Marker, over: Sequence[Frame], scheme: Scheme, *, titled: bool) -> str:
    """What a heading with this marker is under the headings `over` it."""
    if marker.kind != "item" or "box" in [f.marker.kind for f in over]:
        return marker.kind
    above = [f for f in over if f.node.kind not in {"part", "attachment"}]
    if marker.style == "markdown":
        return ("chapter", "section", "item")[min(len(above), 2)]
    if not titled:
        return "item"
    if not above:
        number = marker.style == "number"
        top = marker.style in _TOPS and (not number or scheme.top == "number") and not scheme.chapters
        return "chapter" if top and (not number or scheme.decimals) else "item"
    parent = above[-1]
    if parent.node.kind == "chapter":
        own = parent.marker.style != "chapter" and parent.marker.number is not None
        if marker.style == "decimal2" or (own and marker.style == "chinese-parenthesised"):
            return "section"
    return "item"
