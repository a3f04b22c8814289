"""Web pages: what is read of them, in which order, as what; and that nothing of the site around a plan becomes data."""

from __future__ import annotations

import codecs
from pathlib import Path
from time import process_time

import pytest

from plan_extract import SourceError, parse
from plan_extract.readers import read_source
from plan_extract.source import Source

PROSE = "坚持稳中求进工作总基调，加快建设现代化产业体系，统筹发展和安全，确保各项任务落到实处。" * 9
REAL = Path(__file__).parents[2] / "shared" / "eval" / "plain" / "special-13-informatization.html"


def page(body: str, head: str = "<meta charset=utf-8>") -> Source:
    return read_source(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode(), "x.html")


def blocks(source: Source) -> list[tuple[str, str]]:
    return [(block.kind.value, source.text[block.start : block.end]) for block in source.blocks]


TEXT = "到2025年，㙍塘镇𠮷林村粮食产量达到3万吨"


@pytest.mark.parametrize(
    "declared, data, encoding, named",
    [
        ("<meta charset=gb2312>", TEXT.encode("gb18030"), None, "gb18030"),
        ("<meta http-equiv=Content-Type content='text/html; charset=GBK'>", TEXT.encode("gb18030"), None, "gb18030"),
        ("", TEXT.encode("gb18030"), None, "gb18030"),
        ("<meta charset=utf-8>", TEXT.encode("gb18030"), None, "gb18030"),  # the server's template said so
        ("<meta charset=gb2312>", TEXT.encode(), None, "utf-8"),
        ("<meta charset='UTF-8'/>", TEXT.encode(), None, "utf-8"),
        ("<meta charset=no-such>", TEXT.encode(), None, "utf-8"),
        ("<meta charset=utf-16>", TEXT.encode(), None, "utf-8"),  # it could not have been read so far
        ("", TEXT.encode("gb18030"), "gb18030", "gb18030"),
        ("<meta charset=big5>", "二零二五年".encode("big5"), None, "big5"),
        ("<meta charset=gb2312>", TEXT.encode("gb18030") + b"\x81", None, "gb18030"),  # cut within a character
    ],
)
def test_the_encoding_is_the_one_that_is_meant(declared: str, data: bytes, encoding: str | None, named: str) -> None:
    whole = f"<html><head>{declared}</head><body><p>".encode() + data + b"</p></body></html>"
    source = read_source(whole, "x", encoding)
    assert source.encoding == named
    assert source.text.strip().rstrip("\ufffd") == ("二零二五年" if named == "big5" else TEXT)


def test_byte_order_marks() -> None:
    for data, named in ((codecs.BOM_UTF8 + f"<html>{TEXT}".encode(), "utf-8"), (f"<html>{TEXT}".encode("utf-16"), "utf-16")):
        source = read_source(data, "x")
        assert (source.encoding, source.text.strip()) == (named, TEXT)


