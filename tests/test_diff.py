"""What a comparison says, edit by edit."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
import regex

from conftest import CORPUS, SAMPLE, Ran
from plan_extract import Plan, diff, dump, load, parse
from plan_extract.comparison import Diff
from plan_extract.comparison.command import write
from plan_extract.comparison.edits import Edit, Side
from plan_extract.comparison.hunks import find_hunks
from plan_extract.schema import json_schema

PLAN = """\
云溪市国民经济和社会发展第十四个五年规划和2035年远景目标纲要

第一章  发展目标

第一节  总体目标

  到2025年,地区生产总值达到600亿元,森林覆盖率达到45%。坚持系统观念,健全长效机制。

  新建幼儿园12所。完善政策体系,优化资源配置,激发内生动力。

第二节  空间布局

  优化城市布局,推进深度融合。加快推进望海大桥建设。

  加强要素保障,规范运行秩序,改善发展环境。

第二章  重点任务

第一节  产业升级

  培育新兴业态,壮大市场主体,拓展合作空间。

第二节  科技创新

  激发内生动力,提升服务能力,聚焦短板弱项。规划建设青岚科技产业园。

第三节  对外开放

  深化改革创新,立足资源禀赋,顺应发展趋势。
"""

Row = tuple[str, str, str]

EDITS: list[tuple[str, list[tuple[str, str]], list[Row]]] = [
    ("a value", [("600亿元", "650亿元")], [("target", "changed", "地区生产总值")]),
    ("a comparator", [("达到600亿元", "达到600亿元以上")], [("target", "changed", "地区生产总值")]),
    ("a unit", [("600亿元", "600万元")], [("target", "changed", "地区生产总值")]),
    ("two values", [("600亿元", "650亿元"), ("45%", "46%")],
     [("target", "changed", "地区生产总值"), ("target", "changed", "森林覆盖率")]),
    ("a year that governs two targets", [("到2025年,地区", "到2024年,地区")],
     [("target", "changed", "地区生产总值"), ("target", "changed", "森林覆盖率")]),
    ("a sentence with a target", [("新建幼儿园12所。", "")], [("target", "removed", "幼儿园")]),
    ("a clause with a target", [(",森林覆盖率达到45%", "")], [("target", "removed", "森林覆盖率")]),
    ("words beside a target", [("健全长效机制", "健全工作机制")], [("text", "changed", "总体目标")]),
    ("words beside a target and its value", [("健全长效机制", "健全工作机制"), ("45%", "46%")],
     [("target", "changed", "森林覆盖率"), ("text", "changed", "总体目标")]),
    ("a sentence of words", [("坚持系统观念,健全长效机制。", "")], [("text", "changed", "总体目标")]),
    ("a project's name", [("望海大桥", "望海隧道")], [("project", "renamed", "望海隧道")]),
    ("a project's status", [("规划建设青岚科技产业园", "加快推进青岚科技产业园建设")],
     [("project", "changed", "青岚科技产业园")]),
    ("a project's sentence", [("加快推进望海大桥建设。", "")], [("project", "removed", "望海大桥")]),
    ("a paragraph", [("  加强要素保障,规范运行秩序,改善发展环境。\n\n", "")], [("text", "removed", "空间布局")]),
    ("a heading", [("产业升级", "产业提质增效")], [("section", "renamed", "产业提质增效")]),
    ("numbers of headings only", [("第二节  空间布局", "第三节  空间布局")], []),
    ("widths and blanks only", [(",", "，"), ("  ", "　　")], []),
    ("where a line is broken only", [("坚持系统观念,健全长效机制。", "\n\n  坚持系统观念,健全长效机制。")], []),
]


def edited(*edits: tuple[str, str], text: str = PLAN) -> Plan:
    for old, new in edits:
        assert old in text, old
        text = text.replace(old, new)
    return parse(text)


def rows(made: Diff) -> list[Row]:
    return [(change.kind, change.op, change.name) for change in made.changes]


@pytest.mark.parametrize("edits, expected", [case[1:] for case in EDITS], ids=[case[0] for case in EDITS])
def test_an_edit_is_reported_once_at_its_own_level(edits: list[tuple[str, str]], expected: list[Row]) -> None:
    assert rows(diff(parse(PLAN), edited(*edits))) == expected


def section(title: str) -> str:
    found = regex.search(rf"第.[章节]  {title}\n.*?(?=第.[章节]|\Z)", PLAN, regex.DOTALL)
    assert found
    return found[0]


def test_a_moved_section_is_one_change_and_what_stands_in_it_is_none() -> None:
    moved = section("空间布局")
    new = parse(PLAN.replace(moved, "") + "\n" + moved)
    made = diff(parse(PLAN), new)
    assert rows(made) == [("section", "moved", "空间布局")]
    assert made.changes[0].where.old == ("第一章 发展目标",)
    assert made.changes[0].where.new == ("第二章 重点任务",)


NUMBERED = """\
一、重点任务

