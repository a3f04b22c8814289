"""Lines set in a font whose characters could not be read."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from plan_extract.layout.lines import Line
from plan_extract.patterns import compiled

__all__ = ["find_unreadable"]

_SYMBOL = compiled(
    r"[!\"#$&'*+/;<=>?@\\^_`{|}~\u00a1-\u00b6\u00b8-\u00d6\u00d8-\u02ff\u2020-\u2022\u2039-\u203a\ufb00-\ufb06]",
)
_HAN = compiled(r"\p{Han}")
_FEWEST = 5  # unreadable lines below which they are taken for text
_LONGEST = 200  # characters of the longest unreadable line
_NEAR = 25  # lines between unreadable ones in which single letters are taken for more of them


def find_unreadable(lines: Sequence[Line]) -> list[int]:
    """Which of `lines` cannot be read: those of a broken font, and the scattered letters around them."""
    found = [n for n, line in enumerate(lines) if _is_unreadable(line.text)]
    if len(found) < _FEWEST:
        return []
    scattered: set[int] = set()
    for left, right in pairwise([found[0] - _NEAR, *found, found[-1] + _NEAR]):
        if right - left <= _NEAR:
            for step in (range(left + 1, right), range(right - 1, left, -1)):
                for n in step:
                    if not 0 <= n < len(lines) or not _is_scattered(lines[n].text):
                        break
                    scattered.add(n)
    return sorted(scattered.union(found))


def _is_scattered(text: str) -> bool:
    return len(text) <= 2 or len(_HAN.findall(text)) * 2 < len(text)


def _is_unreadable(text: str) -> bool:
    if "(cid:" in text:
        return True
    if not 6 <= len(text) <= _LONGEST or text[-1] == "。":
        return False
    symbols = len(_SYMBOL.findall(text))
    return symbols >= 4 and symbols * 5 >= len(text) and len(_HAN.findall(text)) * 4 < len(text)
