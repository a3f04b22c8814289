"""Where exports are put: a file or a folder that appears whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from plan_extract.exporting.error import ExportError

__all__ = ["new_file", "new_folder"]


def _mode(bits: int) -> int:
    mask = os.umask(0)
    os.umask(mask)
    return bits & ~mask


@contextmanager
def new_file(dest: Path) -> Iterator[Path]:
    """A name to write a file under; once all is well it takes the place of `dest`, else nothing is left of it."""
    target = dest.resolve()  # a link stays a link
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:64]}.")
    os.close(handle)
    temporary = Path(name)
    try:
        yield temporary
        temporary.chmod(target.stat().st_mode & 0o777 if target.exists() else _mode(0o666))
        temporary.replace(target)
    except BaseException:
        for leftover in target.parent.glob(f"{temporary.name}*"):  # and what a database keeps beside its file
            leftover.unlink(missing_ok=True)
        raise


@contextmanager
def new_folder(dest: Path, files: Collection[str]) -> Iterator[Path]:
    """A folder to write to; once all is well it takes the place of `dest`, else nothing is left of it.

    Args:
        dest: the folder. Where it exists it may hold nothing but an earlier export, which goes.
        files: the names that an export consists of.

    Raises:
        ExportError: where something else is in the folder.
    """
    target = dest.resolve()
    if target.exists() and (strange := sorted(p.name for p in target.iterdir() if p.name not in files)):
        raise ExportError(f"{dest}: holds {strange[0]}, which is no part of an export; name a folder of its own")
    temporary = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name[:64]}."))
    old = temporary.with_name(f"{temporary.name}.old")
    try:
        yield temporary
        temporary.chmod(target.stat().st_mode & 0o777 if target.exists() else _mode(0o777))
        if target.exists():
            target.rename(old)  # between these two lines there is none, but never half of one
        temporary.rename(target)
    except BaseException:
        if old.exists() and not target.exists():
            old.rename(target)
        raise
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)
