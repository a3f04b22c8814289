"""The command line: what it writes where, how it fails, and what it never does."""

from __future__ import annotations

import json
import os
import pty
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from conftest import SAMPLE, Ran
from plan_extract import __version__, cli
from plan_extract.files.inputs import PLAN_SUFFIXES

Run = Callable[..., Ran]
TEXT = "第一章 发展目标\n到2025年,地区生产总值达到600亿元。\n"
PROGRAM = [sys.executable, "-m", "plan_extract"]


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    folder = tmp_path / "plans"
    folder.mkdir()
    for name in ("b.txt", "a.md", "c.TXT"):
        (folder / name).write_text(TEXT + f"这是{name}。\n", encoding="utf-8")
    (folder / "notes.csv").write_text("x")
    (folder / ".hidden.txt").write_text("x")
    return folder


# --- what is written -------------------------------------------------------------------------------------------------


def test_one_plan_is_yaml_on_standard_output(run: Run) -> None:
    code, out, err = run("parse", SAMPLE)
    assert (code, err) == (0, "")
    assert yaml.load(out, Loader=yaml.CSafeLoader)["source"]["name"] == "nanguan-2021.txt"


@pytest.mark.parametrize("arguments", [["parse"], ["parse", "-"], ["parse", "-", "-"]])
def test_standard_input(run: Run, arguments: list[str]) -> None:
    code, out, err = run(*arguments, stdin=TEXT.encode("gb18030"))
    source = yaml.safe_load(out)["source"]
    assert (code, err) == (0, "")
    assert (source["name"], source["encoding"], source["chars"]) == ("<stdin>", "gb18030", len(TEXT))


@pytest.mark.parametrize(
    "name, options, form",
    [
        ("x.yaml", [], "yaml"), ("x.yml", [], "yaml"), ("x.json", [], "json"), ("x.NDJSON", [], "ndjson"),
        ("x.jsonl", [], "ndjson"), ("x.out", ["--format", "json"], "json"), ("x.yaml", ["-f", "json"], "json"),
    ],
)
def test_the_suffix_or_the_option_says_the_format(run: Run, tmp_path: Path, name: str, options: list[str], form: str,
                                                   ) -> None:
    code, out, err = run("parse", SAMPLE, "-o", tmp_path / name, *options)
    assert (code, out, err) == (0, "", "")
    assert (tmp_path / name).read_text(encoding="utf-8") == run("parse", SAMPLE, "--format", form).out


def test_a_folder_stands_for_its_plans_in_order(run: Run, plans: Path) -> None:
    code, out, _ = run("parse", plans)
    assert code == 0
    assert [d["source"]["name"] for d in yaml.safe_load_all(out)] == ["a.md", "b.txt", "c.TXT"]


@pytest.mark.parametrize("jobs", ["0", "2", "5"])
def test_every_number_of_processes_writes_the_same(run: Run, plans: Path, jobs: str) -> None:
    broken = plans / "bb.txt"
    broken.write_bytes(b"%PDF-1.7")
    one = run("parse", plans, "-", "--quiet", stdin=TEXT.encode())
    assert one.code == 2
    assert run("parse", plans, "-", "--quiet", "--jobs", jobs, stdin=TEXT.encode()) == one


def test_rows_of_several_plans_follow_each_other(run: Run, plans: Path, tmp_path: Path) -> None:
    code, out, _ = run("parse", plans, "--format", "ndjson")
    assert code == 0
    assert run("parse", plans, "-o", tmp_path / "all.ndjson").code == 0
    assert (tmp_path / "all.ndjson").read_text(encoding="utf-8") == out


def test_a_folder_is_written_to_file_by_file(run: Run, plans: Path, tmp_path: Path) -> None:
    code, out, err = run("parse", plans, "-", "-qo", f"{tmp_path}/out/", "--format", "json", stdin=TEXT.encode())
    assert (code, out, err) == (0, "", "")
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["a.json", "b.json", "c.json", "stdin.json"]


def test_with_text(run: Run) -> None:
    assert yaml.safe_load(run("parse", "--with-text", stdin=TEXT.encode()).out)["source"]["text"] == TEXT


def test_a_file_that_is_written_over_keeps_its_permissions_and_its_link(run: Run, tmp_path: Path) -> None:
    file, link = tmp_path / "x.yaml", tmp_path / "link.yaml"
    file.write_text("old")
    file.chmod(0o640)
    link.symlink_to(file)
    assert run("parse", SAMPLE, "-o", link).code == 0
    assert link.is_symlink()
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert file.read_text(encoding="utf-8") == run("parse", SAMPLE).out
    new = tmp_path / "new.yaml"
    mask = os.umask(0o022)
    try:
        run("parse", SAMPLE, "-o", new)
    finally:
        os.umask(mask)
    assert stat.S_IMODE(new.stat().st_mode) == 0o644


def test_a_device_is_written_to_and_not_replaced(run: Run) -> None:
    assert run("parse", SAMPLE, "-o", "/dev/null").code == 0
    assert not Path("/dev/null").is_file()


