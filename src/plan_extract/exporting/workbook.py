"""Plans as one Excel workbook: a sheet for each table, with links from each row to its section and its sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from plan_extract.exporting.error import ExportError
from plan_extract.exporting.labels import Language, cut_off, heading, show, title
from plan_extract.exporting.landing import new_file
from plan_extract.exporting.rows import PlanRows, Row
from plan_extract.exporting.tables import TABLES, Column, Table, TableName

__all__ = ["write_workbook"]

_MOST_ROWS = 1_048_576  # of a sheet, its heading included
_MOST_LINKS = 65_530  # of a sheet; more of them and Excel says that the file is damaged
_LONGEST = 32_767  # UTF-16 units of a cell
_NO_CHARACTER = re.compile("[\ufffe\uffff\ud800-\udfff]")  # of XML; control characters XlsxWriter escapes
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f]")
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
# What has a meaning to the number formats of a cell: years and ids are no quantities to be grouped.
_FORMATS = {"normalized_value": "#,##0.####", "normalized_value_max": "#,##0.####", "investment_normalized": "#,##0"}
_LONG = {"quote", "text", "content", "message", "path", "title"}
# Which cell of a row leads where: to its heading in the outline, to its paragraph in the text.
_TARGETS: tuple[TableName, ...] = ("outline", "paragraphs")
_ID = 1  # the column of their rows' ids
_LINKS: dict[TableName, dict[str, TableName]] = {
    "outline": {"title": "paragraphs"},
    "targets": {"path": "outline", "quote": "paragraphs"},
    "achievements": {"path": "outline", "quote": "paragraphs"},
    "projects": {"path": "outline", "name": "paragraphs"},
    "problems": {"path": "outline", "text": "paragraphs"},
    "mentions": {"path": "outline", "text": "paragraphs"},
}


def write_workbook(plans: Iterable[PlanRows], dest: Path, language: Language) -> int:
    """Write all plans to one workbook; the number of plans.

    Raises:
        ExportError: where XlsxWriter is not installed, or a sheet cannot hold so many rows.
    """
    try:
        import xlsxwriter  # noqa: PLC0415, most runs write no workbook
    except ImportError:
        raise ExportError("--to xlsx: needs XlsxWriter; install it with pip install 'plan-extract[xlsx]'") from None
    count = 0
    with new_file(dest) as path:
        book = xlsxwriter.Workbook(str(path), {
            "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
            "strings_to_numbers": False, "nan_inf_to_errors": True,
        })
        # The clock must not be in the file.
        book.set_properties({"title": "plan-extract", "created": datetime(2000, 1, 1)})  # noqa: DTZ001
        try:
            sheets = _Sheets(book, language)
            for plan in plans:
                count += 1
                sheets.add(plan)
            sheets.finish()
        finally:
            book.close()
    return count


class _Sheets:
    """The sheets of a workbook, while they are written."""

    def __init__(self, book: Any, language: Language) -> None:
        styles = _Styles(book)
        self._sheets = {table.name: _Sheet(book, styles, table, language) for table in TABLES}

    def add(self, plan: PlanRows) -> None:
        """Write the rows of a plan."""
        places = {
            target: {row[_ID]: self._sheets[target].rows + n for n, row in enumerate(plan.tables[target], 1)}
            for target in _TARGETS
        }
        start = self._sheets["paragraphs"].table.names.index("span_start")
        starts = {row[start]: row[_ID] for row in plan.tables["paragraphs"]}
        for name, sheet in self._sheets.items():
            for row in plan.tables[name]:
                sheet.add(row, self._links(sheet.table, row, places, starts))

    def _links(
        self, table: Table, row: Row, places: dict[TableName, dict[str, int]], starts: dict[int, str],
    ) -> dict[str, str]:
        links = {}
        for cell, target in _LINKS.get(table.name, {}).items():
            if table.name == "outline":
                id_ = starts.get(row[table.names.index("span_start")])
            else:
                id_ = row[table.names.index("section" if target == "outline" else "paragraph")]
            at = places[target].get(id_ or "")
            if at is not None:
                links[cell] = f"internal:'{self._sheets[target].title}'!A{at + 1}"
        return links

    def finish(self) -> None:
        """Write what needs the number of rows."""
        for sheet in self._sheets.values():
            sheet.finish()


class _Styles:
    """The formats of cells, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[object, ...], Any] = {}

    def of(
        self, *, number: str = "", wrap: bool = False, link: bool = False, text: bool = False, indent: int = 0,
    ) -> Any:
        """The format with these properties; `text` keeps a cell a text where somebody edits it."""
        key = (number, wrap, link, text, indent)
        if key not in self._made:
            properties: dict[str, object] = {"valign": "top"}
            properties |= {"num_format": number} if number else {}
            properties |= {"text_wrap": True} if wrap else {}
            properties |= {"font_color": "#0563C1", "underline": 1} if link else {}
            properties |= {"quote_prefix": True} if text else {}
            properties |= {"indent": indent} if indent else {}
            self._made[key] = self._book.add_format(properties)
        return self._made[key]

    def head(self) -> Any:
        """The format of the heading's row."""
        return self._book.add_format({"bold": True, "bg_color": "#DDE6EE", "bottom": 1, "text_wrap": True,
                                      "valign": "vcenter"})


