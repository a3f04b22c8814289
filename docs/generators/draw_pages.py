"""Make docs/images/ from the sample: ``python docs/generators/draw_pages.py``.

Needs playwright and Chromium as the tests do.
A picture changes with the browser and its fonts, so none is compared with what is committed.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from plan_extract import diff, parse, view
from plan_extract.comparison.report_html import to_html

HERE = Path(__file__).resolve().parent.parent
SAMPLE = HERE.parent / "data" / "raw" / "nanguan-2021.txt"
IMAGES = HERE / "images"
DESKTOP, PHONE = {"width": 1360, "height": 768}, {"width": 390, "height": 844}
# Edits as an editor makes them between two drafts.
EDITS = (
    ("力争达到600亿元", "力争达到650亿元"), ("核算比重达到38%", "核算比重达到40%"),
    ("积极发展大健康产业", "大力发展大健康产业"), ("巩固拓展传统金融", "巩固提升传统金融"),
    ("完善规划实施机制", "完善规划落实机制"),
)


def pages(folder: Path) -> tuple[Path, Path]:
    """The page of the sample, and that of its comparison with an edited draft."""
    text = edited = SAMPLE.read_text(encoding="utf-8-sig")
    for old, new in EDITS:
        edited = edited.replace(old, new)
    plan, compared = folder / "plan.html", folder / "diff.html"
    plan.write_text(view(SAMPLE), encoding="utf-8")
    made = diff(parse(text, name="draft-1.txt"), parse(edited, name="draft-2.txt"))
    compared.write_text(to_html(made), encoding="utf-8")
    return plan, compared


def pictures(browser: Any, folder: Path) -> Iterator[tuple[str, Any]]:
    """Name and page of each picture, the page as it is to be seen."""
    plan, compared = (path.as_uri() for path in pages(folder))

    def opened(address: str, size: dict[str, int], colours: str = "light", scale: int = 1) -> Any:
        context = browser.new_context(
            viewport=size, color_scheme=colours, device_scale_factor=scale, reduced_motion="reduce")
        page = context.new_page()
        page.goto(address)
        page.wait_for_timeout(500)
        return page

    yield "view-desktop", opened(f"{plan}#p0015", DESKTOP)
    yield "view-dark", opened(f"{plan}#t0012", DESKTOP, "dark")
    page = opened(f"{plan}#t0012", DESKTOP)
    page.click("#tab-compared")
    page.mouse.move(0, 0)
    yield "view-chart", page
    page = opened(f"{plan}#p0015", PHONE, scale=2)
    yield "view-phone", page
    page.click(".switch [data-pane=data]")
    page.wait_for_timeout(300)
    yield "view-phone-tables", page
    yield "diff-desktop", opened(compared, DESKTOP)


def main() -> None:
    """Write the pictures."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"])
        for name, page in pictures(browser, Path(folder)):
            page.screenshot(path=IMAGES / f"{name}.png")


if __name__ == "__main__":
    main()
