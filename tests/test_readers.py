"""Every reader: files are told by their bytes, the same plan gives the same data, any bytes are read or refused."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from formats import FORMATS, archive, taken_apart
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from readers import BEGIN, DOCUMENT, PARTS, f1, what_it_says

from conftest import ROOT, SAMPLE
from plan_extract import Plan, SourceError, dump, load, parse
from plan_extract.blocks import Block, BlockKind, Locator
from plan_extract.layout import lay_out
from plan_extract.readers import read_source
from plan_extract.readers.transcript import TableCell, Transcript
from plan_extract.rules import load_rules
from plan_extract.source import Source
from test_hostile import holds, nodes

PLANS = [SAMPLE, *sorted((ROOT / "tests" / "made").glob("*.txt"))]


def zipped(**files: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive_:
        for name, text in files.items():
            archive_.writestr(name.replace("__", "/").replace("_", "."), text)
    return held.getvalue()


WORD = "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body><w:p><w:r><w:t>规划</w:t></w:r></w:p></w:body></w:document>"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100)


@pytest.mark.parametrize(
    "data, reader",
    [
        (b"", "txt"), ("规划".encode(), "txt"), (b"<", "txt"), ("<规划>".encode(), "txt"), (b"a<p>b", "txt"), ("《<b>".encode(), "txt"),
        ("<p>规划</p>".encode(), "html"), ("\n <DIV class=x>规划".encode(), "html"), ("<!doctype HTML>规划".encode(), "html"),
        ("\ufeff<html>规划".encode(), "html"), ("<html>规划".encode("utf-16"), "html"), ("<!-- a > b --><html>规划".encode(), "html"),
        ("<?xml version='1.0'?><!DOCTYPE html PUBLIC 'x'><html xmlns='x'>规划".encode(), "html"),
        ("<html xmlns:o='urn:schemas-microsoft-com:office:office'><p class=MsoNormal>规划".encode("gb18030"), "html"),
        ("MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n<p>规划".encode(), "html"),
        ("# 规划\n## 目标\n".encode(), "md"), (b"| a | b |\n|---|---|\n", "md"), ("# 规划\n#5号线\n".encode(), "txt"),
        (archive({"document.xml": WORD}), "docx"),
    ],
)
def test_a_file_is_told_by_its_bytes(data: bytes, reader: str) -> None:
    for name in ("plan.txt", "plan.doc", "plan.pdf", ""):
        assert read_source(data, name).format == reader


@pytest.mark.parametrize(
    "data, said",
    [
        (OLE + "WordDocument".encode("utf-16-le"), "is a .doc or .wps of old; convert it first: soffice --headless --convert-to docx FILE"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "is a document locked with a password; open it, remove the password and save it as docx"),
        (OLE + "Workbook".encode("utf-16-le"), "is an .xls workbook, no plan"),
        (OLE, "is a document of old Office or WPS programs; convert it first: soffice --headless --convert-to docx FILE"),
        (b"{\\rtf1\\ansi", "is RTF; convert it first: soffice --headless --convert-to docx FILE"),
        (zipped(mimetype="application/vnd.oasis.opendocument.text"), "is an OpenDocument file (.odt); convert it first: soffice --headless --convert-to docx FILE"),
        (b"<?xml version='1.0'?><office:document xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0'>", "is an OpenDocument file in one piece (.fodt); convert it first: soffice --headless --convert-to docx FILE"),
        (b"<?xml version='1.0'?><pkg:package xmlns:pkg='http://schemas.microsoft.com/office/2006/xmlPackage'>", "is a Word document saved as XML; convert it first: soffice --headless --convert-to docx FILE"),
        (b"<?xml version='1.0'?><rss></rss>", "is XML, but no web page; save it as HTML or text first"),
        (zipped(xl__workbook_xml="x"), "is a workbook, no plan"),
        (zipped(OFD_xml="x"), "is an OFD document; save it as PDF first"),
        (zipped(plan_txt="x"), "is a zip archive without a Word document in it; unpack it first"),
        (zipped(), "is a zip archive without a Word document in it; unpack it first"),
        (b"\x1f\x8b\x08", "is compressed with gzip; unpack it first"), (b"Rar!\x1a\x07\x00", "is a RAR archive; unpack it first"),
        (b"7z\xbc\xaf\x27\x1c", "is a 7z archive; unpack it first"), (b"\xff\xd8\xff\xe0", "is a picture; recognise its text first (OCR)"),
        (b"\x89PNG\r\n\x1a\n", "is a picture; recognise its text first (OCR)"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_to_do(data: bytes, said: str) -> None:
    with pytest.raises(SourceError) as caught:
        read_source(data, "plan.txt")
    assert caught.value.message == said


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
@pytest.mark.parametrize("name", FORMATS)
def test_the_same_plan_gives_the_same_data_in_every_format(name: str, path: Path) -> None:
    text, other = parse(path), parse(FORMATS[name](taken_apart(path)), with_text=True)
    one, two = what_it_says(text), what_it_says(other)
    for part in PARTS:
        assert not one[part] - two[part]
        assert not two[part] - one[part]
    assert other.metadata == text.metadata
    holds(other, other.source.text or "")
    if other.source.format in {"html", "docx"}:
        rows = [*other.targets, *other.achievements, *(m for p in other.projects for m in p.mentions)]
        assert all(row.locator is not None for row in rows)


def test_the_table_of_readers_names_every_format() -> None:
    table = DOCUMENT.read_text(encoding="utf-8").partition(BEGIN)[2]
    assert [name for name in FORMATS if f"| {name} |" not in table] == [], "run python benchmarks/readers.py --write"


def test_agreement() -> None:
    one, other = what_it_says(parse("一、目标\n到2025年，产值达到5亿元。")), what_it_says(parse("一、目标\n到2025年，产值达到6亿元。"))
    assert [round(f1([(one[part], other[part])]), 2) for part in PARTS] == [0.67, 0.0, 1.0]


# -- blocks


@st.composite
def transcripts(draw: st.DrawFn) -> Source:
    """What a reader could write: any blocks of any kinds, in any order."""
    written = Transcript(100_000)
    words = st.text(st.sampled_from([*"第一章节（）1234.、，。；：％%亿元年到达2025增长推进项目区广场表注目录-—|\t\n\r\f \u3000\xa0\u2028\0", "\ud800"]), max_size=30)
    for page in range(draw(st.integers(0, 12))):
        kind = draw(st.sampled_from([*BlockKind, "end"]))
        if kind == "end":
            written.end_page()
        elif kind is BlockKind.TABLE:
            cells = st.builds(TableCell, words, st.integers(-1, 4), st.integers(-1, 70))
            written.table(draw(st.lists(st.lists(cells, max_size=4), max_size=4)), Locator(page=page))
        else:
            written.add(draw(words), BlockKind(kind), Locator(page=page), level=draw(st.integers(0, 9)))
    return written.source("x", "pdf", "utf-8", b"")


@given(transcripts())
@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
def test_whatever_a_reader_writes_its_blocks_lie_in_order_and_its_plan_holds(source: Source) -> None:
    at = 0
    for block in source.blocks:
        assert at <= block.start < block.end <= len(source.text)
        assert block.start == 0 or source.text[block.start - 1] in "\n\f"
        assert source.text[block.start : block.end].strip()
        assert source.locator(block.start) == block.locator
        assert all(block.start <= cell.start <= cell.end <= block.end for cell in block.cells)
        at = block.end
    from plan_extract.pipeline import extract

    plan = extract(source, load_rules())
    holds(plan, source.text)
    flow = lay_out(source, load_rules())
    covered = [node.span for node in nodes(plan.outline) if not node.children]
    covered += [piece.span for piece in plan.front_matter]
    covered += flow.furniture
    left, end = "", 0
    for a, b in sorted(covered):
        left += source.text[end:a]
        end = max(end, b)
    assert not [c for c in left + source.text[end:] if not c.isspace() and c.isprintable()]


def test_cells_that_reach_further_than_a_table_can() -> None:
    written = Transcript(1000)
    written.table([[TableCell("一", colspan=9999), TableCell("二")], [TableCell("三", rowspan=9999)], [TableCell("四")]])
    source = written.source("x", "docx", "utf-8", b"")
    assert [(source.text[c.start : c.end], c.row, c.column, c.colspan) for c in source.blocks[0].cells] == [
        ("一", 0, 0, 64), ("三", 1, 0, 1), ("四", 2, 1, 1),
    ]


def test_a_text_longer_than_allowed_is_refused_while_it_is_written() -> None:
    written = Transcript(10)
    written.add("一二三四五")
    with pytest.raises(SourceError, match="has more than 10 characters"):
        written.add("一二三四五")
    for make in (FORMATS["HTML, clean"], FORMATS["docx, labels typed"], FORMATS["Markdown"]):
        with pytest.raises(SourceError, match="has more than 1000 characters"):
            parse(make(taken_apart(SAMPLE)), max_chars=1000)


def test_places_outside_of_blocks_have_no_locator() -> None:
    source = Source("x", "pdf", "utf-8", "", "一\n\n二", (Block(0, 1, locator=Locator(page=1)), Block(3, 4, locator=Locator(page=2))))
    assert [source.locator(at) and source.locator(at).page for at in range(4)] == [1, None, None, 2]  # type: ignore[union-attr]


def test_text_has_no_blocks_and_its_output_does_not_name_them() -> None:
    written = dump(parse("一、发展目标\n到2025年，地区生产总值达到600亿元。", with_text=True))
    assert "locator" not in written
    assert "blocks" not in written


def test_a_document_with_blocks_is_loaded_as_it_was() -> None:
    plan = parse(FORMATS["HTML, clean"](taken_apart(PLANS[1])), with_text=True)
    assert plan.source.blocks
    for written in ("json", "yaml"):
        assert load(dump(plan, written)) == plan  # type: ignore[arg-type]


# -- any bytes

TAGS = st.sampled_from([
    "<p>", "</p>", "<div>", "</div>", "<br>", "<table>", "<tr>", "<td rowspan=3>", "<td colspan=2>", "</table>", "<h1>", "<h6>",
    "<ol><li>", "<span style='display:none'>", "<a href=x>", "</a>", "<b>", "<nav>", "<pre>", "<sup>[1]</sup>", "<!--", "-->", "<script>",
    "</script>", "&nbsp;", "&#x110000;", "&#0;", "<meta charset=gbk>", "<frameset>", "<select>", "<svg>", "<template>", "<td>", "\0", "\x0b",
    "第一章 总则", "到2025年，产值达到5亿元。", "指标", "2025年", "——", "\ud7ff", "\u202e", "\n", "　　", "<", ">", '"', "'", "=",
])
MARKS = st.sampled_from([
    "# ", "## ", "**", "*", "_", "`", "|", "---", "| a | b |\n", "|---|---|\n", "- ", "> ", "[^1]", "[", "](", ")", "![", "\\", "\n", "\n\n",
    "~~", "<br>", "<!--", "```", "===", "1. ", "第一章 总则", "到2025年，产值达到5亿元。", "指标", "2025年", "\r\n", "\u2028", "\t", "    ",
])
XML = st.sampled_from([
    "<w:p>", "</w:p>", "<w:r>", "</w:r>", "<w:t>第一章</w:t>", "<w:t>到2025年，产值达到5亿元。</w:t>", "<w:tbl>", "</w:tbl>", "<w:tr>", "</w:tr>", "<w:tc>",
    "</w:tc>", "<w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr>", "<w:tcPr><w:vMerge/><w:gridSpan w:val='-3'/></w:tcPr>", "<w:br/>",
    "<w:fldChar w:fldCharType='begin'/>", "<w:fldChar w:fldCharType='end'/>", "<w:instrText>TOC</w:instrText>", "<w:txbxContent>",
    "</w:txbxContent>", "<w:pict>", "</w:pict>", "<w:footnoteReference w:id='1'/>", "<w:sdt>", "</w:sdt>", "<w:sym w:char='F06C'/>",
    "<w:rPr><w:del/></w:rPr>", "<w:outlineLvl w:val='1'/>", "&amp;", "&x;", "<!-- -->", "<![CDATA[x]]>",
])


def parsed(data: bytes) -> Plan | None:
    try:
        plan = parse(data, with_text=True)
    except SourceError as error:
        assert "\n" not in str(error)  # noqa: PT017
        return None
    holds(plan, plan.source.text or "")
    return plan


@given(st.lists(TAGS, max_size=60).map("".join), st.sampled_from(["utf-8", "gb18030"]))
@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_page_is_read_or_refused(body: str, encoding: str) -> None:
    parsed(b"<html>" + body.encode(encoding, "replace"))


@given(st.lists(MARKS, max_size=60).map("".join))
@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_markdown_is_read_and_stays_as_it_stands(body: str) -> None:
    text = "# 第一章\n\n# 第二章\n\n" + body
    plan = parsed(text.encode())
    assert plan is not None
    assert (plan.source.text, plan.source.format) == (text, "md")


@given(st.lists(XML, max_size=40).map("".join))
@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_word_file_is_read_or_refused(body: str) -> None:
    head, tail = WORD.split("<w:p>", maxsplit=1)[0], "</w:body></w:document>"
    numbering = WORD.split("<w:body>", maxsplit=1)[0].replace("document", "numbering")
    numbers = "<w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'><w:lvlText w:val='第%1章%9'/></w:lvl></w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>"
    parsed(archive({"document.xml": head + body + tail, "numbering.xml": f"{numbering}{numbers}</w:numbering>"}))


@given(st.data())
@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
def test_damaged_files_are_read_or_refused(data: st.DataObject) -> None:
    whole = FORMATS[data.draw(st.sampled_from([name for name in FORMATS if name.startswith(("docx", "HTML"))]))](taken_apart(PLANS[1]))
    at = data.draw(st.integers(0, len(whole) - 1))
    damaged = whole[:at] if data.draw(st.booleans()) else whole[:at] + data.draw(st.binary(max_size=8)) + whole[at + 3 :]
    parsed(damaged)
