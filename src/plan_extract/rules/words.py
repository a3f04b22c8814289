"""The user dictionary that is laid over jieba's."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["WordRules"]


class WordRules(NamedTuple):
    """Extra words with their frequencies, sorted."""

    frequencies: tuple[tuple[str, int], ...]
