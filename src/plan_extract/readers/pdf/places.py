"""Places on a page, and what stands there.

Places are in points, from the lower left corner of the page as it is seen, so that a page set sideways reads like the
others.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

__all__ = ["Glyph", "Page", "Rule", "Turn"]


class Glyph(NamedTuple):
    """A character where it stands: left and right edge, baseline and size of its font."""

    text: str
    x0: float
    x1: float
    y: float
    size: float


class Rule(NamedTuple):
    """A ruled line, straight across (`y0` = `y1`) or straight up (`x0` = `x1`)."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(slots=True)
class Page:
    """A page.

    Attributes:
        number: from 1.
        width: of what is seen of it.
        height: of the same.
        glyphs: in the file's order, those of one direction of writing.
        rules: ruled lines.
        pictures: whether pictures stand on it.
        sideways: what is written in another direction, as a page of its own.
    """

    number: int
    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    pictures: bool = False
    sideways: Page | None = None


class Turn(NamedTuple):
    """From places on a page as it is stored to those of the page turned by quarters of a circle, clockwise."""

    quarters: int
    left: float
    bottom: float
    width: float
    height: float

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Where the point is on the turned page."""
        x, y = x - self.left, y - self.bottom
        match self.quarters:
            case 1:
                return y, self.width - x
            case 2:
                return self.width - x, self.height - y
            case 3:
                return self.height - y, x
            case _:
                return x, y

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the turned page."""
        return (self.height, self.width) if self.quarters % 2 else (self.width, self.height)
