"""Checks of what the text refers to: attachments, boxes, chapters."""

from __future__ import annotations

from collections.abc import Iterator

from plan_extract.checks.rule import Fault, at
from plan_extract.flow import Zone
from plan_extract.pipeline import Reading

__all__ = ["attachment_missing", "box_missing", "chapter_missing"]


def _number(reading: Reading, word: str | None) -> int | None:
    """What number a numeral means; None where there is none."""
    if not word:
        return None
    return int(word) if word.isdecimal() else reading.rules.outline.ordinals.get(word)


def _numbers(reading: Reading, kind: str) -> set[int]:
    """The numbers that headings of a kind bear."""
    found: set[int] = set()
    for node in reading.outline.walk():
        if node.kind == kind:
            label = node.label or ""
            digits = "".join(char for char in label if char.isnumeric())
            if (number := _number(reading, digits)) is not None:
                found.add(number)
    return found


def attachment_missing(reading: Reading) -> Iterator[Fault]:
    """The text sends the reader to an attachment that is not there.

    Finds:
        一、发展目标
        加快建设现代化强区。(主要指标详见附件)
    Leaves:
        一、发展目标
        加快建设现代化强区。(主要指标详见附件)
        附件
        主要指标
    """
    flow, rules = reading.flow, reading.rules.check
    there: set[int | None] = set()
    for start, end, zone, *_ in flow.paragraphs:
        if zone is not Zone.CONTENTS and (found := rules.attachments.match(flow.text, start, end)):
            there.add(_number(reading, found[1]))
    for start, end, zone, *_ in flow.paragraphs:
        if zone is not Zone.BODY:
            continue
        for found in rules.attachment_references.finditer(flow.text, start, end):
            number = _number(reading, found[1])
            if not there or (number is not None and number not in there and there != {None}):
                named = flow.printed[found.start() : found.end()]
                yield at(reading, found.start(), found.end(), f"{named}: there is no such attachment")


def box_missing(reading: Reading) -> Iterator[Fault]:
    """The text names a box by a number that no box bears.

    Finds:
        一、重点任务
        实施一批重大工程,见专栏2。
        专栏1 重大工程
        建设产业园。
    Leaves:
        一、重点任务
        实施一批重大工程,见专栏1。
        专栏1 重大工程
        建设产业园。
    """
    yield from _missing(reading, reading.rules.check.box_references, "box", 1)


def chapter_missing(reading: Reading) -> Iterator[Fault]:
    """The text names a chapter or part by a number that none bears.

    Finds:
        第一章 总体要求
        坚持稳中求进,具体措施见第六章。
        第二章 保障措施
        加强领导。
    Leaves:
        第一章 总体要求
        坚持稳中求进,具体措施见第二章。
        第二章 保障措施
        加强领导。
    """
    for kind, chapters in (("chapter", True), ("part", False)):
        yield from (
            fault for fault in _missing(reading, reading.rules.check.chapter_references, kind, 1)
            if _is_chapter(reading, fault) is chapters
        )


def _is_chapter(reading: Reading, fault: Fault) -> bool:
    """Whether the word that is counted is that of the plan's chapters."""
    counted = reading.source.text[fault.start : fault.end].rstrip()[-1:]
    return any(counted in (node.label or "") for node in reading.outline.walk() if node.kind == "chapter")


def _missing(reading: Reading, references: object, kind: str, group: int) -> Iterator[Fault]:
    flow = reading.flow
    there = _numbers(reading, kind)
    if kind != "box" and not there:
        return
    headings = {node.start for node in reading.outline.walk() if node.kind != "paragraph" and node.heading_end}
    for start, end, zone, *_ in flow.paragraphs:
        if zone is not Zone.BODY or start in headings:
            continue
        for found in references.finditer(flow.text, start, end):  # type: ignore[attr-defined]
            number = _number(reading, found[group])
            if number is not None and number not in there:
                a, b = found.span()
                while flow.text[b - 1] in "(),;。":
                    b -= 1
                named = flow.printed[a:b].lstrip("(（")
                yield at(reading, a, b, f"{named}: the plan has no {kind} of this number")
