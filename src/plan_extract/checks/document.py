"""The check document: what `check` returns and every format of it shows.

Field names are a promise to users: fields may be added, never renamed.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

__all__ = ["CheckedFile", "Finding", "Report", "Severity"]

Severity = Literal["error", "warning", "note"]


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class CheckedFile(_Model):
    """A plan that was checked."""

    name: Annotated[str, Field(description="Base name of its file, or <stdin>.")]
    sha256: Annotated[str, Field(description="Of the file's bytes.")]
    title: Annotated[str | None, Field(description="The plan's full name.")] = None


class Finding(_Model):
    """Something that is wrong with a plan."""

    file: Annotated[str, Field(description="Base name of the plan's file.")]
    code: Annotated[str, Field(pattern=r"^C\d{3}$", description="Of the rule; it never changes.")]
    rule: Annotated[str, Field(description="The rule's name.")]
    severity: Annotated[
        Severity, Field(description="error: wrong. warning: an editor has to look. note: worth a look.")
    ]
    message: Annotated[str, Field(description="What is wrong.")]
    span: Annotated[
        tuple[int, int], Field(description="Code points, half-open, into the decoded source text."),
    ]
    line: Annotated[int, Field(description="1-based line of the source.")]
    column: Annotated[int, Field(description="1-based column in that line, in code points.")]
    end_line: Annotated[int, Field(description="Line of its last character.")]
    end_column: Annotated[int, Field(description="Column past its last character.")]
    text: Annotated[str, Field(description="What stands at the span.")]
    section: Annotated[str, Field(description="Id of the outline node it stands in; empty before the first.")] = ""


class Report(_Model):
    """What is wrong with the plans that were checked."""

    schema_version: Literal["1.0"] = "1.0"
    files: tuple[CheckedFile, ...] = ()
    findings: tuple[Finding, ...] = ()
