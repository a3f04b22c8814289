"""How a file of rules is read: with the line of each key, so that an error can name it."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import yaml
from pydantic import ValidationError

from plan_extract.document.yaml_lines import YamlError, line_of, load_plain
from plan_extract.rules.entries.base import Rule
from plan_extract.rules.error import RuleError

__all__ = ["Entry", "read_rule_file"]


class Entry(NamedTuple):
    """What stands under one key of a file: a rule, or None where ``key: null`` removes one; and where."""

    rule: Rule | None
    file: str
    node: yaml.Node | None
    key: str

    def refuse(self, message: str, *path: str | int) -> RuleError:
        """The error that says what is wrong with this entry, or with what `path` leads to below it."""
        return RuleError(self.file, line_of(self.node, (self.key, *path)), self.key, message)


def _load(path: Path) -> tuple[yaml.Node | None, Any]:
    """The file as nodes, which know their lines, and as values."""
    try:
        return load_plain(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise RuleError(path.name, line, "", f"is not UTF-8: {error.reason}") from None
    except OSError as error:
        raise RuleError(path.name, 1, "", f"cannot be read: {error.strerror}") from None
    except YamlError as error:
        raise RuleError(path.name, error.line, "", str(error)) from None


def _refuse_doubles(name: str, root: yaml.MappingNode, owner: str = "") -> None:
    """YAML takes the last of two equal keys without a word."""
    seen: set[str] = set()
    for key, value in root.value:
        if key.value in seen:
            message = f"the key {key.value} stands twice" if owner else "the key stands twice"
            raise RuleError(name, key.start_mark.line + 1, owner or key.value, message)
        seen.add(key.value)
        if isinstance(value, yaml.MappingNode):
            _refuse_doubles(name, value, owner or key.value)


def read_rule_file(path: Path, model: type[Rule]) -> dict[str, Entry]:
    """The entries of one file by key.

    Args:
        path: a YAML file: a mapping from keys to rules. Aliases and tags are refused.
        model: what each rule must be.

    Raises:
        RuleError: with file, line and key.
    """
    name = path.name
    root, data = _load(path)
    if data is None:
        return {}
    if not isinstance(data, dict) or not isinstance(root, yaml.MappingNode):
        raise RuleError(name, 1, "", "must be a mapping from keys to rules")
    _refuse_doubles(name, root)
    entries: dict[str, Entry] = {}
    for key, value in data.items():
        if not isinstance(key, str):
            raise RuleError(name, line_of(root, (str(key),)), str(key), "a key must be a string; quote it")
        entry = Entry(None, name, root, key)
        if value is not None:
            try:
                entry = entry._replace(rule=model.model_validate(value))
            except ValidationError as error:
                first = error.errors()[0]
                where = ".".join(str(step) for step in first["loc"])
                message = first["msg"].removeprefix("Value error, ").replace("\n", " ")
                raise entry.refuse(f"{where}: {message}" if where else message, *first["loc"]) from None
        entries[key] = entry
    return entries
