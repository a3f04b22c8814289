"""The JSON Schema of what the program writes."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from plan_extract.checks.document import Report
from plan_extract.comparison.document import Diff
from plan_extract.models import SCHEMA_VERSION, Plan

__all__ = ["DOCUMENTS", "json_schema"]

DOCUMENTS: dict[str, type[BaseModel]] = {"plan": Plan, "diff": Diff, "check": Report}


def json_schema(document: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of the document of that name, one of `DOCUMENTS`."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:plan-extract:{document}:{SCHEMA_VERSION}",
        **DOCUMENTS[document].model_json_schema(mode="serialization", by_alias=True),
    }
