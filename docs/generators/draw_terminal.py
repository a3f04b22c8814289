"""Draw docs/images/terminal.svg from what the program prints: ``python docs/generators/draw_terminal.py``."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import unicodedata
from html import escape
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
OUTPUT = ROOT / "docs" / "images" / "terminal.svg"
SAMPLE = ROOT / "data" / "raw" / "nanguan-2021.txt"

# What is typed, and how much of what is said is shown.
SCENES = (
    ("plan-extract parse nanguan-2021.txt | grep -A 15 ^targets:", 16),
    ("plan-extract check nanguan-2021.txt | head -n 3", 3),
    ("plan-extract diff draft.txt nanguan-2021.txt", 8),
    ("plan-extract export nanguan-2021.txt plan.xlsx", 0),
)
WIDTH, LINE, LETTER, SIDE, TOP = 92, 20, 8.4, 18, 44
FONTS = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'Noto Sans Mono CJK SC', monospace"
COLOURS = {"back": "#14191f", "bar": "#232b34", "text": "#d7dde4", "typed": "#ffffff", "prompt": "#6fc7a4"}


def columns(text: str) -> int:
    """How many columns of a terminal a text takes."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def cut(text: str) -> str:
    """As much of a line as fits."""
    while columns(text) > WIDTH:
        text = text[:-2] + "…"
    return text


def printed() -> list[tuple[str, str]]:
    """The lines of the terminal, each with what it is."""
    lines: list[tuple[str, str]] = []
    environment = {**os.environ, "NO_COLOR": "1",
                   "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    with tempfile.TemporaryDirectory() as folder:
        text = SAMPLE.read_text(encoding="utf-8")
        (Path(folder) / "nanguan-2021.txt").write_text(text, encoding="utf-8")
        (Path(folder) / "draft.txt").write_text(text.replace("600亿元", "550亿元", 1), encoding="utf-8")
        for command, shown in SCENES:
            ran = subprocess.run(["bash", "-c", command], cwd=folder, env=environment, capture_output=True,  # noqa: S603, S607
                                 encoding="utf-8", check=False)
            if ran.stderr:
                raise SystemExit(ran.stderr)
            lines.append(("typed", command))
            lines += [("text", cut(line)) for line in ran.stdout.splitlines()[:shown]]
            lines.append(("text", ""))
    return [*lines, ("typed", "")]


def picture() -> str:
    """The terminal as SVG."""
    lines = printed()
    width, height = round(2 * SIDE + WIDTH * LETTER), TOP + LINE * len(lines) + 8
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">',
        f'<g font-family="{FONTS}" font-size="14">',
        "<title>plan-extract in a terminal</title>",
        f'<rect width="{width}" height="{height}" rx="8" fill="{COLOURS["back"]}"/>',
        f'<path d="M0 8a8 8 0 0 1 8-8h{width - 16}a8 8 0 0 1 8 8v20H0z" fill="{COLOURS["bar"]}"/>',
        *(f'<circle cx="{18 + 18 * n}" cy="14" r="5" fill="{colour}"/>'
          for n, colour in enumerate(("#e0635b", "#e1b04a", "#63b267"))),
    ]
    for n, (kind, text) in enumerate(lines):
        y = TOP + LINE * n + 6
        x = float(SIDE)
        if kind == "typed":
            parts.append(f'<text x="{x}" y="{y}" fill="{COLOURS["prompt"]}">$</text>')
            x += 2 * LETTER
        if text:
            # The width is said, so that columns stay in line whatever font there is.
            parts.append(f'<text x="{x:.1f}" y="{y}" fill="{COLOURS[kind]}" xml:space="preserve" '
                         f'textLength="{columns(text) * LETTER:.1f}" lengthAdjust="spacing">{escape(text)}</text>')
    return "\n".join([*parts, "</g></svg>"]) + "\n"


if __name__ == "__main__":
    OUTPUT.parent.mkdir(exist_ok=True)
    OUTPUT.write_text(picture(), encoding="utf-8")
