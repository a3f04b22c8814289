"""Layout: what a text looks like, and what paragraphs, front matter and furniture are made of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from plan_extract.flow import Flow, Zone
from plan_extract.layout import lay_out
from plan_extract.layout.folding import BLANKS, FOLDS, UNUSUAL, fold
from plan_extract.rules import load_rules
from plan_extract.source import Source, read_text

CORPUS = Path(__file__).parent.parent.parent / "shared" / "eval"

# Prose of 20 characters a line, as a PDF reader gives it.
PROSE = (
    "坚持创新在全区发展中的核心地位，面向主战",
    "场和重大需求，深入实施人才强区战略，完善",
    "创新体系，提高企业技术创新能力，激发人才",
)


def flow_of(text: str) -> Flow:
    return lay_out(Source("plan.txt", "txt", "utf-8", "", text), load_rules())


def paragraphs(text: str, zone: Zone | None = Zone.BODY) -> list[str]:
    flow = flow_of(text)
    return [flow.text[p.start : p.end] for p in flow.paragraphs if zone is None or p.zone is zone]


def furniture(text: str) -> list[str]:
    return [text[a:b] for a, b in flow_of(text).furniture]


@pytest.mark.parametrize(
    ("printed", "folded"),
    [
        ("到２０２５年，增长６．５％；（其中）：", "到2025年,增长6.5%;(其中):"),
        ("５～６万、5－6万、5–6万", "5~6万、5-6万、5-6万"),
        ("——发展目标", "——发展目标"),
        ("－－发展目标", "——发展目标"),
        ("二○二一年、二〇二一年、二O二一年", "二〇二一年、二〇二一年、二〇二一年"),
        ("○加强领导", "○加强领导"),
        ("增长7 · 4倍", "增长7.4倍"),
        ("东湖·滨江新城", "东湖·滨江新城"),
        ('建设"一带一路"和"数字东湖"', "建设“一带一路”和“数字东湖”"),
        ("⻓江经济带", "长江经济带"),
        ("⼀⼆三", "一二三"),
        ("增⻓２％", "增长2%"),
    ],
)
def test_forms_are_folded_one_for_one(printed: str, folded: str) -> None:
    assert len(fold(printed, load_rules().layout)) == len(printed)
    assert fold(printed, load_rules().layout).replace(" ", "") == folded.replace(" ", "")


def test_whatever_is_folded_is_looked_for() -> None:
    assert all(UNUSUAL.fullmatch(char) for char in FOLDS)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2 0 0 1年，粮食产量达到 200 万亩。", ["2001年,粮食产量达到200万亩。"]),
        ("到 2025 年 GDP 突破 600 亿元。", ["到2025年GDP突破600亿元。"]),
        ("前　　言\n为加快发展，制定本规划。", ["前言", "为加快发展,制定本规划。"]),
        ("　　第三章　　发展目标", ["第三章 发展目标"]),
        ("第三章 发展目标", ["第三章 发展目标"]),
        ("1.1 指导思想", ["1.1 指导思想"]),
        ("（一） 指导思想。坚持稳中求进。", ["(一) 指导思想。坚持稳中求进。"]),
        ("建设 Smart City 平台，打造 5G 示范区。", ["建设Smart City平台,打造5G示范区。"]),
        ("## 第一章 发展基础\n- 东湖隧道", ["## 第一章 发展基础", "- 东湖隧道"]),
        ("--新能源产业加快发展", ["——新能源产业加快发展"]),
        ("全社会\u200b研发\ufeff投入\xad提高。", ["全社会研发投入提高。"]),
        ("一、目标\u2028二、任务\x85三、保障\r四、附则\r\n五、其他", ["一、目标", "二、任务", "三、保障", "四、附则", "五、其他"]),
    ],
)
def test_blanks_inside_words_go_and_meant_ones_stay(text: str, expected: list[str]) -> None:
    assert paragraphs(text) == expected


def test_a_clean_text_has_a_paragraph_a_line() -> None:
    text = "　　第一章　总则\n\n　　为加快发展，制定本规划。\n\n　　本规划期限为2021—2025年。\n"
    flow = flow_of(text)
    assert [p.indent for p in flow.paragraphs] == [2, 2, 2]
    assert flow.front == ()
    assert flow.furniture == ()
    at = flow.text.index("2021")
    assert flow.span(at, at + 4) == (text.index("2021"), text.index("2021") + 4)


WRAPPED = [
    (
        "a full line can end a paragraph: the next line is shorter by the indent that was lost",
        [*PROSE, "加快建设现代化产业体系，推动制造业高端。", "依托区位优势，发展枢纽经济，培育壮大", *PROSE, "活力。"],
        ["".join(PROSE) + "加快建设现代化产业体系，推动制造业高端。", "依托区位优势，发展枢纽经济，培育壮大" + "".join(PROSE) + "活力。"],
    ),
    (
        "a fixed label begins a paragraph, also after a full line",
        [*PROSE, "加快建设现代化产业体系，推动制造业高端。", "重点举措：加强领导。", *PROSE, "活力。"],
        ["".join(PROSE) + "加快建设现代化产业体系，推动制造业高端。", "重点举措：加强领导。", "".join(PROSE) + "活力。"],
    ),
    (
        "items without an end, the next by its number",
        ["1、建设综合性物流园区和区域分拨中心及配送", "2、改造货运站场。", *PROSE, "活力。"],
        ["1、建设综合性物流园区和区域分拨中心及配送", "2、改造货运站场。", "".join(PROSE) + "活力。"],
    ),
    (
        "a paragraph of full lines, and the next after a short one",
        [*PROSE, "活力。", "加快建设现代化产业体系，推动制造业高端化", "发展。", *PROSE, "活力。"],
        ["".join(PROSE) + "活力。", "加快建设现代化产业体系，推动制造业高端化发展。", "".join(PROSE) + "活力。"],
    ),
    (
        "a heading keeps to itself, and one over two lines is one",
        ["第一章 加快建设具有区域影响力的先进制造业", "基地", *PROSE, "活力。", "第一节 总体思路", *PROSE, "活力。"],
        [
            "第一章 加快建设具有区域影响力的先进制造业基地", "".join(PROSE) + "活力。",
            "第一节 总体思路", "".join(PROSE) + "活力。",
        ],
    ),
    (
        "a label in the middle of a sentence is none",
        [*PROSE, "活力，健全覆盖全民、统筹城乡、公平的、统", "一、可持续的社会保障体系。", *PROSE, "活力。"],
        ["".join(PROSE) + "活力，健全覆盖全民、统筹城乡、公平的、统一、可持续的社会保障体系。", "".join(PROSE) + "活力。"],
    ),
    (
        "run-in items, each a paragraph",
        ["1、做强主导产业。围绕整车和零部件，延伸上", "下游链条。", "2、做大新兴产业。培育生物医药。", *PROSE, "活力。"],
        ["1、做强主导产业。围绕整车和零部件，延伸上下游链条。", "2、做大新兴产业。培育生物医药。", "".join(PROSE) + "活力。"],
    ),
    (
        "a first line that was set in is shorter",
        ["加快建设现代化产业体系，推动制造业高", *PROSE, "活力。", *PROSE, "活力。"],
        ["加快建设现代化产业体系，推动制造业高" + "".join(PROSE) + "活力。", "".join(PROSE) + "活力。"],
    ),
    (
        "Latin words part at the end of a line, numbers do not",
        [*PROSE, "活力，引进一家具有国际影响力的公司Green", "Energy，投资1200万元，建成后年产值将达到15", "00万元。", *PROSE, "活力。"],
        [
            "".join(PROSE) + "活力，引进一家具有国际影响力的公司Green Energy，投资1200万元，建成后年产值将达到1500万元。",
            "".join(PROSE) + "活力。",
        ],
    ),
]


@pytest.mark.parametrize(("lines", "expected"), [w[1:] for w in WRAPPED], ids=[w[0] for w in WRAPPED])
def test_wrapped_lines_are_joined(lines: list[str], expected: list[str]) -> None:
    # A text long enough to show how it is wrapped: its first lines were set in, and the indent is lost.
    around = ["全区" + PROSE[0][:16], *PROSE, "活力。"] * 4
    for end in ("\n", "\r\n"):
        found = paragraphs(end.join([*around, *lines, *around]))
        rules = load_rules().layout
        assert found[4:-4] == [fold(e, rules).replace("，", ",") for e in expected]


def test_lines_broken_after_so_many_characters_are_joined() -> None:
    prose = "到2025年，全区GDP达到600亿元，年均增长6.5%，R&D经费占比达到3.2%，建成5G基站1200个，PM2.5浓度降到35微克。"
    broken = [prose[at : at + 30] for at in range(0, len(prose), 30)]
    assert paragraphs("\n".join([*broken] * 6)) == [fold(prose, load_rules().layout)] * 6


def test_a_line_cut_in_a_text_that_is_not_wrapped_goes_on() -> None:
    long = "全区生产总值保持平稳较快增长，产业结构持续优化，" * 5 + "城乡面貌焕然一新。"
    text = "\n".join(["　　" + long, "　　" + long[:-9] + "城乡面貌焕然", "一新。", "　　" + long, "第一章 总则", "　　" + long])
    assert [p[-9:] for p in paragraphs(text)] == ["城乡面貌焕然一新。"] * 3 + ["第一章 总则", "城乡面貌焕然一新。"]


def test_sentences_that_lost_their_stops_make_a_paragraph() -> None:
    one = ["　　九五期间国民经济持续快速健康发展，综合国力显著增强，人民生活改善", "国内生产总值年均增长百分之八点三",
           "提前实现了国民生产总值比一九八〇年翻两番的宏伟目标，主要工农业产品产量稳步增长，城乡面貌发生了很大变化"]
    item = ["　　1．加强农业，稳定粮食产量，提高农民收入，发展乡镇企业和农村经济，建设社会主义新农村", "粮食总产量达到五亿吨"]
    text = "\n".join([*one * 6, "　　（一）指导方针", *one, *item])
    found = paragraphs(text)
    joined = "。".join(fold(line.strip("　"), load_rules().layout) for line in one)
    assert found[:8] == [*[joined] * 6, "(一)指导方针", joined]
    assert found[8].endswith("建设社会主义新农村。粮食总产量达到五亿吨")
    check(text)


@pytest.mark.parametrize("mark", ["indent", "gap", "trailing"])
def test_the_text_itself_says_how_it_marks_paragraphs(mark: str) -> None:
    """A paragraph that ends with a full line is told by the marks that the other paragraphs have."""
    ended = "加快建设现代化产业体系，推动制造业高端。"
    assert len(ended) == len(PROSE[0])
    one = [*PROSE, "活力，全面推进乡村振兴，促进城乡融合发展。"[:10] + "。"]
    two = [*PROSE, ended]
    text: list[str] = []
    for _ in range(3):
        for lines in (one, two):
            shown = list(lines)
            if mark == "indent":
                shown[0] = "    " + shown[0]
            elif mark == "trailing":
                shown[-1] += " "
            text += shown
            if mark == "gap":
                text.append("")
    assert len(paragraphs("\n".join(text))) == 6


def paged(number: str, pages: int = 8, glued: str = "") -> str:
    """A wrapped text whose pages end with `number`, or begin with it where it is `glued`, each amid a sentence."""
    text: list[str] = []
    for page in range(1, pages + 1):
        lines = [*PROSE * 4, "活力。", *PROSE]
        for at in (0, -1):
            lines[at] = "甲乙丙丁戊己庚辛壬癸子丑"[page - 1] + lines[at][1:]
        if glued and page > 1:
            lines[0] = str(page - 1) + lines[0]
        text += lines
        if number:
            text.append(number.format(page))
    return "\n".join(text)


@pytest.mark.parametrize("number", ["{}", "- {} -", "— {} —", "第 {} 页", "第{}页 共8页", "{}/8", "·{}·"])
def test_page_numbers_go_and_the_sentence_goes_on(number: str) -> None:
    text = paged(number)
    assert furniture(text) == [number.format(page) for page in range(1, 9)]
    assert all(p.endswith("活力。") for p in paragraphs(text)[:-1])


def test_page_numbers_glued_to_the_text_go() -> None:
    text = paged("", glued="yes")
    assert furniture(text) == [str(page) for page in range(1, 8)]
    assert len(paragraphs(text)) == 9


def test_spread_page_numbers_go() -> None:
    text = paged("{}", pages=12).replace("\n10\n", "\n1 0\n").replace("\n11\n", "\n1 1\n")
    assert furniture(text) == [*map(str, range(1, 10)), "1 0", "1 1", "12"]


def test_a_quantity_across_a_page_break_keeps_its_place() -> None:
    text = paged("- {} -").replace("主战\n- 2 -", "12\n- 2 -", 1)
    lines = text.split("\n")
    at = lines.index("- 2 -")
    lines[at - 1] = "创新体系，地区生产总值在规划期末达到12"
    lines[at + 1] = "50亿元，" + PROSE[0][4:]
    text = "\n".join(lines)
    flow = flow_of(text)
    start = flow.text.index("1250亿元")
    a, b = flow.span(start, start + 6)
    assert text[a:b] == "12\n- 2 -\n50亿元"


def test_running_heads_go() -> None:
    head = "某区国民经济和社会发展规划纲要"
    pages = paged("{}").split("\n")
    text = "\n".join(line if not line.isdigit() else f"{line}\n{head}" for line in pages)
    assert furniture(text).count(head) == 8
    assert head not in "".join(paragraphs(text))


def test_running_heads_with_the_page_number_beside_them_go() -> None:
    pages = paged("{}").split("\n")
    text = "\n".join(
        line if not line.isdigit() else f"某区规划纲要  {line}" if int(line) % 2 else f"{line}  第二章 发展目标" for line in pages
    )
    assert furniture(text) == [
        f"某区规划纲要  {n}" if n % 2 else f"{n}  第二章 发展目标" for n in range(1, 9)
    ]


def test_numbers_that_lines_happen_to_begin_with_are_no_page_numbers() -> None:
    lines = []
    for n in range(120):
        lines += list(PROSE)
        if n % 7 in {0, 2, 3}:
            lines.append(f"{n * 7 % 23 + 1}个百分点，完善创新体系，提高企业技术创新")
    assert furniture("\n".join(lines)) == []


def test_numbered_lists_are_no_page_numbers() -> None:
    text = "\n".join(f"{n}、加快建设第{n}个现代产业园区，完善配套设施。" for n in range(1, 30))
    assert furniture(text) == []
    text = "\n".join(f"{n} 产业园区 {n * 7} 预期性" for n in range(1, 30))
    assert furniture(text) == []


def test_subscripts_that_fell_out_are_put_back() -> None:
    lines = [*PROSE * 3, "细颗粒物（PM ）浓度和臭氧（O ）浓度下降到", "2.5 3", "每立方米35微克以下。", *PROSE * 3]
    text = "\n".join(lines)
    assert "细颗粒物(PM2.5)浓度和臭氧(O3)浓度下降到每立方米35微克以下。" in "".join(paragraphs(text))


def test_footnotes_and_their_marks_go() -> None:
    lines = paged("{}").split("\n")
    at = lines.index("3")
    lines[at - 4] = "场和重大需求，研发投入强度1，深入实施人才"
    lines[at:at] = ["1 研发投入强度指研发经费占生产总值的比重。"]
    text = "\n".join(lines)
    assert "1 研发投入强度指研发经费占生产总值的比重。" in furniture(text)
    assert "研发投入强度,深入" in "".join(paragraphs(text))


def test_citations_go_and_cumulative_values_stay() -> None:
    text = "全区经济稳步增长。[1]\n产业结构持续优化[2]，城乡面貌焕然一新。[3-4]\n\n新增就业 万人 预期性 - [20]\n"
    assert furniture(text) == ["[1]", "[2]", "[3-4]"]


def test_a_font_that_cannot_be_read_is_no_text() -> None:
    junk = ["(cid:222)(cid:223)$%&", "C)DE%FGH)I#JK$LM&NO*", "北", "京", "!\"#$%&'()*+", "(cid:1)a#b$c%", "2Oi#jk)l$mn%o*?&", "(cid:9)"]
    text = "\n".join(["一、发展目标", "加快发展。", *junk * 3])
    assert paragraphs(text) == ["一、发展目标", "加快发展。"]


def test_a_plan_on_one_line_is_parted_at_its_gaps() -> None:
    gap = "　\xa0 "
    text = gap.join([
        "某市人民政府关于印发某市环境保护规划的通知某政发〔2011〕42号\xa0各县（区）人民政府：", "现将《某市环境保护规划》印发给你们，请认真贯彻执行。",
    ]) + "　" * 20 + "某市\xa0 人\xa0 民\xa0 政\xa0 府" + "　" * 20 + "二○一一年十二月十五日\xa0\xa0某市环境保护规划\xa0" + gap
    body = ["保护环境是基本国策，" * 20 + "制定本规划。", "一、环境形势", "全市水质总体良好。", "（一）主要目标。", "到2015年，排放总量下降8%。"]
    text += gap.join(body)
    assert paragraphs(text, Zone.NOTICE) == [
        "某市人民政府关于印发某市环境保护规划的通知", "某政发〔2011〕42号", "各县(区)人民政府:",
        "现将《某市环境保护规划》印发给你们,请认真贯彻执行。", "某市人民政府", "二〇一一年十二月十五日",
    ]
    assert paragraphs(text, Zone.TITLE) == ["某市环境保护规划"]
    assert paragraphs(text) == [fold(p, load_rules().layout) for p in body]


def test_a_heading_glued_to_its_text_by_a_gap_is_parted() -> None:
    text = "　　一、计划完成情况　　以改革开放为标志，现代化建设进入了新的发展阶段，经济持续快速增长\n国民生产总值达到五万亿元\n"
    assert paragraphs(text)[:2] == ["一、计划完成情况", "以改革开放为标志,现代化建设进入了新的发展阶段,经济持续快速增长"]


BODY = "为加快全区经济社会高质量发展，依据上级规划，制定本规划纲要，规划期为2021年至2025年。"

FRONT = [
    (
        "navigation, notice, contents",
        ["您当前的位置:首页 > 政务公开", "某区人民政府关于印发《某区规划纲要》的通知", "时间: 2021-03-08 来源: 某区", "【字体: 打印",
         "各街道、区政府各部门:", "《某区规划纲要》已经区人大批准,现印发给你们,请认真组织实施。", "2021年3月8日",
         "目  录", "第一章  发展基础", "第一节  主要成就", "第二章  发展目标", BODY, "第一章  发展基础", BODY],
        "navi noti navi navi noti noti noti cont cont cont cont body body body",
    ),
    (
        "a title page",
        ["某市国民经济和社会发展第十四个五年规划", "和二〇三五年远景目标纲要", "（2021年1月27日某市第十五届人民代表大会第五次会议批准）",
         "目录", "一、发展基础....1", "二、主要目标....3", "三、重点任务....9", "前言", BODY, "一、发展基础", BODY],
        "titl titl cont cont cont cont body body body body",
    ),
    ("no front matter at all", ["一、发展基础", BODY, "二、发展目标", BODY], "body body body body"),
    ("prose at once", [BODY, "一、发展基础", BODY], "body body body"),
    ("a title alone", ["某区“十四五”教育发展规划", BODY, "一、发展基础"], "titl body body"),
    (
        "contents without the word",
        ["某县发展规划", "第一章 发展基础", "第二章 发展目标", "第三章 产业体系", "第四章 城乡建设", "第五章 改革开放", "第六章 保障措施",
         "第一章 发展基础", BODY, "第二章 发展目标", BODY, "第三章 产业体系", "第四章 城乡建设", BODY, "第五章 改革开放", "第六章 保障措施", BODY],
        "titl " + "cont " * 6 + "body " * 10,
    ),
    (
        "a web page's own end",
        ["一、发展基础", BODY, "附件下载:", "某区规划纲要.pdf", "【打印本页】【关闭窗口】", "扫一扫在手机打开当前页", "版权所有:某区人民政府"],
        "body body navi navi navi navi navi",
    ),
    (
        "a decision with its own text before the plan",
        ["某市第十五届人民代表大会第五次会议关于某市“十四五”规划纲要的决议", "会议审查了市人民政府提出的规划纲要，同意审查委员会的审查结果报告，决定批准这个纲要。",
         "2021年1月27日", "某市“十四五”规划纲要", "目 录", "前 言", "第一章 发展环境", "第二章 总体要求", "前 言", BODY, "第一章 发展环境", BODY],
        "noti noti noti titl cont cont cont cont body body body body",
    ),
    (
        "a notice title over two lines",
        ["某市人民政府门户网站", "某市人民政府办公室关于印发", "“十四五”现代物流发展规划的通知", "某政办发〔2022〕17号", "各县（区）人民政府：",
         "现将规划印发给你们，请认真贯彻执行。", "某市人民政府办公室", "2022年5月17日", "（本文有删减）", "“十四五”现代物流发展规划", "一、现状形势", BODY],
        "navi noti noti noti noti noti noti noti titl body body",
    ),
    (
        "a card of one cell a line, and the plan as an enclosure",
        ["索引号", "000014349/2021-00012", "发文机关", "某市人民政府办公室", "关于印发某市水利发展规划的通知", "各县（区）人民政府：",
         "现将规划印发给你们，请认真贯彻执行。", "某市人民政府", "2021年9月1日", "附件", "某市水利发展规划", "一、现状", BODY],
        "navi navi navi titl noti noti noti noti noti noti titl body body",
    ),
    ("Markdown", ["# 某区“十四五”规划纲要", "## 第一章 发展基础", BODY], "titl body body"),
    ("headings without numbers and no title", ["发展基础", BODY, "发展目标", BODY], "body body body body"),
    (
        "a document's card",
        ["索 引 号:000014349/2021-00012", "发文机关:某市人民政府办公室", "标  题:关于印发规划的通知", "发文字号:某政发〔2021〕3号",
         "某市人民政府办公室", "关于印发《某市水利发展规划》的通知", "某政办发〔2021〕3号", "各县(市、区)人民政府:",
         "现将《某市水利发展规划》印发给你们,请结合实际认真贯彻落实。", "某市人民政府办公室", "2021年12月30日", "(此件公开发布)",
         "某市水利发展规划", "第一章 总则", BODY],
        "navi navi navi navi titl noti noti noti noti noti noti noti titl body body",
    ),
]


@pytest.mark.parametrize(("lines", "zones"), [f[1:] for f in FRONT], ids=[f[0] for f in FRONT])
def test_front_matter_is_told_apart(lines: list[str], zones: str) -> None:
    text = "\n\n".join(lines)
    flow = flow_of(text)
    assert [p.zone.value[:4] for p in flow.paragraphs] == zones.split()
    for kind, (a, b) in flow.front:
        assert kind is not Zone.BODY
        assert text[a:b].strip() == text[a:b]


def test_contents_entries_have_label_and_title() -> None:
    text = "目 录\n第一章 发展基础........1\n  第一节 “十三五”成就 ………… 2\n一、总体要求 12\n结语.....33\n\n第一章 发展基础\n" + BODY
    assert [(e.label, e.title) for e in flow_of(text).contents] == [
        ("第一章", "发展基础"), ("第一节", "“十三五”成就"), ("一", "总体要求"), ("", "结语"),
    ]


@pytest.mark.parametrize("page", ["{}", "{}......{}"])
def test_entries_over_two_lines_are_one(page: str) -> None:
    title = ("第三章 加快构建具有核心竞争力的现代产业体系", "打造先进制造业基地")
    lines = ["目录", page.format("第一章 发展基础", 1), page.format("第二章 总体要求", 3), title[0], page.format(title[1], 5)]
    lines += [page.format("第四章 城乡建设", 9), page.format("第五章 改革开放", 12)]
    body = [*PROSE, "活力。"] * 3
    text = "\n".join([*lines, "第一章 发展基础", *body, *title, *body, "第四章 城乡建设", *body])
    flow = flow_of(text)
    assert [e.title for e in flow.contents][2:4] == ["加快构建具有核心竞争力的现代产业体系打造先进制造业基地", "城乡建设"]
    assert "".join(title) in [flow.text[p.start : p.end] for p in flow.body()]


def check(text: str) -> None:
    """Nothing is lost, nothing stands twice, and every character leads back to where it stands."""
    flow = flow_of(text)
    assert len(flow.text) == len(flow.printed)
    covered = [0] * len(text)
    for run in flow.runs:
        assert flow.printed[run.start : run.start + run.length] == text[run.source : run.source + run.length]
        for at in range(run.source, run.source + run.length):
            covered[at] += 1
        if run.length:
            assert flow.offset(run.start) == run.source
            assert flow.offset(run.start + run.length - 1) == run.source + run.length - 1
    for a, b in flow.furniture:
        for at in range(a, b):
            covered[at] += 1
    assert max(covered, default=0) <= 1
    assert [c for at, c in enumerate(text) if not covered[at] and c not in BLANKS] == []
    ends = -1
    for paragraph in flow.paragraphs:
        assert paragraph.start == ends + 1
        assert paragraph.start < paragraph.end
        ends = paragraph.end
    assert ends in {len(flow.text), -1}
    for _, (a, b) in flow.front:
        assert 0 <= a < b <= len(text)


PIECES = st.sampled_from([
    "第一章", "一、", "（一）", "1、", "1.2", "①", "——", "专栏1", "目录", "目 录", "\n", "\r\n", "\n\n", "　　", " ", "\t", "\xa0", "\x0c", "\u200b",
    "\u2028", "........", "12", "- 3 -", "3", "I", "II ", "关于印发规划的通知", "首页 > 政务", "现印发给你们", "2021年3月8日", "规划纲要", "(cid:12)",
    "#$%&'*+", "PM ", "2.5", "[1]", "。", "，", "“", "”", '"', "发展", "全区经济社会高质量发展", PROSE[0], PROSE[1] + "\n", "预期性", "8%", "·", "O",
    "二○", "A", "b", "\ud7ff", "𠮷", "\x00", "\x85",
])


@given(st.lists(PIECES, max_size=60).map("".join))
@settings(max_examples=300, deadline=None)
@example("\n".join(f"{n}发展" for n in range(40)))
@example("目录\n" * 9)
@example("第一章 \x0c")
def test_nothing_is_lost_whatever_the_text(text: str) -> None:
    check(text)


@given(st.text(max_size=200))
@settings(max_examples=200, deadline=None)
def test_nothing_is_lost_of_any_characters(text: str) -> None:
    check(text)


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not at hand")
@pytest.mark.parametrize("path", sorted(CORPUS.glob("*/*.txt")), ids=lambda p: p.stem)
def test_nothing_is_lost_of_real_plans(path: Path) -> None:
    check(read_text(path.read_bytes(), path.name).text)