@pytest.mark.parametrize(
    "body, expected",
    [
        # Inline elements and blanks.
        ("<p>到<b>2025</b><span>年</span>，<font>达到</font>\n600<i>亿元</i></p>", [("paragraph", "到2025年，达到 600亿元")]),
        ("<p>建设\n\t现代化\r\n  产业体系</p>", [("paragraph", "建设现代化产业体系")]),
        ("<p>GDP of\n2025   is</p>", [("paragraph", "GDP of 2025 is")]),
        ("<p>\n　　坚持创新\n</p>", [("paragraph", "　　坚持创新")]),
        ("<p>&nbsp;&nbsp;坚持&ldquo;创新&rdquo;&emsp;驱动&#12288;&#x26;&nbsp</p>", [("paragraph", "\xa0\xa0坚持“创新”\u2003驱动　&\xa0")]),
        ("<p>一</p><p> </p><p>&nbsp;</p><p></p><p>二</p>", [("paragraph", "一"), ("paragraph", "二")]),
        ("<p>一<p>二<p>三", [("paragraph", "一"), ("paragraph", "二"), ("paragraph", "三")]),
        ("文字<div>一<div>二</div>三</div>四", [("paragraph", t) for t in ("文字", "一", "二", "三", "四")]),
        ("<p>H<sub>2</sub>O，100km<sup>2</sup></p>", [("paragraph", "H2O，100km2")]),
        ("<ruby>规划<rp>(</rp><rt>gui hua</rt><rp>)</rp></ruby>", [("paragraph", "规划")]),
        # Lines.
        ("<p>一、总体要求<br>坚持创新。<br/>　　坚持协调。</p>", [("lines", "一、总体要求\n坚持创新。\n　　坚持协调。")]),
        ("<p>一<br></p><p><br>二</p>", [("paragraph", "一"), ("paragraph", "二")]),
        ("<pre>一\n  二\r\n三</pre>", [("lines", "一\n  二\n三")]),
        ("<h2>第一章<br>总体要求</h2>", [("heading", "第一章 总体要求")]),
        ("<h3><span>发展</span>目标</h3><p>一</p>", [("heading", "发展目标"), ("paragraph", "一")]),
        # What is not seen.
        ("<p>一<script>var a='<p>二</p>';</script><style>p{}</style>三</p>", [("paragraph", "一三")]),
        ("<p>一</p><p style='DISPLAY: none'>二</p><p hidden>三</p><p style='visibility:hidden'>四</p>", [("paragraph", "一")]),
        ("<p>一<!-- 二 --></p><template><p>三</p></template><noscript>四</noscript>", [("paragraph", "一")]),
        ("<select><option>二</option></select><textarea>三</textarea><button>四</button><p>一</p>", [("paragraph", "一")]),
        # Lists.
        ("<ul><li>一<li>二</ul>", [("paragraph", "一"), ("paragraph", "二")]),
        ("<ol><li>水利</li><li>交通</li></ol>", [("paragraph", "1. 水利"), ("paragraph", "2. 交通")]),
        ("<ol start=3 type=I><li>水利<li value=9>交通</ol>", [("paragraph", "III. 水利"), ("paragraph", "IX. 交通")]),
        ("<ol style='list-style:none'><li>一、水利</ol>", [("paragraph", "一、水利")]),
        ("<ol style='list-style-type: cjk-ideographic'><li>水利</ol>", [("paragraph", "一、水利")]),
        ("<ol><li><p>水利</p><p>其中</p><li><b>交通</b></ol>", [("paragraph", "1. 水利"), ("paragraph", "其中"), ("paragraph", "2. 交通")]),
        ("<ol><li>一、水利<li>（二）交通<li>第三节 能源<li>4.通信</ol>", [("paragraph", t) for t in ("一、水利", "（二）交通", "第三节 能源", "4.通信")]),
        ("<ol><li value=1><h1>总则</h1></ol>", [("heading", "总则")]),  # as LibreOffice saves numbered headings
        # The site's own.
        ("<nav>首页</nav><p>一</p><footer>版权所有</footer>", [("navigation", "首页"), ("paragraph", "一"), ("navigation", "版权所有")]),
        ("<div class='crumbNav'>政务公开</div><p>一</p>", [("navigation", "政务公开"), ("paragraph", "一")]),
        ("<header><h1>某区规划纲要</h1></header><p>一</p>", [("heading", "某区规划纲要"), ("paragraph", "一")]),
        ("<p><a href='/a'>上一篇：某某通知</a></p><p>一<a href='/b'>二</a>三四五</p>", [("navigation", "上一篇：某某通知"), ("paragraph", "一二三四五")]),
        ("<p><a href='#c1'>第一章 总则</a></p><p><a name=c1>第一章 总则</a></p>", [("paragraph", "第一章 总则"), ("paragraph", "第一章 总则")]),
        # Notes.
        ("<p>低碳发展<sup>[1]</sup>和循环<sup><a href='#n'>2</a></sup>。</p>", [("paragraph", "低碳发展和循环。")]),
        # What Word saves.
        ("<p class=MsoNormal><![if !supportLists]><span style='mso-list:Ignore'>一、<span>&nbsp;</span></span><![endif]>总则<o:p></o:p></p>",
         [("paragraph", "一、\xa0总则")]),
        ("<p>一</p><div style='mso-element:footnote-list'><hr><div style='mso-element:footnote'><p>注释</p></div></div>",
         [("paragraph", "一"), ("note", "注释")]),
        ("<p><span style='mso-hide:all'>二</span>一</p>", [("paragraph", "一")]),
    ],
)
def test_what_is_shown_is_read(body: str, expected: list[tuple[str, str]]) -> None:
    source = page(body)
    assert blocks(source) == expected
    assert source.format == "html"


