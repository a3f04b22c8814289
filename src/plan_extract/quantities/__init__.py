"""Step 4: numbers that state a fact, with what they measure, by when, and whether they are promised or achieved."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from operator import attrgetter

from plan_extract.flow import Flow, Paragraph
from plan_extract.metadata import Metadata
from plan_extract.outline import Outline
from plan_extract.quantities.candidates import Candidate
from plan_extract.quantities.catalogue import canonical_indicator
from plan_extract.quantities.indicator import name_indicators
from plan_extract.quantities.quantity import Quantity
from plan_extract.quantities.reading import Reader
from plan_extract.quantities.scan import Atom, scan_numbers
from plan_extract.quantities.tables import table_quantities
from plan_extract.rules import Rules
from plan_extract.segment import segmenter
from plan_extract.tables import Table

__all__ = ["Quantity", "find_quantities"]


def _outside(atoms: list[Atom], tables: Sequence[Table]) -> list[Atom]:
    """The numbers that stand in no table: those in tables are read from their cells."""
    kept: list[Atom] = []
    at = 0
    for table in sorted(tables, key=lambda table: table.start):
        first = bisect_left(atoms, table.start, at, key=lambda atom: atom.start)
        kept += atoms[at:first]
        at = bisect_left(atoms, table.end, first, key=lambda atom: atom.start)
    return kept + atoms[at:]


def _by_paragraph(atoms: list[Atom], paragraphs: list[Paragraph]) -> Iterator[tuple[int, list[Atom]]]:
    """The place in `paragraphs` of each that holds numbers, with these."""
    starts = [paragraph.start for paragraph in paragraphs]
    low = 0
    while low < len(atoms):
        at = bisect_right(starts, atoms[low].start) - 1
        end = paragraphs[at].end if at >= 0 else 0
        high = low
        while high < len(atoms) and atoms[high].start < end:
            high += 1
        if high > low:
            yield at, atoms[low:high]
        low = high if high > low else low + 1


def _quantity(candidate: Candidate, indicator: str) -> Quantity:
    return Quantity(
        candidate.start, candidate.end, candidate.role, indicator, candidate.value, candidate.value_max,
        candidate.unit, candidate.comparator, candidate.measure, candidate.year, candidate.year_stated,
        candidate.clause, base=candidate.base,
    )


def find_quantities(
    flow: Flow, outline: Outline, metadata: Metadata, rules: Rules, tables: Sequence[Table] = (),
) -> list[Quantity]:
    """All targets and achievements of the body, in reading order; what stands in `tables` is read from their cells."""
    found = table_quantities(tables, flow, metadata, rules)
    atoms = _outside(scan_numbers(flow.text, rules.quantities), tables)
    paragraphs = flow.body()
    reader = Reader(flow.text, paragraphs, outline, metadata, rules.quantities)
    words = segmenter(rules.words)
    for at, numbers in _by_paragraph(atoms, paragraphs):
        candidates = reader.read(at, numbers)
        if candidates:
            names = name_indicators(flow, candidates, rules.indicators.phrases, words)
            found += [_quantity(c, name) for c, name in zip(candidates, names, strict=True) if c.role != "descriptive"]
    for quantity in found:
        quantity.canonical = canonical_indicator(quantity.indicator, quantity.unit, quantity.measure, rules.indicators)
    return sorted(found, key=attrgetter("start", "end"))
