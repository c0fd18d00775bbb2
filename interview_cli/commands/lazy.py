"""A group of commands of which only the chosen one is imported."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from inspect import getdoc
from typing import Any, NamedTuple

import typer
from typer.core import TyperCommand, TyperGroup


class Command(NamedTuple):
    """A line of a group's table.

    ``where`` is ``module:name`` below ``commands``: a function, or the table of another
    group. ``summary`` is the first paragraph of the help; the function's docstring is the
    rest of it.
    """

    name: str
    where: str
    summary: str
    example: str = ""


class LazyGroup(TyperGroup):
    """A group whose commands are listed from its table, and imported when chosen."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        name, command, rest = super().resolve_command(ctx, args)
        return name, command.load() if isinstance(command, CommandEntry) else command, rest


class CommandEntry(TyperCommand):
    """A command as the help of its group and tab completion list it."""

    def __init__(self, command: Command) -> None:
        super().__init__(command.name, help=command.summary, rich_markup_mode=None)
        self.command = command

    def load(self) -> Any:  # Typer carries its own Click, or not, by version
        """Return the command itself, imported."""
        name, where, summary, example = self.command
        module, _, attribute = where.partition(":")
        found = getattr(import_module(f"interview_cli.commands.{module}"), attribute)
        if isinstance(found, tuple):
            return LazyGroup(
                name=name,
                help=summary,
                commands=by_name(found),
                no_args_is_help=True,
                rich_markup_mode=None,
            )
        app = typer.Typer(
            add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False
        )
        text = "\n\n".join(filter(None, (summary, getdoc(found))))
        app.command(name, help=text, epilog=f"Example: interview {example}")(found)
        return typer.main.get_command(app)


def by_name(commands: Iterable[Command]) -> dict[str, Any]:
    """Return what a group holds of the *commands* in its table, by name."""
    return {command.name: CommandEntry(command) for command in commands}
