"""The sample plan's output in data/out is, byte for byte, what the program writes today."""

from __future__ import annotations

import pytest

from conftest import ROOT
from plan_extract import Plan, dump, load
from plan_extract.score import HEADLINES, read_gold, score


@pytest.mark.parametrize("form", ["yaml", "json"])
def test_the_committed_output_is_what_is_written(sample_plan: Plan, form: str) -> None:
    committed = (ROOT / "data" / "out" / f"nanguan-2021.{form}").read_bytes()
    written = dump(sample_plan, form).encode()  # type: ignore[arg-type]
    if written != committed:  # not assert: pytest would compare half a megabyte for minutes
        old, new = committed.decode().splitlines(), written.decode().splitlines()
        line = next((n for n, (a, b) in enumerate(zip(old, new, strict=False), 1) if a != b), min(len(old), len(new)))
        pytest.fail(f"data/out/nanguan-2021.{form} differs from line {line} on; write it anew (CONTRIBUTING.md says how)"
                    " and read what changed")


def test_both_say_the_same(sample_plan: Plan) -> None:
    for form in ("yaml", "json"):
        assert load(ROOT / "data" / "out" / f"nanguan-2021.{form}") == sample_plan


def test_the_sample_is_the_one_that_was_annotated() -> None:
    gold = read_gold(ROOT / "tests" / "gold" / "nanguan-2021.json", ROOT / "data" / "raw" / "nanguan-2021.txt")
    document = load(ROOT / "data" / "out" / "nanguan-2021.yaml").model_dump(mode="json")
    assert set(HEADLINES) <= set(score(gold, document).rows)
