"""The command line: reads options, calls the package, prints."""

from __future__ import annotations

import sys
from pathlib import Path


def main() -> None:
    """Run plan-extract."""
    from plan_extract import dump, parse  # noqa: PLC0415

    text = dump(parse(Path(sys.argv[2])), "json")
    if "-o" in sys.argv:
        Path(sys.argv[sys.argv.index("-o") + 1]).write_text(text)
    else:
        print(text)
