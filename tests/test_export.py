"""Exports are opened again with what other programs open them with, and hold the rows of the plan."""

from __future__ import annotations

import csv
import os
import shutil
import sqlite3
import subprocess
import sys
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pytest
import sqlite_utils
import yaml

import plan_extract
from conftest import ROOT, SAMPLE, Ran
from plan_extract import ExportError, Plan, check, dump, export, load, parse, search
from plan_extract.checks import CHECKS
from plan_extract.exporting import TABLES, tables_of
from plan_extract.exporting.csv_files import as_text
from plan_extract.exporting.labels import _VALUES, heading, title
from plan_extract.exporting.rows import records

Run = Callable[..., Ran]
MADE = sorted((ROOT / "tests" / "made").glob("*.txt"))
TEXT = """某市国民经济和社会发展第十四个五年规划纲要
第一章 发展目标
到2025年,地区生产总值达到600亿元,城镇新增就业5万人左右。
第二章 重点任务
加快建设滨江科创谷。深入开展““四史学习教育,推动就业创业。
"""
COLUMNS = {table.name: {column.name: column for column in table.columns} for table in TABLES}
NUMERIC = {"integer", "number"}
HOSTILE = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", "＋1", "－1", "＠x", "'quoted", '=HYPERLINK("http://x","y")',
           "a\x01b\x1f\x7f", "_x0001_", "http://example.invalid/", "internal:x", "a\ufffeb", "𠮷野\u2028x", 'say "x", y\nz', "<b>&amp;</b>", "<r><t>x</t></r>", "<r></r>", "0012", "1e5"]


@pytest.fixture(scope="module")
def plan() -> Plan:
    return parse(SAMPLE, with_text=True)


@pytest.fixture(scope="module")
def plans() -> list[Plan]:
    return [parse(path, with_text=True) for path in MADE]


def hostile() -> Plan:
    """A plan with one target for each hostile text, in every cell that takes a text."""
    plain = parse(TEXT, with_text=True)
    q, p = plain.targets[0], plain.projects[0]
    targets = tuple(q.model_copy(update={"id": f"t{n}", "indicator": text, "unit": text, "quote": text, "text": text})
                    for n, text in enumerate(HOSTILE))
    projects = tuple(p.model_copy(update={"id": f"p{n}", "name": text, "aliases": (text, "x"), "content": text})
                     for n, text in enumerate(HOSTILE))
    return plain.model_copy(update={"targets": targets, "projects": projects})


def bytes_of(dest: Path) -> dict[str, bytes]:
    files = [dest] if dest.is_file() else sorted(dest.iterdir())
    return {file.name: file.read_bytes() for file in files}


# --- rows ------------------------------------------------------------------------------------------------------------


def test_rows_are_the_plan(plan: Plan) -> None:
    for table, rows in (("targets", plan.targets), ("achievements", plan.achievements)):
        flat = plan.rows(table)  # type: ignore[arg-type]
        assert len(flat) == len(rows)
        for row, q in zip(flat, rows, strict=True):
            assert (row["id"], row["indicator"], row["value"], row["unit"], row["comparator"], row["measure"], row["year"]) == (
                q.id, q.indicator, q.value, q.unit, q.comparator, q.measure, q.year)
            assert (row["span_start"], row["span_end"], row["section"]) == (*q.span, q.section)
            assert plan.source.text is not None
            assert plan.source.text[: q.span[0]].count("\n") + 1 == row["line"]
    assert [r["name"] for r in plan.rows("projects")] == [p.name for p in plan.projects]
    assert len(plan.rows("mentions")) == sum(len(p.mentions) for p in plan.projects)
    assert plan.rows("plans")[0]["region"] == plan.metadata.region


def test_places_lead_to_headings_and_paragraphs(plan: Plan) -> None:
    headings = {row["id"]: row for row in plan.rows("outline")}
    paragraphs = {row["id"]: row for row in plan.rows("paragraphs")}
    for table in ("targets", "achievements", "projects", "mentions"):
        for row in plan.rows(table):  # type: ignore[arg-type]
            paragraph = paragraphs[row["paragraph"]]
            assert paragraph["span_start"] <= row["span_start"] < row["span_end"] <= paragraph["span_end"]
            assert len(row["path"]) == headings[row["section"]]["depth"]
            assert headings[row["section"]]["title"] in row["path"][-1]
    for row in headings.values():
        assert row["parent"] is None or headings[row["parent"]]["depth"] == row["depth"] - 1


def test_rows_have_the_columns_and_the_types_they_say(plans: list[Plan]) -> None:
    types: dict[str, tuple[type, ...]] = {
        "text": (str,), "integer": (int,), "number": (int, float), "boolean": (bool,), "texts": (list,)}
    for table in TABLES:
        for row in [row for plan in plans for row in plan.rows(table.name)]:
            assert tuple(row) == table.names
            for column in table.columns:
                value = row[column.name]
                assert value is None or isinstance(value, types[column.kind]), (table.name, column.name, value)


def test_there_is_no_other_table(plan: Plan) -> None:
    with pytest.raises(ValueError, match="'nonsense': no such table; choose outline, targets"):
        plan.rows("nonsense")  # type: ignore[arg-type]


