"""What many plans cost: time, processor time and memory with one process, two, and two Dask workers.

    python benchmarks/many.py [--plans 2000]

The plans are the sample and the made-up plans of the tests in turn, each with other figures and a line of its own. All
runs must write the same bytes. The figures of docs/scale.md come from here.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

import psutil

ROOT = Path(__file__).resolve().parent.parent
TEXTS = [*sorted((ROOT / "tests" / "made").glob("*.txt")), ROOT / "data" / "raw" / "nanguan-2021.txt"]
PROGRAM = [str(Path(sys.executable).parent / "plan-extract"), "parse"]
EVERY = 0.2  # seconds between two looks at the memory
PROVINCES = 31
LARGE = 50_000  # characters of a whole plan


class Cost(NamedTuple):
    """What a run took."""

    seconds: float
    processor: float
    megabytes: float


def make_plans(folder: Path, count: int) -> int:
    """Write so many plans into folders of provinces; the sum of their characters."""
    chars = 0
    texts = [file.read_text(encoding="utf-8-sig") for file in TEXTS]
    for number in range(count):
        chance = random.Random(number)  # noqa: S311, the same plans each time
        text = texts[number % len(texts)]
        text = re.sub(r"(?<=\d)\d(?=(?:\.\d+)?(?:%|万|亿|个|公里|平方))", lambda _: str(chance.randrange(10)), text)  # noqa: B023
        text += f"\n本纲要编号为第{number}号。\n"
        file = folder / f"province-{number % PROVINCES:02}" / f"plan-{number:06}.txt"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        chars += len(text)
    return chars


def memory(process: psutil.Process) -> float:
    """MB of a process and all that it began, pages that they share counted once."""
    total = 0
    for one in [process, *process.children(recursive=True)]:
        try:
            full = one.memory_full_info()
        except psutil.Error:
            continue
        total += getattr(full, "pss", full.uss)
    return total / 1e6


def run(*arguments: object) -> Cost:
    """Run the program to its end."""
    before = os.times()
    started = time.perf_counter()
    with tempfile.TemporaryFile() as errors:
        process = psutil.Popen([*PROGRAM, *map(str, arguments)], stderr=errors, stdout=subprocess.DEVNULL)
        peak = 0.0
        while process.poll() is None:
            peak = max(peak, memory(process))
            time.sleep(EVERY)
        seconds = time.perf_counter() - started
        errors.seek(0)
        said = errors.read().decode().strip()
    if process.returncode:
        sys.exit(said)
    after = os.times()
    processor = after.children_user + after.children_system - before.children_user - before.children_system
    return Cost(seconds, processor, peak)


def digest(folder: Path) -> str:
    """Of all files of a folder and their names."""
    found = hashlib.sha256()
    for file in sorted(folder.rglob("*.yaml")):
        found.update(f"{file.relative_to(folder)}\0".encode() + file.read_bytes())
    return found.hexdigest()


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--plans", type=int, default=2000)
    count = options.parse_args().plans
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["PLAN_EXTRACT_CACHE"] = f"{scratch}/cache"
        return measure(Path(scratch), count)


def measure(top: Path, count: int) -> int:
    few, all_ = top / "few", top / "plans"
    make_plans(few, count // 10)
    chars = make_plans(all_, count)
    run(few, "-qo", f"{top}/warm/")  # the cache of the rules and of the dictionary
    load = os.getloadavg()[0]
    print(f"{count} plans of {chars:,} characters, {os.cpu_count()} cores, load {load:.2f} at the start\n")
    print("| run | time | plans a second | characters a second | processor time | memory at most |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    costs: dict[str, Cost] = {}
    runs = {
        f"`--jobs 1`, {count // 10} plans": [few, "-o", f"{top}/few1/", "--jobs", 1],
        "`--jobs 1`": [all_, "-o", f"{top}/out1/", "--jobs", 1],
        f"`--jobs 2`, {count // 10} plans": [few, "-o", f"{top}/few2/", "--jobs", 2],
        "`--jobs 2`": [all_, "-o", f"{top}/out2/", "--jobs", 2],
        "`--engine dask --jobs 2`": [all_, "-o", f"{top}/out3/", "--jobs", 2, "--engine", "dask"],
        "`--jobs 1 --resume`, all there": [all_, "-o", f"{top}/out1/", "--jobs", 1, "--resume"],
    }
    for name, arguments in runs.items():
        cost = costs[name] = run(*arguments)
        plans = count // 10 if str(few) == str(arguments[0]) else count
        share = chars * plans / count
        print(f"| {name} | {cost.seconds:.1f} s | {plans / cost.seconds:.1f} | {share / cost.seconds:,.0f} | "
              f"{cost.processor:.1f} s | {cost.megabytes:.0f} MB |", flush=True)
    one, two, dask = costs["`--jobs 1`"], costs["`--jobs 2`"], costs["`--engine dask --jobs 2`"]
    print(f"\n--jobs 2 is {one.seconds / two.seconds:.2f} times as fast as --jobs 1, Dask with two workers "
          f"{one.seconds / dask.seconds:.2f} times")
    rate = chars / one.processor
    hours = 100_000 * LARGE / rate / 3600
    print(f"one core reads {rate:,.0f} characters a second of its own time; 100,000 plans of {LARGE:,} characters "
          f"take {hours:.1f} hours of a core")
    same = len({digest(top / name) for name in ("out1", "out2", "out3")}) == 1
    print("all runs wrote the same bytes" if same else "THE RUNS WROTE DIFFERENT BYTES")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
