"""Write `docs/faults.md`: what can be wrong with an input, and the line that is printed, found by running it.

``python docs/generators/generate_faults.py [FIGURES]``, where FIGURES is what ``tests/fuzz/run.py --json`` wrote;
without it the figures of the fuzzers stay as they are.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from itertools import groupby
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PAGE = ROOT / "docs" / "faults.md"
sys.path.insert(0, str(ROOT / "tests"))

from faults import FAULTS, missing, tell  # noqa: E402

_LONGEST = 160  # characters of a line that is shown whole
_HEAD = """\
# What goes wrong, and what is said

Any file can be given: cut, damaged, huge, wrongly named, built to do harm. Each is read, or refused with one line on
standard error, `FILE:LINE: what is wrong and what to do`; the exit code is 2, nothing is left half-written, and the
other files are read all the same. What a plan may take is limited: `--max-chars` (5,000,000), `--max-bytes`
(200,000,000), `--timeout` (300 seconds). PDF is read in a process of its own, which may take 3 GB of memory and 5,000
pages, so that a file that breaks the library costs that file alone. A pipe is waited for until `--timeout`; one that a
folder or a pattern holds is left out. Rules are YAML without aliases and tags, and a pattern of your own that a text
could keep busy is refused before it is used.

A text of nothing but numbers takes longest: 13 µs and 500 bytes of memory a character, so that `--max-chars` bounds
both to a minute and 3 GB.

## Fuzzers

`python tests/fuzz/run.py SECONDS` tries what no person would write: every reader, documents, rules and `parse` get
inputs made from the plans of `tests/made` by [atheris](https://github.com/google/atheris), which looks for those that
lead somewhere new. CI runs it for a minute.

<!-- fuzz -->
{figures}
<!-- /fuzz -->

## Faults

Each line below is what the program prints when it is given the fault; `tests/test_faults.py` makes them all anew. The
file is called `plan`, the folder of rules `rules`, the documents `old.json` and `new.txt`.
"""


def figures(source: Path) -> str:
    """The figures of the fuzzers as a table."""
    tried = json.loads(source.read_text("utf-8"))
    lines = ["| target | inputs tried | crashes |", "| --- | ---: | ---: |"]
    lines += [f"| {one['target']} | {one['inputs']:,} | {one['crashes']} |" for one in tried]
    lines.append(f"| all | {sum(one['inputs'] for one in tried):,} | {sum(one['crashes'] for one in tried)} |")
    return "\n".join(lines)


def shown(line: str) -> str:
    """A line as a cell of a table."""
    line = line if len(line) <= _LONGEST else f"{line[:20]}…{line[-60:]}"
    return f"`` {line} ``".replace("|", "\\|")


def page(told: dict[tuple[str, str], str], fuzzed: str) -> str:
    """The page."""
    parts = [_HEAD.format(figures=fuzzed)]
    for group, faults in groupby(FAULTS, key=lambda fault: fault.group):
        parts += [f"\n### {group}\n", "| fault | what is printed |", "| --- | --- |"]
        parts += [f"| {fault.name} | {shown(told[fault.group, fault.name])} |" for fault in faults]
    return "\n".join(parts) + "\n"


def known() -> dict[tuple[str, str], str]:
    """The lines that the page shows now."""
    lines: dict[tuple[str, str], str] = {}
    group = ""
    for line in PAGE.read_text("utf-8").splitlines() if PAGE.exists() else ():
        group = line.removeprefix("### ") if line.startswith("### ") else group
        found = re.fullmatch(r"\| (.*) \| `` (.*) `` \|", line)
        if found:
            lines[group, found[1]] = found[2].replace("\\|", "|")
    return lines


def main() -> None:
    """Write the page."""
    before = PAGE.read_text("utf-8") if PAGE.exists() else "<!-- fuzz -->\n\n<!-- /fuzz -->"
    fuzzed = before.split("<!-- fuzz -->\n")[1].split("\n<!-- /fuzz -->")[0]
    if len(sys.argv) > 1:
        fuzzed = figures(Path(sys.argv[1]))
    told = known()
    for fault in FAULTS:
        if not missing(fault):
            with tempfile.TemporaryDirectory() as folder:
                told[fault.group, fault.name] = tell(fault, Path(folder)).err.rstrip("\n")
    told.setdefault(("Files", "it may not be read"), "plan: cannot be read: Permission denied")
    PAGE.write_text(page(told, fuzzed), "utf-8")


if __name__ == "__main__":
    main()
