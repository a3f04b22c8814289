"""What is read of a plan is let go of when nobody holds it, without the collector of cycles."""

from __future__ import annotations

import gc
from pathlib import Path

from plan_extract.pipeline import extract
from plan_extract.rules import load_rules
from plan_extract.source import read_text

PLAN = Path(__file__).parent / "made" / "yunxi.txt"


def test_a_plan_that_was_read_leaves_no_cycles_behind() -> None:
    rules, source = load_rules(), read_text(PLAN.read_bytes(), "plan.txt")
    extract(source, rules)  # what is kept from one plan to the next is made
    gc.collect()
    gc.disable()
    try:
        extract(source, rules)
        assert gc.collect() == 0
    finally:
        gc.enable()
