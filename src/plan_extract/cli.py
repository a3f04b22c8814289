"""The command line: reads options, calls the package, prints.

Nothing but typer is imported before a command runs, so that help and completion come at once.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Sequence
from typing import Annotated, Any

import typer

from plan_extract import __version__
from plan_extract.command_line.quick_command import QuickCommand, QuickGroup, narrowed

__all__ = ["app", "main"]

app = typer.Typer(
    name="plan-extract", cls=QuickGroup, no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Read Chinese five-year plan outlines as data: outline, targets, achievements and named projects.",
)
rules_app = typer.Typer(
    cls=QuickGroup, no_args_is_help=True, rich_markup_mode=None, help="Validate or print the rules in force.",
)
app.add_typer(rules_app, name="rules")

SAME, DIFFERENT, TROUBLE, INTERRUPTED = 0, 1, 2, 130

Rules = Annotated[
    list[str] | None,
    typer.Option("--rules", metavar="DIR", help="Lay a folder of rules over the shipped ones; may be given again."),
]
Encoding = Annotated[
    str | None,
    typer.Option("--encoding", metavar="NAME", help="Encoding of the input, where the guess (UTF-8, GB18030) fails."),
]
MaxChars = Annotated[int, typer.Option("--max-chars", metavar="N", min=1, help="Refuse longer texts.")]
MaxBytes = Annotated[int, typer.Option("--max-bytes", metavar="N", min=1, help="Refuse larger files.")]
Timeout = Annotated[int, typer.Option("--timeout", metavar="SECONDS", min=1, help="Give up on a plan after so long.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Tell the time of each step, and what is odd.")]
Output = Annotated[
    str | None, typer.Option("--output", "-o", metavar="FILE", help="Write there; default is standard output."),
]
ExitZero = Annotated[bool, typer.Option("--exit-zero", help="Exit with 0 whatever was found.")]
MAX_CHARS, MAX_BYTES, MAX_SECONDS = 5_000_000, 200_000_000, 300  # as in limits


def _one_of(words: str) -> Callable[[str], list[str]]:
    """Completes an option that takes one of some words, such as ``yaml|json``."""
    def complete(incomplete: str) -> list[str]:
        return [word for word in words.split("|") if word.startswith(incomplete)]

    return complete


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"plan-extract {__version__}")
        raise typer.Exit


@app.callback()
def _plan_extract(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit."),
    ] = False,
) -> None:
    pass


@app.command(cls=QuickCommand)
def parse(
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FILE|DIR|PATTERN|-]...",
                       help="Plans, folders with all below, patterns such as 'plans/**/*.txt'; - for standard input."),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="FILE|DIR/", help="Write there; default is standard output."),
    ] = None,
    format: Annotated[  # noqa: A002
        str | None,
        typer.Option(
            "--format", "-f", metavar="yaml|json|ndjson", autocompletion=_one_of("yaml|json|ndjson"),
            help="Default: by the output's suffix, else yaml.",
        ),
    ] = None,
    rules: Rules = None,
    encoding: Encoding = None,
    jobs: Annotated[
        str | None, typer.Option("--jobs", "-j", metavar="N|auto", help="Processes; auto or 0 for one a core."),
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Skip plans whose output is there, of the same text, version and rules."),
    ] = False,
    report: Annotated[
        str | None, typer.Option("--report", metavar="FILE", help="Write there what became of each (.json, .jsonl)."),
    ] = None,
    engine: Annotated[
        str, typer.Option(
            "--engine", metavar="local|dask", autocompletion=_one_of("local|dask"),
            help="Read on this machine, or on a Dask cluster.",
        ),
    ] = "local",
    scheduler: Annotated[
        str | None,
        typer.Option("--scheduler", metavar="ADDRESS|FILE", help="Of the Dask cluster; default is one begun here."),
    ] = None,
    with_text: Annotated[bool, typer.Option("--with-text", help="Keep the decoded text in the output.")] = False,
    max_chars: MaxChars = MAX_CHARS,
    max_bytes: MaxBytes = MAX_BYTES,
    timeout: Timeout = MAX_SECONDS,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Read plans and write them as data (YAML, JSON, or one row a line).

    Exits with 2 if any input failed, after the others are done.
    """
    from plan_extract.batch.command import Options, parse_plans  # noqa: PLC0415

    raise typer.Exit(parse_plans(files or [], Options(
        output=output, format=format, rules=rules or [], encoding=encoding, jobs=jobs, engine=engine,
        scheduler=scheduler, resume=resume, report=report, with_text=with_text, max_chars=max_chars,
        max_bytes=max_bytes, max_seconds=timeout, quiet=quiet, verbose=verbose,
    )))


