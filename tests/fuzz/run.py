"""Fuzz every reader and the parser: ``python tests/fuzz/run.py [SECONDS] [TARGET]...``, 60 seconds in all by default.

With atheris installed, inputs are found by what the code does with them; without it they are made blindly. What was
tried is printed as a table; the exit code is 1 where anything crashed, and the input is kept beside this file.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import random
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

SLOWEST = 10  # seconds for one input


class Tried(NamedTuple):
    """What came of one target."""

    target: str
    engine: str
    inputs: int
    crashes: int
    said: str = ""


def guided(target: str, folder: Path, seconds: float) -> None:
    """Fuzz one target in this process with atheris; does not return."""
    import atheris

    with atheris.instrument_imports(include=["plan_extract"]):
        from targets import TARGETS
    atheris.Setup(
        ["fuzz", str(folder), f"-max_total_time={max(round(seconds), 1)}", f"-timeout={SLOWEST}", "-rss_limit_mb=3000",
         "-max_len=20000", "-seed=1", f"-artifact_prefix={HERE}/crash-{target}-", "-print_final_stats=1", "-verbosity=1"],
        TARGETS[target],
    )
    atheris.Fuzz()


def blind(target: str, folder: Path, seconds: float) -> None:
    """Fuzz one target in this process with inputs that are cut, joined and changed at random."""
    from targets import TARGETS

    dice = random.Random(1)  # noqa: S311
    known = [path.read_bytes() for path in sorted(folder.iterdir())]
    end = time.monotonic() + seconds
    count = 0
    while time.monotonic() < end:
        data = bytearray(dice.choice(known))
        for _ in range(dice.randrange(6)):
            at, other = dice.randrange(len(data) + 1), dice.choice(known)
            match dice.randrange(4):
                case 0:
                    data[at:at + 1] = bytes([dice.randrange(256)])
                case 1:
                    data[at:at + dice.randrange(60)] = b""
                case 2:
                    start = dice.randrange(len(other) + 1)
                    data[at:at] = other[start:start + dice.randrange(200)]
                case _:
                    data[at:at] = data[at:at + dice.randrange(30)] * dice.randrange(30)
        count += 1
        try:
            TARGETS[target](bytes(data))
        except BaseException:
            (HERE / f"crash-{target}-{count}").write_bytes(data)
            sys.stdout.write(f"stat::number_of_executed_units: {count}\n")
            raise
    sys.stdout.write(f"stat::number_of_executed_units: {count}\n")


def fuzz(target: str, seconds: float, engine: str) -> Tried:
    """Fuzz one target in a process of its own."""
    from seeds import seeds

    with tempfile.TemporaryDirectory() as scratch:
        for n, seed in enumerate(seeds(target)):
            (Path(scratch) / str(n)).write_bytes(seed)
        done = subprocess.run(
            [sys.executable, __file__, "--one", target, scratch, str(seconds), engine], capture_output=True, check=False,
        )
    said = (done.stderr + done.stdout).decode("utf-8", "replace")
    counted = re.findall(r"number_of_executed_units: *(\d+)", said) or re.findall(r"^#(\d+)\t", said, re.MULTILINE)
    return Tried(target, engine, int(counted[-1]) if counted else 0, int(done.returncode != 0), _told(said))


def _told(said: str) -> str:
    """What is worth telling of what a fuzzer said."""
    return "\n".join(line for line in said.splitlines() if not line.startswith(("INFO:", "WARNING:", "#", "MS:")))[-2500:]


def main() -> int:
    """Fuzz what was asked for; returns the exit code."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("seconds", nargs="?", type=float, default=60.0)
    options.add_argument("targets", nargs="*")
    options.add_argument("--json", type=Path, help="write the figures there")
    asked = options.parse_args()
    from targets import TARGETS

    engine = "atheris" if importlib.util.find_spec("atheris") else "blind"
    targets = asked.targets or list(TARGETS)
    tried = [fuzz(target, asked.seconds / len(targets), engine) for target in targets]
    lines = [f"| target | inputs tried ({engine}) | crashes |", "| --- | ---: | ---: |"]
    lines += [f"| {one.target} | {one.inputs:,} | {one.crashes} |" for one in tried]
    lines.append(f"| all | {sum(one.inputs for one in tried):,} | {sum(one.crashes for one in tried)} |")
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stderr.write("".join(f"\n== {one.target}\n{one.said}\n" for one in tried if one.crashes))
    if asked.json:
        asked.json.write_text(json.dumps([one._asdict() | {"said": ""} for one in tried], indent=1) + "\n")
    return int(any(one.crashes or not one.inputs for one in tried))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        name, place, length, how = sys.argv[2:]
        {"atheris": guided, "blind": blind}[how](name, Path(place), float(length))
    else:
        sys.exit(main())
