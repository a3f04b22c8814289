"""What a change to rules or code gained and lost, on every text at hand: counts, and the rows themselves.

    python benchmarks/gains.py OLD [TEXT|FOLDER]... [--brief] [--kind target]

OLD is a revision of this repository, or a folder of outputs made earlier (`plan-extract parse TEXTS -o OLD/ -f json`).
The texts are the sample plan and those beside the checkout, unless some are named. A row is known by its kind and span;
one whose fields changed is told as changed, with old and new.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "eval"
TEXTS = [ROOT / "data" / "raw", CORPUS / "gold", CORPUS / "plain"]

Rows = dict[tuple[str, int, int], dict[str, Any]]
FIELDS = {
    "target": ("indicator", "value", "value_max", "unit", "comparator", "measure", "year", "binding"),
    "achieved": ("indicator", "value", "value_max", "unit", "comparator", "measure", "year", "binding"),
    "project": ("name", "type", "status"),
    "heading": ("kind", "label", "title", "depth"),
    "metadata": ("value",),
}


def outputs(program: Path, texts: list[Path], folder: Path) -> None:
    """Let the program whose checkout is `program` read the texts into `folder`."""
    environment = {**os.environ, "PYTHONPATH": str(program / "src")}
    for text in texts:
        ran = subprocess.run(
            [sys.executable, "-m", "plan_extract", "parse", text, "-o", folder / f"{text.stem}.json"],
            env=environment, check=False, capture_output=True, encoding="utf-8",
        )
        if ran.returncode:
            print(f"{program}: {ran.stderr.strip()}", file=sys.stderr)


def headings(nodes: list[dict[str, Any]], depth: int = 1) -> Iterator[dict[str, Any]]:
    for node in nodes:
        if node["kind"] not in {"paragraph", "table"}:
            yield {**node, "depth": depth}
            yield from headings(node["children"], depth + 1)


def rows_of(file: Path) -> Rows:
    """All rows of an output by kind and span."""
    if not file.exists():
        return {}
    plan = json.loads(file.read_text(encoding="utf-8"))
    rows: Rows = {}
    for row in plan["targets"] + plan["achievements"]:
        rows[row["role"], *row["span"]] = row
    for project in plan["projects"]:
        for mention in project["mentions"]:
            rows["project", *mention["span"]] = {"name": project["name"], "type": project["type"], **mention}
    for node in headings(plan["outline"]):
        rows["heading", node["span"][0], -1] = node
    for n, (key, value) in enumerate(plan["metadata"].items()):
        rows["metadata", -n, -1] = {"text": key, "value": value}
    return rows


def told(kind: str, row: dict[str, Any], text: str) -> str:
    """One line for a row: where it stands, and what was made of it."""
    said = " ".join(f"{k}={row[k]}" for k in FIELDS[kind] if row.get(k) is not None)
    if "span" not in row or kind == "heading":
        return f"{row.get('text') or ''} {said}"
    a, b = row["span"]
    around = f"{text[max(0, a - 30):a]}[{text[a:b]}]{text[b:b + 12]}".replace("\n", "|")
    return f"{around}  {said}"


def compare(name: str, text: str, old: Rows, new: Rows, options: argparse.Namespace) -> dict[str, list[int]]:
    """Print what changed in one text; counts gained, lost and changed by kind."""
    counts: dict[str, list[int]] = {}
    lines = []
    for key in sorted(old.keys() | new.keys(), key=lambda k: (k[1], k[0], k[2])):
        kind = key[0]
        if options.kind and kind != options.kind:
            continue
        before, after = old.get(key), new.get(key)
        tally = counts.setdefault(kind, [0, 0, 0])
        if before is None and after is not None:
            tally[0] += 1
            lines.append(f"  + {kind:9} {told(kind, after, text)}")
        elif after is None and before is not None:
            tally[1] += 1
            lines.append(f"  - {kind:9} {told(kind, before, text)}")
        elif before is not None and after is not None:
            changed = [k for k in FIELDS[kind] if before.get(k) != after.get(k)]
            if changed:
                tally[2] += 1
                was = " ".join(f"{k}={before.get(k)}" for k in changed)
                lines.append(f"  ~ {kind:9} {told(kind, after, text)}  (was {was})")
    if lines:
        print(f"{name}: " + ", ".join(f"{k} +{v[0]} -{v[1]} ~{v[2]}" for k, v in sorted(counts.items()) if any(v)))
        if not options.brief:
            print("\n".join(lines))
    return counts


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("old", metavar="OLD")
    parser.add_argument("texts", metavar="TEXT|FOLDER", nargs="*", type=Path)
    parser.add_argument("--brief", action="store_true", help="counts only")
    parser.add_argument("--kind", choices=sorted(FIELDS), help="only rows of this kind")
    options = parser.parse_args()
    places = options.texts or TEXTS
    texts = sorted({p.name: p for place in places for p in (place.glob("*.txt") if place.is_dir() else [place])
                    if p.exists()}.values())
    with tempfile.TemporaryDirectory() as scratch:
        old, new = Path(scratch, "old"), Path(scratch, "new")
        new.mkdir()
        if Path(options.old).is_dir():
            old = Path(options.old)
        else:
            old.mkdir()
            checkout = Path(scratch, "checkout")
            subprocess.run(["git", "-C", ROOT, "worktree", "add", "--detach", "--quiet", checkout, options.old],  # noqa: S607
                           check=True)
            try:
                outputs(checkout, texts, old)
            finally:
                subprocess.run(["git", "-C", ROOT, "worktree", "remove", "--force", checkout], check=True)  # noqa: S607
        outputs(ROOT, texts, new)
        total: dict[str, list[int]] = {}
        for path in texts:
            text = path.read_bytes().decode("utf-8-sig")
            file = f"{path.stem}.json"
            for kind, tally in compare(path.stem, text, rows_of(old / file), rows_of(new / file), options).items():
                total[kind] = [a + b for a, b in zip(total.get(kind, [0, 0, 0]), tally, strict=True)]
    print("together: " + (", ".join(f"{k} +{v[0]} -{v[1]} ~{v[2]}" for k, v in sorted(total.items()) if any(v))
                          or "nothing changed"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
