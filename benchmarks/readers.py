"""What each reader makes of a plan, held to what its text gives: writes the table of docs/readers.md.

    python benchmarks/readers.py            # print the table
    python benchmarks/readers.py --write    # and put it into docs/readers.md
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from pathlib import Path
from typing import Any

from formats import FORMATS, SAMPLE, taken_apart
from printed import PRINTED

from plan_extract import Plan, SourceError, parse

ROOT = Path(__file__).parents[1]
DOCUMENT = ROOT / "docs" / "readers.md"
BEGIN, END = "<!-- table: benchmarks/readers.py -->", "<!-- end of table -->"
PLANS = (SAMPLE, *sorted((ROOT / "tests" / "made").glob("*.txt")))
PARTS = ("outline", "targets and achievements", "projects")
_BARE = str.maketrans("", "", " 　\t\n|")  # what parts words and cells in one format and not in another


def _nodes(nodes: Iterable[Any], depth: int = 0) -> Iterator[Hashable]:
    for node in nodes:
        title, text = ((words or "").translate(_BARE) for words in (node.title, node.text))
        yield depth, node.kind, node.label, title, text, node.heading
        yield from _nodes(node.children, depth + 1)


def what_it_says(plan: Plan) -> dict[str, Counter[Hashable]]:
    """The outline, the rows and the projects of a plan, without their places."""
    rows = (
        (q.role, q.indicator, q.canonical, q.value, q.value_max, q.unit, q.comparator, q.measure, q.year, q.year_stated,
         q.binding, q.text.translate(_BARE), q.section) for q in (*plan.targets, *plan.achievements)
    )
    projects = (
        (p.name, p.aliases, p.type, p.status, p.location, p.content, str(p.years), str(p.investment),
         tuple((m.text.translate(_BARE), m.status, m.action, m.section) for m in p.mentions)) for p in plan.projects
    )
    return dict(zip(PARTS, (Counter(_nodes(plan.outline)), Counter(rows), Counter(projects)), strict=True))


def f1(pairs: Iterable[tuple[Counter[Hashable], Counter[Hashable]]]) -> float:
    """How far two sides agree, over all pairs."""
    same = sizes = 0
    for one, other in pairs:
        same += (one & other).total()
        sizes += one.total() + other.total()
    return 2 * same / sizes if sizes else 1.0


def table() -> str:
    """The agreement of each format with the text, on the sample and on all plans."""
    texts = [what_it_says(parse(path)) for path in PLANS]
    lines = [
        "| format | read as | outline | targets and achievements | projects | all three, six plans |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for name, make in (FORMATS | PRINTED).items():
        try:
            plans = [parse(make(taken_apart(path)), name=path.stem) for path in PLANS]
        except (OSError, SourceError) as error:
            print(f"{name} is left out: {error}", file=sys.stderr)
            continue
        found = [what_it_says(plan) for plan in plans]
        own = (f1([(texts[0][part], found[0][part])]) for part in PARTS)
        whole = f1((a[part], b[part]) for a, b in zip(texts, found, strict=True) for part in PARTS)
        lines.append(f"| {name} | {plans[0].source.format} | {' | '.join(f'{score:.3f}' for score in (*own, whole))} |")
    return "\n".join(lines)


if __name__ == "__main__":
    made = table()
    print(made)
    if "--write" in sys.argv:
        head, _, rest = DOCUMENT.read_text(encoding="utf-8").partition(BEGIN)
        DOCUMENT.write_text(f"{head}{BEGIN}\n{made}\n{END}{rest.partition(END)[2]}", encoding="utf-8")
