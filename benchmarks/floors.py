"""Raise the floors of tests/gold/floors.yaml to what the program reaches today.

    python benchmarks/floors.py              # raises; a figure that fell is told, and its floor stays
    python benchmarks/floors.py --lower NAME # lowers those of one gold file too: on purpose, and told in the changelog

A floor is the figure itself, cut to three decimals.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from math import floor
from pathlib import Path
from typing import Any

import yaml

from plan_extract import parse
from plan_extract.score import read_gold, score

ROOT = Path(__file__).resolve().parent.parent
FLOORS = ROOT / "tests" / "gold" / "floors.yaml"
MADE = ROOT / "tests" / "made"  # plans made up for what real ones showed, with gold files beside them
FOLDERS = (ROOT / "data" / "raw", MADE, ROOT.parent / "shared" / "eval" / "gold")
SHOWN = ("outline", "targets", "target.record", "achievements", "projects", "metadata")
HEADS = {
    "README.md": ("plan", "outline", "targets", "records", "achievements", "projects", "metadata"),
    "README.zh-CN.md": ("规划", "大纲", "目标", "目标全字段", "成就", "项目", "元数据"),
}
HEAD = """\
# What each figure must at least be. Measured and written by benchmarks/floors.py; a floor is lowered on purpose only.
"""


def gold_files() -> dict[str, Path]:
    """All gold files by name, those of real plans first."""
    return {path.stem: path for folder in (FLOORS.parent, MADE) for path in sorted(folder.glob("*.json"))}


def text_of(name: str) -> Path | None:
    """The text that a gold file was made from, where it is at hand."""
    source = json.loads(gold_files()[name].read_text(encoding="utf-8"))["source"]
    return next((folder / source for folder in FOLDERS if (folder / source).exists()), None)


def measure(name: str) -> dict[str, float | None]:
    """Each figure of a gold file by name: F1, or accuracy."""
    text = text_of(name)
    if text is None:
        raise SystemExit(f"{name}: its text is not at hand")
    card = score(read_gold(gold_files()[name], text), parse(text).model_dump(mode="json"))
    return {key: card.headline(key) for key in card.rows}


def fingerprint(gold: dict[str, Any]) -> str:
    """Of all floors together with what they were measured on."""
    return hashlib.sha256(json.dumps(gold, sort_keys=True, ensure_ascii=True).encode()).hexdigest()


def read_floors() -> dict[str, Any]:
    """The floors as they stand."""
    if not FLOORS.exists():
        return {"gold": {}, "fingerprint": ""}
    read: dict[str, Any] = yaml.safe_load(FLOORS.read_text(encoding="utf-8"))
    return read


def table(gold: dict[str, Any], head: tuple[str, ...]) -> str:
    """The floors of real plans that a reader wants to know, as Markdown."""
    lines = [f"| {' | '.join(head)} |", "| --- |" + " ---: |" * (len(head) - 1)]
    for name, known in gold.items():
        if not (FLOORS.parent / f"{name}.json").exists():
            continue
        floors = known["floors"]
        figures = [f"{floors[key]:.3f}" if key in floors else "–" for key in SHOWN]
        lines.append(f"| {' | '.join([name, *figures])} |")
    return "\n".join(lines)


def write_table(gold: dict[str, Any]) -> None:
    """Put the floors into the READMEs, between their marks."""
    for file, head in HEADS.items():
        path = ROOT / file
        before, rest = path.read_text(encoding="utf-8").split("<!-- accuracy -->", 1)
        after = rest.split("<!-- /accuracy -->", 1)[1]
        text = f"{before}<!-- accuracy -->\n{table(gold, head)}\n<!-- /accuracy -->{after}"
        path.write_text(text, encoding="utf-8")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--lower", metavar="NAME", default="", help="the gold file whose floors may fall, or all")
    lower = options.parse_args().lower
    gold = read_floors()["gold"]
    for name, path in gold_files().items():
        text = text_of(name)
        if text is None:
            print(f"{name}: its text is not at hand; its floors stay")
            continue
        before = gold.get(name, {}).get("floors", {})
        after = {}
        for key, figure in measure(name).items():
            if figure is None:
                continue
            least = floor(figure * 1000) / 1000
            known = before.get(key)
            if known is not None and least < known and lower not in {name, "all"}:
                print(f"{name} {key}: {figure:.4f} is under its floor of {known}, which stays")
                least = known
            elif known != least:
                print(f"{name} {key}: {known} -> {least}")
            after[key] = least
        gold[name] = {
            "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
            "text": hashlib.sha256(text.read_bytes()).hexdigest(),
            "floors": after,
        }
    write_table(gold)
    body = yaml.safe_dump({"fingerprint": fingerprint(gold), "gold": gold}, sort_keys=False)
    FLOORS.write_text(HEAD + body, encoding="utf-8")


if __name__ == "__main__":
    main()
