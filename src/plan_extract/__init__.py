"""Chinese five-year plan outlines as data: outline, targets, achievements and named projects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from plan_extract.api import LoadError, check, diff, dump, export, load, parse, parse_document, view
    from plan_extract.exporting.error import ExportError
    from plan_extract.exporting.searching import search
    from plan_extract.models import Plan
    from plan_extract.rules.error import RuleError
    from plan_extract.source import SourceError

__version__ = "0.1.0"
__all__ = [
    "ExportError", "LoadError", "Plan", "RuleError", "SourceError", "__version__", "check", "diff", "dump", "export",
    "load", "parse", "parse_document", "search", "view",
]

_HOMES = {
    "ExportError": "exporting.error",
    "LoadError": "api",
    "Plan": "models",
    "RuleError": "rules.error",
    "SourceError": "source",
    "check": "api",
    "diff": "api",
    "dump": "api",
    "export": "api",
    "load": "api",
    "parse": "api",
    "parse_document": "api",
    "search": "exporting.searching",
    "view": "api",
}


def __getattr__(name: str) -> Any:
    """Import the public names when they are first used: `plan-extract --help` needs none of them."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415

    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
