"""The tables that a plan is exported as: their columns, what these hold and of which type.

Every format writes these tables, data frames are made of them, and docs/export.md is made from them. Names are a
promise to users: columns may be added, never renamed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["TABLES", "Column", "Kind", "Table", "TableName"]

Kind = Literal["text", "integer", "number", "boolean", "texts"]
TableName = Literal["outline", "targets", "achievements", "projects", "problems", "mentions", "paragraphs", "plans"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column.

    Attributes:
        name: in rows, Parquet and SQLite.
        kind: the type of its values; `texts` is a list of strings.
        about: what it holds, for a reader of the documentation.
        width: in a spreadsheet, in characters.
    """

    name: str
    kind: Kind
    about: str
    width: int = 10


@dataclass(frozen=True, slots=True)
class Table:
    """A table.

    Attributes:
        name: in rows, files and databases.
        about: what a row is.
        columns: in their order.
    """

    name: TableName
    about: str
    columns: tuple[Column, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its columns."""
        return tuple(column.name for column in self.columns)


_PLAN = Column("plan", "text", "The plan: its file's name.", 20)
_REGION = Column("region", "text", "The plan's region.", 14)

# Where a row stands.
_PATH = Column("path", "texts", "The headings over it, the outermost first.", 36)
_SECTION = Column("section", "text", "Id of the heading it stands under, in `outline`.", 9)
_PARAGRAPH = Column("paragraph", "text", "Id of the paragraph or table it stands in, in `paragraphs`.", 10)
_START = Column("span_start", "integer", "Where it begins: a code point of the source's text.", 8)
_END = Column("span_end", "integer", "Where it ends, exclusive.", 8)
_LINE = Column("line", "integer", "Line of the source, from 1; empty where its text is not at hand.", 7)
_PAGE = Column("page", "integer", "Page of a PDF, from 1.", 7)
_LOCATOR = Column("locator", "text", "Paragraph of a Word file, or element of a web page.", 10)
_PLACE = (_PATH, _SECTION, _PARAGRAPH, _START, _END, _LINE, _PAGE, _LOCATOR)

_QUANTITY = (
    _PLAN,
    _REGION,
    Column("id", "text", "Of the row, stable within the plan.", 8),
    Column("indicator", "text", "The noun phrase that is measured.", 34),
    Column("canonical", "text", "Key of the indicator in rules/indicators.yaml, where it is a known one.", 16),
    Column("comparator", "text", "How the value bounds it; `~` is about.", 8),
    Column("value", "number", "As printed: 1.2 in 1.2万户.", 11),
    Column("value_max", "number", "Upper end of a range.", 11),
    Column("unit", "text", "As printed: 亿元, 万户, %.", 10),
    Column("measure", "text", "A state reached, a total over the period, a rise, a rise every year, a fall.", 11),
    Column("year", "integer", "Year by which it holds.", 7),
    Column("year_stated", "boolean", "False where the plan's own period supplied the year.", 9),
    Column("binding", "text", "What a table of indicators says of it: 约束性, 预期性.", 9),
    Column("normalized_value", "number", "In the base unit: 60000000000 for 600亿元, 0.38 for 38%.", 16),
    Column("normalized_value_max", "number", "Upper end of a range, in the base unit.", 16),
    Column("normalized_unit", "text", "The base unit: CNY, USD, m², W, 1 and so on.", 9),
    Column("text", "text", "The number and its unit as they stand there.", 12),
    Column("quote", "text", "The clause it stands in.", 60),
    *_PLACE,
)

TABLES: tuple[Table, ...] = (
    Table("outline", "A heading.", (
        _PLAN,
        Column("id", "text", "Where it stands: 3, 3.1, 3.1.2.", 9),
        Column("parent", "text", "Id of the heading over it; empty for the outermost.", 9),
        Column("depth", "integer", "How many headings are over it, and itself.", 6),
        Column("kind", "text", "Part, chapter, section, item and so on.", 9),
        Column("label", "text", "Numbering as printed: 第一节, （1）, ——.", 12),
        Column("title", "text", "The heading without its label.", 60),
        _START,
        _END,
        _LINE,
        _PAGE,
        _LOCATOR,
    )),
    Table("targets", "A target: what the plan promises.", _QUANTITY),
    Table("achievements", "An achievement: what had been reached before.", _QUANTITY),
    Table("projects", "A named project; its place is that of the first mention.", (
        _PLAN,
        _REGION,
        Column("id", "text", "Of the row, stable within the plan.", 8),
        Column("name", "text", "The full name.", 40),
        Column("aliases", "texts", "Other names that the plan has for it.", 24),
        Column("type", "text", "Facility, organisation, platform, programme or zone.", 9),
        Column("status", "text", "Of the latest mention that says.", 9),
        Column("mentions", "integer", "In how many places the plan acts on it.", 9),
        Column("location", "text", "From a table of projects.", 18),
        Column("start_year", "integer", "From a table of projects: the first year.", 8),
        Column("end_year", "integer", "From a table of projects: the last year.", 8),
        Column("investment", "number", "From a table of projects: what it costs, as printed.", 12),
        Column("investment_unit", "text", "Of `investment`, as printed: 万元.", 9),
        Column("investment_normalized", "number", "The same in `investment_currency`.", 16),
        Column("investment_currency", "text", "CNY or USD.", 9),
        Column("content", "text", "From a table of projects: what is built, and how large.", 50),
        *_PLACE,
    )),
    Table("problems", "A fault of the plan: what `check` finds, and what reading it found odd beside that.", (
        _PLAN,
        Column("code", "text", "C401 and so on of a check; E… and W… of the reading.", 8),
        Column("severity", "text", "Error, warning or note.", 9),
        Column("rule", "text", "Name of the check; empty where reading found it.", 20),
        Column("message", "text", "What is wrong.", 60),
        Column("text", "text", "What stands there; empty where the source's text is not at hand.", 40),
        *_PLACE,
    )),
    Table("mentions", "A place where the plan acts on a project.", (
        _PLAN,
        Column("project", "text", "Id of the project, in `projects`.", 8),
        Column("name", "text", "The project's full name.", 40),
        Column("text", "text", "The name as it stands there.", 40),
        Column("status", "text", "What this place says of it.", 9),
        Column("action", "text", "The word of action: 推进, 建设.", 12),
        *_PLACE,
    )),
    Table("paragraphs", "A paragraph or a table; all of them in their order are the whole text.", (
        _PLAN,
        Column("id", "text", "Where it stands: 3.1.p2.", 10),
        Column("section", "text", "Id of the heading it stands under, in `outline`; empty before the first.", 9),
        Column("kind", "text", "Paragraph or table.", 9),
        Column("heading", "boolean", "True where only a heading stands in it.", 8),
        Column("text", "text", "The text, reflowed.", 110),
        _START,
        _END,
        _LINE,
        _PAGE,
        _LOCATOR,
    )),
    Table("plans", "A plan.", (
        _PLAN,
        Column("title", "text", "The plan's full name.", 50),
        Column("region", "text", "The issuing place.", 16),
        Column("region_level", "text", "National, province, city or county.", 10),
        Column("period_start", "integer", "First year of its period.", 9),
        Column("period_end", "integer", "Last year of its period.", 9),
        Column("vision_year", "integer", "The far horizon that the title names.", 9),
        Column("issuer", "text", "The body that issued it.", 24),
        Column("issued_on", "text", "ISO date.", 12),
        Column("approved_by", "text", "The meeting or body that approved it.", 24),
        Column("targets", "integer", "How many.", 9),
        Column("achievements", "integer", "How many.", 9),
        Column("projects", "integer", "How many.", 9),
        Column("format", "text", "What the file is: txt, md, html, docx, pdf.", 8),
        Column("encoding", "text", "The codec it was decoded with.", 10),
        Column("sha256", "text", "Of the file's bytes.", 20),
        Column("chars", "integer", "Length of the text in code points.", 9),
        Column("version", "text", "Of plan-extract.", 9),
        Column("rules", "text", "SHA-256 of the rules in force.", 20),
    )),
)
