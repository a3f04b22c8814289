"""Word files: the labels that Word counts, changes accepted, tables, text boxes, notes; and what is refused."""

from __future__ import annotations

import io
import zipfile

import pytest
from formats import archive

from plan_extract import SourceError, parse
from plan_extract.readers import read_source
from plan_extract.readers.numbering import label_of
from plan_extract.source import Source

SPACES = (
    "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main' "
    "xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006' "
    "xmlns:wps='http://schemas.microsoft.com/office/word/2010/wordprocessingShape' "
    "xmlns:v='urn:schemas-microsoft-com:vml' xmlns:m='http://schemas.openxmlformats.org/officeDocument/2006/math'"
)


def word(body: str, **parts: str) -> Source:
    """A Word file with `body` and other parts, whose roots are named after them."""
    made = {f"{name}.xml": f"<w:{name} {SPACES}>{text}</w:{name}>" for name, text in parts.items()}
    return read_source(archive({"document.xml": f"<w:document {SPACES}><w:body>{body}</w:body></w:document>", **made}), "x.docx")


def blocks(source: Source) -> list[tuple[str, str]]:
    return [(block.kind.value, source.text[block.start : block.end]) for block in source.blocks]


def lines(source: Source) -> list[str]:
    return source.text.splitlines()


def p(text: str = "", properties: str = "") -> str:
    run = f"<w:r><w:t>{text}</w:t></w:r>" if text else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{run}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


@pytest.mark.parametrize(
    "value, form, printed",
    [
        (1, "decimal", "1"), (3, "decimalZero", "03"), (12, "decimalFullWidth", "１２"), (11, "decimalEnclosedCircleChinese", "⑪"),
        (21, "decimalEnclosedCircle", "21"), (4, "upperRoman", "IV"), (1999, "upperRoman", "MCMXCIX"), (9, "lowerRoman", "ix"),
        (2, "upperLetter", "B"), (28, "lowerLetter", "bb"), (10, "chineseCounting", "十"), (12, "chineseCountingThousand", "十二"),
        (20, "chineseCountingThousand", "二十"), (101, "chineseCountingThousand", "一百零一"), (110, "chineseCounting", "一百一十"),
        (1005, "chineseCountingThousand", "一千零五"), (12, "chineseLegalSimplified", "拾贰"), (10, "ideographDigital", "一〇"),
        (3, "ideographTraditional", "丙"), (2, "ideographZodiac", "丑"), (3, "japaneseCounting", "三"), (5, "none", ""),
        (5, "no such form", "5"), (0, "chineseCounting", "0"), (99999, "upperRoman", "99999"),
    ],
)
def test_numbers_as_word_prints_them(value: int, form: str, printed: str) -> None:
    assert label_of(value, form) == printed


def levels(*given: str) -> str:
    return "".join(
        f"<w:lvl w:ilvl='{n}'><w:start w:val='1'/>{level}</w:lvl>" for n, level in enumerate(given)
    )


def level(form: str, text: str, more: str = "") -> str:
    return f"<w:numFmt w:val='{form}'/><w:lvlText w:val='{text}'/>{more}"


def of(number: int, depth: int = 0) -> str:
    return f"<w:numPr><w:ilvl w:val='{depth}'/><w:numId w:val='{number}'/></w:numPr>"


PLAN = levels(
    level("chineseCountingThousand", "第%1章"), level("chineseCountingThousand", "第%2节"), level("chineseCounting", "%3、"),
    level("chineseCounting", "（%4）"), level("decimal", "%5."), level("decimal", "%1.%5.%6", "<w:isLgl/><w:suff w:val='space'/>"),
)


def numbered(abstract: str, *, numbers: str = "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>") -> str:
    return f"<w:abstractNum w:abstractNumId='0'>{abstract}</w:abstractNum>{numbers}"


