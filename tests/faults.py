"""What can be wrong with what the program is given, made on the spot, and the line that it prints."""

from __future__ import annotations

import io
import os
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent / "fuzz"))

from seeds import seeds, web_page, word_file, word_xml

__all__ = ["FAULTS", "Fault", "Told", "missing", "tell"]

PLAN = "第一章 发展目标\n到2025年，地区生产总值达到900亿元，城镇化率达到65%。推进东湖广场建设。\n"
_NAMESPACE = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


class Fault(NamedTuple):
    """A fault: its group, what it is, how a folder is prepared, and the arguments of the command."""

    group: str
    name: str
    make: Callable[[Path], None]
    arguments: tuple[str, ...] = ("parse", "plan", "-o", "out.yaml")
    needs: str = ""


class Told(NamedTuple):
    """What the program did: its exit code, what it printed on standard error, and what it left behind."""

    code: int
    err: str
    out: str
    left: list[str]


def missing(fault: Fault) -> str:
    """Why the fault cannot be made here; nothing where it can."""
    if fault.needs == "user" and hasattr(os, "geteuid") and os.geteuid() == 0:
        return "root may read everything"
    if fault.needs == "reportlab" and find_spec("reportlab") is None:
        return "reportlab is not installed"
    if fault.needs in {"linux", "links", "user"} and not sys.platform.startswith("linux"):
        return "Linux only"
    return ""


def tell(fault: Fault, folder: Path) -> Told:
    """Make the fault in `folder` and run the command there."""
    fault.make(folder)
    before = {path.name for path in folder.iterdir()}
    # Words that are no text on a command line come as bytes.
    command = [os.fsencode(word) for word in (sys.executable, "-m", "plan_extract", *fault.arguments)]
    done = subprocess.run(
        command, cwd=folder, capture_output=True, check=False, timeout=120, stdin=subprocess.DEVNULL,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", "LC_ALL": "C.UTF-8"},
    )
    left = sorted({path.name for path in folder.iterdir()} - before)
    return Told(done.returncode, done.stderr.decode("utf-8", "replace"), done.stdout.decode("utf-8", "replace"), left)


def holds(data: bytes) -> Callable[[Path], None]:
    """A folder with the file ``plan`` in it."""
    def make(folder: Path) -> None:
        (folder / "plan").write_bytes(data)

    return make


def nothing(_: Path) -> None:
    """A folder with nothing in it."""


def bomb() -> bytes:
    """A docx of 300 KB that unpacks to 300 MB."""
    blank = b" " * 1_000_000
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word_file(b"x"))) as plain, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in plain.namelist()[:2]:
            archive.writestr(name, plain.read(name))
        with archive.open("word/document.xml", "w", force_zip64=True) as part:
            part.write(b"<w:document " + _NAMESPACE + b"><w:body>")
            for _ in range(300):
                part.write(blank)
            part.write(b"</w:body></w:document>")
    return file.getvalue()


def laughs(unit: bytes = b"&a;") -> bytes:
    """The XML of a docx whose entities stand for each other ten times over."""
    entities = b'<!ENTITY a "ha">' + b"".join(
        b'<!ENTITY a%d "%b">' % (n, (b"&a%d;" % (n - 1) if n else unit) * 10) for n in range(9))
    return (b'<?xml version="1.0"?><!DOCTYPE w [' + entities + b"]><w:document " + _NAMESPACE
            + b"><w:body><w:p><w:r><w:t>&a8;</w:t></w:r></w:p></w:body></w:document>")


def outside() -> bytes:
    """The XML of a docx that asks for a file of the reader's."""
    return (b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document ' + _NAMESPACE
            + b"><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>")


def locked_office() -> bytes:
    """The container of an Office file with a password."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "EncryptedPackage".encode("utf-16-le") + bytes(500)


def old_word() -> bytes:
    """The container of a .doc."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "WordDocument".encode("utf-16-le") + bytes(500)


def faulty_pdf(kind: str) -> bytes:
    """A PDF with a fault."""
    from printing import Printer, page_of

    if kind == "locked":
        printed = Printer(password="secret")  # noqa: S106
        printed.paragraph(PLAN)
        return printed.done()
    if kind == "nothing but numbers of glyphs":
        font = (b"<< /Type /Font /Subtype /Type0 /BaseFont /Lost /Encoding /Identity-H /DescendantFonts [<< /Type /Font "
                b"/Subtype /CIDFontType2 /BaseFont /Lost /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) "
                b"/Supplement 0 >> >>] >>")
        return page_of(b"BT /F1 12 Tf 72 700 Td <" + b"".join(b"%04x" % n for n in range(500, 530)) + b"> Tj ET", font)
    if kind == "page of blanks":
        import zlib

        once = zlib.compress(b" " * 200_000_000, 9)
        return page_of(b"", b"null").replace(
            b"<< /Length 0 >>\nstream\n\nendstream",
            b"<< /Length %d /Filter /FlateDecode >>\nstream\n%b\nendstream" % (len(once), once))
    return Printer().done() if kind == "scanned" else next(seeds("pdf"))[:300]