def test_each_block_knows_its_element() -> None:
    source = page("<div><p>一</p><ul><li>二<li><b>三</b></ul></div><p>四<br>五</p><table><tr><td>六</table>")
    paths = {source.text[b.start : b.end]: b.locator.path for b in source.blocks if b.locator}
    assert paths == {
        "一": "/html/body/div[1]/p[1]", "二": "/html/body/div[1]/ul[1]/li[1]", "三": "/html/body/div[1]/ul[1]/li[2]",
        "四\n五": "/html/body/p[1]", "六": "/html/body/table[1]/tbody[1]/tr[1]/td[1]",
    }


@pytest.mark.parametrize(
    "table, rows",
    [
        ("<tr><td>指标<td>2025年<tr><td>人口<td>30", [["指标", "2025年"], ["人口", "30"]]),
        ("<tr><th rowspan=2>指标</th><th colspan=2>目标</th></tr><tr><th>2020年</th><th>2025年</th></tr><tr><td>人口<td>30<td>32",
         [["指标", "目标", "目标"], ["指标", "2020年", "2025年"], ["人口", "30", "32"]]),
        ("<tr><td>常住<br>人口<td><p>30</p><p>万人</p><tr><td>一<td>二", [["常住人口", "30万人"], ["一", "二"]]),
        ("<tr><td rowspan=0>类<td>一<tr><td>二<tr><td>三", [["类", "一"], ["类", "二"], ["类", "三"]]),
        ("<tr><td rowspan=99999 colspan=bad>类<td>一<tr><td>二", [["类", "一"], ["类", "二"]]),
        ("<tr><td>a<td>x<tr><td><td>b<td>c", [["a", "x", None], ["", "b", "c"]]),
        ("<tr style='display:none'><td>x<td>y<tr><td>a<td>b<tr><td>c<td>d", [["a", "b"], ["c", "d"]]),
    ],
)
def test_rows_and_columns_of_tables(table: str, rows: list[list[str | None]]) -> None:
    source = page(f"<table>{table}</table>")
    (block,) = source.blocks
    assert block.kind.value == "table"
    grid: list[list[str | None]] = [[None] * len(rows[0]) for _ in rows]
    for cell in block.cells:
        for r in range(cell.row, min(cell.row + cell.rowspan, len(rows))):
            for c in range(cell.column, min(cell.column + cell.colspan, len(rows[0]))):
                grid[r][c] = source.text[cell.start : cell.end]
    assert grid == rows


def test_a_table_that_lays_out_a_page_is_none() -> None:
    table = f"<table><tr><td>左</td><td><h1>某区规划</h1><p>{PROSE}</p><table><tr><td>指标<td>值<tr><td>人口<td>3</table></td></tr></table>"
    assert [kind for kind, _ in blocks(page(table))][-2:] == ["paragraph", "table"]


def test_one_column_is_a_box_and_lone_rows_are_titles_and_notes() -> None:
    assert blocks(page("<table><tr><td>专栏1 重点工程<tr><td><p>一</p><p>二</p></table>")) == [
        ("paragraph", "专栏1 重点工程"), ("paragraph", "一"), ("paragraph", "二"),
    ]
    grid = "<table><caption>表1</caption><tr><td>单位：亿元<tr><td>指标<td>值<tr><td>产值<td>5<tr><td>注：预计</table>"
    assert [kind for kind, _ in blocks(page(grid))] == ["paragraph", "paragraph", "table", "paragraph"]


