"""How a file of rules is read: with the line of each key, so that an error can name it."""

from __future__ import annotations

from pathlib import Path

import yaml
from pydantic import ValidationError

from plan_extract.rules.base import Rule, RuleError
from plan_extract.yaml_lines import first_anchor, line_of

__all__ = ["read_rule_file"]


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
        if line := first_anchor(text):
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
            raise RuleError(name, line_of(root, (str(key),)), str(key), "a key must be a string; quote it")
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
                name, line_of(root, (key, *first["loc"])), key, f"{where}: {message}" if where else message,
            ) from None
    return rules
