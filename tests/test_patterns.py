"""The patterns that the steps run say what the rules say, whatever they are compiled by."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from plan_extract.rules import load_rules, read_rules
from plan_extract.rules.dialect import compiled
from plan_extract.rules.entries.patterns import distinct, ending, opening, presence, scan, source_of
from plan_extract.rules.entries.tries import ahead, before_words, trie_pattern

FILES = (
    "measures", "roles", "not_quantities", "times", "numerals", "phrases", "units", "numbering", "labels", "glued", "boxes",
    "layout", "front_matter", "metadata", "metadata_places", "tables", "table_columns", "check",
)
RULES = read_rules()
CASES = [(stem, key) for stem in FILES for key in RULES[stem] if RULES[stem][key].words or RULES[stem][key].pattern]
SAMPLE = Path(__file__).parent.parent / "data" / "raw" / "nanguan-2021.txt"
_RUN = """
import sys
from plan_extract.cli import main
main(["parse", sys.argv[1], "-q", "-o", sys.argv[2]])
print(*sys.modules.keys() & {"regex", "yaml", "jieba", "pydantic", "platformdirs"})
"""
LINES = [line for line in SAMPLE.read_text(encoding="utf-8").splitlines() if line.strip()]


def _texts(stem: str, key: str) -> list[str]:
    """Lines of the sample in turn, and what the rule's own examples say, in a sentence and at its end."""
    rule = RULES[stem][key]
    shown = [*rule.examples, *rule.counterexamples, *rule.words[:40]]
    start = sum(map(ord, key)) % 17
    return [*LINES[start::17], *shown, *(f"全区{text}5家,到2025年" for text in shown), *(f"全区{text}" for text in shown)]


@pytest.mark.parametrize(("stem", "key"), CASES)
def test_a_pattern_finds_what_its_rule_finds(stem: str, key: str) -> None:
    rule = RULES[stem][key]
    source = source_of(rule)
    plain, made, seen, found = regex.compile(rule.source()), compiled(source), presence(source), scan(source)
    for text in _texts(stem, key):
        spans = [match.span() for match in plain.finditer(text)]
        assert [match.span() for match in made.finditer(text)] == spans
        assert [match.span() for match in found.finditer(text, 0, len(text))] == spans
        first = seen.search(text)
        assert (first.start() if first else None) == (spans[0][0] if spans else None)