def test_without_its_text_a_plan_has_no_lines() -> None:
    assert {row["line"] for row in parse(TEXT).rows("targets")} == {None}
    assert [row["line"] for row in parse("没有标题。\n", with_text=True).rows("problems")] == [1, 1, 1]
    assert [row["line"] for row in parse("没有标题。\n").rows("problems")] == [1, 1, 1]


def test_pages_and_paragraphs_of_files_that_have_them() -> None:
    plain = parse(TEXT, with_text=True)
    tree = plain.model_dump(mode="json")
    tree["source"]["format"] = "pdf"
    tree["source"]["blocks"] = [{"kind": "lines", "span": [0, 40], "level": None, "locator": {"page": 1}},
                                {"kind": "lines", "span": [40, plain.source.chars], "level": None, "locator": {"page": 2}}]
    of_pdf = Plan.model_validate(tree)
    assert {(row["line"], row["page"]) for row in of_pdf.rows("outline")} == {(None, 1), (None, 2)}
    tree["targets"][0]["locator"] = {"paragraph": 7}
    assert Plan.model_validate(tree).rows("targets")[0]["locator"] == "7"


def test_problems_are_those_of_check_and_what_it_does_not_say() -> None:
    found = check(TEXT)
    plain = parse(TEXT, with_text=True)
    rows = tables_of(plain, findings=found.findings).tables["problems"]
    assert [row[1] for row in rows if row[1].startswith("C")] == [f.code for f in found.findings] != []
    starts = [row[COLUMNS["problems"].__len__() - 5] for row in rows]
    assert len(set(starts)) == len(starts)


def test_every_code_has_a_label() -> None:
    assert set(_VALUES["rule"]) == {c.name for c in CHECKS}
    schema = Plan.model_json_schema()
    for name, field in (("comparator", "Quantity"), ("measure", "Quantity"), ("type", "Project"), ("status", "Project"), ("kind", "OutlineNode")):
        assert set(_VALUES[name]) == set(schema["$defs"][field]["properties"][name]["enum"]), name
    for table in TABLES:
        shown = [heading(column, "zh") for column in table.columns]
        assert len(set(shown)) == len(shown)


def test_the_page_has_the_same_words() -> None:
    from plan_extract.page import labels as page

    for name, words in (("type", page.TYPES), ("status", page.STATUSES), ("measure", page.MEASURES), ("severity", page.SEVERITIES), ("region_level", page.LEVELS)):
        assert _VALUES[name] == words


# --- data frames -----------------------------------------------------------------------------------------------------


def test_a_data_frame_in_one_line(plan: Plan) -> None:
    frame = pd.DataFrame(plan.rows("targets"))
    assert len(frame) == len(plan.targets)
    assert frame.loc[frame.canonical == "gdp", "normalized_value"].max() == 60_000_000_000
    assert str(frame.convert_dtypes().dtypes["year"]) == "Int64"


# --- csv -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_of_a_csv_file_begins_as_a_formula(text: str) -> None:
    cell = as_text(text)
    assert cell[0] not in "=+-@\t\r\n＝＋－＠"
    assert (cell.removeprefix("'") if cell.startswith("'") else cell) == text


def shown(value: Any, name: str) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        value = (" > " if name == "path" else "；").join(value)
    return as_text(_VALUES.get(name, {}).get(value, value))


def test_csv_files_are_the_rows(plans: list[Plan], tmp_path: Path) -> None:
    export([*plans, hostile()], tmp_path / "out", to="csv")
    assert {p.name for p in (tmp_path / "out").iterdir()} == {f"{t.name}.csv" for t in TABLES}
    for table in TABLES:
        path = tmp_path / "out" / f"{table.name}.csv"
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")
        with path.open(encoding="utf-8-sig", newline="") as file:
            head, *rows = csv.reader(file)
        assert head == [heading(column, "zh") for column in table.columns]
        known = [row for plan in [*plans, hostile()] for row in records(plan, table.name)]
        assert len(rows) == len(known)
        for row, expected in zip(rows, known, strict=True):
            for column, cell in zip(table.columns, row, strict=True):
                value = expected[column.name]
                if column.kind in NUMERIC and value is not None:
                    assert float(cell) == value
                else:
                    assert cell == shown(value, column.name)


def test_pandas_reads_the_csv(plan: Plan, tmp_path: Path) -> None:
    export(plan, tmp_path / "targets.csv")
    frame = pd.read_csv(tmp_path / "targets.csv", dtype={"章节编号": str})
    assert frame["性质"].value_counts().to_dict() == {"目标": len(plan.targets), "已有成效": len(plan.achievements)}
    assert frame["数值"].tolist() == [q.value for q in (*plan.targets, *plan.achievements)]
    assert frame["章节编号"].tolist() == [q.section for q in (*plan.targets, *plan.achievements)]


def test_english_headings(plan: Plan, tmp_path: Path) -> None:
    export(plan, tmp_path / "x.csv", language="en")
    frame = pd.read_csv(tmp_path / "x.csv")
    assert {"indicator", "value", "year stated", "path"} <= set(frame.columns)
    assert set(frame["comparator"]) <= {"equal to", "at least", "at most", "above", "below", "about"}


