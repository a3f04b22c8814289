"""What each output of the sample plan costs, as a ratio to reading it: python benchmarks/outputs.py [--markdown]

CPU time of this process, the least of several runs, with libraries imported before.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import process_time

from plan_extract import check, export, parse

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "data" / "raw" / "nanguan-2021.txt"
RUNS = 7


def least(thing: Callable[[], object]) -> float:
    """The least CPU seconds of several runs, the first left out."""
    thing()
    taken = []
    for _ in range(RUNS):
        started = process_time()
        thing()
        taken.append(process_time() - started)
    return min(taken)


def measure(folder: Path) -> dict[str, float]:
    """Seconds of each output."""
    plan = parse(SAMPLE, with_text=True)
    findings = check(SAMPLE)

    def fresh(name: str) -> Path:
        dest = folder / name
        shutil.rmtree(dest, ignore_errors=True)
        dest.unlink(missing_ok=True)
        return dest

    seconds = {
        "parse": least(lambda: parse(SAMPLE)),
        "check, parse included": least(lambda: check(SAMPLE)),
        "rows of all tables": least(lambda: [plan.rows("targets"), plan.rows("projects"), plan.rows("paragraphs")]),
        "export csv": least(lambda: export(plan, fresh("csv"), to="csv", findings=findings)),
        "export xlsx": least(lambda: export(plan, fresh("x.xlsx"), findings=findings)),
        "export sqlite, new": least(lambda: export(plan, fresh("x.sqlite"), findings=findings)),
        "export sqlite, again": least(lambda: export(plan, folder / "again.sqlite", findings=findings)),
        "export parquet": least(lambda: export(plan, fresh("parquet"), to="parquet", findings=findings)),
    }
    try:
        from plan_extract import view  # noqa: PLC0415
    except ImportError:
        return seconds
    return {**seconds, "view, parse included": least(lambda: view(SAMPLE))}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--markdown", action="store_true", help="as a table")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        seconds = measure(Path(folder))
    whole = seconds["parse"]
    if given.markdown:
        print("| output of the sample | times `parse` |\n| --- | ---: |")
    for name, taken in seconds.items():
        ratio = taken / whole
        print(f"| {name} | {ratio:.2f} |" if given.markdown else f"{name:24} {taken * 1000:8.1f} ms {ratio:6.2f} x")


if __name__ == "__main__":
    main()
