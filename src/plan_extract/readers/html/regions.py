"""Where on a page the plan stands, told by where its prose is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import regex

from plan_extract.readers.html.elements import classes, steps

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

__all__ = ["Regions", "find_regions", "is_prose"]

_PROSE = regex.compile(r"[。；，]")
_SHORTEST = 20  # characters of the shortest text that is prose
_SHARE = 0.95  # of the prose stands in the content; the rest is in notes and signatures beside it
_FEWEST = 300  # characters of prose of the shortest page on which the content can be told
_ABOVE = 2  # elements over the content that hold its title and date as well
_LARGEST = 0.2  # share of the prose in the largest element that is believed to be furniture for its name

# Words of which the classes and ids of what surrounds a text are made, Chinese sites' own in pinyin among them.
_FURNITURE = frozenset({
    "banner", "bdshare", "bdsharebuttonbox", "bottom", "breadcrumb", "breadcrumbs", "bshare", "contentinfo",
    "copyright", "crumb", "crumbs", "dqwz", "ewm", "fenxiang", "foot", "footer", "friendlink", "friendlinks", "header",
    "language", "links", "login", "logo", "menu", "mianbaoxie", "nav", "navbar", "navi", "navigation", "pager", "pages",
    "pagination", "position", "prenext", "print", "qrcode", "recommend", "relate", "related", "search", "share", "side",
    "sidebar", "sitemap", "submenu", "toolbar", "tools", "topbar", "weizhi", "wza", "xgwz", "xgxx", "xglj", "youlian",
})
_ELEMENTS = frozenset({"nav", "footer", "aside"})


@dataclass(slots=True)
class Regions:
    """Where the content stands; elements are named by their `mem_id`.

    Attributes:
        prose: characters of prose in each element that has any.
        content: the smallest element with the plan's text, None where the page has too little to tell.
        article: what stands right over it, with its title and date.
        whole: characters of prose in the page.
    """

    prose: dict[int, int] = field(default_factory=dict)
    content: int | None = None
    article: frozenset[int] = frozenset()
    whole: int = 0

    def is_furniture(self, node: LexborNode) -> bool:
        """Whether an element is the site's own, by its name, unless much of the prose stands in it."""
        if node.tag not in _ELEMENTS and (
            _FURNITURE.isdisjoint(classes(node.attributes)) or node.css_first("h1, h2") is not None
        ):
            return False
        return self.prose.get(node.mem_id, 0) <= self.whole * _LARGEST and node.mem_id != self.content


def is_prose(text: str) -> bool:
    """Whether `text` is written in sentences."""
    return len(text) >= _SHORTEST and _PROSE.search(text) is not None


def find_regions(root: LexborNode) -> Regions:
    """Find the content of the page whose body is `root`."""
    found = Regions()
    sums = [0]
    linked = 0
    for node, entering in steps(root):
        if node.is_text_node:
            text = (node.text_content or "").strip()
            if not linked and is_prose(text):
                sums[-1] += len(text)
        elif entering:
            sums.append(0)
            linked += node.tag == "a"
        else:
            linked -= node.tag == "a"
            within = sums.pop()
            if within:
                found.prose[node.mem_id] = within
                sums[-1] += within
    found.whole = sums[0]
    if found.whole >= _FEWEST:
        _find_content(root, found)
    return found


def _find_content(root: LexborNode, found: Regions) -> None:
    path = [root]
    enough = found.whole * _SHARE
    while True:
        child = path[-1].child
        while child is not None and found.prose.get(child.mem_id, 0) < enough:
            child = child.next
        if child is None or child.tag in {"p", "span", "font", "b", "strong", "a", "td", "tr", "tbody"}:
            break
        path.append(child)
    if len(path) > 1:
        found.content = path[-1].mem_id
        found.article = frozenset(node.mem_id for node in path[1:-1][-_ABOVE:])
