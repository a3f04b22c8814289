"""The documents say what is so: commands, options, examples, figures, fields."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import draw_terminal
import floors
import generate_commands
import generate_export
import generate_output
import generate_rules
import pytest
import regex
import yaml

from conftest import ROOT, Ran
from plan_extract import RuleError
from plan_extract.rules import read_rules

READMES = ["README.md", "README.zh-CN.md"]
PAGES = [*READMES, "CHANGELOG.md", "CONTRIBUTING.md", *sorted(p.relative_to(ROOT).as_posix() for p in (ROOT / "docs").rglob("*.md"))]
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
    assert ".venv/bin/pytest" in lines[1]
    assert read(name).index("```sh") < 40


def test_the_page_of_commands_is_what_help_says(run: Callable[..., Ran]) -> None:
    assert read("docs/commands.md") == generate_commands.reference(), "run python docs/generators/generate_commands.py"
    page = read("docs/commands.md")
    for words, command in generate_commands.commands():
        said = run(*words.split()[1:], "--help").out
        section = regex.search(rf"^#+ {words}\n(.*?)(?=^#+ |\Z)", page, regex.DOTALL | regex.MULTILINE)
        assert section
        told = {o for row in regex.findall(r"^\| (`-.*?) \|", section[1], regex.MULTILINE) for o in OPTION.findall(row)}
        offered = {o for line in said.partition("Options:")[2].splitlines() for o in OPTION.findall(regex.match(r" {0,2}([^\s,]*(?:, \S+)*)", line)[1])}
        assert told == offered, words
        assert " ".join((command.help or "").split()) in " ".join(said.split())


@pytest.mark.parametrize("name", PAGES)
def test_pages_use_options_that_there_are(name: str) -> None:
    known = {o for words, command in generate_commands.commands() for p in generate_commands.parameters(words, command) for o in p.opts}
    for line in regex.findall(r"^(?:\$ )?(plan-extract .*)", read(name), regex.MULTILINE):
        for part in regex.split(r"[|;]|&&| # ", line):
            if part.strip().startswith("plan-extract "):
                assert set(OPTION.findall(part)) <= known, line


def test_the_reference_of_exports_is_made_from_the_tables() -> None:
    assert read("docs/export.md") == generate_export.reference(), "run python docs/generators/generate_export.py"


def test_the_reference_of_rules_has_every_file_and_field() -> None:
    def skeleton(page: str) -> list[str]:
        return regex.findall(r"^(?:## .*|\| `.*)$", page, regex.MULTILINE)

    assert skeleton(read("docs/rules-reference.md")) == skeleton(generate_rules.reference()), "run python docs/generators/generate_rules.py"


def test_the_picture_of_the_terminal_shows_what_is_printed() -> None:
    assert read("docs/images/terminal.svg") == draw_terminal.picture(), "run python docs/generators/draw_terminal.py"


def test_the_chinese_readme_says_as_much() -> None:
    english, chinese = (read(name) for name in READMES)
    for kind in (r"^#+ ", r"^```", r"^\| ", r"^!?\[?!\[", r"^<img", r"^- "):
        assert len(regex.findall(kind, english, regex.MULTILINE)) == len(regex.findall(kind, chinese, regex.MULTILINE)), kind
    links = [{link.replace(".zh-CN", "") for link in regex.findall(r"\]\(([^)#]+)\)", text)} for text in (english, chinese)]
    assert links[0] - {"README.md"} == links[1] - {"README.md"}


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
def test_the_figures_are_the_floors(name: str) -> None:
    shown = read(name).split("<!-- accuracy -->\n")[1].split("\n<!-- /accuracy -->")[0]
    assert shown == floors.table(floors.read_floors()["gold"], floors.HEADS[name])


def test_the_output_reference_is_the_schema() -> None:
    assert read("docs/output.md") == generate_output.reference(), "run python docs/generators/generate_output.py"


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
    text = regex.sub(r"`[^`\n]*\[…\]\(…\)[^`\n]*`", "", text)  # Markdown itself, spoken of
    heads = {regex.sub(r"[^\w -]", "", h).strip().lower().replace(" ", "-") for h in regex.findall(r"^#+ (.*)", text, regex.M)}
    for link in regex.findall(r"\]\(([^)]+)\)", text):
        if link.startswith("#"):
            assert link[1:] in heads, link
        elif "://" not in link:
            assert ((ROOT / name).parent / link.split("#")[0]).exists(), link