@app.command(cls=QuickCommand)
def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help="A plan, or an output of parse; - for standard input.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The plan or output to compare it with.")],
    by: Annotated[
        str, typer.Option(
            "--by", metavar="edit|indicator", autocompletion=_one_of("edit|indicator"),
            help="Every edit, or plans of two periods over time.",
        ),
    ] = "edit",
    output: Output = None,
    format: Annotated[  # noqa: A002
        str, typer.Option(
            "--format", "-f", metavar="text|json|markdown|html", autocompletion=_one_of("text|json|markdown|html"),
            help="What to write.",
        ),
    ] = "text",
    exit_zero: ExitZero = False,
    rules: Rules = None,
    encoding: Encoding = None,
) -> None:
    """Compare two plans by meaning: each edit once, at its own level.

    Exits with 0 where they say the same, 1 where they differ, 2 on trouble.
    """
    from plan_extract.comparison.command import diff_plans  # noqa: PLC0415

    raise typer.Exit(diff_plans(
        old, new, by=by, output=output, format=format, exit_zero=exit_zero, rules=rules or [], encoding=encoding,
    ))


@app.command(cls=QuickCommand)
def check(
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FILE|DIR|-]...", help="Plans, folders of plans, or - for standard input (default)."),
    ] = None,
    output: Output = None,
    format: Annotated[  # noqa: A002
        str, typer.Option(
            "--format", "-f", metavar="text|json|github|sarif", autocompletion=_one_of("text|json|github|sarif"),
            help="What to write.",
        ),
    ] = "text",
    select: Annotated[
        list[str] | None, typer.Option("--select", metavar="CODES", help="Only these: C401, C4, brackets."),
    ] = None,
    ignore: Annotated[list[str] | None, typer.Option("--ignore", metavar="CODES", help="All but these.")] = None,
    exit_zero: ExitZero = False,
    rules: Rules = None,
    encoding: Encoding = None,
) -> None:
    """Say what is wrong with plans: numbering, references, figures, marks, repetitions.

    Exits with 0 where nothing was found, 1 where something was, 2 on trouble.
    """
    from plan_extract.checks.command import check_plans  # noqa: PLC0415

    raise typer.Exit(check_plans(
        files or [], output=output, format=format, select=select or [], ignore=ignore or [], exit_zero=exit_zero,
        rules=rules or [], encoding=encoding,
    ))


@app.command(cls=QuickCommand)
def view(
    file: Annotated[
        str, typer.Argument(metavar="[FILE|-]", help="The plan; - for standard input (default)."),
    ] = "-",
    output: Output = None,
    rules: Rules = None,
    encoding: Encoding = None,
) -> None:
    """Write a plan as one page to look at: outline, text with every row marked in place, tables, a chart.

    The page is one HTML file that needs no network.
    """
    from plan_extract.page.command import view_plan  # noqa: PLC0415

    raise typer.Exit(view_plan(file, output=output, rules=rules or [], encoding=encoding))


@app.command(cls=QuickCommand)
def export(
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FILE|DIR|PATTERN|-]...", help="Plans, outputs of parse, folders; or - for stdin."),
    ] = None,
    dest: Annotated[
        str, typer.Argument(metavar="DEST", help="The file, or the folder for parquet and csv with all tables."),
    ] = ...,  # type: ignore[assignment]  # to typer: it must be given
    to: Annotated[
        str | None, typer.Option(
            "--to", metavar="csv|xlsx|sqlite|parquet", autocompletion=_one_of("csv|xlsx|sqlite|parquet"),
            help="Default: by the suffix of DEST.",
        ),
    ] = None,
    language: Annotated[
        str, typer.Option(
            "--language", metavar="zh|en", autocompletion=_one_of("zh|en"),
            help="Of headings and coded values in csv and xlsx.",
        ),
    ] = "zh",
    rules: Rules = None,
    encoding: Encoding = None,
    jobs: Annotated[
        str, typer.Option("--jobs", "-j", metavar="N|auto", help="Processes; auto or 0 for one a core."),
    ] = "1",
    max_chars: MaxChars = MAX_CHARS,
    max_bytes: MaxBytes = MAX_BYTES,
    timeout: Timeout = MAX_SECONDS,
    quiet: Quiet = False,
) -> None:
    """Write plans as tables for spreadsheets, databases and data frames.

    Exits with 2 if any input failed, after the others are done.
    """
    from plan_extract.exporting.command import export_plans  # noqa: PLC0415

    raise typer.Exit(export_plans(
        files or [], dest, to=to, language=language, rules=rules or [], encoding=encoding, jobs=jobs,
        max_chars=max_chars, max_bytes=max_bytes, max_seconds=timeout, quiet=quiet,
    ))