(一)产业升级

  培育新兴业态,壮大市场主体,拓展合作空间。

(二)科技创新

  激发内生动力,提升服务能力,聚焦短板弱项。

(三)对外开放

  深化改革创新,立足资源禀赋,顺应发展趋势。

(四)社会治理

  规范运行秩序,改善发展环境,健全长效机制。
"""


@pytest.mark.parametrize("order", ["1342", "1423", "4123", "2341", "1243"])
def test_a_section_that_moved_and_kept_its_number(order: str) -> None:
    head, *parts = regex.split(r"(?=\([一二三四]\))", NUMBERED)
    new = parse(head + "".join(parts[int(n) - 1] for n in order))
    assert [(change.kind, change.op) for change in diff(parse(NUMBERED), new).changes] == [("section", "moved")]


@pytest.mark.parametrize("gone", "1234")
def test_a_section_that_went_with_its_number(gone: str) -> None:
    head, *parts = regex.split(r"(?=\([一二三四]\))", NUMBERED)
    new = parse(head + "".join(part for n, part in enumerate(parts, 1) if str(n) != gone))
    assert [(change.kind, change.op) for change in diff(parse(NUMBERED), new).changes] == [("section", "removed")]


def test_what_changed_in_a_moved_section_is_reported_beside_it() -> None:
    moved = section("总体目标")
    new = parse(PLAN.replace(moved, "") + "\n" + moved.replace("600亿元", "700亿元"))
    assert rows(diff(parse(PLAN), new)) == [("section", "moved", "总体目标"), ("target", "changed", "地区生产总值")]


def test_a_section_that_came_or_went_speaks_for_what_it_holds() -> None:
    gone = section("空间布局")
    made = diff(parse(PLAN), parse(PLAN.replace(gone, "")))
    assert rows(made) == [("section", "removed", "空间布局")]
    assert made.changes[0].old is not None
    assert made.changes[0].old["projects"] == ["p0001"]


def test_a_heading_that_was_taken_out_leaves_its_text() -> None:
    assert rows(diff(parse(PLAN), edited(("第二节  空间布局\n", "")))) == [("section", "removed", "空间布局")]


def test_the_words_of_an_edit_stand_in_their_context() -> None:
    change = diff(parse(PLAN), edited(("健全长效机制", "健全工作机制"))).changes[0]
    assert [(w.removed, w.added) for w in change.words] == [("长效机制", "工作机制")] or [
        (w.removed, w.added) for w in change.words] == [("长效", "工作")]
    assert change.words[0].before.endswith("健全")
    assert set(change.fields) == {"text"}


def test_the_fields_of_a_target_are_old_and_new() -> None:
    change = diff(parse(PLAN), edited(("达到600亿元", "超过650亿元"))).changes[0]
    assert change.fields == {"value": (600, 650), "comparator": ("=", ">")}
    assert change.where.old == change.where.new == ("第一章 发展目标", "第一节 总体目标")
    assert change.old is not None
    assert change.old["value"] == 600


def test_an_earlier_output_says_the_same_as_the_plan() -> None:
    old, new = parse(PLAN), edited(("600亿元", "650亿元"))
    for format_ in ("yaml", "json"):
        assert rows(diff(load(dump(old, format_)), new)) == rows(diff(old, new))  # type: ignore[arg-type]


def test_rows_of_outputs_with_the_same_text_are_compared_as_they_are() -> None:
    plan = parse(PLAN)
    other = plan.model_copy(update={"targets": (
        plan.targets[0].model_copy(update={"value": 999, "year": 2030}), *plan.targets[1:],
    )})
    made = diff(plan, other)
    assert rows(made) == [("target", "changed", "地区生产总值")]
    assert made.changes[0].fields == {"value": (600, 999), "year": (2025, 2030)}
    fewer = plan.model_copy(update={"targets": plan.targets[1:], "projects": plan.projects[1:]})
    assert rows(diff(plan, fewer)) == [("target", "removed", "地区生产总值"), ("project", "removed", "望海大桥")]


def test_rows_without_an_outline_are_compared_by_identity() -> None:
    plan = parse(PLAN).model_copy(update={"outline": ()})
    other = plan.model_copy(update={"targets": tuple(
        row.model_copy(update={"value": row.value + 1}) for row in reversed(plan.targets))})
    assert sorted(rows(diff(plan, other))) == sorted(("target", "changed", row.indicator) for row in plan.targets)


def test_metadata() -> None:
    made = diff(parse(PLAN), edited(("云溪市国民", "长亭市国民")))
    assert [change.kind for change in made.changes] == ["metadata"]
    assert made.changes[0].fields["region"] == ("云溪市", "长亭市")


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*/*.txt")) or [SAMPLE], ids=lambda path: path.name)
def test_every_plan_at_hand_is_itself(path) -> None:
    assert diff(parse(path), parse(path)).changes == ()
    assert diff(parse(path), load(dump(parse(path), "json"))).changes == ()


SAMPLE_EDITS: list[tuple[tuple[str, str], Row]] = [
    (("力争达到600亿元", "力争达到650亿元"), ("target", "changed", "地区生产总值")),
    (("升级改造传统商场5座。", ""), ("target", "removed", "传统商场")),
    (("绿化覆盖率达到41%以上", "绿化覆盖率达到42%以上"), ("target", "changed", "绿化覆盖率")),
    (("城市管理综合考评始终位于", "城市管理综合考评稳定位于"),
     ("text", "changed", "基本建成以环境舒适和生活便利为特征的生态宜居区")),
    (("提高金融业集聚度。构建", "壮大金融业规模。构建"), ("section", "renamed", "壮大金融业规模")),
    (("2021年9月8日", "2021年9月18日"), ("metadata", "changed", "issued_on")),
]


@pytest.mark.parametrize("edit, expected", SAMPLE_EDITS, ids=[row[1] + " " + row[2] for _, row in SAMPLE_EDITS])
def test_edits_of_the_sample(edit: tuple[str, str], expected: Row, sample_plan: Plan) -> None:
    assert rows(diff(sample_plan, edited(edit, text=SAMPLE.read_text(encoding="utf-8")))) == [expected]


# -- over time ---------------------------------------------------------------------------------------------------------

THEN = """\
云溪市国民经济和社会发展第十三个五年规划纲要
第一章  发展目标
到2020年,地区生产总值达到500亿元,城镇登记失业率控制在4%以内,森林覆盖率达到45%。
"""
NOW = """\
云溪市国民经济和社会发展第十四个五年规划纲要
第一章  发展基础
“十三五”时期取得显著成就。到2020年,地区生产总值达到520亿元,城镇登记失业率为4.2%,森林覆盖率达到45%。
第二章  发展目标
到2025年,地区生产总值达到700亿元,城镇登记失业率控制在4.5%以内,森林覆盖率达到46%。
"""


def test_indicators_over_time() -> None:
    made = diff(parse(THEN), parse(NOW), by="indicator")
    assert made.indicators is not None
    found = {row.name: row for row in made.indicators}
    gdp = found["地区生产总值"]
    assert gdp.old_target and gdp.achieved and gdp.new_target
    assert (gdp.old_target.value, gdp.achieved.value, gdp.new_target.value) == (500, 520, 700)
    assert {name: row.met for name, row in found.items()} == {
        "地区生产总值": True, "城镇登记失业率": False, "森林覆盖率": True}


# -- the parts ---------------------------------------------------------------------------------------------------------

HUNKS = [
    ("甲达到5亿元。乙达到6亿元。", "甲达到5亿元。", [("乙达到6亿元。", "")]),
    ("推进改革,扩大开放,促进创新。", "推进改革,促进创新。", [("扩大开放,", "")]),
    ("推进改革。", "推进改革。", []),
    ("", "推进改革。", [("", "推进改革。")]),
]


@pytest.mark.parametrize("old, new, expected", HUNKS)
def test_hunks_are_cut_out_as_the_edit_was_made(old: str, new: str, expected: list[tuple[str, str]]) -> None:
    assert [(old[a:b], new[c:d]) for a, b, c, d in find_hunks(old, new, list)] == expected


def test_hunks_put_in_the_new_text_make_it() -> None:
    old, new = PLAN, edited(("长效", "工作"), ("600", "1200")).source.text or PLAN.replace("长效", "工作")
    hunks = find_hunks(old, new, list)
    at, pieces = 0, []
    for a, b, c, d in hunks:
        pieces += [old[at:a], new[c:d]]
        at = b
    assert "".join([*pieces, old[at:]]) == new


def test_an_image_follows_the_edits() -> None:
    edit = Edit(Side(None), Side(None), find_hunks("abcdef", "abXXcdef", list))
    assert edit.image(4, 6) == (6, 8)


# -- reports and the command -------------------------------------------------------------------------------------------

NASTY = "云溪<script>alert(1)</script>\x1b[31m|*_`市\u202e"


@pytest.fixture
def nasty() -> Diff:
    return diff(parse(PLAN), edited(("健全长效机制", NASTY), ("600亿元", "650亿元"), ("产业升级", "<b>产业</b>")))


def test_text_is_harmless_to_a_terminal(nasty: Diff) -> None:
    text = write(nasty, "text")
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "600亿元 → 650亿元 (+8.3%)" in text
    assert "\x1b[33m" in write(nasty, "text", colour=True)


def test_html_is_one_page_that_runs_nothing(nasty: Diff) -> None:
    page = write(nasty, "html")
    assert "<script" not in page
    assert "<b>" not in page
    assert "<del>" in page
    assert "<ins>" in page
    assert not regex.search(r"""src=|href="(?!#|data:,")""", page)


def test_markdown_shows_what_the_plan_says(nasty: Diff) -> None:
    report = write(nasty, "markdown")
    assert "<script" not in report.replace("\\<", "")
    assert "\\|" in report
    assert "600亿元 → 650亿元" in report


def test_json_keeps_to_the_schema(nasty: Diff) -> None:
    assert Diff.model_validate_json(write(nasty, "json")) == nasty
    assert json_schema("diff")["title"] == "Diff"


def test_the_command(run: Callable[..., Ran], tmp_path) -> None:
    old, new = tmp_path / "old.txt", tmp_path / "new.txt"
    old.write_text(PLAN, encoding="utf-8")
    new.write_text(PLAN.replace("600亿元", "650亿元"), encoding="gb18030")
    assert run("diff", old, old).code == 0
    ran = run("diff", old, new)
    assert ran.code == 1
    assert "地区生产总值" in ran.out
    assert run("diff", old, new, "--exit-zero").code == 0
    assert json.loads(run("diff", old, new, "--format", "json").out)["summary"]["changed"] == 1
    assert run("diff", "-", new, stdin=old.read_bytes()).code == 1
    output = tmp_path / "old.yaml"
    output.write_bytes(run("parse", old).out.encode())
    assert run("diff", output, new).code == 1
    assert run("diff", output, old).code == 0
    assert run("diff", old, tmp_path / "none.txt").code == 2
    assert run("diff", old, new, "--format", "pdf").code == 2
    assert run("diff", old, new, "--by", "colour").code == 2
    assert run("diff", "-", "-").code == 2
    assert run("diff", old, new, "-o", tmp_path / "diff.html", "-f", "html").code == 1
    assert (tmp_path / "diff.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_rows_of_a_change_are_those_of_the_plans() -> None:
    old = parse("第一章 发展目标\n到2025年,地区生产总值达到600亿元。")
    new = parse("第一章 发展目标\n到2025年,地区生产总值达到650亿元。")
    [change] = diff(old, new).changes
    assert change.old == old.targets[0].model_dump(mode="json")
    assert change.new == new.targets[0].model_dump(mode="json")
