"""``python -m plan_extract``."""

from plan_extract.cli import main

main()
