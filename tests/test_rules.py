"""The rules: each as its own examples say, no word of Chinese outside them, and overlays that a user can trust."""

from __future__ import annotations

import io
import tokenize
from collections.abc import Callable
from pathlib import Path

import pytest
import regex

from conftest import ROOT, Ran
from plan_extract import RuleError
from plan_extract.rules import STEPS, load_rules, read_rules, shipped_rules
from plan_extract.rules.entries.base import Rule
from plan_extract.rules.entries.checking import rule_faults
from plan_extract.rules.entries.reading import read_rule_file

HAN = regex.compile(r"\p{Han}")
SHIPPED = [(stem, key, rule) for stem, entries in read_rules().items() for key, rule in entries.items()]

WORDS = """\
planning-terms:
  words: [高新技术企业, 东湖大道]
  examples: [建设东湖大道]
  not: [建设东湖路]
"""


@pytest.mark.parametrize("stem, key, rule", SHIPPED, ids=[f"{stem}.{key}" for stem, key, _ in SHIPPED])
def test_every_rule_does_what_its_examples_say(stem: str, key: str, rule: Rule) -> None:  # noqa: ARG001
    assert rule.examples
    assert list(rule.misses()) == []


def test_every_file_is_read_and_no_key_stands_twice() -> None:
    assert {p.stem for p in shipped_rules().glob("*.yaml")} == set(read_rules())
    assert rule_faults() == (len(SHIPPED), [])


@pytest.mark.parametrize("stem", sorted(read_rules()))
def test_no_word_stands_twice_in_a_rule(stem: str) -> None:
    for key, rule in read_rules()[stem].items():
        assert len(set(rule.words)) == len(rule.words), key


def strings_with_han(path: Path) -> list[str]:
    """The string literals of a module that hold Chinese, docstrings left out."""
    found = []
    tokens = [t for t in tokenize.generate_tokens(io.StringIO(path.read_text(encoding="utf-8")).readline)
              if t.type not in {tokenize.COMMENT, tokenize.NL}]
    fresh = {tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENCODING}
    for n, token in enumerate(tokens):
        docstring = token.type == tokenize.STRING and (n == 0 or tokens[n - 1].type in fresh)
        if HAN.search(token.string) and not docstring:
            found.append(f"{path.name}:{token.start[0]}: {token.string}")
    return found


# 约束性 and 预期性 are values of the output's own field `binding`.
OUTPUT_VALUES = {"models.py": {'"约束性"', '"预期性"'}}
# Words that outputs show to people, and descriptions of columns with examples in them.
SHOWN = {"exporting/labels.py", "exporting/tables.py", "comparison/report_html.py", "readers/numbering.py"}
CHARACTERS = {"layout/radicals.py"}  # no words: which characters Unicode holds for the same


@pytest.mark.parametrize("path", sorted((ROOT / "src").rglob("*.py")), ids=lambda p: p.stem)
def test_the_program_knows_no_chinese_but_by_its_rules(path: Path) -> None:
    if f"{path.parent.name}/{path.name}" in SHOWN | CHARACTERS or path.parent.name == "page":
        return
    allowed = OUTPUT_VALUES.get(path.name, set())
    told = ("description=", "约束性", "预期性") if path.name == "models.py" else ()
    found = [line for line in strings_with_han(path) if line.split(": ", 1)[1] not in allowed]
    lines = path.read_text(encoding="utf-8").split("\n")
    assert [f for f in found if not any(t in lines[int(f.split(":")[1]) - 1] for t in told)] == []


def test_compiled_rules_name_what_they_were_made_of(tmp_path: Path) -> None:
    (tmp_path / "words.yaml").write_text(WORDS, encoding="utf-8")
    plain, laid = load_rules(), load_rules(tmp_path)
    assert plain.sha256 == load_rules().sha256 != laid.sha256
    assert set(STEPS) <= set(plain._fields)


