"""What is fuzzed: each takes any bytes at all, and raises only where the program would show its user a traceback.

What a reader, a document or a rule file may be refused with is an error of one line.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from seeds import word_file

from plan_extract import LoadError, RuleError, SourceError, dump, load, parse
from plan_extract.readers import read_source
from plan_extract.rules.entries.indicators import FILES
from plan_extract.rules.entries.reading import read_rule_file

__all__ = ["TARGETS"]

_MOST = 100_000  # characters
_SCRATCH = Path(tempfile.gettempdir()) / "plan-extract-fuzz-rules"


def _reads(data: bytes) -> None:
    """Any file: read, or refused; what is read keeps its blocks in order and inside of the text."""
    try:
        source = read_source(data, "x", None, _MOST)
    except SourceError as error:
        _one_line(str(error))
        return
    at = 0
    for block in source.blocks:
        assert at <= block.start <= block.end <= len(source.text)
        assert all(block.start <= cell.start <= cell.end <= block.end for cell in block.cells)
        at = block.end
    source.text.encode()


def _one_line(message: str) -> None:
    assert message
    assert "\n" not in message


def parses(data: bytes) -> None:
    """Any text: a plan whose document can be written and read again."""
    try:
        plan = parse(data, max_chars=_MOST)
    except SourceError as error:
        _one_line(str(error))
        return
    for row in (*plan.targets, *plan.achievements):
        assert 0 <= row.span[0] < row.span[1] <= plan.source.chars
    assert load(dump(plan, "json")) == plan


def reads_pdf(data: bytes) -> None:
    """Any PDF, in this process, so that the fuzzer sees where the reader goes."""
    from plan_extract.readers.pdf.pages import PdfError
    from plan_extract.readers.pdf.reading import TooMuchError, read

    try:
        reading = read(data, 50, _MOST)
    except (PdfError, TooMuchError):
        return
    for piece in reading.pieces:
        assert piece.page >= 1
        assert all(turn <= max(len(piece.text), len(piece.rows)) for turn in piece.turns)


def reads_word(data: bytes) -> None:
    """A docx whose main part is anything."""
    _reads(word_file(data))


def loads(data: bytes) -> None:
    """Any plan document."""
    try:
        plan = load(data)
    except LoadError as error:
        _one_line(str(error))
        return
    dump(plan)


def reads_rules(data: bytes) -> None:
    """Any file of rules."""
    _SCRATCH.mkdir(exist_ok=True)
    file = _SCRATCH / "phrases.yaml"
    file.write_bytes(data)
    try:
        for entry in read_rule_file(file, FILES["phrases"]).values():
            if entry.rule is not None:
                list(entry.rule.misses())
    except RuleError as error:
        _one_line(str(error))


TARGETS: dict[str, Callable[[bytes], None]] = {
    "txt": _reads,
    "md": _reads,
    "html": _reads,
    "mhtml": _reads,
    "docx": _reads,
    "docx-xml": reads_word,
    "pdf": reads_pdf,
    "document": loads,
    "rules": reads_rules,
    "parse": parses,
}
