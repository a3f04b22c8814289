"""Plans as tables for spreadsheets, databases and data frames."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from plan_extract.exporting.error import ExportError
from plan_extract.exporting.labels import LANGUAGES, Language
from plan_extract.exporting.rows import PlanRows, records, tables_of
from plan_extract.exporting.tables import TABLES, Column, Table, TableName

__all__ = [
    "FORMATS", "LANGUAGES", "TABLES", "Column", "ExportError", "Format", "Language", "PlanRows", "Table", "TableName",
    "choose_format", "records", "tables_of", "write_plans",
]

Format = Literal["csv", "xlsx", "sqlite", "parquet"]
FORMATS: tuple[Format, ...] = ("csv", "xlsx", "sqlite", "parquet")
_SUFFIXES: dict[str, Format] = {
    ".csv": "csv", ".xlsx": "xlsx", ".sqlite": "sqlite", ".sqlite3": "sqlite", ".db": "sqlite", ".parquet": "parquet",
}


def choose_format(asked: str | None, dest: Path) -> Format:
    """The format: as asked, else by the suffix of `dest`.

    Raises:
        ExportError: where there is no such format, or `dest` cannot be written in it.
    """
    chosen: Format | None = next((known for known in FORMATS if known == asked), None)
    if asked is not None and chosen is None:
        raise ExportError(f"--to {asked}: unknown; choose {', '.join(FORMATS)}")
    suffix = _SUFFIXES.get(dest.suffix.lower())
    if chosen is None:
        if suffix is None:
            raise ExportError(f"{dest}: its name tells no format; give --to {'|'.join(FORMATS)}")
        chosen = suffix
    folder = chosen == "parquet" or (chosen == "csv" and dest.suffix.lower() != ".csv")
    if folder and dest.exists() and not dest.is_dir():
        raise ExportError(f"{dest}: is a file, and {chosen} needs a folder")
    if not folder and dest.is_dir():
        raise ExportError(f"{dest}: is a folder, and {chosen} needs a file")
    if not folder and chosen != suffix and dest.exists() and dest.stat().st_size:
        raise ExportError(f"{dest}: exists, and its name is not that of a {chosen} file; name another")
    return chosen


def write_plans(plans: Iterable[PlanRows], dest: Path, to: Format, language: Language = "zh") -> int:
    """Write plans, one after the other, so that `dest` appears whole or not at all; the number of plans.

    Args:
        plans: the plans as rows; no two may have the same name.
        dest: the file or folder.
        to: the format.
        language: of headings and coded values in spreadsheets.

    Raises:
        ExportError: where it cannot be written so.
        OSError: where it cannot be written at all.
    """
    if to == "xlsx":
        from plan_extract.exporting.workbook import write_workbook  # noqa: PLC0415

        return write_workbook(plans, dest, language)
    if to == "sqlite":
        from plan_extract.exporting.database import write_database  # noqa: PLC0415

        return write_database(plans, dest)
    if to == "parquet":
        from plan_extract.exporting.parquet_files import write_parquet  # noqa: PLC0415

        return write_parquet(plans, dest)
    from plan_extract.exporting.csv_files import write_file, write_folder  # noqa: PLC0415

    return (write_file if dest.suffix.lower() == ".csv" else write_folder)(plans, dest, language)