def overlay(folder: Path, text: str, name: str = "words.yaml") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_an_overlay_replaces_adds_and_removes_by_key(tmp_path: Path) -> None:
    own = "own-words:\n  words: [东湖新城]\n  examples: [东湖新城]\n"
    before = read_rules()
    key = next(iter(before["words"]))
    replaced = read_rules(overlay(tmp_path, WORDS.replace("planning-terms", key) + own))
    assert replaced["words"][key].words == ("高新技术企业", "东湖大道")
    assert list(replaced["words"]) == [*before["words"], "own-words"]
    assert {stem: rules for stem, rules in replaced.items() if stem != "words"} == {
        stem: rules for stem, rules in before.items() if stem != "words"}
    removed = read_rules(overlay(tmp_path, f"{key}: null\n"))
    assert list(removed["words"]) == [k for k in before["words"] if k != key]
    assert read_rules(overlay(tmp_path, "# nothing but a remark\n")) == before


def test_the_last_overlay_is_on_top(tmp_path: Path) -> None:
    first, last = tmp_path / "first", tmp_path / "last"
    first.mkdir()
    last.mkdir()
    overlay(first, "own:\n  words: [甲]\n  examples: [甲]\n")
    overlay(last, "own:\n  words: [乙]\n  examples: [乙]\n")
    assert read_rules(first, last)["words"]["own"].words == ("乙",)
    assert read_rules(last, first)["words"]["own"].words == ("甲",)


def test_words_of_action_may_hold_any_letter(tmp_path: Path) -> None:
    own = 'own:\n  place: lead\n  words: [^建, "]-设", 甲]\n  examples: [^建东湖]\n'
    rules = load_rules(overlay(tmp_path, own, "project_actions.yaml")).projects
    assert rules.leads.keys() >= {"^建", "]-设", "甲"}
    assert rules.actions.search("由]-设了")[1] == "]-设"  # type: ignore[index]
    assert rules.signal.search("青龙公园]-设"[::-1]) is not None


# A file of rules, and the one line it is refused with.
WRONG = [
    ("own:\n  words: [甲]\n", "words.yaml:1: own: examples: Field required"),
    ("own:\n  words: [甲]\n  examples: []\n", "words.yaml:3: own: examples: Tuple should have at least 1 item"),
    ("own:\n  words: [甲]\n  example: [甲]\n", "words.yaml:1: own: examples: Field required"),
    ("own:\n  words: [甲]\n  examples: [甲]\n  wrods: [乙]\n", "words.yaml:4: own: wrods: Extra inputs are not permitted"),
    ("own:\n  words: [甲, 甲]\n  examples: [甲]\n", "words.yaml:2: own: words: '甲' stands twice"),
    ("own:\n  words:\n  - 甲\n  - ''\n  examples: [甲]\n", "words.yaml:4: own: words.1: String should have at least 1"),
    ("own:\n  words: 甲\n  examples: [甲]\n", "words.yaml:2: own: words: Input should be a valid tuple"),
    ("own:\n  words: [甲]\n  examples: [甲]\n  frequency: 0\n", "words.yaml:4: own: frequency: Input should be greater"),
    ("own:\n  pattern: '(甲'\n  examples: [甲]\n", "words.yaml:2: own: pattern: does not compile: "),
    ("own:\n  words: [yes, 甲]\n  examples: [甲]\n", "words.yaml:2: own: words.0: Input should be a valid string"),
    ("own: 甲\n", "words.yaml:1: own: Input should be a valid dictionary"),
    ("own:\n  words: [甲]\n  examples: [甲]\nown:\n  words: [乙]\n", "words.yaml:4: own: the key stands twice"),
    ("own:\n  words: [甲]\n  words: [乙]\n  examples: [乙]\n", "words.yaml:3: own: the key words stands twice"),
    ("1:\n  words: [甲]\n  examples: [甲]\n", "words.yaml:1: 1: a key must be a string; quote it"),
    ("no-such-rule: null\n", "words.yaml:1: no-such-rule: there is no rule of this key to remove"),
    ("- 甲\n", "words.yaml:1: must be a mapping from keys to rules"),
    ("甲\n", "words.yaml:1: must be a mapping from keys to rules"),
    ("own: [\n", "words.yaml:2: is not YAML: "),
    ("own: &a\n  words: [甲]\n  examples: [甲]\nother: *a\n", "words.yaml:1: aliases are not read"),
    ("own: !!python/name:os.system\n", "words.yaml:1: is not YAML: could not determine a constructor for the tag"),
    ("a: 1\n---\nb: 2\n", "words.yaml:2: is not YAML: but found another document"),
    ("own: " + "[" * 100_000, "words.yaml:1: is nested too deeply"),
    ("own:\n  words: [甲]\n  examples: [乙]\n", "words.yaml:3: own: examples: does not match '乙'"),
    ("own:\n  words: [甲]\n  examples: [甲]\n  not: [甲乙]\n", "words.yaml:4: own: not: matches '甲乙'"),
]


