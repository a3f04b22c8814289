"""Plans in a SQLite database: many in one file, each replaced as a whole where it is read again.

The tables are those of schema.sql. All plans of a run come in one transaction, and a new file appears when it is done:
a run that is cut off leaves what was there before.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from plan_extract.exporting.error import ExportError
from plan_extract.exporting.landing import new_file
from plan_extract.exporting.rows import PlanRows
from plan_extract.exporting.tables import TABLES, TableName
from plan_extract.exporting.text_index import forget_texts, index_texts, without_triggers

__all__ = ["SCHEMA", "write_database"]

SCHEMA = Path(__file__).with_name("schema.sql")
_APPLICATION = 0x504C_4E58  # marks a database as ours
_VERSION = 1  # of schema.sql
_WAIT = 60.0  # seconds that another program may keep the database locked
_NAMES = {table.name: table.names for table in TABLES}
_PLACE = ("span_start", "span_end", "line", "page", "locator")
_QUANTITY = ("indicator", "canonical", "comparator", "value", "value_max", "unit", "measure", "year", "year_stated",
             "binding", "normalized_value", "normalized_value_max", "normalized_unit", "text", "quote", *_PLACE)
_PROJECT = ("name", "type", "status", "location", "start_year", "end_year", "investment", "investment_unit",
            "investment_normalized", "investment_currency", "content")
_PLAN = ("title", "region", "region_level", "period_start", "period_end", "vision_year", "issuer", "issued_on",
         "approved_by", "format", "encoding", "chars", "version", "rules")

Cells = dict[str, Any]


def write_database(plans: Iterable[PlanRows], dest: Path) -> int:
    """Write all plans to a database, which is made where there is none; the number of plans.

    Raises:
        ExportError: where `dest` is something else, holds another plan under the name of one of these, or is locked.
    """
    try:
        if dest.exists() and dest.stat().st_size:
            with _open(dest) as database:
                return _write(plans, database)
        with new_file(dest) as path, _open(path) as database:
            return _write(plans, database)
    except sqlite3.Error as error:
        raise ExportError(f"{dest}: SQLite says: {error}") from None


@contextmanager
def _open(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path, timeout=_WAIT, isolation_level=None)) as database:
        yield database


def _write(plans: Iterable[PlanRows], database: sqlite3.Connection) -> int:
    database.execute("PRAGMA foreign_keys = ON")
    database.execute("BEGIN IMMEDIATE")
    try:
        _prepare(database)
        count = 0
        with without_triggers(database):
            for plan in plans:
                _Import(database, plan).run()
                count += 1
        database.execute("COMMIT" if count else "ROLLBACK")
    except BaseException:
        if database.in_transaction:
            database.execute("ROLLBACK")
        raise
    return count


def _prepare(database: sqlite3.Connection) -> None:
    """Make the tables where the database is empty.

    Raises:
        ExportError: where it holds anything else.
    """
    ours, version = (database.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version"))
    if ours == _APPLICATION and version == _VERSION:
        return
    if ours == _APPLICATION:
        raise ExportError(f"the database has tables of version {version}, not {_VERSION}; export to a new file")
    if database.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]:
        raise ExportError("the database is that of another program; export to a new file")
    for statement in _statements(SCHEMA.read_text(encoding="utf-8")):
        database.execute(statement)
    database.execute(f"PRAGMA application_id = {_APPLICATION}")
    database.execute(f"PRAGMA user_version = {_VERSION}")


def _statements(script: str) -> Iterator[str]:
    # Not executescript(), which would commit.
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


class _Import:
    """One plan on its way into the database."""

    def __init__(self, database: sqlite3.Connection, plan: PlanRows) -> None:
        self._database = database
        self._plan = plan
        self._id = 0

    def run(self) -> None:
        """Replace what the database has of the plan by its rows."""
        own = self._rows("plans")[0]
        kept = self._make_room(own)
        self._id = self._insert("plans", {"id": kept, "name": self._plan.plan, "sha256": self._plan.sha256,
                                          **{name: own[name] for name in _PLAN}})
        outline = self._outline()
        paragraphs = self._paragraphs(outline)

        def place(row: Cells) -> Cells:
            return {"outline_id": outline.get(row["section"]), "paragraph_id": paragraphs.get(row["paragraph"])}

        for table, role in (("targets", "target"), ("achievements", "achieved")):
            for row in self._rows(table):  # type: ignore[arg-type]
                self._insert("quantities", {"plan_id": self._id, **place(row), "ref": row["id"], "role": role,
                                            **{name: row[name] for name in _QUANTITY}})
        projects = {}
        for row in self._rows("projects"):
            cells = {"plan_id": self._id, "ref": row["id"], **{name: row[name] for name in _PROJECT}}
            projects[row["id"]] = at = self._insert("projects", cells)
            for alias in dict.fromkeys(row["aliases"]):
                self._insert("aliases", {"project_id": at, "name": alias})
        for row in self._rows("mentions"):
            self._insert("mentions", {"project_id": projects[row["project"]], **place(row),
                                      **{name: row[name] for name in ("text", "status", "action", *_PLACE)}})
        for row in self._rows("problems"):
            told = ("code", "severity", "rule", "message", "text", *_PLACE)
            self._insert("problems", {"plan_id": self._id, **place(row), **{name: row[name] for name in told}})

    def _rows(self, table: TableName) -> list[Cells]:
        return [dict(zip(_NAMES[table], row, strict=True)) for row in self._plan.tables[table]]

    def _insert(self, table: str, cells: Cells) -> int:
        names, marks = ", ".join(cells), ", ".join("?" * len(cells))
        done = self._database.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})",  # noqa: S608, our own names
                                      tuple(cells.values()))
        return done.lastrowid or 0

    def _make_room(self, own: Cells) -> int | None:
        """Delete the plan of this name or of these bytes, and tell which id is free for it then."""
        known = self._database.execute(
            "SELECT id, sha256, region, period_start FROM plans WHERE name = ? OR sha256 = ? ORDER BY id",
            (self._plan.plan, self._plan.sha256)).fetchall()
        for _, sha256, region, start in known:
            other = (region and own["region"] and region != own["region"]) or (
                start and own["period_start"] and start != own["period_start"])
            if sha256 != self._plan.sha256 and other:
                raise ExportError(f"{self._plan.plan}: the database has another plan of this name "
                                  f"({region or 'no region'}, from {start or 'an unknown year'}); rename the file")
        for id_, *_ in known:
            forget_texts(self._database, id_)
            self._database.execute("DELETE FROM plans WHERE id = ?", (id_,))
        return known[0][0] if known else None

    def _outline(self) -> dict[str, int]:
        ids: dict[str, int] = {}
        paths: dict[str | None, str] = {}
        for row in self._rows("outline"):
            heading = " ".join(filter(None, (row["label"], row["title"])))
            over = paths.get(row["parent"])
            paths[row["id"]] = path = f"{over} > {heading}" if over else heading
            ids[row["id"]] = self._insert("outline", {
                "plan_id": self._id, "parent_id": ids.get(row["parent"]), "node": row["id"], "path": path,
                **{name: row[name] for name in ("depth", "kind", "label", "title", *_PLACE)}})
        return ids

    def _paragraphs(self, outline: dict[str, int]) -> dict[str, int]:
        # Functions of SQLite see a text end at NUL, which documents can hold.
        rows = [{**row, "text": row["text"].replace("\0", "\ufffd")} for row in self._rows("paragraphs")]
        ids = {
            row["id"]: self._insert("paragraphs", {
                "plan_id": self._id, "outline_id": outline.get(row["section"]), "node": row["id"],
                **{name: row[name] for name in ("kind", "heading", "text", *_PLACE)}})
            for row in rows
        }
        index_texts(self._database, ((ids[row["id"]], row["text"]) for row in rows))
        return ids