@pytest.mark.parametrize(
    "name, body, numbering, expected",
    [
        ("levels below begin anew", [(0, "总则"), (1, "甲"), (1, "乙"), (0, "目标"), (1, "丙"), (2, "一"), (3, "二"), (4, "三")],
         numbered(PLAN), ["第一章 总则", "第一节 甲", "第二节 乙", "第二章 目标", "第一节 丙", "一、一", "（一）二", "1. 三"]),
        ("a label of several levels, in digits", [(0, "甲"), (4, "乙"), (5, "丙"), (5, "丁"), (4, "戊"), (5, "己")],
         numbered(PLAN), ["第一章 甲", "1. 乙", "1.1.1 丙", "1.1.2 丁", "2. 戊", "1.2.1 己"]),
        ("a level that never begins anew", [(0, "甲"), (1, "乙"), (0, "丙"), (1, "丁")],
         numbered(levels(level("decimal", "%1."), level("decimal", "(%2)", "<w:lvlRestart w:val='0'/>"))),
         ["1. 甲", "(1)乙", "2. 丙", "(2)丁"]),
        ("levels that are passed over count as begun", [(1, "甲"), (0, "乙"), (3, "丙"), (1, "丁"), (2, "戊")],
         numbered(PLAN), ["第一节 甲", "第二章 乙", "（一）丙", "第二节 丁", "一、戊"]),
        ("a start of its own", [(0, "甲"), (0, "乙")],
         numbered("<w:lvl w:ilvl='0'><w:start w:val='5'/>" + level("chineseCounting", "第%1条", "<w:suff w:val='nothing'/>") + "</w:lvl>"),
         ["第五条甲", "第六条乙"]),
        ("no list of that number", [(0, "甲")], "", ["甲"]),
        ("no such level", [(7, "甲")], numbered(PLAN), ["甲"]),
        ("a level without a number", [(0, "甲")], numbered(levels(level("none", "附则"))), ["附则 甲"]),
        ("bullets", [(0, "甲")], numbered(levels(level("bullet", "\uf06c"))), ["• 甲"]),
        ("bullets that are characters", [(0, "甲")], numbered(levels(level("bullet", "——", "<w:suff w:val='nothing'/>"))), ["——甲"]),
        ("a form of a newer Word", [(0, "甲")], numbered(
            "<w:lvl w:ilvl='0'><w:start w:val='2'/><mc:AlternateContent><mc:Choice Requires='w14'><w:numFmt w:val='custom'/></mc:Choice>"
            "<mc:Fallback><w:numFmt w:val='chineseCounting'/></mc:Fallback></mc:AlternateContent><w:lvlText w:val='%1、'/></w:lvl>"),
         ["二、甲"]),
    ],
    ids=lambda given: given if isinstance(given, str) and len(given) < 50 else "",
)
def test_labels_that_word_counts(name: str, body: list[tuple[int, str]], numbering: str, expected: list[str]) -> None:
    source = word("".join(p(text, of(1, depth)) for depth, text in body), numbering=numbering)
    assert lines(source) == expected, name


def test_a_list_goes_on_under_another_number_unless_that_begins_it_anew() -> None:
    numbers = (
        "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num><w:num w:numId='2'><w:abstractNumId w:val='0'/></w:num>"
        "<w:num w:numId='3'><w:abstractNumId w:val='0'/><w:lvlOverride w:ilvl='0'><w:startOverride w:val='1'/></w:lvlOverride></w:num>"
        "<w:num w:numId='4'><w:abstractNumId w:val='0'/><w:lvlOverride w:ilvl='0'><w:lvl w:ilvl='0'><w:start w:val='1'/>"
        "<w:numFmt w:val='upperLetter'/><w:lvlText w:val='%1)'/></w:lvl></w:lvlOverride></w:num>"
    )
    body = "".join(p(text, of(number)) for number, text in [(1, "甲"), (2, "乙"), (3, "丙"), (3, "丁"), (1, "戊"), (4, "己")])
    source = word(body, numbering=numbered(levels(level("decimal", "%1、")), numbers=numbers))
    assert lines(source) == ["1、甲", "2、乙", "1、丙", "2、丁", "3、戊", "D)己"]


