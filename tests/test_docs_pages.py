"""What the pages of the documentation say is run: every command, every example in Python, in their order."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import regex

from conftest import ROOT

EVERY = ["README.md", "README.zh-CN.md", *sorted(page.relative_to(ROOT).as_posix() for page in (ROOT / "docs").rglob("*.md"))]
ELSEWHERE = {"docs/readers.md", "docs/faults.md", "docs/scale.md"}  # tested beside what they describe
TRANSLATED = [page for page in EVERY if page.endswith(".zh-CN.md")]
FENCE = regex.compile(r"^```(console|python|yaml)\n(.*?)^```$", regex.DOTALL | regex.MULTILINE)
FILE = regex.compile(r"^# (\S+/\S+\.yaml)\n")


PROGRAM = [sys.executable, "-m", "plan_extract"]


class Step(NamedTuple):
    """Something that a page tells the reader to do, and what it says will be seen."""

    kind: str
    text: str
    seen: list[str]


def steps(page: str) -> Iterator[Step]:
    for kind, text in FENCE.findall((ROOT / page).read_text(encoding="utf-8")):
        if kind == "python":
            yield Step(kind, text, [])
        elif kind == "yaml":
            if FILE.match(text):  # a file, which the page names in its first line
                yield Step(kind, text, [])
        else:
            for part in regex.split(r"^\$ ", text, flags=regex.MULTILINE)[1:]:
                command, *seen = part.rstrip("\n").split("\n")
                while command.endswith("\\") or command.count('"') % 2:
                    command += "\n" + seen.pop(0)
                if "# not run" not in command:
                    yield Step(kind, command, seen)


PAGES = [page for page in EVERY if page not in {*TRANSLATED, *ELSEWHERE} and any(True for _ in steps(page))]


def assert_seen(said: str, seen: list[str]) -> None:
    """The lines stand in the output in this order; `…` stands for any others, at a line's end for its rest."""
    known = said.splitlines()
    for line in seen:
        if line.strip() in {"…", "# …", ""}:
            continue
        beginning = line.removesuffix("…").rstrip()
        found = next((n for n, there in enumerate(known)
                      if (there.startswith(beginning) if line.endswith("…") else there.rstrip() == line.rstrip())), None)
        assert found is not None, f"{line!r} is not in\n{said}"
        known = known[found + 1 :]


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which the pages find what they speak of."""
    for name in ("data", "tests", "rules"):
        (tmp_path / name).symlink_to(ROOT / name)
    shutil.copy(ROOT / "data" / "raw" / "nanguan-2021.txt", tmp_path)
    shutil.copytree(ROOT / "tests" / "made", tmp_path / "plans", ignore=shutil.ignore_patterns("*.json"))
    text = (ROOT / "tests" / "made" / "yunxi.txt").read_text(encoding="utf-8")
    for name in ("plan.txt", "draft.txt", "plan-14.txt"):
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "final.txt").write_text(text.replace("达到160亿元", "达到180亿元", 1), encoding="utf-8")
    shutil.copy(ROOT / "tests" / "made" / "linjiang.txt", tmp_path / "plan-13.txt")
    for name in ("draft", "final"):
        subprocess.run([*PROGRAM, "parse", f"{name}.txt", "-o", f"{name}.yaml"], cwd=tmp_path, check=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("NO_COLOR", "1")
    return tmp_path


@pytest.mark.parametrize("page", PAGES)
def test_what_a_page_says_can_be_done(page: str, checkout: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names: dict[str, Any] = {}
    done = 0
    for step in steps(page):
        done += 1
        if step.kind == "python":
            exec(compile(step.text, page, "exec"), names)  # noqa: S102
        elif step.kind == "yaml":
            file = checkout / FILE.match(step.text)[1]
            file.parent.mkdir(exist_ok=True)
            file.write_text(step.text, encoding="utf-8")
        else:
            ran = subprocess.run(["bash", "-c", step.text], capture_output=True, encoding="utf-8", check=False, timeout=120)  # noqa: S607
            said = ran.stdout + ran.stderr
            # diff and check exit with 1 where there is something to tell.
            assert ran.returncode in {0, 1} and "Traceback" not in said, f"{step.text}\n{said}"
            assert_seen(said, step.seen)
    assert done
    capsys.readouterr()


@pytest.mark.parametrize("page", TRANSLATED)
def test_a_translated_page_says_to_do_the_same(page: str) -> None:
    def bare(step: Step) -> tuple[object, ...]:
        return (step.kind, regex.sub(r"\s+# .*", "", step.text), step.seen)

    english = [bare(step) for step in steps(page.replace(".zh-CN", ""))]
    known = iter(english)
    assert all(bare(step) in known for step in steps(page)), "another command, or another order, than in English"
    assert 3 * sum(1 for _ in steps(page)) >= 2 * len(english)
