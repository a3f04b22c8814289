"""The plan document: what `parse` returns and every writer writes.

Field names are a promise to users: fields may be added, never renamed.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

__all__ = [
    "SCHEMA_VERSION",
    "Diagnostic",
    "FrontMatterPiece",
    "Generator",
    "Investment",
    "Mention",
    "Metadata",
    "Normalized",
    "OutlineNode",
    "Period",
    "Plan",
    "Project",
    "Quantity",
    "SourceInfo",
    "Years",
]

SCHEMA_VERSION = "1.0"

Span = Annotated[tuple[int, int], Field(description="Code points, half-open, into the decoded source text.")]
Status = Literal["completed", "underway", "planned"]


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Generator(_Model):
    """The program that wrote the document."""

    name: Literal["plan-extract"] = "plan-extract"
    version: str
    rules: Annotated[str, Field(description="SHA-256 of the rules in force.")]


class SourceInfo(_Model):
    """The file that was read."""

    name: Annotated[str, Field(description="Base name of the file, or <stdin>.")]
    format: str
    encoding: str
    sha256: Annotated[str, Field(description="Of the file's bytes.")]
    chars: Annotated[int, Field(description="Length of the decoded text in code points.")]
    text: Annotated[str | None, Field(description="The decoded text, with --with-text.")] = None


class Period(_Model):
    """The years a plan covers, both included."""

    start: int
    end: int


class Metadata(_Model):
    """What the plan says of itself; null where it does not say."""

    title: str | None = None
    region: Annotated[str | None, Field(description="The issuing place.")] = None
    region_level: Literal["national", "province", "city", "county"] | None = None
    period: Period | None = None
    vision_year: Annotated[int | None, Field(description="The far horizon that the title names, such as 2035.")] = None
    issuer: str | None = None
    issued_on: Annotated[str | None, Field(description="ISO date.")] = None
    approved_by: str | None = None


class FrontMatterPiece(_Model):
    """A stretch of text that is not part of the plan itself."""

    kind: Literal["navigation", "notice", "title", "contents"]
    span: Span


class OutlineNode(_Model):
    """A heading with all it holds, a paragraph or a table.

    Every printed paragraph is one leaf, also that of a heading, so the leaves hold the whole text.
    """

    id: Annotated[str, Field(description="Where the node stands: 3, 3.1, 3.1.2; paragraphs 3.1.p2.")]
    kind: Literal["part", "chapter", "section", "item", "bullet", "labelled", "box", "attachment", "paragraph", "table"]
    label: Annotated[str | None, Field(description="Numbering as printed: 第一节, （1）, ——.")] = None
    title: Annotated[str | None, Field(description="Heading without its label.")] = None
    span: Span
    text: Annotated[str | None, Field(description="A paragraph's own text, reflowed.")] = None
    heading: Annotated[bool, Field(description="True on the paragraph in which only a heading stands.")] = False
    children: tuple[OutlineNode, ...] = ()


class Normalized(_Model):
    """A value in base units: SI, CNY or USD; counts and shares as 1."""

    value: float
    value_max: float | None = None
    unit: str


class Quantity(_Model):
    """A number with a unit, or a quantified change, that states a target or an achievement."""

    id: Annotated[str, Field(description="Stable within the file.")]
    role: Literal["target", "achieved"]
    indicator: Annotated[str, Field(description="The noun phrase that is measured.")]
    canonical: Annotated[str | None, Field(description="Key of rules/indicators.yaml.")] = None
    value: Annotated[float | int, Field(description="As printed: 1.2 in 1.2万户.")]
    value_max: Annotated[float | int | None, Field(description="Upper end of a range.")] = None
    unit: Annotated[str | None, Field(description="As printed, magnitude included: 亿元, 万户, %.")] = None
    normalized: Normalized | None = None
    comparator: Literal["=", ">=", "<=", ">", "<", "~"] = "="
    measure: Literal["level", "cumulative", "growth", "annual_growth", "decline"] = "level"
    year: Annotated[int | None, Field(description="Year by which it holds, or last year it is summed over.")] = None
    year_stated: Annotated[bool, Field(description="False where the plan's own period supplied the year.")] = False
    binding: Literal["约束性", "预期性"] | None = None
    span: Span
    text: str
    quote: Annotated[str, Field(description="The clause, for a reader.")]
    section: Annotated[str, Field(description="Id of the innermost outline node that holds it.")]


class Years(_Model):
    """First and last year of a project."""

    start: int | None = None
    end: int | None = None


class Investment(_Model):
    """What a project costs."""

    value: float | int
    unit: str
    normalized: Normalized | None = None


class Mention(_Model):
    """A place where the plan acts on a project."""

    span: Span
    text: str
    status: Status
    action: Annotated[str | None, Field(description="The word of action: 推进, 建设.")] = None
    section: str


class Project(_Model):
    """A named undertaking, with all its mentions."""

    id: Annotated[str, Field(description="Stable within the file.")]
    name: str
    aliases: tuple[str, ...] = ()
    type: Literal["facility", "organisation", "platform", "programme", "zone"]
    status: Annotated[Status, Field(description="Of the latest mention that says.")]
    mentions: tuple[Mention, ...]
    location: str | None = None
    years: Years | None = None
    investment: Investment | None = None
    content: Annotated[str | None, Field(description="建设内容与规模.")] = None


class Diagnostic(_Model):
    """Something in the text that could not be read, or that is odd."""

    code: Annotated[str, Field(pattern=r"^[EW]\d{3}$")]
    message: str
    span: Span
    line: Annotated[int, Field(description="1-based line of the source.")]


class Plan(_Model):
    """A whole plan as data."""

    schema_version: Literal["1.0"] = "1.0"
    generator: Generator
    source: SourceInfo
    metadata: Metadata
    front_matter: tuple[FrontMatterPiece, ...] = ()
    outline: tuple[OutlineNode, ...] = ()
    targets: tuple[Quantity, ...] = ()
    achievements: tuple[Quantity, ...] = ()
    projects: tuple[Project, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
