"""A plan document, YAML or JSON, read back."""

from __future__ import annotations

import json
import re
from typing import Any

from pydantic import ValidationError

from plan_extract.document.yaml_lines import YamlError, line_of, load_plain
from plan_extract.models import Plan

__all__ = ["read_document"]

_HALF = re.compile("[\ud800-\udfff]")
_HALF_ESCAPE = re.compile(r"\\u[dD][89a-fA-F]")


def _tree(text: str) -> Any:
    """The document as plain values; a fault is a `ValueError` that begins with its line."""
    try:
        return json.loads(text) if text.lstrip().startswith("{") else load_plain(text)[1]
    except json.JSONDecodeError as error:
        raise ValueError(f"{error.lineno}: is not JSON: {error.msg}") from None
    except YamlError as error:
        raise ValueError(f"{error.line}: {error}") from None
    except RecursionError:
        raise ValueError("1: is nested too deeply") from None


def _whole(tree: Any) -> Any:
    """The values with U+FFFD for each half of a surrogate pair, which no text may hold, and JSON's escapes can."""
    if isinstance(tree, str):
        return _HALF.sub("\ufffd", tree)
    if isinstance(tree, list):
        return [_whole(item) for item in tree]
    return {key: _whole(value) for key, value in tree.items()} if isinstance(tree, dict) else tree


def _line(text: str, path: tuple[int | str, ...]) -> int:
    try:
        return line_of(load_plain(text)[0], path)
    except YamlError:
        return 1  # JSON with tabs, which YAML does not read


def read_document(document: str | bytes) -> Plan:
    """The plan that `document` holds.

    Raises:
        ValueError: ``LINE: what is wrong`` where it is no plan document.
    """
    try:
        text = document.decode("utf-8-sig") if isinstance(document, bytes) else document
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise ValueError(f"{line}: is not UTF-8: {error.reason}") from None
    tree = _tree(text)
    if _HALF_ESCAPE.search(text):
        tree = _whole(tree)
    if not isinstance(tree, dict) or "schema_version" not in tree:
        raise ValueError("1: is no plan document: it has no schema_version; give what `plan-extract parse` wrote")
    try:
        return Plan.model_validate(tree)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(step) for step in first["loc"])
        raise ValueError(f"{_line(text, first['loc'])}: {where}: {first['msg']}") from None
