"""The error of an export."""

from __future__ import annotations

__all__ = ["ExportError"]


class ExportError(Exception):
    """An export that cannot be made: what is wrong and what to do, in one line."""
