"""What a run costs, as ratios to what stands beside it on the same machine in the same minute.

    python benchmarks/run.py [--quick]

Every figure has its budget; one that is over it is marked. Exits with 1 under --strict where one is.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter

import jieba

from plan_extract import parse

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "data" / "raw" / "nanguan-2021.txt"
PROGRAM = [str(Path(sys.executable).parent / "plan-extract")]
NOTHING = [sys.executable, "-c", "pass"]

# As after an ordinary installation: with compiled modules, which a checkout in development may lack.
ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
over: list[str] = []


def ratio(name: str, value: float, budget: float, unit: str = "x") -> None:
    mark = "" if value <= budget else "   OVER ITS BUDGET"
    if mark:
        over.append(name)
    print(f"{name:58} {value:7.2f} {unit:3} (at most {budget:g}){mark}")


def by_turns(runs: int, *things: Callable[[], object]) -> list[float]:
    """Median seconds of each, measured in turns so that a machine that slows down slows them all."""
    for thing in things:
        thing()
    taken: list[list[float]] = [[] for _ in things]
    for _ in range(runs):
        for n, thing in enumerate(things):
            started = perf_counter()
            thing()
            taken[n].append(perf_counter() - started)
    return [median(times) for times in taken]


def command(*words: str) -> Callable[[], object]:
    return lambda: subprocess.run(words, check=True, stdout=subprocess.DEVNULL, env=ENVIRONMENT)


def peak(words: Sequence[str]) -> float:
    """Peak memory of a command in MB, as the kernel counted it."""
    code = ("import os, subprocess, sys; subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL);"
            "import resource; print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)")
    out = subprocess.run([sys.executable, "-c", code, *words], check=True, capture_output=True, encoding="ascii",
                         env=ENVIRONMENT).stdout
    return int(out) / (1024 * 1024 if sys.platform == "darwin" else 1024)


def main() -> int:
    with tempfile.TemporaryDirectory() as compiled:
        ENVIRONMENT["PYTHONPYCACHEPREFIX"] = compiled
        return measure()


def measure() -> int:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--quick", action="store_true", help="fewer runs")
    options.add_argument("--strict", action="store_true", help="exit with 1 where a budget is not kept")
    given = options.parse_args()
    runs = 5 if given.quick else 15
    text = SAMPLE.read_text(encoding="utf-8-sig")

    nothing, help_, whole = by_turns(runs, command(*NOTHING), command(*PROGRAM, "--help"),
                                     command(*PROGRAM, "parse", str(SAMPLE)))
    print(f"python -c pass: {nothing * 1000:.1f} ms; the sample: {len(text)} characters; medians of {runs} runs")
    ratio("plan-extract --help / python -c pass", help_ / nothing, 7)
    ratio("plan-extract parse SAMPLE / python -c pass", whole / nothing, 25)

    jieba.setLogLevel(60)
    parsing, cutting = by_turns(runs, lambda: parse(text), lambda: jieba.lcut(text))
    ratio(f"parse() / jieba.lcut() of the same text ({cutting * 1000:.0f} ms)", parsing / cutting, 0.6)

    body = text + "\n"
    once, often = by_turns(max(runs // 5, 2), lambda: [parse(text) for _ in range(16)], lambda: parse(body * 16))
    ratio("16 times the text / 16 times once", often / once, 1.15)

    ratio("peak memory of plan-extract parse SAMPLE", peak([*PROGRAM, "parse", str(SAMPLE)]), 100, "MB")
    with tempfile.TemporaryDirectory() as empty:
        environment = {**ENVIRONMENT, "PLAN_EXTRACT_CACHE": empty}
        started = perf_counter()
        subprocess.run([*PROGRAM, "parse", str(SAMPLE)], check=True, stdout=subprocess.DEVNULL, env=environment)
        first = perf_counter() - started
    print(f"the first run ever, which makes the cache: {first:.2f} s")
    print("the time of each step, in a process of its own:")
    steps = subprocess.run([*PROGRAM, "parse", "-v", str(SAMPLE)], check=True, stdout=subprocess.DEVNULL,
                           stderr=subprocess.PIPE, encoding="utf-8", env=ENVIRONMENT).stderr
    for line in steps.splitlines():
        if line.endswith(" ms"):
            print("   ", line.split(": ", 1)[1])
    return 1 if given.strict and over else 0


if __name__ == "__main__":
    sys.exit(main())
