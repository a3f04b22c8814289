"""The comparison of two plans as a page: what it says, and how it looks and behaves in a browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import regex

from browsing import DESKTOP, PHONE, chromium, faults, opened
from conftest import ROOT, SAMPLE
from plan_extract import diff, parse
from plan_extract.comparison.command import write
from test_view import HOSTILE, Page

OLD = SAMPLE.read_text(encoding="utf-8")
EDITS = [
    ("力争达到600亿元", "力争达到650亿元"), ("核算比重达到38%", "核算比重达到40%"), ("积极发展大健康产业", "大力发展大健康产业"),
    ("巩固拓展传统金融", "巩固提升传统金融"), ("华润中心", "万象中心"), ("第十四个五年规划", "第十五个五年规划"),
]


def page_of(old: str, new: str, by: Any = "edit") -> str:
    return write(diff(parse(old, name="old.txt"), parse(new, name="new.txt"), by=by), "html")


@pytest.fixture(scope="module")
def edited() -> str:
    new = OLD
    for before, after in EDITS:
        new = new.replace(before, after)
    return page_of(OLD, f"{new.rstrip()}\n\n  到2025年,新建口袋公园50个。推进滨江科创谷建设。\n")


def test_edits_are_told_in_chinese(edited: str) -> None:
    page = Page(edited)
    assert not page.open
    body = "".join(page.text)
    body = body[body.index("跳到变更") :]
    for words in ("变化 +8.3%", "变化 +2个百分点", "口袋公园", "园区片区 · 拟建", "规划期", "2021–2025", "改名", "新增 2", "old.txt"):
        assert words in body
    assert not regex.search(r"[a-z]{3}", regex.sub(r"(?:old|new)\.txt", "", body))
    marks = regex.findall(r"<(del|ins)>(.*?)</\1>", edited)
    for removed, added in (("600亿元", "650亿元"), ("38%", "40%"), ("积极发展", "大力发展"), ("拓展", "提升")):
        assert ("del", removed) in marks
        assert ("ins", added) in marks


def test_plans_over_time() -> None:
    html = page_of("第一章 目标\n到2020年,地区生产总值达到500亿元,森林覆盖率达到40%。\n",
                   "第一章 目标\n2020年地区生产总值达到520亿元。到2025年,地区生产总值达到700亿元。\n", by="indicator")
    assert "<td>500亿元<small>2020年</small></td><td>520亿元<small>2020年</small></td><td>700亿元" in html
    assert '<td class="met">完成</td>' in html


def test_nothing_changed() -> None:
    assert "没有不同" in page_of("第一章 目标\n到2025年,绿化覆盖率达到41%。\n", "第一章 目标\n到2025年,绿化覆盖率达到41%。\n")


def test_nothing_of_a_plan_is_markup(edited: str) -> None:
    html = page_of(HOSTILE, HOSTILE.replace("600亿元", "650亿元").replace("目标\n", "<svg onload=alert(1)>目标\n"))
    assert {tag for tag, _ in Page(html).elements} <= {tag for tag, _ in Page(edited).elements}
    assert not any(key.startswith("on") or key == "style" for _, attrs in Page(html).elements for key in attrs)
    assert "script-src 'none'" in dict(Page(html).elements[3][1])["content"]


# --- in a browser ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def file(edited: str, tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("page") / "diff.html"
    path.write_text(edited, encoding="utf-8")
    return path


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("color_scheme", ["light", "dark"])
def test_it_opens_from_disk_and_everybody_can_read_it(browser: Any, file: Path, size, color_scheme: str) -> None:
    with opened(browser, file, size=size, color_scheme=color_scheme) as watched:
        assert watched.page.is_visible("#target")
        assert watched.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert faults(watched) == []


def test_plans_over_time_can_be_read_by_everybody(browser: Any, tmp_path: Path) -> None:
    path = tmp_path / "x.html"
    made = ROOT / "tests" / "made"
    path.write_text(page_of((made / "linjiang.txt").read_text(encoding="utf-8"),
                            (made / "yunxi.txt").read_text(encoding="utf-8"), by="indicator"), encoding="utf-8")
    for size in (DESKTOP, PHONE):
        with opened(browser, path, size=size) as watched:
            assert watched.page.is_visible(".time tbody td")
            assert watched.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
            assert faults(watched) == []


def test_kinds_of_change_and_colours_are_chosen_without_a_script(browser: Any, file: Path) -> None:
    with opened(browser, file, color_scheme="light", java_script_enabled=False) as watched:
        page = watched.page
        row = page.locator("tr.added").first
        assert row.is_visible()
        page.uncheck("#show-added")
        assert not row.is_visible()
        page.check("#show-added")
        assert row.is_visible()
        page.click(".outline a[href='#project']")
        assert page.url.endswith("#project")
    with opened(browser, file, color_scheme="light") as watched:
        page = watched.page
        ground = "getComputedStyle(document.documentElement).backgroundColor"
        light = page.evaluate(ground)
        page.check("#theme-dark")
        assert page.evaluate(ground) != light
        page.check("#theme-light")
        assert page.evaluate(ground) == light


def test_a_hostile_plan_does_nothing(browser: Any, tmp_path: Path) -> None:
    path = tmp_path / "x.html"
    path.write_text(page_of(HOSTILE, HOSTILE.replace("600亿元", "650亿元")), encoding="utf-8")
    with opened(browser, path) as watched:
        watched.page.wait_for_timeout(100)
        assert watched.page.locator("tbody tr").count() > 0
        assert watched.page.locator("main script, main img, main iframe").count() == 0


def test_in_print(browser: Any, file: Path) -> None:
    with opened(browser, file, color_scheme="dark") as watched:
        watched.page.emulate_media(media="print")
        assert not watched.page.is_visible(".outline")
        assert watched.page.is_visible("#target")
        assert watched.page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
