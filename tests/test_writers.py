"""YAML, JSON and rows: what goes in comes out again, in every parser, and nothing in it can steer a terminal."""

from __future__ import annotations

import json

import pytest
import regex
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from plan_extract import Plan, dump, load
from plan_extract.document.writers import to_json, to_ndjson
from plan_extract.document.writers_yaml import to_yaml

HIDDEN = regex.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff]")

# Strings that one YAML parser or another takes for something else when they stand bare.
NASTY = [
    "", " ", "~", "null", "Null", "yes", "No", "on", "y", "true", "1e3", "0x1", "0o7", "1_000", "1:30", "+1", ".5", ".inf",
    "2021-09-08", "=", "<<", "- a", "-", "--- 一", "...", ": ", "一: 二", "一:二", "一:", "a #b", "一 #二", "#一", "a#b",
    "[一]", "{一", "一,二", "一]", "%一", "@一", "`一", "!一", "&一", "*一", "|一", ">一", "'一'", '"一"', "? 一", " 一",
    "一 ", "\u3000一", "一\u3000", "一\n二", "一\t二", "a\\b", "\x1b[31m红", "\x00", "\x7f", "\x85", "\x9b31m", "\u2028",
    "\u202e", "\ufeff一", "\xa0", "𠮷", "😀", "38%", "3.1", "utf-8", "t0001", "\uffff", "\U0001ffff", "\ue000", "a\n",
]
HALF = "\ud800"

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30) | st.sampled_from(NASTY)
scalars = texts | st.integers() | st.floats(allow_nan=False) | st.booleans() | st.none()
trees = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(texts, inner, max_size=5),
    max_leaves=25,
)


@pytest.mark.parametrize("text", NASTY)
@pytest.mark.parametrize("loader", [yaml.SafeLoader, yaml.CSafeLoader])
def test_yaml_keeps_every_string_wherever_it_stands(text: str, loader: type[yaml.SafeLoader]) -> None:
    for tree in (text, [text], {"k": text}, {text: 1}, {"a": {"b": text}}, [[text], {text: [text, {"x": [1, 2]}]}],
                 {"a": text, "b": text, "c": text, "d": text}):
        assert yaml.load(to_yaml(tree), Loader=loader) == tree  # noqa: S506


@given(trees)
@settings(max_examples=300)
@example({"a": 1e16, "b": 1e-7, "c": -0.0, "d": 12345678901234567890, "e": float("inf")})
@example([[], {}, [[]], {"a": []}, [[1, 2], [3]]])
def test_every_tree_comes_back(tree: object) -> None:
    text = to_yaml(tree)
    assert yaml.safe_load(text) == tree
    assert yaml.load(text, Loader=yaml.CSafeLoader) == tree
    assert json.loads(to_json(tree)) == tree
    assert to_yaml(tree) == text
    for written in (text, to_json(tree)):
        assert not HIDDEN.search(written)


@pytest.mark.parametrize(
    "tree, expected",
    [
        ({"a": 1, "span": [3, 9], "b": {"value": 0.38, "unit": "1"}}, 'a: 1\nspan: [3, 9]\nb: {value: 0.38, unit: "1"}\n'),
        ({"rows": [{"a": 1, "b": 2, "c": 3, "d": "一,二"}]}, "rows:\n- a: 1\n  b: 2\n  c: 3\n  d: 一,二\n"),
        ({"rows": [], "x": None}, "{rows: [], x: null}\n"),
        ({"a": [{"k": "一,二"}]}, 'a:\n- {k: "一,二"}\n'),
        ({"a": "到2025年,GDP达到600亿元。"}, '{a: "到2025年,GDP达到600亿元。"}\n'),
        (["𠮷野家", "yes", "38%", "3.1"], '- 𠮷野家\n- "yes"\n- 38%\n- "3.1"\n'),
        ({"a": {"deep": {"deeper": [{"x": {"z": []}}]}}}, "a:\n  deep:\n    deeper:\n    - x: {z: []}\n"),
    ],
)
def test_yaml_reads_well(tree: object, expected: str) -> None:
    assert to_yaml(tree) == expected


def test_json_keeps_spans_on_one_line() -> None:
    assert to_json({"a": [{"span": [1, 2], "t": "一"}], "b": []}) == (
        '{\n "a": [\n  {\n   "span": [1, 2],\n   "t": "一"\n  }\n ],\n "b": []\n}\n'
    )


def test_half_a_character_becomes_the_replacement_character() -> None:
    for written in (to_yaml({"a": HALF}), to_json({"a": HALF})):
        assert yaml.safe_load(written.encode()) == {"a": "\ufffd"}


def test_rows_name_their_file_and_their_kind(sample_plan: Plan) -> None:
    rows = [json.loads(line) for line in dump(sample_plan, "ndjson").split("\n")[:-1]]
    assert {row["file"] for row in rows} <= {"nanguan-2021.txt"}
    kinds = [row["kind"] for row in rows]
    assert kinds == sorted(kinds, key=["target", "achievement", "project"].index)
    assert len(rows) == len(sample_plan.targets) + len(sample_plan.achievements) + len(sample_plan.projects)


def test_rows_are_one_line_each_whatever_stands_in_them() -> None:
    row = {"text": "一\n二\x85三\u2028四"}
    tree = {"source": {"name": "x"}, "targets": [row], "achievements": [], "projects": []}
    written = to_ndjson(tree)
    assert written.splitlines() == [written.rstrip("\n")]
    assert json.loads(written) == {"file": "x", "kind": "target", **row}


@pytest.mark.parametrize("format_", ["yaml", "json"])
def test_a_plan_comes_back(sample_plan: Plan, format_: str) -> None:
    text = dump(sample_plan, format_)  # type: ignore[arg-type]
    assert load(text) == sample_plan
    assert dump(load(text), format_) == text  # type: ignore[arg-type]
