"""Places and brands that jieba's dictionary knows."""

from __future__ import annotations

import io
from functools import lru_cache
from typing import Any

import marisa_trie

from plan_extract import cache

__all__ = ["gazetteer"]


def _make_gazetteer() -> tuple[bytes, bytes]:
    import jieba  # noqa: PLC0415, only where the cache has to be made

    with jieba.get_dict_file() as file:
        lines = io.TextIOWrapper(file, encoding="utf-8").read().splitlines()
    fields = [line.split(" ") for line in lines]
    places = marisa_trie.Trie([w for w, _, tag in fields if tag == "ns" and len(w) > 1])
    brands = marisa_trie.Trie([w for w, _, tag in fields if tag == "nz" and 1 < len(w) < 4])
    return places.tobytes(), brands.tobytes()


@lru_cache(maxsize=1)
def gazetteer() -> tuple[Any, Any]:
    """Places and brands of jieba's dictionary."""
    places, brands = cache.remember("jieba", "places-and-brands", _make_gazetteer)
    return marisa_trie.Trie().frombytes(places), marisa_trie.Trie().frombytes(brands)
