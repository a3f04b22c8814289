"""Files that are cut, joined and changed at random, for every reader; `tests/fuzz/run.py` goes on with it for longer."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent / "fuzz"))

pytest.importorskip("pypdfium2")
pytest.importorskip("reportlab")

import seeds
from targets import TARGETS

known = cache(lambda kind: list(seeds.seeds(kind)))


@st.composite
def changed(draw: st.DrawFn, kind: str) -> bytes:
    """A seed with a few changes."""
    data = bytearray(draw(st.sampled_from(known(kind))))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(data)))
        match draw(st.sampled_from(["put", "cut", "copy", "end"])):
            case "put":
                data[at : at + 1] = draw(st.binary(max_size=8))
            case "cut":
                del data[at : at + draw(st.integers(1, 200))]
            case "copy":
                data[at:at] = data[at : at + draw(st.integers(1, 60))] * draw(st.integers(1, 40))
            case _:
                del data[at:]
    return bytes(data)


@pytest.mark.parametrize("target", TARGETS)
def test_seeds_are_taken(target: str) -> None:
    for seed in known(target):
        TARGETS[target](seed)


@pytest.mark.parametrize("target", TARGETS)
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(draw=st.data())
def test_whatever_has_been_done_to_a_file(target: str, draw: st.DataObject) -> None:
    TARGETS[target](draw.draw(changed(target)))


def test_the_runner_counts_what_it_tries() -> None:
    import run

    tried = run.fuzz("document", 1, "blind")
    assert tried.inputs > 0
    assert tried.crashes == 0
