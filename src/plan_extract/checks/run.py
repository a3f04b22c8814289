"""The table of checks, and how they are run over a plan."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from plan_extract.checks import figures, marks, numbering, references, repeats
from plan_extract.checks.document import CheckedFile, Finding
from plan_extract.checks.rule import Check
from plan_extract.pipeline import Reading
from plan_extract.source import line_starts

__all__ = ["CHECKS", "UnknownCodeError", "check_reading", "chosen"]

CHECKS = (
    Check("C101", "number-gap", "warning", numbering.number_gap),
    Check("C102", "number-repeat", "error", numbering.number_repeat),
    Check("C103", "contents-differ", "warning", numbering.contents_differ),
    Check("C104", "heading-not-in-contents", "warning", numbering.heading_not_in_contents),
    Check("C105", "contents-number-differs", "warning", numbering.contents_number_differs),
    Check("C201", "attachment-missing", "error", references.attachment_missing),
    Check("C202", "box-missing", "error", references.box_missing),
    Check("C203", "chapter-missing", "error", references.chapter_missing),
    Check("C301", "conflicting-targets", "error", figures.conflicting_targets),
    Check("C302", "below-achieved", "warning", figures.below_achieved),
    Check("C303", "over-hundred", "error", figures.over_hundred),
    Check("C304", "horizon-outside-period", "warning", figures.horizon_outside_period),
    Check("C305", "target-without-year", "note", figures.target_without_year),
    Check("C306", "number-unreadable", "error", figures.number_unreadable),
    Check("C401", "quotation-marks", "error", marks.quotation_marks),
    Check("C402", "brackets", "error", marks.brackets),
    Check("C403", "doubled-words", "error", repeats.doubled_words),
    Check("C404", "repeated-clauses", "error", repeats.repeated_clauses),
    Check("C405", "repeated-paragraphs", "error", repeats.repeated_paragraphs),
)


class UnknownCodeError(ValueError):
    """A code or a name that no check has: what is wrong and what to do, in one line."""


def chosen(select: Iterable[str] = (), ignore: Iterable[str] = ()) -> tuple[Check, ...]:
    """The checks that are asked for.

    Args:
        select: codes, beginnings of codes (``C4``) or names; all where none is given.
        ignore: the same; what it names is left out.

    Raises:
        UnknownCodeError: where one names no check.
    """
    wanted, unwanted = ([word.strip() for word in words if word.strip()] for words in (select, ignore))
    for word in (*wanted, *unwanted):
        if not any(_named(check, [word]) for check in CHECKS):
            known = ", ".join(check.code for check in CHECKS)
            raise UnknownCodeError(f"{word!r}: no check has this code or name; the codes are {known}")
    return tuple(c for c in CHECKS if (not wanted or _named(c, wanted)) and not _named(c, unwanted))


def _named(check: Check, words: Iterable[str]) -> bool:
    return any(word == check.name or check.code.startswith(word.upper()) for word in words)


def check_reading(reading: Reading, checks: Sequence[Check], file: str) -> tuple[CheckedFile, list[Finding]]:
    """What is wrong with a plan, in the order of its text."""
    source, plan = reading.source, reading.plan
    findings: list[Finding] = []
    places = _Places(source.text)
    for check in checks:
        for start, end, message in check.find(reading):
            line, column = places.of(start)
            end_line, end_column = places.of(max(end - 1, start))
            findings.append(Finding(
                file=file, code=check.code, rule=check.name, severity=check.severity, message=message,
                span=(start, end), line=line, column=column, end_line=end_line, end_column=end_column + 1,
                text=source.text[start:end], section=_section(reading, start),
            ))
    findings.sort(key=lambda finding: (finding.span, finding.code))
    return CheckedFile(name=file, sha256=source.sha256, title=plan.metadata.title), findings


class _Places:
    """Lines and columns of a text; CR LF, LF and a lone CR end lines."""

    def __init__(self, text: str) -> None:
        self._starts = line_starts(text)

    def of(self, offset: int) -> tuple[int, int]:
        """1-based line and column of a code point."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


def _section(reading: Reading, start: int) -> str:
    """Id of the innermost outline node at a place of the source."""
    inside, nodes = "", reading.plan.outline
    while nodes:
        node = nodes[max(bisect_right(nodes, start, key=lambda node: node.span[0]) - 1, 0)]
        if not node.span[0] <= start < node.span[1] or node.text is not None:
            break
        inside, nodes = node.id, node.children
    return inside
