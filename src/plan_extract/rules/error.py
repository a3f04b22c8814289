"""The error of rules that cannot be used."""

from __future__ import annotations

__all__ = ["RuleError"]


class RuleError(Exception):
    """A rule that cannot be used: ``FILE:LINE: key: what is wrong``."""

    def __init__(self, file: str, line: int, key: str, message: str) -> None:
        super().__init__(f"{file}:{line}: {key}: {message}" if key else f"{file}:{line}: {message}")
