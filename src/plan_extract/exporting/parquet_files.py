"""Plans as Parquet: a file for each table, typed columns, lists as lists."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from plan_extract.exporting.error import ExportError
from plan_extract.exporting.landing import new_folder
from plan_extract.exporting.rows import PlanRows, Row
from plan_extract.exporting.tables import TABLES, Table

__all__ = ["FILES", "write_parquet"]

FILES = {f"{table.name}.parquet" for table in TABLES}
_TOGETHER = 20_000  # rows that are kept until they are written as one group


def write_parquet(plans: Iterable[PlanRows], dest: Path) -> int:
    """Write a folder with a file for each table; the number of plans.

    Raises:
        ExportError: where pyarrow is not installed.
    """
    try:
        import pyarrow as pa  # noqa: PLC0415, slow to import
        import pyarrow.parquet as pq  # noqa: PLC0415
    except ImportError:
        message = "--to parquet: needs pyarrow; install it with pip install 'plan-extract[parquet]'"
        raise ExportError(message) from None
    count = 0
    with new_folder(dest, FILES) as folder:
        files = [_File(pa, pq, table, folder) for table in TABLES]
        try:
            for plan in plans:
                count += 1
                for file in files:
                    file.add(plan.tables[file.table.name])
        finally:
            for file in files:
                file.close()
    return count


class _File:
    """One Parquet file, while it is written."""

    def __init__(self, pa: Any, pq: Any, table: Table, folder: Path) -> None:
        types = {
            "text": pa.string(), "integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_(),
            "texts": pa.list_(pa.string()),
        }
        self.table = table
        self._pa = pa
        self._schema = pa.schema([pa.field(column.name, types[column.kind]) for column in table.columns])
        self._writer = pq.ParquetWriter(folder / f"{table.name}.parquet", self._schema, compression="zstd")
        self._rows: list[Row] = []

    def add(self, rows: list[Row]) -> None:
        """Keep rows, and write them where there are many."""
        self._rows += rows
        if len(self._rows) >= _TOGETHER:
            self._flush()

    def _flush(self) -> None:
        columns = zip(*self._rows, strict=True) if self._rows else ((),) * len(self._schema)
        arrays = [self._pa.array(values, type=field.type) for values, field in zip(columns, self._schema, strict=True)]
        self._writer.write_table(self._pa.Table.from_arrays(arrays, schema=self._schema))
        self._rows = []

    def close(self) -> None:
        """Write what is left."""
        if self._rows:
            self._flush()
        self._writer.close()
