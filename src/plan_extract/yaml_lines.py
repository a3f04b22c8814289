"""Where a key or an entry stands in a YAML document, so that an error can name its line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import yaml

__all__ = ["first_anchor", "line_of"]


def line_of(node: yaml.Node | None, path: Iterable[Any]) -> int:
    """1-based line of what `path` leads to below `node`, as near as it exists."""
    line = node.start_mark.line + 1 if node is not None else 1
    for step in path:
        if isinstance(node, yaml.MappingNode):
            found = next(((k, v) for k, v in node.value if k.value == step), None)
            if found is None:
                break
            line, node = found[0].start_mark.line + 1, found[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
            line = node.start_mark.line + 1
        else:
            break
    return line


def first_anchor(text: str) -> int | None:
    """1-based line of the first anchor or alias, with which a few lines can stand for gigabytes; None where none is.

    Raises:
        yaml.YAMLError: where the text is no YAML.
    """
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            return event.start_mark.line + 1 if event.start_mark else 1
    return None
