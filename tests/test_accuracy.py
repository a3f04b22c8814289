"""How near the program comes to what people found in the plans: no figure may fall below its floor.

The floors stand in gold/floors.yaml with the fingerprints of what they were measured on, so that neither a gold file nor
a floor changes unnoticed. `python benchmarks/floors.py` raises them.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from floors import fingerprint, gold_files, measure, read_floors, text_of

from conftest import CORPUS

KNOWN = read_floors()


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_every_gold_file_has_floors_and_the_floors_are_those_that_were_set() -> None:
    assert set(gold_files()) == set(KNOWN["gold"])
    assert KNOWN["fingerprint"] == fingerprint(KNOWN["gold"]), "the floors were changed by hand: see CONTRIBUTING.md"


@pytest.mark.parametrize("name", KNOWN["gold"])
def test_the_gold_file_is_the_one_that_the_floors_are_for(name: str) -> None:
    assert sha256(gold_files()[name]) == KNOWN["gold"][name]["sha256"]
    copy = CORPUS / "gold" / f"{name}.json"
    if copy.exists():
        assert sha256(copy) == KNOWN["gold"][name]["sha256"]


@pytest.mark.parametrize("name", KNOWN["gold"])
def test_no_figure_falls_below_its_floor(name: str) -> None:
    text = text_of(name)
    if text is None:
        pytest.skip("its text is not at hand")
    assert sha256(text) == KNOWN["gold"][name]["text"]
    figures = measure(name)
    floors = KNOWN["gold"][name]["floors"]
    assert floors
    fallen = {key: (figures.get(key), least) for key, least in floors.items() if (figures.get(key) or 0) < least}
    assert not fallen


def test_the_sample_plan_and_those_made_up_are_always_at_hand() -> None:
    assert all(text_of(name) is not None for name in ("nanguan-2021", "lanchuan", "qingyuan"))
