"""Plans read for an export: from their text with what `check` finds in it, or from earlier outputs."""

from __future__ import annotations

import os
import pickle
from collections.abc import Iterator, Sequence
from pathlib import Path

from plan_extract.api import LoadError, load
from plan_extract.assemble import add_text
from plan_extract.batch import Result, Settings, fault
from plan_extract.checks import check_reading, chosen
from plan_extract.exporting.rows import PlanRows, tables_of
from plan_extract.files.inputs import PLAN_SUFFIXES, Input
from plan_extract.files.outputs import shown
from plan_extract.limits import too_long, within
from plan_extract.models import SourceInfo
from plan_extract.pipeline import read
from plan_extract.readers import read_source
from plan_extract.rules import load_rules

__all__ = ["documents_of_folders", "read_rows", "unpack"]

_DOCUMENTS = {".yaml", ".yml", ".json"}
_BETWEEN = b"---\n"  # documents of a YAML stream


def documents_of_folders(files: Sequence[str]) -> list[str]:
    """`files` with the earlier outputs in place of each folder that holds such and, with all below, no plans."""
    found: list[str] = []
    for file in files:
        folder = os.path.isdir(file)  # noqa: PTH112, to a Path a name that is too long is an error
        below = sorted(p for p in Path(file).rglob("*") if not p.name.startswith(".")) if folder else []
        plans = any(p.suffix.lower() in PLAN_SUFFIXES for p in below)
        documents = [str(p) for p in below if p.suffix.lower() in _DOCUMENTS and p.is_file()]
        found += documents if documents and not plans else [file]
    return found


def read_rows(item: Input, settings: Settings) -> Result:
    """Read one input as rows; whatever goes wrong is in the result."""
    try:
        with within(settings.max_seconds):
            data = item.read(settings.max_bytes)
            if data.lstrip()[:1] == b"{" or data.removeprefix(_BETWEEN).lstrip().startswith(b"schema_version:"):
                plans = [tables_of(load(document, name=shown(item.shown))) for document in _documents(data)]
            else:
                plans = [_read(data, item, settings)]
    except LoadError as error:
        return Result(item, None, str(error))
    except Exception as error:  # noqa: BLE001, one bad input must not stop the others
        return Result(item, None, fault(item, error))
    return Result(item, pickle.dumps(plans))


def unpack(result: Result) -> list[PlanRows]:
    """The plans that `read_rows` read."""
    plans: list[PlanRows] = pickle.loads(result.data or b"")  # noqa: S301, made by this program a moment ago
    return plans


def _documents(data: bytes) -> Iterator[bytes]:
    """The documents of a stream, each behind as many line ends as there were lines before it."""
    lines = 0
    for document in data.removeprefix(_BETWEEN).split(b"\n" + _BETWEEN):
        yield b"\n" * lines + document + b"\n"
        lines += document.count(b"\n") + 2


def _read(data: bytes, item: Input, settings: Settings) -> PlanRows:
    name = item.name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    source = read_source(data, name, settings.encoding, settings.max_chars)
    if len(source.text) > settings.max_chars:
        raise too_long(settings.max_chars)
    reading = read(source, load_rules(*settings.rules))
    _, findings = check_reading(reading, chosen(), name)
    plan = reading.plan
    add_text(reading.document, source)
    whole = plan.model_copy(update={"source": SourceInfo.model_validate(reading.document["source"])})
    return tables_of(whole, findings=findings)
