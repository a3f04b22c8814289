"""Commands of typer that start at once.

Typer makes a pydantic validator for each option that is no flag, also for those that were not given, and to import
pydantic takes longer than to read a plan. Words need no conversion: they stay what they are here. Whatever else was
given, such as a number, is converted by typer, with its own words where it is wrong.

It also makes all commands with all their options before it looks which one is meant.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from copy import copy
from typing import Any

from typer import Typer
from typer.core import TyperCommand, TyperGroup

__all__ = ["QuickCommand", "QuickGroup", "narrowed"]


class _Words:
    """Stands before typer's conversion of one parameter."""

    def __init__(self, typers_own: Callable[[], Any]) -> None:
        self._typers_own = typers_own

    def __call__(self) -> _Words:
        """What typer asks for in place of its own conversion."""
        return self

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """What the parameter's value becomes."""
        several = param.multiple or param.nargs == -1
        kind = param.type_descriptor.annotation
        if value is None:
            return () if several else None
        if several and kind == list[str] and isinstance(value, (list, tuple)):
            return list(value)
        if not several and kind in {bool, int, str} and value == param.default:
            return value
        if not several and kind is str and isinstance(value, str):
            return value
        return self._typers_own().coerce(value, param=param, ctx=ctx)


def _quick(parameters: list[Any]) -> list[Any]:
    for parameter in parameters:
        typers_own = getattr(parameter, "get_runtime_param", None)
        # Versions of typer that convert by other means have no such method, and need none of this.
        if typers_own is not None and not isinstance(typers_own, _Words):
            parameter.get_runtime_param = _Words(typers_own)
    return parameters


class QuickCommand(TyperCommand):
    """A command whose words are not validated by pydantic."""

    def get_params(self, ctx: Any) -> list[Any]:
        """The arguments and options, that of help included."""
        return _quick(super().get_params(ctx))


class QuickGroup(TyperGroup):
    """The same for the options that stand before a command."""

    def get_params(self, ctx: Any) -> list[Any]:
        """The arguments and options, that of help included."""
        return _quick(super().get_params(ctx))


def narrowed(app: Typer, arguments: Sequence[str]) -> Typer:
    """The application with what `arguments` need of it: one command, or for help of all no more than what each does."""
    first = arguments[0] if arguments else "--help"
    if any(name.endswith("_COMPLETE") for name in os.environ):
        return app
    if first in {"-h", "--help"}:
        return _told(app)
    commands = [info for info in app.registered_commands if _name(info) == first]
    groups = [info for info in app.registered_groups if info.name == first]
    if not commands and not groups:
        return app
    narrow = copy(app)
    narrow.registered_commands, narrow.registered_groups = commands, groups
    return narrow


def _told(app: Typer) -> Typer:
    told = copy(app)
    told.registered_commands = [_without_options(info) for info in app.registered_commands]
    told.registered_groups = [copy(info) for info in app.registered_groups]
    for group in told.registered_groups:
        group.typer_instance = _told(group.typer_instance) if group.typer_instance else None
    return told


def _name(info: Any) -> str:
    return str(info.name or info.callback.__name__.replace("_", "-"))


def _without_options(info: Any) -> Any:
    def does_nothing() -> None:
        pass

    does_nothing.__doc__ = info.callback.__doc__
    bare = copy(info)
    bare.name, bare.callback = _name(info), does_nothing
    return bare
