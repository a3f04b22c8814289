"""What changed between two plans, compared by meaning: each edit once, at its own level."""

from __future__ import annotations

from plan_extract.comparison.compare import compare_plans
from plan_extract.comparison.document import Change, Diff
from plan_extract.comparison.over_time import compare_over_time

__all__ = ["Change", "Diff", "compare_over_time", "compare_plans"]
