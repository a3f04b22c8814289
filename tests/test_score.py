"""The scorer: its figures are those of the reference, and a perfect output is perfect."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import CORPUS, ROOT, Ran
from plan_extract import Plan, dump
from plan_extract.score import Gold, read_floors, score, under

GOLD = ROOT / "tests" / "gold" / "nanguan-2021.json"


def as_found(gold: dict[str, object]) -> dict[str, object]:
    """The plan document that says just what a gold file says, its outline a list of paragraphs left out."""
    rows = [{**q, "section": "1"} for q in gold["quantities"]]  # type: ignore[attr-defined]
    return {
        "outline": [{"id": "1", "kind": "chapter", "label": "第一章", "title": "总则", "children": []}],
        "metadata": gold["metadata"],
        "targets": [q for q in rows if q["role"] == "target"],
        "achievements": [q for q in rows if q["role"] == "achieved"],
        "projects": [
            {"name": p["name"], "type": p["type"], "status": p["status"], "mentions": [{**p, "section": "1"}]}
            for p in gold["projects"]  # type: ignore[attr-defined]
        ],
    }


@pytest.fixture(scope="module")
def gold(sample: Path) -> Gold:
    rows = json.loads(GOLD.read_text(encoding="utf-8"))
    rows["outline"] = [{"kind": "chapter", "label": "第一章", "title": "总则", "depth": 1}]
    return Gold(rows, sample.read_text(encoding="utf-8-sig"))


def test_what_says_the_same_is_perfect(gold: Gold) -> None:
    card = score(gold, as_found(gold.rows))
    assert not card.errors
    assert {card.headline(name) for name in card.rows} == {1.0}


@pytest.mark.parametrize(
    "change, figure, error",
    [
        (lambda p: p["targets"].pop(), "targets", "target missed"),
        (lambda p: p["targets"][0].update(span=[0, 3], text="x"), "integrity", "target invented"),
        (lambda p: p["targets"][0].update(year=1999), "target.record", "target fields"),
        (lambda p: p["achievements"][0].update(indicator="别的东西"), "achieved.indicator", "achieved fields"),
        (lambda p: p["projects"].pop(), "projects", "project missed"),
        (lambda p: p["metadata"].update(region="某区"), "metadata", "metadata region"),
        (lambda p: p["outline"].clear(), "outline", "outline delete"),
    ],
)
def test_each_difference_lowers_its_figure_and_is_told(
    gold: Gold, change: Callable[[dict[str, object]], object], figure: str, error: str,
) -> None:
    plan = json.loads(json.dumps(as_found(gold.rows)))
    change(plan)
    card = score(gold, plan)
    assert (card.headline(figure) or 0) < 1
    assert any(line.startswith(error) for line in card.errors)


def test_floors(gold: Gold) -> None:
    card = score(gold, as_found(gold.rows))
    assert under(card, read_floors(["1", "target.year=1"])) == []
    assert under(card, {"targets": 1.1}) == ["targets: 1.0000 is under its floor of 1.1"]
    assert "there is no such figure" in under(card, {"nonsense": 0.5})[0]


def test_the_command(run: Callable[..., Ran], sample: Path, sample_plan: Plan, tmp_path: Path) -> None:
    document = tmp_path / "x.yaml"
    document.write_text(dump(sample_plan), encoding="utf-8")
    of_output = run("score", GOLD, document, "--text", sample)
    of_plan = run("score", GOLD, sample, "--text", sample)
    assert of_output == of_plan
    assert of_output.code == 0
    assert of_output.out.startswith("outline ")
    assert run("score", GOLD, sample, "--text", sample, "--floor", "targets=1.1").code == 1
    assert json.loads(run("score", GOLD, document, "--text", sample, "--json").out)["targets"]["gold"] == 75


@pytest.mark.parametrize(
    "arguments, said",
    [
        (["nothing.json", "x"], "nothing.json: cannot be read: No such file or directory"),
        ([GOLD, "x"], "--text names the gold's text"),
        ([GOLD, "x", "--text", __file__], "is not the file that nanguan-2021.json was made from"),
        ([GOLD, "x", "--text", ROOT / "data/raw/nanguan-2021.txt"], "x: cannot be read"),
        ([__file__, "x"], "is no gold file"),
        ([GOLD, "x", "--floor", "high"], "--floor high: is no number"),
    ],
)
def test_what_cannot_be_scored_is_one_line(run: Callable[..., Ran], arguments: list[object], said: str) -> None:
    code, out, err = run("score", *arguments)
    assert (code, out) == (2, "")
    assert said in err
    assert err.count("\n") == 1


@pytest.mark.skipif(not CORPUS.is_dir(), reason="no corpus beside the checkout")
@pytest.mark.parametrize("options", [[], ["--errors"], ["--json"]])
def test_the_figures_are_those_of_the_reference(
    run: Callable[..., Ran], sample_plan: Plan, tmp_path: Path, options: list[str],
) -> None:
    document = tmp_path / "x.json"
    document.write_text(dump(sample_plan, "json"), encoding="utf-8")
    gold_file = CORPUS / "gold" / "nanguan-2021.json"
    reference = subprocess.run(
        [sys.executable, CORPUS / "score.py", gold_file, document, *options],
        capture_output=True, check=True, encoding="utf-8",
    )
    assert run("score", gold_file, document, *options).out == reference.stdout
