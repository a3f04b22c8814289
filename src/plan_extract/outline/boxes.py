"""Boxes at the end of several items: they say more of what is over all of them than of the last one."""

from __future__ import annotations

from plan_extract.outline.tree import Node

__all__ = ["raise_boxes"]


def raise_boxes(nodes: list[Node]) -> None:
    """Hang each box that closes the last of several items under the heading over them.

    It stays where an item before has a box of its own, or where the last item holds nothing else.
    """
    for node in nodes:
        if node.kind == "box" or not node.children:
            continue
        raise_boxes(node.children)
        last = node.children[-1]
        if last.kind == "item" and last.children and last.children[-1].kind == "box" and _is_over_all(node, last):
            node.children.append(last.children.pop())


def _is_over_all(node: Node, last: Node) -> bool:
    """Whether the box at the end of `last`, the last item under `node`, belongs to all items under it."""
    before = [child for child in node.children[:-1] if child.kind == "item"]
    if not before or any(child.kind == "box" for item in before for child in item.children):
        return False
    own = last.children[:-1]
    return any(child.kind == "paragraph" and not child.is_heading for child in own) and (
        not any(child.kind == "box" for child in own))