STYLES = (
    "<w:style w:type='paragraph' w:default='1' w:styleId='a'><w:name w:val='Normal'/></w:style>"
    "<w:style w:type='paragraph' w:styleId='1'><w:name w:val='heading 1'/><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr>"
    "<w:outlineLvl w:val='0'/></w:pPr></w:style>"
    "<w:style w:type='paragraph' w:styleId='2'><w:name w:val='heading 2'/><w:basedOn w:val='1'/><w:pPr><w:numPr><w:ilvl w:val='1'/>"
    "<w:numId w:val='1'/></w:numPr><w:outlineLvl w:val='1'/></w:pPr></w:style>"
    "<w:style w:type='paragraph' w:styleId='2x'><w:name w:val='二级'/><w:basedOn w:val='2'/></w:style>"
    "<w:style w:type='paragraph' w:styleId='9'><w:name w:val='heading 3'/></w:style>"
    "<w:style w:type='character' w:styleId='h'><w:name w:val='hidden'/><w:rPr><w:vanish/></w:rPr></w:style>"
    "<w:style w:type='paragraph' w:styleId='loop'><w:name w:val='loop'/><w:basedOn w:val='loop'/></w:style>"
    "<w:style w:type='paragraph' w:styleId='toc1'><w:name w:val='toc 1'/></w:style>"
    "<w:style w:type='numbering' w:styleId='ls'><w:name w:val='list'/><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style>"
)


def style(key: str, more: str = "") -> str:
    return f"<w:pStyle w:val='{key}'/>{more}"


def test_labels_that_come_with_the_style() -> None:
    linked = levels(level("chineseCounting", "第%1章", "<w:pStyle w:val='1'/>"), level("chineseCounting", "第%2节", "<w:pStyle w:val='2'/>"))
    body = (
        p("总则", style("1")) + p("甲", style("2")) + p("乙", style("2x")) + p("无", style("2", "<w:numPr><w:numId w:val='0'/></w:numPr>"))
        + p("目标", style("1")) + p("丙", style("2")) + p("正文") + p("环", style("loop")) + p("末", style("no such style"))
    )
    source = word(body, styles=STYLES, numbering=numbered(linked))
    assert lines(source) == ["第一章 总则", "第一节 甲", "第二节 乙", "无", "第二章 目标", "第一节 丙", "正文", "环", "末"]
    assert [block.level for block in source.blocks] == [1, 2, 2, 2, 1, 2, 0, 0, 0]


def test_a_list_that_goes_by_the_style_of_another() -> None:
    numbers = (
        "<w:abstractNum w:abstractNumId='1'><w:numStyleLink w:val='ls'/></w:abstractNum>"
        "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num><w:num w:numId='2'><w:abstractNumId w:val='1'/></w:num>"
    )
    source = word(p("甲", of(2)), styles=STYLES, numbering=numbered(levels(level("decimal", "%1、")), numbers=numbers))
    assert lines(source) == ["1、甲"]


@pytest.mark.parametrize(
    "properties, expected",
    [
        (style("1"), 1), (style("2x"), 2), (style("9"), 3), ("<w:outlineLvl w:val='3'/>", 4), (style("1", "<w:outlineLvl w:val='9'/>"), 0),
        ("", 0), ("<w:outlineLvl w:val='x'/>", 0),
    ],
)
def test_levels_of_headings(properties: str, expected: int) -> None:
    (block,) = word(p("发展目标", properties), styles=STYLES).blocks
    assert (block.level, block.kind.value) == (expected, "heading" if expected else "paragraph")


SHOWN, STYLED = "<w:vanish w:val='0'/>", "<w:rStyle w:val='h'/>"
TOC = "<w:r><w:fldChar w:fldCharType='{}'/></w:r>"


