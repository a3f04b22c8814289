"""Rules held against their own examples."""

from __future__ import annotations

from pathlib import Path

from plan_extract.rules import read_rules
from plan_extract.rules.error import RuleError

__all__ = ["rule_faults"]


def rule_faults(*overlays: Path) -> tuple[int, list[str]]:
    """How many rules are in force with `overlays` over the shipped ones, and what is wrong with them, a line each."""
    try:
        read = read_rules(*overlays)
    except RuleError as error:
        return 0, [str(error)]
    faults = [
        f"{stem}.yaml: {key}: {where}: {what}"
        for stem, entries in sorted(read.items()) for key, rule in entries.items() for where, _, what in rule.misses()
    ]
    return sum(map(len, read.values())), faults
