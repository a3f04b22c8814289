"""A plan printed to PDF by the programs that people use, and by a library that sets it line by line."""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

from formats import Piece, clean_page, plain_docx, tables_and_others

__all__ = ["PRINTED"]

_BORDERS = "<w:tblPr><w:tblBorders>" + "".join(
    f"<w:{side} w:val='single' w:sz='4'/>" for side in ("top", "left", "bottom", "right", "insideH", "insideV")
) + "</w:tblBorders></w:tblPr>"
_STYLE = (
    "<style>body{font:11pt serif}p{text-indent:2em;margin:0;line-height:1.7;text-align:justify}"
    "h2,h3{text-align:center}table{border-collapse:collapse}td,th{border:1px solid;padding:2px 6px}</style></head>"
)


def _run(program: str, folder: Path, *arguments: str) -> None:
    path = shutil.which(program)
    if path is None:
        raise FileNotFoundError(2, f"{program} is not installed")
    subprocess.run([path, *arguments], cwd=folder, check=True, capture_output=True, timeout=180)


def by_writer(pieces: tuple[Piece, ...]) -> bytes:
    """A Word file, with ruled tables, printed by LibreOffice."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(plain_docx(pieces))) as old, zipfile.ZipFile(held, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"<w:tbl>", f"<w:tbl>{_BORDERS}".encode()))
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        (folder / "plan.docx").write_bytes(held.getvalue())
        home = (folder / "home").as_uri()
        _run("soffice", folder, f"-env:UserInstallation={home}", "--headless", "--convert-to", "pdf", "plan.docx")
        return (folder / "plan.pdf").read_bytes()


def by_browser(pieces: tuple[Piece, ...]) -> bytes:
    """A web page printed by Chromium, with its running heads and feet."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        (folder / "plan.html").write_bytes(clean_page(pieces).replace(b"</head>", _STYLE.encode(), 1))
        _run(
            "chromium", folder, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            f"--user-data-dir={folder / 'profile'}", "--print-to-pdf=plan.pdf", (folder / "plan.html").as_uri(),
        )
        return (folder / "plan.pdf").read_bytes()


def by_library(pieces: tuple[Piece, ...]) -> bytes:
    """Lines set by ReportLab, with a running head and page numbers."""
    sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
    from printing import Printer  # noqa: PLC0415, reportlab may be missing

    printed = Printer(head="国民经济和社会发展规划纲要", numbers="— {} —")
    for piece in tables_and_others(pieces):
        if isinstance(piece, list):
            printed.table([row.cells for row in piece], _widths([row.cells for row in piece]))
        else:
            printed.paragraph(piece.text, 0 if piece.level else 2)
    return printed.done()


def _widths(rows: Sequence[Sequence[str]]) -> list[float]:
    """Widths of columns, by what they hold."""
    columns = max(map(len, rows))
    longest = [max((len(row[at]) for row in rows if at < len(row)), default=1) + 2 for at in range(columns)]
    return [450 * length / sum(longest) for length in longest]


PRINTED: dict[str, Callable[[tuple[Piece, ...]], bytes]] = {
    "PDF, printed by LibreOffice": by_writer,
    "PDF, printed by Chromium": by_browser,
    "PDF, set by ReportLab with running heads": by_library,
}
