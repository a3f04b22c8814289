"""What the fuzzers begin with: the made-up plans in every format that is read, and documents and rules."""

from __future__ import annotations

import html
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

from plan_extract import dump, parse

__all__ = ["FORMATS", "seeds", "word_file"]

MADE = Path(__file__).parent.parent / "made"
RULES = Path(__file__).parent.parent.parent / "rules"
FORMATS = ("txt", "md", "html", "mhtml", "docx", "docx-xml", "pdf", "document", "rules", "parse")
_LONGEST = 1_500  # characters of a seed: what is short is tried often

_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_LINKS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
_NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TABLE = (
    "<w:tbl>"
    + "".join(
        "<w:tr>" + "".join(f"<w:tc><w:p><w:r><w:t>{cell}</w:t></w:r></w:p></w:tc>" for cell in row) + "</w:tr>"
        for row in (("指标", "单位", "2020年", "2025年"), ("城镇化率", "%", "60", "65"))
    )
    + "</w:tbl>"
)


def texts() -> list[str]:
    """The beginnings of the made-up plans."""
    return [path.read_text("utf-8")[:_LONGEST] for path in sorted(MADE.glob("*.txt"))]


def word_xml(text: str) -> str:
    """The main part of a docx that says `text`."""
    lines = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t xml:space="preserve">{html.escape(line)}</w:t></w:r></w:p>'
        for line in text.splitlines()
    )
    return f'<?xml version="1.0" encoding="UTF-8"?><w:document {_NAMESPACE}><w:body>{lines}{_TABLE}</w:body></w:document>'


def word_file(document: bytes) -> bytes:
    """A docx whose main part is `document`."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _LINKS)
        archive.writestr("word/document.xml", document)
    return file.getvalue()


def web_page(text: str) -> str:
    """A page that says `text`, with what pages have around it."""
    body = "".join(f"<p>{html.escape(line)}<br></p>" for line in text.splitlines())
    table = "<table><tr><th rowspan=2>指标<th colspan=2>目标</tr><tr><td>2020年<td>2025年</tr></table>"
    return (
        '<!DOCTYPE html><html><head><meta charset="utf-8"><title>规划</title><script>x("<p>")</script></head>'
        f'<body><div class="nav"><a href="/">首页</a></div><div id="zoom">{body}{table}</div></body></html>'
    )


def seeds(kind: str) -> Iterator[bytes]:
    """The seeds of one of `FORMATS`."""
    for text in texts():
        match kind:
            case "parse":
                yield text[-400:].encode()
                yield text[400:700].encode("gb18030", "replace")
            case "txt":
                yield text.encode()
                yield text.encode("gb18030", "replace")
                yield text.encode("utf-16")
            case "md":
                yield ("# " + text.replace("\n第", "\n\n## 第") + "\n\n| 指标 | 2025年 |\n|---|---|\n| 城镇化率 | 65% |\n").encode()
            case "html":
                yield web_page(text).encode()
            case "mhtml":
                yield (
                    "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html; "
                    f"charset=utf-8\n\n{web_page(text)}\n--x--\n"
                ).encode()
            case "docx":
                yield word_file(word_xml(text).encode())
            case "docx-xml":
                yield word_xml(text[:600]).encode()
            case "pdf":
                from printing import Printer

                printed = Printer(head="规划纲要", numbers="- {} -")
                for line in text[:400].splitlines():
                    printed.paragraph(line)
                printed.table([["指标", "单位", "2025年"], ["城镇化率", "%", "65"]], [100, 60, 60])
                yield printed.done()
            case "document":
                plan = parse(text[:500])
                yield dump(plan).encode()
                yield dump(plan, "json").encode()
            case "rules":
                pass
    if kind == "rules":
        for path in sorted(RULES.glob("*.yaml")):
            yield path.read_bytes()[:800]