def pdf(kind: str) -> Callable[[Path], None]:
    """A folder with such a PDF; it is made when it is needed, by a library that may be missing."""
    def make(folder: Path) -> None:
        (folder / "plan").write_bytes(faulty_pdf(kind))

    return make


def rules(data: bytes) -> Callable[[Path], None]:
    """A folder of rules beside a plan."""
    def make(folder: Path) -> None:
        (folder / "plan").write_text(PLAN, "utf-8")
        (folder / "rules").mkdir()
        (folder / "rules" / "phrases.yaml").write_bytes(data)

    return make


def document(data: bytes) -> Callable[[Path], None]:
    """Two documents to be compared, of which one is no document."""
    def make(folder: Path) -> None:
        (folder / "old.json").write_bytes(data)
        (folder / "new.txt").write_text(PLAN, "utf-8")

    return make


def pipe(folder: Path) -> None:
    """A pipe that nobody writes to."""
    os.mkfifo(folder / "plan")


def loop(folder: Path) -> None:
    """A link that leads to itself."""
    (folder / "plan").symlink_to("plan")


def unreadable(folder: Path) -> None:
    """A file that may not be read."""
    (folder / "plan").write_text(PLAN, "utf-8")
    (folder / "plan").chmod(0)


def empty_folder(folder: Path) -> None:
    """A folder without plans."""
    (folder / "plan").mkdir()


RULES = ("parse", "plan", "--rules", "rules", "-o", "out.yaml")
DIFF = ("diff", "old.json", "new.txt", "-o", "out.json")
LINE = "到2025年，地区生产总值达到900亿元。"
COMPARED = b"\n".join([b"schema_version: '1.0'", b"a: &a [x, x, x]", b"b: &b [*a, *a, *a]", b"c: [*b, *b, *b]"])

