"""Write docs/check.md from the checks' own docstrings: ``python docs/generators/generate_checks.py``."""

from __future__ import annotations

from pathlib import Path

from plan_extract.checks import CHECKS

OUTPUT = Path(__file__).parent.parent / "check.md"

HEAD = """\
# What `plan-extract check` finds

<!-- Written by docs/generators/generate_checks.py from the checks; do not edit. -->

```console
$ plan-extract check plan.txt                      # a line for each finding, with its place
$ plan-extract check plans/ --select C4,C201       # only these; a beginning of a code means all of its codes
$ plan-extract check plan.txt --ignore C305        # all but this
$ plan-extract check plan.txt --format sarif       # text, json, github or sarif
```

It exits with 0 where nothing was found, 1 where something was, 2 where a file could not be read; `--exit-zero` makes 0
of 1. `plan-extract schema check` prints the JSON Schema of `--format json`. Codes never change their meaning. An
`error` is wrong; a `warning` is for an editor to decide; a `note` is worth a look.

Checks read the plan as `plan-extract parse` does: page numbers, running heads and the contents list are set apart, and
lines that a page broke are joined, so that none of this is found to be a fault. Their words are rules
(`rules/check.yaml`), which `--rules` can replace.
"""


def reference() -> str:
    """The whole page."""
    lines = [HEAD, "| code | name | severity | |", "| --- | --- | --- | --- |"]
    for check in CHECKS:
        first = check.about().split("\n", maxsplit=1)[0]
        link = f"[{check.code}](#{check.code.lower()}-{check.name})"
        lines.append(f"| {link} | {check.name} | {check.severity} | {first} |")
    for check in CHECKS:
        lines += [
            "", f"## {check.code} {check.name}", "", check.about(), "",
            "Finds:", "", "```text", check.finds(), "```", "",
            "Leaves:", "", "```text", check.leaves(), "```",
        ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    OUTPUT.write_text(reference(), encoding="utf-8")
