"""Rules held against their own examples."""

from __future__ import annotations

from pathlib import Path

from plan_extract.rules import read_rules
from plan_extract.rules.base import Rule, RuleError

__all__ = ["example_faults", "rule_faults"]


def example_faults(stem: str, key: str, rule: Rule) -> list[str]:
    """What a rule matches and should not, or the other way round."""
    said = [f"{stem}.yaml: {key}: does not match its example {text!r}" for text in rule.examples
            if not rule.matches(text)]
    said += [f"{stem}.yaml: {key}: matches {text!r}, which stands under `not`" for text in rule.counterexamples
             if rule.matches(text)]
    return said


def rule_faults(*overlays: Path) -> tuple[int, list[str]]:
    """How many rules are in force with `overlays` over the shipped ones, and what is wrong with them."""
    try:
        read = read_rules(*overlays)
    except RuleError as error:
        return 0, [str(error)]
    faults = [
        fault for stem, entries in sorted(read.items()) for key, rule in entries.items()
        for fault in example_faults(stem, key, rule)
    ]
    return sum(map(len, read.values())), faults
