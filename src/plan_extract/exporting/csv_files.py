"""Plans as CSV that spreadsheet programs open by a double click: UTF-8 with a byte order mark, a heading, CR LF."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, TextIO

from plan_extract.exporting.labels import Language, heading, show
from plan_extract.exporting.landing import new_file, new_folder
from plan_extract.exporting.rows import PlanRows, Row
from plan_extract.exporting.tables import TABLES, Column, TableName

__all__ = ["FILES", "as_text", "write_figures", "write_file", "write_folder"]

FILES = {f"{table.name}.csv" for table in TABLES}
_ROLE = Column("role", "text", "Target or achieved.")
_FIGURES: tuple[tuple[TableName, str], ...] = (("targets", "target"), ("achievements", "achieved"))
# Spreadsheet programs take a cell for a formula that begins so, some also by the full-width forms. The mark that makes
# it a text is itself marked, so that taking one mark away gives every text back.
_FORMULA = tuple("=+-@\t\r\n＝＋－＠'")


def as_text(value: str) -> str:
    """A text so that no spreadsheet program takes it for a formula: with ``'`` before it where need be."""
    return f"'{value}" if value.startswith(_FORMULA) else value


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)


def _writer_of(column: Column, language: Language) -> Callable[[Any], str]:
    if column.kind in {"integer", "number"}:
        return _number
    shown = show(column, language) or (lambda value: value)
    return lambda value: "" if value is None else as_text(shown(value))


class _Sheet:
    """One CSV file, while it is written."""

    def __init__(self, file: TextIO, columns: Sequence[Column], language: Language) -> None:
        self._write = csv.writer(file, lineterminator="\r\n").writerow
        self._cells = [_writer_of(column, language) for column in columns]
        self._write([as_text(heading(column, language)) for column in columns])

    def add(self, row: Row) -> None:
        self._write([cell(value) for cell, value in zip(self._cells, row, strict=True)])


def write_folder(plans: Iterable[PlanRows], dest: Path, language: Language) -> int:
    """Write a folder with a file for each table; the number of plans."""
    count = 0
    with new_folder(dest, FILES) as folder:
        files = {table.name: _open(folder / f"{table.name}.csv") for table in TABLES}
        try:
            sheets = {table.name: _Sheet(files[table.name], table.columns, language) for table in TABLES}
            for plan in plans:
                count += 1
                for name, rows in plan.tables.items():
                    for row in rows:
                        sheets[name].add(row)
        finally:
            for file in files.values():
                file.close()
    return count


def _open(path: Path) -> TextIO:
    return path.open("w", encoding="utf-8-sig", errors="replace", newline="")


def write_file(plans: Iterable[PlanRows], dest: Path, language: Language) -> int:
    """Write the targets and achievements, each told as what it is, to one file; the number of plans."""
    with new_file(dest) as path, _open(path) as file:
        return write_figures(plans, file, language)


def write_figures(plans: Iterable[PlanRows], file: TextIO, language: Language) -> int:
    """Write the same to an open file."""
    table = next(table for table in TABLES if table.name == "targets")
    sheet = _Sheet(file, (table.columns[0], _ROLE, *table.columns[1:]), language)
    count = 0
    for plan in plans:
        count += 1
        for name, role in _FIGURES:
            for row in plan.tables[name]:
                sheet.add((row[0], role, *row[1:]))
    return count
