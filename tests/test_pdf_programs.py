"""The sample printed to PDF by the programs that people use says the same as its text."""

from __future__ import annotations

import html
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pypdfium2")

from plan_extract import Plan, parse
from plan_extract.models import OutlineNode, Quantity

MADE = Path(__file__).parent / "made"


def print_with_writer(text: Path, folder: Path) -> Path:
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed")
    home = (folder / "home").as_uri()
    subprocess.run(
        [program, f"-env:UserInstallation={home}", "--headless", "--convert-to", "pdf", "--outdir", folder, text],
        check=True, capture_output=True, timeout=120,
    )
    return folder / f"{text.stem}.pdf"


def print_with_browser(text: Path, folder: Path) -> Path:
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        pytest.skip("Chromium is not installed")
    lines = [line.strip() for line in text.read_text("utf-8").splitlines()]
    style = "body{font:11pt serif} p{text-indent:2em;margin:0;line-height:1.7;text-align:justify}"
    page = folder / f"{text.stem}.html"
    page.write_text(
        f"<!doctype html><html lang=zh><meta charset=utf-8><title>规划纲要</title><style>{style}</style><body>"
        + "\n".join(f"<p>{html.escape(line)}</p>" for line in lines if line), "utf-8",
    )
    subprocess.run(
        [program, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", f"--user-data-dir={folder / 'profile'}",
         f"--print-to-pdf={folder / 'printed.pdf'}", page.as_uri()],
        check=True, capture_output=True, timeout=120,
    )
    return folder / "printed.pdf"


def headings(nodes: tuple[OutlineNode, ...], depth: int = 0) -> Iterator[tuple[object, ...]]:
    for node in nodes:
        if node.kind not in {"paragraph", "table"}:
            yield depth, node.kind, node.label, "".join((node.title or "").split())
        yield from headings(node.children, depth + 1)


def row(quantity: Quantity) -> tuple[object, ...]:
    return (quantity.indicator, quantity.value, quantity.value_max, quantity.unit, quantity.comparator,
            quantity.measure, quantity.year)


def data(plan: Plan) -> dict[str, Any]:
    return {
        "title": plan.metadata.title,
        "period": plan.metadata.period,
        "outline": list(headings(plan.outline)),
        "targets": [row(target) for target in plan.targets],
        "achievements": [row(achievement) for achievement in plan.achievements],
        "projects": [project.name for project in plan.projects],
    }


@pytest.mark.parametrize("print_with", [print_with_writer, print_with_browser], ids=["LibreOffice", "Chromium"])
def test_the_sample_printed_to_pdf(
    print_with: Callable[[Path, Path], Path], tmp_path: Path, sample: Path, sample_plan: Plan,
) -> None:
    printed = parse(print_with(sample, tmp_path))
    assert printed.source.format == "pdf"
    assert data(printed) == data(sample_plan)
    pages = [target.locator.page for target in printed.targets if target.locator and target.locator.page]
    assert len(pages) == len(printed.targets)
    assert pages == sorted(pages)


@pytest.mark.parametrize("name", ["beihe", "minnan", "yunxi"])  # each paragraph on a line of its own
def test_made_plans_printed_to_pdf(name: str, tmp_path: Path) -> None:
    text = tmp_path / f"{name}.txt"
    text.write_text((MADE / text.name).read_text("utf-8"), "utf-8-sig")  # by which LibreOffice tells UTF-8
    assert data(parse(print_with_writer(text, tmp_path))) == data(parse(text))
