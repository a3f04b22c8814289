"""Step 6: what the steps found becomes the plan document; here offsets of the flow become spans of the source.

The document is made of plain dictionaries and lists, in the shape and the order of `models.Plan`, so that it can be
written as it is. That it is a valid `Plan` is for the tests to see: pydantic costs a command more than reading does.
"""

from __future__ import annotations

from typing import Any

from plan_extract import __version__
from plan_extract.blocks import Locator
from plan_extract.diagnostics import diagnose
from plan_extract.flow import Flow
from plan_extract.metadata import Metadata
from plan_extract.outline import Node, Outline
from plan_extract.projects import Mention, Project
from plan_extract.quantities import Quantity
from plan_extract.rules import Rules
from plan_extract.source import Source

__all__ = ["SCHEMA_VERSION", "add_text", "assemble"]

SCHEMA_VERSION = "1.0"


def assemble(
    source: Source,
    flow: Flow,
    outline: Outline,
    metadata: Metadata,
    quantities: list[Quantity],
    projects: list[Project],
    rules: Rules,
) -> dict[str, Any]:
    """Make the plan document."""

    def located(at: int) -> dict[str, Any]:
        return _located(source.locator(at)) if source.blocks else {}

    def row(q: Quantity, number: str) -> dict[str, Any]:
        a, b = flow.span(q.start, q.end)
        return {
            "id": number, "role": q.role, "indicator": q.indicator, "canonical": q.canonical,
            "value": q.value, "value_max": q.value_max, "unit": q.unit, "normalized": _based(q.base),
            "comparator": q.comparator, "measure": q.measure, "year": q.year, "year_stated": q.year_stated,
            "binding": q.binding, "span": [a, b], "text": source.text[a:b], "quote": flow.printed[slice(*q.quote)],
            "section": outline.section(q.start), **located(a),
        }

    def mention(m: Mention) -> dict[str, Any]:
        a, b = flow.span(m.start, m.end)
        return {
            "span": [a, b], "text": source.text[a:b], "status": m.status, "action": m.action,
            "section": outline.section(m.start), **located(a),
        }

    def project(p: Project, number: str) -> dict[str, Any]:
        cost = p.investment
        return {
            "id": number, "name": p.name, "aliases": [*p.aliases], "type": p.type, "status": p.status,
            "mentions": [mention(m) for m in p.mentions],
            "location": p.location,
            "years": p.years and {"start": p.years[0], "end": p.years[1]},
            "investment": cost and {"value": cost.value, "unit": cost.unit, "normalized": _based(cost.base)},
            "content": p.content,
        }

    targets = (q for q in quantities if q.role == "target")
    achievements = (q for q in quantities if q.role == "achieved")
    return {
        "schema_version": SCHEMA_VERSION,
        "generator": {"name": "plan-extract", "version": __version__, "rules": rules.sha256},
        "source": {
            "name": source.name, "format": source.format, "encoding": source.encoding, "sha256": source.sha256,
            "chars": len(source.text), "text": None,
        },
        "metadata": {**metadata._asdict(), "period": metadata.period and metadata.period._asdict()},
        "front_matter": [{"kind": piece.kind.value, "span": [*piece.span]} for piece in flow.front],
        "outline": _nodes(outline.roots, flow),
        "targets": [row(q, f"t{n:04d}") for n, q in enumerate(targets, 1)],
        "achievements": [row(q, f"a{n:04d}") for n, q in enumerate(achievements, 1)],
        "projects": [project(p, f"p{n:04d}") for n, p in enumerate(projects, 1)],
        "diagnostics": diagnose(source, flow, outline, metadata, quantities),
    }


def _node(found: Node, flow: Flow) -> dict[str, Any]:
    start, end = found.start, found.end
    leaf = found.kind in {"paragraph", "table"}
    return {
        "id": found.id, "kind": found.kind, "label": found.label, "title": found.title,
        "span": [*flow.span(start, end)],
        "text": flow.printed[start:end] if leaf else None, "heading": found.is_heading,
        "children": _nodes(found.children, flow) if found.children else [],
    }


def _nodes(found: list[Node], flow: Flow) -> list[dict[str, Any]]:
    return [_node(node, flow) for node in found]


def add_text(document: dict[str, Any], source: Source) -> None:
    """Put the decoded text into a plan document, and what the reader says it is made of."""
    document["source"]["text"] = source.text
    if source.blocks:
        document["source"]["blocks"] = [
            {
                "kind": block.kind.value, "span": [block.start, block.end],
                **({"level": block.level} if block.level else {}), **_located(block.locator),
            }
            for block in source.blocks
        ]


def _located(place: Locator | None) -> dict[str, Any]:
    """The entry that says where in its file something stands; none where the file is text."""
    if place is None:
        return {}
    return {"locator": {key: value for key, value in place._asdict().items() if value is not None}}


def _based(base: tuple[float, float | None, str] | None) -> dict[str, Any] | None:
    """A value in base units, as the document has it."""
    if base is None:
        return None
    value, most, unit = base
    return {"value": float(value), "value_max": most if most is None else float(most), "unit": unit}