@pytest.mark.parametrize(
    "body, expected",
    [
        # Runs.
        (f"<w:p>{r('到2025')}{r('年，达到', '<w:b/>')}<w:r><w:t>600</w:t><w:tab/><w:t>亿元</w:t></w:r></w:p>", [("paragraph", "到2025年，达到600\t亿元")]),
        ("<w:p><w:r><w:t>一</w:t><w:br/><w:t>二</w:t><w:cr/><w:t>三</w:t></w:r></w:p>", [("lines", "一\n二\n三")]),
        ("<w:p><w:r><w:t>一</w:t><w:br w:type='page'/><w:lastRenderedPageBreak/><w:t>二</w:t><w:softHyphen/><w:noBreakHyphen/></w:r></w:p>", [("paragraph", "一二-")]),
        (f"<w:p><w:hyperlink>{r('一')}</w:hyperlink><w:smartTag>{r('二')}</w:smartTag><w:sdt><w:sdtContent>{r('三')}</w:sdtContent></w:sdt></w:p>", [("paragraph", "一二三")]),
        ("<w:p><w:r><w:sym w:font='Wingdings' w:char='F06C'/><w:t>甲</w:t><w:sym w:font='Symbol' w:char='F0B3'/><w:sym w:char='xyz'/></w:r></w:p>", [("paragraph", "●甲≥")]),
        ("<w:p><w:r><w:ruby><w:rt><w:r><w:t>gui</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>规</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>", [("paragraph", "规")]),
        ("<w:p><m:oMath><m:r><m:t>x</m:t></m:r><m:sSup><m:e><m:r><m:t>m</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath></w:p>", [("paragraph", "xm2")]),
        # Hidden text.
        (f"<w:p>{r('一')}{r('二', '<w:vanish/>')}{r('三', SHOWN)}{r('四', STYLED)}</w:p>", [("paragraph", "一三")]),
        # Changes.
        (f"<w:p>{r('一')}<w:ins>{r('二')}</w:ins><w:del><w:r><w:delText>三</w:delText></w:r></w:del><w:moveFrom>{r('四')}</w:moveFrom><w:moveTo>{r('五')}</w:moveTo></w:p>", [("paragraph", "一二五")]),
        (p("一、总", "<w:rPr><w:del/></w:rPr>") + p("则") + p("二"), [("paragraph", "一、总则"), ("paragraph", "二")]),
        ("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:del><w:r><w:delText>删</w:delText></w:r></w:del></w:p>" + p("一"), [("paragraph", "一")]),
        (p("末", "<w:rPr><w:del/></w:rPr>"), [("paragraph", "末")]),
        ("<w:p><w:pPr><w:pPrChange><w:pPr><w:outlineLvl w:val='0'/></w:pPr></w:pPrChange></w:pPr><w:r><w:t>一</w:t></w:r></w:p>", [("paragraph", "一")]),
        # Fields.
        (f"<w:p>{TOC.format('begin')}<w:r><w:instrText> PAGE </w:instrText></w:r>{TOC.format('separate')}{r('7')}{TOC.format('end')}{r('一')}</w:p>", [("paragraph", "一")]),
        (f"<w:p>{TOC.format('begin')}<w:r><w:instrText>HYPERLINK \"x\"</w:instrText></w:r>{TOC.format('separate')}{r('一')}{TOC.format('end')}{TOC.format('end')}</w:p>", [("paragraph", "一")]),
        (f"<w:p><w:fldSimple w:instr=' SEQ 表 '>{r('3')}</w:fldSimple><w:fldSimple w:instr='NUMPAGES'>{r('99')}</w:fldSimple></w:p>", [("paragraph", "3")]),
        (f"<w:p>{TOC.format('begin')}<w:r><w:instrText>TOC \\o</w:instrText></w:r>{TOC.format('separate')}{r('第一章 总则')}</w:p><w:p>{r('第二章 目标')}</w:p><w:p>{TOC.format('end')}</w:p>" + p("第一章"),
         [("contents", "第一章 总则"), ("contents", "第二章 目标"), ("paragraph", "第一章")]),
        (p("第一章 总则\t5", style("toc1")) + p("一"), [("contents", "第一章 总则\t5"), ("paragraph", "一")]),
        ("<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr><w:sdtContent>"
         + p("目录") + p("第一章") + "</w:sdtContent></w:sdt>" + p("一"), [("contents", "目录"), ("contents", "第一章"), ("paragraph", "一")]),
        # Text boxes, once each.
        ("<w:p><w:r><w:t>一</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:wsp><wps:txbx><w:txbxContent>" + p("框")
         + "</w:txbxContent></wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>" + p("框")
         + "</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>" + p("二"),
         [("paragraph", "一"), ("paragraph", "框"), ("paragraph", "二")]),
        ("<w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent>" + p("框") + "</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>", [("paragraph", "框")]),
        # What is not the text.
        ("<w:sectPr><w:headerReference/></w:sectPr><w:bookmarkStart/>" + p("一") + p(" ") + p(), [("paragraph", "一")]),
        ("<w:customXml>" + p("一") + "</w:customXml><w:ins>" + p("二") + "</w:ins><w:del>" + p("三") + "</w:del>", [("paragraph", "一"), ("paragraph", "二")]),
    ],
)
def test_what_is_printed_is_read(body: str, expected: list[tuple[str, str]]) -> None:
    assert blocks(word(body, styles=STYLES)) == expected


