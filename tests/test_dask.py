"""A Dask cluster reads what one process reads: real schedulers and workers, as processes on this machine's loopback."""

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

from conftest import ROOT, Ran

pytest.importorskip("distributed", reason="the extra dask is not installed")

Run = Callable[..., Ran]
MADE = ROOT / "tests" / "made"
PROGRAM = [sys.executable, "-m", "plan_extract"]
COUNT = 90


def until(wanted: Callable[[], Any], seconds: float = 60) -> Any:
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        found = wanted()
        if found:
            return found
        time.sleep(0.02)
    raise AssertionError(wanted)


class Cluster:
    """A scheduler and its workers, each a process."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "scheduler.json"
        self.folder = folder
        self.processes: list[subprocess.Popen[bytes]] = []
        self.scheduler = self._start(
            "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(self.file),
        )
        until(self.file.exists)
        self.address: str = json.loads(until(lambda: self.file.read_text(encoding="utf-8")))["address"]

    def _start(self, what: str, *options: str) -> subprocess.Popen[bytes]:
        with (self.folder / f"{what}.log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", f"distributed.cli.dask_{what}", *options], cwd=self.folder, stdout=log,
                stderr=log,
            )
        self.processes.append(process)
        return process

    def worker(self) -> subprocess.Popen[bytes]:
        return self._start("worker", self.address, "--nthreads", "1", "--no-nanny", "--no-dashboard",
                           "--local-directory", str(self.folder))

    def end(self) -> None:
        for process in self.processes:
            process.kill()
            process.wait()


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    folder = tmp_path / "elsewhere"  # so that no relative path is right by accident
    folder.mkdir()
    made = Cluster(folder)
    yield made
    made.end()


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("plans")
    text = "".join(file.read_text(encoding="utf-8") for file in sorted(MADE.glob("*.txt")))
    for number in range(COUNT):
        file = folder / "plans" / f"p{number % 3}" / f"{number:03}.txt"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"{text}第{number}号。\n", encoding="utf-8")
    (folder / "plans" / "bad.txt").write_bytes(b"\xff\xff")
    return folder


@pytest.fixture(scope="module")
def serial(plans: Path) -> dict[str, bytes]:
    subprocess.run([*PROGRAM, "parse", "plans", "-qo", "serial/", "--report", "serial.json"], cwd=plans, check=False)
    written = contents(plans / "serial")
    assert len(written) == COUNT
    return written


def contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def rows(report: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(report.read_text(encoding="utf-8"))["files"]
    for row in found:
        del row["timing"]
        row["output"] = row["output"] and row["output"].partition("/")[2]
    return found


def test_a_worker_killed_in_the_middle_costs_nothing(plans: Path, serial: dict[str, bytes], cluster: Cluster) -> None:
    first, second = cluster.worker(), cluster.worker()
    command = [*PROGRAM, "parse", "plans", "-o", "killed/", "--engine", "dask", "--scheduler", cluster.address,
               "--report", "killed.json"]
    with subprocess.Popen(command, cwd=plans, stderr=subprocess.PIPE, encoding="utf-8") as ran:
        out = plans / "killed"
        until(lambda: len(list(out.rglob("*.yaml"))) > COUNT // 8)
        os.kill(first.pid, signal.SIGKILL)
        before = len(list(out.rglob("*.yaml")))
        assert ran.stderr
        errors = ran.stderr.read().splitlines()
    assert before < COUNT // 2
    assert second.poll() is None
    assert contents(out) == serial
    assert rows(plans / "killed.json") == rows(plans / "serial.json")
    assert ran.returncode == 2
    assert [line.partition(";")[0] for line in errors] == [
        "plans/bad.txt:1: is neither UTF-8 nor GB18030 text", f"{COUNT + 1} plans: {COUNT} read, 1 failed",
    ]


def test_a_scheduler_that_goes_away_ends_the_run_with_one_line(plans: Path, serial: dict[str, bytes], cluster: Cluster,
                                                               ) -> None:
    cluster.worker()
    command = [*PROGRAM, "parse", "plans", "-o", "gone/", "--engine", "dask", "--scheduler", str(cluster.file)]
    with subprocess.Popen(command, cwd=plans, stderr=subprocess.PIPE, encoding="utf-8") as ran:
        out = plans / "gone"
        until(lambda: len(list(out.rglob("*.yaml"))) > 5)
        cluster.end()
        assert ran.stderr
        errors = ran.stderr.read().splitlines()
    assert ran.returncode == 2
    assert errors[-1].endswith("the scheduler is gone; start it and go on with --resume")
    assert len(errors) <= 2  # the one before is of the plan that is bad
    done = contents(out)
    assert done.items() <= serial.items()
    again = subprocess.run([*PROGRAM, "parse", "plans", "-o", "gone/", "--resume"], cwd=plans, capture_output=True,
                           check=False, encoding="utf-8")
    assert f" {len(done)} skipped, 1 failed; " in again.stderr
    assert contents(out) == serial


def test_a_cluster_of_its_own_with_rules_of_ones_own(plans: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "words.yaml").write_text("{}\n", encoding="utf-8")
    few = [f"plans/p0/{number:03}.txt" for number in range(0, 30, 3)]
    said = []
    for engine in (["--jobs", "2", "--engine", "dask"], []):
        ran = subprocess.run([*PROGRAM, "parse", *few, "-qf", "ndjson", "--rules", mine, *engine], cwd=plans,
                             capture_output=True, check=True)
        said.append((ran.stdout, ran.stderr))
    assert said[0] == said[1]
    assert said[0][1] == b""


def test_ctrl_c_leaves_whole_files(plans: Path, serial: dict[str, bytes], cluster: Cluster) -> None:
    cluster.worker()
    command = [*PROGRAM, "parse", "plans", "-o", "stopped/", "--engine", "dask", "--scheduler", cluster.address]
    with subprocess.Popen(command, cwd=plans, stderr=subprocess.PIPE, encoding="utf-8", start_new_session=True) as ran:
        out = plans / "stopped"
        until(lambda: len(list(out.rglob("*.yaml"))) > 5)
        started = time.monotonic()
        os.killpg(ran.pid, signal.SIGINT)
        assert ran.stderr
        errors = ran.stderr.read().splitlines()
    assert time.monotonic() - started < 10
    assert ran.returncode == 130
    assert [line for line in errors if "bad.txt" not in line] == []
    time.sleep(0.5)  # the plan that its worker was at
    done = contents(out)
    assert 5 < len(done) < COUNT
    assert done.items() <= serial.items()


def test_a_worker_that_would_read_otherwise_is_refused(run: Run, plans: Path, cluster: Cluster,
                                                        monkeypatch: pytest.MonkeyPatch) -> None:
    cluster.worker()
    monkeypatch.chdir(plans)
    monkeypatch.setattr("plan_extract.batch.cluster.__version__", "9.9")
    code, out, err = run("parse", "plans", "--engine", "dask", "--scheduler", cluster.address)
    assert (code, out) == (2, "")
    assert err.startswith("--engine dask: the worker tcp://127.0.0.1:")
    assert err.endswith("install 9.9 everywhere\n")
    assert err.count("\n") == 1


def test_no_workers(run: Run, plans: Path, cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(plans)
    monkeypatch.setattr("plan_extract.batch.cluster._FIRST_WORKER", 1)
    code, out, err = run("parse", "plans", "--engine", "dask", "--scheduler", cluster.address)
    assert (code, out) == (2, "")
    assert err == f"--engine dask: {cluster.address}: has no workers after 1 seconds; start some\n"


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "nonsense", "klingon://x:1", "127.0.0.1:port"])
def test_no_scheduler(run: Run, plans: Path, monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.chdir(plans)
    monkeypatch.setattr("plan_extract.batch.cluster._CONNECT", 1)
    code, out, err = run("parse", "plans", "--engine", "dask", "--scheduler", address)
    assert (code, out) == (2, "")
    assert err == f"--scheduler {address}: no Dask scheduler answers there\n"


def test_without_the_extra_it_says_what_to_install(run: Run, plans: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(plans)
    monkeypatch.setitem(sys.modules, "distributed", None)
    code, out, err = run("parse", "plans", "--engine", "dask")
    assert (code, out) == (2, "")
    assert err == "--engine dask: distributed is missing: pip install 'plan-extract[dask]'\n"
