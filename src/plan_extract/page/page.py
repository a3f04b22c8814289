"""The page of one plan."""

from __future__ import annotations

from collections.abc import Sequence

from plan_extract.checks import Finding
from plan_extract.models import Metadata, SourceInfo
from plan_extract.page.assets import asset, fill, policy, scripts, styles
from plan_extract.page.chart import chart
from plan_extract.page.labels import GLYPHS, KINDS, LEVELS, METADATA
from plan_extract.page.marks import Marks, safe
from plan_extract.page.navigation import navigation
from plan_extract.page.tables import Sections, findings_table, projects_table, quantities_table
from plan_extract.page.text import article
from plan_extract.pipeline import Reading
from plan_extract.tables import find_tables

__all__ = ["to_page"]

_STYLES = ("theme", "frame", "text", "data", "narrow", "print")
_SCRIPTS = ("common", "colours", "panes", "tabs", "tables", "places", "outline", "search", "keys")
_PANELS = {"target": "targets", "achievement": "achievements", "project": "projects", "finding": "findings"}


def to_page(reading: Reading, findings: Sequence[Finding]) -> str:
    """The page of a plan: HTML that needs nothing beside it.

    Args:
        reading: the plan, and what it was read from.
        findings: what is wrong with it.
    """
    plan = reading.plan
    marks = Marks(reading.flow, plan, findings)
    sections = Sections(plan)
    bars, compared = chart(plan)
    panels = {
        "target": (len(plan.targets), quantities_table("targets", plan.targets, sections, marks)),
        "achievement": (len(plan.achievements), quantities_table("achievements", plan.achievements, sections, marks)),
        "project": (len(plan.projects), projects_table(plan.projects, sections, marks)),
        "finding": (len(findings), findings_table(findings, sections, marks)),
    }
    style, start, script = styles(*_STYLES), asset("script/start.js"), scripts(*_SCRIPTS)
    return fill(
        "page.html",
        policy=safe(policy(styles=(style,), scripts=(start, script))),
        style=style, start=start, script=script,
        title=safe(plan.metadata.title or plan.source.name),
        metadata=_metadata(plan.metadata, plan.source),
        outline=navigation(reading.outline.roots),
        text=article(reading.flow, reading.outline, marks, find_tables(reading.flow, reading.rules)),
        legend="".join(_toggle(kind, count) for kind, (count, _) in panels.items()),
        tabs="".join(_tab(_PANELS[kind], KINDS[kind], count) for kind, (count, _) in panels.items())
        + _tab("compared", "对照", compared),
        panels="".join(_panel(_PANELS[kind], html) for kind, (_, html) in panels.items()) + _panel("compared", bars),
    )


def _metadata(found: Metadata, source: SourceInfo) -> str:
    """What is known of the plan, as terms and their descriptions."""
    row = found.model_dump()
    row["region_level"] = LEVELS.get(found.region_level or "")
    row["period"] = found.period and f"{found.period.start}–{found.period.end}"
    said = [(label, str(row[name])) for name, label in METADATA.items() if row[name] is not None]
    said.append(("来源", f"{source.name} · {source.chars:,}字"))
    return "".join(f"<div><dt>{label}</dt><dd>{safe(value)}</dd></div>" for label, value in said)


def _toggle(kind: str, count: int) -> str:
    return (f'<button type="button" class="toggle {kind}" data-kind="{kind}" aria-pressed="true">'
            f'<span aria-hidden="true">{GLYPHS[kind]}</span> '
            f'<mark class="{kind}" id="kind-{kind}">{KINDS[kind]}</mark> <span class="count">{count}</span></button>')


def _tab(name: str, label: str, count: int) -> str:
    return (f'<a role="tab" id="tab-{name}" href="#panel-{name}" aria-controls="panel-{name}">{label} '
            f'<span class="count">{count}</span></a>')


def _panel(name: str, html: str) -> str:
    return (f'<section class="panel" id="panel-{name}" role="tabpanel" aria-labelledby="tab-{name}">'
            f'<div class="filters"></div><div class="scroll" tabindex="-1">{html}</div></section>')
