"""Checks of headings: their numbers, and the contents list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from plan_extract.checks.rule import Fault, at
from plan_extract.outline import Node
from plan_extract.pipeline import Reading

__all__ = ["contents_differ", "contents_number_differs", "heading_not_in_contents", "number_gap", "number_repeat"]

_LISTED = frozenset({"part", "chapter", "section"})
_READABLE = 0.85  # of the entries of a contents list; where fewer are headings of the body, a scan has damaged it
_DEEP = 0.7  # of the headings of a kind; where fewer are listed, the list does not go so deep


def number_gap(reading: Reading) -> Iterator[Fault]:
    """A number is missing among the headings.

    Something was taken out, or a number was mistyped; references by number lead nowhere.

    Finds:
        第一章 总体要求
        坚持稳中求进。
        第二章 发展目标
        加快建设。
        第四章 保障措施
        加强领导。
    Leaves:
        第一章 总体要求
        坚持稳中求进。
        第二章 发展目标
        加快建设。
        第三章 保障措施
        加强领导。
    """
    for remark in reading.outline.remarks:
        if remark.code == "W101" and "missing" in remark.message:
            yield at(reading, remark.start, remark.end, f"{remark.message} among the headings before it")


def number_repeat(reading: Reading) -> Iterator[Fault]:
    """A number stands twice among the headings.

    Two headings have the same number; one of them is another, or the numbers behind it are one too low.

    Finds:
        第一章 总体要求
        坚持稳中求进。
        第二章 发展目标
        加快建设。
        第二章 重点任务
        强化支撑。
        第三章 保障措施
        加强领导。
    Leaves:
        第一章 总体要求
        坚持稳中求进。
        第二章 发展目标
        加快建设。
    """
    for siblings in _siblings(reading.outline.roots):
        labels = [_key(node.label) for node in siblings]
        for n, (node, label) in enumerate(zip(siblings, labels, strict=True)):
            if node.kind in _LISTED:
                again = label in labels[:n]
            else:  # items may count from one again without a heading between
                again = n > 0 and labels[n - 1] == label and _ordinal(reading, label) != 1
            if again and label:
                message = f"{node.label} stands twice among headings of one level"
                yield at(reading, node.start, node.heading_end, message)


def _ordinal(reading: Reading, label: str) -> int | None:
    return int(label) if label.isdecimal() else reading.rules.outline.ordinals.get(label)


def _siblings(nodes: list[Node]) -> Iterator[list[Node]]:
    """The headings of one kind that stand together, for every heading and kind."""
    kinds: dict[str, list[Node]] = {}
    for node in nodes:
        if node.label:
            kinds.setdefault(node.kind, []).append(node)
    yield from kinds.values()
    for node in nodes:
        yield from _siblings(node.children)


def _key(words: str | None) -> str:
    return "".join(char for char in words or "" if char.isalnum())


def _headings(reading: Reading) -> list[Node]:
    """The numbered headings that a contents list names: not those in what is attached."""
    found: list[Node] = []
    nodes = list(reading.outline.roots)
    while nodes:
        node = nodes.pop(0)
        if node.kind in _LISTED and node.title and node.label:
            found.append(node)
        if node.kind not in {"attachment", "box"}:
            nodes = node.children + nodes
    return found


def _readable(reading: Reading) -> bool:
    """Whether the contents list is one: most of its entries are headings of the body."""
    borne = {_key(n.title) for n in reading.outline.walk()}
    known = sum(_key(entry.title) in borne for entry in reading.flow.contents)
    return known >= _READABLE * len(reading.flow.contents)


def contents_differ(reading: Reading) -> Iterator[Fault]:
    """The contents list names a heading that the body does not have.

    The heading was renamed or taken out after the list was made. A list of which most entries are not in the body,
    as a scan can leave it, is no list to hold the body to.

    Finds:
        目 录
        第一章 总体要求
        第二章 发展目标
        第三章 重点工作
        第四章 保障措施
        第一章 总体要求
        坚持稳中求进。
        第二章 发展目标
        加快建设。
        第三章 重点任务
        强化支撑。
        第四章 保障措施
        加强领导。
    Leaves:
        目 录
        第一章 总体要求
        第二章 发展目标
        第三章 保障措施
        第一章 总体要求
        坚持稳中求进。
        第二章 发展目标
        加快建设。
        第三章 保障措施
        加强领导。
    """
    for remark in reading.outline.remarks:
        if remark.code == "W102":
            yield at(reading, remark.start, remark.end, remark.message)


def heading_not_in_contents(reading: Reading) -> Iterator[Fault]:
    """The body has a heading that the contents list does not name.

    Finds:
        目 录
        第一章 总体要求
        第二章 发展目标
        第三章 重点任务
        第四章 扩大开放
        第一章 总体要求
        坚持稳中求进。
        第二章 发展目标
        加快建设。
        第三章 重点任务
        强化支撑。
        第四章 扩大开放
        深化合作。
        第五章 保障措施
        加强领导。
    Leaves:
        第一章 总体要求
        坚持稳中求进。
        第二章 发展目标
        加快建设。
    """
    contents = reading.flow.contents
    if not contents or not _readable(reading):
        return
    # Page numbers and labels stick to the entries of some lists.
    listed = "\n".join(_key(entry.label) + _key(entry.title) for entry in contents)
    headings = _headings(reading)
    total = Counter(node.kind for node in headings)
    named = Counter(node.kind for node in headings if _key(node.title) in listed)
    for node in headings:
        if _key(node.title) not in listed and named[node.kind] >= _DEEP * total[node.kind]:
            yield at(reading, node.start, node.heading_end, f"{_said(node)} is not in the contents list")


def contents_number_differs(reading: Reading) -> Iterator[Fault]:
    """The contents list gives a heading another number than the body.

    Finds:
        目 录
        第一章 总体要求
        第二章 发展目标
        第三章 重点任务
        第四章 保障措施
        第一章 总体要求
        坚持稳中求进。
        第二章 重点任务
        强化支撑。
        第三章 发展目标
        加快建设。
        第四章 保障措施
        加强领导。
    Leaves:
        目 录
        第一章 总体要求
        第二章 发展目标
        第三章 保障措施
        第一章 总体要求
        坚持稳中求进。
        第二章 发展目标
        加快建设。
        第三章 保障措施
        加强领导。
    """
    if not _readable(reading):
        return
    entries: dict[str, list[str]] = {}
    for entry in reading.flow.contents:
        entries.setdefault(_key(entry.title), []).append(_key(entry.label))
    headings = _headings(reading)
    count = Counter(_key(node.title) for node in headings)
    for node in headings:
        labels = entries.get(_key(node.title), [])
        own = _key(node.label)
        if count[_key(node.title)] != 1 or len(labels) != 1 or not labels[0]:
            continue
        listed = labels[0]
        # Of the same form, so that a page number that stuck to the label is no other number.
        alike = listed[0] == own[0] and listed[-1] == own[-1] and not listed[-1].isnumeric()
        if alike and listed != own:
            yield at(reading, node.start, node.heading_end, f"{_said(node)} is {listed} in the contents list")


def _said(node: Node) -> str:
    return " ".join(part for part in (node.label, node.title) if part)
