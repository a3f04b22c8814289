"""PDF files for the tests, set with a font that every reader of PDF has: lines, paragraphs, tables, pages."""

from __future__ import annotations

import io
from collections.abc import Sequence

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen import canvas

FONT = "STSong-Light"
WIDTH, HEIGHT = 595, 842
LEFT, RIGHT, TOP, FOOT = 72, 522, 770, 72

pdfmetrics.registerFont(UnicodeCIDFont(FONT))


class Printer:
    """Sets text as a word processor does, from the top of a page to its foot."""

    def __init__(self, size: int = 12, *, head: str = "", numbers: str = "", password: str | None = None) -> None:
        self.file = io.BytesIO()
        lock = StandardEncryption(password, ownerPassword="owner", canPrint=0) if password is not None else None
        self.canvas = canvas.Canvas(self.file, pagesize=(WIDTH, HEIGHT), encrypt=lock, invariant=1)
        self.size, self.head, self.numbers = size, head, numbers
        self.left, self.right, self.y = LEFT, RIGHT, TOP
        self.page = 1
        self._begin()

    def _begin(self) -> None:
        self.y = TOP
        self.canvas.setFont(FONT, self.size)
        if self.head:
            self.at(WIDTH / 2 - 60, 800, self.head, 9)
        if self.numbers:
            self.at(WIDTH / 2 - 10, 40, self.numbers.format(self.page), 9)

    def turn(self) -> None:
        """Begin a new page."""
        self.canvas.showPage()
        self.page += 1
        self._begin()

    def at(self, x: float, y: float, text: str, size: float | None = None) -> float:
        """Set `text` at a place; the place where it ends."""
        size = size or self.size
        self.canvas.setFont(FONT, size)
        self.canvas.drawString(x, y, text)
        self.canvas.setFont(FONT, self.size)
        return x + pdfmetrics.stringWidth(text, FONT, size)

    def line(self, text: str, indent: float = 0) -> None:
        """Set one line."""
        if self.y < FOOT:
            self.turn()
        self.at(self.left + indent, self.y, text)
        self.y -= 1.6 * self.size

    def paragraph(self, text: str, indent: float = 2) -> None:
        """Set a paragraph, its first line set in by `indent` characters."""
        for n, line in enumerate(self.broken(text, self.right - self.left, indent * self.size)):
            self.line(line, indent * self.size * (n == 0))

    def broken(self, text: str, width: float, indent: float = 0) -> list[str]:
        """`text` broken into lines."""
        lines, room = [""], width - indent
        for char in text:
            if pdfmetrics.stringWidth(lines[-1] + char, FONT, self.size) > room and char not in "，。、；：”）》":
                lines.append("")
                room = width
            lines[-1] += char
        return lines

    def table(self, rows: Sequence[Sequence[str]], widths: Sequence[float], *, ruled: bool = True) -> None:
        """Set a table whose cells are as wide as `widths`; text is wrapped in them and centred from above to below."""
        step = 1.3 * self.size
        for row in rows:
            cells = [self.broken(text, width - 6) for text, width in zip(row, widths, strict=True)]
            height = max(map(len, cells)) * step + 4
            if self.y - height < FOOT:
                self.turn()
            x = self.left
            for lines, width in zip(cells, widths, strict=True):
                top = self.y - (height - len(lines) * step) / 2
                if ruled:
                    self.canvas.rect(x, self.y - height, width, height)
                for n, line in enumerate(lines):
                    self.at(x + 3, top - self.size - n * step, line)
                x += width
            self.y -= height
        self.y -= 2 * self.size

    def done(self) -> bytes:
        """The file."""
        self.canvas.showPage()
        self.canvas.save()
        return self.file.getvalue()


def bare_pdf(objects: Sequence[bytes]) -> bytes:
    """A PDF made of `objects`, of which the first is its catalogue."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def page_of(content: bytes, font: bytes) -> bytes:
    """A PDF of one page with the stream `content` and one font F1."""
    return bare_pdf([
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(content), content),
        font,
    ])