@pytest.mark.parametrize("text, said", WRONG, ids=[said.split(": ", 1)[1][:40] for _, said in WRONG])
def test_a_wrong_rule_is_refused_with_file_line_and_key(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(RuleError) as caught:
        read_rules(overlay(tmp_path, text))
    assert str(caught.value).startswith(said)
    assert "\n" not in str(caught.value)


def test_a_file_that_nobody_reads_or_that_is_no_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match=r"^wrods\.yaml:1: no step reads a file of this name; the files are .*words"):
        read_rules(overlay(tmp_path, WORDS, "wrods.yaml"))
    (tmp_path / "wrods.yaml").rename(tmp_path / "wrods.txt")
    assert read_rules(tmp_path) == read_rules()
    (tmp_path / "words.yaml").write_bytes(b"\xff")
    with pytest.raises(RuleError, match=r"^words\.yaml:1: is not UTF-8"):
        read_rules(tmp_path)
    with pytest.raises(RuleError, match="No such file or directory; --rules takes a folder of YAML files"):
        read_rules(tmp_path / "missing")
    with pytest.raises(RuleError, match="cannot be read"):
        read_rule_file(tmp_path, Rule)


def test_the_commands(run: Callable[..., Ran], tmp_path: Path) -> None:
    overlay(tmp_path, WORDS)
    assert run("rules", "check") == (0, "", f"{len(SHIPPED)} rules, each as its examples say\n")
    assert run("rules", "check", "--rules", tmp_path, "-q") == (0, "", "")
    code, out, _ = run("rules", "show", "words.planning-terms", "--rules", tmp_path)
    assert code == 0
    assert out.splitlines()[1:] == ["  planning-terms:", "    words:", "    - 高新技术企业", "    - 东湖大道", "    examples:",
                                    "    - 建设东湖大道", "    not:", "    - 建设东湖路"]
    assert run("rules", "show").out.count("\n") > 100
    assert run("rules", "show", "nonsense").code == 1
    overlay(tmp_path, "own:\n  words: [甲]\n")
    assert run("rules", "check", "--rules", tmp_path) == (1, "", "words.yaml:1: own: examples: Field required\n")
    assert run("rules", "show", "--rules", tmp_path).code == 1
    assert run("parse", "--rules", tmp_path, stdin="甲".encode()) == (2, "", "words.yaml:1: own: examples: Field required\n")


def test_what_is_shown_is_what_is_read(run: Callable[..., Ran], tmp_path: Path) -> None:
    import yaml

    shown = yaml.safe_load(run("rules", "show").out)
    for stem, entries in shown.items():
        if entries:
            import json

            (tmp_path / f"{stem}.yaml").write_text(json.dumps(entries, ensure_ascii=False), encoding="utf-8")
    assert read_rules(tmp_path) == read_rules()