# --- xlsx ------------------------------------------------------------------------------------------------------------


def open_book(path: Path) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return openpyxl.load_workbook(path)


def unescaped(text: Any) -> Any:
    return openpyxl.utils.escape.unescape(text) if isinstance(text, str) else text


def test_a_workbook_is_the_rows(plans: list[Plan], tmp_path: Path) -> None:
    export([*plans, hostile()], tmp_path / "x.xlsx")
    book = open_book(tmp_path / "x.xlsx")
    assert book.sheetnames == ["目录", "指标目标", "已有成效", "重点项目", "问题", "项目出处", "正文", "规划"]
    for table in TABLES:
        sheet = book[title(table, "zh")]
        head, *rows = sheet.iter_rows()
        assert [cell.value for cell in head] == [heading(column, "zh") for column in table.columns]
        assert sheet.freeze_panes == "A2"
        known = [row for plan in [*plans, hostile()] for row in records(plan, table.name)]
        assert sheet.auto_filter.ref == sheet.dimensions
        assert len(rows) == len(known)
        for row, expected in zip(rows, known, strict=True):
            for column, cell in zip(table.columns, row, strict=True):
                value = expected[column.name]
                if value is None or value == []:
                    assert cell.value is None
                elif column.kind in NUMERIC:
                    assert (cell.data_type, cell.value) == ("n", value)
                elif value == "":
                    assert not cell.value
                else:
                    if isinstance(value, str) and column.name not in _VALUES:
                        said = value
                    else:
                        said = shown(value, column.name)
                        said = said.removeprefix("'") if isinstance(value, list) else said
                    assert cell.data_type == "s"
                    assert unescaped(cell.value) == said.replace("\ufffe", "\ufffd")


def test_no_cell_of_a_workbook_is_a_formula_or_leads_out_of_it(tmp_path: Path) -> None:
    export(hostile(), tmp_path / "x.xlsx")
    for sheet in open_book(tmp_path / "x.xlsx"):
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            assert cell.data_type != "f"
            assert cell.hyperlink is None or (cell.hyperlink.location and not cell.hyperlink.target)
            if isinstance(cell.value, str) and cell.value.startswith(("=", "+", "-", "@")):
                assert cell.quotePrefix


def test_links_lead_to_the_section_and_to_the_sentence(plan: Plan, tmp_path: Path) -> None:
    export([parse(TEXT, name="other", with_text=True), plan], tmp_path / "x.xlsx")
    book = open_book(tmp_path / "x.xlsx")

    def there(cell: Any) -> dict[str, Any]:
        name, _, at = cell.hyperlink.location.replace("'", "").partition("!")
        sheet = book[name]
        return dict(zip([c.value for c in sheet[1]], [c.value for c in sheet[sheet[at].row]], strict=True))

    for name, cell_of in (("指标目标", "原句"), ("已有成效", "原句"), ("重点项目", "项目名称"), ("项目出处", "原文"), ("问题", "原文")):
        heads = [c.value for c in book[name][1]]
        for row in book[name].iter_rows(min_row=2):
            cells = dict(zip(heads, row, strict=True))
            if cells["所在章节"].hyperlink:
                assert there(cells["所在章节"])["编号"] == cells["章节编号"].value
                assert there(cells["所在章节"])["规划文件"] == cells["规划文件"].value
            if cells["段落编号"].value and cells[cell_of].value:
                paragraph = there(cells[cell_of])
                assert paragraph["编号"] == cells["段落编号"].value
                assert paragraph["起始字符"] <= cells["起始字符"].value < paragraph["结束字符"]
    sheet = book["目录"]
    assert there(sheet["G3"])["是否标题"] in {"是", "否"}


def test_a_text_that_is_too_long_for_a_cell_is_cut_with_a_word(tmp_path: Path) -> None:
    long = parse("第一章 总则\n" + "很长的段落𠮷" * 6000 + "\n", with_text=True)
    export(long, tmp_path / "x.xlsx")
    cell = open_book(tmp_path / "x.xlsx")["正文"]["F3"].value
    assert cell.endswith("……（原文共 36000 字，此处未列全）")
    assert 32_000 < len(cell.encode("utf-16-le")) // 2 <= 32_767