def tc(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(map(p, text.split('/')))}</w:tc>"


def test_cells_that_span_rows_and_columns() -> None:
    table = (
        "<w:tbl><w:tr>" + tc("指标", "<w:gridSpan w:val='2'/><w:vMerge w:val='restart'/>") + tc("目标", "<w:gridSpan w:val='2'/>") + "</w:tr>"
        "<w:tr>" + tc("", "<w:gridSpan w:val='2'/><w:vMerge/>") + tc("2020年") + tc("2025年") + "</w:tr>"
        "<w:tr>" + tc("经济/发展", "<w:vMerge w:val='restart'/>") + tc("总产值（亿元）") + tc("3") + tc("4") + "</w:tr>"
        "<w:tr><w:trPr><w:del/></w:trPr>" + tc("删") + tc("删") + tc("9") + tc("9") + "</w:tr>"
        "<w:tr>" + tc("", "<w:vMerge/>") + tc("粮食产量（万吨）") + tc("5") + tc("6") + "</w:tr></w:tbl>"
    )
    source = word(p("表1 主要指标") + table)
    assert blocks(source)[1][1] == "指标\t\t目标\t\n\t\t2020年\t2025年\n经济发展\t总产值（亿元）\t3\t4\n\t粮食产量（万吨）\t5\t6"
    spans = {source.text[c.start : c.end]: (c.row, c.column, c.rowspan, c.colspan) for c in source.blocks[1].cells}
    assert spans["指标"] == (0, 0, 2, 2)
    assert spans["经济发展"] == (2, 0, 2, 1)
    assert spans["6"] == (3, 3, 1, 1)


def test_rows_set_in_and_cells_merged_of_old() -> None:
    table = (
        "<w:tbl><w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr>" + tc("一") + tc("二") + "</w:tr>"
        "<w:tr>" + tc("a", "<w:hMerge w:val='restart'/>") + tc("", "<w:hMerge/>") + tc("b") + "</w:tr></w:tbl>"
    )
    cells = word(table).blocks[0].cells
    assert [(c.row, c.column, c.colspan) for c in cells] == [(0, 0, 1), (0, 1, 1), (0, 2, 1), (1, 0, 2), (1, 2, 1)]


def test_numbers_in_cells_are_counted_and_tables_in_cells_are_read() -> None:
    inner = "<w:tbl><w:tr>" + tc("甲") + tc("乙") + "</w:tr><w:tr>" + tc("丙") + tc("丁") + "</w:tr></w:tbl>"
    box = f"<w:tbl><w:tr>{tc('专栏1')}</w:tr><w:tr><w:tc>{p('水利', of(1))}{p('交通', of(1))}{inner}</w:tc></w:tr></w:tbl>"
    source = word(box, numbering=numbered(levels(level("decimal", "%1、"))))
    assert blocks(source) == [("paragraph", "专栏1"), ("paragraph", "1、水利"), ("paragraph", "2、交通"), ("table", "甲\t乙\n丙\t丁")]


def test_notes_stand_behind_the_text() -> None:
    body = (
        "<w:p><w:r><w:t>低碳发展</w:t><w:footnoteReference w:id='2'/></w:r></w:p><w:p><w:r><w:t>循环</w:t>"
        "<w:endnoteReference w:id='1'/><w:footnoteReference w:id='7'/></w:r></w:p>"
    )
    notes = f"<w:footnote w:id='0' w:type='separator'>{p('—')}</w:footnote><w:footnote w:id='2'>{p('注一')}{p('续')}</w:footnote>"
    source = word(body, footnotes=notes, endnotes=f"<w:endnote w:id='1'>{p('尾注')}</w:endnote>")
    assert blocks(source) == [("paragraph", "低碳发展"), ("paragraph", "循环"), ("note", "注一\n续"), ("note", "尾注")]
    assert [block.locator.paragraph for block in source.blocks if block.locator] == [1, 2, 1, 2]


