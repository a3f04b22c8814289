"""Plain YAML, and where each key stands in it, so that an error can name its line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import yaml

__all__ = ["YamlError", "line_of", "load_plain"]

_DEEPEST = 200
_BRACKETS = re.compile(r"[\[\]{}]")
_INDENTS = re.compile(r"^[ ?:-]+", re.MULTILINE)


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

    Refuses aliases, by which a few lines can stand for gigabytes.

    Raises:
        YamlError: where the text is not YAML, or more than plain YAML.
    """
    try:
        if _depth(text) > _DEEPEST:
            _refuse_depth(text)
        loader = yaml.CSafeLoader(text)
        try:
            node = loader.get_single_node()
            _refuse_aliases(node)
            return node, None if node is None else loader.construct_document(node)
        finally:
            loader.dispose()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        said = getattr(error, "problem", None) or str(error).split("\n", maxsplit=1)[0]
        raise YamlError(f"is not YAML: {said}", mark) from None
    except ValueError as error:  # a date such as 2021-99-99
        raise YamlError(f"is not YAML: {error}", None) from None


def _depth(text: str) -> int:
    """No less than how deeply the text is nested: the brackets that are open at once, and the widest indent."""
    depth = deepest = 0
    for bracket in _BRACKETS.findall(text):
        depth += 1 if bracket in "[{" else -1
        deepest = max(deepest, depth)
        depth = max(depth, 0)
    return deepest + max(map(len, _INDENTS.findall(text)), default=0)


def _refuse_depth(text: str) -> None:
    """Find the nesting itself, event by event: the C library does not come back from composing what is too deep."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > _DEEPEST:
                raise YamlError("is nested too deeply", event.start_mark)
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _refuse_aliases(root: yaml.Node | None) -> None:
    """A node that is met twice stands for an alias."""
    met: set[int] = set()
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, yaml.CollectionNode):
            if id(node) in met:
                raise YamlError("aliases are not read; write it out", node.start_mark)
            met.add(id(node))
            if isinstance(node, yaml.MappingNode):
                waiting += [part for pair in node.value for part in pair]
            else:
                waiting += node.value
