"""The documents say what is so: commands, options, examples, figures, fields."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import floors
import generate
import pytest
import regex
import yaml

from conftest import ROOT, Ran
from plan_extract import RuleError
from plan_extract.rules import read_rules

READMES = ["README.md", "README.zh-CN.md"]
PAGES = [*READMES, "CHANGELOG.md", "CONTRIBUTING.md", *sorted(f"docs/{p.name}" for p in (ROOT / "docs").glob("*.md"))]
OPTION = regex.compile(r"(?<![\w-])--?[a-z][a-z-]*")


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def blocks(name: str, language: str) -> list[str]:
    return regex.findall(rf"^```{language}\n(.*?)^```$", read(name), regex.DOTALL | regex.MULTILINE)


@pytest.mark.parametrize("name", READMES)
def test_a_readme_begins_with_two_commands(name: str) -> None:
    lines = blocks(name, "sh")[0].splitlines()
    assert len(lines) == 2
    assert lines[0].endswith("plan-extract parse data/raw/nanguan-2021.txt")
    assert lines[1] == ".venv/bin/pytest"
    assert read(name).index("```sh") < 40


@pytest.mark.parametrize("name", READMES)
def test_readme_and_help_name_the_same_options(run: Callable[..., Ran], name: str) -> None:
    def options(*command: str) -> set[str]:
        return set(OPTION.findall(run(*command, "--help").out)) - {"-", "--help", "-h"}

    table = regex.search(r"^\| (?:option of `parse`|`parse` ).*?\n\n", read(name), regex.DOTALL | regex.MULTILINE)
    assert table
    assert set(OPTION.findall(regex.sub(r"\| --- .*", "", table[0]))) == options("parse")
    known = options("parse") | options("score") | options("schema") | options("rules", "check") | options()
    used = {o for line in "".join(blocks(name, "sh")[1:]).splitlines() if line.startswith("plan-extract")
            for o in OPTION.findall(line.split("#")[0])}
    assert used <= known


@pytest.mark.parametrize("name", READMES)
def test_the_commands_of_a_readme_work(run: Callable[..., Ran], name: str, tmp_path: Path,
                                       monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "plans").mkdir()
    for text in ("plan.txt", "plans/one.txt", "plans/two.txt"):
        (tmp_path / text).write_text("第一章 总则\n到2025年，森林覆盖率达到45%。\n", encoding="utf-8")
    (tmp_path / "my-rules").mkdir()
    shutil.copy(ROOT / "tests" / "gold" / "nanguan-2021.json", "gold.json")
    shutil.copy(ROOT / "data" / "raw" / "nanguan-2021.txt", ".")
    ran = 0
    for line in blocks(name, "sh")[2].splitlines():
        words = line.split("#")[0].split("|")[-1].split(">")[0].split()
        if words:
            assert words[0] == "plan-extract"
            assert run(*words[1:], stdin="第一章 总则\n".encode()).code == 0, line
            ran += 1
    assert ran == 10


@pytest.mark.parametrize("name", READMES)
def test_the_example_is_what_is_written(run: Callable[..., Ran], name: str) -> None:
    console = blocks(name, "console")[0]
    text = regex.search(r"printf '(.*)' \| plan-extract parse", console)
    assert text
    written = run("parse", stdin=text[1].replace("\\n", "\n").replace("%%", "%").encode()).out
    shown = regex.search(r"<!-- example -->\n```yaml\n(.*?)```\n<!-- /example -->", read(name), regex.DOTALL)
    assert shown
    known = written.splitlines()
    for line in shown[1].splitlines():
        if line.strip() != "# …":
            assert line in known
            known = known[known.index(line) + 1:]
    assert any(line.startswith("targets:") for line in shown[1].splitlines())


@pytest.mark.parametrize("name", READMES)
def test_the_python_example_runs(name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    exec(compile(blocks(name, "python")[0], name, "exec"), {})  # noqa: S102
    assert "长春市南关区" in capsys.readouterr().out


@pytest.mark.parametrize("name", READMES)
def test_the_figures_are_the_floors(name: str) -> None:
    shown = read(name).split("<!-- accuracy -->\n")[1].split("\n<!-- /accuracy -->")[0]
    assert shown == floors.table(floors.read_floors()["gold"], floors.HEADS[name])


def test_the_output_reference_is_the_schema() -> None:
    assert read("docs/output.md") == generate.reference(), "run python docs/generate.py"


RULE_EXAMPLES = regex.findall(r"<!-- (\w+\.yaml)(?:: (.*?))? -->\n```yaml\n(.*?)```", read("docs/rules.md"), regex.DOTALL)


@pytest.mark.parametrize("file, said, text", RULE_EXAMPLES)
def test_the_examples_of_the_rule_page(file: str, said: str, text: str, tmp_path: Path) -> None:
    (tmp_path / file).write_text(text, encoding="utf-8")
    if said:
        with pytest.raises(RuleError) as caught:
            read_rules(tmp_path)
        assert str(caught.value) == said
    else:
        assert set(yaml.safe_load(text)) <= set(read_rules(tmp_path)[file.removesuffix(".yaml")])


def test_the_rule_page_has_examples() -> None:
    assert len(RULE_EXAMPLES) >= 2


@pytest.mark.parametrize("name", PAGES)
def test_every_link_leads_somewhere(name: str) -> None:
    text = regex.sub(r"^```.*?^```$", "", read(name), flags=regex.DOTALL | regex.MULTILINE)
    heads = {regex.sub(r"[^\w -]", "", h).strip().lower().replace(" ", "-") for h in regex.findall(r"^#+ (.*)", text, regex.M)}
    for link in regex.findall(r"\]\(([^)]+)\)", text):
        if link.startswith("#"):
            assert link[1:] in heads, link
        elif "://" not in link:
            assert ((ROOT / name).parent / link.split("#")[0]).exists(), link