# --- what goes wrong -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data, said",
    [
        (b"%PDF-1.7\n...", "PDF"),
        (b"PK\x03\x04 word/document.xml", "is a damaged .docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is a document of old Office"),
        (b"  <!DOCTYPE html><p>", "is a web page without text"),
        (b"\xef\xbb\xbf<HTML>", "is a web page without text"),
        (b"{\\rtf1 x", "is RTF"),
        (b"\x1f\x8b\x08", "compressed with gzip"),
        (b"one\ntwo \xff\xff\n", "x.txt:2: is neither UTF-8 nor GB18030"),
        (b"a\0b", "NUL"),
    ],
)
def test_what_is_no_text_is_refused_in_one_line(run: Run, tmp_path: Path, data: bytes, said: str) -> None:
    file = tmp_path / "x.txt"
    file.write_bytes(data)
    code, out, err = run("parse", file)
    assert (code, out) == (2, "")
    assert said in err
    assert err.startswith(f"{file}:")
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    "arguments, said",
    [
        (["parse", "no-such-file"], "no-such-file: cannot be read: No such file or directory"),
        (["parse", "bad\x1b[31m\n.txt"], "bad\\x1b[31m\\n.txt: cannot be read"),
        (["parse", SAMPLE, "--format", "xml"], "--format xml: unknown; choose yaml, json, ndjson"),
        (["parse", SAMPLE, "-o", "x.xml"], "-o x.xml: its suffix names no format"),
        (["parse", SAMPLE, "-o", "missing/x.yaml"], "missing/x.yaml: cannot be written: No such file or directory"),
        (["parse", SAMPLE, "-o", "missing/deep/"], "-o missing/deep/: the folder cannot be made"),
        (["parse", SAMPLE, SAMPLE, "--format", "json"], "several plans are no one JSON document"),
        (["parse", SAMPLE, SAMPLE, "-o", "out/"], "would both be written to out/nanguan-2021.yaml"),
        (["parse", SAMPLE, "--encoding", "klingon"], "unknown encoding 'klingon'"),
        (["parse", SAMPLE, "--encoding", "ascii"], "nanguan-2021.txt:1: is not ascii"),
        (["parse", SAMPLE, "--max-chars", "100"], "has more than 100 characters"),
        (["parse", SAMPLE, "--rules", "no-such-folder"], "no-such-folder:1: No such file or directory; --rules takes"),
        (["parse", SAMPLE, "--jobs", "many"], "--jobs many: give a number, or auto for one a core"),
        (["parse", "--nonsense"], "plan-extract: No such option: --nonsense"),
        (["nonsense"], "plan-extract: No such command 'nonsense'"),
        (["schema", "nonsense"], "schema nonsense: no such document; choose plan"),
        (["score", "x"], "plan-extract: Missing argument 'FILE'"),
    ],
)
def test_trouble_is_one_line_and_exit_code_2(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                              arguments: list[object], said: str) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert said in err
    assert err.count("\n") == 1
    assert not list(tmp_path.rglob("*.*"))


def test_the_others_are_done_before_it_fails(run: Run, plans: Path, tmp_path: Path) -> None:
    (plans / "aa.txt").write_bytes(b"\xff\xff")
    code, _, err = run("parse", "nothing", plans, tmp_path / "empty", "-o", f"{tmp_path}/out/")
    assert code == 2
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["a.yaml", "b.yaml", "c.yaml"]
    *errors, summary = err.splitlines()
    assert len(errors) == 3
    assert summary.startswith("6 plans: 3 read, 3 failed; ")


def test_a_folder_without_plans(run: Run, tmp_path: Path) -> None:
    code, _, err = run("parse", tmp_path)
    assert code == 2
    assert err == f"{tmp_path}: holds no plan files ({', '.join(PLAN_SUFFIXES)})\n"


def test_an_input_is_never_written_over(run: Run, tmp_path: Path) -> None:
    plan = tmp_path / "x.yaml"
    plan.write_text(TEXT, encoding="utf-8")
    for target in (plan, f"{tmp_path}/"):
        assert "would replace the input" in run("parse", plan, "-o", target).err
    assert plan.read_text(encoding="utf-8") == TEXT


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full disk to write to")
def test_a_full_disk_is_one_line(run: Run) -> None:
    code, _, err = run("parse", SAMPLE, "-o", "/dev/full")
    assert (code, err) == (2, "/dev/full: cannot be written: No space left on device\n")
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run([*PROGRAM, "parse", SAMPLE], stdout=full, stderr=subprocess.PIPE, check=False)
    assert (ran.returncode, ran.stderr) == (2, b"plan-extract: <stdout>: cannot be written: No space left on device\n")


