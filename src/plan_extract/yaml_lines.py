"""Plain YAML, and where each key stands in it, so that an error can name its line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import yaml

__all__ = ["YamlError", "line_of", "load_plain"]

_DEEPEST = 200


class YamlError(Exception):
    """A text that cannot be read as plain YAML, and the line of the fault."""

    def __init__(self, message: str, mark: Any) -> None:
        super().__init__(message)
        self.line = mark.line + 1 if mark else 1


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


def load_plain(text: str) -> tuple[yaml.Node | None, Any]:
    """A YAML document as nodes, which know their lines, and as values.

    Its events are looked through first: with anchors a few lines can stand for gigabytes, and the C library does not
    come back from a document that is nested too deeply.

    Raises:
        YamlError: where the text is not YAML, or more than plain YAML.
    """
    try:
        depth = 0
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                raise YamlError("anchors and aliases are not read; write it out", event.start_mark)
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > _DEEPEST:
                    raise YamlError("is nested too deeply", event.start_mark)
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
        return yaml.compose(text, Loader=yaml.CSafeLoader), yaml.load(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        said = getattr(error, "problem", None) or str(error).split("\n", maxsplit=1)[0]
        raise YamlError(f"is not YAML: {said}", mark) from None
    except ValueError as error:  # a date such as 2021-99-99
        raise YamlError(f"is not YAML: {error}", None) from None
