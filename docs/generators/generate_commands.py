"""Write docs/commands.md from the command line itself: ``python docs/generators/generate_commands.py``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from plan_extract.cli import app

OUTPUT = Path(__file__).parent.parent / "commands.md"

HEAD = """\
# Commands

<!-- Written by docs/generators/generate_commands.py from the program; do not edit. -->

What `--help` says of each command, on one page. Everywhere:

- No FILE or `-` is standard input. Standard output carries data and nothing else; messages and progress go to standard
  error, progress only on a terminal.
- An error is one line, `FILE:LINE: what is wrong and what to do`. Output files appear whole or not at all.
- The same input, version and rules give the same bytes.
- `NO_COLOR` is obeyed. `plan-extract --install-completion` completes commands and options in bash, zsh, fish and
  PowerShell.
- `PLAN_EXTRACT_CACHE` names the folder in which the word dictionary and the compiled rules are kept.

| exit code | meaning |
| --- | --- |
| 0 | done, or nothing found |
| 1 | `diff`: the plans differ; `check`: something was found; `score`: a figure is low; `rules`: a rule is wrong |
| 2 | an input failed, after the others were done; or the options make no sense |
"""


def commands() -> Iterator[tuple[str, Any]]:
    """Every command with the words that call it."""
    waiting = [("plan-extract", typer.main.get_command(app))]
    while waiting:
        words, command = waiting.pop(0)
        yield words, command
        inner = getattr(command, "commands", {})
        waiting[:0] = [(f"{words} {name}", inner[name]) for name in inner]


def parameters(words: str, command: Any) -> list[Any]:
    """The arguments and options of a command."""
    whole: Any = typer.main.get_command(app)
    above = whole.make_context("plan-extract", [], resilient_parsing=True)
    return list(command.get_params(command.make_context(words, [], resilient_parsing=True, parent=above)))


def _said(parameter: Any) -> str:
    said = (parameter.help or "").replace("|", "\\|")
    plain = parameter.param_type_name == "option" and not getattr(parameter, "is_flag", False)
    if plain and parameter.default not in (None, "", [], ()) and "default" not in said.lower():
        said = f"{said} Default: `{parameter.default}`."
    return said


def _section(words: str, command: Any) -> list[str]:
    level = "#" * len(words.split())
    own = parameters(words, command)
    arguments = [p for p in own if p.param_type_name == "argument"]
    options = [p for p in own if p.param_type_name == "option"]
    usage = " ".join([words, "[OPTIONS]", *(p.metavar or p.name.upper() for p in arguments)])
    inner = getattr(command, "commands", {})
    lines = ["", f"{level}# {words}", "", *(command.help or "").strip().splitlines(), "", "```text",
             f"{words} COMMAND" if inner else usage, "```"]
    if inner:
        lines += ["", "| command | does |", "| --- | --- |"]
        for name in inner:
            link = f"[{name}](#{words.replace(' ', '-')}-{name})"
            lines.append(f"| {link} | {(inner[name].help or '').strip().splitlines()[0]} |")
    if arguments:
        lines += ["", "| argument | meaning |", "| --- | --- |"]
        lines += [f"| `{(p.metavar or p.name.upper()).replace('|', chr(92) + '|')}` | {_said(p)} |" for p in arguments]
    lines += ["", "| option | meaning |", "| --- | --- |"]
    for p in options:
        metavar = "" if getattr(p, "is_flag", False) else f" {p.metavar or ''}".replace("|", "\\|").rstrip()
        *others, last = sorted(p.opts, key=len, reverse=True)
        spelled = ", ".join(f"`{name}`" for name in others)
        lines.append(f"| {spelled + ', ' if spelled else ''}`{last}{metavar}` | {_said(p)} |")
    return lines


def reference() -> str:
    """The whole page."""
    lines = [HEAD.rstrip()]
    for words, command in commands():
        lines += _section(words, command)
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    OUTPUT.write_text(reference(), encoding="utf-8")