class _Sheet:
    """One sheet: its heading, and the rows written so far."""

    def __init__(self, book: Any, styles: _Styles, table: Table, language: Language) -> None:
        self.table = table
        self.title = title(table, language)
        self.rows = 0
        self._links = 0
        self._language: Language = language
        self._styles = styles
        self._sheet = book.add_worksheet(self.title)
        self._shows: list[Callable[[Any], Any] | None] = [show(column, language) for column in table.columns]
        head = styles.head()
        for n, column in enumerate(table.columns):
            self._sheet.set_column(n, n, column.width)
            self._sheet.write_string(0, n, heading(column, language), head)
        self._sheet.freeze_panes(1, 0)
        self._sheet.repeat_rows(0)
        self._sheet.set_landscape()

    def add(self, row: Row, links: dict[str, str]) -> None:
        """Write a row."""
        self.rows += 1
        if self.rows >= _MOST_ROWS:
            raise ExportError(f"--to xlsx: a sheet holds {_MOST_ROWS - 1} rows, and {self.title} has more; export to "
                              "sqlite or parquet, or fewer plans")
        depth = row[self.table.names.index("depth")] if self.table.name == "outline" else 1
        for n, (column, shown, value) in enumerate(zip(self.table.columns, self._shows, row, strict=True)):
            if value is None or value == []:
                continue
            if column.kind in {"integer", "number"}:
                style = self._styles.of(number=_FORMATS.get(column.name, ""))
                self._sheet.write_number(self.rows, n, value, style)
                continue
            indent = min(depth - 1, 8) if column.name == "title" else 0
            self._text(n, column, shown(value) if shown else value, links.get(column.name), indent)

    def _text(self, n: int, column: Column, text: str, link: str | None, indent: int) -> None:
        text = self._fitting(_NO_CHARACTER.sub("\ufffd", text))
        wrap, risky = column.name in _LONG, text.startswith(_FORMULA)
        if text.startswith("<r>"):
            # XlsxWriter would take it for text that is formatted already, and put it into the file as it is.
            style = self._styles.of(wrap=wrap)
            text = _CONTROL.sub("\ufffd", text)
            self._sheet.write_rich_string(self.rows, n, text[0], style, text[1:], style)
        elif link and self._links < _MOST_LINKS:
            self._links += 1
            style = self._styles.of(wrap=wrap, link=True, text=risky, indent=indent)
            # What write_url() is told to show it also keeps where it escapes nothing.
            self._sheet.write_url(self.rows, n, link, style, column.name)
            self._sheet.write_string(self.rows, n, text, style)
        else:
            self._sheet.write_string(self.rows, n, text, self._styles.of(wrap=wrap, text=risky, indent=indent))

    def _fitting(self, text: str) -> str:
        if len(text) * 2 > _LONGEST and len(text.encode("utf-16-le", "replace")) // 2 > _LONGEST:
            note = cut_off(len(text), self._language)
            most = _LONGEST - len(note)
            text = text.encode("utf-16-le", "replace")[: 2 * most].decode("utf-16-le", "ignore") + note
        return text

    def finish(self) -> None:
        """Let every column be filtered."""
        self._sheet.autofilter(0, 0, self.rows, len(self.table.columns) - 1)
