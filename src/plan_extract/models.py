"""The plan document: what `parse` returns and every writer writes.

Field names are a promise to users: fields may be added, never renamed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

if TYPE_CHECKING:
    from plan_extract.exporting.tables import TableName

__all__ = [
    "SCHEMA_VERSION",
    "Diagnostic",
    "FrontMatterPiece",
    "Generator",
    "Investment",
    "Locator",
    "Mention",
    "Metadata",
    "Normalized",
    "OutlineNode",
    "Period",
    "Plan",
    "Project",
    "Quantity",
    "SourceBlock",
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

    name: Annotated[Literal["plan-extract"], Field(description="Always plan-extract.")] = "plan-extract"
    version: Annotated[str, Field(description="Of the program.")]
    rules: Annotated[str, Field(description="SHA-256 of the rules in force.")]


def _is_none(value: object) -> bool:
    return value is None


class Locator(_Model):
    """Where in its file a paragraph stands, in the terms of the file's format; what it has not is left out."""

    page: Annotated[int | None, Field(description="Page of a PDF, from 1.", exclude_if=_is_none)] = None
    paragraph: Annotated[
        int | None, Field(description="Paragraph of a docx, from 1, tables' included.", exclude_if=_is_none),
    ] = None
    path: Annotated[
        str | None, Field(description="Element of a web page: /html/body/div[2]/p[7].", exclude_if=_is_none),
    ] = None


Place = Annotated[
    Locator | None,
    Field(description="Where in the file it stands; left out where the file is text.", exclude_if=_is_none),
]


class SourceBlock(_Model):
    """A paragraph, heading or table as the file has it, in the text that was taken from it."""

    kind: Annotated[
        Literal["lines", "paragraph", "heading", "table", "contents", "note", "furniture", "navigation"],
        Field(description="What the file says it is; lines: it does not say."),
    ]
    span: Span
    level: Annotated[int | None, Field(description="Of a heading, from 1.", exclude_if=_is_none)] = None
    locator: Place = None


class SourceInfo(_Model):
    """The file that was read."""

    name: Annotated[str, Field(description="Base name of the file, or <stdin>.")]
    format: Annotated[str, Field(description="What the file is: txt, md, html, docx, pdf.")]
    encoding: Annotated[str, Field(description="The codec it was decoded with.")]
    sha256: Annotated[str, Field(description="Of the file's bytes.")]
    chars: Annotated[int, Field(description="Length of the decoded text in code points.")]
    text: Annotated[str | None, Field(description="The decoded text, with --with-text.")] = None
    blocks: Annotated[
        tuple[SourceBlock, ...] | None,
        Field(description="What the text is made of, with --with-text; left out where the file is text.",
              exclude_if=_is_none),
    ] = None


class Period(_Model):
    """The years a plan covers, both included."""

    start: Annotated[int, Field(description="First year.")]
    end: Annotated[int, Field(description="Last year.")]


class Metadata(_Model):
    """What the plan says of itself; null where it does not say."""

    title: Annotated[str | None, Field(description="The plan's full name.")] = None
    region: Annotated[str | None, Field(description="The issuing place.")] = None
    region_level: Annotated[
        Literal["national", "province", "city", "county"] | None, Field(description="What kind of place it is."),
    ] = None
    period: Annotated[Period | None, Field(description="The years that the plan covers.")] = None
    vision_year: Annotated[int | None, Field(description="The far horizon that the title names, such as 2035.")] = None
    issuer: Annotated[str | None, Field(description="The body that issued it.")] = None
    issued_on: Annotated[str | None, Field(description="ISO date.")] = None
    approved_by: Annotated[str | None, Field(description="The meeting or body that approved it.")] = None


class FrontMatterPiece(_Model):
    """A stretch of text that is not part of the plan itself."""

    kind: Annotated[
        Literal["navigation", "notice", "title", "contents"],
        Field(description="The web page's own, the notice that forwards the plan, its title lines, its contents list."),
    ]
    span: Span


class OutlineNode(_Model):
    """A heading with all it holds, a paragraph or a table.

    Every printed paragraph is one leaf, also that of a heading, so the leaves hold the whole text.
    """

    id: Annotated[str, Field(description="Where the node stands: 3, 3.1, 3.1.2; paragraphs 3.1.p2.")]
    kind: Annotated[
        Literal[
            "part", "chapter", "section", "item", "bullet", "labelled", "box", "attachment", "paragraph", "table"
        ],
        Field(description="What it is; paragraphs and tables are the leaves."),
    ]
    label: Annotated[str | None, Field(description="Numbering as printed: 第一节, （1）, ——.")] = None
    title: Annotated[str | None, Field(description="Heading without its label.")] = None
    span: Span
    text: Annotated[str | None, Field(description="A paragraph's own text, reflowed.")] = None
    heading: Annotated[bool, Field(description="True on the paragraph in which only a heading stands.")] = False
    children: Annotated[tuple[OutlineNode, ...], Field(description="What it holds, in reading order.")] = ()


class Normalized(_Model):
    """A value in base units: SI, CNY or USD; counts and shares as 1."""

    value: Annotated[float, Field(description="In the base unit: 60000000000 for 600亿元, 0.38 for 38%.")]
    value_max: Annotated[float | None, Field(description="Upper end of a range.")] = None
    unit: Annotated[str, Field(description="The base unit: CNY, USD, m2, W, 1 and so on.")]


