"""Markdown: headings, lists, tables and notes told by their marks; the text stays as it stands in the file."""

from __future__ import annotations

import pytest

from plan_extract import parse
from plan_extract.flow import Flow
from plan_extract.layout import lay_out
from plan_extract.readers import read_source
from plan_extract.rules import load_rules
from plan_extract.source import Source

HEADS = "# 第一章 总则\n\n## 第一节 甲\n\n"


def md(text: str) -> Source:
    source = read_source((HEADS + text).encode(), "x.txt")
    assert source.format == "md"
    assert source.text == HEADS + text
    return source


def flow(source: Source) -> Flow:
    return lay_out(source, load_rules())


def read(text: str) -> list[str]:
    """The paragraphs of `text`, which stands below two headings."""
    found = flow(md(text))
    return [found.text[p.start : p.end] for p in found.paragraphs][2:]


@pytest.mark.parametrize(
    "text, expected",
    [
        ("**一是创新。**坚持*创新*驱动，推进__改革__。", ["一是创新。坚持创新驱动,推进__改革__。"]),  # no mark within a word
        ("推进 __改革__ 和 _开放_，***全面***落实", ["推进 改革和开放,全面落实"]),
        ("**到2025年**，~~旧~~产值`600`亿元", ["到2025年,旧产值600亿元"]),
        ("3*4*5 与 ** 两侧有空格 ** 不是标记", ["345与**两侧有空格**不是标记"]),
        ("* 带星号的为上年数\\*", ["带星号的为上年数*"]),
        ('见[《纲要》](http://x.cn/a_b_c.html "t")和![图](a.png)附图[^1]', ["见《纲要》和附图"]),
        ("- 水利\n- 交通\n  * 公路\n+ 铁路", ["水利", "交通", "公路", "铁路"]),
        ("1. 水利\n2. 交通", ["1. 水利", "2. 交通"]),
        ("1\\. 水利\\_工程", ["1.水利_工程"]),
        ("> 坚持创新。\n>\n> > 坚持协调。", ["坚持创新。", "坚持协调。"]),
        ("一<br>二<span style='x'>三</span>&nbsp;四<!-- 注 -->", ["一二三四"]),
        ("——坚持创新。\n——坚持协调。", ["——坚持创新。", "——坚持协调。"]),
        ("```\n坚持创新。\n```", ["坚持创新。"]),
        ("坚持创新。\n\n---\n\n* * *\n[TOC]\n\n坚持协调。", ["坚持创新。", "坚持协调。"]),
        ("坚持创新。\n\n[^1]: 注释\n", ["坚持创新。"]),
        ("坚持创新。\n---", ["坚持创新。"]),  # a sentence is no heading, whatever is drawn under it
        ("|x| 只有一条竖线的行", ["|x|只有一条竖线的行"]),
        ("-5%和+3%，-- 甲", ["-5%和+3%,--甲"]),
    ],
)
def test_marks_are_not_printed(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "line, level, words",
    [
        ("# 总则", 1, "总则"), ("###### 总则 ##", 6, "总则"), ("##第一章 总则", 2, "第一章 总则"), ("  ##  **总则**", 2, "总则"),
        ("#　总则", 1, "总则"), ("总则\n====", 1, "总则"), ("总则\n---", 2, "总则"), ("# 1.1 总则 #", 1, "1.1 总则"),
        ("####### 总则", 0, ""), ("#5号线开通", 0, ""), ("    # 总则", 0, ""), ("#", 0, ""),
    ],
)
def test_headings(line: str, level: int, words: str) -> None:
    source = md(line + "\n")
    found = [block for block in source.blocks if block.kind == "heading"][2:]
    assert [block.level for block in found] == ([level] if level else [])
    if level:
        paragraphs = flow(source).paragraphs
        assert [flow(source).text[p.start : p.end] for p in paragraphs if p.level][2:] == [words]


TABLE = """
表1 主要指标

| 类别 | 指标 | 2020年 | **2025年** | 属性 |
|:-----|------|-------:|:---------:|------|
| 经济 | 地区生产总值（亿元） | 400 | 600 | 预期性 |
|  | 常住人口城镇化率（%） | 60 | **65** | 预期性 |
| 生态 | 森林覆盖率（%） | 30 | 31 | 约束性
注：预计数。
"""


def test_tables() -> None:
    source = md(TABLE)
    (block,) = [block for block in source.blocks if block.kind == "table"]
    assert [source.text[c.start : c.end] for c in block.cells if c.row == 1] == ["经济", "地区生产总值（亿元）", "400", "600", "预期性"]
    plan = parse((HEADS + TABLE).encode(), with_text=True)
    found = [(q.indicator, q.value, q.unit, q.year, q.binding, q.text) for q in plan.targets]
    assert found == [
        ("地区生产总值", 600, "亿元", 2025, "预期性", "600"), ("常住人口城镇化率", 65, "%", 2025, "预期性", "65"),
        ("森林覆盖率", 31, "%", 2025, "约束性", "31"),
    ]
    assert plan.source.text == HEADS + TABLE


def test_lines_of_a_table_without_bars_at_the_edges() -> None:
    source = md("指标 | 值\n--- | ---\n人口 | 3\\|4\n")
    (block,) = [block for block in source.blocks if block.kind == "table"]
    assert [source.text[c.start : c.end] for c in block.cells] == ["指标", "值", "人口", "3\\|4"]


def test_levels_make_the_outline_where_there_are_no_labels() -> None:
    plan = parse("# 某县“十四五”规划纲要\n\n## 发展基础\n\n### 成就\n\n粮食增产。\n\n### 形势\n\n任务艰巨。\n\n## 发展目标\n\n稳中求进。\n")
    assert plan.metadata.title == "某县“十四五”规划纲要"
    assert [(n.id, n.kind, n.title) for n in plan.outline] == [("1", "chapter", "发展基础"), ("2", "chapter", "发展目标")]
    assert [n.title for n in plan.outline[0].children if n.kind == "section"] == ["成就", "形势"]


def test_front_matter_of_a_site_generator_is_furniture() -> None:
    source = read_source(f"---\ntitle: 规划\ndate: 2021-03-01\n---\n{HEADS}".encode(), "x")
    assert flow(source).text == "第一章 总则\n第一节 甲"
    assert flow(source).furniture == ((0, 3), (4, 13), (14, 30), (31, 34))


@pytest.mark.parametrize("text", ["# 只有一个井号的行\n坚持创新。", "——创新\n* 带星号的为上年数", "一、总则\n----\n"])
def test_text_with_a_mark_or_two_is_text(text: str) -> None:
    assert read_source(text.encode(), "x.md").format == "txt"


def test_markdown_in_gb18030() -> None:
    source = read_source((HEADS + "坚持**创新**。").encode("gb18030"), "x")
    assert (source.format, source.encoding) == ("md", "gb18030")