TABLE = """<p>专栏1 主要指标</p><table border=1>
<tr><td rowspan=2 colspan=2>指标</td><td rowspan=2>单位</td><td colspan=2>目标值</td><td rowspan=2>属性</td></tr>
<tr><td>2020年</td><td>2025年</td></tr>
<tr><td rowspan=2>经济<br>发展</td><td>地区生产总值</td><td>亿元</td><td>400</td><td>600</td><td rowspan=2>预期性</td></tr>
<tr><td>常住人口城镇化率</td><td>%</td><td>60</td><td>65</td></tr>
<tr><td colspan=2>森林覆盖率</td><td>%</td><td>30</td><td>[2]</td><td>约束性</td></tr></table>"""


def test_a_table_of_indicators_gives_its_targets() -> None:
    plan = parse(f"<html><h1>某区国民经济和社会发展第十四个五年规划纲要</h1><p>一、发展目标</p>{TABLE}".encode(), with_text=True)
    found = [(q.indicator, q.value, q.unit, q.measure, q.year, q.binding, q.text) for q in plan.targets]
    assert found == [
        ("地区生产总值", 600, "亿元", "level", 2025, "预期性", "600"),
        ("常住人口城镇化率", 65, "%", "level", 2025, "预期性", "65"),
        ("森林覆盖率", 2, "%", "growth", 2025, "约束性", "2"),
    ]
    assert {q.locator.path for q in plan.targets if q.locator} == {"/html/body/table[1]"}
    text = plan.source.text or ""
    assert all(text[slice(*q.span)] == q.text for q in (*plan.targets, *plan.achievements))


@pytest.mark.parametrize(
    "rows, expected",
    [
        # A head that says nothing known, below one that spans it.
        (("<tr><td rowspan=2>指标<td colspan=2>2020年<td colspan=2>2025年<tr><td>绝对值<td>年均增长（%）<td>绝对值<td>年均增长（%）"
         "<tr><td>生产总值（亿元）<td>400<td>5<td>600<td>6.5<tr><td>粮食产量（万吨）<td>30<td>1<td>31<td>2"),
         [("生产总值", 600, "亿元", "level"), ("生产总值", 6.5, "%", "annual_growth"), ("粮食产量", 31, "万吨", "level"), ("粮食产量", 2, "%", "annual_growth"),
          ("生产总值", 400, "亿元", "level"), ("生产总值", 5, "%", "annual_growth"), ("粮食产量", 30, "万吨", "level"), ("粮食产量", 1, "%", "annual_growth")]),
        # Title and notes within the table, headings between its rows.
        (("<tr><td colspan=4>专栏1 主要指标<tr><td>指标<td>2020年<td>2025年<td>年均增速/累计<tr><td colspan=4>经济发展"
         "<tr><td>1.生产总值（亿元）<td>400<td>600<td>6.5%<tr><td colspan=4>生态环境<tr><td>2.单位生产总值能耗降低（%）<td>—<td>—<td>[13.5]"
         "<tr><td colspan=4>注：[ ]内为五年累计数。"),
         [("生产总值", 600, "亿元", "level"), ("生产总值", 6.5, "%", "annual_growth"), ("单位生产总值能耗降低", 13.5, "%", "decline"), ("生产总值", 400, "亿元", "level")]),
        # Categories that span rows, heads of two lines, a bound and a range.
        (("<tr><td>类别<td>序号<td>指标名称<td>单位<td>2020年<br>实际值<td>2025年<br>目标值<tr><td rowspan=2>一、经济发展<td>1<td>常住人口<td>万人<td>29<td>30-32"
         "<tr><td>2<td>人均预期寿命<td>岁<td>78.2<td>&gt;79"),
         [("常住人口", 30, "万人", "level"), ("人均预期寿命", 79, "岁", "level"), ("常住人口", 29, "万人", "level"), ("人均预期寿命", 78.2, "岁", "level")]),
    ],
)
def test_tables_of_indicators_in_other_forms(rows: str, expected: list[tuple[str, float, str, str]]) -> None:
    page = f"<html><h1>某区国民经济和社会发展第十四个五年规划纲要</h1><p>一、发展目标</p><p>目标如下。</p><table>{rows}</table>"
    plan = parse(page.encode())
    assert [(q.indicator, q.value, q.unit, q.measure) for q in (*plan.targets, *plan.achievements)] == expected


