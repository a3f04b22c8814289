"""What was found, in the forms that people and tools read."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Mapping
from urllib.parse import quote

from plan_extract import __version__
from plan_extract.checks.document import Finding, Report
from plan_extract.checks.run import CHECKS
from plan_extract.comparison.wording import harmless

__all__ = ["FORMATS", "to_github", "to_json", "to_sarif", "to_text"]

_COLOURS = {"error": "31", "warning": "33", "note": "36"}
_GITHUB = {"error": "error", "warning": "warning", "note": "notice"}
_BEFORE, _AFTER, _SHOWN = 16, 10, 40


def to_text(report: Report, texts: Mapping[str, str], *, colour: bool = False) -> str:
    """A line for each finding, and under it the place with a mark."""

    def paint(text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if colour else text

    lines: list[str] = []
    for found in report.findings:
        severity = paint(found.severity, _COLOURS[found.severity])
        place = f"{harmless(found.file)}:{found.line}:{found.column}"
        lines.append(f"{place}: {found.code} {severity}: {harmless(found.message)}")
        lines += [f"    {line}" for line in _marked(found, texts.get(found.file, ""))]
    count = len(report.findings)
    if count:
        lines.append(f"{count} finding{'s' if count > 1 else ''}")
    return "".join(f"{line}\n" for line in lines)


def _marked(found: Finding, text: str) -> list[str]:
    """The place with what stands around it on its line, and a mark under it."""
    start, end = found.span
    if not text:
        return []
    first = max(text.rfind("\n", 0, start) + 1, start - _BEFORE)
    before = harmless(text[first:start]).lstrip()
    inside = harmless(" ".join(text[start : min(end, start + _SHOWN)].split()))
    after = harmless(text[end : end + _AFTER].split("\n", maxsplit=1)[0]) if end - start <= _SHOWN else "…"
    return [f"{before}{inside}{after}".rstrip(), " " * _width(before) + "~" * max(_width(inside), 1)]


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def to_json(report: Report, texts: Mapping[str, str], *, colour: bool = False) -> str:
    """The check document as JSON."""
    del texts, colour
    return json.dumps(report.model_dump(mode="json"), ensure_ascii=False, indent=1) + "\n"


def to_github(report: Report, texts: Mapping[str, str], *, colour: bool = False) -> str:
    """Workflow commands, which GitHub shows beside the lines of a change."""
    del texts, colour
    lines = []
    for found in report.findings:
        properties = {
            "file": found.file, "line": found.line, "col": found.column, "endLine": found.end_line,
            "endColumn": found.end_column, "title": f"{found.code} {found.rule}",
        }
        if found.line != found.end_line:  # columns are for places on one line
            del properties["col"], properties["endColumn"]
        said = ",".join(f"{key}={_escaped(str(value), property_=True)}" for key, value in properties.items())
        lines.append(f"::{_GITHUB[found.severity]} {said}::{_escaped(found.message)}\n")
    return "".join(lines)


def _escaped(text: str, *, property_: bool = False) -> str:
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return harmless(text.replace(":", "%3A").replace(",", "%2C") if property_ else text)


def to_sarif(report: Report, texts: Mapping[str, str], *, colour: bool = False) -> str:
    """SARIF 2.1.0."""
    del texts, colour
    places = {check.code: n for n, check in enumerate(CHECKS)}
    rules = [
        {
            "id": check.code, "name": "".join(word.capitalize() for word in check.name.split("-")),
            "shortDescription": {"text": check.about().split("\n", maxsplit=1)[0]},
            "fullDescription": {"text": " ".join(check.about().split())},
            "help": {"text": f"{check.about()}\n\nFinds:\n{check.finds()}\n\nLeaves:\n{check.leaves()}"},
            "defaultConfiguration": {"level": check.severity},
        }
        for check in CHECKS
    ]
    results = [
        {
            "ruleId": found.code, "ruleIndex": places[found.code], "level": found.severity,
            "message": {"text": found.message},
            "locations": [{"physicalLocation": {
                "artifactLocation": {"uri": _uri(found.file)},
                "region": {
                    "startLine": found.line, "startColumn": found.column, "endLine": found.end_line,
                    "endColumn": found.end_column, "charOffset": found.span[0],
                    "charLength": found.span[1] - found.span[0], "snippet": {"text": found.text},
                },
            }}],
        }
        for found in report.findings
    ]
    run = {
        "tool": {"driver": {"name": "plan-extract", "version": __version__, "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "artifacts": [
            {"location": {"uri": _uri(file.name)}, "hashes": {"sha-256": file.sha256}} for file in report.files
        ],
        "results": results,
    }
    document = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _uri(name: str) -> str:
    return quote(name.replace("\\", "/").encode("utf-8", "replace"), safe="/")


FORMATS: dict[str, Callable[..., str]] = {"text": to_text, "json": to_json, "github": to_github, "sarif": to_sarif}