@pytest.mark.parametrize(("stem", "key"), CASES)
def test_an_ending_is_found_where_the_text_ends_with_it(stem: str, key: str) -> None:
    rule = RULES[stem][key]
    plain, made = regex.compile(f"{rule.source()}$"), ending(f"{source_of(rule)}$")
    for text in _texts(stem, key):
        for end in {len(text), len(text) // 2, min(len(text), 7)}:
            expected, found = plain.search(text[:end]), made.search(text, 0, end)
            assert (found.start() if found else None) == (expected.start() if expected else None)


@pytest.mark.parametrize("source", [
    r"(?:甲|乙{2,3}|丙?丁)", r"[\p{Han}“]甲", r"\P{Han}甲", r"(?:(?x) 甲 | 乙 )丙", r"(?<!甲)乙", r"甲(?=乙)", r"(?:^|甲)乙",
    r"\d{1,3}甲", r"(?>甲乙?)丙", r"[^甲]乙", r"甲*乙*", r"(?:甲|)乙$", r"[丁-乙]{0,2}?甲",
])
@given(text=st.text("甲乙丙丁1 \n“", max_size=12))
def test_what_is_written_for_regex_is_read_so(source: str, text: str) -> None:
    expected = [match.span() for match in regex.finditer(source, text)]
    assert [match.span() for match in compiled(source).finditer(text)] == expected
    first = presence(source).search(text)
    assert (first.start() if first else None) == (expected[0][0] if expected else None)
    begun = regex.match(source, text)
    assert (opening(source).match(text, 0, len(text)) is None) == (begun is None)
    last, closing = regex.search(f"(?:{source})$", text), ending(f"(?:{source})$").search(text, 0, len(text))
    assert (closing is None) == (last is None)


def test_what_re_lacks_stays_with_regex() -> None:
    for source in (r"(?<=甲|乙丙)丁", r"\p{Lu}", r"[[a-z]--[b]]", r"(?P<a>甲)|(?P<a>乙)"):
        assert not isinstance(compiled(source), re.Pattern)


def _patterns(made: object) -> Iterator[object]:
    """Every pattern in compiled rules."""
    if isinstance(made, (re.Pattern, regex.Pattern)):
        yield made
    parts = made.values() if isinstance(made, dict) else made if isinstance(made, tuple) else ()
    if is_dataclass(made):
        parts = [getattr(made, field.name) for field in fields(made)]
    for part in parts:
        yield from _patterns(part)


def test_the_shipped_rules_do_without_regex_once_they_are_compiled() -> None:
    patterns = list(_patterns(tuple(load_rules())))
    assert len(patterns) > 200
    assert [p.pattern for p in patterns if not isinstance(p, re.Pattern)] == []  # type: ignore[attr-defined]


def test_a_run_that_finds_all_in_the_cache_does_not_import_what_only_compiles(tmp_path: Path) -> None:
    run = (sys.executable, "-c", _RUN, str(SAMPLE), str(tmp_path / "plan.json"))
    own = {**os.environ, "PLAN_EXTRACT_CACHE": str(tmp_path / "cache")}
    subprocess.run(run, check=True, env=own)
    told = subprocess.run(run, check=True, env=own, capture_output=True, text=True)
    assert told.stdout.split() == []


def test_names_of_groups_are_told_apart() -> None:
    source, names = distinct("(?P<year>甲)|(?P<year>乙)(?P<last>丙)")
    assert names == {"year": ("year_0", "year_1"), "last": ("last_0",)}
    found = compiled(source).fullmatch("乙丙")
    assert found is not None
    assert (found["year_0"], found["year_1"], found["last_0"]) == (None, "乙", "丙")


NUMBERS = st.lists(st.sampled_from([
    *"0159.,/%:~、和至到余多成点一两十百千万亿人个元米翻番再要半数零的在A ", "分之", "百分之", "公里", "平方米", "零增长", "千瓦时", "万元/亩", "2025年", "“十四五”",
    "五年来", "21世纪中叶", "一半", "家", "年", "二〇二五",
]), max_size=14).map("".join)


@settings(max_examples=400)
@given(text=NUMBERS)
def test_numbers_and_times_are_found_wherever_they_can_begin(text: str) -> None:
    rules = load_rules().quantities
    for sought in (rules.scan, rules.times):
        expected = [match.span() for match in sought.pattern.finditer(text)]
        assert [match.span() for match in sought.finditer(text, 0, len(text))] == expected


@given(words=st.sets(st.text("甲乙丙", min_size=1, max_size=4), min_size=1, max_size=8), text=st.text("甲乙丙", max_size=8))
def test_a_trie_takes_the_longest_word(words: set[str], text: str) -> None:
    longest = max((word for word in words if text.startswith(word)), key=len, default=None)
    found = re.match(trie_pattern(words), text)
    assert (found.group() if found else None) == longest


@given(st.lists(st.text("甲乙丙", min_size=1, max_size=3), min_size=1, max_size=8), st.text("甲乙丙丁", max_size=10))
def test_two_letters_tell_where_a_word_can_stand(words: list[str], text: str) -> None:
    trie = trie_pattern(words)
    spans = [match.span() for match in re.finditer(trie, text)]
    assert [match.span() for match in re.finditer(before_words(words) + trie, text)] == spans
    sought, found, at = re.compile(ahead(words, trie)), [], 0
    while (match := sought.search(text, at)) is not None:
        found.append(match.span(1))
        at = match.end(1)
    assert found == spans
