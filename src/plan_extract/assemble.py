"""Step 6: what the steps found becomes a validated `Plan`; here offsets of the flow become spans of the source."""

from __future__ import annotations

from typing import Any

from plan_extract import __version__
from plan_extract.diagnostics import diagnose
from plan_extract.flow import Flow
from plan_extract.models import Metadata, Plan
from plan_extract.outline import Node, Outline
from plan_extract.projects import Project
from plan_extract.quantities import Quantity
from plan_extract.rules import Rules
from plan_extract.source import Source

__all__ = ["assemble"]


def assemble(
    source: Source,
    flow: Flow,
    outline: Outline,
    metadata: Metadata,
    quantities: list[Quantity],
    projects: list[Project],
    rules: Rules,
) -> Plan:
    """Make the plan document."""

    def node(found: Node) -> dict[str, Any]:
        leaf = found.kind in {"paragraph", "table"}
        return {
            "id": found.id, "kind": found.kind, "label": found.label, "title": found.title,
            "span": flow.span(found.start, found.end),
            "text": flow.printed[found.start : found.end] if leaf else None,
            "heading": found.is_heading,
            "children": [node(child) for child in found.children],
        }

    def placed(start: int, end: int) -> dict[str, Any]:
        a, b = flow.span(start, end)
        place = source.locator(a)
        return {
            "span": (a, b), "text": source.text[a:b], "section": outline.section(start),
            "locator": place and place._asdict(),
        }

    def rows(role: str, letter: str) -> list[dict[str, Any]]:
        return [
            {
                "id": f"{letter}{n:04d}", "role": role, "indicator": q.indicator, "canonical": q.canonical,
                "value": q.value, "value_max": q.value_max, "unit": q.unit,
                "normalized": _based(q.base),
                "comparator": q.comparator, "measure": q.measure, "year": q.year, "year_stated": q.year_stated,
                "binding": q.binding, "quote": flow.printed[slice(*q.quote)], **placed(q.start, q.end),
            }
            for n, q in enumerate((q for q in quantities if q.role == role), 1)
        ]

    return Plan.model_validate({
        "generator": {"version": __version__, "rules": rules.sha256},
        "source": {
            "name": source.name, "format": source.format, "encoding": source.encoding,
            "sha256": source.sha256, "chars": len(source.text),
        },
        "metadata": metadata,
        "front_matter": [{"kind": piece.kind.value, "span": piece.span} for piece in flow.front],
        "outline": [node(root) for root in outline.roots],
        "targets": rows("target", "t"),
        "achievements": rows("achieved", "a"),
        "projects": [
            {
                "id": f"p{n:04d}", "name": p.name, "aliases": p.aliases, "type": p.type, "status": p.status,
                "mentions": [
                    {"status": m.status, "action": m.action, **placed(m.start, m.end)} for m in p.mentions
                ],
                "location": p.location, "content": p.content,
                "years": p.years and {"start": p.years[0], "end": p.years[1]},
                "investment": p.investment and {
                    "value": p.investment.value, "unit": p.investment.unit, "normalized": _based(p.investment.base),
                },
            }
            for n, p in enumerate(projects, 1)
        ],
        "diagnostics": diagnose(source, flow, outline, metadata, quantities),
    })


def _based(base: tuple[float, float | None, str] | None) -> dict[str, Any] | None:
    """A value in base units, as the document has it."""
    return base and {"value": base[0], "value_max": base[1], "unit": base[2]}
