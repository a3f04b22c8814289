"""The way of the data: each step is a function from one value to the next, and this is the list of them."""

from __future__ import annotations

import gc
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from time import perf_counter
from typing import TYPE_CHECKING, Any, TypeVar

from plan_extract.assemble import assemble
from plan_extract.flow import Flow
from plan_extract.layout import lay_out
from plan_extract.metadata import read_metadata
from plan_extract.outline import Outline, build_outline
from plan_extract.projects import find_projects
from plan_extract.quantities import find_quantities
from plan_extract.rules import Rules
from plan_extract.source import Source
from plan_extract.tables import find_tables

if TYPE_CHECKING:
    from plan_extract.models import Plan

__all__ = ["Reading", "extract", "read", "uncollected"]

T = TypeVar("T")
log = logging.getLogger("plan_extract")


class Reading:
    """A plan document, and what it was read from on the way."""

    def __init__(self, source: Source, flow: Flow, outline: Outline, document: dict[str, Any], rules: Rules) -> None:
        self.source, self.flow, self.outline, self.document, self.rules = source, flow, outline, document, rules

    @cached_property
    def plan(self) -> Plan:
        """The document, validated."""
        from plan_extract.models import Plan  # noqa: PLC0415, whoever only writes the document needs no pydantic

        return Plan.model_validate(self.document)


def extract(source: Source, rules: Rules) -> Plan:
    """Read a plan out of a source. Never raises on odd text: what cannot be read becomes a diagnostic."""
    with uncollected():
        return read(source, rules).plan


def read(source: Source, rules: Rules) -> Reading:
    """Read a plan out of a source, and keep what it was read from."""
    with uncollected():
        return _read(source, rules)


@contextmanager
def uncollected() -> Iterator[None]:
    """Let the collector of cycles rest: reading makes a hundred thousand things and, as a test sees to, no cycle."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _read(source: Source, rules: Rules) -> Reading:
    clock = _Clock()
    flow = clock("layout", lay_out(source, rules))
    tables = clock("tables", find_tables(flow, rules))
    outline = clock("outline", build_outline(flow, rules, tables))
    metadata = clock("metadata", read_metadata(flow, outline, rules))
    quantities = clock("quantities", find_quantities(flow, outline, metadata, rules, tables))
    projects = clock("projects", find_projects(flow, outline, metadata, rules, tables))
    document = clock("assemble", assemble(source, flow, outline, metadata, quantities, projects, rules))
    return Reading(source, flow, outline, document, rules)


class _Clock:
    """Logs how long each step took, for `-v`."""

    def __init__(self) -> None:
        self._last = perf_counter()

    def __call__(self, step: str, made: T) -> T:
        now = perf_counter()
        log.info("%-10s %7.1f ms", step, (now - self._last) * 1000)
        self._last = now
        return made
