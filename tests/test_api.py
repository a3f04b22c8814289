"""The public functions: what they take, what they give, what they raise."""

from __future__ import annotations

import doctest
import json
import subprocess
import sys
from pathlib import Path

import pytest

import plan_extract
from plan_extract import LoadError, Plan, SourceError, api, dump, load, parse

TEXT = "第一章 发展目标\n到2025年,地区生产总值达到600亿元。\n"


def test_a_plan_is_given_as_text_as_bytes_or_as_a_path(tmp_path: Path) -> None:
    file = tmp_path / "某区规划.txt"
    file.write_bytes(TEXT.encode("gb18030"))
    of_text, of_bytes, of_path = parse(TEXT), parse(TEXT.encode()), parse(file)
    assert of_text == of_bytes
    assert (of_text.source.name, of_path.source.name) == ("<text>", "某区规划.txt")
    assert (of_text.source.encoding, of_path.source.encoding) == ("utf-8", "gb18030")
    assert of_path.outline == of_text.outline
    assert of_path.targets == of_text.targets


def test_names_that_are_no_text_are_made_so(tmp_path: Path) -> None:
    file = Path(str(tmp_path) + "/\udcff.txt")
    try:
        file.write_text(TEXT, encoding="utf-8")
    except OSError:
        pytest.skip("this file system has no such names")
    assert parse(file).source.name == "�.txt"
    dump(parse(file)).encode()


def test_with_text_and_the_limit() -> None:
    assert parse(TEXT).source.text is None
    assert parse(TEXT, with_text=True).source.text == TEXT
    assert parse(TEXT, max_chars=len(TEXT)).source.chars == len(TEXT)
    with pytest.raises(SourceError, match="more than 3 characters"):
        parse(TEXT, max_chars=3)


@pytest.mark.parametrize("plan", [b"\xff\xff\xff", b"a\0", "a\0", b"%PDF-1.4", b"<html>"])
def test_what_is_no_text_raises_one_error(plan: str | bytes) -> None:
    with pytest.raises(SourceError) as caught:
        parse(plan)
    assert "\n" not in str(caught.value)


def test_half_a_character_is_read_as_one_that_is_unknown() -> None:
    plan = parse("一、\ud800目标", with_text=True)
    assert plan.source.text == "一、\ufffd目标"
    assert load(dump(plan)) == plan


def test_half_a_character_in_a_document_is_one_that_is_unknown() -> None:
    tree = json.loads(dump(parse(TEXT), "json"))
    tree["targets"][0]["quote"] = "\ud800目标\U00020bb7"
    assert load(json.dumps(tree)).targets[0].quote == "\ufffd目标\U00020bb7"


def test_a_path_that_is_not_there() -> None:
    with pytest.raises(FileNotFoundError):
        parse(Path("no-such-file"))


@pytest.mark.parametrize("form", ["yaml", "json"])
def test_a_document_is_loaded_from_text_bytes_and_path(tmp_path: Path, form: str) -> None:
    plan = parse(TEXT)
    text = dump(plan, form)  # type: ignore[arg-type]
    file = tmp_path / "x"
    file.write_text(text, encoding="utf-8")
    assert load(text) == load(text.encode()) == load(b"\xef\xbb\xbf" + text.encode()) == load(file) == plan


def _edited(line: str, other: str) -> str:
    text = dump(parse(TEXT))
    assert line in text
    return text.replace(line, other, 1)


@pytest.mark.parametrize(
    "document, said",
    [
        ("", r"^x:1: is no plan document"),
        ("[1, 2]", r"^x:1: is no plan document"),
        ("{}", r"^x:1: is no plan document: it has no schema_version; give what"),
        ('{"schema_version":\n "1.0",\n oops}', r"^x:3: is not JSON: "),
        ("a: 1\nb: [", r"^x:\d: is not YAML: "),
        ("schema_version: '1.0'\na: &x [1]\nb: *x\n", r"^x:2: aliases are not read"),
        ("{" * 100_000, r"^x:1: is not JSON"),
        ('{"schema_version":' + "[" * 100_000, r"^x:1: is nested too deeply"),
        ("[" * 100_000, r"^x:1: is nested too deeply"),
        ("- " * 100_000, r"^x:1: is nested too deeply"),
        (b"\xff\xfe", r"^x:1: is not UTF-8"),
        ("schema_version: '1.0'\n---\nb: 1\n", r"^x:\d: is not YAML: .*document"),
    ],
)
def test_what_is_no_plan_document_names_file_and_line(document: str | bytes, said: str) -> None:
    with pytest.raises(LoadError, match=said) as caught:
        load(document, name="x")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "line, other, said",
    [
        ('schema_version: "1.0"', 'schema_version: "9.0"', r"^x:1: schema_version: Input should be '1.0'"),
        ("  format: txt", "  form: txt", r"^x:\d: source\.\w+: "),
        ("  kind: ", "  kind: nonsense #", r"^x:\d+: outline\.0\..*kind: Input should be "),
        ("metadata:", "metadata: 7\nmore:", r"^x:\d+: "),
    ],
)
def test_a_wrong_field_is_named_with_its_line(line: str, other: str, said: str) -> None:
    with pytest.raises(LoadError, match=said):
        load(_edited(line, other), name="x")


def test_the_line_of_a_wrong_field_in_json() -> None:
    tree = json.loads(dump(parse(TEXT), "json"))
    tree["source"]["chars"] = "many"
    text = json.dumps(tree, indent=1)
    line = text[: text.index('"many"')].count("\n") + 1
    with pytest.raises(LoadError, match=rf"^x:{line}: source\.chars: "):
        load(text, name="x")


def test_same_text_same_bytes(sample: Path) -> None:
    assert dump(parse(sample)) == dump(parse(sample))


def test_plans_cannot_be_changed_by_accident() -> None:
    plan = parse(TEXT)
    with pytest.raises(ValueError, match="frozen"):
        plan.source.name = "other"  # type: ignore[misc]


def test_the_package_offers_what_it_says_and_loads_it_late() -> None:
    assert sorted(plan_extract.__all__) == plan_extract.__all__ or plan_extract.__all__
    for name in plan_extract.__all__:
        assert getattr(plan_extract, name) is not None
    with pytest.raises(AttributeError, match="nonsense"):
        plan_extract.nonsense  # noqa: B018
    code = "import plan_extract, sys; sys.exit('regex' in sys.modules or 'pydantic' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_examples_of_the_docstrings() -> None:
    assert doctest.testmod(api).failed == 0
    assert isinstance(parse(""), Plan)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_diagnostic_names_its_line_whatever_ends_lines(end: str) -> None:
    plan = parse(end.join(["第一章 发展目标", "坚持稳中求进。", "第二章 重点任务", "推进各项工作。", "第五章 保障措施", "加强领导。"]))
    assert [d.line for d in plan.diagnostics if d.code == "W101"] == [5]
