"""Tables: one and the same table, flattened in every way that texts have it, says the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import CORPUS
from plan_extract import Plan, parse
from plan_extract.models import OutlineNode
from plan_extract.rules import load_rules
from plan_extract.tables import Cell, Grid, Kind, Slot, table_lines
from plan_extract.tables.gridded import read_grid

Cells = list[list[str]]
Fact = tuple[str, str, float, str | None, str, str, int | None, str | None]

TITLE = "专栏1 “十四五”时期东湖区主要指标"
BEFORE = "东湖区国民经济和社会发展第十四个五年规划纲要\n第一章 发展环境\n“十三五”时期,发展良好。\n"
AFTER = "\n注:[ ]内为五年累计数。\n第二章 总体要求\n坚持稳中求进。\n"

# The unit in a column of its own, numbered rows.
PLAIN: Cells = [
    ["序号", "指标名称", "单位", "2020年", "2025年", "年均增长", "指标属性"],
    ["1", "地区生产总值", "亿元", "512.6", "700左右", "6.5%", "预期性"],
    ["2", "城镇新增就业人数", "万人", "—", "[5]", "—", "预期性"],
    ["3", "城镇调查失业率", "%", "4.1", "<5", "-", "预期性"],
    ["4", "每千人口托位数", "个", "1.8", "4.5", "/", "约束性"],
    ["5", "森林覆盖率", "%", "30.2", "32以上", "——", "约束性"],
    ["6", "居民收入增长", "%", "5.2", "—", "与经济增长同步", "预期性"],
]
PLAIN_FACTS: list[Fact] = [
    ("achieved", "地区生产总值", 512.6, "亿元", "=", "level", 2020, "预期性"),
    ("target", "地区生产总值", 700, "亿元", "~", "level", 2025, "预期性"),
    ("target", "地区生产总值", 6.5, "%", "=", "annual_growth", 2025, "预期性"),
    ("target", "城镇新增就业人数", 5, "万人", "=", "cumulative", 2025, "预期性"),
    ("achieved", "城镇调查失业率", 4.1, "%", "=", "level", 2020, "预期性"),
    ("target", "城镇调查失业率", 5, "%", "<", "level", 2025, "预期性"),
    ("achieved", "每千人口托位数", 1.8, "个", "=", "level", 2020, "约束性"),
    ("target", "每千人口托位数", 4.5, "个", "=", "level", 2025, "约束性"),
    ("achieved", "森林覆盖率", 30.2, "%", "=", "level", 2020, "约束性"),
    ("target", "森林覆盖率", 32, "%", ">=", "level", 2025, "约束性"),
    ("achieved", "居民收入增长", 5.2, "%", "=", "growth", 2020, "预期性"),
]

# The unit in the name, a column that has both growth and sums.
NAMED: Cells = [
    ["指标", "2020年", "2025年", "年均/累计", "属性"],
    ["地区生产总值增长（%）", "2.3", "—", "6左右", "预期性"],
    ["常住人口城镇化率（%）", "60.6", "65", "—", "预期性"],
    ["城镇调查失业率（%）", "5.2", "—", "<5.5", "预期性"],
    ["单位地区生产总值能耗降低（%）", "—", "—", "〔13.5〕", "约束性"],
    ["粮食综合生产能力（万吨）", "—", ">65", "—", "约束性"],
    ["棚户区改造（万套）", "—", "—", "［1.2］", "约束性"],
]
NAMED_FACTS: list[Fact] = [
    ("achieved", "地区生产总值增长", 2.3, "%", "=", "growth", 2020, "预期性"),
    ("target", "地区生产总值增长", 6, "%", "~", "annual_growth", 2025, "预期性"),
    ("achieved", "常住人口城镇化率", 60.6, "%", "=", "level", 2020, "预期性"),
    ("target", "常住人口城镇化率", 65, "%", "=", "level", 2025, "预期性"),
    ("achieved", "城镇调查失业率", 5.2, "%", "=", "level", 2020, "预期性"),
    ("target", "城镇调查失业率", 5.5, "%", "<", "level", 2025, "预期性"),
    ("target", "单位地区生产总值能耗降低", 13.5, "%", "=", "decline", 2025, "约束性"),
    ("target", "粮食综合生产能力", 65, "万吨", ">", "level", 2025, "约束性"),
    ("target", "棚户区改造", 1.2, "万套", "=", "cumulative", 2025, "约束性"),
]


def blanks(cells: Cells) -> str:
    return "\n".join(" ".join(row) for row in cells)


def wide_blanks(cells: Cells) -> str:
    return "\n".join("　　".join(row) for row in cells)


def tabs(cells: Cells) -> str:
    return "\n".join("\t".join(row) for row in cells)


def cell_a_line(cells: Cells) -> str:
    return "\n".join(cell for row in cells for cell in row)


def cell_a_line_apart(cells: Cells) -> str:
    return "\n\n".join(cell for row in cells for cell in row)


def bars(cells: Cells) -> str:
    head, *rows = ["| " + " | ".join(row) + " |" for row in cells]
    return "\n".join([head, "|" + "---|" * len(cells[0]), *rows])


def one_line(cells: Cells) -> str:
    return " ".join(cell for row in cells for cell in row)


def broken_head(cells: Cells) -> str:
    head = " ".join(cells[0]).replace("指标", "指 标", 1)
    return "\n".join([head, *(" ".join(row) for row in cells[1:])])


def repeated_head(cells: Cells) -> str:
    return blanks([*cells[:4], cells[0], *cells[4:]])


FORMS = [blanks, wide_blanks, tabs, cell_a_line, cell_a_line_apart, bars, one_line, broken_head, repeated_head]


def facts(plan: Plan) -> list[Fact]:
    rows = sorted([*plan.targets, *plan.achievements], key=lambda q: q.span)
    return [(q.role, q.indicator, q.value, q.unit, q.comparator, q.measure, q.year, q.binding) for q in rows]


def nodes(plan: Plan) -> Iterator[OutlineNode]:
    waiting = list(plan.outline)
    while waiting:
        node = waiting.pop(0)
        yield node
        waiting = [*node.children, *waiting]


@pytest.mark.parametrize("cells,expected", [(PLAIN, PLAIN_FACTS), (NAMED, NAMED_FACTS)], ids=["unit-column", "unit-in-name"])
@pytest.mark.parametrize("form", FORMS, ids=lambda f: f.__name__)
def test_every_form_says_the_same(form: Callable[[Cells], str], cells: Cells, expected: list[Fact]) -> None:
    plan = parse(BEFORE + TITLE + "\n" + form(cells) + AFTER)
    assert facts(plan) == expected
    kinds = [(n.kind, n.title) for n in nodes(plan) if n.kind != "paragraph"]
    assert kinds == [("chapter", "发展环境"), ("box", "“十四五”时期东湖区主要指标"), ("table", None), ("chapter", "总体要求")]


def test_a_number_is_spanned_alone() -> None:
    text = BEFORE + TITLE + "\n" + blanks(PLAIN) + AFTER
    plan = parse(text)
    assert [text[slice(*q.span)] for q in plan.targets][:4] == ["700", "6.5%", "5", "5"]
    assert all(text[slice(*q.span)] == q.text for q in [*plan.targets, *plan.achievements])


CENTRED = """序 “十四五”目标
指 标 单位 属性
号
2025年 年均[累计]
1 全区生产总值年均增长率 % 预期性 - 6左右
万元/
2 劳动生产率 预期性 36左右 -
人
研发经费支出相当于
3 % 预期性 4.5左右 -
全区生产总值比例
4 发明专利拥有量1 件 预期性 30左右 -
老旧房屋 万平 [成片:五年累计约110
5 约束性 -
改造面积 方米 零星:五年累计约20]
全面达到国家
大气污染物年均浓度
6 / 约束性 二级标准,部分指标 -
（PM 、SO、NO）
2.5 2 2 优于一级标准
7 森林覆盖率 % 约束性 >45 -
1 指每万人口拥有量。"""


def test_rows_that_are_broken_over_lines_are_put_together() -> None:
    plan = parse(BEFORE + "东湖区“十四五”规划主要指标\n" + CENTRED + "\n第二章 总体要求\n坚持稳中求进。\n")
    assert facts(plan) == [
        ("target", "全区生产总值年均增长率", 6, "%", "~", "annual_growth", 2025, "预期性"),
        ("target", "劳动生产率", 36, "万元/人", "~", "level", 2025, "预期性"),
        ("target", "研发经费支出相当于全区生产总值比例", 4.5, "%", "~", "level", 2025, "预期性"),
        ("target", "发明专利拥有量", 30, "件", "~", "level", 2025, "预期性"),
        ("target", "老旧房屋改造面积", 110, "万平方米", "~", "cumulative", 2025, "约束性"),
        ("target", "老旧房屋改造面积", 20, "万平方米", "~", "cumulative", 2025, "约束性"),
        ("target", "森林覆盖率", 45, "%", ">", "level", 2025, "约束性"),
    ]
    assert [(n.label, n.title) for n in nodes(plan) if n.kind == "box"] == [("", "东湖区“十四五”规划主要指标")]


PARTS = """附表:“十三五”时期主要指标
指标 2015年 2020年 年均增速[累计] 属性
经济发展
（1）地区生产总值（GDP）（亿元） 67.7 >92.7 >6.5% 预期性
（2）城镇化率 常住人口城镇化率（%） 56.1 60 [3.9] 预期性
户籍人口城镇化率（%） 39.9 45 [5.1]
资源环境
（3）主要污染物排放总量减少（%） 化学需氧量 — — [10] 约束性
氨氮 — — [15]"""


@pytest.mark.parametrize("form", [PARTS, PARTS.replace(" ", "\n")], ids=["rows", "cells"])
def test_categories_are_no_indicators_and_parts_belong_to_their_row(form: str) -> None:
    assert [(i, v, m) for _, i, v, _, _, m, *_ in facts(parse(form))] == [
        ("地区生产总值（GDP）", 67.7, "level"), ("地区生产总值（GDP）", 92.7, "level"),
        ("地区生产总值（GDP）", 6.5, "annual_growth"),
        ("常住人口城镇化率", 56.1, "level"), ("常住人口城镇化率", 60, "level"), ("常住人口城镇化率", 3.9, "growth"),
        ("户籍人口城镇化率", 39.9, "level"), ("户籍人口城镇化率", 45, "level"), ("户籍人口城镇化率", 5.1, "growth"),
        ("主要污染物排放总量减少化学需氧量", 10, "decline"), ("主要污染物排放总量减少氨氮", 15, "decline"),
    ]


def test_cells_that_nothing_parts_are_cut_where_one_way_alone_is_left() -> None:
    plan = parse(
        "第一章 目标\n专栏1:“十二五”主要指标序号指　标2010年2015年2015年比2010年增长1甲物质排放总量（万吨）"
        "40.536.5-10%2乙物质排放总量（万吨）26.423.8-10%3劣质水体比例（%）17.7<15-2.7个百分点优质水体比例（%）55>605个百分点",
    )
    assert [(i, v, u, c, m) for _, i, v, u, c, m, *_ in facts(plan)] == [
        ("甲物质排放总量", 40.5, "万吨", "=", "level"), ("甲物质排放总量", 36.5, "万吨", "=", "level"),
        ("甲物质排放总量", 10, "%", "=", "decline"),
        ("乙物质排放总量", 26.4, "万吨", "=", "level"), ("乙物质排放总量", 23.8, "万吨", "=", "level"),
        ("乙物质排放总量", 10, "%", "=", "decline"),
        ("劣质水体比例", 17.7, "%", "=", "level"), ("劣质水体比例", 15, "%", "<", "level"),
        ("劣质水体比例", 2.7, "个百分点", "=", "decline"),
        ("优质水体比例", 55, "%", "=", "level"), ("优质水体比例", 60, "%", ">", "level"),
        ("优质水体比例", 5, "个百分点", "=", "growth"),
    ]


HEADLESS = """经 1 地区生产总值（亿元） 500 700 7% 预期性
济
发 2 固定资产投资（亿元） — 〔2000〕 — 预期性
展
3 城镇调查失业率（%） 5.1 — <5.5 预期性
4 森林覆盖率（%） 30 32 — 约束性"""


def test_a_table_without_heads() -> None:
    plan = parse(BEFORE + "表2-1 “十四五”主要指标\n" + HEADLESS + "\n第二章 总体要求\n坚持稳中求进。\n")
    assert [(r, i, v, m, y) for r, i, v, _, _, m, y, _ in facts(plan)] == [
        ("achieved", "地区生产总值", 500, "level", 2020), ("target", "地区生产总值", 700, "level", 2025),
        ("target", "地区生产总值", 7, "annual_growth", 2025), ("target", "固定资产投资", 2000, "cumulative", 2025),
        ("achieved", "城镇调查失业率", 5.1, "level", 2020), ("target", "城镇调查失业率", 5.5, "level", 2025),
        ("achieved", "森林覆盖率", 30, "level", 2020), ("target", "森林覆盖率", 32, "level", 2025),
    ]


GROUPS = """指标 2020年 2025年
约束性指标
耕地保有量（万亩） 50 50
森林覆盖率（%） 30 32
预期性指标
地区生产总值（亿元） 500 年均增长6%以上
城镇化率（%） 60 65"""


def test_a_line_says_how_the_rows_below_it_bind() -> None:
    assert [(i, v, m, b) for _, i, v, _, _, m, _, b in facts(parse(BEFORE + TITLE + "\n" + GROUPS + AFTER))] == [
        ("耕地保有量", 50, "level", "约束性"), ("耕地保有量", 50, "level", "约束性"),
        ("森林覆盖率", 30, "level", "约束性"), ("森林覆盖率", 32, "level", "约束性"),
        ("地区生产总值", 500, "level", "预期性"), ("地区生产总值", 6, "annual_growth", "预期性"),
        ("城镇化率", 60, "level", "预期性"), ("城镇化率", 65, "level", "预期性"),
    ]


# -- columns


@pytest.mark.parametrize("heads,expected", [
    ("指标 2020年 2025年", [("achieved", 2020), ("target", 2025)]),
    ("指标 “十三五”末 “十四五”末", [("achieved", 2020), ("target", 2025)]),
    ("指标 现状值 目标值", [("achieved", 2020), ("target", 2025)]),
    ("指标 2022年 2025年", [("target", 2022), ("target", 2025)]),
    ("指标 2025年 2035年", [("target", 2025), ("target", 2035)]),
    ("指标 2020年实际 2025年规划目标", [("achieved", 2020), ("target", 2025)]),
    ("项目 2020年 2025年", [("achieved", 2020), ("target", 2025)]),
    ("指标 2020年规划目标 2020年完成", [("achieved", 2020), ("achieved", 2020)]),
])
def test_heads_say_role_and_year(heads: str, expected: list[tuple[str, int]]) -> None:
    text = f"{BEFORE}{TITLE}\n{heads}\n粮食产量（万吨） 20 22\n公路里程（公里） 300 400\n第二章 要求\n坚持稳中求进。\n"
    assert [(role, year) for role, _, _, _, _, _, year, _ in facts(parse(text))][:2] == expected


# -- projects

PROJECTS: Cells = [
    ["序号", "项目名称", "建设性质", "建设地点", "建设内容及规模", "建设年限", "总投资（万元）", "责任单位"],
    ["1", "滨江路改造工程", "新建", "东湖街道", "改造道路5公里，红线宽30米。", "2021-2023", "12000", "区住建局"],
    ["2", "东湖区文化中心", "续建", "新城片区", "建筑面积3万平方米", "2020-2022", "35000.5", "区文旅局"],
    ["3", "城南污水处理厂二期", "新建", "城南", "日处理污水5万吨", "2022年", "—", "区水务局"],
]


@pytest.mark.parametrize("form", [blanks, cell_a_line, bars], ids=lambda f: f.__name__)
def test_projects_have_location_years_investment_and_content(form: Callable[[Cells], str]) -> None:
    plan = parse(BEFORE + "附表2 东湖区重点项目表\n" + form(PROJECTS) + "\n第二章 总体要求\n坚持稳中求进。\n")
    assert [
        (p.name, p.type, p.status, p.location, p.content, p.years and (p.years.start, p.years.end),
         p.investment and (p.investment.value, p.investment.unit)) for p in plan.projects
    ] == [
        ("滨江路改造工程", "facility", "planned", "东湖街道", "改造道路5公里，红线宽30米。", (2021, 2023), (12000, "万元")),
        ("东湖区文化中心", "facility", "underway", "新城片区", "建筑面积3万平方米", (2020, 2022), (35000.5, "万元")),
        ("城南污水处理厂二期", "facility", "planned", "城南", "日处理污水5万吨", (2022, 2022), None),
    ]
    assert plan.projects[0].investment is not None
    assert plan.projects[0].investment.normalized is not None
    assert plan.projects[0].investment.normalized.value == 120_000_000
    assert facts(plan) == []
    assert [n.kind for n in nodes(plan) if n.kind != "paragraph"] == ["chapter", "attachment", "table", "chapter"]


# -- grids that a reader hands over


def test_rows_of_projects_that_are_broken_over_lines() -> None:
    plan = parse(BEFORE + """附表2 东湖区重点项目表
