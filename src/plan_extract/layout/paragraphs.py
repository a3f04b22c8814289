"""Which lines make up which paragraph."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from plan_extract.flow import Zone
from plan_extract.layout.contents import ends_entry
from plan_extract.layout.hints import Hints
from plan_extract.layout.lines import Line
from plan_extract.layout.wrapping import measure
from plan_extract.layout.writing import MARKUP, Draft
from plan_extract.layout.zones import front_kind
from plan_extract.rules.layout import LayoutRules

__all__ = ["gather", "join_titles"]

_FULL_ENTRY = 20  # characters of the shortest line of a contents list that can be full


def gather(
    source: str, lines: Sequence[Line], contents: range, tables: Collection[int], rules: LayoutRules, hints: Hints,
) -> tuple[list[Draft], range]:
    """Put the lines that belong together into paragraphs.

    Args:
        source: the decoded text.
        lines: its lines, without page furniture.
        contents: which of them are the contents list.
        tables: which of them belong to tables; each stays a paragraph of its own.
        rules: of the layout.
        hints: what the file says of its lines.

    Returns:
        The paragraphs, and which of them are the contents list.
    """
    wrapped = _wrapped_entries(lines, contents, rules)
    headings: list[str] = []
    for index in contents:
        if index in wrapped:
            headings[-1] += lines[index].text
        else:
            headings.append(lines[index].text)
    wrapping = measure(source, lines, headings)
    told = bool(hints)
    drafts: list[Draft] = []
    first = last = 0
    begins = True  # whether the line before is the first of its paragraph
    for index, line in enumerate(lines):
        if index == contents.start:
            first = len(drafts)
        if index == contents.stop:
            last = len(drafts)
        label = rules.numbering.match(line.text)
        if (
            not index or index in tables or index - 1 in tables or index == contents.stop
            or (told and hints.part(lines[index - 1], line, wrapped=wrapping.wrapped(index - 1)))
        ):
            goes_on = False
        elif index in contents:
            goes_on = index in wrapped
        else:
            goes_on = wrapping.joins(drafts[-1].text, lines, index - 1, rules, begins=begins, label=label is not None)
        begins = not goes_on
        if goes_on:
            stop = "。" if wrapping.stopless and not line.page and lines[index - 1].text[-1].isalnum() else ""
            drafts[-1].add(line.text, line.pieces, stop)
            continue
        if line.text[0] in MARKUP:
            label = rules.numbering.match(line.text, len(line.text) - len(line.text.lstrip(MARKUP + " ")))
        drafts.append(Draft(
            line.pieces, line.text, line.indent, label=label.end() if label else 0, row=index in tables,
            level=hints.level(line) if told else 0,
        ))
    if contents.stop == len(lines):
        last = len(drafts)
    return drafts, range(first, last) if contents else range(0)


def _wrapped_entries(lines: Sequence[Line], contents: range, rules: LayoutRules) -> set[int]:
    """Which lines of the contents list go on with the entry above them."""
    texts = {n: lines[n].text for n in contents[1:]}
    paged = sum(map(ends_entry, texts.values())) * 2 > len(texts)
    longest = max(map(len, texts.values()), default=0)
    wrapped: set[int] = set()
    for index in contents[2:]:
        above, text = texts[index - 1], texts[index]
        if rules.numbering.match(text) or rules.unnumbered.match(text):
            continue
        full = len(above) >= max(longest - 2, _FULL_ENTRY) and len(text) < len(above)
        if not ends_entry(above) if paged else full:
            wrapped.add(index)
    return wrapped


def join_titles(drafts: Sequence[Draft], rules: LayoutRules) -> list[Draft]:
    """Put together the lines of a title, each of which the page centres on its own."""
    joined: list[Draft] = []
    title = Zone.TITLE
    for draft in drafts:
        before = joined[-1] if draft.zone is title and joined else None
        if (
            before is not None and before.zone is title
            and (front_kind(before.text, rules, notice=False) is None or rules.title_goes_on.match(draft.text))
        ):
            before.add(draft.text, draft.pieces)
            before.zone = front_kind(before.text, rules, notice=False) or title
        else:
            joined.append(draft)
    return joined
