"""What counts as a heading, and where it stands."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plan_extract.layout import lay_out
from plan_extract.outline import Node, Outline, build_outline
from plan_extract.rules import load_rules
from plan_extract.source import Source

CASES = Path(__file__).with_name("outline_cases.txt")
RULES = load_rules()


def outline_of(text: str) -> Outline:
    source = Source("case", "txt", "utf-8", "", text)
    return build_outline(lay_out(source, RULES), RULES)


def written(nodes: list[Node], depth: int = 0) -> list[str]:
    """Headings as the cases write them."""
    lines = []
    for node in nodes:
        if node.kind not in {"paragraph", "table"}:
            lines.append(f"{'  ' * depth}{node.kind} {node.label or '-'} {node.title or '-'}")
            lines += written(node.children, depth + 1)
    return lines


def cases() -> list[object]:
    found = []
    for block in CASES.read_text(encoding="utf-8").split("\n=== ")[1:]:
        name, _, rest = block.partition("\n")
        text, _, expected = rest.partition("\n---\n")
        found.append(pytest.param(text + "\n", expected.rstrip().split("\n"), id=name))
    return found


@pytest.mark.parametrize(("text", "expected"), cases())
def test_headings(text: str, expected: list[str]) -> None:
    assert written(outline_of(text).roots) == expected


@pytest.mark.parametrize(("text", "message"), [
    ("一、甲\n内容。\n二、乙\n内容。\n四、丁\n内容。", "四 follows number 2: 1 missing"),
    ("第一章 甲\n内容。\n第三章 丙\n内容。", "第三章 follows number 1: 1 missing"),
    ("一、甲\n（一）子\n内容。\n（三）丑\n内容。", "（三） follows number 1: 1 missing"),
])
def test_a_gap_is_remarked(text: str, message: str) -> None:
    assert [(remark.code, remark.message) for remark in outline_of(text).remarks] == [("W101", message)]


def test_contents_and_body_are_compared() -> None:
    contents = "目　录\n第一章 甲甲……1\n第二章 乙乙……3\n第三章 丙丙……5\n"
    preamble = "未来五年是全区开启现代化建设新征程的关键时期，编制好规划意义重大。\n"
    body = "第一章 甲甲\n内容在此。\n第二章 乙乙\n内容在此。\n第三章 丁丁\n内容在此。\n"
    remarks = outline_of(contents + preamble + body).remarks
    assert [(r.code, r.message) for r in remarks] == [("W102", "the contents list names 第三章 丙丙, the body does not")]


def test_ids_and_spans() -> None:
    text = "第一章 甲\n开头的话。\n第一节 乙\n1.丙丙。一些内容在这里。\n第二节 丁\n正文。"
    outline = outline_of(text)
    ids = [(node.id, node.kind) for node in outline.walk()]
    assert ids == [
        ("1", "chapter"), ("1.p1", "paragraph"), ("1.p2", "paragraph"),
        ("1.1", "section"), ("1.1.p1", "paragraph"), ("1.1.1", "item"), ("1.1.1.p1", "paragraph"),
        ("1.2", "section"), ("1.2.p1", "paragraph"), ("1.2.p2", "paragraph"),
    ]
    chapter = outline.roots[0]
    assert chapter.end == outline.roots[0].children[-1].children[-1].end
    heading, lead, body = chapter.children[0], chapter.children[1], chapter.children[2].children[1].children[0]
    assert heading.is_heading
    assert not lead.is_heading
    assert not body.is_heading


LINES = st.sampled_from("""
第一章 总则|第二章发展|第一节 目标|一、总体要求|二、任务|（一）原则。|（二）目标|1.加强管理。建立制度。|2、优化|(1)甲。|①乙
1.1 背景|1.2 范围|——综合实力增强。全区发展。|专栏1 指标|专栏2|附件1|重点举措：|正文一段，没有编号。|3.5亿元|、缺号|# 标题
## 第三章 另一章|结语|01 工程|10、其他|2035年远景目标|一 空格
""".strip().replace("\n", "|").split("|"))


def leaves(outline: Outline) -> list[Node]:
    return [node for node in outline.walk() if node.kind in {"paragraph", "table"}]


def holds(text: str) -> None:
    source = Source("case", "txt", "utf-8", "", text)
    flow = lay_out(source, RULES)
    outline = build_outline(flow, RULES)
    found = leaves(outline)
    covered = "".join(flow.text[node.start : node.end] for node in found).replace(" ", "").replace("\n", "")
    assert covered == "".join(flow.text[p.start : p.end] for p in flow.body()).replace(" ", "").replace("\n", "")
    assert all(before.end <= after.start for before, after in pairwise(found))
    spans = sorted([*(flow.span(n.start, n.end) for n in found), *(f.span for f in flow.front), *flow.furniture])
    at = 0
    for start, end in [*spans, (len(text), len(text))]:
        assert not text[at:start].strip(), "only blanks stand between leaves, front matter and furniture"
        at = max(at, end)
    ids = [node.id for node in outline.walk()]
    assert len(set(ids)) == len(ids)
    for node in outline.walk():
        assert node.start < node.end
        assert all(node.start <= child.start and child.end <= node.end for child in node.children)


@given(st.lists(LINES, max_size=40))
@settings(deadline=None, max_examples=200)
def test_every_paragraph_is_a_leaf(lines: list[str]) -> None:
    holds("\n".join(lines))


@given(st.text(alphabet="第一二三章节、（）().。：:1234 \n——专栏附件#①甲乙丙重点举措", max_size=300))
@settings(deadline=None, max_examples=200)
def test_any_text_has_an_outline(text: str) -> None:
    holds(text)


def test_nesting_is_bounded() -> None:
    text = "\n".join(f"{n}、甲\n(1)乙\n①丙\n专栏{n} 丁\n1）戊" for n in range(1, 200))
    depths = [len(node.id.split(".")) for node in outline_of(text).walk()]
    assert max(depths) < 20
