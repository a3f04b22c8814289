"""What is wrong with a plan itself: numbering, references, figures, marks and repetitions."""

from __future__ import annotations

from plan_extract.checks.document import Finding, Report
from plan_extract.checks.run import CHECKS, UnknownCodeError, check_reading, chosen

__all__ = ["CHECKS", "Finding", "Report", "UnknownCodeError", "check_reading", "chosen"]
