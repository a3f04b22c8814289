"""What is known of the elements of web pages: which begin a line of their own, and which are not seen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import regex

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

__all__ = ["BLOCKS", "HEADINGS", "classes", "is_hidden", "number", "steps"]

HEADINGS = {f"h{level}": level for level in range(1, 7)}
BLOCKS = frozenset({
    *HEADINGS, "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dir", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hgroup", "hr", "html", "legend", "li",
    "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr",
    "ul", "xmp",
})
_UNSEEN = frozenset({
    "applet", "area", "audio", "button", "canvas", "datalist", "embed", "frame", "frameset", "head", "iframe", "img",
    "input", "link", "map", "math", "meta", "noembed", "noframes", "noscript", "object", "option", "param", "rp", "rt",
    "script", "select", "style", "svg", "template", "textarea", "title", "track", "video",
})
_HIDDEN = regex.compile(
    r"(?<![\w-])(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)", regex.IGNORECASE,
)
_WORD = regex.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_NUMBER = regex.compile(r"\s*(\d{1,5})")


def is_hidden(node: LexborNode, attributes: dict[str, str | None]) -> bool:
    """Whether a browser shows nothing of an element."""
    if node.tag in _UNSEEN or "hidden" in attributes:
        return True
    return _HIDDEN.search(attributes.get("style") or "") is not None


def classes(attributes: dict[str, str | None]) -> set[str]:
    """The words that the class, id and role of an element are made of, in small letters."""
    named = " ".join(filter(None, map(attributes.get, ("class", "id", "role"))))
    return {word.lower() for word in _WORD.findall(named[:300])}


def number(attributes: dict[str, str | None], key: str, fallback: int = 1) -> int:
    """The number that an attribute gives."""
    found = _NUMBER.match(attributes.get(key) or "")
    return int(found[1]) if found else fallback


def steps(root: LexborNode) -> Iterator[tuple[LexborNode, bool]]:
    """Every visible node below `root` on entering, and every element again on leaving; never deeper than the page."""
    node = root.child
    while node is not None:
        if node.is_element_node:
            if not is_hidden(node, node.attributes):
                yield node, True
                if node.child is not None:
                    node = node.child
                    continue
                yield node, False
        elif node.is_text_node:
            yield node, True
        while node.next is None:
            node = node.parent
            if node is None or node.mem_id == root.mem_id:
                return
            yield node, False
        node = node.next