@app.command(cls=QuickCommand)
def score(
    gold: Annotated[str, typer.Argument(metavar="GOLD", help="A gold file (JSON).")],
    file: Annotated[str, typer.Argument(metavar="FILE", help="A plan, or an output of parse; - for standard input.")],
    errors: Annotated[bool, typer.Option("--errors", help="List every row missed, invented or wrong.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
    floor: Annotated[
        list[str] | None,
        typer.Option("--floor", metavar="F|NAME=F", help="Exit with 1 where a figure is lower; may be given again."),
    ] = None,
    text: Annotated[
        str | None,
        typer.Option("--text", metavar="FILE", help="The gold's text, where it does not lie beside it."),
    ] = None,
    rules: Rules = None,
    encoding: Encoding = None,
) -> None:
    """Measure an output against a gold file: precision, recall and F1."""
    from plan_extract.command_line.commands import score_plan  # noqa: PLC0415

    raise typer.Exit(score_plan(
        gold, file, errors=errors, as_json=as_json, floors=floor or [], text=text, rules=rules or [],
        encoding=encoding,
    ))


@app.command(cls=QuickCommand)
def schema(
    document: Annotated[
        str,
        typer.Argument(metavar="[plan|diff|check]", autocompletion=_one_of("plan|diff|check"), help="The document."),
    ] = "plan",
) -> None:
    """Print the JSON Schema of an output."""
    from plan_extract.command_line.commands import print_schema  # noqa: PLC0415

    raise typer.Exit(print_schema(document))


@rules_app.command("check", cls=QuickCommand)
def rules_check(rules: Rules = None, quiet: Quiet = False) -> None:
    """Validate the rules in force, each against its own examples; exits with 1 where one is wrong."""
    from plan_extract.command_line.commands import check_rules  # noqa: PLC0415

    raise typer.Exit(check_rules(rules or [], quiet=quiet))


@rules_app.command("show", cls=QuickCommand)
def rules_show(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FILE[.KEY]]...", help="Only these, such as words or words.planning-terms."),
    ] = None,
    rules: Rules = None,
) -> None:
    """Print the rules in force as YAML; exits with 1 where one is wrong."""
    from plan_extract.command_line.commands import show_rules  # noqa: PLC0415

    raise typer.Exit(show_rules(names or [], rules or []))


def _complain(message: str) -> None:
    if sys.stderr is not None:
        sys.stderr.write(f"plan-extract: {message}\n")


def _drop_stdout() -> None:
    """Let what is still buffered go nowhere, or Python would complain of it at exit."""
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Args:
        arguments: without the program's name; the process's own by default.

    Returns:
        The exit code.
    """
    # Nothing here is made to be extended by pydantic's plugins, and looking for them takes longer than a plan.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    # A start makes many things and drops none, so looking for garbage after each few hundred is a tenth of a short run.
    thresholds = gc.get_threshold()
    gc.set_threshold(50_000, 20, 20)
    try:
        return _run(arguments)
    finally:
        gc.set_threshold(*thresholds)


def _run(arguments: Sequence[str] | None) -> int:
    given = sys.argv[1:] if arguments is None else list(arguments)
    command: Any = typer.main.get_command(narrowed(app, given))
    try:
        code = command.main(given, prog_name="plan-extract", standalone_mode=False)
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        _drop_stdout()  # whoever read has enough
        return SAME
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as error:
        _complain(f"<stdout>: cannot be written: {error.strerror or error}")
        _drop_stdout()
        return TROUBLE
    except Exception as error:
        # typer's own errors, which know how they are said; typer keeps their classes in a private place.
        if not hasattr(error, "format_message"):
            if type(error).__name__ == "Abort":
                return INTERRUPTED
            raise
        said = error.format_message()
        if said:
            _complain(f"{said} (plan-extract --help tells more)")
        return TROUBLE
    return code if isinstance(code, int) else SAME
