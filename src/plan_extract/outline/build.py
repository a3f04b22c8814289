"""The tree is built paragraph by paragraph, in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from plan_extract.flow import Flow, Paragraph
from plan_extract.outline.boxes import raise_boxes
from plan_extract.outline.contents import compare_contents, mark_listed
from plan_extract.outline.glued import part_headings
from plan_extract.outline.markers import Marker, find_markers
from plan_extract.outline.mending import drop_contents, mend_numbers
from plan_extract.outline.nesting import Nesting
from plan_extract.outline.scheme import Frame, Scheme, kind_of
from plan_extract.outline.tables import mark_tables, set_tables_apart
from plan_extract.outline.titles import LEAD, Title, read_title
from plan_extract.outline.tree import Node, Outline, Remark
from plan_extract.rules import Rules
from plan_extract.rules.outline import OutlineRules
from plan_extract.tables import Table

__all__ = ["build_outline"]

_NEXT_LINE = 40  # characters of the longest title that stands on the line after its numbering
_STRUCTURAL = frozenset({"part", "chapter", "section", "attachment", "box"})
_FIXED = frozenset({"part", "chapter", "section"})
_BOX_TITLE = 60  # characters of the longest title of a box
_WIDE = 2  # so many characters of the source from one to the next: a blank wider than one stands between
_CUT = 12  # a longer paragraph that ends without punctuation was cut by a line break


def build_outline(flow: Flow, rules: Rules, tables: Sequence[Table] = ()) -> Outline:
    """Make the tree of `flow`: every paragraph of its body is one leaf, and each of `tables`."""
    body = set_tables_apart(flow.body(), tables)
    markers = find_markers(flow, body, rules.outline)
    mark_listed(flow, body, markers, rules.outline)
    mark_tables(flow, body, markers, tables)
    paragraphs, markers = part_headings(flow, body, markers, rules.outline)
    mend_numbers(flow, paragraphs, markers)
    drop_contents(flow, paragraphs, markers)
    builder = _Builder(flow, paragraphs, markers, {table.start for table in tables}, rules.outline)
    builder.run()
    remarks = builder.remarks + compare_contents(flow, builder.headings, rules.outline)
    return Outline(builder.roots, sorted(remarks, key=lambda remark: remark.start))


def _next_numbers(markers: Sequence[Marker | None]) -> list[int | None]:
    """For each marker the number of the next one of its style."""
    following: dict[str, int | None] = {}
    numbers: list[int | None] = [None] * len(markers)
    for n in range(len(markers) - 1, -1, -1):
        marker = markers[n]
        if marker is not None:
            numbers[n] = following.get(marker.style)
            following[marker.style] = marker.number
    return numbers


class _Builder:
    def __init__(
        self, flow: Flow, paragraphs: Sequence[Paragraph], markers: Sequence[Marker | None], tables: AbstractSet[int],
        rules: OutlineRules,
    ) -> None:
        self.flow, self.rules = flow, rules
        self.text, self.printed = flow.text, flow.printed
        self.paragraphs, self.markers, self.tables = paragraphs, markers, tables
        self.roots: list[Node] = []
        self.headings: list[Node] = []
        self.remarks: list[Remark] = []
        self.nesting = Nesting(Scheme.of(markers))
        self.next_numbers = _next_numbers(markers)

    def run(self) -> None:
        index = 0
        while index < len(self.paragraphs):
            marker = self.markers[index]
            used = self._heading(index, marker) if marker else 0
            if not used:
                self._paragraph(index)
                used = 1
            index += used
        raise_boxes(self.roots)
        self._finish(self.roots, "")

    def _paragraph(self, index: int) -> None:
        start, end = self.paragraphs[index][:2]
        kind = "table" if start in self.tables else "paragraph"
        node = Node(kind, start, end, heading_end=start)
        if self.nesting.frames:
            over = self.nesting.frames[-1]
            over.complete = False
            over.node.children.append(node)
        else:
            self.roots.append(node)

    def _heading(self, index: int, marker: Marker) -> int:
        """Open the heading in a marked paragraph; returns how many paragraphs it takes, 0 where it is no heading."""
        start, end, _, indent, _ = self.paragraphs[index]
        title, lines = self._title(index, marker), 1
        if title.start == title.end and title.alone and self._names(index + 1, marker):
            title, lines = Title(*self.paragraphs[index + 1][:2], alone=True), 2
        titled = title.end > title.start
        if self._is_no_heading(marker, title):
            return 0
        label, label_end = marker.label
        form = (title.alone, self.text[label_end : marker.text], indent)
        cut = marker.kind == "item" and self._is_cut(index - 1)
        keep = self.nesting.place(marker, titled=titled, next_number=self.next_numbers[index], cut=cut, form=form)
        if keep is None or (marker.kind == "labelled" and title.alone and not self._opens_block(index, marker)):
            return 0
        over = self.nesting.frames[:keep]
        node = Node(
            kind_of(marker, over, self.nesting.scheme, titled=titled), start, end,
            label=self.printed[label:label_end].replace(" ", ""),
            title=self.printed[title.start : title.end].strip(" *"),
            heading_end=title.end if titled else label_end,
        )
        if self.nesting.gap:
            self._remark_gap(marker, node)
        self.nesting.open(keep, Frame(node, marker, complete=not title.alone, form=form))
        self.headings.append(node)
        (over[-1].node.children if over else self.roots).append(node)
        for a, b, *_ in self.paragraphs[index : index + lines]:
            node.children.append(Node("paragraph", a, b, heading_end=a, is_heading=title.alone and titled))
        return lines

    def _is_cut(self, index: int) -> bool:
        """Whether a line break cut the paragraph: it is no heading and ends within a sentence."""
        if index < 0 or self.markers[index]:
            return False
        start, end = self.paragraphs[index][:2]
        return end - start > _CUT and (self.text[end - 1].isalpha() or self.text[end - 1] in ",、")

    def _title(self, index: int, marker: Marker) -> Title:
        start, end = self.paragraphs[index][:2]
        if marker.kind == "labelled" or (marker.colon >= 0 and marker.kind != "attachment"):
            bracketed = self.text[start] in "【〖"
            stop = marker.colon if marker.colon >= 0 else end
            while stop > start and self.text[stop - 1] in "。 ":
                stop -= 1
            return Title(start + bracketed, stop, alone=marker.colon < 0 or marker.colon + 1 >= end)
        if marker.kind == "box" and (stop := self._box_title_end(marker.text, end)) > 0:
            return Title(marker.text, stop, alone=False)
        title = read_title(
            self.text, marker.text, end, structural=marker.kind in _STRUCTURAL or bool(marker.level),
            bullet=marker.kind == "bullet", opens=self.text[end - 1] in "。 " and self._opens(index, marker),
        )
        if title.start == title.end and marker.style == "zero-padded":  # 01 is parted from its body by a blank
            blank = self.text.find(" ", marker.text, min(marker.text + LEAD, end))
            title = Title(marker.text, blank, alone=False) if blank > 0 else title
        return title

    def _box_title_end(self, start: int, end: int) -> int:
        """Where the title of a box ends that stands in one paragraph with what the box holds, -1 where it does not."""
        stop = min(end, start + _BOX_TITLE)
        head = self.rules.table_head.search(self.text, start + 2, stop)
        if head is not None:
            return int(head.start())
        if end - start > _BOX_TITLE:
            for at in range(start + 4, stop):
                if self.flow.offset(at) - self.flow.offset(at - 1) > _WIDE:
                    return at
        return -1

    def _opens(self, index: int, marker: Marker) -> bool:
        """Whether body text or the first of a deeper level follows."""
        if index + 1 >= len(self.paragraphs):
            return False
        follows = self.markers[index + 1]
        if follows is None or follows.kind in {"bullet", "labelled", "box"}:
            return True
        return follows.style != marker.style and follows.number == 1

    def _is_no_heading(self, marker: Marker, title: Title) -> bool:
        """Whether it is the notice's word for the plan itself, or a running head that names an open heading again."""
        if marker.kind == "attachment":
            return all(root.kind == "paragraph" for root in self.roots)
        if marker.kind not in _FIXED or marker.number is None:
            return False
        return self._is_again(marker, self.printed[title.start : title.end].strip())

    def _is_again(self, marker: Marker, words: str) -> bool:
        """Whether an open heading has this marker and these words."""
        again = [frame for frame in self.nesting.frames if frame.node.title == words and words]
        return any(frame.marker[:3] == marker[:3] for frame in again)

    def _opens_block(self, index: int, marker: Marker) -> bool:
        """Whether a label that fills its paragraph has a block below it, and no sentence that it is the end of."""
        return self._opens(index, marker) and (marker.colon >= 0 or not self._is_cut(index - 1))

    def _names(self, index: int, numbering: Marker) -> bool:
        """Whether the paragraph can be the title of the numbering before it."""
        if index >= len(self.paragraphs):
            return False
        own = self.markers[index]
        if own:  # a glossary under 附件, a table's title under 专栏
            return own.kind == numbering.kind and own.number is None and own.kind in {"attachment", "box"}
        start, end, *_ = self.paragraphs[index]
        sentence = self.text[end - 1] in "。;:,、" or self.text.find("。", start, end) >= 0
        return end - start <= _NEXT_LINE and not sentence

    def _remark_gap(self, marker: Marker, node: Node) -> None:
        last, number = self.nesting.gap or (0, 0)
        named = self.printed[slice(*marker.label)]
        if last == number:
            code, message = "W103", f"{named} stands twice"
        else:
            code = "W101"
            place = f"follows number {last}" if last else "is the first"
            message = f"{named} {place}: {number - last - 1} missing"
        self.remarks.append(Remark(code, message, node.start, node.heading_end))

    def _finish(self, nodes: list[Node], path: str) -> None:
        """Number the nodes and stretch each heading over all it holds."""
        headings = paragraphs = tables = 0
        for node in nodes:
            if node.kind == "paragraph":
                paragraphs += 1
                node.id = f"{path}p{paragraphs}"
            elif node.kind == "table":
                tables += 1
                node.id = f"{path}t{tables}"
            else:
                headings += 1
                node.id = f"{path}{headings}"
                self._finish(node.children, f"{node.id}.")
                node.end = node.children[-1].end
