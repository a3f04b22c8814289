"""How near an output comes to a gold file: precision, recall and F1 of what it found, accuracy of its fields."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

__all__ = ["HEADLINES", "Card", "Gold", "GoldError", "read_floors", "read_gold", "report", "score", "under"]

Row = Mapping[str, Any]
HEADLINES = ("outline", "targets", "achievements", "projects", "metadata", "integrity")
_IGNORED = frozenset("“”\"'‘’、,，。.;；:：()（）《》·")
_FIELDS = ("value", "unit", "comparator", "measure", "year", "indicator")


class GoldError(Exception):
    """A gold file or a floor that cannot be used: what is wrong and what to do, in one line."""


@dataclass(frozen=True, slots=True)
class Gold:
    """What a plan holds, as people wrote it down, and the text they read."""

    rows: dict[str, Any]
    text: str


@dataclass(slots=True)
class Card:
    """The figures by name, and one line for every difference.

    Attributes:
        rows: precision, recall, f1 with hit, found and gold; or accuracy with hit and of.
        errors: what was missed, invented or said wrongly.
    """

    rows: dict[str, dict[str, float | int | None]] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)

    def found(self, name: str, hit: int, found: int, gold: int) -> None:
        """Keep the figures of a list."""
        precision = hit / found if found else float(not gold)
        recall = hit / gold if gold else 1.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        self.rows[name] = {"precision": round(precision, 4), "recall": round(recall, 4), "f1": round(f1, 4),
                           "hit": hit, "found": found, "gold": gold}

    def right(self, name: str, hit: int, of: int) -> None:
        """Keep the accuracy of a field."""
        self.rows[name] = {"accuracy": round(hit / of, 4) if of else None, "hit": hit, "of": of}

    def error(self, *words: object) -> None:
        """Keep a difference."""
        self.errors.append(" ".join(map(str, words)))

    def headline(self, name: str) -> float | None:
        """The one figure of a row: its F1, or its accuracy."""
        row = self.rows[name]
        return row["f1"] if "f1" in row else row["accuracy"]


def read_gold(path: Path, text: Path | None = None) -> Gold:
    """A gold file and the text it was made from, which lies beside it unless `text` says where.

    Raises:
        GoldError: where either cannot be read, or they do not belong together.
    """
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
        source = text or path.parent / rows["source"]
        data = source.read_bytes()
        decoded = data.decode(rows.get("encoding", "utf-8-sig"))
        wanted = rows["sha256"]
    except OSError as error:
        raise GoldError(f"{error.filename}: cannot be read: {error.strerror}; --text names the gold's text") from None
    except (ValueError, TypeError, KeyError) as error:
        raise GoldError(f"{path}: is no gold file: {error}") from None
    if hashlib.sha256(data).hexdigest() != wanted:
        raise GoldError(f"{source}: is not the file that {path.name} was made from")
    return Gold(rows, decoded)


def score(gold: Gold, plan: Row) -> Card:
    """The figures of `plan`, a plan document as plain values, against `gold`."""
    card = Card()
    known = gold.rows
    if known.get("outline"):
        _score_outline(card, known["outline"], plan)
    if "quantities" in known:
        for role, name, key in (("target", "targets", "targets"), ("achieved", "achievements", "achievements")):
            found = list(_inside(plan.get(key) or [], known.get("annotated")))
            _score_quantities(card, known["quantities"], found, role, name, gold.text)
    if "projects" in known:
        _score_projects(card, known, plan, gold.text)
    if known.get("metadata"):
        _score_metadata(card, known["metadata"], plan.get("metadata") or {})
    _score_integrity(card, plan, gold.text)
    return card


def _fold(text: str | None) -> str:
    """A text without regard to full or half width, blanks and punctuation."""
    return "".join(c for c in unicodedata.normalize("NFKC", text or "") if not c.isspace() and c not in _IGNORED)


def _overlap(a: Sequence[int], b: Sequence[int]) -> float:
    """Intersection over union of two spans."""
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return 0.0 if shared <= 0 else shared / (max(a[1], b[1]) - min(a[0], b[0]))


def _similar(a: str | None, b: str | None) -> bool:
    """Whether two phrases mean the same: equal, one inside the other at half its length, or 0.7 alike."""
    short, long = sorted((_fold(a), _fold(b)), key=len)
    if not short:
        return False
    if short in long and len(short) * 2 >= len(long):
        return True
    return SequenceMatcher(None, _fold(a), _fold(b), autojunk=False).ratio() >= 0.7


def _same_number(a: float | None, b: float | None) -> bool:
    """Equal numbers; a fraction may be rounded."""
    if a is None or b is None:
        return a is b
    return abs(float(a) - float(b)) <= 0.002 * abs(float(a))


def _pairs(gold: Sequence[Row], found: Sequence[Row], least: float = 0.5) -> list[tuple[int, int]]:
    """One-to-one matches by overlap, the best first."""
    near = sorted(
        ((_overlap(g["span"], f["span"]), i, j) for i, g in enumerate(gold) for j, f in enumerate(found)
         if f["span"][0] < g["span"][1] and g["span"][0] < f["span"][1]),
        reverse=True,
    )
    pairs: list[tuple[int, int]] = []
    taken_gold: set[int] = set()
    taken_found: set[int] = set()
    for overlap, i, j in near:
        if overlap >= least and i not in taken_gold and j not in taken_found:
            taken_gold.add(i)
            taken_found.add(j)
            pairs.append((i, j))
    return pairs


def _inside(rows: Iterable[Row], annotated: Sequence[Sequence[int]] | None) -> Iterator[Row]:
    """The rows that begin in the part of the text that was annotated."""
    return (row for row in rows if not annotated or any(a <= row["span"][0] < b for a, b in annotated))


def _walk(nodes: Iterable[Row], depth: int = 1) -> Iterator[tuple[Row, int]]:
    for node in nodes:
        yield node, depth
        yield from _walk(node.get("children") or [], depth + 1)


def _score_outline(card: Card, gold: Sequence[Row], plan: Row) -> None:
    def key(node: Row, depth: int) -> tuple[Any, ...]:
        return node["kind"], _fold(node.get("label")), _fold(node.get("title")), depth

    known = [key(row, row["depth"]) for row in gold]
    found = [key(node, depth) for node, depth in _walk(plan["outline"]) if node["kind"] != "paragraph"]
    for name, keys in (("outline", slice(None)), ("outline.headings", slice(3))):
        matcher = SequenceMatcher(None, [k[keys] for k in known], [k[keys] for k in found], autojunk=False)
        card.found(name, sum(b.size for b in matcher.get_matching_blocks()), len(found), len(known))
        if name == "outline":
            for tag, a, b, c, d in matcher.get_opcodes():
                if tag != "equal":
                    card.error("outline", tag, "gold", known[a:b], "found", found[c:d])


def _score_quantities(card: Card, gold: Sequence[Row], found: list[Row], role: str, name: str, text: str) -> None:
    known = [row for row in gold if row["role"] == role]
    pairs = _pairs(known, found)
    card.found(name, len(pairs), len(found), len(known))
    card.right(f"{role}.span", sum(known[i]["span"] == list(found[j]["span"]) for i, j in pairs), len(pairs))
    tally = dict.fromkeys(_FIELDS, 0)
    whole = 0
    for i, j in pairs:
        a, b = known[i], found[j]
        right = {
            "value": _same_number(a["value"], b.get("value")) and _same_number(a.get("value_max"), b.get("value_max")),
            "unit": _fold(a["unit"]) == _fold(b.get("unit")),
            "indicator": _similar(a["indicator"], b.get("indicator")),
            **{k: a[k] == b.get(k) for k in ("comparator", "measure", "year")},
        }
        for k in _FIELDS:
            tally[k] += right[k]
        whole += all(right.values())
        wrong = [k for k in _FIELDS if not right[k]]
        if wrong:
            card.error(role, "fields", text[slice(*a["span"])], {k: (a.get(k), b.get(k)) for k in wrong})
    for k in _FIELDS:
        card.right(f"{role}.{k}", tally[k], len(pairs))
    card.found(f"{role}.record", whole, len(found), len(known))
    for row in _left(known, {i for i, _ in pairs}):
        card.error(role, "missed", repr(_around(row, text, 24, 6)))
    for row in _left(found, {j for _, j in pairs}):
        roles = [g["role"] for g in gold if _overlap(g["span"], row["span"]) >= 0.5]
        card.error(role, "invented", repr(_around(row, text, 24, 6)), "gold role:", roles)


def _left(rows: Sequence[Row], matched: set[int]) -> Iterator[Row]:
    return (row for n, row in enumerate(rows) if n not in matched)


def _around(row: Row, text: str, before: int, after: int) -> str:
    return text[max(0, row["span"][0] - before) : row["span"][1] + after]


def _score_projects(card: Card, gold: Row, plan: Row, text: str) -> None:
    known = gold["projects"]
    found = list(_inside(
        ({**m, "name": p["name"], "status": m.get("status") or p.get("status"), "type": p.get("type")}
         for p in plan.get("projects") or [] for m in p["mentions"]),
        gold.get("annotated"),
    ))
    pairs = _pairs(known, found)
    card.found("projects", len(pairs), len(found), len(known))
    card.right("project.span", sum(known[i]["span"] == list(found[j]["span"]) for i, j in pairs), len(pairs))
    for k in ("status", "type"):
        card.right(f"project.{k}", sum(known[i][k] == found[j].get(k) for i, j in pairs), len(pairs))
    card.right("project.name", sum(_similar(known[i]["name"], found[j]["name"]) for i, j in pairs), len(pairs))
    for what, rows, matched in (("missed", known, {i for i, _ in pairs}), ("invented", found, {j for _, j in pairs})):
        for row in _left(rows, matched):
            card.error("project", what, repr(text[slice(*row["span"])]), "in", repr(_around(row, text, 20, 12)))


def _score_metadata(card: Card, gold: Row, found: Row) -> None:
    right = {
        k: found.get(k) == v or (isinstance(v, str) and _fold(v) == _fold(str(found.get(k) or "")))
        for k, v in gold.items()
    }
    for k, fine in right.items():
        if not fine:
            card.error("metadata", k, "gold", gold[k], "found", found.get(k))
    card.right("metadata", sum(right.values()), len(right))


def _score_integrity(card: Card, plan: Row, text: str) -> None:
    """Every span inside the text, every stored text what stands there, every section in the outline."""
    ids = {node["id"] for node, _ in _walk(plan["outline"])}
    rows = [row for key in ("targets", "achievements") for row in plan.get(key) or []]
    rows += [m for p in plan.get("projects") or [] for m in p["mentions"]]
    good = 0
    for row in rows:
        a, b = row["span"]
        fine = 0 <= a < b <= len(text) and row.get("text") == text[a:b] and row.get("section") in ids
        good += fine
        if not fine:
            card.error("integrity", row["span"], row.get("text"), repr(text[a:b]), row.get("section"))
    card.right("integrity", good, len(rows))


def report(card: Card) -> list[str]:
    """One line for each figure."""
    lines = []
    for name, row in card.rows.items():
        if "f1" in row:
            lines.append(f"{name:18} P {row['precision']:.3f}  R {row['recall']:.3f}  F1 {row['f1']:.3f}  "
                         f"({row['hit']} of {row['gold']} gold, {row['found']} found)")
        else:
            shown = "-" if row["accuracy"] is None else f"{row['accuracy']:.3f}"
            lines.append(f"{name:18} {shown}  ({row['hit']} of {row['of']})")
    return lines


def read_floors(given: Iterable[str]) -> dict[str, float]:
    """Floors by the name of their figure from ``NAME=F``, or from ``F``, which holds for all of `HEADLINES`.

    Raises:
        GoldError: where one is neither.
    """
    floors: dict[str, float] = {}
    for word in given:
        name, _, number = word.rpartition("=")
        try:
            least = float(number)
        except ValueError:
            raise GoldError(f"--floor {word}: is no number; give 0.9, or a figure's name as in targets=0.9") from None
        floors |= dict.fromkeys([name] if name else HEADLINES, least)
    return floors


def under(card: Card, floors: Mapping[str, float]) -> list[str]:
    """A line for each figure that is lower than its floor; a floor without a figure is one too if it was named."""
    lines = []
    for name, least in floors.items():
        if name not in card.rows:
            if name not in HEADLINES:
                lines.append(f"{name}: there is no such figure; floors are for {', '.join(card.rows)}")
            continue
        figure = card.headline(name)
        if figure is not None and figure < least:
            lines.append(f"{name}: {figure:.4f} is under its floor of {least:g}")
    return lines