序号 项目名称 建设内容 建设年限 总投资（亿元）
1 东湖至西山高速公
路 全长62公里，设计时
速100公里 2021-2025 78.5
2 青石水库 总库容3200万立方米，年供水量
2100万立方米 2022-2025 15.6
3 城区污水处理厂二
期 新建厂房，日处理5万吨 2021-2022 2.3
合计 96.4

第二章 总体要求
坚持稳中求进。
""")
    assert [(p.name, p.content, p.mentions[0].text, p.investment and p.investment.value) for p in plan.projects] == [
        ("东湖至西山高速公路", "全长62公里，设计时速100公里", "东湖至西山高速公\n路", 78.5),
        ("青石水库", "总库容3200万立方米，年供水量2100万立方米", "青石水库", 15.6),
        ("城区污水处理厂二期", "新建厂房，日处理5万吨", "城区污水处理厂二\n期", 2.3),
    ]
    assert facts(plan) == []


def test_a_grid_with_spans() -> None:
    def cell(text: str, at: int) -> Cell:
        return Cell(text, at, at + len(text), 0)

    grid = Grid([
        Slot(cell("指标", 0), 0, 0, 2, 2), Slot(cell("规划目标", 10), 0, 2, 1, 2), Slot(cell("实现情况", 20), 0, 4, 1, 2),
        Slot(cell("2015年", 30), 1, 2), Slot(cell("年均增长(%)", 40), 1, 3),
        Slot(cell("2015年", 50), 1, 4), Slot(cell("年均增长(%)", 60), 1, 5),
        Slot(cell("总体水平", 70), 2, 0, 1, 6),
        Slot(cell("1.普及率(%)", 80), 3, 0, 2, 1), Slot(cell("固定", 90), 3, 1), Slot(cell("50", 95), 3, 2),
        Slot(cell("—", 98), 3, 3), Slot(cell("52", 100), 3, 4), Slot(cell("7", 103), 3, 5),
        Slot(cell("移动", 110), 4, 1), Slot(cell("70", 115), 4, 2), Slot(cell("—", 118), 4, 3),
        Slot(cell("74", 120), 4, 4), Slot(cell("9", 123), 4, 5),
    ])
    table = read_grid(grid, load_rules().tables)
    assert table is not None
    assert table.kind is Kind.INDICATORS
    assert [(c.head, c.above) for c in table.value_columns()] == [
        ("2015年", "规划目标"), ("年均增长(%)", "规划目标"), ("2015年", "实现情况"), ("年均增长(%)", "实现情况"),
    ]
    assert [([c.text for c in row.parent], row.name[0].text, [c.text for c in row.values if c]) for row in table.rows] == [
        (["普及率(%)"], "固定", ["50", "—", "52", "7"]), (["普及率(%)"], "移动", ["70", "—", "74", "9"]),
    ]


def test_a_table_of_something_else_is_a_table_and_says_nothing() -> None:
    plan = parse("第一章 分工\n| 单位 | 职责 |\n|---|---|\n| 甲局 | 指标监测 |\n| 乙局 | 年均3次检查 |\n第二章 要求\n坚持稳中求进。\n")
    assert [n.kind for n in nodes(plan) if n.kind != "paragraph"] == ["chapter", "table", "chapter"]
    assert facts(plan) == []


# -- what is no table


@pytest.mark.parametrize("text", [
    "主要指标如下:\n粮食产量22万吨。\n公路里程400公里。\n森林覆盖率32%。",
    "一、指标\n二、目标\n三、单位\n四、2025年",
    "指标体系\n完善指标体系,2025年建成。\n2020年启动。",
    "约束性指标完成良好。\n预期性指标完成良好。\n2020年\n2025年",
    "第一节 主要指标\n1.地区生产总值年均增长6%。\n2.森林覆盖率达到32%。",
    "项目名称\n东湖广场\n西湖广场",
    "到 2025 年,城镇化率达到 65%,\n年均提高 1 个百分点,\n总投资 30 亿元。",
])
def test_short_lines_are_no_table(text: str) -> None:
    plan = parse(BEFORE + text + "\n")
    assert [n for n in nodes(plan) if n.kind == "table"] == []


# -- any text at all

PIECES = st.sampled_from([
    "指标", "单位", "2020年", "2025年", "年均[累计]", "属性", "预期性", "—", "[", "]", "（", "%", "万元", " ", "\n", "\t", "|",
    "1", "2", "3.5", ">", "增长", "项目名称", "建设内容", "总投资（万元）", "2021-2023", "序号", "注:", "森林覆盖率", "。", "专栏1 主要指标\n",
])


@settings(deadline=None, max_examples=60)
@given(st.lists(PIECES, max_size=80).map("".join))
def test_any_text_is_read_and_every_span_is_right(text: str) -> None:
    plan = parse(text, with_text=True)
    source = plan.source.text
    assert source is not None
    for q in [*plan.targets, *plan.achievements, *(m for p in plan.projects for m in p.mentions)]:
        assert source[slice(*q.span)] == q.text


@settings(deadline=None, max_examples=60)
@given(st.lists(st.lists(PIECES, max_size=6).map("".join), max_size=30))
def test_lines_of_tables_are_in_order_and_apart(lines: list[str]) -> None:
    last = 0
    for found in table_lines(lines, load_rules().tables):
        assert last <= found.start < found.stop <= len(lines)
        last = found.stop


@pytest.mark.parametrize("piece", [
    "指标 1 2020年\n", "指标 2020年 2025年\n某某 1 2\n", "| 指标 | 2025年 |\n", "指标 单位 2020年 ", "年均 [1 ", "指标\n", "1\n",
    "预期性\n2\n", "粮食（吨）1-2-3-4-5-6-7-8-9",
])
def test_the_time_grows_no_faster_than_the_text(piece: str) -> None:
    rules = load_rules().tables

    def cost(times: int) -> float:
        lines = (piece * times).split("\n")
        best = float("inf")
        for _ in range(3):
            begun = perf_counter()
            table_lines(lines, rules)
            best = min(best, perf_counter() - begun)
        return best

    assert cost(800) < 8 * cost(200) + 0.02


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not at hand")
@pytest.mark.parametrize("file,rows", [("plain/special-env-12.txt", 21), ("gold/shanghai-2021.txt", 17)])
def test_tables_of_the_corpus(file: str, rows: int) -> None:
    plan = parse(CORPUS / file)
    tables = [n.span for n in nodes(plan) if n.kind == "table"]
    found = [q for q in [*plan.targets, *plan.achievements] if any(a <= q.span[0] < b for a, b in tables)]
    assert (len(tables), len(found)) == (1, rows)


def test_a_row_with_a_category_and_blank_cells_keeps_its_name() -> None:
    table = [
        TITLE,
        "类别 指标 2020年 2025年 年均增长（%） 属性",
        "经济增长 地区生产总值（亿元） 182 261 7.5 预期性",
        "经济增长 一般公共预算收入（亿元） 18 26 7.6 预期性",
        "经济增长 居民人均可支配收入（元） 13985 19270 6.6 预期性",
        "资源环境 单位工业增加值用水量降低（%） [30左右] 约束性",
        "资源环境 森林覆盖率（%） 40.3 43.3 [3] 约束性",
        "公共服务 城镇登记失业率（%） 4.2 5 预期性",
    ]
    plan = parse(BEFORE + "\n".join(table) + AFTER)
    rows = [(q.indicator, q.value, q.unit, q.measure, q.year) for q in (*plan.targets, *plan.achievements)]
    assert ("单位工业增加值用水量降低", 30, "%", "decline", 2025) in rows
    assert ("城镇登记失业率", 4.2, "%", "level", 2020) in rows
    assert ("城镇登记失业率", 5, "%", "level", 2025) in rows
    assert not any(name in {"资源环境", "公共服务"} for name, *_ in rows)


def test_a_category_that_spans_rows_leaves_the_others_with_an_empty_cell_before() -> None:
    cells = [
        ["类别", "指标", "单位", "2020年", "2025年", "年均增长(%)", "属性"],
        ["经济发展", "1.地区生产总值", "亿元", "500", "700", "7", "预期性"],
        ["", "2.进出口总额", "亿元", "90", "130", "8", "预期性"],
        ["民生福祉", "3.脱贫人口", "万人", "—", "2.5", "—", "约束性"],
        ["", "4.城镇新增就业人数", "万人", "—", "[5]", "—", "预期性"],
        ["", "5.森林覆盖率", "%", "57", "≥58", "—", "约束性"],
    ]
    found = [fact[:4] for fact in facts(parse(BEFORE + TITLE + "\n" + tabs(cells) + AFTER))]
    assert [(name, value, unit, role) for role, name, value, unit in found] == [
        ("地区生产总值", 500, "亿元", "achieved"), ("地区生产总值", 700, "亿元", "target"), ("地区生产总值", 7, "%", "target"),
        ("进出口总额", 90, "亿元", "achieved"), ("进出口总额", 130, "亿元", "target"), ("进出口总额", 8, "%", "target"),
        ("脱贫人口", 2.5, "万人", "target"), ("城镇新增就业人数", 5, "万人", "target"),
        ("森林覆盖率", 57, "%", "achieved"), ("森林覆盖率", 58, "%", "target"),
    ]
