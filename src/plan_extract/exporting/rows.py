"""The rows of a plan: flat tuples in the order of a table's columns, for every format and for data frames."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple, Protocol

from plan_extract.exporting.tables import TABLES, TableName
from plan_extract.models import Locator, OutlineNode, Plan, Quantity
from plan_extract.source import line_starts

__all__ = ["Fault", "PlanRows", "Row", "records", "tables_of"]

Row = tuple[Any, ...]


class Fault(Protocol):
    """What a finding of `check` has that a row needs."""

    @property
    def code(self) -> str: ...  # noqa: D102
    @property
    def severity(self) -> str: ...  # noqa: D102
    @property
    def rule(self) -> str: ...  # noqa: D102
    @property
    def message(self) -> str: ...  # noqa: D102
    @property
    def span(self) -> tuple[int, int]: ...  # noqa: D102
    @property
    def text(self) -> str: ...  # noqa: D102
    @property
    def line(self) -> int: ...  # noqa: D102


class PlanRows(NamedTuple):
    """A plan as rows.

    Attributes:
        plan: what its rows call it.
        sha256: of its file.
        tables: the rows of each table.
    """

    plan: str
    sha256: str
    tables: dict[TableName, list[Row]]

    def called(self, name: str) -> PlanRows:
        """The same plan under another name."""
        if name == self.plan:
            return self
        # The plan is the first column of every table.
        tables = {table: [(name, *row[1:]) for row in rows] for table, rows in self.tables.items()}
        return PlanRows(name, self.sha256, tables)


def tables_of(
    plan: Plan, *, name: str | None = None, findings: Iterable[Fault] = (), only: Sequence[TableName] = (),
) -> PlanRows:
    """The rows of a plan.

    Args:
        plan: the plan; lines can be told where it was read with its text.
        name: what its rows call it; the name of its file by default.
        findings: what `check` found in it.
        only: the tables wanted; all by default.
    """
    name = plan.source.name if name is None else name
    places = _Places(plan)
    make: dict[TableName, Callable[[], Iterator[Row]]] = {
        "outline": lambda: _outline(name, places),
        "targets": lambda: _quantities(name, plan, plan.targets, places),
        "achievements": lambda: _quantities(name, plan, plan.achievements, places),
        "projects": lambda: _projects(name, plan, places),
        "problems": lambda: _problems(name, plan, places, findings),
        "mentions": lambda: _mentions(name, plan, places),
        "paragraphs": lambda: _paragraphs(name, places),
        "plans": lambda: _plan(name, plan),
    }
    return PlanRows(name, plan.source.sha256, {t: list(rows()) for t, rows in make.items() if not only or t in only})


def records(plan: Plan, table: TableName) -> list[dict[str, Any]]:
    """The rows of one table as dictionaries.

    Raises:
        ValueError: where there is no such table.
    """
    columns = {known.name: known.names for known in TABLES}.get(table)
    if columns is None:
        raise ValueError(f"{table!r}: no such table; choose {', '.join(known.name for known in TABLES)}")
    return [dict(zip(columns, row, strict=True)) for row in tables_of(plan, only=[table]).tables[table]]


class _Heading(NamedTuple):
    node: OutlineNode
    parent: str | None
    path: tuple[str, ...]


class _Leaf(NamedTuple):
    node: OutlineNode
    section: str | None


class _Places:
    """Where in a plan something stands."""

    def __init__(self, plan: Plan) -> None:
        self.headings: dict[str, _Heading] = {}
        self.leaves: list[_Leaf] = []
        self.text = text = plan.source.text
        self._blocks = plan.source.blocks or ()
        self._block_starts = [block.span[0] for block in self._blocks]
        for node in plan.outline:
            self._learn(node, None, ())
        self._starts = [leaf.node.span[0] for leaf in self.leaves]
        self._lines = None if text is None or plan.source.format not in {"txt", "md"} else line_starts(text)

    def _learn(self, node: OutlineNode, parent: str | None, path: tuple[str, ...]) -> None:
        if node.kind in {"paragraph", "table"}:
            self.leaves.append(_Leaf(node, parent))
            return
        path = (*path, " ".join(filter(None, (node.label, node.title))))
        self.headings[node.id] = _Heading(node, parent, path)
        for child in node.children:
            self._learn(child, node.id, path)

    def own(self, span: tuple[int, int], locator: Locator | None = None, line: int | None = None) -> Row:
        """Start, end, line, page and locator of what stands at `span`."""
        if self._lines is not None:
            line = bisect_right(self._lines, span[0])
        if locator is None and self._blocks:
            at = bisect_right(self._block_starts, span[0]) - 1
            locator = self._blocks[at].locator if at >= 0 else None
        if locator is None:
            return (*span, line, None, None)
        rest = locator.path if locator.paragraph is None else str(locator.paragraph)
        return (*span, line, locator.page, rest)

    def leaf(self, start: int) -> _Leaf | None:
        """The paragraph or table that holds a code point."""
        at = bisect_right(self._starts, start) - 1
        if at < 0 or start >= self.leaves[at].node.span[1]:
            return None
        return self.leaves[at]

    def of(
        self, span: tuple[int, int], section: str | None, locator: Locator | None = None, line: int | None = None,
    ) -> Row:
        """The columns that say where a row stands."""
        leaf = self.leaf(span[0])
        if section is None and leaf is not None:
            section = leaf.section
        heading = self.headings.get(section or "")
        return (list(heading.path) if heading else [], heading and heading.node.id, leaf and leaf.node.id,
                *self.own(span, locator, line))


def _outline(name: str, places: _Places) -> Iterator[Row]:
    for node, parent, path in places.headings.values():
        yield (name, node.id, parent, len(path), node.kind, node.label, node.title, *places.own(node.span))


def _paragraphs(name: str, places: _Places) -> Iterator[Row]:
    for node, section in places.leaves:
        yield (name, node.id, section, node.kind, node.heading, node.text or "", *places.own(node.span))


def _quantities(name: str, plan: Plan, rows: Iterable[Quantity], places: _Places) -> Iterator[Row]:
    for q in rows:
        base = q.normalized
        yield (
            name, plan.metadata.region, q.id, q.indicator, q.canonical, q.comparator, q.value, q.value_max, q.unit,
            q.measure, q.year, q.year_stated, q.binding, base and base.value, base and base.value_max,
            base and base.unit, q.text, q.quote, *places.of(q.span, q.section, q.locator),
        )


def _projects(name: str, plan: Plan, places: _Places) -> Iterator[Row]:
    for p in plan.projects:
        first = p.mentions[0] if p.mentions else None
        cost = p.investment
        base = cost and cost.normalized
        yield (
            name, plan.metadata.region, p.id, p.name, list(p.aliases), p.type, p.status, len(p.mentions), p.location,
            p.years and p.years.start, p.years and p.years.end, cost and cost.value, cost and cost.unit,
            base and base.value, base and base.unit, p.content,
            *(places.of(first.span, first.section, first.locator) if first else ([], *[None] * 7)),
        )


def _mentions(name: str, plan: Plan, places: _Places) -> Iterator[Row]:
    for p in plan.projects:
        for m in p.mentions:
            yield (name, p.id, p.name, m.text, m.status, m.action, *places.of(m.span, m.section, m.locator))


def _problems(name: str, plan: Plan, places: _Places, findings: Iterable[Fault]) -> Iterator[Row]:
    found: list[tuple[tuple[int, int], str, str, str, str, str, int | None]] = [
        (f.span, f.code, f.severity, f.rule, f.message, f.text, f.line) for f in findings]
    told = {span[0] for span, *_ in found}
    text = places.text or ""
    for d in plan.diagnostics:
        if d.span[0] not in told:
            severity = "error" if d.code.startswith("E") else "warning"
            found.append((d.span, d.code, severity, "", d.message, text[d.span[0] : d.span[1]], d.line))
    for span, code, severity, rule, message, there, line in sorted(found, key=lambda fault: fault[:2]):
        yield (name, code, severity, rule or None, message, there or None, *places.of(span, None, line=line))


def _plan(name: str, plan: Plan) -> Iterator[Row]:
    m, source = plan.metadata, plan.source
    yield (
        name, m.title, m.region, m.region_level, m.period and m.period.start, m.period and m.period.end, m.vision_year,
        m.issuer, m.issued_on, m.approved_by, len(plan.targets), len(plan.achievements), len(plan.projects),
        source.format, source.encoding, source.sha256, source.chars, plan.generator.version, plan.generator.rules,
    )