def test_each_block_knows_its_paragraph() -> None:
    table = "<w:tbl><w:tr>" + tc("甲") + tc("乙") + "</w:tr><w:tr>" + tc("丙") + tc("丁") + "</w:tr></w:tbl>"
    source = word(p("一") + p() + p("二") + table + p("三"))
    assert [block.locator.paragraph for block in source.blocks if block.locator] == [1, 3, 4, 8]


def test_rows_lead_back_to_their_paragraph() -> None:
    data = archive({"document.xml": f"<w:document {SPACES}><w:body>{p('一、发展目标')}{p()}{p('到2025年，地区生产总值达到600亿元。')}</w:body></w:document>"})
    plan = parse(data, with_text=True)
    assert plan.targets[0].locator is not None
    assert plan.targets[0].locator.model_dump() == {"paragraph": 3}
    assert plan.source.blocks is not None
    assert plan.source.blocks[0].model_dump() == {"kind": "paragraph", "span": (0, 6), "locator": {"paragraph": 1}}


def test_a_contents_list_of_word_is_no_outline() -> None:
    body = (
        p("某区国民经济和社会发展第十四个五年规划纲要") + p("目录")
        + f"<w:p>{TOC.format('begin')}<w:r><w:instrText>TOC</w:instrText></w:r>{TOC.format('separate')}{r('第一章 总则')}<w:r><w:tab/><w:t>1</w:t></w:r></w:p>"
        + f"<w:p>{r('第二章 目标')}<w:r><w:tab/><w:t>12</w:t></w:r></w:p><w:p>{TOC.format('end')}</w:p>"
        + p("第一章 总则") + p("坚持创新。") + p("第二章 目标") + p("到2025年，森林覆盖率达到30%。") + p("表1 主要指标\t9", style("toc1"))
    )
    plan = parse(archive({
        "document.xml": f"<w:document {SPACES}><w:body>{body}</w:body></w:document>", "styles.xml": f"<w:styles {SPACES}>{STYLES}</w:styles>",
    }))
    assert [node.title for node in plan.outline] == ["总则", "目标"]
    assert [(piece.kind, piece.span) for piece in plan.front_matter] == [("title", (0, 21)), ("contents", (22, 43))]
    assert plan.metadata.title == "某区国民经济和社会发展第十四个五年规划纲要"
    assert plan.diagnostics == ()


def test_another_name_of_the_main_part_and_strict_files() -> None:
    strict = SPACES.replace("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main")
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as zipped:
        zipped.writestr("_rels/.rels", "<Relationships><Relationship Type='http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument' Target='/word/document2.xml'/></Relationships>")
        zipped.writestr("word/document2.xml", f"<w:document {strict}><w:body>{p('一')}</w:body></w:document>")
    assert read_source(held.getvalue(), "x").text == "一\n"


BOMB = "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;'>]>"


@pytest.mark.parametrize(
    "data, said",
    [
        (archive({"document.xml": f"<w:document {SPACES}><w:body></w:body></w:document>"}), "is a .docx without text"),
        (archive({"document.xml": f"{BOMB}<w:document {SPACES}><w:body><w:p>&b;</w:p></w:body></w:document>"}), "declares entities"),
        (archive({"document.xml": "<!DOCTYPE x SYSTEM 'file:///etc/passwd'><w:document/>"}), "declares entities"),
        (archive({"document.xml": f"<w:document {SPACES}><w:body><w:p>"}), "is a damaged .docx"),
        (archive({"document.xml": f"<w:document {SPACES}><w:body>" + "<w:sdt>" * 300}), "nests more than 200 elements"),
        (archive({"document.xml": "<w:document>&x;</w:document>"}), "is a damaged .docx"),
        (archive({"document.xml": "x"})[:-30], "is a damaged .docx"),
        (b"PK\x03\x04word/document.xml", "is a damaged .docx"),
        (archive({"document.xml": " " * 201_000_000}), "unpacks to more than 200000000 bytes"),
    ],
    ids=["empty", "bomb", "outside", "cut", "deep", "entity", "truncated", "stub", "zip bomb"],
)
def test_a_file_that_cannot_be_read_is_refused_in_one_line(data: bytes, said: str) -> None:
    with pytest.raises(SourceError, match=said) as caught:
        read_source(data, "x.docx")
    assert "\n" not in caught.value.message
