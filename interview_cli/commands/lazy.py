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

    ``where`` is ``module:function`` below ``commands``, the function's name that of the
    command; without a function it is a group, with a table in its module. ``summary`` is the
    first paragraph of the help, the function's docstring the rest of it; ``example`` is an
    example of what to type behind the name.
    """

    where: str
    summary: str
    example: str = ""

    @property
    def name(self) -> str:
        return self.where.rpartition(":")[2].removesuffix("_command")


class LazyGroup(TyperGroup):
    """A group whose commands are listed from its table, and imported when chosen."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        name, command, rest = super().resolve_command(ctx, args)
        if isinstance(command, CommandEntry):
            command = command.load(ctx.command_path)
        return name, command, rest


class CommandEntry(TyperCommand):
    """A command as the help of its group and tab completion list it."""

    def __init__(self, command: Command) -> None:
        super().__init__(command.name, help=command.summary, rich_markup_mode=None)
        self.command = command

    def load(self, group: str) -> Any:  # Typer carries its own Click, or not, by version
        """Return the command itself, imported; *group* is what is typed before its name."""
        where, summary, example = self.command
        name = self.command.name
        module_name, _, function_name = where.partition(":")
        module = import_module(f"interview_cli.commands.{module_name}")
        if not function_name:
            return LazyGroup(
                name=name,
                help=summary,
                commands=by_name(module.COMMANDS),
                no_args_is_help=True,
                rich_markup_mode=None,
            )
        app = typer.Typer(
            add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False
        )
        function = getattr(module, function_name)
        text = "\n\n".join(filter(None, (summary, getdoc(function))))
        epilog = f"Example: {group} {name} {example}".rstrip()
        app.command(name, help=text, epilog=epilog)(function)
        return typer.main.get_command(app)


def by_name(commands: Iterable[Command]) -> dict[str, Any]:
    """Return what a group holds of the *commands* in its table, by name."""
    return {command.name: CommandEntry(command) for command in commands}
