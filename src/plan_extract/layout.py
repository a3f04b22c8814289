"""Step 1: a source becomes a flow."""

from __future__ import annotations

from plan_extract.flow import Flow, Paragraph, Run
from plan_extract.rules import Rules
from plan_extract.source import Source

__all__ = ["lay_out"]

# Each folds to one character, so that offsets stay.
FOLD = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 32, 0xA0: 32, 9: 32}


def lay_out(source: Source, rules: Rules) -> Flow:
    """Make the flow of `source`: one paragraph a line, folded."""
    del rules
    pieces: list[str] = []
    runs: list[Run] = []
    paragraphs: list[Paragraph] = []
    at = offset = 0
    for line in source.text.splitlines(keepends=True):
        text = line.strip()
        if text:
            indent = len(line) - len(line.lstrip())
            runs.append(Run(at, offset + indent, len(text)))
            paragraphs.append(Paragraph(at, at + len(text), indent=indent))
            pieces.append(text)
            at += len(text) + 1
        offset += len(line)
    printed = "\n".join(pieces)
    return Flow(printed.translate(FOLD), printed, tuple(paragraphs), tuple(runs))
