"""By when a quantity holds: the nearest time that governs it, then its heading, then the plan's own period."""

from __future__ import annotations

import pytest

from plan_extract import parse
from plan_extract.metadata import Metadata, Period
from plan_extract.quantities.times import Horizon, find_frames, plan_horizon
from plan_extract.rules import load_rules

RULES = load_rules().quantities
HORIZON = Horizon(2020, 2025)
TITLE = "东湖区国民经济和社会发展第十四个五年规划和2035年远景目标纲要\n\n"


@pytest.mark.parametrize("text, years", [
    ("到2025年,", [2025]),
    ("2020年末,", [2020]),
    ("到二〇三五年,", [2035]),
    ("“十四五”末,", [2025]),
    ("“十三五”期间,", [2020]),
    ("“八五”期间,", [1995]),
    ("十五五时期,", [2030]),
    ("2021-2025年,", [2025]),
    ("2021年至2025年,", [2025]),
    ("到本世纪中叶,", [2050]),
    ("未来五年,", [2025]),
    ("目前,", [2020]),
    ("到新中国成立100周年时,", [2049]),
    ("按照《“十二五”环境保护规划(2011-2015年)》,", []),
    ("“十四五”规划纲要提出,", []),
    ("完成1900.16亿元", []),
])
def test_time_expressions(text: str, years: list[int]) -> None:
    assert [f.year for f in find_frames(text, 0, len(text), HORIZON, RULES)] == years


@pytest.mark.parametrize("text", ["比2015年", "较“十二五”末", "在2018年基础上", "2015年的1.4倍", "从2015年", "与2020年相比"])
def test_a_time_that_something_is_compared_with_does_not_govern(text: str) -> None:
    assert [f.reference for f in find_frames(text, 0, len(text), HORIZON, RULES)] == [True]


@pytest.mark.parametrize("text, rows", [
    ("到2025年,粮食产量达到5万吨。到2035年,粮食产量达到6万吨。", [("5万吨", 2025, True), ("6万吨", 2035, True)]),
    ("到2025年和2035年,森林覆盖率分别达到45%和48%。", [("45%", 2025, True), ("48%", 2035, True)]),
    ("到2022年、2025年,分别建成示范村20个、50个。", [("20个", 2022, True), ("50个", 2025, True)]),
    ("粮食产量达到5万吨。", [("5万吨", 2025, False)]),
    ("城镇化率从2015年的52%提高到2020年的61%。", [("52%", 2015, True), ("61%", 2020, True)]),
    ("到2025年,财政收入比2020年增长30%。", [("30%", 2025, True)]),
    ("投入占比从1.2%提高到2025年的2.0%,2035年达到3.0%。", [("1.2%", 2020, False), ("2.0%", 2025, True), ("3.0%", 2035, True)]),
    ("2022年起,每年安排发展资金3亿元。", [("3亿元", 2025, False)]),
    ("能耗由2020年的0.52吨标准煤下降到2025年的0.45吨标准煤。", [("0.52吨标准煤", 2020, True), ("0.45吨标准煤", 2025, True)]),
    ("到2025年,粮食产量达到5万吨;油料产量达到1万吨。建设粮库2座。", [
        ("5万吨", 2025, True), ("1万吨", 2025, True), ("2座", 2025, True)]),
    ("力争一期2023年建成投产。建设厂房30万平方米。", [("30万平方米", 2025, False)]),
    ("到2023年建成厂房30万平方米。改造小区20个。", [("30万平方米", 2023, True), ("20个", 2023, True)]),
    ("项目2022年底前竣工,新增产值30亿元。", [("30亿元", 2022, True)]),
    ("改造1998年前建成的小区20个。", [("20个", 2025, False)]),
    ("覆盖率2025年达到61%、2035年达到63%。能耗降低19%。", [("61%", 2025, True), ("63%", 2035, True), ("19%", 2025, True)]),
    ("森林覆盖率到2035年达到63%。能耗降低19%。", [("63%", 2035, True), ("19%", 2025, False)]),
    ("展望2035年,建成现代化强市。人均产值达到20万元。", [("20万元", 2035, True)]),
    ("2020年占比为60%,到2030年达到70%。覆盖率达到30%。", [("60%", 2020, True), ("70%", 2030, True), ("30%", 2030, True)]),
    ("占比由2015年的25.3:38.6:36.1调整为2025年的16.2:48.5:35.3。", [
        ("25.3", 2015, True), ("38.6", 2015, True), ("36.1", 2015, True), ("16.2", 2025, True), ("48.5", 2025, True),
        ("35.3", 2025, True)]),
    ("2025年总量达到100亿元(2020年价),年均增长7%。", [("100亿元", 2025, True), ("7%", 2025, True)]),
    ("2022年新增企业30家,2023年新增40家,五年累计新增150家。", [
        ("30家", 2022, True), ("40家", 2023, True), ("150家", 2025, False)]),
    ("今后十年,生产总值年均增长6%。", [("6%", 2030, True)]),
    ("未来三年,新建学校30所。", [("30所", 2023, True)]),
    ("粮食由2015年的30万吨增加到2025年的40万吨,油料由1万吨增加到2万吨。", [
        ("30万吨", 2015, True), ("40万吨", 2025, True), ("1万吨", 2015, True), ("2万吨", 2025, True)]),
])
def test_the_year_of_a_quantity(text: str, rows: list[tuple[str, int, bool]]) -> None:
    plan = parse(TITLE + "第一章 发展目标\n\n" + text)
    found = sorted([*plan.targets, *plan.achievements], key=lambda q: q.span)
    assert [(q.text, q.year, q.year_stated) for q in found] == rows


def test_the_heading_gives_the_year() -> None:
    plan = parse(TITLE + "第一章 总体要求\n\n第一节 2035年远景目标\n\n人均地区生产总值达到3万美元。")
    assert [(q.year, q.year_stated) for q in plan.targets] == [(2035, True)]


def test_bullets_stand_under_the_time_of_their_lead() -> None:
    plan = parse(
        "某省发展规划\n\n一、战略目标\n\n第一步,到2025年实现重大突破。\n\n——产业规模超过100亿元。\n\n"
        "第二步,到2030年达到领先水平。\n\n——产业规模超过300亿元。\n")
    assert [(q.value, q.year) for q in plan.targets] == [(100, 2025), (300, 2030)]


def test_the_frame_of_a_plan() -> None:
    assert plan_horizon(Metadata(period=Period(start=2021, end=2025)), "", RULES) == (2020, 2025)
    assert plan_horizon(Metadata(), "截至2015年底完成。到2020年建成。到2030年领先。", RULES) == (2015, 2020)
    assert plan_horizon(Metadata(), "“十三五”时期。“十三五”期间。“十三五”末。", RULES) == (2015, 2020)
    assert plan_horizon(Metadata(), "没有年份。", RULES) == (None, None)
