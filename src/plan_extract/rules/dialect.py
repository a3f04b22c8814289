"""Patterns written for `regex`, compiled by `re`, which starts and goes through a clause several times as fast.

What `re` writes otherwise is put into its terms here; what it lacks stays with `regex`.
"""

from __future__ import annotations

import re
import warnings
from functools import cache
from typing import cast

import regex

__all__ = ["compiled"]

_FLAGS_INSIDE = re.compile(r"\(\?:\(\?([imsx]+)\)")


@cache
def _han() -> str:
    """The Chinese characters as `regex` knows them, as ranges of a set."""
    everything = "".join(map(chr, (*range(0xD800), *range(0xE000, 0x110000))))
    runs = (match.group() for match in regex.finditer(r"\p{Han}+", everything))
    return "".join(run[0] if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)


def _in_terms_of_re(source: str) -> str:
    """`source` with flags where `re` wants them, and with the Chinese characters spelled out."""
    made, inside, at = [], False, 0
    source = _FLAGS_INSIDE.sub(r"(?\1:", source)
    while at < len(source):
        step = source[at : at + 2] if source[at] == "\\" else source[at]
        if source.startswith((r"\p{Han}", r"\P{Han}"), at) and not (inside and step == r"\P"):
            sign = "^" if step == r"\P" else ""
            made.append(_han() if inside else f"[{sign}{_han()}]")
            step = r"\p{Han}"
        else:
            inside = step != "]" if inside else step == "["
            made.append(step)
        at += len(step)
    return "".join(made)


def compiled(source: str, flags: int = 0) -> re.Pattern[str]:
    """`source` compiled by `re`, or by `regex` where it uses what only that has."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", FutureWarning)  # what `re` is about to read differently
            return re.compile(_in_terms_of_re(source), flags)
    except (re.error, FutureWarning):
        return cast("re.Pattern[str]", regex.compile(source, flags))