def test_a_table_of_projects_gives_them() -> None:
    rows = (
        "<tr><td>序号<td>项目名称<td>建设规模及内容<td>建设年限<td>总投资（万元）<tr><td>1<td>东湖水厂<td>日供水能力<br>5万吨<td>2021-2023<td>16710"
        "<tr><td>2<td>滨江大道<td>长8公里<td>2022-2025<td>50000"
    )
    plan = parse(f"<html><p>一、重点项目</p><p>项目如下。</p><table>{rows}</table>".encode())
    assert [(p.name, p.content, p.investment and p.investment.value, p.years and p.years.end) for p in plan.projects] == [
        ("东湖水厂", "日供水能力5万吨", 16710, 2023), ("滨江大道", "长8公里", 50000, 2025),
    ]


def test_nothing_around_the_content_is_read() -> None:
    site = f"""<div class=wrap><div class=hd><h3>第一章 网站导航</h3><p>到2025年建成100个网站</p></div>
    <div class=main><div class=art><h2>某区国民经济和社会发展第十四个五年规划纲要</h2><p>发布日期：2021年3月1日</p>
    <div class=txt><p>第一章 总体要求</p><p>{PROSE}</p><p>到2025年，地区生产总值达到600亿元。</p></div></div></div>
    <div class=more><h3>第二章 推荐阅读</h3><ul><li>到2030年产值达到9亿元</li></ul></div></div>"""
    plan = parse(f"<html>{site}".encode())
    assert [(node.label, node.title) for node in plan.outline] == [("第一章", "总体要求")]
    assert [q.value for q in plan.targets] == [600]
    assert plan.metadata.title == "某区国民经济和社会发展第十四个五年规划纲要"
    assert [piece.kind for piece in plan.front_matter] == ["navigation", "title", "navigation", "navigation"]


def test_the_particulars_above_a_document_are_read_and_are_none_of_it() -> None:
    site = f"""<div class=content><table><tr><td>索 引 号：</td><td>0143/2021-12</td><td>主题分类：</td><td>宏观经济</td></tr>
    <tr><td>发文机关：</td><td>东湖区人民政府</td><td>成文日期：</td><td>2021年3月1日</td></tr></table>
    <table><tr><td id=UCAP-CONTENT><p>东湖区国民经济和社会发展<br>第十四个五年规划纲要</p><p>第一章 总体要求</p><p>{PROSE}</p></td></tr></table>
    <div>扫一扫在手机打开当前页</div></div>"""
    plan = parse(f"<html>{site}".encode())
    assert [piece.kind for piece in plan.front_matter] == ["navigation", "title", "navigation"]
    assert (plan.metadata.issuer, plan.metadata.title) == ("东湖区人民政府", "东湖区国民经济和社会发展第十四个五年规划纲要")
    assert [node.title for node in plan.outline] == ["总体要求"]


def test_lines_of_a_page_that_stand_in_paragraphs_of_their_own_are_joined() -> None:
    lines = [PROSE[at : at + 30] for at in range(0, len(PROSE), 30)]
    body = "<p>第一章 总体要求</p>" + "".join(f"<p>{line}</p>" for line in lines)
    plan = parse(f"<html>{body}".encode())
    assert [child.text for child in plan.outline[0].children] == ["第一章 总体要求", PROSE]


def test_paragraphs_that_are_no_sentences_stay_apart() -> None:
    plan = parse("<html><p>　　坚持创新发展，协调发展</p><p>坚持绿色发展，开放发展，共享发展。</p>".encode())
    assert [node.text for node in plan.outline] == ["坚持创新发展，协调发展", "坚持绿色发展，开放发展，共享发展。"]


def test_headings_without_labels() -> None:
    plan = parse(f"<html><h1>发展基础</h1><h2>主要成就</h2><p>{PROSE}</p><h2>面临形势</h2><p>{PROSE}</p><h1>发展目标</h1><p>一</p>".encode())
    assert [(n.id, n.kind, n.title) for n in plan.outline] == [("1", "chapter", "发展基础"), ("2", "chapter", "发展目标")]
    assert [(n.id, n.title) for n in plan.outline[0].children[1:]] == [("1.1", "主要成就"), ("1.2", "面临形势")]