class Quantity(_Model):
    """A number with a unit, or a quantified change, that states a target or an achievement."""

    id: Annotated[str, Field(description="Stable within the file.")]
    role: Annotated[Literal["target", "achieved"], Field(description="Promised, or reached.")]
    indicator: Annotated[str, Field(description="The noun phrase that is measured.")]
    canonical: Annotated[str | None, Field(description="Key of rules/indicators.yaml.")] = None
    value: Annotated[float | int, Field(description="As printed: 1.2 in 1.2万户.")]
    value_max: Annotated[float | int | None, Field(description="Upper end of a range.")] = None
    unit: Annotated[str | None, Field(description="As printed, magnitude included: 亿元, 万户, %.")] = None
    normalized: Annotated[Normalized | None, Field(description="In base units; null where the unit has none.")] = None
    comparator: Annotated[
        Literal["=", ">=", "<=", ">", "<", "~"], Field(description="How the value bounds it; ~ is about."),
    ] = "="
    measure: Annotated[
        Literal["level", "cumulative", "growth", "annual_growth", "decline"],
        Field(description="A state reached, a total over the period, a rise, a rise every year, a fall."),
    ] = "level"
    year: Annotated[int | None, Field(description="Year by which it holds, or last year it is summed over.")] = None
    year_stated: Annotated[bool, Field(description="False where the plan's own period supplied the year.")] = False
    binding: Annotated[
        Literal["约束性", "预期性"] | None, Field(description="What a table of indicators says of it."),
    ] = None
    span: Span
    text: Annotated[str, Field(description="What stands at the span: the number and its unit.")]
    quote: Annotated[str, Field(description="The clause, for a reader.")]
    section: Annotated[str, Field(description="Id of the innermost outline node that holds it.")]
    locator: Place = None


class Years(_Model):
    """First and last year of a project."""

    start: Annotated[int | None, Field(description="First year.")] = None
    end: Annotated[int | None, Field(description="Last year.")] = None


class Investment(_Model):
    """What a project costs."""

    value: Annotated[float | int, Field(description="As printed.")]
    unit: Annotated[str, Field(description="As printed: 万元.")]
    normalized: Annotated[Normalized | None, Field(description="In CNY or USD.")] = None


class Mention(_Model):
    """A place where the plan acts on a project."""

    span: Span
    text: Annotated[str, Field(description="What stands at the span: the name as printed there.")]
    status: Annotated[Status, Field(description="What this place says of it.")]
    action: Annotated[str | None, Field(description="The word of action: 推进, 建设.")] = None
    section: Annotated[str, Field(description="Id of the innermost outline node that holds it.")]
    locator: Place = None


class Project(_Model):
    """A named undertaking, with all its mentions."""

    id: Annotated[str, Field(description="Stable within the file.")]
    name: Annotated[str, Field(description="The full name.")]
    aliases: Annotated[tuple[str, ...], Field(description="Other names that the plan has for it.")] = ()
    type: Annotated[
        Literal["facility", "organisation", "platform", "programme", "zone"], Field(description="What it is."),
    ]
    status: Annotated[Status, Field(description="Of the latest mention that says.")]
    mentions: Annotated[tuple[Mention, ...], Field(description="Every place where the plan acts on it.")]
    location: Annotated[str | None, Field(description="From a table of projects.")] = None
    years: Annotated[Years | None, Field(description="From a table of projects.")] = None
    investment: Annotated[Investment | None, Field(description="From a table of projects.")] = None
    content: Annotated[str | None, Field(description="From a table of projects: what is built, and how large.")] = None


class Diagnostic(_Model):
    """Something in the text that could not be read, or that is odd."""

    code: Annotated[str, Field(pattern=r"^[EW]\d{3}$", description="E and W with three digits: error, warning.")]
    message: Annotated[str, Field(description="What is odd.")]
    span: Span
    line: Annotated[int, Field(description="1-based line of the source.")]


class Plan(_Model):
    """A whole plan as data."""

    schema_version: Annotated[Literal["1.0"], Field(description="Of this document's shape.")] = "1.0"
    generator: Annotated[Generator, Field(description="The program that wrote it.")]
    source: Annotated[SourceInfo, Field(description="The file that was read.")]
    metadata: Annotated[Metadata, Field(description="What the plan says of itself.")]
    front_matter: Annotated[tuple[FrontMatterPiece, ...], Field(description="What is not the plan's own text.")] = ()
    outline: Annotated[tuple[OutlineNode, ...], Field(description="The tree of headings, paragraphs and tables.")] = ()
    targets: Annotated[tuple[Quantity, ...], Field(description="What the plan promises, in reading order.")] = ()
    achievements: Annotated[tuple[Quantity, ...], Field(description="What had been reached before.")] = ()
    projects: Annotated[tuple[Project, ...], Field(description="Named undertakings, by their first mention.")] = ()
    diagnostics: Annotated[tuple[Diagnostic, ...], Field(description="What is odd in the text.")] = ()

    def rows(self, table: TableName) -> list[dict[str, Any]]:
        r"""A table of the plan as records: flat dictionaries that a data frame is made of in one line.

        Args:
            table: ``outline``, ``targets``, ``achievements``, ``projects``, ``problems``, ``mentions``, ``paragraphs``
                or ``plans``. Columns are those of docs/export.md.

        Raises:
            ValueError: where there is no such table.

        Example:
            >>> from plan_extract import parse
            >>> plan = parse("一、发展目标\n到2025年,地区生产总值达到600亿元。")
            >>> [(row["indicator"], row["value"], row["year"]) for row in plan.rows("targets")]
            [('地区生产总值', 600, 2025)]
        """
        from plan_extract.exporting.rows import records  # noqa: PLC0415, most plans are not made into tables

        return records(self, table)
