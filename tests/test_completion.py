"""Completion in the shells: commands, options, the words that options take; at the cost of a start and no more."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = str(Path(sys.executable).parent / "plan-extract")
PATH = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}

CASES = [
    ("", {"parse", "diff", "check", "view", "export", "score", "schema", "rules"}),
    ("ex", {"export"}),
    ("rules ", {"check", "show"}),
    ("export --la", {"--language"}),
    ("check --s", {"--select"}),
    ("parse x --format ", {"yaml", "json", "ndjson"}),
    ("export x --to s", {"sqlite"}),
    ("diff --by i", {"indicator"}),
    ("schema ", {"plan", "diff", "check"}),
]


def completed(shell: str, line: str) -> set[str]:
    """What the program offers a shell behind `plan-extract LINE`."""
    words = f"plan-extract {line}"
    environment = {**PATH, "_PLAN_EXTRACT_COMPLETE": f"complete_{shell}"}
    if shell == "bash":
        environment |= {"COMP_WORDS": words, "COMP_CWORD": str(len(words.split(" ")) - 1)}
    else:
        environment |= {"_TYPER_COMPLETE_ARGS": words, "_TYPER_COMPLETE_FISH_ACTION": "get-args"}
    said = subprocess.run([PROGRAM], env=environment, capture_output=True, encoding="utf-8", check=False).stdout
    if shell == "zsh":  # _arguments '*: :(("export":"Write …" …))', or the words alone
        inside = said.partition("((")[2].rpartition("))")[0]
        return {row.split('"')[1] for row in inside.split("\n") if '"' in row}
    return {row.split("\t")[0] for row in said.split("\n") if row}


@pytest.mark.parametrize("line, offered", CASES)
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_what_is_offered(shell: str, line: str, offered: set[str]) -> None:
    said = completed(shell, line)
    assert offered <= said
    if line and not line.endswith(" "):
        assert all(word.startswith(line.rpartition(" ")[2]) for word in said)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "pwsh"])
def test_the_script_for_a_shell(shell: str) -> None:
    said = subprocess.run([PROGRAM], env={**PATH, "_PLAN_EXTRACT_COMPLETE": f"source_{shell}"}, capture_output=True, encoding="utf-8", check=False).stdout
    assert "_PLAN_EXTRACT_COMPLETE" in said
    if shell != "pwsh" and shutil.which(shell):
        checked = subprocess.run([shell, "-n"], input=said, capture_output=True, encoding="utf-8", check=False)
        assert checked.returncode == 0, checked.stderr


def test_bash_itself_completes() -> None:
    script = """
        eval "$(_PLAN_EXTRACT_COMPLETE=source_bash plan-extract)"
        COMP_WORDS=(plan-extract exp); COMP_CWORD=1
        _plan_extract_completion plan-extract; echo "${COMPREPLY[*]}"
        COMP_WORDS=(plan-extract export --to x); COMP_CWORD=3
        _plan_extract_completion plan-extract; echo "${COMPREPLY[*]}"
        COMP_WORDS=(plan-extract parse pla); COMP_CWORD=2
        _plan_extract_completion plan-extract; echo "files:${COMPREPLY[*]}"
        complete -p plan-extract
    """
    said = subprocess.run(["bash", "-c", script], env=PATH, capture_output=True, encoding="utf-8", check=True).stdout  # noqa: S607
    export, xlsx, files, how = said.splitlines()
    assert (export, xlsx, files) == ("export", "xlsx", "files:")
    assert "-o default" in how  # so that bash completes the names of files itself


def test_completion_imports_nothing_of_the_parser() -> None:
    code = (
        "import os, sys\n"
        "os.environ.update(_PLAN_EXTRACT_COMPLETE='complete_bash', COMP_WORDS='plan-extract export --', COMP_CWORD='2')\n"
        "from plan_extract.cli import main\n"
        "try:\n    main([])\nexcept SystemExit:\n    pass\n"
        "sys.exit(', '.join({'regex', 'yaml', 'jieba', 'marisa_trie', 'pydantic', 'plan_extract.models'} & set(sys.modules)))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, encoding="utf-8")
    assert ran.stderr.strip() == ""
    assert "--language" in ran.stdout
