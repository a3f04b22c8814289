"""`words.yaml`: the user dictionary that is laid over jieba's."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import Field

from plan_extract.rules.entries.base import Rule
from plan_extract.rules.words import WordRules

__all__ = ["FILES", "UserWords", "compile_rules"]


class UserWords(Rule):
    """Words that jieba's dictionary lacks, or cuts apart where a plan means one thing."""

    frequency: int = Field(default=2000, gt=0, description="In jieba's scale; higher wins over its parts.")


FILES: dict[str, type[Rule]] = {"words": UserWords}


def compile_rules(rules: Mapping[str, Mapping[str, Rule]]) -> WordRules:
    """Join the words of all entries; a word in two of them has the higher frequency."""
    joined: dict[str, int] = {}
    for entry in rules["words"].values():
        if isinstance(entry, UserWords):
            for word in entry.words:
                joined[word] = max(entry.frequency, joined.get(word, 0))
    return WordRules(tuple(sorted(joined.items())))
