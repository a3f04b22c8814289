"""Write docs/output.md from the schema: ``python docs/generators/generate_output.py``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from plan_extract.schema import json_schema

OUTPUT = Path(__file__).parent.parent / "output.md"

HEAD = """\
# The plan document

<!-- Written by docs/generators/generate_output.py from the schema; do not edit. -->

What `plan-extract parse` writes as YAML or JSON and `plan_extract.parse` returns. `plan-extract schema` prints the same
as JSON Schema. Names are kept: fields may be added, never renamed. Every field is always there; what the text does not
say is `null`.

Spans are code points, half-open (`[12120, 12123]`), into the decoded source text: the text of the file without a byte
order mark and otherwise unchanged. `source[a:b] == text` for every row that has a span and a text. The leaves of the
outline and the front matter, with blanks and page furniture between them, cover the source from end to end.

`--format ndjson` writes one target, achievement or project a line: the same objects with two fields before them, `file`
(the source's name) and `kind` (`target`, `achievement` or `project`).
"""


def kind_of(schema: dict[str, Any]) -> str:
    """The type of a field in a reader's words."""
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[1]
        return f"[{name}](#{name.lower()})"
    if "anyOf" in schema:
        return " or ".join(kind_of(option) for option in schema["anyOf"])
    if "const" in schema:
        return f"`{schema['const']}`"
    if "enum" in schema:
        return " ".join(f"`{value}`" for value in schema["enum"])
    if "prefixItems" in schema:
        return "[start, end]"
    if schema["type"] == "array":
        return f"list of {kind_of(schema['items'])}"
    return {"null": "null", "object": "mapping"}.get(schema["type"], str(schema["type"]))


def table(schema: dict[str, Any], models: dict[str, Any]) -> list[str]:
    """A row for each field; one that says nothing of itself is told as its model is."""
    lines = ["| field | type | meaning |", "| --- | --- | --- |"]
    for name, field in schema["properties"].items():
        said = field.get("description") or models[field["$ref"].rsplit("/", 1)[1]]["description"]
        lines.append(f"| `{name}` | {kind_of(field)} | {said} |")
    return lines


def reference() -> str:
    """The whole page."""
    schema = json_schema("plan")
    parts = [HEAD]
    for name, model in [("Plan", schema), *schema["$defs"].items()]:
        about = model["description"].split("\n\n", 1)
        rows = table(model, schema["$defs"])
        parts += [f"## {name}\n", " ".join(" ".join(about).split()) + "\n", "\n".join(rows) + "\n"]
    return "\n".join(parts)


if __name__ == "__main__":
    OUTPUT.write_text(reference(), encoding="utf-8")