FAULTS = [
    Fault("Files", "there is none", nothing),
    Fault("Files", "its name has blanks and quotes", nothing, ("parse", "a 'b' \"c\" 规划.txt", "-o", "out.yaml")),
    Fault("Files", "its name has line ends and commands for the terminal", nothing, ("parse", "a\nb\x1b[31m.txt", "-o", "out.yaml")),
    Fault("Files", "its name runs from right to left", nothing, ("parse", "a\u202etxt.exe", "-o", "out.yaml")),
    Fault("Files", "its name is no UTF-8", nothing, ("parse", os.fsdecode(b"\xff\xfe.txt"), "-o", "out.yaml"), "linux"),
    Fault("Files", "its name is too long", nothing, ("parse", "x" * 300, "-o", "out.yaml")),
    Fault("Files", "a link that leads to itself", loop, needs="links"),
    Fault("Files", "it may not be read", unreadable, needs="user"),
    Fault("Files", "a folder without plans", empty_folder),
    Fault("Files", "a pipe that nobody writes to", pipe, ("parse", "plan", "-o", "out.yaml", "--timeout", "1"), "linux"),
    Fault("Files", "larger than `--max-bytes`", holds(PLAN.encode() * 100), ("parse", "plan", "-o", "out.yaml", "--max-bytes", "1000")),
    Fault("Text", "NUL bytes", holds(b"\xe8\xa7\x84\xe5\x88\x92\0")),
    Fault("Text", "UTF-8 cut in the middle of a character", holds(PLAN.encode()[:-2])),
    Fault("Text", "no encoding that is known", holds(b"\xff\xff\xff\xff plan \x81")),
    Fault("Text", "another encoding than `--encoding` says", holds(PLAN.encode("gb18030")), ("parse", "plan", "-o", "out.yaml", "--encoding", "utf-8")),
    Fault("Text", "an encoding that does not exist", holds(PLAN.encode()), ("parse", "plan", "-o", "out.yaml", "--encoding", "klingon")),
    Fault("Text", "UTF-16 cut in the middle of a character", holds(PLAN.encode("utf-16")[:-1])),
    Fault("Text", "longer than `--max-chars`", holds(PLAN.encode() * 100), ("parse", "plan", "-o", "out.yaml", "--max-chars", "1000")),
    Fault("Text", "100 MB", holds(b"1,2\n" * 25_000_000)),
    Fault("Web pages", "5,000 elements within each other", holds(b"<html><body>" + b"<div>" * 5_000 + PLAN.encode() + b"</body></html>")),
    Fault("Web pages", "longer than `--max-chars`", holds(web_page(PLAN * 100).encode()), ("parse", "plan", "-o", "out.yaml", "--max-chars", "1000")),
    Fault("Word files", "an archive that unpacks to a thousand times its size", holds(bomb())),
    Fault("Word files", "entities that stand for each other (billion laughs)", holds(word_file(laughs()))),
    Fault("Word files", "an entity that asks for another file", holds(word_file(outside()))),
    Fault("Word files", "100,000 elements within each other", holds(word_file(b"<w:document " + _NAMESPACE + b">" + b"<w:p>" * 100_000))),
    Fault("Word files", "XML that breaks off", holds(word_file(word_xml(PLAN).encode()[:-40]))),
    Fault("Word files", "XML in an encoding that does not exist", holds(word_file(word_xml(PLAN).replace("UTF-8", "UTF-58").encode()))),
    Fault("Word files", "an archive that breaks off", holds(word_file(word_xml(PLAN).encode())[:-60])),
    Fault("Word files", "an archive whose directory lies", holds(word_file(word_xml(PLAN).encode()).replace(struct.pack("<H", 8), struct.pack("<H", 77)))),
    Fault("Word files", "locked with a password", holds(locked_office())),
    Fault("Word files", "a .doc", holds(old_word())),
    Fault("Word files", "an archive of something else", holds(b"PK\x03\x04" + bytes(100))),
    Fault("PDF", "locked with a password", pdf("locked"), needs="reportlab"),
    Fault("PDF", "scanned, without a text layer", pdf("scanned"), needs="reportlab"),
    Fault("PDF", "fonts that do not say what they show", pdf("nothing but numbers of glyphs"), needs="reportlab"),
    Fault("PDF", "a page that unpacks to a thousand times its size", pdf("page of blanks"), needs="reportlab"),
    Fault("PDF", "breaks off", pdf("breaks off"), needs="reportlab"),
    Fault("PDF", "nothing but a first line", holds(b"%PDF-1.7\n")),
    Fault("Other files", "RTF", holds(b"{\\rtf1\\ansi}")),
    Fault("Other files", "a picture", holds(b"\x89PNG\r\n\x1a\n")),
    Fault("Other files", "a gzip file", holds(b"\x1f\x8b\x08\0")),
    Fault("Other files", "a program", holds(b"\x7fELF\x02\x01")),
    Fault("Rules", "aliases that stand for each other (billion laughs)", rules(b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"), RULES),
    Fault("Rules", "a tag that would run code", rules(b"a: !!python/object/apply:os.system [id]\n"), RULES),
    Fault("Rules", "no YAML", rules(b"a: [\n"), RULES),
    Fault("Rules", "nested without end", rules(b"a: " + b"[" * 10_000), RULES),
    Fault("Rules", "a pattern that does not compile", rules(b'a:\n  pattern: "("\n  examples: [x]\n'), RULES),
    Fault("Rules", "a pattern that runs on for ever", rules(b'a:\n  pattern: "(?:a|aa)+$"\n  examples: [aa]\n'), RULES),
    Fault("Rules", "a rule that its own example is against", rules(b"a:\n  pattern: b\n  examples: [a]\n"), RULES),
    Fault("Documents", "aliases that stand for each other (billion laughs)", document(COMPARED), DIFF),
    Fault("Documents", "JSON that breaks off", document(b'{"schema_version": "1.0",'), DIFF),
    Fault("Documents", "nested without end", document(b'{"schema_version": ' + b"[" * 100_000), DIFF),
    Fault("Documents", "a field that is no field", document(b'{"schema_version": "1.0", "x": 1}'), DIFF),
    Fault("Output", "the disk is full", holds(LINE.encode()), ("parse", "plan", "-o", "/dev/full"), "linux"),
    Fault("Output", "its folder does not exist", holds(LINE.encode()), ("parse", "plan", "-o", "none/out.yaml")),
    Fault("Output", "it would replace the input", holds(LINE.encode()), ("parse", "plan", "-o", "plan", "-f", "yaml")),
    Fault("Output", "its suffix names no format", holds(LINE.encode()), ("parse", "plan", "-o", "out.exe")),
]
