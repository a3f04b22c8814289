"""Known edits of made-up plans: each is reported once, and nothing else is."""

from __future__ import annotations

import pytest

from made_plans import Expected, Scenario, scenario
from plan_extract import diff, parse
from plan_extract.comparison import Change, Diff

SCENARIOS = 500
LEAST = 0.98


def compared(case: Scenario) -> Diff:
    return diff(parse(case.old), parse(case.new))


def says(change: Change, expected: Expected) -> bool:
    words = change.name + "".join(edit.removed + edit.added for edit in change.words)
    return change.kind == expected.kind and change.op == expected.op and expected.name in words


def tally(case: Scenario, made: Diff) -> tuple[int, int, int]:
    """How many of the expected changes were reported, how many changes were, and how many were expected."""
    left = list(made.changes)
    for expected in case.expected:
        found = next((change for change in left if says(change, expected)), None)
        if found is not None:
            left.remove(found)
    return len(made.changes) - len(left), len(made.changes), len(case.expected)


def test_known_edits_are_reported_once_and_nothing_else() -> None:
    hits = reported = expected = 0
    wrong: list[str] = []
    for seed in range(SCENARIOS):
        case = scenario(seed)
        hit, said, wanted = tally(case, compared(case))
        hits, reported, expected = hits + hit, reported + said, expected + wanted
        if not hit == said == wanted:
            wrong.append(f"scenario {seed}: {case.done}")
    assert hits / reported >= LEAST, wrong
    assert hits / expected >= LEAST, wrong


def mirrored(change: Change) -> tuple[object, ...]:
    op = {"added": "removed", "removed": "added"}.get(change.op, change.op)
    return (
        change.kind, op, change.where.new, change.where.old, change.new, change.old,
        {name: (b, a) for name, (a, b) in change.fields.items()},
        [(edit.added, edit.removed) for edit in change.words],
    )


def told(change: Change) -> tuple[object, ...]:
    return (
        change.kind, change.op, change.where.old, change.where.new, change.old, change.new, change.fields,
        [(edit.removed, edit.added) for edit in change.words],
    )


@pytest.mark.parametrize("seed", range(40))
def test_the_other_way_round_is_the_mirror(seed: int) -> None:
    case = scenario(seed)
    old, new = parse(case.old), parse(case.new)
    assert sorted(map(repr, map(mirrored, diff(old, new).changes))) == sorted(map(repr, map(told, diff(new, old).changes)))


@pytest.mark.parametrize("seed", range(0, 40, 2))
def test_a_plan_is_itself(seed: int) -> None:
    text = scenario(seed).new
    assert diff(parse(text), parse(text)).changes == ()


@pytest.mark.parametrize("seed", range(0, 30, 3))
def test_plans_that_have_nothing_to_do_with_each_other_mirror_too(seed: int) -> None:
    old, new = parse(scenario(seed).old), parse(scenario(seed + 100).new)
    assert sorted(map(repr, map(mirrored, diff(old, new).changes))) == sorted(map(repr, map(told, diff(new, old).changes)))
