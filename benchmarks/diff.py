"""How long a comparison takes beside a general deep-diff library on the same rows, and what each reports.

``python benchmarks/diff.py`` makes two plans of 2,000 targets, the second with a hundred values changed, one target in
fifty taken out and a section moved; `deepdiff`, where it is installed, gets the rows of both.
"""

from __future__ import annotations

import gc
import statistics
from collections.abc import Callable
from time import perf_counter
from typing import Any

from plan_extract import Plan, diff, parse

TARGETS, SECTIONS, ROUNDS = 2000, 100, 7
STEMS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥东南西北中上下左右前后春夏秋冬金木水火土"


def name(n: int) -> str:
    """A made-up indicator for each number."""
    size = len(STEMS)
    return f"{STEMS[n // size // size % size]}{STEMS[n // size % size]}{STEMS[n % size]}类企业数量"


def section(at: int, number: int, *, edited: bool) -> str:
    """A section of twenty targets."""
    lines = [f"第{number}节 推进{name(at)}提升", ""]
    for n in range(at * TARGETS // SECTIONS, (at + 1) * TARGETS // SECTIONS):
        if edited and n % 50 == 7:
            continue
        value = 100 + n % 400 + (5 if edited and n % 20 == 3 else 0)
        lines += [f"  坚持系统观念,健全{name(n)[:3]}机制。到2025年,{name(n)}达到{value}家。", ""]
    return "\n".join(lines)


def plans() -> tuple[Plan, Plan]:
    """The two plans."""
    head = "云溪市国民经济和社会发展第十四个五年规划纲要\n\n第一章 发展目标\n\n"
    order = list(range(SECTIONS))
    moved = [*order[:10], *order[11:60], order[10], *order[60:]]
    old = head + "\n".join(section(at, n, edited=False) for n, at in enumerate(order, 1))
    new = head + "\n".join(section(at, n, edited=True) for n, at in enumerate(moved, 1))
    return parse(old), parse(new)


def median(run: Callable[[], Any], rounds: int = ROUNDS) -> float:
    """Milliseconds of the middle one of some runs, after one to warm up."""
    run()
    times = []
    for _ in range(rounds):
        gc.collect()
        start = perf_counter()
        run()
        times.append((perf_counter() - start) * 1000)
    return statistics.median(times)


def main() -> None:
    old, new = plans()
    true = TARGETS // 20 - sum(n % 20 == 3 and n % 50 == 7 for n in range(TARGETS)) + TARGETS // 50 + 1
    made = diff(old, new)
    ours = median(lambda: diff(old, new))
    print(f"targets            {len(old.targets)} and {len(new.targets)}")
    print(f"edits made         {true}")
    print(f"plan-extract       {ours:8.1f} ms  {len(made.changes)} changes, {len(made.changes) - true} too many")
    print(f"  against itself   {median(lambda: diff(old, parse_copy(old))):8.1f} ms")
    try:
        from deepdiff import DeepDiff  # noqa: PLC0415
    except ImportError:
        print("deepdiff           is not installed")
        return
    rows = [[row.model_dump(mode="json") for row in plan.targets] for plan in (old, new)]
    found = DeepDiff(*rows)
    count = sum(len(entries) for entries in found.values())
    theirs = median(lambda: DeepDiff(*rows), 1)
    print(f"deepdiff           {theirs:8.1f} ms  {count} changes, {count - true} too many; ratio {theirs / ours:.1f}")


def parse_copy(plan: Plan) -> Plan:
    """The same plan in other objects, so that nothing is told by being the same thing."""
    return plan.model_copy()


if __name__ == "__main__":
    main()
