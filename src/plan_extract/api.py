"""The functions that the package offers: `parse` a plan, `dump` it and `load` it again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Literal

from plan_extract.models import Plan
from plan_extract.pipeline import extract
from plan_extract.rules import load_rules
from plan_extract.source import read_text

__all__ = ["dump", "load", "parse"]


def parse(
    plan: str | bytes | Path,
    *,
    name: str | None = None,
    rules: Path | str | None = None,
    encoding: str | None = None,
) -> Plan:
    """Read a plan.

    Args:
        plan: a path, or the plan itself as text or as bytes.
        name: what the output calls the file; the path's base name by default, ``<text>`` for a plan given itself.
        rules: a folder of rules laid over the shipped ones.
        encoding: a codec that replaces the guess; for paths and bytes.

    Raises:
        SourceError: where the plan cannot be read.
        RuleError: where the rules cannot be used.
        OSError: where the path cannot be opened.
    """
    if isinstance(plan, Path):
        data, name = plan.read_bytes(), name or plan.name
    elif isinstance(plan, str):
        data, encoding = plan.encode("utf-8", "surrogatepass"), "utf-8"
    else:
        data = plan
    return extract(read_text(data, name or "<text>", encoding), load_rules(*([Path(rules)] if rules else [])))


def dump(plan: Plan, format: Literal["yaml", "json", "ndjson"] = "yaml") -> str:  # noqa: A002
    """The plan document as text: YAML, JSON, or one target, achievement or project a line."""
    data = plan.model_dump(mode="json")
    if format == "json":
        return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    raise NotImplementedError(format)


def load(text: str | Path) -> Plan:
    """Read a plan document that `dump` wrote, YAML or JSON."""
    if isinstance(text, Path):
        text = text.read_text(encoding="utf-8")
    return Plan.model_validate_json(text)
