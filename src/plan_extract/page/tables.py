"""The tables of the page: targets, achievements, projects and findings, a row each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from plan_extract.checks import Finding
from plan_extract.models import OutlineNode, Plan, Project, Quantity
from plan_extract.page.figures import figure, number
from plan_extract.page.findings import in_chinese
from plan_extract.page.labels import KINDS, MEASURES, SEVERITIES, STATUSES, TYPES
from plan_extract.page.marks import Marks, anchor, finding_id, safe
from plan_extract.page.text import section_id

__all__ = ["Cell", "Head", "Sections", "findings_table", "projects_table", "quantities_table", "table"]


class Head(NamedTuple):
    """The head of a column.

    Attributes:
        label: what it says.
        css: class of the column's cells.
        filter: whether rows can be chosen by what stands in it.
    """

    label: str
    css: str = ""
    filter: bool = False


class Cell(NamedTuple):
    """A cell.

    Attributes:
        html: what it shows.
        sort: what it is sorted by, where that is not what it shows.
        group: what it is filtered by, where that is not what it shows.
        title: more about it.
    """

    html: str
    sort: str = ""
    group: str = ""
    title: str = ""


_SEVERITY_ORDER = {"error": "1", "warning": "2", "note": "3"}
_STRUCTURE = frozenset({"part", "chapter", "section", "box", "attachment"})
_PLACE = Head("章节", "place", filter=True)


class Sections:
    """Where the sections of a plan are: their titles, order, and the chapters over them."""

    def __init__(self, plan: Plan) -> None:
        self._paths: dict[str, tuple[str, ...]] = {}
        self._named: dict[str, str] = {}
        self._visit(plan.outline, (), "")

    def _visit(self, nodes: Iterable[OutlineNode], over: tuple[str, ...], named: str) -> None:
        for node in nodes:
            name, path = named, over
            if node.text is None and (node.title or node.label):
                label, title = node.label or "", node.title or ""
                counts = any(map(str.isalnum, label))  # a dash before a bullet says nothing
                path = (*over, f"{label} {title}".strip() if counts or not title else title)
                # Under the third heading of 发展目标 a reader wants to know of what.
                name = path[-1] if node.kind in _STRUCTURE or not named else named
            self._paths[node.id], self._named[node.id] = path, name
            self._visit(node.children, path, name)

    def cell(self, section: str, place: int) -> Cell:
        """The cell for what stands in `section`, at `place` of the source."""
        path = self._paths.get(section, ())
        if not path:
            return Cell("篇首", str(place), "篇首")
        link = f'<a href="#{section_id(safe(section))}">{safe(self._named[section])}</a>'
        return Cell(link, str(place), path[0], " › ".join(path))


def table(name: str, caption: str, heads: Sequence[Head], rows: Iterable[tuple[str, Sequence[Cell]]]) -> str:
    """A table whose rows can be sorted, filtered and jumped from; a word where there are none.

    Args:
        name: its id.
        caption: what it holds, for those who do not see it.
        heads: its columns.
        rows: id and cells of each; the first cell is the row's head.
    """
    columns = "".join(
        f'<th scope="col" class="{head.css}"{" data-filter" if head.filter else ""}>'
        f'<button type="button">{safe(head.label)}</button></th>'
        for head in heads
    )
    body = "\n".join(f'<tr id="row-{safe(row)}">{_cells(heads, cells)}</tr>' for row, cells in rows)
    if not body:
        return f'<p class="empty">没有{safe(caption)}。</p>'
    return (f'<table class="rows" id="{name}"><caption>{safe(caption)}</caption><thead><tr>{columns}</tr></thead>'
            f"<tbody>\n{body}\n</tbody></table>")


def _cells(heads: Sequence[Head], cells: Sequence[Cell]) -> str:
    pairs = enumerate(zip(heads, cells, strict=True))
    return "".join(_cell(head, cell, tag="td" if n else "th") for n, (head, cell) in pairs)


def _cell(head: Head, cell: Cell, tag: str) -> str:
    attributes = ' scope="row"' if tag == "th" else ""
    attributes += f' class="{head.css}"' if head.css else ""
    for name, value in (("data-sort", cell.sort), ("data-group", cell.group), ("title", cell.title)):
        attributes += f' {name}="{safe(value)}"' if value else ""
    return f"<{tag}{attributes}>{cell.html}</{tag}>"


def _to(mark: str, text: str, marks: Marks) -> str:
    """A link to a mark, where the text has it."""
    return f'<a href="#{safe(mark)}">{safe(text)}</a>' if mark in marks.anchors else safe(text)


def quantities_table(name: str, rows: Sequence[Quantity], sections: Sections, marks: Marks) -> str:
    """Targets or achievements."""
    bound = any(row.binding for row in rows)
    heads = [
        Head("指标", "name"), Head("数值", "number"), Head("单位", "unit", filter=True),
        Head("年份", "year", filter=True), Head("口径", "measure", filter=True),
        *([Head("属性", "binding", filter=True)] if bound else []), _PLACE,
    ]
    return table(name, KINDS["target" if name == "targets" else "achievement"], heads, (
        (row.id, [
            Cell(_to(row.id, row.indicator, marks), title=row.quote), _value(row), Cell(safe(row.unit or "")),
            _year(row), Cell(MEASURES[row.measure]), *([Cell(row.binding or "")] if bound else []),
            sections.cell(row.section, row.span[0]),
        ])
        for row in rows
    ))


def _value(row: Quantity) -> Cell:
    value = row.normalized.value if row.normalized else row.value
    return Cell(safe(figure(row.model_dump(), unit=False)), number(value))


def _year(row: Quantity) -> Cell:
    if row.year is None:
        return Cell("")
    if row.year_stated:
        return Cell(str(row.year))
    return Cell(f"{row.year}<i>*</i>", str(row.year), str(row.year), "原文此处未写年份，按规划期推定")


def projects_table(rows: Sequence[Project], sections: Sections, marks: Marks) -> str:
    """Projects, with a link to each place that names them."""
    money, years = any(row.investment for row in rows), any(row.years for row in rows)
    heads = [
        Head("名称", "name"), Head("类型", "type", filter=True), Head("状态", "status", filter=True),
        Head("出处", "mentions"), *([Head("投资", "number")] if money else []),
        *([Head("年限", "year")] if years else []), _PLACE,
    ]
    return table("projects", KINDS["project"], heads, (
        (row.id, [
            _name(row, marks), Cell(TYPES[row.type]), Cell(STATUSES[row.status]), _mentions(row, marks),
            *([_investment(row)] if money else []), *([_years(row)] if years else []),
            sections.cell(row.mentions[0].section, row.mentions[0].span[0]) if row.mentions else Cell(""),
        ])
        for row in rows
    ))


def _name(row: Project, marks: Marks) -> Cell:
    more = [*row.aliases, *([row.location] if row.location else []), *([row.content] if row.content else [])]
    below = f"<small>{safe(' · '.join(more))}</small>" if more else ""
    return Cell(_to(row.id, row.name, marks) + below, row.name)


def _mentions(row: Project, marks: Marks) -> Cell:
    links = " ".join(_to(anchor(row.id, n), str(n + 1), marks) for n in range(len(row.mentions)))
    return Cell(links, str(len(row.mentions)))


def _investment(row: Project) -> Cell:
    if row.investment is None:
        return Cell("")
    based = row.investment.normalized
    return Cell(safe(figure(row.investment.model_dump())), number(based.value if based else row.investment.value))


def _years(row: Project) -> Cell:
    if row.years is None:
        return Cell("")
    start, end = (str(year or "") for year in (row.years.start, row.years.end))
    return Cell(start if start == end else f"{start}–{end}", start or end)


def findings_table(rows: Sequence[Finding], sections: Sections, marks: Marks) -> str:
    """What is wrong with the plan."""
    heads = [
        Head("问题", "name"), Head("级别", "severity", filter=True), Head("代码", "code", filter=True),
        Head("行", "number"), _PLACE,
    ]
    return table("findings", KINDS["finding"], heads, (
        (finding_id(n), [
            Cell(_to(finding_id(n), in_chinese(row), marks)),
            Cell(SEVERITIES[row.severity], _SEVERITY_ORDER[row.severity]), Cell(row.code), Cell(str(row.line)),
            sections.cell(row.section, row.span[0]),
        ])
        for n, row in enumerate(rows)
    ))
