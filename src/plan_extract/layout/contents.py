"""The contents list: where it stands and what it says."""

from __future__ import annotations

import re
from collections.abc import Sequence

from plan_extract.flow import ContentsEntry, Zone
from plan_extract.layout.lines import Line
from plan_extract.layout.writing import Written
from plan_extract.patterns import compiled
from plan_extract.rules.layout import LayoutRules

__all__ = ["ends_entry", "find_contents", "heading_key", "part_headings", "read_entries"]

_SEARCHED = 400  # lines at the top among which the word for contents is looked for
_GLUED = 20  # characters at the end of a line in which a heading is glued to it
_TOP = 80  # lines at the top among which a list without that word begins
_LONGEST = 90  # characters of the longest entry, its leader not counted
_SHORTEST_LIST = 6  # entries of the shortest list that is believed without the word
_PAGE = r"[(<〈《]?(?:\d{1,3}|[IVXivx]{1,5})?[)>〉》]?"
_LEADER = compiled(rf"(?:[ .…·．_—-]{{2,}}{_PAGE}|(?<=\D) ?\d{{1,3}}|[(〈]\d{{1,3}}[)〉D])$")
_DOTS = compiled(rf"[.…·．_][ .…·．_]{{2,}}{_PAGE}$")
_PAGE_IN_TEXT = compiled(r"[(〈]\d{2,3}[)〉D]")
_ENDS = "。;:"


def _strip_leader(text: str) -> str:
    """`text` without dot leader and page number."""
    head, tail = text[:-160], text[-160:]
    dots = tail.find("....")
    tail = tail[:dots] if dots >= 0 else tail
    return (head + (_LEADER.sub("", tail) if _may_lead(tail) else tail)).strip()


def _may_lead(text: str) -> bool:
    """Whether `text` ends with what a leader can end with; a heading mostly ends with a Chinese character."""
    return not "\u4e00" <= text[-1:] <= "\u9fff"


def heading_key(text: str) -> str:
    """What a heading and its entry in the contents list have in common."""
    return _strip_leader(text[:300]).replace(" ", "").rstrip("。:")


def ends_entry(text: str) -> bool:
    """Whether `text` ends with a leader or a page number."""
    return _may_lead(text) and _LEADER.search(text[-160:]) is not None


def part_headings(lines: Sequence[Line], rules: LayoutRules) -> list[Line]:
    """Cut off a heading of contents or foreword that is glued to the end of a line of the title page."""
    parted: list[Line] = []
    closing, glued = rules.glued_heading.last, rules.glued_heading.pattern
    for line in lines[:_SEARCHED]:
        text = line.text
        may_end = closing is None or text[-1] in closing
        found = glued.search(text, max(0, len(text) - _GLUED)) if may_end else None
        head = text[: found.start()].rstrip() if found else ""
        if found and head:
            heading = text[found.start() :].lstrip()
            parted.append(line._replace(end=line.start + len(head), text=head))
            parted.append(line._replace(start=line.end - len(heading), text=heading, gap=0, indent=0))
        else:
            parted.append(line)
    return [*parted, *lines[_SEARCHED:]]


def find_contents(lines: Sequence[Line], rules: LayoutRules) -> range:
    """Which of `lines` are the contents list, its heading included."""
    for start in range(min(len(lines), _SEARCHED)):
        text = lines[start].text
        if len(text) <= 20 and rules.contents.match(text):
            stop = _stop(lines, start, rules)
            later = _stop_before_prose(lines, start)
            paged = sum(_PAGE_IN_TEXT.search(line.text) is not None for line in lines[stop:later])
            if stop - start < _SHORTEST_LIST or paged * 4 > later - stop > 0:
                stop = max(stop, later)
            return range(start, stop) if stop > start + 1 else range(0)
    return _find_repeated(lines, rules)


def _stop(lines: Sequence[Line], start: int, rules: LayoutRules) -> int:
    """Past the last entry of the list whose heading is line `start`."""
    sample = lines[start + 1 : start + 13]
    test = next((t for t in (_DOTS, _LEADER) if _share(t, sample) > 0.5 or _share(t, sample[:2]) == 1), None)
    titles = {line.text for line in lines[:start]}
    seen: list[str] = []
    stop = index = start + 1
    while index < len(lines):
        text = lines[index].text
        if test is not None:
            if test.search(text[-160:]):
                stop = index + 1
            elif index - stop >= 2:
                break
        else:
            key = heading_key(text)
            numbered = rules.numbering.match(text)
            if (
                len(text) > _LONGEST
                or key in seen[:3]
                or (not numbered and (text in titles or "。" in text or text[-1] in ";:,"))
                or (not numbered and len(text) > 22 and index - stop >= 1)
            ):
                break
            seen.append(key)
            if numbered or len(text) <= 22:
                stop = index + 1
        index += 1
    return stop


def _share(pattern: re.Pattern[str], lines: Sequence[Line]) -> float:
    return sum(pattern.search(line.text[-160:]) is not None for line in lines) / max(len(lines), 1)


def _stop_before_prose(lines: Sequence[Line], start: int) -> int:
    """Past the last entry of a list that was read badly: where the first prose begins, less its heading."""
    for index in range(start + 1, min(len(lines), start + _SEARCHED)):
        text = lines[index].text
        if len(text) > 60 and text[-1] == "。" and text[0] not in "*※" and len(_PAGE_IN_TEXT.findall(text)) < 2:
            stop = index
            while stop > start + 1 and len(lines[stop - 1].text) <= 30 and not ends_entry(lines[stop - 1].text):
                stop -= 1
            return stop if stop - start >= _SHORTEST_LIST else 0
    return 0


def _find_repeated(lines: Sequence[Line], rules: LayoutRules) -> range:
    """A list of headings at the top, without the word for contents, whose entries come again as headings."""
    for start in range(min(len(lines), _TOP)):
        text = lines[start].text
        if len(text) > _LONGEST or "。" in text:
            return range(0)
        if rules.numbering.match(text):
            break
    else:
        return range(0)
    stop = start
    first = heading_key(lines[start].text)
    while stop < len(lines):
        text = lines[stop].text
        if len(text) > _LONGEST or text[-1] in _ENDS or not (rules.numbering.match(text) or len(text) <= 20):
            break
        if stop > start and heading_key(text) == first:
            break
        stop += 1
    if stop - start < _SHORTEST_LIST:
        return range(0)
    later = {heading_key(line.text) for line in lines[stop:] if len(line.text) <= _LONGEST}
    again = sum(heading_key(line.text) in later for line in lines[start:stop])
    return range(start, stop) if again * 10 >= (stop - start) * 6 else range(0)


def read_entries(written: Written, rules: LayoutRules) -> tuple[ContentsEntry, ...]:
    """The entries of the contents list of a flow."""
    entries: list[ContentsEntry] = []
    listed = Zone.CONTENTS
    for start, end in [paragraph[:2] for paragraph in written.paragraphs if paragraph.zone is listed]:
        text = written.text[start:end]
        if len(text) <= 20 and rules.contents.match(text):
            continue
        found = rules.numbering.match(text)
        size = found.end() if found else 0
        whole = _strip_leader(text)
        label = written.printed[start : start + size].strip("、.． ")
        title = written.printed[start + size : start + max(len(whole), size)].strip()
        entries.append(ContentsEntry(label, title, start, end))
    return tuple(entries)
