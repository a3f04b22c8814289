"""The functions that the package offers: `parse` a plan, `dump` it and `load` it again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from plan_extract.assemble import add_text
from plan_extract.document.writers import write
from plan_extract.limits import MAX_CHARS, too_long
from plan_extract.pipeline import read, uncollected
from plan_extract.readers import read_source
from plan_extract.rules import Rules, load_rules
from plan_extract.source import Source

if TYPE_CHECKING:
    from plan_extract.checks import Finding, Report
    from plan_extract.comparison import Diff
    from plan_extract.exporting import Format, Language
    from plan_extract.models import Plan

__all__ = ["LoadError", "check", "diff", "dump", "export", "load", "parse", "parse_document", "view"]


class LoadError(ValueError):
    """A document that is no plan document: ``FILE:LINE: what is wrong and what to do``."""


def _source(
    plan: str | bytes | Path, name: str | None, encoding: str | None, max_chars: int = MAX_CHARS,
) -> Source:
    if isinstance(plan, Path):
        data, name = plan.read_bytes(), name or plan.name
    elif isinstance(plan, str):
        data, encoding = plan.encode("utf-8", "surrogatepass"), "utf-8"
    else:
        data = plan
    # Bytes of a file's name that are no text would be none in the output either.
    name = (name or "<text>").encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return read_source(data, name, encoding, max_chars)


def _rules(rules: Path | str | Sequence[Path | str] | None) -> Rules:
    folders = [rules] if isinstance(rules, (str, Path)) else rules or ()
    return load_rules(*(Path(folder) for folder in folders))


def parse(
    plan: str | bytes | Path,
    *,
    name: str | None = None,
    rules: Path | str | Sequence[Path | str] | None = None,
    encoding: str | None = None,
    with_text: bool = False,
    max_chars: int | None = None,
) -> Plan:
    r"""Read a plan.

    Args:
        plan: a path (a `Path`), or the plan itself as text (a `str`) or as bytes.
        name: what the output calls the file; the path's base name by default, ``<text>`` for a plan given itself.
        rules: a folder of rules laid over the shipped ones, or several, the last on top.
        encoding: a codec that replaces the guess; for paths and bytes.
        with_text: keep the decoded text in ``source.text``, to which all spans refer.
        max_chars: refuse a text that is longer.

    Returns:
        The plan. Odd text never raises: what cannot be read is a diagnostic in it.

    Raises:
        SourceError: where the plan is no text, or not in a known encoding.
        RuleError: where the rules cannot be used.
        OSError: where the path cannot be opened.

    Example:
        >>> from plan_extract import parse
        >>> plan = parse("一、发展目标\n到2025年,地区生产总值达到600亿元。")
        >>> plan.source.chars
        28
    """
    from plan_extract.models import Plan  # noqa: PLC0415, see parse_document

    with uncollected():
        return Plan.model_validate(parse_document(
            plan, name=name, rules=rules, encoding=encoding, with_text=with_text, max_chars=max_chars,
        ))


def parse_document(
    plan: str | bytes | Path,
    *,
    name: str | None = None,
    rules: Path | str | Sequence[Path | str] | None = None,
    encoding: str | None = None,
    with_text: bool = False,
    max_chars: int | None = None,
) -> dict[str, Any]:
    """Read a plan as `parse` does, and give the document as plain dictionaries and lists, as it is written to files.

    It is what ``parse(…).model_dump(mode="json")`` gives, without pydantic, which takes longer to import than a plan
    takes to read. Arguments and errors are those of `parse`.
    """
    source = _source(plan, name, encoding, MAX_CHARS if max_chars is None else max_chars)
    if max_chars is not None and len(source.text) > max_chars:
        raise too_long(max_chars)
    document = read(source, _rules(rules)).document
    if with_text:
        add_text(document, source)
    return document


def check(
    plan: str | bytes | Path,
    *,
    name: str | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    rules: Path | str | Sequence[Path | str] | None = None,
    encoding: str | None = None,
) -> Report:
    """Say what is wrong with a plan: numbering, references, figures, marks, repetitions.

    Args:
        plan: as for `parse`.
        name: as for `parse`.
        select: codes, beginnings of codes or names of the checks to make; all by default.
        ignore: of those to leave out.
        rules: as for `parse`.
        encoding: as for `parse`.

    Raises:
        UnknownCodeError: where a code or name is that of no check.
        SourceError: where the plan is no text, or not in a known encoding.
        RuleError: where the rules cannot be used.
        OSError: where the path cannot be opened.
    """
    from plan_extract.checks import Report, check_reading, chosen  # noqa: PLC0415

    checks = chosen(select, ignore)
    source = _source(plan, name, encoding)
    file, findings = check_reading(read(source, _rules(rules)), checks, source.name)
    return Report(files=(file,), findings=tuple(findings))


def diff(
    old: Plan,
    new: Plan,
    *,
    by: Literal["edit", "indicator"] = "edit",
    rules: Path | str | Sequence[Path | str] | None = None,
) -> Diff:
    """Compare two plans by meaning.

    Args:
        old: the plan as it was, from `parse` or `load`.
        new: the plan as it is.
        by: ``edit`` for each edit, once, at its own level; ``indicator`` for plans of different periods, the figures
            of each indicator over time.
        rules: as for `parse`.

    Raises:
        RuleError: where the rules cannot be used.
    """
    from plan_extract.comparison import compare_over_time, compare_plans  # noqa: PLC0415
    from plan_extract.segment import segmenter  # noqa: PLC0415

    in_force = _rules(rules)
    with uncollected():
        if by == "indicator":
            return compare_over_time(old, new, in_force.indicators.directions)
        return compare_plans(old, new, segmenter(in_force.words).cut)


def view(
    plan: str | bytes | Path,
    *,
    name: str | None = None,
    rules: Path | str | Sequence[Path | str] | None = None,
    encoding: str | None = None,
) -> str:
    """A plan as one self-contained page of HTML: its text with every row marked in place, outline, tables, a chart.

    The same plan gives the same page.

    Args:
        plan: as for `parse`.
        name: as for `parse`.
        rules: as for `parse`.
        encoding: as for `parse`.

    Raises:
        SourceError: where the plan is no text, or not in a known encoding.
        RuleError: where the rules cannot be used.
        OSError: where the path cannot be opened.
    """
    from plan_extract.checks import CHECKS, check_reading  # noqa: PLC0415
    from plan_extract.page import to_page  # noqa: PLC0415

    source = _source(plan, name, encoding)
    if len(source.text) > MAX_CHARS:
        raise too_long(MAX_CHARS)
    reading = read(source, _rules(rules))
    _, findings = check_reading(reading, CHECKS, source.name)
    return to_page(reading, findings)


def dump(plan: Plan, format: Literal["yaml", "json", "ndjson"] = "yaml") -> str:  # noqa: A002
    """The plan document as text: YAML, JSON, or (ndjson) one target, achievement or project a line.

    The same plan gives the same text.
    """
    return write(plan.model_dump(mode="json"), format)


def load(document: str | bytes | Path, *, name: str = "<document>") -> Plan:
    """Read a plan document that `dump` wrote, YAML or JSON.

    Args:
        document: a path (a `Path`), or the document itself.
        name: what an error calls a document given itself.

    Raises:
        LoadError: where it is no plan document; it names the file, the line and what is wrong.
        OSError: where the path cannot be opened.
    """
    from plan_extract.document.loading import read_document  # noqa: PLC0415, YAML is read by those only who need it

    if isinstance(document, Path):
        name, document = document.name, document.read_bytes()
    try:
        return read_document(document)
    except ValueError as error:
        raise LoadError(f"{name}:{error}") from None


def export(
    plans: Plan | Iterable[Plan],
    dest: str | Path,
    *,
    to: Format | None = None,
    findings: Report | None = None,
    language: Language = "zh",
) -> None:
    """Write plans as tables: csv, xlsx, sqlite or parquet.

    Args:
        plans: a plan or several, from `parse` or `load`. Lines of the source are told where it was read with its text.
        dest: the file (xlsx, sqlite, one csv with the figures) or the folder (parquet, csv with all tables). It appears
            whole or not at all; a database keeps its other plans.
        to: the format; by the suffix of `dest` where it is not given.
        findings: what `check` found in these plans, for the table of problems.
        language: of headings and coded values in csv and xlsx: ``zh`` or ``en``.

    Raises:
        ExportError: where it cannot be written so: another thing is in the way, a library is missing, two plans have
            the same name.
        OSError: where it cannot be written at all.
    """
    from plan_extract.exporting import ExportError, choose_format, tables_of, write_plans  # noqa: PLC0415
    from plan_extract.models import Plan  # noqa: PLC0415, see parse_document

    given = [plans] if isinstance(plans, Plan) else list(plans)
    names = [plan.source.name for plan in given]
    if twice := next((name for n, name in enumerate(names) if name in names[:n]), None):
        raise ExportError(f"two plans are called {twice}; give parse() another name=")
    found: dict[str, list[Finding]] = {plan.source.sha256: [] for plan in given}
    files = {file.name: file.sha256 for file in findings.files} if findings else {}
    for finding in findings.findings if findings else ():
        found.get(files[finding.file], []).append(finding)
    target = Path(dest)
    rows = (tables_of(plan, findings=found[plan.source.sha256]) for plan in given)
    write_plans(rows, target, choose_format(to, target), language)
