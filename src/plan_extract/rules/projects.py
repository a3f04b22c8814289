"""What the step `projects` takes: head nouns, words of action, and the words around names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, NamedTuple

from plan_extract.rules.patterns import Ending, Opening

__all__ = ["Lead", "ProjectRules"]

Kind = Literal["facility", "organisation", "platform", "programme", "zone"]


class Lead(NamedTuple):
    """What a word of action before its object says; the fields are those of `Action`."""

    status: str | None
    takes: tuple[Kind, ...]
    alone: bool
    proper: bool
    quoted: bool


@dataclass(slots=True, eq=False)
class ProjectRules:
    """What the step takes.

    Attributes:
        classes: words that after 等 say what the members of a list are.
        signal: places where a name may end, in the text read backwards: a head noun before a boundary, a quotation, 等.
        last_letters: the last characters of the head nouns.
        ends_with_head: the last characters of phrases that have a head noun, whatever section, phase or work stands
            behind it; None where they cannot be told.
        endings: the last two characters of the head nouns, and head nouns of one character.
        common: common topics and bare words together.
        all_common: nothing but such words.
        all_bare: nothing but bare words.
        heads: each head noun's kind and what its name must show.
        head_sizes: by the last two characters, or the only one, how many characters head nouns that end so have, the
            longest first.
        longest_head: characters of the longest of them.
        head_letters: the first characters of the head nouns.
        verbs: a chain of words of action with their adverbs, and the words that look like one.
        actions: finds such a chain, its first group, wherever it stands.
        guards: words in which a word of action stands by chance.
        named_before: a label of what a list holds.
        word: one word of such a chain.
        leads: words of action that an object follows, with status and kinds.
        tails: words of action that an object stands before, with status.
        subjects: words of action whose subject is the project itself: X平台重点建设….
        tail_letters: the first characters of what follows a verbal noun.
        weak: words of action that inside a phrase are nouns: 发展 in 可持续发展议程.
        patterns: the other rules by key.
        aims: objects that only say what is in the middle of something.
        any_class: what shows that a phrase is a class of things: the rules `classes`, `regions` and `counted` together.
        lead_trim: words before a name that do not belong to it.
        joins: what stands between two members of a list, also of quotations.
        described: how a phrase begins in which a description with 的 stands before the name.
        tail_cut: what follows a name and says what use is made of it.
        project: the word for a project.
        of: the particle after a description.
        plans: the five-year plans in their order.
        closing: the words of project-classes at the end of what follows 等.
        sets: the same rules as sets of words, for those that are looked up.
        ends: the same rules as words, for those that phrases begin or end with.
    """

    classes: re.Pattern[str]
    signal: re.Pattern[str]
    last_letters: frozenset[str]
    ends_with_head: frozenset[str] | None
    endings: frozenset[str]
    common: frozenset[str]
    all_common: re.Pattern[str]
    all_bare: re.Pattern[str]
    heads: dict[str, tuple[str, str]]
    head_sizes: dict[str, tuple[int, ...]]
    longest_head: int
    head_letters: frozenset[str]
    verbs: re.Pattern[str]
    actions: re.Pattern[str]
    guards: frozenset[str]
    named_before: re.Pattern[str]
    word: re.Pattern[str]
    leads: dict[str, Lead]
    tails: dict[str, str | None]
    subjects: frozenset[str]
    tail_letters: frozenset[str]
    weak: frozenset[str]
    patterns: dict[str, re.Pattern[str]]
    any_class: re.Pattern[str]
    aims: Ending
    tail_cut: Ending
    lead_trim: Opening
    joins: re.Pattern[str]
    described: Opening
    sets: dict[str, frozenset[str]]
    ends: dict[str, tuple[str, ...]]
    closing: re.Pattern[str]
    project: str
    of: str
    plans: tuple[str, ...]
