"""How a file of rules is read: with the line of each key, so that an error can name it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from plan_extract.rules.base import Rule, RuleError

__all__ = ["read_rule_file"]


def _line(node: yaml.Node | None, path: Iterable[Any]) -> int:
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


def read_rule_file(path: Path, model: type[Rule]) -> dict[str, Rule | None]:
    """The rules of one file by key; None for a key that is to be removed (``key: null``).

    Args:
        path: a YAML file: a mapping from keys to rules. Anchors, aliases and tags are refused.
        model: what each rule must be.

    Raises:
        RuleError: with file, line and key.
    """
    name = path.name
    try:
        text = path.read_text(encoding="utf-8-sig")
        events = list(yaml.parse(text, Loader=yaml.CSafeLoader))
        for event in events:
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                line = event.start_mark.line + 1 if event.start_mark else 1
                raise RuleError(name, line, "", "anchors and aliases are not read; write it out")
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
        data = yaml.load(text, Loader=yaml.CSafeLoader)
    except UnicodeDecodeError as error:
        raise RuleError(name, 1, "", f"is not UTF-8: {error.reason}") from None
    except OSError as error:
        raise RuleError(name, 1, "", f"cannot be read: {error.strerror}") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        message = getattr(error, "problem", None) or "is not YAML"
        raise RuleError(name, mark.line + 1 if mark else 1, "", message) from None
    if data is None:
        return {}
    if not isinstance(data, dict) or not isinstance(root, yaml.MappingNode):
        raise RuleError(name, 1, "", "must be a mapping from keys to rules")
    seen: set[str] = set()
    for key_node, _ in root.value:
        if key_node.value in seen:
            raise RuleError(name, key_node.start_mark.line + 1, key_node.value, "the key stands twice")
        seen.add(key_node.value)
    rules: dict[str, Rule | None] = {}
    for key, entry in data.items():
        if not isinstance(key, str):
            raise RuleError(name, _line(root, (str(key),)), str(key), "a key must be a string; quote it")
        if entry is None:
            rules[key] = None
            continue
        try:
            rules[key] = model.model_validate(entry)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(step) for step in first["loc"])
            message = first["msg"].removeprefix("Value error, ")
            raise RuleError(
                name, _line(root, (key, *first["loc"])), key, f"{where}: {message}" if where else message,
            ) from None
    return rules
