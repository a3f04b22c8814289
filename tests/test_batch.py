"""Many plans: what is found, where it goes, what is skipped, what is told, and what no fault may do to the others."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from conftest import ROOT, Ran
from plan_extract import __version__
from plan_extract.batch.account import summary
from plan_extract.batch.progress import duration
from plan_extract.batch.report import Tally
from plan_extract.cli import main
from plan_extract.files.inputs import find_inputs
from plan_extract.files.outputs import sweep

Run = Callable[..., Ran]
MADE = ROOT / "tests" / "made"
TEXT = "第一章 发展目标\n到2025年,地区生产总值达到600亿元。\n"
PROGRAM = [sys.executable, "-m", "plan_extract"]
LINUX = pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="looks at processes in /proc")
TREE = ("a.txt", "b/a.txt", "b/c/d.md", "b/c/d.txt", "b/notes.csv", "b/.git/x.txt", ".hidden.txt", "e/a.txt")


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in TREE:
        file = tmp_path / "plans" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"{TEXT}这是{name}。\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def outputs(folder: Path) -> list[str]:
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def contents(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in outputs(folder)}


# --- what is found ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments, found",
    [
        ("plans", "plans/a.txt plans/b/a.txt plans/b/c/d.md plans/b/c/d.txt plans/e/a.txt"),
        ("plans/", "plans/a.txt plans/b/a.txt plans/b/c/d.md plans/b/c/d.txt plans/e/a.txt"),
        ("plans/e plans/b", "plans/e/a.txt plans/b/a.txt plans/b/c/d.md plans/b/c/d.txt"),
        ("plans/*.txt", "plans/a.txt"),
        ("plans/**/*.txt", "plans/a.txt plans/b/a.txt plans/b/c/d.txt plans/e/a.txt"),
        ("plans/[be]", "plans/b/a.txt plans/b/c/d.md plans/b/c/d.txt plans/e/a.txt"),
        ("plans/b/*", "plans/b/a.txt plans/b/c/d.md plans/b/c/d.txt plans/b/notes.csv"),
        ("plans/?/a.*", "plans/b/a.txt plans/e/a.txt"),
        ("plans/b/notes.csv plans/.hidden.txt", "plans/b/notes.csv plans/.hidden.txt"),
        ("plans/e/a.txt plans", "plans/e/a.txt plans/a.txt plans/b/a.txt plans/b/c/d.md plans/b/c/d.txt"),
        ("plans plans/e/a.txt ./plans/b", "plans/a.txt plans/b/a.txt plans/b/c/d.md plans/b/c/d.txt plans/e/a.txt"),
    ],
)
@pytest.mark.usefixtures("tree")
def test_folders_and_patterns(arguments: str, found: str) -> None:
    inputs, faults = find_inputs(arguments.split())
    assert [item.shown for item in inputs] == found.split()
    assert not faults


@pytest.mark.parametrize(
    "argument, why", [("plans/*.docx", "matches no file"), ("plans/b/.git", None), ("empty", "holds no plan files")],
)
def test_what_finds_nothing_is_said(tree: Path, argument: str, why: str | None) -> None:
    (tree / "empty").mkdir()
    _, faults = find_inputs([argument])
    assert [why in said for _, said in faults] == [True] if why else not faults


def test_a_name_like_a_pattern_is_a_name_where_there_is_such_a_file(tree: Path) -> None:
    for name in ("plan[1].txt", "what?.txt"):
        (tree / name).write_text(TEXT, encoding="utf-8")
        assert [item.shown for item in find_inputs([name])[0]] == [name]


def test_a_link_to_a_folder_is_not_followed_and_one_to_a_file_is(tree: Path) -> None:
    (tree / "plans" / "e" / "round").symlink_to(tree / "plans")
    (tree / "plans" / "e" / "link.txt").symlink_to(tree / "plans" / "a.txt")
    assert [item.shown for item in find_inputs(["plans/e"])[0]] == ["plans/e/a.txt", "plans/e/link.txt"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may list all folders")
def test_a_folder_that_may_not_be_listed_does_not_stop_the_others(tree: Path) -> None:
    (tree / "plans" / "b").chmod(0)
    inputs, faults = find_inputs(["plans"])
    (tree / "plans" / "b").chmod(0o755)
    assert [item.shown for item in inputs] == ["plans/a.txt", "plans/e/a.txt"]
    assert faults == [("plans/b", "cannot be listed: Permission denied")]


# --- where it goes ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments, written",
    [
        ("plans", "a.yaml b/a.yaml b/c/d.md.yaml b/c/d.txt.yaml e/a.yaml"),
        ("plans/b/c/d.md", "d.yaml"),
        ("plans/**/*.txt", "a.yaml b/a.yaml b/c/d.yaml e/a.yaml"),
        ("plans/b plans/e", "b/a.yaml b/c/d.md.yaml b/c/d.txt.yaml e/a.yaml"),
        ("plans/a.txt plans/b/c/d.md", "a.yaml d.yaml"),
        ("plans/a.txt plans/b/a.txt", "a.yaml b/a.yaml"),
        ("plans/b/c -", "d.md.yaml d.txt.yaml stdin.yaml"),
    ],
)
def test_outputs_mirror_where_the_inputs_lie(run: Run, tree: Path, arguments: str, written: str) -> None:
    code, out, err = run("parse", *arguments.split(), "-qo", "out/", stdin=TEXT.encode())
    assert (code, out, err) == (0, "", "")
    assert outputs(tree / "out") == written.split()


@pytest.mark.usefixtures("tree")
def test_two_plans_of_one_place_are_refused(run: Run) -> None:
    code, _, err = run("parse", "plans/b/a.txt", "plans/e", "-o", "out/")
    assert (code, err.partition(";")[0]) == (2, "plans/e/a.txt and plans/b/a.txt would both be written to out/a.yaml")


def test_a_folder_that_holds_the_outputs_can_be_read_again(run: Run, tree: Path) -> None:
    for _ in range(2):
        assert run("parse", ".", "-qo", ".").code == 0
    assert len(outputs(tree)) == 2 * 5 + 3  # two of a kind that differ in their suffix; three are no plans


def test_several_plans_in_one_file_or_none(run: Run, tree: Path) -> None:
    (tree / "plans" / "b" / "a.txt").write_bytes(b"\xff\xff")
    code, _, err = run("parse", "plans", "-o", "all.yaml")
    assert code == 2
    assert len(list(yaml.safe_load_all((tree / "all.yaml").read_text(encoding="utf-8")))) == 4
    assert err.splitlines()[-1].startswith("5 plans: 4 read, 1 failed; ")
    assert run("parse", "plans", "-o", "missing/all.yaml").err.count("\n") == 1
    assert sorted(p.name for p in tree.iterdir()) == ["all.yaml", "plans"]


@pytest.mark.parametrize("jobs", ["2", "3", "auto"])
def test_order_and_bytes_are_those_of_one_process(run: Run, tmp_path: Path, jobs: str) -> None:
    folder = tmp_path / "plans"
    folder.mkdir()
    for number in range(60):
        (folder / f"{number:02}.txt").write_text(TEXT * (200 if number in {0, 30} else 1), encoding="utf-8")
    one = run("parse", folder, "-qf", "ndjson")
    assert run("parse", folder, "-qf", "ndjson", "-j", jobs) == one
    rows = [json.loads(line)["file"] for line in one.out.splitlines()]
    assert rows == sorted(rows)


# --- what is skipped -------------------------------------------------------------------------------------------------


def skipped(ran: Ran) -> int:
    last = ran.err.splitlines()[-1].partition(";")[0]
    return int(last.partition(" read, ")[2].partition(" skipped")[0]) if "skipped" in last else 0


@pytest.mark.parametrize("form", ["yaml", "json"])
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_resume_skips_what_is_there(run: Run, tree: Path, form: str, jobs: str) -> None:
    def again(*options: str) -> int:
        return skipped(run("parse", "plans", "-o", "out/", "-f", form, "--resume", "-j", jobs, *options))

    assert again() == 0
    first = contents(tree / "out")
    assert again() == 5
    (tree / "plans" / "a.txt").write_text(TEXT, encoding="utf-8")
    (tree / "out" / "b" / f"a.{form}").unlink()
    (tree / "out" / "e" / f"a.{form}").write_bytes(first[f"e/a.{form}"][:200])
    assert again() == 2
    assert again() == 5
    assert again("--with-text") == 0
    assert again("--with-text") == 5
    assert again("--with-text", "--encoding", "utf8") == 5
    assert again() == 0


def test_resume_reads_again_with_other_rules_or_another_version(run: Run, tree: Path) -> None:
    mine = tree / "mine"
    mine.mkdir()
    (mine / "words.yaml").write_text("{}\n", encoding="utf-8")
    arguments = ("parse", "plans", "-o", "out/", "--resume")
    assert [skipped(run(*arguments)), skipped(run(*arguments))] == [0, 5]
    assert [skipped(run(*arguments, "--rules", mine)), skipped(run(*arguments, "--rules", mine))] == [0, 5]
    for name, said in (("a.yaml", b'schema_version: "1.0"'), ("e/a.yaml", f'version: "{__version__}"'.encode())):
        older = (tree / "out" / name).read_bytes()
        assert said in older
        (tree / "out" / name).write_bytes(older.replace(said, said.replace(b'"', b'"0.')))
    assert skipped(run(*arguments, "--rules", mine)) == 3


@pytest.mark.parametrize(
    "options, said",
    [
        (["--resume"], "--resume looks at the outputs that are there, so it needs -o DIR/"),
        (["--resume", "-o", "all.yaml"], "so it needs -o DIR/"),
        (["--resume", "-o", "out/", "-f", "ndjson"], "--resume needs yaml or json"),
        (["--report", "report.csv"], "--report report.csv: its suffix names no format; use .json or .jsonl"),
        (["--report", "missing/report.json"], "missing/report.json: cannot be written: No such file or directory"),
        (["--engine", "spark"], "--engine spark: unknown; choose local, dask"),
        (["--scheduler", "tcp://127.0.0.1:1"], "--scheduler is for --engine dask; give both"),
        (["--jobs", "-1"], "--jobs -1: give a number, or auto for one a core"),
    ],
)
def test_options_that_make_no_sense(run: Run, tree: Path, options: list[str], said: str) -> None:
    code, out, err = run("parse", "plans", *options)
    assert (code, out) == (2, "")
    assert said in err
    assert err.count("\n") == 1
    assert not [p for p in tree.iterdir() if p.is_file()]


# --- what is told ----------------------------------------------------------------------------------------------------


def without_timing(tree: Any) -> Any:
    if isinstance(tree, dict):
        return {key: without_timing(value) for key, value in tree.items() if key != "timing"}
    return [without_timing(value) for value in tree] if isinstance(tree, list) else tree


def test_the_report_tells_of_each_input(run: Run, tree: Path) -> None:
    (tree / "plans" / "b" / "a.txt").write_bytes(b"\xff\xff")
    arguments = ("parse", "nothing*", "plans", "-qo", "out/", "--resume")
    run("parse", "plans/a.txt", "-o", "out/")
    assert run(*arguments, "--report", "report.json").code == 2
    report = json.loads((tree / "report.json").read_text(encoding="utf-8"))
    rows = report["files"]
    assert [(row["path"], row["status"], row["output"]) for row in rows] == [
        ("nothing*", "failed", None),
        ("plans/a.txt", "skipped", "out/a.yaml"),
        ("plans/b/a.txt", "failed", None),
        ("plans/b/c/d.md", "ok", "out/b/c/d.md.yaml"),
        ("plans/b/c/d.txt", "ok", "out/b/c/d.txt.yaml"),
        ("plans/e/a.txt", "ok", "out/e/a.yaml"),
    ]
    assert rows[2]["error"] == "plans/b/a.txt:1: is neither UTF-8 nor GB18030 text; name its encoding with --encoding"
    plan = yaml.safe_load((tree / "out" / "e" / "a.yaml").read_text(encoding="utf-8"))
    for kind in ("targets", "achievements", "projects", "diagnostics"):
        assert rows[5][kind] == len(plan[kind])
    assert rows[5]["sha256"] == plan["source"]["sha256"]
    assert rows[5]["chars"] == plan["source"]["chars"] == rows[1]["chars"] + 2
    assert rows[1]["targets"] is None
    assert {key: report["summary"][key] for key in ("files", "ok", "failed", "skipped", "targets")} == {
        "files": 6, "ok": 3, "failed": 2, "skipped": 1, "targets": 3,
    }
    run(*arguments, "--report", "rows.jsonl", "--jobs", "2")
    lines = [json.loads(line) for line in (tree / "rows.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [line["path"] for line in lines] == [row["path"] for row in rows]
    assert [line["status"] for line in lines].count("skipped") == 4


def test_two_reports_differ_in_their_timing_alone(run: Run, tree: Path) -> None:
    reports = []
    for jobs in ("1", "2"):
        run("parse", "plans", "-qo", "out/", "--report", "report.json", "--jobs", jobs)
        reports.append(json.loads((tree / "report.json").read_text(encoding="utf-8")))
    assert reports[0]["summary"]["timing"]["seconds"] >= 0
    assert without_timing(reports[0]) == without_timing(reports[1])


def test_a_name_that_is_no_text_leads_back_to_its_file(run: Run, tree: Path) -> None:
    name = os.fsdecode(b"plan\xff\x1b.txt")
    (tree / name).write_text(TEXT, encoding="utf-8")
    assert run("parse", name, "-o", "out/", "--report", "report.json").code == 0
    row = json.loads((tree / "report.json").read_bytes().decode())["files"][0]
    assert row["path"] == name


@pytest.mark.parametrize(
    "seconds, said", [(0.04, "0.0 s"), (9.94, "9.9 s"), (59.4, "59 s"), (60, "1 min 0 s"), (3725, "1 h 2 min")],
)
def test_durations(seconds: float, said: str) -> None:
    assert duration(seconds) == said


def test_the_summary() -> None:
    tally = Tally()
    tally.statuses = {"ok": 1990, "failed": 2, "skipped": 8}
    tally.chars = 12_345_678
    said = "2,000 plans: 1,990 read, 8 skipped, 2 failed; 12,345,678 characters in 3 min 19 s, 10.0 a second"
    assert summary(tally, 199.0) == said


# --- what no fault may do --------------------------------------------------------------------------------------------


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()]


def holding(pids: list[int], file: Path) -> int | None:
    for pid in pids:
        for link in Path(f"/proc/{pid}/fd").iterdir():
            if link.exists() and link.resolve() == file:
                return pid
    return None


def until(wanted: Callable[[], Any], seconds: float = 30) -> Any:
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        found = wanted()
        if found:
            return found
        time.sleep(0.02)
    raise AssertionError(wanted)


@LINUX
@pytest.mark.parametrize("times", [1, 2])
def test_a_process_that_is_killed_costs_one_file_at_most(tree: Path, times: int) -> None:
    """A pipe stands for a plan: whoever reads it waits, and is killed; once, or when it is tried alone as well."""
    pipe = tree / "plans" / "b" / "pipe.txt"
    os.mkfifo(pipe)
    names = ["plans/a.txt", "plans/b/a.txt", str(pipe), "plans/b/c/d.md", "plans/e/a.txt"]
    command = [*PROGRAM, "parse", *names, "-o", "out/", "-j", "2", "--report", "report.json"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, encoding="utf-8") as ran:
        for _ in range(times):
            end = os.open(pipe, os.O_WRONLY)  # waits for the reader
            reader = until(lambda: holding(children(ran.pid), pipe))
            os.kill(reader, signal.SIGKILL)
            os.close(end)  # before whoever reads it next comes, who waits for another
            until(lambda gone=reader: gone not in children(ran.pid))
        if times == 1:
            with pipe.open("wb") as again:
                again.write(TEXT.encode())
        assert ran.stderr
        said = ran.stderr.read().splitlines()
    rows = json.loads((tree / "report.json").read_text(encoding="utf-8"))["files"]
    assert [row["path"] for row in rows] == names
    if times == 1:
        assert ran.returncode == 0
        assert [row["status"] for row in rows] == ["ok"] * 5
    else:
        assert ran.returncode == 2
        assert said[0] == f"{pipe}: the process that read it was killed twice; it may take more memory than there is"
        assert [row["status"] for row in rows] == ["ok", "ok", "failed", "ok", "ok"]


@pytest.fixture
def many(tmp_path: Path) -> Path:
    folder = tmp_path / "many"
    folder.mkdir()
    text = "".join(file.read_text(encoding="utf-8") for file in sorted(MADE.glob("*.txt")))
    for number in range(400):
        (folder / f"{number:03}.txt").write_text(f"{text}第{number}号。\n", encoding="utf-8")
    return tmp_path


@LINUX
@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("told, code", [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGKILL, -9)])
def test_an_interrupted_run_leaves_whole_files_and_no_processes(many: Path, jobs: str, told: int, code: int) -> None:
    if jobs == "1" and told == signal.SIGTERM:
        code = -15  # one process, which has nothing to see to but what it writes
    out = many / "out"
    command = [*PROGRAM, "parse", many / "many", "-o", f"{out}/", "-j", jobs, "--report", many / "report.json"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, start_new_session=True) as ran:
        until(lambda: out.exists() and len(list(out.glob("*.yaml"))) > 5)
        processes = children(ran.pid)
        started = time.monotonic()
        if told == signal.SIGINT:
            os.killpg(ran.pid, told)  # as a terminal does
        else:
            os.kill(ran.pid, told)
        assert ran.stderr
        said = ran.stderr.read()
        ran.wait(10)
    assert time.monotonic() - started < 5
    assert (ran.returncode, said) == (code, b"")
    until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in processes), 10)
    written = {file.name for file in out.iterdir() if file.suffix == ".yaml"}
    assert 5 < len(written) < 400
    if told == signal.SIGINT:
        assert {file.name for file in out.iterdir()} == written
        assert sorted(p.name for p in many.iterdir()) == ["many", "out"]
    for name in sorted(written)[-3:]:
        whole = subprocess.run([*PROGRAM, "parse", many / "many" / f"{name[:3]}.txt"], check=True, capture_output=True)
        assert (out / name).read_bytes() == whole.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="the peak of a process is asked of the kernel")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_memory_does_not_grow_with_the_number_of_plans(tmp_path: Path, jobs: str) -> None:
    code = ("import resource, sys; from plan_extract.cli import main; main(sys.argv[1:]);"
            "print(max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)))")
    peaks = []
    for count in (50, 500):
        folder = tmp_path / str(count)
        folder.mkdir()
        for number in range(count):
            (folder / f"{number}.txt").write_text(f"{TEXT}第{number}号。\n", encoding="utf-8")
        ran = subprocess.run([sys.executable, "-c", code, "parse", folder, "-qo", f"{folder}-out/", "-j", jobs],
                             check=True, capture_output=True, encoding="ascii")
        peaks.append(int(ran.stdout) / 1024)
    assert len(list((tmp_path / "500-out").iterdir())) == 500
    assert peaks[1] - peaks[0] < 4, peaks  # MB: 450 names, and what Python does not give back


def test_one_plan_needs_nothing_of_this() -> None:
    code = ("import sys\nfrom plan_extract.cli import main\nmain(['parse', sys.argv[1], '-o', '/dev/null'])\n"
            "wanted = {'concurrent.futures', 'multiprocessing', 'fsspec', 'distributed', 'dask', 'glob',"
            " 'plan_extract.batch.account', 'plan_extract.batch.engine', 'plan_extract.batch.report'}\n"
            "sys.exit(', '.join(wanted & set(sys.modules)))")
    ran = subprocess.run([sys.executable, "-c", code, MADE / "yunxi.txt"], capture_output=True, check=False)
    assert ran.stderr.decode().strip() == ""


# --- remote places ---------------------------------------------------------------------------------------------------


@pytest.fixture
def store() -> Iterator[Any]:
    fsspec = pytest.importorskip("fsspec")
    system = fsspec.filesystem("memory")
    system.store.clear()
    for name in TREE:
        system.pipe_file(f"/plans/{name}", f"{TEXT}这是{name}。\n".encode())
    yield system
    system.store.clear()


@pytest.mark.parametrize(
    "argument, written",
    [
        ("memory://plans", "a.yaml b/a.yaml b/c/d.md.yaml b/c/d.txt.yaml e/a.yaml"),
        ("memory://plans/**/*.txt", "a.yaml b/a.yaml b/c/d.yaml e/a.yaml"),
        ("memory://plans/b/c/d.md", "d.yaml"),
    ],
)
def test_inputs_and_outputs_in_a_store(run: Run, tree: Path, store: Any, argument: str, written: str) -> None:
    assert run("parse", argument, "-qo", "memory://out/") == (0, "", "")
    found = {path.removeprefix("/out/"): store.cat_file(path) for path in store.find("/out")}
    assert sorted(found) == written.split()
    assert run("parse", argument.replace("memory://", ""), "-qo", "out/").code == 0
    assert contents(tree / "out") == found
    if len(found) > 1:
        assert skipped(run("parse", argument, "-o", "memory://out/", "--resume")) == len(found)
        assert run("parse", argument, "-qo", "memory://all.ndjson").code == 0
        assert store.cat_file("/all.ndjson").count(b"\n") == len(found)


def test_file_systems_rename_what_is_whole(run: Run, tree: Path) -> None:
    pytest.importorskip("fsspec")
    for jobs in ("1", "2"):
        assert run("parse", f"file://{tree}/plans", "-qo", f"file://{tree}/out{jobs}/", "-j", jobs).code == 0
    assert run("parse", "plans", "-qo", "out/").code == 0
    assert contents(tree / "out") == contents(tree / "out1") == contents(tree / "out2")


@pytest.mark.parametrize("protocol", ["", "file://"])
def test_what_a_killed_process_left_is_swept_away(tmp_path: Path, protocol: str) -> None:
    if protocol:
        pytest.importorskip("fsspec")
    for name in ("a.yaml", ".a.yaml.0123abcd.x1y2.part", ".a.yaml.4567cdef.x1y2.part", ".0123abcd"):
        (tmp_path / name).write_text("x")
    sweep(f"{protocol}{tmp_path}", "0123abcd")
    assert sorted(p.name for p in tmp_path.iterdir()) == [".0123abcd", ".a.yaml.4567cdef.x1y2.part", "a.yaml"]


@pytest.mark.parametrize(
    "arguments, said",
    [
        (["memory://nothing/a.txt"], "memory://nothing/a.txt: cannot be read: No such file"),
        (["memory://nothing/*.txt"], "memory://nothing/*.txt: matches no file"),
        (["nosuch://place/a.txt"], "nosuch://place/a.txt: cannot be read: Protocol not known: nosuch"),
        (["plans/a.txt", "-o", "nosuch://place/"], "nosuch://place/a.yaml: cannot be written: Protocol not known"),
        (["plans/a.txt", "-o", "nosuch://place/a.yaml"], "nosuch://place/a.yaml: cannot be written: Protocol not"),
    ],
)
@pytest.mark.usefixtures("store", "tree")
def test_a_place_that_is_not_there(run: Run, arguments: list[str], said: str) -> None:
    code, out, err = run("parse", *arguments)
    assert (code, out) == (2, "")
    assert err.startswith(said)
    assert err.count("\n") == 1


@pytest.mark.usefixtures("tree")
def test_without_fsspec_it_says_what_to_install(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsspec", None)
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    needs = "needs fsspec, which is not installed: pip install 'plan-extract[dask]'"
    assert run("parse", "s3://bucket/a.txt").err == f"s3://bucket/a.txt: cannot be read: {needs}\n"
    assert run("parse", "plans/a.txt", "-o", "s3://b/").err == f"s3://b/a.yaml: cannot be written: {needs}\n"


@pytest.mark.usefixtures("tree")
def test_main_can_be_called_again() -> None:
    assert [main(["parse", "plans", "-qo", "out/", "-j", "2"]) for _ in range(2)] == [0, 0]
