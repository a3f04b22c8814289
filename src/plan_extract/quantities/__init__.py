"""Step 4: numbers that state a fact, with what they measure, by when, and whether they are promised or achieved."""

from __future__ import annotations

from collections.abc import Sequence

from plan_extract.flow import Flow
from plan_extract.models import Metadata
from plan_extract.outline import Outline
from plan_extract.quantities.quantity import Quantity
from plan_extract.quantities.tables import table_quantities
from plan_extract.rules import Rules
from plan_extract.tables import Table

__all__ = ["Quantity", "find_quantities"]


def find_quantities(
    flow: Flow, outline: Outline, metadata: Metadata, rules: Rules, tables: Sequence[Table] = (),
) -> list[Quantity]:
    """All quantities of the body, in reading order; what stands in `tables` is read from their cells."""
    del outline
    return table_quantities(tables, flow, metadata, rules)
