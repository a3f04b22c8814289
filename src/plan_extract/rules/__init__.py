"""The rules in force: read from YAML, validated, and compiled into what the steps take.

Every file of `rules/` belongs to one module of `entries`, which says what its rules are made of (`FILES`) and makes of
them what its step takes (`compile_rules`); that is declared in the module of the same name beside `entries`.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from plan_extract import __version__, cache
from plan_extract.rules.error import RuleError

if TYPE_CHECKING:
    from plan_extract.rules import check, indicators, layout, metadata, outline, projects, quantities, tables, words
    from plan_extract.rules.entries.base import Rule

__all__ = ["RuleError", "Rules", "load_rules", "read_rules", "shipped_rules"]

STEPS = ("layout", "tables", "outline", "metadata", "quantities", "indicators", "projects", "check", "words")


class Rules(NamedTuple):
    """The compiled rules, one attribute a step.

    Attributes:
        sha256: of all files in force; outputs name it.
    """

    sha256: str
    layout: layout.LayoutRules
    tables: tables.TableRules
    outline: outline.OutlineRules
    metadata: metadata.MetadataRules
    quantities: quantities.QuantityRules
    indicators: indicators.IndicatorRules
    projects: projects.ProjectRules
    check: check.CheckRules
    words: words.WordRules


def shipped_rules() -> Path:
    """The folder of the rules that come with the package."""
    here = Path(__file__).resolve().parent.parent
    packaged = here / "shipped_rules"
    return packaged if packaged.is_dir() else here.parent.parent / "rules"


def _files(overlays: tuple[Path, ...]) -> list[Path]:
    found: list[Path] = []
    for folder in (shipped_rules(), *overlays):
        try:
            files = sorted(p for p in folder.iterdir() if p.suffix == ".yaml")
        except OSError as error:
            raise RuleError(str(folder), 1, "", f"{error.strerror}; --rules takes a folder of YAML files") from None
        found += files
    return found


def _digest(files: list[Path]) -> str:
    digest = hashlib.sha256()
    for file in files:
        try:
            data = file.read_bytes()
        except OSError as error:
            raise RuleError(file.name, 1, "", f"cannot be read: {error.strerror}") from None
        digest.update(f"{file.name}\0{len(data)}\0".encode())
        digest.update(data)
    return digest.hexdigest()


def read_rules(*overlays: Path) -> dict[str, dict[str, Rule]]:
    """Read and validate the shipped rules with `overlays` laid over them, by file stem and key.

    A key of an overlay replaces the shipped rule of that key or adds one; ``key: null`` removes it.

    Raises:
        RuleError: with file, line and key of the first fault.
    """
    from importlib import import_module  # noqa: PLC0415, a run that finds the compiled rules in the cache needs none

    from plan_extract.rules.entries.pace import runs_away  # noqa: PLC0415
    from plan_extract.rules.entries.reading import read_rule_file  # noqa: PLC0415

    models: dict[str, type[Rule]] = {}
    for step in STEPS:
        models |= import_module(f"plan_extract.rules.entries.{step}").FILES
    rules: dict[str, dict[str, Rule]] = {stem: {} for stem in models}
    for file in _files(overlays):
        if file.stem not in models:
            known = ", ".join(sorted(models))
            raise RuleError(file.name, 1, "", f"no step reads a file of this name; the files are {known}")
        for key, entry in read_rule_file(file, models[file.stem]).items():
            if entry.rule is not None:
                rules[file.stem][key] = entry.rule
                if file.parent not in overlays:
                    continue  # the tests hold the shipped ones to all of this
                if text := runs_away(entry.rule):
                    raise entry.refuse(f"takes for ever on {text!r}…; nest no repetition in another", "pattern")
                if miss := next(entry.rule.misses(), None):
                    raise entry.refuse(f"{miss[0]}: {miss[2]}", *miss[:2])
            elif rules[file.stem].pop(key, None) is None:
                raise entry.refuse("there is no rule of this key to remove")
    return rules


@lru_cache(maxsize=8)
def load_rules(*overlays: Path) -> Rules:
    """The compiled rules, from the user's cache where they were compiled before.

    Args:
        overlays: folders laid over the shipped rules, the last on top.

    Raises:
        RuleError: with file, line and key of the first fault.
    """
    sha256 = _digest(_files(overlays))
    return cache.remember(f"rules-{__version__}", sha256, lambda: _compile(sha256, overlays))


def _compile(sha256: str, overlays: tuple[Path, ...]) -> Rules:
    from importlib import import_module  # noqa: PLC0415

    read = read_rules(*overlays)
    made = []
    for step in STEPS:
        try:
            made.append(import_module(f"plan_extract.rules.entries.{step}").compile_rules(read))
        except (KeyError, ValueError) as error:
            if not overlays:
                raise
            key = str(error.args[0]) if isinstance(error, KeyError) else ""
            why = "cannot do without this rule" if key else f"cannot use the rules: {error}"
            raise RuleError(str(overlays[-1]), 1, key, f"the step {step} {why}") from None
    return Rules(sha256, *made)
