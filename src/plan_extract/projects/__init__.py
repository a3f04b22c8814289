"""Step 5: named projects and the places where the plan acts on them."""

from __future__ import annotations

from collections.abc import Sequence

from plan_extract.flow import Flow
from plan_extract.metadata import Metadata
from plan_extract.outline import Outline
from plan_extract.projects.find import Finder
from plan_extract.projects.merge import join_mentions
from plan_extract.projects.model import Mention, Project
from plan_extract.projects.tables import table_mentions
from plan_extract.rules import Rules
from plan_extract.segment import segmenter
from plan_extract.tables import Table

__all__ = ["Mention", "Project", "find_projects"]


def find_projects(
    flow: Flow, outline: Outline, metadata: Metadata, rules: Rules, tables: Sequence[Table] = (),
) -> list[Project]:
    """All named projects of the body, in order of their first mention, with what `tables` say of them."""
    finder = Finder(flow, outline, metadata, rules.projects, segmenter(rules.words))
    inside = [((t.title or (t.start, t.end))[0], t.end) for t in tables]
    spoken = [m for m in finder.mentions() if not any(start <= m.start < end for start, end in inside)]
    found = sorted(spoken + table_mentions(tables, flow, rules), key=lambda m: m.start)
    return join_mentions(found, rules.projects.project)
