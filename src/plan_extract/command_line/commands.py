"""What each command does, once its options are read; each returns the exit code."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from plan_extract.files.outputs import OptionError, shown, to_stdout

if TYPE_CHECKING:
    from plan_extract.models import Plan

__all__ = ["check_rules", "print_schema", "read_either", "say", "score_plan", "show_rules"]

FINE, FOUND, TROUBLE = 0, 1, 2


def say(line: str) -> None:
    """One line on standard error."""
    if sys.stderr is not None:
        sys.stderr.write(line + "\n")
        sys.stderr.flush()


def score_plan(
    gold: str,
    file: str,
    *,
    errors: bool,
    as_json: bool,
    floors: Sequence[str],
    text: str | None,
    rules: Sequence[str],
    encoding: str | None,
) -> int:
    """Print how near `file`, an output or a plan, comes to `gold`."""
    from plan_extract.rules import RuleError  # noqa: PLC0415
    from plan_extract.score import GoldError, read_floors, read_gold, report, score, under  # noqa: PLC0415

    try:
        wanted = read_floors(floors)
        known = read_gold(Path(gold), Path(text) if text else None)
        plan = read_either(file, rules, encoding).model_dump(mode="json")
    except (GoldError, OptionError, RuleError) as error:
        say(str(error))
        return TROUBLE
    card = score(known, plan)
    lines = [*card.errors] if errors else []
    lines += [json.dumps(card.rows, ensure_ascii=False)] if as_json else report(card)
    to_stdout([f"{line}\n".encode() for line in lines])
    low = under(card, wanted)
    for line in low:
        say(line)
    return FOUND if low else FINE


def read_either(file: str, rules: Sequence[str], encoding: str | None) -> Plan:
    """The plan document that `file` is, or that is made of the plan that it is.

    Raises:
        OptionError: where it is neither, or cannot be read.
    """
    from plan_extract.api import LoadError, load, parse  # noqa: PLC0415
    from plan_extract.files.inputs import STDIN, Input  # noqa: PLC0415
    from plan_extract.limits import MAX_SECONDS, within  # noqa: PLC0415
    from plan_extract.source import SourceError  # noqa: PLC0415

    item = Input(STDIN, None) if file == "-" else Input(file, Path(file))
    try:
        with within(MAX_SECONDS):
            data = item.read()
            if data.lstrip()[:1] == b"{" or data.removeprefix(b"---").lstrip().startswith(b"schema_version:"):
                return load(data, name=shown(file))
            return parse(data, name=item.name, rules=list(rules), encoding=encoding)
    except LoadError as error:
        raise OptionError(str(error)) from None
    except SourceError as error:
        raise OptionError(f"{shown(file)}:{error.line or 1}: {error.message}") from None
    except OSError as error:
        raise OptionError(f"{shown(file)}: cannot be read: {error.strerror or error}") from None


def print_schema(document: str) -> int:
    """Print the JSON Schema of `document`."""
    from plan_extract.schema import DOCUMENTS, json_schema  # noqa: PLC0415

    if document not in DOCUMENTS:
        say(f"schema {shown(document)}: no such document; choose {', '.join(DOCUMENTS)}")
        return TROUBLE
    to_stdout([(json.dumps(json_schema(document), ensure_ascii=False, indent=2) + "\n").encode()])
    return FINE


def check_rules(rules: Sequence[str], *, quiet: bool) -> int:
    """Say what is wrong with the rules in force."""
    from plan_extract.rules.entries.checking import rule_faults  # noqa: PLC0415

    count, faults = rule_faults(*map(Path, rules))
    for fault in faults:
        say(str(fault))
    if not quiet and not faults:
        say(f"{count} rules, each as its examples say")
    return FOUND if faults else FINE


def show_rules(names: Iterable[str], rules: Sequence[str]) -> int:
    """Print the rules in force, or those that `names` name."""
    from plan_extract.document.writers_yaml import to_yaml  # noqa: PLC0415
    from plan_extract.rules import RuleError, read_rules  # noqa: PLC0415

    try:
        read = read_rules(*map(Path, rules))
    except RuleError as error:
        say(str(error))
        return FOUND
    tree = {
        stem: {key: rule.model_dump(mode="json", by_alias=True, exclude_unset=True) for key, rule in entries.items()}
        for stem, entries in sorted(read.items())
    }
    wanted = [name.partition(".") for name in names]
    for stem, dot, key in wanted:
        if stem not in tree or (dot and key not in tree[stem]):
            say(f"rules show {shown(stem + dot + key)}: no such rules; plan-extract rules show prints them all")
            return FOUND
    if wanted:
        tree = {
            stem: {k: v for k, v in tree[stem].items() if (stem, "", "") in wanted or (stem, ".", k) in wanted}
            for stem in dict.fromkeys(stem for stem, _, _ in wanted)
        }
    to_stdout([to_yaml(tree).encode()])
    return FINE