def test_more_rows_than_a_sheet_holds(plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("plan_extract.exporting.workbook._MOST_ROWS", 50)
    with pytest.raises(ExportError, match="a sheet holds 49 rows, and 目录 has more; export to sqlite or parquet"):
        export(plan, tmp_path / "x.xlsx")
    assert not list(tmp_path.iterdir())
    monkeypatch.setattr("plan_extract.exporting.workbook._MOST_ROWS", 1_048_576)
    monkeypatch.setattr("plan_extract.exporting.workbook._MOST_LINKS", 10)
    export(plan, tmp_path / "x.xlsx")
    assert sum(cell.hyperlink is not None for row in open_book(tmp_path / "x.xlsx")["指标目标"].iter_rows() for cell in row) == 10


@pytest.mark.skipif(shutil.which("localc") is None, reason="LibreOffice Calc is not installed")
def test_libreoffice_opens_the_workbook_and_the_csv(plan: Plan, tmp_path: Path) -> None:
    export(plan, tmp_path / "book.xlsx")
    export(plan, tmp_path / "figures.csv")
    out = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false"
    for name, options in (("book.xlsx", [f"{out},false,false,2"]), ("figures.csv", [out, "--infilter=Text - txt - csv (StarCalc):44,34,76,1"])):
        subprocess.run(["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", *options,  # noqa: S607
                        "--outdir", str(tmp_path / "lo"), str(tmp_path / name)], check=True, capture_output=True, timeout=120)
    written = sorted((tmp_path / "lo").glob("*.csv"))
    assert len(written) == 2
    for path in written:
        with path.open(encoding="utf-8-sig", newline="") as file:
            head, *rows = csv.reader(file)
        at = head.index("指标")
        indicators = [row[at] for row in rows]
        assert indicators[: len(plan.targets)] == [q.indicator for q in plan.targets]


# --- sqlite ----------------------------------------------------------------------------------------------------------


def test_a_database_is_the_rows(plans: list[Plan], tmp_path: Path) -> None:
    every = [*plans, hostile()]
    export(every, tmp_path / "x.sqlite")
    database = sqlite3.connect(tmp_path / "x.sqlite")
    database.row_factory = sqlite3.Row
    for table, ref in (("targets", "target"), ("achievements", "achievement")):
        rows = [dict(row) for row in database.execute(f"SELECT * FROM {table} ORDER BY id")]
        known = [row for plan in every for row in records(plan, table)]  # type: ignore[arg-type]
        assert len(rows) == len(known)
        for row, expected in zip(rows, known, strict=True):
            assert row[ref] == expected["id"]
            assert (row["path"] or "") == " > ".join(expected["path"])
            for name in ("plan", "region", "indicator", "canonical", "comparator", "value", "value_max", "unit", "measure", "year", "year_stated",
                         "binding", "normalized_value", "normalized_unit", "text", "quote", "span_start", "span_end", "line"):
                assert row[name] == expected[name]
    for table, names in (("outline", ("kind", "label", "title", "depth", "span_start", "line")), ("paragraphs", ("kind", "heading", "text", "span_end"))):
        rows = [dict(row) for row in database.execute(f"SELECT * FROM {table} ORDER BY id")]
        known = [row for plan in every for row in records(plan, table)]  # type: ignore[arg-type]
        assert [tuple(row[name] for name in ("node", *names)) for row in rows] == [tuple(row[name] for name in ("id", *names)) for row in known]
    rows = database.execute("SELECT p.name, group_concat(a.name, '；') AS aliases FROM projects AS p LEFT JOIN aliases AS a ON a.project_id = p.id "
                            "GROUP BY p.id ORDER BY p.id").fetchall()
    assert [(row["name"], set((row["aliases"] or "").split("；"))) for row in rows] == [(p.name, set(p.aliases or [""])) for plan in every for p in plan.projects]
    assert database.execute("SELECT count(*) FROM mentions").fetchone()[0] == sum(len(p.mentions) for plan in every for p in plan.projects)
    sound(database)


def sound(database: sqlite3.Connection) -> None:
    assert database.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    for index in ("long_words", "short_words"):
        database.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")
    for (table,) in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' AND name NOT LIKE '%words%'").fetchall():
        for key in database.execute(f"PRAGMA foreign_key_list({table})").fetchall():
            indexed = {database.execute(f"PRAGMA index_info({index[1]})").fetchall()[0][2] for index in database.execute(f"PRAGMA index_list({table})").fetchall()}
            assert key[3] in indexed, f"{table}.{key[3]} has no index"


@pytest.mark.parametrize("word", ["就业", "创业", "滨江", "谷。", "滨江科创谷", "学习教育", "新增就业", "5万", "人左右", "某", "第一章"])
def test_search_finds_words_of_any_length(word: str, tmp_path: Path) -> None:
    export(parse(TEXT, name="x", with_text=True), tmp_path / "x.sqlite")
    texts = [row["text"] for row in parse(TEXT).rows("paragraphs")]
    found = search(tmp_path / "x.sqlite", word)
    assert sorted(row["text"] for row in found) == sorted(text for text in texts if word in text)
    for row in found:
        if word.isalnum():
            assert f"[{word}]" in row["snippet"] or (len(word) == 1 and f"[{word}" in row["snippet"])
        assert row["snippet"].replace("[", "").replace("]", "").strip("…") in row["text"]


def test_search_agrees_with_looking(plans: list[Plan], tmp_path: Path) -> None:
    export(plans, tmp_path / "x.sqlite")
    texts = [row["text"] for plan in plans for row in plan.rows("paragraphs")]
    words = {text[at : at + size] for text in texts[::5] for size in (2, 3, 4, 6) for at in range(1, len(text) - size, 17)}
    words = {word for word in words if word.isalnum()}
    assert len(words) > 100
    for word in words:
        expected = sorted(text for text in texts if word.lower() in text.lower())
        assert sorted(row["text"] for row in search(tmp_path / "x.sqlite", word, limit=10_000)) == expected, word


def test_search_for_several_words_and_for_odd_ones(tmp_path: Path) -> None:
    export(parse(TEXT, name="x", with_text=True), tmp_path / "x.sqlite")
    assert len(search(tmp_path / "x.sqlite", "就业 创业")) == 1
    assert len(search(tmp_path / "x.sqlite", "地区生产总值 就业")) == 1
    assert search(tmp_path / "x.sqlite", "就业 " * 3, limit=1) != []
    assert search(tmp_path / "x.sqlite", "  ") == []
    for odd in ('"', "'; --", "5.5%", "a AND", "NEAR(", "*", "“四史", "-"):
        search(tmp_path / "x.sqlite", odd)
    with pytest.raises(ExportError, match=r"nothing\.sqlite: cannot be searched"):
        search(tmp_path / "nothing.sqlite", "就业")


def test_the_statement_of_the_schema_searches_too(tmp_path: Path) -> None:
    export(parse(TEXT, name="x", with_text=True), tmp_path / "x.sqlite")
    schema = (ROOT / "src/plan_extract/exporting/schema.sql").read_text(encoding="utf-8")
    lines = [line.removeprefix("--").strip() for line in schema[schema.index("--   SELECT plans.name"):].splitlines()]
    statement = " ".join(lines[: next(n for n, line in enumerate(lines) if line.endswith(";")) + 1])
    database = sqlite3.connect(tmp_path / "x.sqlite")
    for word, snippet in (("就业", "[就业]"), ("滨江科创谷", "[滨江科创谷]")):
        rows = database.execute(statement, {"words": word}).fetchall()
        assert rows
        assert all(snippet in row[2] for row in rows)


def test_the_search_for_datasette_is_the_same(tmp_path: Path) -> None:
    export(parse(TEXT, name="x", with_text=True), tmp_path / "x.sqlite")
    page = (ROOT / "docs/howto/database.md").read_text(encoding="utf-8")
    metadata = yaml.safe_load(page.partition("```yaml\n")[2].partition("```")[0])
    queries = metadata["databases"]["plans"]["queries"]
    rows = sqlite3.connect(tmp_path / "x.sqlite").execute(queries["search"]["sql"], {"words": "就业"}).fetchall()
    assert sorted(row[:1] + row[3:] for row in rows) == [("x", 3), ("x", 5)]
    assert metadata["databases"]["plans"]["tables"]["paragraphs"]["fts_table"] == "long_words"


def test_a_plan_that_is_read_again_replaces_itself(plans: list[Plan], tmp_path: Path) -> None:
    def dump_of() -> list[str]:
        with sqlite3.connect(tmp_path / "x.sqlite") as database:
            sound(database)
            return sorted(line for line in database.iterdump() if line.startswith('INSERT INTO "plans') or "quantities" in line)

    export(plans, tmp_path / "x.sqlite")
    first = dump_of()
    export(plans, tmp_path / "x.sqlite")
    again = sqlite3.connect(tmp_path / "x.sqlite")
    assert [row[0] for row in again.execute("SELECT id FROM plans ORDER BY id")] == list(range(1, len(plans) + 1))
    assert len(dump_of()) == len(first)

    name = plans[0].source.name
    edited = parse("一、目标\n到2025年,粮食产量达到7万吨。\n", name=name, with_text=True)
    export(edited, tmp_path / "x.sqlite")
    assert again.execute("SELECT p.name, count(*) FROM plans AS p JOIN quantities AS q ON q.plan_id = p.id WHERE p.name = ? GROUP BY 1", (name,)).fetchall() == [(name, 1)]
    renamed = parse(plans[1].source.text or "", name="renamed", with_text=True)
    renamed = renamed.model_copy(update={"source": renamed.source.model_copy(update={"sha256": plans[1].source.sha256})})
    export(renamed, tmp_path / "x.sqlite")
    assert again.execute("SELECT count(*) FROM plans").fetchone()[0] == len(plans)
    assert search(tmp_path / "x.sqlite", "粮食产量")[0]["plan"] == name
    sound(again)


def test_another_plan_under_the_same_name_is_refused(plans: list[Plan], tmp_path: Path) -> None:
    export(plans[0], tmp_path / "x.sqlite")
    other = plans[1].model_copy(update={"source": plans[1].source.model_copy(update={"name": plans[0].source.name})})
    before = (tmp_path / "x.sqlite").read_bytes()
    with pytest.raises(ExportError, match="the database has another plan of this name"):
        export([plans[2], other], tmp_path / "x.sqlite")
    assert (tmp_path / "x.sqlite").read_bytes() == before


@pytest.mark.parametrize("size", [0, 1, 2, 3, 4, 7, 19_999, 20_000, 20_001, 20_002, 20_003])
def test_the_pairs_of_the_database_are_those_of_the_program(size: int, tmp_path: Path) -> None:
    from plan_extract.exporting.text_index import _pairs

    text = "".join(chr(0x4E00 + n % 5000) for n in range(size - 1)) + "𠮷" * (size > 0)
    export(parse(TEXT), tmp_path / "x.sqlite")
    database = sqlite3.connect(tmp_path / "x.sqlite")
    database.execute("UPDATE paragraphs SET text = ? WHERE id = 1", (text,))
    assert database.execute("SELECT even, odd FROM pairs WHERE id = 1").fetchone() == _pairs(text)
    sound(database)


def test_odd_characters_of_a_document(tmp_path: Path) -> None:
    tree = parse(TEXT).model_dump(mode="json")
    tree["outline"][0]["text"] = "就业\0创业，就业\x01"
    odd = Plan.model_validate(tree)
    for to in ("csv", "xlsx", "sqlite", "parquet"):
        export(odd, tmp_path / to, to=to)  # type: ignore[arg-type]
    database = sqlite3.connect(tmp_path / "sqlite")
    assert search(tmp_path / "sqlite", "就业")
    database.execute("PRAGMA foreign_keys = ON")
    database.execute("DELETE FROM plans")
    sound(database)


def test_what_goes_from_the_database_goes_from_the_search(plans: list[Plan], tmp_path: Path) -> None:
    export(plans, tmp_path / "x.sqlite")
    database = sqlite3.connect(tmp_path / "x.sqlite")
    database.execute("PRAGMA foreign_keys = ON")
    database.execute("UPDATE paragraphs SET text = '换过的字' WHERE id = 3")
    database.execute("DELETE FROM plans WHERE id > 1")
    database.commit()
    sound(database)
    assert search(tmp_path / "x.sqlite", "换过的字")[0]["snippet"] == "[换过的字]"
    assert {row["plan"] for row in search(tmp_path / "x.sqlite", "发展", limit=1000)} == {plans[0].source.name}


CRASH = """
import os, sys
from pathlib import Path
from plan_extract import export, parse
import plan_extract.exporting.database as database
seen = 0
run = database._Import.run
def crash(self):
    global seen
    seen += 1
    run(self)
    if seen == 2:
        os._exit(9)
database._Import.run = crash
export([parse(Path(path)) for path in sys.argv[2:]], sys.argv[1])
"""


def test_a_crash_leaves_the_old_database(plans: list[Plan], tmp_path: Path) -> None:
    def crash() -> None:
        ran = subprocess.run([sys.executable, "-c", CRASH, str(tmp_path / "x.sqlite"), *map(str, MADE)], check=False)
        assert ran.returncode == 9

    crash()
    assert not (tmp_path / "x.sqlite").exists()
    export(plans[0], tmp_path / "x.sqlite")
    crash()
    database = sqlite3.connect(tmp_path / "x.sqlite")
    assert database.execute("SELECT name FROM plans").fetchall() == [(plans[0].source.name,)]
    sound(database)


def test_a_database_of_another_program_is_left_alone(plan: Plan, tmp_path: Path) -> None:
    other = tmp_path / "x.db"
    with sqlite3.connect(other) as database:
        database.execute("CREATE TABLE mine (x)")
    before = other.read_bytes()
    with pytest.raises(ExportError, match="is that of another program"):
        export(plan, other)
    assert other.read_bytes() == before
    (tmp_path / "y.db").write_text("no database at all, and long enough to be one", encoding="utf-8")
    with pytest.raises(ExportError, match="file is not a database"):
        export(plan, tmp_path / "y.db")
    export(plan, tmp_path / "z.db")
    with sqlite3.connect(tmp_path / "z.db") as database:
        database.execute("PRAGMA user_version = 99")
    with pytest.raises(ExportError, match="tables of version 99, not 1"):
        export(plan, tmp_path / "z.db")


def test_sqlite_utils_knows_its_way(plan: Plan, tmp_path: Path) -> None:
    export(plan, tmp_path / "x.sqlite")
    database = sqlite_utils.Database(tmp_path / "x.sqlite")
    assert database["quantities"].count == len(plan.targets) + len(plan.achievements)
    assert {key.other_table for key in database["quantities"].foreign_keys} == {"plans", "outline", "paragraphs"}
    assert database["paragraphs"].detect_fts() == "long_words"
    assert list(database["paragraphs"].search("高质量"))


# --- parquet ---------------------------------------------------------------------------------------------------------


def test_parquet_is_the_rows(plans: list[Plan], tmp_path: Path) -> None:
    every = [*plans, hostile()]
    export(every, tmp_path / "out", to="parquet")
    types = {"text": "string", "integer": "int64", "number": "double", "boolean": "bool", "texts": "list<element: string>"}
    for table in TABLES:
        read = pq.read_table(tmp_path / "out" / f"{table.name}.parquet")
        assert [(f.name, str(f.type)) for f in read.schema] == [(c.name, types[c.kind]) for c in table.columns]
        assert read.to_pylist() == [row for plan in every for row in records(plan, table.name)]


def test_duckdb_and_pandas_read_the_parquet(plan: Plan, tmp_path: Path) -> None:
    export(plan, tmp_path / "out", to="parquet")
    rows = duckdb.sql(f"SELECT indicator, value FROM '{tmp_path}/out/targets.parquet' WHERE path[1] LIKE '第二章%' ORDER BY span_start").fetchall()
    assert rows == [(q.indicator, q.value) for q in plan.targets if q.section.startswith("2")]
    frame = pd.read_parquet(tmp_path / "out" / "projects.parquet")
    assert frame["aliases"].map(len).sum() == sum(len(p.aliases) for p in plan.projects)


def test_many_rows_come_in_groups(plans: list[Plan], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("plan_extract.exporting.parquet_files._TOGETHER", 50)
    export(plans, tmp_path / "out", to="parquet")
    assert pq.ParquetFile(tmp_path / "out" / "targets.parquet").num_row_groups > 1
    assert pq.read_table(tmp_path / "out" / "targets.parquet").num_rows == sum(len(plan.targets) for plan in plans)


# --- whole or not at all, and the same each time ---------------------------------------------------------------------


@pytest.mark.parametrize("name, to", [("x.csv", "csv"), ("csv", "csv"), ("x.xlsx", "xlsx"), ("x.sqlite", "sqlite"), ("pq", "parquet")])
def test_the_same_plans_give_the_same_bytes(plans: list[Plan], tmp_path: Path, name: str, to: Any) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        export(plans, tmp_path / folder / name, to=to)
    export(plans, tmp_path / "one" / name, to=to) if to != "sqlite" else None
    assert bytes_of(tmp_path / "one" / name) == bytes_of(tmp_path / "two" / name)
    assert [p.name for p in (tmp_path / "one").iterdir()] == [name]


@pytest.mark.parametrize("name, to", [("x.csv", "csv"), ("csv", "csv"), ("x.xlsx", "xlsx"), ("x.sqlite", "sqlite"), ("pq", "parquet")])
def test_what_fails_halfway_leaves_what_was_there(plans: list[Plan], tmp_path: Path, name: str, to: Any) -> None:
    from plan_extract.exporting import write_plans

    def broken() -> Any:
        yield tables_of(plans[0])
        yield tables_of(plans[1])
        raise KeyboardInterrupt

    for _ in range(2):
        before = bytes_of(tmp_path / name) if (tmp_path / name).exists() else None
        with pytest.raises(KeyboardInterrupt):
            write_plans(broken(), tmp_path / name, to)
        assert [p.name for p in tmp_path.iterdir()] == ([name] if before else [])
        assert before is None or bytes_of(tmp_path / name) == before
        export(plans[2], tmp_path / name, to=to)


def test_a_folder_with_other_things_in_it_is_left_alone(plan: Plan, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("x")
    for to in ("csv", "parquet"):
        with pytest.raises(ExportError, match=r"holds mine\.txt, which is no part of an export"):
            export(plan, tmp_path, to=to)  # type: ignore[arg-type]
    assert [p.name for p in tmp_path.iterdir()] == ["mine.txt"]


def test_a_file_keeps_its_permissions_and_its_link(plan: Plan, tmp_path: Path) -> None:
    for name in ("x.xlsx", "x.csv"):
        file, link = tmp_path / name, tmp_path / f"link-{name}"
        file.write_bytes(b"")
        file.chmod(0o640)
        link.symlink_to(file)
        export(plan, link)
        assert link.is_symlink()
        assert file.stat().st_mode & 0o777 == 0o640
    mask = os.umask(0o022)
    try:
        export(plan, tmp_path / "new.xlsx")
        export(plan, tmp_path / "new", to="csv")
        export(plan, tmp_path / "new.sqlite")
    finally:
        os.umask(mask)
    assert {p.stat().st_mode & 0o777 for p in (tmp_path / "new.xlsx", tmp_path / "new.sqlite", tmp_path / "new/targets.csv")} == {0o644}


@pytest.mark.parametrize("module, to, extra", [("xlsxwriter", "xlsx", "xlsx"), ("pyarrow", "parquet", "parquet")])
def test_a_missing_library_is_named(plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: str, to: Any, extra: str) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(ExportError, match=rf"pip install 'plan-extract\[{extra}\]'"):
        export(plan, tmp_path / "x", to=to)
    assert not list(tmp_path.iterdir())


def test_two_plans_of_one_name_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="two plans are called <text>"):
        export([parse("一"), parse("二")], tmp_path / "x.csv")


# --- the command -----------------------------------------------------------------------------------------------------


def test_the_command_writes_what_the_function_writes(run: Run, tmp_path: Path) -> None:
    found = check(SAMPLE)
    whole = parse(SAMPLE, with_text=True)
    for to, name in (("csv", "csv"), ("xlsx", "x.xlsx"), ("sqlite", "x.db"), ("parquet", "pq")):
        assert run("export", SAMPLE, tmp_path / name, "--to", to) == (0, "", "")
        export(whole, tmp_path / f"f-{name}", to=to, findings=found)  # type: ignore[arg-type]
        assert bytes_of(tmp_path / name).values().__len__() == bytes_of(tmp_path / f"f-{name}").values().__len__()
        assert list(bytes_of(tmp_path / name).values()) == list(bytes_of(tmp_path / f"f-{name}").values())


def test_standard_input_and_output(run: Run) -> None:
    code, out, err = run("export", "--to", "csv", "-", stdin=TEXT.encode())
    assert (code, err) == (0, "")
    assert out.startswith("\ufeff规划文件,性质,")
    assert "\r\n<stdin>,目标,某市," in out


@pytest.mark.parametrize("jobs", ["1", "3"])
def test_folders_earlier_outputs_and_streams(run: Run, tmp_path: Path, jobs: str) -> None:
    run("parse", MADE[0], "-o", tmp_path / "one.json", "--with-text")
    run("parse", *MADE[1:3], "-o", tmp_path / "more.yaml", "--with-text")
    assert run("export", tmp_path / "one.json", tmp_path / "more.yaml", *MADE[3:], tmp_path / "a", "--to", "parquet", "--jobs", jobs) == (0, "", "")
    assert run("export", MADE[0].parent, tmp_path / "b", "--to", "parquet") == (0, "", "")
    for name in ("targets", "projects", "outline", "paragraphs", "plans"):
        one, other = (pq.read_table(tmp_path / folder / f"{name}.parquet").to_pylist() for folder in ("a", "b"))
        assert one == other
    (tmp_path / "outputs").mkdir()
    shutil.move(tmp_path / "one.json", tmp_path / "outputs")
    assert run("export", tmp_path / "outputs", tmp_path / "x.csv") == (0, "", "")


def test_files_of_the_same_name_are_told_apart_by_their_folders(run: Run, tmp_path: Path) -> None:
    for n, place in enumerate(("east", "west", "north")):
        (tmp_path / place).mkdir()
        (tmp_path / place / "plan.txt").write_text(TEXT.replace("600", f"60{n}"), encoding="utf-8")
    assert run("export", *(tmp_path / p / "plan.txt" for p in ("east", "west")), MADE[0], tmp_path / "x.csv") == (0, "", "")
    frame = pd.read_csv(tmp_path / "x.csv")
    assert set(frame["规划文件"]) == {"east/plan.txt", "west/plan.txt", MADE[0].name}


def test_the_same_plan_twice_counts_once(run: Run, tmp_path: Path) -> None:
    shutil.copy(MADE[0], tmp_path / "copy.txt")
    code, _, err = run("export", MADE[0], tmp_path / "copy.txt", tmp_path / "x.csv")
    assert (code, err.count("\n")) == (0, 1)
    assert "copy.txt: is the same plan as " in err
    assert pd.read_csv(tmp_path / "x.csv")["规划文件"].unique().tolist() == [MADE[0].name]


def test_the_others_are_exported_before_it_fails(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(b"\xff\xff")
    (tmp_path / "bad.yaml").write_text("schema_version: '1.0'\nnonsense: 1\n", encoding="utf-8")
    code, _, err = run("export", tmp_path / "bad.txt", MADE[0], tmp_path / "nothing", tmp_path / "bad.yaml", tmp_path / "x.csv")
    assert code == 2
    assert err.count("\n") == 3
    assert "bad.yaml:" in err
    assert pd.read_csv(tmp_path / "x.csv")["规划文件"].unique().tolist() == [MADE[0].name]
    assert run("export", tmp_path / "bad.txt", tmp_path / "none.csv").code == 2
    assert not (tmp_path / "none.csv").exists()


@pytest.mark.parametrize("arguments, said", [
    (["export", SAMPLE], "its name tells no format; give --to csv|xlsx|sqlite|parquet"),
    (["export"], "Missing argument 'DEST'"),
    (["export", SAMPLE, "x.pdf"], "x.pdf: its name tells no format"),
    (["export", SAMPLE, "x", "--to", "ods"], "--to ods: unknown; choose csv, xlsx, sqlite, parquet"),
    (["export", SAMPLE, "x.csv", "--language", "de"], "--language de: unknown; choose zh, en"),
    (["export", SAMPLE, "-", "--to", "xlsx"], "standard output takes csv only"),
    (["export", SAMPLE, SAMPLE, "--to", "csv"], "is also an input; name the output last"),
    (["export", SAMPLE, "missing/x.csv"], "missing/x.csv: cannot be written: No such file or directory"),
    (["export", SAMPLE, "missing/x.sqlite"], "missing/x.sqlite: cannot be written: No such file or directory"),
    (["export", SAMPLE, "missing/x/", "--to", "parquet"], "missing/x/: cannot be written: No such file or directory"),
    (["export", SAMPLE, "taken.txt", "--to", "csv"], "taken.txt: is a file, and csv needs a folder"),
    (["export", SAMPLE, "taken.txt", "--to", "sqlite"], "taken.txt: exists, and its name is not that of a sqlite file"),
    (["export", SAMPLE, ".", "--to", "xlsx"], ".: is a folder, and xlsx needs a file"),
    (["export", SAMPLE, ".", "--to", "csv"], ".: holds taken.txt, which is no part of an export"),
    (["export", SAMPLE, "x.csv", "--rules", "no-such-folder"], "no-such-folder:1: No such file or directory"),
    (["export", SAMPLE, "x.csv", "--max-chars", "10"], "has more than 10 characters"),
])
def test_trouble_is_one_line(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[object], said: str) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "taken.txt").write_text("mine", encoding="utf-8")
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert said in err
    assert err.count("\n") == 1
    assert [p.name for p in tmp_path.iterdir()] == ["taken.txt"]
    assert (tmp_path / "taken.txt").read_text(encoding="utf-8") == "mine"


def test_documents_of_an_export_can_be_loaded_again(plan: Plan) -> None:
    assert load(dump(plan)).rows("targets") == plan.rows("targets")
    assert plan_extract.export is export
