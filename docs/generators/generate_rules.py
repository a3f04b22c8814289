"""Write docs/rules-reference.md from the files of rules: ``python docs/generators/generate_rules.py``."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from plan_extract.rules import STEPS, shipped_rules
from plan_extract.rules.entries.base import Rule

OUTPUT = Path(__file__).parent.parent / "rules-reference.md"

HEAD = """\
# The files of rules

<!-- Written by docs/generators/generate_rules.py from the rules; do not edit. -->

Every file of `rules/`, what stands in it and which fields its entries have beside those that [all rules
have](rules.md#what-a-rule-holds). `plan-extract rules show FILE` prints a file as it is in force, with what `--rules`
lays over it; `plan-extract rules show FILE.KEY` one entry.
"""


def head_comment(path: Path) -> list[str]:
    """The comment at the top of a file."""
    lines = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            break
        lines.append(line.removeprefix("#").removeprefix(" "))
    return lines


def values(annotation: Any) -> Iterator[str]:
    """What a field takes, in a reader's words."""
    if get_origin(annotation) is Literal:
        yield from (f"`{value}`" for value in get_args(annotation))
    elif get_args(annotation):
        for inner in get_args(annotation):
            if inner is not Ellipsis and not isinstance(inner, str):
                yield from values(inner)
    elif isinstance(annotation, type):
        yield {"NoneType": "null", "str": "text", "int": "integer", "float": "number", "bool": "true, false"}.get(
            annotation.__name__, annotation.__name__)


def reference() -> str:
    """The whole page."""
    lines = [HEAD.rstrip()]
    models: dict[str, type[Rule]] = {}
    for step in STEPS:
        models |= import_module(f"plan_extract.rules.entries.{step}").FILES
    for stem, model in sorted(models.items()):
        lines += ["", f"## {stem}.yaml", "", "```text", *head_comment(shipped_rules() / f"{stem}.yaml"), "```"]
        own = {name: field for name, field in model.model_fields.items() if name not in Rule.model_fields}
        if own:
            lines += ["", "| field | takes |", "| --- | --- |"]
        for name, field in own.items():
            takes = ", ".join(dict.fromkeys(values(field.annotation)))
            lines.append(f"| `{field.alias or name}` | {takes}{'; must be given' if field.is_required() else ''} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    OUTPUT.write_text(reference(), encoding="utf-8")