def test_labels_go_before_the_levels_of_headings() -> None:
    body = f"<h2>第一章 基础</h2><h1>第一节 成就</h1><p>{PROSE}</p><h4>亮点</h4><p>一</p><h3>第二节 形势</h3><p>{PROSE}</p>"
    plan = parse(f"<html>{body}".encode())
    assert [(n.id, n.title) for n in plan.outline] == [("1", "基础")]
    assert [(n.id, n.title) for n in plan.outline[0].children[1:]] == [("1.1", "成就"), ("1.2", "形势")]
    assert plan.outline[0].children[1].children[-1].title == "亮点"


def test_prose_that_is_set_as_a_heading_is_none() -> None:
    plan = parse(f"<html><h1>一、总则</h1><h2>{PROSE[:43]}</h2><h2>{PROSE}</h2>".encode())
    assert [node.kind for node in plan.outline[0].children] == ["paragraph"] * 3


@pytest.mark.parametrize(
    "data, said",
    [
        (b"<html><frameset><frame src='main.htm'></frameset></html>", "is a page of frames without text; read the page in the frame: main.htm"),
        (b"<html><body><script>load()</script></body></html>", "is a web page without text"),
        (b"<html><body><iframe src=a></iframe></body></html>", "is a web page without text"),
        (b"<html><p>" + b"\x81\xff" * 99, "is a web page in no known encoding"),
        (b"<html>" + b"<div>" * 9999, "nests more than 3000 elements"),
        (b"<html><p " + b"a=1 " * 9999 + b">x", "with over 1000 attributes"),
        (b"MIME-Version: 1.0\nContent-Type: text/plain\n\nx", "without a page in it"),
    ],
)
def test_a_page_that_cannot_be_read_is_refused_in_one_line(data: bytes, said: str) -> None:
    with pytest.raises(SourceError, match=said) as caught:
        read_source(data, "x")
    assert "\n" not in caught.value.message


def test_a_wrong_encoding_of_the_caller_is_refused() -> None:
    with pytest.raises(SourceError, match="is not utf-8; leave --encoding out"):
        read_source(f"<html>{TEXT * 9}".encode("gb18030"), "x", "utf-8")


@pytest.mark.parametrize(
    "unclosed",
    ["<p>文", "<span>文", "<font color=red>文", "<p><font size={}>文", "<li>文", "<td>文", "<b><p>文", "<a href=x>文<b>"],
)
def test_elements_that_are_never_closed_take_no_time(unclosed: str) -> None:
    began = process_time()
    source = page("".join(unclosed.replace("{}", str(n)) for n in range(6000)))
    assert process_time() - began < 5
    assert source.text.count("文") == 6000


def test_choices_without_end_take_no_time() -> None:
    began = process_time()
    assert page("文<select>" + "<option>甲" * 30000 + "</select>").text == "文\n"
    assert process_time() - began < 2


def test_a_page_saved_in_one_file() -> None:
    message = (
        'From: <Saved by Browser>\r\nSubject: plan\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n'
        '--b\r\nContent-Type: text/html; charset="gb2312"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n'
        "<html><body><p>=B9=E6=BB=AE</p></body></html>\r\n--b\r\nContent-Type: image/png\r\n\r\nx\r\n--b--\r\n"
    )
    source = read_source(message.encode(), "plan.mht")
    assert (source.text, source.format, source.encoding) == ("规划\n", "html", "gb18030")


@pytest.mark.skipif(not REAL.exists(), reason="no corpus beside the checkout")
def test_a_real_page() -> None:
    plan = parse(REAL)
    assert plan.metadata.title == "“十三五”国家信息化规划"
    assert [(n.label, n.title) for n in plan.outline if n.kind == "chapter"] == [("一", "发展现状与形势"), ("二", "总体要求")]
    table = [q for q in plan.achievements if q.locator and q.locator.path == "/html/body/div[1]/table[1]"]
    assert len(table) == 32
    assert [(q.indicator, q.value, q.unit, q.measure, q.year) for q in table[6:8]] == [
        ("固定互联网宽带接入用户", 2.1, "亿户", "level", 2015), ("固定互联网宽带接入用户", 10.1, "%", "annual_growth", 2015),
    ]
