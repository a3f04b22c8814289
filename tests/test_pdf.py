"""PDF: what is printed is read in the order in which a person reads it; what cannot be read is refused in one line."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

pytest.importorskip("pypdfium2")
pytest.importorskip("reportlab")

from plan_extract import SourceError, parse
from plan_extract.blocks import BlockKind
from plan_extract.readers import pdf, read_source
from plan_extract.source import Source
from printing import FONT, HEIGHT, LEFT, WIDTH, Printer, page_of

FILLING = "坚持稳中求进工作总基调，完整准确全面贯彻新发展理念，统筹发展和安全，推动经济社会发展取得新成效。"


def source(data: bytes) -> Source:
    return read_source(data, "plan.pdf")


def texts(data: bytes, kind: BlockKind | None = None) -> list[str]:
    found = source(data)
    return [
        found.text[b.start : b.end] for b in found.blocks
        if (b.kind is kind if kind else b.kind not in {BlockKind.FURNITURE, BlockKind.NOTE})
    ]


def test_lines_make_up_paragraphs() -> None:
    printed = Printer()
    paragraphs = ["第一章　发展目标", FILLING * 2, "到2025年，地区生产总值达到900亿元。", FILLING * 3, FILLING * 2, FILLING * 2]
    for paragraph in paragraphs:
        printed.paragraph(paragraph)
    assert texts(printed.done()) == paragraphs


def test_paragraphs_go_on_over_the_end_of_a_page_past_running_heads_and_page_numbers() -> None:
    printed = Printer(head="东湖区“十四五”规划纲要", numbers="— {} —")
    paragraphs = [f"（{n}）" + FILLING * (3 + n % 4) for n in range(30)]
    for paragraph in paragraphs:
        printed.paragraph(paragraph)
    assert printed.page >= 4
    data = printed.done()
    assert texts(data) == paragraphs
    assert texts(data, BlockKind.FURNITURE)[0] == "东湖区“十四五”规划纲要\n— 1 —"
    found = source(data)
    crossing = next(block for block in found.blocks if block.turns)
    assert crossing.locator is not None
    first = crossing.locator.page
    assert found.locator(crossing.start) == (first, None, None)
    assert found.locator(crossing.end - 1) == (first + 1, None, None)


def test_rows_know_their_page() -> None:
    printed = Printer(numbers="{}")
    for n in range(40):
        printed.paragraph(FILLING if n != 30 else "到2025年，地区生产总值达到900亿元。")
    plan = parse(printed.done())
    assert [(t.indicator, t.value, t.locator and t.locator.page) for t in plan.targets] == [("地区生产总值", 900, 2)]


def test_a_line_that_is_one_full_stop_is_not_lost() -> None:
    printed = Printer()
    printed.line("推进东湖广场建设")
    printed.line("。")
    assert "".join(texts(printed.done())) == "推进东湖广场建设。"


def test_columns_are_read_one_after_the_other() -> None:
    printed = Printer(size=10)
    printed.canvas.setFont(FONT, 10)
    printed.at(200, 800, "东湖区国民经济和社会发展规划纲要", 16)
    lines = printed.broken(FILLING * 18, 215, 20)
    half = -(-len(lines) // 2)
    for n, line in enumerate(lines):
        printed.at((LEFT if n < half else 310) + 20 * (n == 0), 760 - 16 * (n % half), line)
    assert texts(printed.done()) == ["东湖区国民经济和社会发展规划纲要", FILLING * 18]


HEAD = ["指标名称", "单位", "2020年", "2025年", "属性"]
ROWS = [
    ["地区生产总值", "亿元", "600", "900", "预期性"],
    ["规模以上工业企业研究与试验发展经费支出占营业收入比重", "%", "1.5", "2.2", "预期性"],
    ["单位地区生产总值能源消耗降低", "%", "—", "〔13.5〕", "约束性"],
    ["森林覆盖率", "%", "21.3", "23", "约束性"],
]
WIDTHS = [150, 60, 80, 80, 80]


@pytest.mark.parametrize("ruled", [True, False], ids=["ruled", "not ruled"])
def test_tables_of_indicators(ruled: bool) -> None:
    printed = Printer()
    printed.paragraph("第一章　发展目标")
    printed.paragraph(FILLING * 3)
    printed.paragraph("专栏1　“十四五”主要指标", 8)
    printed.table([HEAD, *ROWS], WIDTHS, ruled=ruled)
    printed.paragraph(FILLING * 3)
    plan = parse(printed.done())
    assert [(t.indicator, t.value, t.unit, t.measure, t.binding) for t in plan.targets] == [
        ("地区生产总值", 900, "亿元", "level", "预期性"),
        ("规模以上工业企业研究与试验发展经费支出占营业收入比重", 2.2, "%", "level", "预期性"),
        ("单位地区生产总值能源消耗降低", 13.5, "%", "decline", "约束性"),
        ("森林覆盖率", 23, "%", "level", "约束性"),
    ]
    assert [(a.indicator, a.value, a.year) for a in plan.achievements] == [
        ("地区生产总值", 600, 2020),
        ("规模以上工业企业研究与试验发展经费支出占营业收入比重", 1.5, 2020),
        ("森林覆盖率", 21.3, 2020),
    ]


def test_a_table_goes_on_over_the_end_of_a_page_under_its_head_printed_anew() -> None:
    printed = Printer(numbers="{}")
    for _ in range(9):
        printed.paragraph(FILLING * 2)
    printed.y = 200
    printed.table([HEAD, ROWS[0], ROWS[1]], WIDTHS)
    printed.turn()
    printed.table([HEAD, *ROWS[2:]], WIDTHS)
    printed.paragraph(FILLING)
    found = source(printed.done())
    (table,) = (block for block in found.blocks if block.kind is BlockKind.TABLE)
    names = [found.text[c.start : c.end] for c in table.cells if c.column == 0]
    assert names == [HEAD[0], *(row[0] for row in ROWS)]
    assert [found.locator(c.start).page for c in table.cells if c.column == 0] == [1, 1, 1, 2, 2]  # type: ignore[union-attr]


def test_text_in_a_frame_is_text() -> None:
    printed = Printer()
    printed.paragraph(FILLING * 2)
    printed.y -= 10
    top = printed.y + 14
    printed.left, printed.right = LEFT + 6, 516
    inside = ["专栏2　重大工程", "1.产业工程。" + FILLING * 3, "2.交通工程。" + FILLING * 2]
    for paragraph in inside:
        printed.paragraph(paragraph)
    printed.canvas.rect(LEFT, printed.y + 4, 450, top - printed.y - 4)
    printed.left, printed.right = LEFT, 522
    printed.y -= 10
    printed.paragraph(FILLING * 3)
    assert texts(printed.done()) == [FILLING * 2, *inside, FILLING * 3]


def test_raised_and_lowered_characters() -> None:
    printed = Printer()
    printed.paragraph(FILLING * 3)
    x = printed.at(LEFT + 24, printed.y, "建成区面积达到30km")
    x = printed.at(x, printed.y + 5, "2", 7)
    x = printed.at(x, printed.y, "，减排CO")
    x = printed.at(x, printed.y - 2, "2", 7)
    x = printed.at(x, printed.y, "等气体3万吨")
    x = printed.at(x, printed.y + 5, "①", 7)
    printed.at(x, printed.y, "。")
    printed.canvas.line(LEFT, 100, LEFT + 140, 100)
    printed.at(LEFT, 85, "① 按2020年价格计算。", 9)
    data = printed.done()
    assert texts(data)[1] == "建成区面积达到30km²，减排CO2等气体3万吨。"
    assert texts(data, BlockKind.NOTE) == ["① 按2020年价格计算。"]


def test_contents_with_leaders_stay_lines() -> None:
    printed = Printer()
    entries = [f"第{c}章　发展目标" for c in "一二三四五六七八"]
    for n, entry in enumerate(entries):
        x = printed.at(LEFT, 700 - 24 * n, entry)
        printed.at(x, 700 - 24 * n, "." * int((500 - x) / 3.4))
        printed.at(505, 700 - 24 * n, str(n + 1))
    assert [text.rstrip(" .0123456789") for text in texts(printed.done())] == entries


def test_what_is_printed_askew_is_left_out() -> None:
    printed = Printer()
    printed.canvas.saveState()
    printed.canvas.rotate(45)
    printed.at(400, 100, "征求意见稿", 40)
    printed.canvas.restoreState()
    printed.paragraph(FILLING * 2)
    assert texts(printed.done()) == [FILLING * 2]


def test_a_page_set_sideways_reads_like_the_others() -> None:
    upright = Printer()
    upright.paragraph(FILLING * 4)
    by_entry = Printer()
    by_entry.canvas.setPageRotation(90)
    by_entry.canvas.translate(WIDTH, 0)
    by_entry.canvas.rotate(90)
    by_entry.y = 500
    by_entry.paragraph(FILLING * 4)
    by_text = Printer()
    by_text.canvas.translate(0, HEIGHT)
    by_text.canvas.rotate(-90)
    by_text.y = 500
    by_text.paragraph(FILLING * 4)
    for printed in (upright, by_entry, by_text):
        assert texts(printed.done()) == [FILLING * 4]


def test_bookmarks_say_what_is_a_heading() -> None:
    printed = Printer()
    printed.canvas.bookmarkPage("a")
    printed.canvas.bookmarkPage("b")
    printed.canvas.addOutlineEntry("发展基础", "a", 0)
    printed.canvas.addOutlineEntry("发展 成就", "b", 1)
    for paragraph in ("发展基础", "发展成就", FILLING):
        printed.paragraph(paragraph)
    found = source(printed.done())
    assert [(b.kind, b.level) for b in found.blocks] == [
        (BlockKind.HEADING, 1), (BlockKind.HEADING, 2), (BlockKind.PARAGRAPH, 0)]


def test_radicals_and_characters_beyond_the_first_plane() -> None:
    printed = Printer()
    printed.line("𠮷林市⽣态⻓廊")
    assert texts(printed.done()) == ["𠮷林市生态长廊"]


# What is refused.


def refusal(data: bytes) -> str:
    with pytest.raises(SourceError) as caught:
        source(data)
    assert "\n" not in caught.value.message
    return caught.value.message


def test_locked_files() -> None:
    locked = Printer(password="secret")  # noqa: S106
    locked.paragraph(FILLING)
    assert refusal(locked.done()).startswith("is a PDF locked with a password; unlock it first: qpdf --decrypt")
    open_to_all = Printer(password="")
    open_to_all.paragraph(FILLING)
    assert texts(open_to_all.done()) == [FILLING]


def test_scanned_files() -> None:
    from PIL import Image

    picture = io.BytesIO()
    Image.new("RGB", (60, 80), "white").save(picture, "PNG")
    picture.seek(0)
    from reportlab.lib.utils import ImageReader

    scanned = Printer()
    scanned.canvas.drawImage(ImageReader(picture), 0, 0, WIDTH, HEIGHT)
    assert refusal(scanned.done()).startswith("is a PDF without a text layer (scanned pages); recognise its text first")
    partly = Printer()
    partly.paragraph(FILLING * 3)
    partly.turn()
    partly.canvas.drawImage(ImageReader(picture), 0, 0, WIDTH, HEIGHT)
    plan = parse(partly.done())
    assert [d.message for d in plan.diagnostics if d.code == "E102"] == [
        "pages 2 hold pictures and no text, which were not read: run ocrmypdf first"]
    assert "without a text layer" in refusal(Printer().done())


def test_fonts_that_do_not_say_what_they_show() -> None:
    font = (b"<< /Type /Font /Subtype /Type0 /BaseFont /Lost /Encoding /Identity-H /DescendantFonts [<< /Type /Font "
            b"/Subtype /CIDFontType2 /BaseFont /Lost /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) "
            b"/Supplement 0 >> /FontDescriptor << /Type /FontDescriptor /FontName /Lost /Flags 4 /FontBBox [0 0 1 1] "
            b"/ItalicAngle 0 /Ascent 0 /Descent 0 /CapHeight 0 /StemV 0 >> >>] >>")
    content = b"BT /F1 12 Tf 72 700 Td <" + b"".join(b"%04x" % n for n in range(500, 530)) + b"> Tj ET"
    assert "whose fonts do not say which characters they show (30 of 30)" in refusal(page_of(content, font))


@pytest.mark.parametrize("cut", [12, 100, 0.3, 0.7])
def test_truncated_files_are_refused_or_read(cut: float) -> None:
    printed = Printer()
    printed.paragraph(FILLING * 20)
    data = printed.done()
    part = data[: int(cut if cut > 1 else cut * len(data))]
    try:
        read = texts(part)
    except SourceError as error:
        assert "PDF" in error.message or "text" in error.message  # noqa: PT017
    else:
        assert FILLING in "".join(read)


def test_what_the_reader_needs_and_may_take(monkeypatch: pytest.MonkeyPatch) -> None:
    printed = Printer()
    for _ in range(4):
        printed.paragraph(FILLING * 9)
        printed.turn()
    data = printed.done()
    with pytest.raises(SourceError, match="has more than 500 characters"):
        read_source(data, "plan.pdf", max_chars=500)
    with monkeypatch.context() as patched:
        patched.setattr(pdf, "MAX_PAGES", 2)
        patched.setitem(pdf._FAULTS, "pages", "more than 2 pages")  # noqa: SLF001
        assert refusal(data) == "more than 2 pages"
    with monkeypatch.context() as patched:
        patched.setattr(pdf, "SECONDS", 0)
        assert "took more than 0 s" in refusal(data)
    with monkeypatch.context() as patched:
        patched.setattr(pdf, "MEGABYTES", 30)
        if sys.platform == "linux":
            assert refusal(data).startswith("is a PDF that ")
    with monkeypatch.context() as patched:
        patched.setitem(sys.modules, "pypdfium2", None)
        assert "pip install 'plan-extract[pdf]'" in refusal(data)


def test_a_library_that_breaks_down_does_no_harm(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    fake = tmp_path / "pypdfium2.py"
    fake.write_text("import os, signal\nos.kill(os.getpid(), signal.SIGSEGV)\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    printed = Printer()
    printed.paragraph(FILLING)
    assert "broke the library which reads it (signal 11)" in refusal(printed.done())
