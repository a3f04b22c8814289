"""The page of a plan, without a browser: its marks, tables, chart, safety, and the command that writes it."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from base64 import b64encode
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from conftest import ROOT, SAMPLE, Ran
from plan_extract import SourceError, parse, view
from plan_extract.checks import CHECKS, check_reading
from plan_extract.exporting.labels import coded_values
from plan_extract.flow import Flow, Run
from plan_extract.models import Generator, Metadata, Plan, Quantity, SourceInfo
from plan_extract.page.chart import change, pairs
from plan_extract.page.findings import in_chinese
from plan_extract.page.labels import LEVELS, MEASURES, SEVERITIES, STATUSES, TYPES
from plan_extract.page.marks import Marks, safe
from plan_extract.pipeline import read
from plan_extract.readers import read_source
from plan_extract.rules import load_rules

TEXT = "第一章 发展目标\n到2025年,地区生产总值达到600亿元。加快建设滨江科创谷。\n"
HOSTILE = (
    "第一章 <script>alert(1)</script>目标\n"
    "到2025年,<img src=x onerror=alert(2)>地区生产总值达到600亿元。</script><script>alert(3)</script><!-- 注 --> <![CDATA[x]]>\n"
    '建设"onmouseover="alert(4)滨江科创谷,推进javascript:alert(5)产业园建设。&lt;b&gt; &#x3c;b&#x3e;</style><style>*{display:none}\n'
    '第二章 </title></article></main><iframe src="javascript:alert(6)">\n'
    "绿化覆盖率达到41%以上${alert(7)}$style`'。\u2028\u2029\u202e\x0b\x1b[31m\n"
)


class Page(HTMLParser):
    """What a page consists of: its elements, its texts, its marks."""

    VOID = frozenset({"meta", "link", "input", "br", "img", "rect", "path", "col"})

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.marked: dict[str, str] = {}
        self.text: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append((tag, dict(attrs)))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)
        for row in {attrs["data-row"] for tag, attrs in self.open if tag == "mark" and attrs.get("data-row")}:
            self.marked[row] = self.marked.get(row, "") + data


def bare(text: str) -> str:
    return "".join(text.split())


# --- marks -----------------------------------------------------------------------------------------------------------


def plan_of(text: str, spans: list[tuple[int, int]]) -> Plan:
    rows = tuple(
        Quantity(id=f"t{n:04d}", role="target", indicator="x", value=1, span=(a, b), text=text[a:b], quote="", section="")
        for n, (a, b) in enumerate(spans)
    )
    source = SourceInfo(name="x", format="txt", encoding="utf-8", sha256="", chars=len(text))
    return Plan(generator=Generator(version="0", rules=""), source=source, metadata=Metadata(), targets=rows)


def marked(text: str, *spans: tuple[int, int]) -> str:
    html = Marks(Flow(text, text, (), (Run(0, 0, len(text)),)), plan_of(text, list(spans)), ()).html(0, len(text))
    return regex.sub(r'<mark class="target"( id="\w+")? data-row="t000(\d)">', lambda m: f"[{m[2]}{'' if m[1] else '…'} ",
                     html).replace("</mark>", "]")


@pytest.mark.parametrize(
    "spans, html",
    [
        ([], "一二三四五"),
        ([(0, 5)], "[0 一二三四五]"),
        ([(1, 2), (3, 4)], "一[0 二]三[1 四]五"),
        ([(1, 3), (3, 5)], "一[0 二三][1 四五]"),
        ([(0, 5), (1, 3)], "[0 一[1 二三]四五]"),  # one in the other
        ([(1, 3), (1, 3)], "一[0 [1 二三]]四五"),  # the same place twice
        ([(1, 3), (1, 5)], "一[1 [0 二三]四五]"),  # the longer one is outside
        ([(0, 3), (2, 5)], "[0 一二[1 三]][1… 四五]"),  # one across the other's end
        ([(0, 2), (1, 4), (3, 5)], "[0 一[1 二]][1… 三[2 四]][2… 五]"),
        ([(0, 4), (1, 5), (2, 3)], "[0 一[1 二[2 三]四]][1… 五]"),
    ],
)
def test_marks_nest_and_are_cut_where_they_cross(spans: list[tuple[int, int]], html: str) -> None:
    assert marked("一二三四五", *spans) == html


SPAN = st.tuples(st.integers(0, 30), st.integers(1, 12)).map(lambda s: (s[0], s[0] + s[1]))


@given(st.text(alphabet="一二<>&\"'三\n", min_size=45, max_size=45), st.lists(SPAN, max_size=12), st.integers(0, 40))
def test_marks_hold_their_texts_and_the_text_stays(text: str, spans: list[tuple[int, int]], cut: int) -> None:
    marks = Marks(Flow(text, text, (), (Run(0, 0, 45),)), plan_of(text, spans), ())
    page = Page(marks.html(0, cut) + marks.html(cut, 45))  # as in two paragraphs
    assert "".join(page.text) == text
    assert page.marked == {f"t{n:04d}": text[a:b] for n, (a, b) in enumerate(spans)}
    ids = [attrs["id"] for _, attrs in page.elements if "id" in attrs]
    assert sorted(ids) == [f"t{n:04d}" for n in range(len(spans))]


def test_marks_stand_where_the_text_was_joined() -> None:
    source = "建设滨江\n    科创谷,"
    flow = Flow("建设滨江科创谷,", "建设滨江科创谷,", (), (Run(0, 0, 4), Run(4, 9, 4)))
    assert Marks(flow, plan_of(source, [(2, 12)]), ()).html(0, 8) == (
        '建设<mark class="target" id="t0000" data-row="t0000">滨江科创谷</mark>,')
    assert Marks(flow, plan_of(source, [(5, 8)]), ()).anchors == frozenset()  # nothing is left of it
    assert Marks(Flow("", "", (), ()), plan_of("", []), ()).html(0, 0) == ""


PLANS = [SAMPLE, *sorted((ROOT / "tests" / "made").glob("*.txt"))]


@pytest.mark.parametrize("path", PLANS, ids=lambda p: p.stem)
def test_every_row_is_marked_with_its_text(path: Path) -> None:
    reading = read(read_source(path.read_bytes(), path.name), load_rules())
    findings = check_reading(reading, CHECKS, path.name)[1]
    page = Page(view(path))
    found = {row: bare(text) for row, text in page.marked.items()}
    rows = {q.id: q.text for q in (*reading.plan.targets, *reading.plan.achievements)}
    rows |= {p.id: "".join(m.text for m in p.mentions) for p in reading.plan.projects}
    rows |= {f"f{n:04d}": f.text for n, f in enumerate(findings, 1)}
    assert found == {row: bare(text) for row, text in rows.items()}
    ids = [attrs["id"] for _, attrs in page.elements if attrs.get("id")]
    assert len(ids) == len(set(ids))
    assert {f"row-{row}" for row in rows} <= set(ids)
    targets = {attrs["href"] for tag, attrs in page.elements if tag == "a"}
    assert {href for href in targets if href not in {f"#{name}" for name in ids}} == set()
    assert not page.open


def test_the_whole_text_is_on_the_page() -> None:
    shown = bare("".join(Page(view(SAMPLE)).text))
    for line in SAMPLE.read_text(encoding="utf-8-sig").splitlines():
        assert bare(line) in shown


# --- what it says ----------------------------------------------------------------------------------------------------


def test_known_things_are_said_in_chinese() -> None:
    shown = "".join(Page(view(SAMPLE)).text)
    for words in ("县级", "2021–2025", "47,587字", "年均增长", "在建", "园区片区", "引号 “ 连续出现两次", "文中没有这个附件"):
        assert words in shown


def test_pages_and_spreadsheets_use_the_same_words() -> None:
    words = {"measure": MEASURES, "type": TYPES, "status": STATUSES, "severity": SEVERITIES, "region_level": LEVELS}
    for name, code, chinese, _ in coded_values():
        if name in words:
            assert words[name][code] == chinese


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.code)
def test_every_check_speaks_chinese(check) -> None:
    reading = read(read_source(check.finds().encode(), "x.txt"), load_rules())
    found = check_reading(reading, [check], "x.txt")[1]
    assert found
    for finding in found:
        said = in_chinese(finding)
        assert not regex.search(r"[a-z]{2}", said), said
        assert regex.search(r"\p{Han}", said)


def test_a_check_that_says_something_new_is_shown_as_it_is() -> None:
    finding = check_reading(read(read_source("(一".encode(), "x"), load_rules()), CHECKS, "x")[1][0]
    assert in_chinese(finding.model_copy(update={"message": "new words"})) == "new words"


@pytest.mark.parametrize(
    "text, achieved, target, said",
    [
        ("2020年地区生产总值达到400亿元。到2025年地区生产总值达到600亿元。", "400亿元", "600亿元", "+50.0%"),
        ("2020年森林覆盖率达到45%。到2025年,森林覆盖率达到46.5%。", "45%", "46.5%", "+1.5个百分点"),
        ("2020年城镇登记失业率控制在4.5%。到2025年,城镇登记失业率控制在4%以内。", "4.5%", "4%", "-0.5个百分点"),
        ("2020年进出口总额达到9000万元。到2025年,进出口总额达到0.9亿元。", "9000万元", "0.9亿元", "持平"),
        ("2018年地区生产总值达到300亿元,2020年达到400亿元。到2025年地区生产总值达到600亿元。", "400亿元", "600亿元", "+50.0%"),
    ],
)
def test_the_chart_sets_targets_against_achievements(text: str, achieved: str, target: str, said: str) -> None:
    pair, = pairs(parse(f"第一章 发展目标\n{text}\n"))
    assert (pair.achieved.text, pair.target.text, change(pair)) == (achieved, target, said)


@pytest.mark.parametrize(
    "text",
    [
        "到2025年,地区生产总值达到600亿元。",
        "2020年地区生产总值达到400亿元。到2025年,地区生产总值年均增长6%。",  # of another measure
        "2020年人均可支配收入达到4万元。到2025年,公路里程达到600公里。",
    ],
)
def test_what_cannot_be_compared_is_not(text: str) -> None:
    assert pairs(parse(f"第一章 发展目标\n{text}\n")) == []
    assert "没有既有成效又有目标的指标" in view(f"第一章 发展目标\n{text}\n")


@pytest.mark.parametrize("text", ["", "\n", "x", "第一章", "一" * 5000, "\t\t\n\t", "——一\n——二\n", "1、\n2、\n"])
def test_odd_texts_make_pages(text: str) -> None:
    page = Page(view(text))
    assert not page.open
    assert bare(text) in bare("".join(page.text))


def test_what_is_not_there_is_said() -> None:
    html = view("第一章 目标\n到2025年,绿化覆盖率达到41%。\n")
    assert '<table class="rows" id="targets">' in html
    for words in ("没有成效。", "没有项目。", "没有问题。"):
        assert words in html


def test_tables_keep_their_cells() -> None:
    html = view(ROOT / "tests" / "made" / "haizhou.txt")
    plain = regex.sub(r"</?mark[^>]*>", "", html)
    assert "<td>36.5</td>" in plain
    # One with a cell a line is put together again.
    assert "<tr><td>1</td><td>地区生产总值增速（%）</td><td>6.3</td><td>5.5左右</td><td>预期性</td></tr>" in plain
    assert '<td colspan="5">注：' in plain
    assert '<div class="lines"><div>类别 序号 指标名称' in view(ROOT / "tests" / "made" / "yunxi.txt")
    assert '<th scope="col" class="binding" data-filter>' in html


# --- nothing runs ----------------------------------------------------------------------------------------------------


def test_what_a_plan_says_is_never_markup() -> None:
    plain, hostile = Page(view(TEXT, name="a.txt")), Page(view(HOSTILE, name='<script>alert(8)</script>".txt'))
    known = {tag for tag, _ in plain.elements} | {"h3", "b", "i"}
    assert {tag for tag, _ in hostile.elements} <= known
    for name in ("script", "style", "title", "main", "article"):
        assert sum(tag == name for tag, _ in hostile.elements) == sum(tag == name for tag, _ in plain.elements)
    for _, attrs in hostile.elements:
        assert not any(key.startswith("on") or key in {"style", "src"} for key in attrs)
        assert (attrs.get("href") or "#")[0] == "#" or attrs.get("rel") == "icon"
    shown = "".join(hostile.text)
    for words in ("<script>alert(1)</script>", "javascript:alert(5)", "<script>alert(8)</script>", "</style><style>"):
        assert words in shown
    assert not regex.search("[\x00-\x08\x0b-\x1f\x7f-\x9f]", shown)


@given(st.text(alphabet=st.characters(exclude_characters="\r\n\t")))
def test_text_comes_back_from_html(text: str) -> None:
    page = Page(f'<p title="{safe(text)}">{safe(text)}</p>')
    printable = regex.sub(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]", "", text)
    assert [len(page.elements), page.elements[0][0]] == [1, "p"]
    assert regex.sub("[\u2400-\u2421\ufffd]", "", "".join(page.text)) == regex.sub("[\u2400-\u2421\ufffd]", "", printable)


def test_the_policy_names_what_may_run() -> None:
    html = view(TEXT)
    policy = dict(Page(html).elements[3][1])["content"] or ""
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    pieces = regex.findall(r"<(script|style)>(.*?)</\1>", html, regex.DOTALL)
    assert [tag for tag, _ in pieces] == ["style", "script", "script"]
    for _, code in pieces:
        assert f"'sha256-{b64encode(hashlib.sha256(code.encode()).digest()).decode()}'" in policy


def test_scripts_make_no_html_of_text() -> None:
    paths = list((ROOT / "src" / "plan_extract" / "page").rglob("*.js"))
    assert len(paths) > 5
    for path in paths:
        code = path.read_text(encoding="utf-8")
        assert not regex.search(r"innerHTML\s*=|outerHTML|insertAdjacent|document\.write|eval\(|Function\(|DOMParser", code)
        assert "://" not in code


# --- the command -----------------------------------------------------------------------------------------------------


def test_the_command_writes_what_the_function_gives(run: Callable[..., Ran], tmp_path: Path) -> None:
    page = tmp_path / "x.html"
    assert run("view", SAMPLE, "-o", page) == Ran(0, "", "")
    assert page.read_bytes() == view(SAMPLE).encode()
    assert run("view", SAMPLE).out == view(SAMPLE)


@pytest.mark.parametrize("arguments", [["view"], ["view", "-"], ["view", "-", "-o", "-"]])
def test_standard_input(run: Callable[..., Ran], arguments: list[str]) -> None:
    code, out, err = run(*arguments, stdin=TEXT.encode("gb18030"))
    assert (code, err) == (0, "")
    assert out == view(TEXT.encode("gb18030"), name="<stdin>")


def test_the_same_plan_gives_the_same_bytes() -> None:
    pages = {
        subprocess.run([sys.executable, "-m", "plan_extract", "view", SAMPLE], check=True, capture_output=True,
                       env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone}, cwd=folder).stdout
        for seed, zone, folder in (("1", "UTC", ROOT), ("2", "Asia/Shanghai", ROOT.parent))
    }
    assert len(pages) == 1
    assert str(ROOT).encode() not in pages.pop()


@pytest.mark.parametrize(
    "data, said",
    [
        (b"\xff\xff\xff", "x.txt:1: is neither UTF-8 nor GB18030"),
        (b"schema_version: '1.0'\n", "x.txt:1: is an output already"),
        (b'---\nschema_version: "1.0"\n', "x.txt:1: is an output already"),
        (b'{"schema_version": "1.0"}', "x.txt:1: is an output already"),
    ],
)
def test_what_is_no_plan(run: Callable[..., Ran], tmp_path: Path, data: bytes, said: str) -> None:
    (tmp_path / "x.txt").write_bytes(data)
    page = tmp_path / "x.html"
    code, out, err = run("view", tmp_path / "x.txt", "-o", page)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert said in err
    assert not page.exists()


def test_places_that_cannot_be_written_or_read(run: Callable[..., Ran], tmp_path: Path) -> None:
    plan = tmp_path / "x.txt"
    plan.write_text(TEXT, encoding="utf-8")
    for arguments in ((tmp_path / "none.txt",), (plan, "-o", plan), (plan, "-o", tmp_path), (plan, "-o", tmp_path / "a" / "b"),
                      (plan, "--rules", tmp_path / "none"), (plan, "--encoding", "none")):
        code, out, err = run("view", *arguments)
        assert (code, out, err.count("\n")) == (2, "", 1)
    assert plan.read_text(encoding="utf-8") == TEXT


def test_the_function_takes_what_parse_takes() -> None:
    assert view(TEXT, name="x") == view(TEXT.encode(), name="x")
    with pytest.raises(SourceError):
        view(b"\xff\xff\xff")


def test_pictures_of_the_pages_are_there_and_small() -> None:
    pictures = sorted((ROOT / "docs" / "images").glob("*.png"))
    assert {"view-desktop", "view-phone", "view-dark", "diff-desktop"} <= {path.stem for path in pictures}
    for path in pictures:
        assert path.read_bytes().startswith(b"\x89PNG")
        assert path.stat().st_size < 400_000
