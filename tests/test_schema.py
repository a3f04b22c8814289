"""The JSON Schema says what is written, and what is written keeps to it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from plan_extract import Plan, dump
from plan_extract.schema import DOCUMENTS, json_schema


def faults(value: Any, schema: dict[str, Any], root: dict[str, Any], path: str = "$") -> list[str]:
    """Where `value` breaks `schema`: the few keywords that our schemas use, and no others."""
    if "$ref" in schema:
        return faults(value, root["$defs"][schema["$ref"].removeprefix("#/$defs/")], root, path)
    if "anyOf" in schema:
        tried = [faults(value, option, root, path) for option in schema["anyOf"]]
        return [] if any(not t for t in tried) else [f"{path}: none of {len(tried)}"]
    kinds = {"object": dict, "array": list, "string": str, "integer": int, "number": (int, float), "boolean": bool,
             "null": type(None)}
    if "type" in schema and (not isinstance(value, kinds[schema["type"]])
                             or (isinstance(value, bool) and schema["type"] != "boolean")):
        return [f"{path}: {value!r} is no {schema['type']}"]
    found = []
    if value not in schema.get("enum", [value]) or schema.get("const", value) != value:
        found.append(f"{path}: {value!r} is not allowed")
    if isinstance(value, dict):
        known = schema["properties"]
        found += [f"{path}: lacks {key}" for key in schema.get("required", []) if key not in value]
        found += [f"{path}: {key} is unknown" for key in value if key not in known]
        for key, item in value.items():
            if key in known:
                found += faults(item, known[key], root, f"{path}.{key}")
    if isinstance(value, list):
        if len(value) > schema.get("maxItems", len(value)) or len(value) < schema.get("minItems", 0):
            found.append(f"{path}: {len(value)} items")
        inner = [*schema.get("prefixItems", []), *[schema.get("items", {})] * len(value)]
        for n, item in enumerate(value):
            found += faults(item, inner[n], root, f"{path}[{n}]")
    return found


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_field_is_told(document: str) -> None:
    schema = json_schema(document)
    assert schema["$schema"].endswith("2020-12/schema")
    for model in (schema, *schema["$defs"].values()):
        if model.get("type") == "object":
            assert model["description"]
            assert model["additionalProperties"] is False


def test_the_sample_keeps_to_the_schema(sample_plan: Plan) -> None:
    schema = json_schema("plan")
    assert faults(json.loads(dump(sample_plan, "json")), schema, schema) == []


def test_what_is_wrong_does_not() -> None:
    schema = json_schema("plan")
    assert faults({"schema_version": "2"}, schema, schema)
    assert faults([], schema, schema)


@pytest.mark.parametrize(
    "path",
    [
        "schema_version", "generator.name", "generator.version", "generator.rules", "source.name", "source.format",
        "source.encoding", "source.sha256", "source.chars", "source.text", "metadata.title", "metadata.region",
        "metadata.region_level", "metadata.period", "metadata.vision_year", "metadata.issuer", "metadata.issued_on",
        "metadata.approved_by", "front_matter.kind", "front_matter.span", "outline.id", "outline.kind",
        "outline.label", "outline.title", "outline.span", "outline.text", "outline.children", "targets.id",
        "targets.role", "targets.indicator", "targets.canonical", "targets.value", "targets.value_max", "targets.unit",
        "targets.normalized", "targets.comparator", "targets.measure", "targets.year", "targets.year_stated",
        "targets.binding", "targets.span", "targets.text", "targets.quote", "targets.section", "achievements.role",
        "projects.id", "projects.name", "projects.aliases", "projects.type", "projects.status", "projects.mentions",
        "projects.location", "projects.years", "projects.investment", "projects.content", "diagnostics.code",
        "diagnostics.message", "diagnostics.span", "diagnostics.line",
    ],
)
def test_no_promised_name_is_lost(path: str) -> None:
    schema = json_schema("plan")
    node: dict[str, Any] = schema
    for name in path.split("."):
        node = node.get("items", node)
        if "$ref" in node:
            node = schema["$defs"][node["$ref"].removeprefix("#/$defs/")]
        node = node["properties"][name]
