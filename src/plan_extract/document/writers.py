"""The plan document as text: YAML, JSON, or one row a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from json.encoder import encode_basestring
from typing import Any

from plan_extract.document.writers_yaml import escape, to_yaml

__all__ = ["FORMATS", "SUFFIXES", "to_json", "to_ndjson", "write"]

FORMATS = ("yaml", "json", "ndjson")
SUFFIXES = {".yaml": "yaml", ".yml": "yaml", ".json": "json", ".ndjson": "ndjson", ".jsonl": "ndjson"}


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _pretty(value: Any, indent: str) -> Iterator[str]:
    """The pieces of `value`, an entry a line save that spans and other lists of plain values stay on theirs."""
    if isinstance(value, dict) and value:
        lead = "{\n"
        for key, item in value.items():
            yield f"{lead}{indent} {encode_basestring(key)}: "
            if item.__class__ is str:
                yield encode_basestring(item)
            elif item and (item.__class__ is list or item.__class__ is dict):
                yield from _pretty(item, indent + " ")
            else:
                yield _compact(item)
            lead = ",\n"
        yield f"\n{indent}}}"
    elif isinstance(value, list) and any(isinstance(item, (dict, list)) for item in value):
        lead = "[\n"
        for item in value:
            yield f"{lead}{indent} "
            yield from _pretty(item, indent + " ")
            lead = ",\n"
        yield f"\n{indent}]"
    else:
        yield _compact(value)


def to_json(tree: Any) -> str:
    """The tree as JSON, indented, characters as themselves save those that could steer a terminal."""
    return escape("".join(_pretty(tree, ""))) + "\n"


def to_ndjson(tree: dict[str, Any]) -> str:
    """One target, achievement or project a line, each with the name of its file and its kind."""
    name = tree["source"]["name"]
    rows = [
        {"file": name, "kind": kind, **row}
        for kind, key in (("target", "targets"), ("achievement", "achievements"), ("project", "projects"))
        for row in tree[key]
    ]
    return "".join(f"{escape(_compact(row))}\n" for row in rows)


def write(tree: dict[str, Any], format: str) -> str:  # noqa: A002, the name that users know it by
    """The plan document `tree` in one of `FORMATS`."""
    return {"yaml": to_yaml, "json": to_json, "ndjson": to_ndjson}[format](tree)
