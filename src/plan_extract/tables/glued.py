"""Rows of a table whose cells stand one against the other, with no blank between, as in 总量(万吨)40.536.5-10%2氨氮.

A row is read only where its name ends with a unit in brackets, and where there is one way alone to cut its numbers
apart, or one alone in which the change that the table prints is that from one year to the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plan_extract.patterns import compiled
from plan_extract.rules.tables import TableRules
from plan_extract.tables.grid import Cell, Row

__all__ = ["read_glued"]

Cut = list[tuple[int, int]]

_ENOUGH = 400  # ways to cut the numbers of one row apart that are looked at
_WIDEST = 16  # characters of the longest value
_NUMBER = compiled(r"-?\d+(?:\.\d+)?")
_GOES_ON = compiled(r"[\p{Han}%‰.]")


def read_glued(text: str, start: int, heads: Sequence[str], rules: TableRules) -> tuple[list[Row], int]:
    """The rows that stand in `text`, and where they end in it.

    Args:
        text: folded, from the end of the table's head on.
        start: where it begins in the flow.
        heads: of the value columns.
        rules: of the step.
    """
    rows: list[Row] = []
    at = end = number = 0
    while (match := rules.glued.match(text, at)) is not None:
        number += match["seq"] is not None
        values, following = match["values"], str(number + 1)
        cut = _best(list(_cuts(values, len(heads), following, rules)), values, heads, rules)
        at = match.end()
        if cut is not None:
            begin = match.start("values")
            rows.append(Row(
                [Cell(match["name"], start + match.start("name"), start + match.end("name"), 0)],
                binding=Cell(match["bound"], start + match.start("bound"), start + match.end("bound"), 0)
                if match["bound"] else None,
                values=[Cell(values[a:b], start + begin + a, start + begin + b, 0) for a, b in cut],
            ))
            end = match.end("bound") if match["bound"] else begin + cut[-1][1]
            at = max(end, match.end("bound"))
        elif not match["bound"] and values.rstrip().endswith(following):
            at = match.start("values") + len(values.rstrip()) - len(following)
    return rows, end


def _cuts(values: str, count: int, following: str, rules: TableRules) -> Iterator[Cut]:
    """The ways to cut `values` into `count` cells, with nothing left or only the number of the row that follows."""
    open_: list[Cut] = [[]]
    looked = 0
    while open_ and looked < _ENOUGH:
        looked += 1
        cut = open_.pop()
        at = cut[-1][1] if cut else 0
        at += len(values[at:]) - len(values[at:].lstrip(" "))
        if len(cut) == count:
            if values[at:].strip() in {"", following}:
                yield cut
            continue
        open_ += [
            [*cut, (at, stop)] for stop in range(at + 1, min(len(values), at + _WIDEST) + 1)
            if _GOES_ON.match(values, stop) is None and rules.glued_value.fullmatch(values, at, stop)
        ]


def _best(cuts: Sequence[Cut], values: str, heads: Sequence[str], rules: TableRules) -> Cut | None:
    """The one cut that can be meant; None where several can."""
    agreeing = [cut for cut in cuts if _agrees(cut, values, heads, rules)]
    if len(agreeing) == 1:
        return agreeing[0]
    if not agreeing:
        agreeing = list(cuts)
    if len(agreeing) > 1:
        # Numbers of one row are mostly printed with as many decimals.
        agreeing = [cut for cut in agreeing if len({_decimals(values[a:b]) for a, b in cut}) == 1]
    return agreeing[0] if len(agreeing) == 1 else None


def _decimals(value: str) -> int:
    number = _NUMBER.search(value)
    return len(number[0].partition(".")[2]) if number else -1


def _agrees(cut: Cut, values: str, heads: Sequence[str], rules: TableRules) -> bool:
    """Whether the change that the row prints is that between its first level and its last."""
    levels: list[float] = []
    change: tuple[float, bool] | None = None
    for (a, b), head in zip(cut, heads, strict=True):
        number = _NUMBER.search(values, a, b)
        if number is None:
            return False
        if rules.mark("change").search(head):
            change = float(number[0]), "%" in values[a:b]
        else:
            levels.append(abs(float(number[0])))
    if change is None or len(levels) < 2 or not levels[0]:
        return False
    value, share = change
    difference = levels[-1] - levels[0]
    return abs((difference / levels[0] * 100 if share else difference) - value) < 0.6
