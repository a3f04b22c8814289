"""Whether an output is there already: told by its first lines, without reading the rest."""

from __future__ import annotations

import codecs
import re
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from plan_extract import __version__
from plan_extract.assemble import SCHEMA_VERSION
from plan_extract.document.writers import write
from plan_extract.files.inputs import is_remote
from plan_extract.rules import load_rules

if TYPE_CHECKING:
    from plan_extract.batch.reading import Settings

__all__ = ["chars_of_current"]

_HEAD = 4096  # bytes: the generator and the source, whose name is at most 255 bytes long


def chars_of_current(output: str, sha256: str, settings: Settings) -> int | None:
    """The characters of the plan that `output` was made of, where it is what would be written there; else None.

    Args:
        output: a file in YAML or JSON.
        sha256: of the input.
        settings: how it would be read.
    """
    head = b""
    with suppress(OSError):
        head = _head(output)
    if not head.startswith(_beginning(settings.format, settings.rules)):
        return None
    said: dict[bytes, bytes] = {}
    for key, value in re.findall(rb'^ +"?(\w+)"?: (.+?),?$', head, re.MULTILINE):
        said.setdefault(key, value.strip(b'"'))  # the first is that of the source
    if said.get(b"sha256") != sha256.encode() or (said.get(b"text") == b"null") == settings.with_text:
        return None
    if settings.encoding is not None and not _same_codec(said.get(b"encoding", b"").decode(), settings.encoding):
        return None
    return int(said[b"chars"]) if said.get(b"chars", b"").isdigit() else None


def _same_codec(one: str, other: str) -> bool:
    try:
        # A byte order mark is taken off, and not told.
        return codecs.lookup(one).name == codecs.lookup(other).name.removesuffix("-sig")
    except LookupError:
        return False


def _head(output: str) -> bytes:
    if is_remote(output):
        from plan_extract.files import remote  # noqa: PLC0415

        return remote.read(output, _HEAD)
    with Path(output).open("rb") as file:
        return file.read(_HEAD)


@lru_cache(maxsize=8)
def _beginning(format: str, rules: tuple[Path, ...]) -> bytes:  # noqa: A002
    """How every document begins that is written today with these rules, up to the end of its generator."""
    tree = {
        "schema_version": SCHEMA_VERSION,
        "generator": {"name": "plan-extract", "version": __version__, "rules": load_rules(*rules).sha256},
    }
    return write(tree, format).rstrip("\n}").encode()
