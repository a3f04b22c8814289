"""The outline as a list of links, one inside the other."""

from __future__ import annotations

from collections.abc import Sequence

from plan_extract.outline import Node
from plan_extract.page.marks import safe
from plan_extract.page.text import section_id

__all__ = ["navigation"]

_OPEN = 1  # levels whose children are shown at first


def navigation(nodes: Sequence[Node], depth: int = 0) -> str:
    """The headings among `nodes` and below them."""
    items = "".join(_item(node, depth) for node in nodes if node.children)
    return f"<ul>{items}</ul>" if items else ""


def _item(node: Node, depth: int) -> str:
    below = navigation(node.children, depth + 1)
    if not node.title:
        return f"<li>{below}</li>" if below else ""
    title = safe(node.title)
    label = f"<span>{safe(node.label)}</span> " if node.label else ""
    button = ""
    if below:
        state = "true" if depth < _OPEN else "false"
        button = f'<button type="button" aria-expanded="{state}" aria-label="展开：{title}"></button>'
    return f'<li>{button}<a href="#{section_id(safe(node.id))}">{label}{title}</a>{below}</li>'
