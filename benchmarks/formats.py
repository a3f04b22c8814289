"""A plan in other formats: files made of its text when they are needed, so that readers can be held to the text.

A plan is taken apart by the program itself into headings, paragraphs and rows of tables, and written as a web page in
three dialects, as a Word file in two, as Markdown and in GB18030. What is compared afterwards is what readers do with
these files, not how the text was taken apart.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from functools import cache
from html import escape
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape as xml

import regex

from plan_extract.flow import Zone
from plan_extract.pipeline import read
from plan_extract.readers import read_source
from plan_extract.readers.numbering import label_of
from plan_extract.rules import load_rules

SAMPLE = Path(__file__).parents[1] / "data" / "raw" / "nanguan-2021.txt"


class Piece(NamedTuple):
    """A heading (with its label, if any, and its level), a paragraph, or a row of a table with its cells."""

    text: str
    level: int = 0
    label: str = ""
    cells: tuple[str, ...] = ()
    zone: Zone = Zone.BODY


@cache
def taken_apart(path: Path) -> tuple[Piece, ...]:
    """The pieces of the plan whose text lies at `path`."""
    reading = read(read_source(path.read_bytes(), path.name), load_rules())
    headings = {}
    for node in reading.outline.walk():
        for child in node.children:
            if child.is_heading:
                depth = len(reading.outline.path(child.start))
                headings[child.start] = (depth, node.label or "")
    pieces = []
    for paragraph in reading.flow.paragraphs:
        text = reading.flow.printed[paragraph.start : paragraph.end]
        level, label = headings.get(paragraph.start, (0, ""))
        cells = tuple(text.split("\t")) if text.count("\t") > 1 else ()
        pieces.append(Piece(text, level, label, cells, paragraph.zone))
    return tuple(pieces)


def tables_and_others(pieces: tuple[Piece, ...]) -> Iterator[Piece | list[Piece]]:
    """The pieces in order, the rows of each table as one list."""
    rows: list[Piece] = []
    for piece in (*pieces, Piece("")):
        if piece.cells:
            rows.append(piece)
            continue
        if rows:
            yield rows
            rows = []
        if piece.text:
            yield piece


# -- text


def gb18030(pieces: tuple[Piece, ...]) -> bytes:
    return "\r\n".join(piece.text for piece in pieces).encode("gb18030")


# -- Markdown


def markdown(pieces: tuple[Piece, ...]) -> bytes:
    lines = []
    for piece in tables_and_others(pieces):
        if isinstance(piece, list):
            rows = [f"| {' | '.join(row.cells)} |" for row in piece]
            lines.append("\n".join([rows[0], "|" + " --- |" * len(piece[0].cells), *rows[1:]]))
        elif piece.zone is Zone.TITLE:
            lines.append(f"# {piece.text}")
        elif piece.level:
            lines.append(f"{'#' * min(piece.level + 1, 6)} {piece.text}")
        else:
            lines.append(regex.sub(r"^(\p{Han}{4,12}。)", r"**\1**", piece.text, count=1))
    return "\n\n".join(lines).encode()


# -- web pages


def _row(cells: tuple[str, ...], tag: str = "td") -> str:
    return "<tr>" + "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in cells) + "</tr>"


def clean_page(pieces: tuple[Piece, ...]) -> bytes:
    """A page as one would write it today."""
    made = ["<!DOCTYPE html><html lang=zh><head><meta charset=utf-8><title>规划</title></head><body><main>"]
    for piece in tables_and_others(pieces):
        if isinstance(piece, list):
            head, *rows = piece
            made.append(f"<table><thead>{_row(head.cells, 'th')}</thead><tbody>")
            made += [*(_row(row.cells) for row in rows), "</tbody></table>"]
        elif piece.level:
            tag = f"h{min(piece.level + 1, 6)}"
            made.append(f"<{tag}>{escape(piece.text)}</{tag}>")
        else:
            made.append(f"<p>{escape(piece.text)}</p>")
    return "\n".join([*made, "</main></body></html>"]).encode()


def soup_page(pieces: tuple[Piece, ...]) -> bytes:
    """Lines parted by <br>, a <span> around every few characters, indents of full-width blanks, GB2312 declared."""
    made = ["<HTML><HEAD><META http-equiv=Content-Type content='text/html; charset=gb2312'></HEAD><BODY><DIV id=zoom>"]
    for piece in tables_and_others(pieces):
        if isinstance(piece, list):
            made += ["<TABLE border=1>", *(_row(row.cells).upper() for row in piece), "</TABLE>"]
            continue
        text, style = piece.text, "FONT-SIZE: 16pt; FONT-FAMILY: 仿宋_GB2312"
        spans = (escape(text[at : at + 37]) for at in range(0, len(text), 37))
        soup = "".join(f"<SPAN lang=EN-US style='{style}'><FONT face=宋体>{span}</FONT></SPAN>" for span in spans)
        if piece.level:
            soup = f"<STRONG>{soup}</STRONG>"
        made.append(f"&nbsp;　　{soup}<BR>\r\n<BR>")
    return "\r\n".join([*made, "</DIV></BODY></HTML>"]).encode("gb18030")


_PORTAL = """<html xmlns='http://www.w3.org/1999/xhtml'><head>
<meta http-equiv='Content-Type' content='text/html; charset=GBK'><style>.hidden{{display:none}}</style>
<script>var title='第一章 脚本';document.write('<p>第九章 到2025年达到99%</p>');</script></head><body>
<table width=1000 class=top><tr><td colspan=6><img src=logo.gif></td></tr><tr>{menu}</tr></table>
<table width=1000><tr><td class='wz'>您当前的位置：<a href=/>首页</a> &gt; <a href=/zc/>政务公开</a></td></tr></table>
<table width=1000><tr><td width=250 valign=top><div class=leftmenu><ul>{news}</ul></div></td>
<td width=750><table><tr><td><div style='display:none'>第一章 不显示的文字，到2025年达到99%。</div>
{plan}
</td></tr></table><div id='share'>分享到：<a href=#>微信</a> <a href=#>微博</a></div>
<div class='xgwz'><h3>相关文章</h3><ul>{news}</ul></div></td></tr></table>
<table width=1000 class=foot><tr><td>主办：某区人民政府办公室　网站标识码：1234567890<br>
版权所有 建议使用1024×768分辨率</td></tr></table></body></html>"""
_MENU = ["首页", "政务公开", "办事服务", "互动交流", "数据开放", "走进本区"]
_NEWS = "<li><a href='/t{0}.html'>第{0}次会议召开，部署{0}项重点工作</a><span>03-1{0}</span></li>"


def portal_page(pieces: tuple[Piece, ...]) -> bytes:
    """A site of old, laid out with tables, the plan in a cell of one, everything that such a site has around it."""
    made: list[str] = []
    for piece in tables_and_others(pieces):
        if isinstance(piece, list):
            made += ["<table border=1 class=MsoTableGrid>", *(_row(row.cells) for row in piece), "</table>"]
        elif piece.level:
            made.append(f"<p align=center class='hei'><b>{escape(piece.text)}</b></p>")
        else:
            made.append(f"<p style='text-indent:2em'>&#12288;&#12288;{escape(piece.text)}</p>")
    menu = "".join(f"<td><a href='/{n}/'>{name}</a></td>" for n, name in enumerate(_MENU))
    news = "".join(_NEWS.format(n) for n in range(1, 9))
    return _PORTAL.format(menu=menu, news=news, plan="\n".join(made)).encode("gb18030")


# -- Word files

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_W = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'"
_FORMS = (  # how a label is written, and how Word would count it
    (regex.compile(r"第([一二三四五六七八九十]+)篇"), "chineseCountingThousand", "第%1篇"),
    (regex.compile(r"第([一二三四五六七八九十]+)章"), "chineseCountingThousand", "第%1章"),
    (regex.compile(r"第([一二三四五六七八九十]+)节"), "chineseCountingThousand", "第%1节"),
    (regex.compile(r"([一二三四五六七八九十]+)、"), "chineseCounting", "%1、"),
    (regex.compile(r"([一二三四五六七八九十]+)"), "chineseCounting", "%1、"),
    (regex.compile(r"（([一二三四五六七八九十]+)）"), "chineseCounting", "（%1）"),
    (regex.compile(r"\(([一二三四五六七八九十]+)\)"), "chineseCounting", "(%1)"),
    (regex.compile(r"(\d+)"), "decimal", "%1、"),
    (regex.compile(r"（(\d+)）"), "decimal", "（%1）"),
    (regex.compile(r"\((\d+)\)"), "decimal", "(%1)"),
    (regex.compile(r"第(\d+)章"), "decimal", "第%1章"),
    (regex.compile(r"第(\d+)节"), "decimal", "第%1节"),
)


def archive(parts: dict[str, str]) -> bytes:
    """A docx with these parts of ``word/``."""
    kinds = {name: "document.main" if name == "document.xml" else name.removesuffix(".xml") for name in parts}
    types = "".join(
        f"<Override PartName='/word/{name}' ContentType='application/vnd.openxmlformats-officedocument."
        f"wordprocessingml.{kind}+xml'/>" for name, kind in kinds.items()
    )
    beside = "".join(
        f"<Relationship Id='r{n}' Type='{_OFFICE}/{kind}' Target='{name}'/>"
        for n, (name, kind) in enumerate(kinds.items()) if name != "document.xml"
    )
    files = {
        "[Content_Types].xml": f"<Types xmlns='{_PACKAGE}/content-types'><Default Extension='rels' ContentType="
        f"'application/vnd.openxmlformats-package.relationships+xml'/>{types}</Types>",
        "_rels/.rels": f"<Relationships xmlns='{_PACKAGE}/relationships'><Relationship Id='r' "
        f"Type='{_OFFICE}/officeDocument' Target='word/document.xml'/></Relationships>",
        "word/_rels/document.xml.rels": f"<Relationships xmlns='{_PACKAGE}/relationships'>{beside}</Relationships>",
        **{f"word/{name}": text for name, text in parts.items()},
    }
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, text in files.items():
            zipped.writestr(name, f"<?xml version='1.0' encoding='UTF-8'?>{text}")
    return held.getvalue()


def _run(text: str) -> str:
    return f"<w:r><w:t xml:space='preserve'>{xml(text)}</w:t></w:r>"


def _table(rows: list[Piece]) -> str:
    cells = ("".join(f"<w:tc><w:p>{_run(cell)}</w:p></w:tc>" for cell in row.cells) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def plain_docx(pieces: tuple[Piece, ...]) -> bytes:
    """Labels typed, no styles; every paragraph in several runs."""
    body = []
    for piece in tables_and_others(pieces):
        if isinstance(piece, list):
            body.append(_table(piece))
            continue
        runs = "".join(_run(piece.text[at : at + 50]) for at in range(0, len(piece.text), 50))
        body.append(f"<w:p><w:pPr><w:ind w:firstLineChars='200'/></w:pPr>{runs}</w:p>")
    return archive({"document.xml": f"<w:document {_W}><w:body>{''.join(body)}</w:body></w:document>"})


def styled_docx(pieces: tuple[Piece, ...]) -> bytes:
    """Headings in the styles of headings, their labels counted by Word wherever it can."""
    counted = _Counted()
    body = []
    for piece in tables_and_others(pieces):
        if isinstance(piece, list):
            body.append(_table(piece))
        elif piece.level:
            number, text = counted.take(piece)
            style = f"<w:pStyle w:val='{min(piece.level, 6)}'/>"
            body.append(f"<w:p><w:pPr>{style}{number}</w:pPr>{_run(text)}</w:p>")
        else:
            body.append(f"<w:p>{_run(piece.text)}</w:p>")
    styles = "".join(
        f"<w:style w:type='paragraph' w:styleId='{n}'><w:name w:val='heading {n}'/>"
        f"<w:pPr><w:outlineLvl w:val='{n - 1}'/></w:pPr></w:style>" for n in range(1, 7)
    )
    return archive({
        "document.xml": f"<w:document {_W}><w:body>{''.join(body)}</w:body></w:document>",
        "styles.xml": f"<w:styles {_W}>{styles}</w:styles>",
        "numbering.xml": counted.part(),
    })


class _Counted:
    """The lists of a Word file: one for each form of label, counted on as long as its numbers follow each other."""

    def __init__(self) -> None:
        self._last: dict[int, tuple[int, int]] = {}
        self._numberings: list[tuple[int, int]] = []

    def take(self, piece: Piece) -> tuple[str, str]:
        """The numbering of a heading, and its text without the label that Word prints."""
        for n, (pattern, form, text) in enumerate(_FORMS):
            found = pattern.fullmatch(piece.label)
            if found is None:
                continue
            values = {label_of(value, form): value for value in range(1, 100)}
            value = values.get(found[1])
            printed = text.replace("%1", found[1])
            if value is None or not piece.text.startswith(printed):
                continue
            number, last = self._last.get(n, (0, 0))
            if value != last + 1 or not number:
                self._numberings.append((n, value))
                number = len(self._numberings)
            self._last[n] = (number, value)
            given = f"<w:numPr><w:ilvl w:val='0'/><w:numId w:val='{number}'/></w:numPr>"
            return given, piece.text.removeprefix(printed).strip()
        return "", piece.text

    def part(self) -> str:
        """numbering.xml."""
        lists = "".join(
            f"<w:abstractNum w:abstractNumId='{n}'><w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='{form}'/>"
            f"<w:lvlText w:val='{text}'/></w:lvl></w:abstractNum>" for n, (_, form, text) in enumerate(_FORMS)
        )
        numberings = "".join(
            f"<w:num w:numId='{n}'><w:abstractNumId w:val='{of}'/><w:lvlOverride w:ilvl='0'>"
            f"<w:startOverride w:val='{start}'/></w:lvlOverride></w:num>"
            for n, (of, start) in enumerate(self._numberings, 1)
        )
        return f"<w:numbering {_W}>{lists}{numberings}</w:numbering>"


FORMATS: dict[str, Callable[[tuple[Piece, ...]], bytes]] = {
    "text in GB18030": gb18030,
    "Markdown": markdown,
    "HTML, clean": clean_page,
    "HTML, `<br>` and `<span>` soup, GB2312 declared": soup_page,
    "HTML, portal laid out with tables": portal_page,
    "docx, labels typed": plain_docx,
    "docx, styled and numbered by Word": styled_docx,
}
