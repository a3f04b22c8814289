"""Whatever is wrong with what the program is given: one line, exit code 2, nothing half-written."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import generate_faults
import pytest

from faults import FAULTS, LINE, PLAN, Fault, missing, tell

LINES = generate_faults.known()


@pytest.mark.parametrize("fault", FAULTS, ids=[f"{fault.group}: {fault.name}" for fault in FAULTS])
def test_the_line_that_is_printed(fault: Fault, tmp_path: Path) -> None:
    if why := missing(fault):
        pytest.skip(why)
    started = time.monotonic()
    told = tell(fault, tmp_path)
    assert time.monotonic() - started < 60
    assert told.code == 2, told.err
    assert told.err.count("\n") == 1, told.err
    assert told.err.rstrip("\n").isprintable()
    assert "Traceback" not in told.err
    assert "please report" not in told.err
    assert told.out == ""
    assert told.left == []
    assert generate_faults.shown(told.err.rstrip("\n")) == f"`` {LINES[fault.group, fault.name]} ``".replace("|", "\\|"), (
        "run python docs/generators/generate_faults.py")


def test_the_page_tells_of_every_fault() -> None:
    assert list(LINES) == [(fault.group, fault.name) for fault in FAULTS]


def start(*arguments: str, folder: Path, **options: object) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "plan_extract", *arguments], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL, **options,  # type: ignore[call-overload]
    )


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux only")
@pytest.mark.parametrize("arguments", [("parse", "plan", "-o", "out.yaml"), ("parse", "a.txt", "b.txt", "-o", "out/")])
def test_a_disk_that_fills_up(arguments: tuple[str, ...], tmp_path: Path) -> None:
    for name in ("plan", "a.txt", "b.txt"):
        (tmp_path / name).write_text(PLAN + LINE * 200, "utf-8")
    environment = {**os.environ, "PLAN_EXTRACT_CACHE": str(tmp_path / "cache")}
    start("parse", "-", folder=tmp_path, env=environment).wait()  # what is kept for later is written without a limit

    def little_room() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # as Python does itself
        resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, 2_000))

    process = start(*arguments, folder=tmp_path, preexec_fn=little_room, env=environment)
    _, err = process.communicate(timeout=60)
    lines = [line for line in err.decode().splitlines() if "cannot be written" in line]
    assert process.returncode == 2
    assert lines
    assert all("File too large" in line for line in lines)
    assert "Traceback" not in err.decode()
    left = [path for path in tmp_path.rglob("*") if path.is_file() and "cache" not in path.parts]
    assert sorted(path.name for path in left) == ["a.txt", "b.txt", "plan"]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux only")
def test_a_process_that_is_killed_leaves_no_half_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "plan").write_text(PLAN + LINE * 4_000, "utf-8")
    whole = tmp_path / "whole.yaml"
    assert start("parse", "plan", "-o", whole.name, folder=tmp_path).wait(60) == 0
    expected = whole.read_bytes()
    out = tmp_path / "out.yaml"
    for delay in (0.2, 0.4, 0.6, 0.8, 1.0, 1.2, 1.6, 2.0):
        process = start("parse", "plan", "-o", out.name, folder=tmp_path)
        time.sleep(delay)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        assert not out.exists() or out.read_bytes() == expected
        out.unlink(missing_ok=True)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux only")
def test_a_reader_that_goes_away_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "plan").write_text(PLAN + LINE * 4_000, "utf-8")
    process = start("parse", "plan", folder=tmp_path)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert b"Traceback" not in process.stderr.read()
    process.wait(60)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux only")
def test_a_pipe_that_somebody_writes_to_is_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "plan")
    process = start("parse", "plan", "-f", "json", folder=tmp_path)
    with (tmp_path / "plan").open("w", encoding="utf-8") as file:
        file.write(PLAN)
    out, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    assert "城镇化率".encode() in out


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux only")
def test_a_pipe_in_a_folder_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text(PLAN, "utf-8")
    os.mkfifo(tmp_path / "pipe.txt")
    for given in (".", "*.txt"):
        process = start("parse", given, "-f", "ndjson", folder=tmp_path)
        out, _ = process.communicate(timeout=60)
        assert process.returncode == 0
        assert "城镇化率".encode() in out
