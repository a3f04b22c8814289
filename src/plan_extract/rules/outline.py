"""What the step `outline` takes: numberings, labels, glued headings, boxes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

__all__ = ["Numbering", "OutlineRules", "UnnumberedHeading"]


class Numbering(NamedTuple):
    """A compiled numbering: its key in the rules, the kind it has of itself, its pattern, whether it tells a number."""

    style: str
    kind: str
    pattern: Any
    counts: bool


class UnnumberedHeading(NamedTuple):
    """A compiled label: its key in the rules, what it opens, whether it may stand without a colon."""

    key: str
    kind: str
    alone: bool


@dataclass(slots=True, eq=False)
class OutlineRules:
    """What the step takes.

    Attributes:
        numberings: by the character they start with, in the order of the rules.
        ordinals: what number a word means.
        label_words: labels that are words.
        label_patterns: the others, each a group of one pattern, which must match the whole label.
        labels: what the labels of each of these groups open.
        glued: where within a paragraph a heading may stand, or the end of a sentence right before it.
        table_head: where a table begins in one paragraph with its title.
    """

    numberings: dict[str, tuple[Numbering, ...]]
    ordinals: dict[str, int]
    label_words: dict[str, UnnumberedHeading]
    label_patterns: Any
    labels: dict[str, UnnumberedHeading]
    glued: Any
    table_head: Any

    def label(self, text: str) -> UnnumberedHeading | None:
        """What the label `text` opens, None where it is no label."""
        found = self.label_words.get(text)
        if found is None and (match := self.label_patterns.fullmatch(text)) is not None:
            return self.labels[match.lastgroup]
        return found
