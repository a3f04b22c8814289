"""A headless Chromium for the tests that look at pages as a reader does."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

__all__ = ["Watched", "chromium", "faults", "opened"]

DESKTOP, PHONE = (1440, 900), (390, 844)
# It asks its maker's servers for nothing, and runs as whoever runs the tests.
_SWITCHES = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
]


@contextmanager
def chromium() -> Iterator[Any]:
    """A browser; the test is skipped where there is none."""
    playwright = pytest.importorskip("playwright.sync_api", reason="needs playwright: pip install -e '.[dev]'")
    program = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        pytest.skip("needs Chromium: apt-get install chromium")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=_SWITCHES)
        try:
            yield browser
        finally:
            browser.close()


class Watched:
    """A page in a browser, with what it did that it must not do.

    Attributes:
        page: the page, as playwright gives it.
        said: what went to the console, what failed, what was asked of the network, dialogs.
    """

    def __init__(self, page: Any) -> None:
        self.page = page
        self.said: list[str] = []
        page.on("console", lambda message: self.said.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: self.said.append(f"error: {error}"))
        page.on("dialog", lambda dialog: (self.said.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on("request", self._asked)
        page.on("popup", lambda popup: self.said.append(f"popup: {popup.url}"))
        self._own: set[str] = set()

    def _asked(self, request: Any) -> None:
        address = request.url.partition("#")[0]
        if address not in self._own and not address.startswith("data:,"):
            self.said.append(f"request: {address}")

    def open(self, path: Path, place: str = "") -> Watched:
        """Open a file as a double click would."""
        self._own.add(path.as_uri())
        self.page.goto(path.as_uri() + place)
        return self

    def settle(self) -> None:
        """Wait for what the next frames bring."""
        self.page.evaluate("() => new Promise(done => { let n = 4; (function f() { n-- ? requestAnimationFrame(f) : done() })() })")

    def in_view(self, selector: str) -> bool:
        """Whether the middle of an element can be seen, and nothing lies over it."""
        return bool(self.page.evaluate(
            """selector => {
                const element = document.querySelector(selector), box = element.getClientRects()[0];
                if (!box || box.top < 0 || box.bottom > innerHeight) return false;
                const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
                return element === top || element.contains(top);
            }""", selector))


@contextmanager
def opened(browser: Any, path: Path, place: str = "", *, size: tuple[int, int] = DESKTOP, **settings: Any) -> Iterator[Watched]:
    """A page open at `place`, closed afterwards; fails where the page did what it must not do."""
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, **settings)
    try:
        watched = Watched(context.new_page()).open(path, place)
        yield watched
        assert watched.said == []
    finally:
        context.close()


def faults(watched: Watched) -> list[str]:
    """What axe-core finds that is serious or critical."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="needs axe: pip install -e '.[dev]'")
    found = axe.Axe().run(watched.page).response["violations"]
    return [
        f"{fault['id']}: {node['html'][:200]} {node.get('failureSummary', '')}"
        for fault in found if fault["impact"] in {"serious", "critical"} for node in fault["nodes"][:3]
    ]