def test_nothing_is_left_where_writing_fails(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    old = tmp_path / "x.yaml"
    old.write_text("old")
    code, _, err = run("parse", SAMPLE, "-o", old)
    assert (code, err) == (2, f"{old}: cannot be written: No space left on device\n")
    assert [p.name for p in tmp_path.iterdir()] == ["x.yaml"]
    assert old.read_text() == "old"


def test_an_error_of_its_own_is_one_line_too(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise KeyError("x")

    monkeypatch.setattr("plan_extract.pipeline.lay_out", fail)
    code, _, err = run("parse", SAMPLE)
    assert code == 2
    assert "an error of plan-extract itself, please report it: KeyError at test_cli.py:" in err
    assert err.count("\n") == 1


def test_a_reader_that_leaves_early_is_no_trouble() -> None:
    with subprocess.Popen([*PROGRAM, "parse", SAMPLE], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as ran:
        assert ran.stdout
        assert ran.stderr
        assert ran.stdout.readline() == b'schema_version: "1.0"\n'
        ran.stdout.close()
        assert ran.stderr.read() == b""
    assert ran.returncode == 0


def test_without_standard_output() -> None:
    ran = subprocess.run(["sh", "-c", f'exec "$0" -m plan_extract parse "{SAMPLE}" >&-', sys.executable],  # noqa: S607
                         stderr=subprocess.PIPE, check=False)
    assert ran.returncode == 2
    assert ran.stderr.startswith(b"plan-extract: <stdout>: cannot be written")
    assert ran.stderr.count(b"\n") == 1


# --- what is told ----------------------------------------------------------------------------------------------------


def test_verbose_tells_the_time_of_each_step(run: Run) -> None:
    code, out, err = run("parse", SAMPLE, "-v")
    assert code == 0
    for step in ("layout", "outline", "metadata", "quantities", "projects", "assemble"):
        assert f"nanguan-2021.txt: {step}" in err
    assert out == run("parse", SAMPLE).out


def test_progress_is_for_terminals_only(plans: Path) -> None:
    def stderr(*options: str) -> bytes:
        master, slave = pty.openpty()
        subprocess.run([*PROGRAM, "parse", plans, *options], stdout=subprocess.DEVNULL, stderr=slave, check=True,
                       env={**os.environ, "TERM": "xterm"})
        os.write(slave, b"$")
        said = b""
        while not said.endswith(b"$"):
            said += os.read(master, 4096)
        return said

    assert b"3 of 3 plans" in stderr()
    assert stderr("--quiet") == b"$"
    piped = subprocess.run([*PROGRAM, "parse", plans], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=True)
    assert piped.stderr.startswith(b"3 plans: 3 read, 0 failed; ")
    assert piped.stderr.count(b"\n") == 1


def test_version_help_and_completion(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    # Under a program that runs tests in processes of its own there may be no shell to be found.
    monkeypatch.setattr("shellingham.detect_shell", lambda: ("bash", "/bin/bash"))
    assert run("--version").out == f"plan-extract {__version__}\n"
    assert "Read plans and write them as data" in run("--help").out
    assert "--max-chars" in run("parse", "-h").out
    assert run().code == 2
    with pytest.raises(SystemExit) as left:
        run("--show-completion")
    assert left.value.code == 0


def test_help_needs_nothing_of_the_parser() -> None:
    code = ("import sys\nfrom plan_extract.cli import main\nmain(['parse', '--help'])\n"
            "sys.exit(', '.join({'regex', 'yaml', 'jieba', 'marisa_trie', 'plan_extract.models'} & set(sys.modules)))")
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, encoding="utf-8")
    assert ran.stderr.strip() == ""


def test_the_schema_is_json(run: Run) -> None:
    code, out, _ = run("schema")
    assert code == 0
    assert json.loads(out)["title"] == "Plan"
    assert run("schema", "plan").out == out


def test_the_locale_does_not_matter() -> None:
    environment = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "NO_COLOR": "1"}
    ran = subprocess.run([*PROGRAM, "parse", SAMPLE], capture_output=True, check=True, env=environment)
    assert "南关区" in ran.stdout.decode()


def test_two_runs_write_the_same_bytes_without_a_cache(tmp_path: Path) -> None:
    def bytes_of(seed: str) -> bytes:
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PLAN_EXTRACT_CACHE": str(tmp_path / seed)}
        return subprocess.run([*PROGRAM, "parse", SAMPLE], capture_output=True, check=True, env=environment).stdout

    assert bytes_of("1") == bytes_of("2") == bytes_of("2")


@pytest.mark.parametrize("arguments", [
    [], ["-h"], ["--help"], ["parse", "-h"], ["rules"], ["rules", "-h"], ["rules", "show", "-h"], ["pars"], ["--versio"],
    ["check", "--selec"], ["parse", "--jobs", "many"], ["score"],
], ids=" ".join)
def test_a_command_made_alone_says_what_it_says_among_all(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:
    code, said = cli.main(arguments), capsys.readouterr()
    monkeypatch.setattr(cli, "narrowed", lambda app, _: app)
    assert (cli.main(arguments), capsys.readouterr()) == (code, said)


def test_words_are_not_converted_and_numbers_are(run: Callable[..., Ran], tmp_path: Path) -> None:
    plan = tmp_path / "x.txt"
    plan.write_text("第一章 发展目标\n", encoding="utf-8")
    assert run("parse", str(plan), "--jobs", "2", "--max-chars", "20").code == 0
    assert "'--max-chars'" in run("parse", str(plan), "--max-chars", "0").err
