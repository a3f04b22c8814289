"""The diff document: what `diff` returns and every report of it shows.

Field names are a promise to users: fields may be added, never renamed.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

__all__ = [
    "Change", "Diff", "IndicatorOverTime", "Kind", "Op", "PlanInfo", "Promise", "Summary", "Where",
    "WordEdit",
]

Kind = Literal["metadata", "section", "target", "achievement", "project", "text"]
Op = Literal["added", "removed", "changed", "moved", "renamed"]


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class PlanInfo(_Model):
    """A plan that was compared."""

    name: Annotated[str, Field(description="Base name of its file.")]
    sha256: str
    title: str | None = None


class Summary(_Model):
    """How many changes there are of each kind of edit."""

    added: int = 0
    removed: int = 0
    changed: int = 0
    moved: int = 0
    renamed: int = 0


class Where(_Model):
    """The headings over it, outermost first, with their labels; null on the side where it is not."""

    old: tuple[str, ...] | None = None
    new: tuple[str, ...] | None = None


class WordEdit(_Model):
    """Words of the text that were taken away, put in, or replaced, without blanks."""

    removed: str = ""
    added: str = ""
    before: Annotated[str, Field(description="A few characters that stand before it, in the new text.")] = ""
    after: Annotated[str, Field(description="And after it.")] = ""


class Change(_Model):
    """One edit, at its own level."""

    kind: Kind
    op: Op
    name: Annotated[str, Field(description="Indicator, project name, heading, or the metadata's field.")]
    where: Where
    fields: Annotated[
        dict[str, tuple[Any, Any]], Field(description="Old and new value of each field that differs."),
    ] = {}
    words: Annotated[tuple[WordEdit, ...], Field(description="What changed in the text, in reading order.")] = ()
    old: Annotated[dict[str, Any] | None, Field(description="The row as it was, null where added.")] = None
    new: Annotated[dict[str, Any] | None, Field(description="The row as it is, null where removed.")] = None


class Promise(_Model):
    """A figure of an indicator in one of the plans."""

    value: float | int
    value_max: float | int | None = None
    unit: str | None = None
    comparator: str = "="
    year: int | None = None
    quote: str


class IndicatorOverTime(_Model):
    """An indicator in two plans of different periods."""

    name: str
    canonical: str | None = None
    measure: str
    old_target: Annotated[Promise | None, Field(description="What the old plan promised.")] = None
    achieved: Annotated[Promise | None, Field(description="What the new plan says was reached.")] = None
    new_target: Annotated[Promise | None, Field(description="What the new plan promises.")] = None
    met: Annotated[bool | None, Field(description="Whether the old target was met, as far as that can be told.")] = None


class Diff(_Model):
    """What is different between two plans."""

    schema_version: Literal["1.0"] = "1.0"
    old: PlanInfo
    new: PlanInfo
    summary: Summary = Summary()
    changes: tuple[Change, ...] = ()
    indicators: Annotated[
        tuple[IndicatorOverTime, ...] | None, Field(description="With --by indicator only; then `changes` is empty."),
    ] = None
