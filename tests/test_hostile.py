"""Any text at all: it is parsed or refused in one line, in time that grows as the text does, with spans that hold."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from time import perf_counter, process_time

import pytest
import regex
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import Ran
from plan_extract import Plan, SourceError, dump, parse, parse_document
from plan_extract.layout import lay_out
from plan_extract.models import OutlineNode
from plan_extract.readers import read_source
from plan_extract.rules import load_rules, read_rules
from plan_extract.rules.entries.base import Rule
from plan_extract.rules.entries.pace import runs_away


def nodes(outline: tuple[OutlineNode, ...]) -> Iterator[OutlineNode]:
    for node in outline:
        yield node
        yield from nodes(node.children)


def holds(plan: Plan, text: str) -> None:
    """Everything that an output promises of its spans and ids, whatever the text."""
    found = list(nodes(plan.outline))
    ids = [node.id for node in found]
    assert len(set(ids)) == len(ids)
    rows = [*plan.targets, *plan.achievements, *(m for p in plan.projects for m in p.mentions)]
    for row in rows:
        a, b = row.span
        assert 0 <= a < b <= len(text)
        assert row.text == text[a:b]
        assert row.section in ids
    for node in found:
        assert 0 <= node.span[0] < node.span[1] <= len(text)
        for before, after in pairwise(node.children):
            assert before.span[1] <= after.span[0]
        if node.children:
            assert node.span[0] <= node.children[0].span[0]
            assert node.children[-1].span[1] <= node.span[1]
    for piece in (*plan.front_matter, *plan.diagnostics):
        assert 0 <= piece.span[0] <= piece.span[1] <= len(text)


def lost(plan: Plan, text: str) -> str:
    """The characters that neither a leaf of the outline, nor front matter, nor page furniture covers, without blanks."""
    flow = lay_out(read_source(f"\ufeff{text}".encode(), "x", "utf-8"), load_rules())
    covered = [node.span for node in nodes(plan.outline) if not node.children]
    covered += [piece.span for piece in plan.front_matter]
    covered += flow.furniture
    left, at = "", 0
    for a, b in sorted(covered):
        left += text[at:a]
        at = max(at, b)
    return "".join(c for c in left + text[at:] if not c.isspace() and c.isprintable())


# What plans are made of, put together in every wrong way.
PIECES = st.sampled_from([
    "第一章", "第二节", "第十二篇", "一、", "（一）", "(二)", "1、", "1.", "1．", "2.3.1", "（3）", "①", "——", "专栏1", "附件2",
    "发展目标:", "目录", "\n", "\r\n", "\n\n", "　　", " ", "\t", "\xa0", "\x0c", "........12", "…………3", "- 4 -", "关于", "《", "》",
    "“", "”", "(", "）", "。", ",", "，", "、", ";", "：", "到2025年", "“十四五”", "期间", "年均增长", "达到", "600亿元", "6.5%左右",
    "１２．５％", "5%-6%", "三百五十万亿元", "百分之六十", "翻一番", "两个百分点", "4.2‰", "16.5/10万", "2 0 2 5年", "5、6、7号线",
    "地区生产总值", "推进", "建设", "东湖广场", "“银河”", "项目", "等", "区", "约", "以上", "不超过", "0", "9" * 30, "1" * 400, "万" * 9,
    "千", "点", "/", "|", "约束性", "预期性", "指标", "单位", "2020年", "〔", "〕", "%", "[4-5]", "(cid:12)", "x", "̈", "𠮷", "😀",
    "\u202e", "\x85", "\u2028", "\ufeff", "\x1b[31m",
])
plan_like = st.lists(PIECES, max_size=60).map("".join)
any_text = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=200)


@given(plan_like | any_text)
@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
def test_whatever_is_written_is_parsed_and_its_spans_hold(text: str) -> None:
    try:
        plan = parse(text)
    except SourceError as error:
        assert "\n" not in str(error)  # noqa: PT017
        return
    assert dump(parse(text)) == dump(plan)
    # What is written without pydantic is what pydantic makes of it.
    assert parse_document(text, with_text=True) == parse(text, with_text=True).model_dump(mode="json")
    text = text.removeprefix("\ufeff")
    holds(plan, text)
    assert lost(plan, text) == ""


@given(st.binary(max_size=300) | st.text(max_size=100).map(lambda t: t.encode("gb18030", "replace")))
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_parsed_or_refused_in_one_line(data: bytes) -> None:
    try:
        plan = parse(data)
    except SourceError as error:
        assert "\n" not in str(error)  # noqa: PT017
        return
    assert plan.source.chars <= len(data)


@pytest.mark.parametrize("text", ["", " ", "\n", "一", "1", "。", "%", "—", "第", "\ufeff", "\u3000", "万亿", "第一章", "1."])
def test_next_to_nothing(text: str) -> None:
    plan = parse(text)
    holds(plan, text.removeprefix("\ufeff"))
    assert not (plan.targets or plan.achievements or plan.projects)


def noise(size: int) -> str:
    return random.Random(7).randbytes(size).decode("latin-1").replace("\0", "")  # noqa: S311


# Each grows with its size in characters.
GROWING: dict[str, Callable[[int], str]] = {
    "dashes": lambda n: "-" * n,
    "long dashes": lambda n: "—" * n,
    "line feeds": lambda n: "\n" * n,
    "lines of one character": lambda n: "一\n" * (n // 2),
    "blanks": lambda n: " " * n + "x",
    "full-width blanks": lambda n: "\u3000" * n + "。",
    "digits": lambda n: "1" * n,
    "digits with blanks": lambda n: "1 " * (n // 2),
    "digits with points": lambda n: "1." * (n // 2),
    "digits with commas": lambda n: "1," * (n // 2),
    "digits with line ends": lambda n: "1\n" * (n // 2),
    "Chinese digits": lambda n: "一" * n,
    "magnitudes": lambda n: "万亿" * (n // 2),
    "opening brackets": lambda n: "（" * n,
    "closing brackets": lambda n: "）" * n,
    "quotation marks": lambda n: "“" * n,
    "title marks": lambda n: "《" * (n // 2) + "》" * (n // 2),
    "labels": lambda n: "一、" * (n // 2),
    "labels on lines": lambda n: "".join(f"{k}、\n" for k in range(n // 6)),
    "chapters": lambda n: "第一章 总则\n" * (n // 7),
    "sections deep and deeper": lambda n: "第一章\n第一节\n一、\n（一）\n1.\n（1）\n①\n——\n" * (n // 32),
    "headings without end": lambda n: "第" * n,
    "commas": lambda n: "," * n,
    "enumeration": lambda n: "甲、" * (n // 2),
    "numbers without verbs": lambda n: "600亿元" * (n // 5),
    "numbers in a list": lambda n: "推进5" + "、6" * (n // 2) + "号线",
    "percentages": lambda n: "达到5%," * (n // 5),
    "years": lambda n: "到2025年" * (n // 6),
    "actions": lambda n: "推进建设打造" * (n // 6),
    "quoted names": lambda n: "推进“银河”项目、" * (n // 9),
    "one sentence": lambda n: "到2025年地区生产总值年均增长百分之六达到600亿元以上其中" * (n // 30),
    "a table of cells": lambda n: "专栏1 主要指标\n指标\n单位\n2020年\n2025年\n" + "某率\n%\n5\n6\n" * (n // 10),
    "dot leaders": lambda n: "目录\n" + "第一章 总则........1\n" * (n // 17),
    "one long leader": lambda n: "第一章" + "." * n + "1",
    "words": lambda n: "高质量发展" * (n // 5),
    "noise": noise,
}


MANY_ROWS = {"numbers without verbs", "percentages", "one sentence"}


@pytest.mark.parametrize("kind", GROWING)
def test_time_grows_as_the_text_does(kind: str) -> None:
    make = GROWING[kind]

    def seconds(text: str) -> float:
        started = process_time()
        parse(text)
        return process_time() - started

    parse(make(100))
    small = 9_000 if kind in MANY_ROWS else 3_000  # where thousands of rows stand in one sentence
    large = 4 * small
    ratio = 9e9
    for _ in range(3):  # a busy machine gets another chance; a quadratic step takes sixteen times as long each time
        once = min(seconds(make(small)) for _ in range(2))
        ratio = min(ratio, seconds(make(large)) / (once + 0.002))
        if ratio < 6:
            break
    assert ratio < 8, f"four times the text took {ratio:.1f} times as long"
    text = make(2_000)
    holds(parse(text), text)


@pytest.mark.parametrize("kind", ["dashes", "line feeds", "digits", "opening brackets", "magnitudes"])
def test_a_million_characters_take_seconds(kind: str) -> None:
    started = perf_counter()
    parse(GROWING[kind](1_000_000))
    assert perf_counter() - started < 30  # about one on a quiet machine


def test_a_line_of_ten_megabytes() -> None:
    text = "加快推进现代化建设，提高人民生活水平，" * 180_000
    assert len(text.encode()) > 10_000_000
    started = perf_counter()
    assert parse(text).source.chars == len(text)
    assert perf_counter() - started < 60


PATTERNS = [(f"{stem}.{key}", rule) for stem, rules in read_rules().items() for key, rule in rules.items()
            if rule.pattern is not None]


@pytest.mark.parametrize("rule", [rule for _, rule in PATTERNS], ids=[name for name, _ in PATTERNS])
def test_no_pattern_runs_away(rule: Rule) -> None:
    assert runs_away(rule, 6_000, 0.4) is None


@pytest.mark.parametrize("pattern", [
    "(?:东+)+湖", "(?:东|东东)+湖", "(?:东*东*)*湖", "(?:东{1,30}){1,30}湖",
])
def test_a_pattern_that_runs_away_is_found_out(pattern: str) -> None:
    assert runs_away(Rule(pattern=pattern, examples=("东湖",))) is not None


@pytest.mark.parametrize("command", [["parse"], ["parse", "-f", "ndjson"], ["check"], ["diff", "other.txt"]])
def test_nothing_that_commands_a_terminal_is_printed(
    command: list[str], run: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    bad = "第一章 \x1b[2J目标\n到2025年，森林\x1b[31m覆盖率达到45%\u202e。推进东湖\x1b]0;x\x07广场建设（。\n"
    Path("plan.txt").write_text(bad, encoding="utf-8")
    Path("other.txt").write_text(bad.replace("45", "46") + "第三章 \x9b1m保障\n", encoding="utf-8")
    said = run(*command, "plan.txt")
    assert not regex.search("[\x1b\x07\x9b\u202e]", said.out + said.err)
