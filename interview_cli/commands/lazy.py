"""A group of commands of which only the chosen one is imported."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from inspect import getdoc
from typing import Any, NamedTuple

import typer
from typer.core import TyperCommand, TyperGroup

from interview_cli.commands.completion.offers import means_path
from interview_cli.core.errors import UsageError
from interview_cli.core.sentences import join


class Command(NamedTuple):
    """A line of a group's table.

    ``where`` is ``module:function`` below ``commands``, the function's name that of the
    command; without a function it is a group, with a table in its module. ``summary`` is the
    first paragraph of the help, the function's docstring the rest of it; ``example`` is what
    may be typed after the name. ``other_names`` are words that people try instead: they
    aren't commands, but whoever types one is told this command's name. ``heading`` is what
    the command stands under in the help of its group. ``default`` is the command of a group
    that is run where none is named.
    """

    where: str
    summary: str
    example: str = ""
    other_names: tuple[str, ...] = ()
    heading: str = "Commands"
    default: str = ""

    @property
    def name(self) -> str:
        where, _, function = self.where.partition(":")
        return function.removesuffix("_command") or where

    @property
    def commands(self) -> Sequence[Command]:
        """The table of a group; empty for a command."""
        if ":" in self.where:
            return ()
        table: Sequence[Command] = _import(self.where).COMMANDS
        return table


def under(heading: str, *commands: Command) -> list[Command]:
    """Return *commands* as they stand under *heading* in the help of their group."""
    return [command._replace(heading=heading) for command in commands]


def by_name(commands: Iterable[Command]) -> dict[str, Any]:
    """Return what a group holds of the *commands* in its table, by name."""
    return {command.name: CommandEntry(command) for command in commands}


def walk(commands: Iterable[Command], before: str = "") -> Iterator[tuple[str, Command]]:
    """Yield every command with what is typed for it, such as ``pack check``."""
    for command in commands:
        path = f"{before} {command.name}".lstrip()
        yield path, command
        yield from walk(command.commands, path)


def find_commands(word: str, commands: Iterable[Command]) -> list[str]:
    """Return what to type for *word*, the best first: another name for it, or a misspelling."""
    names: dict[str, list[str]] = {}
    others: dict[str, list[str]] = {}
    for path, command in walk(commands):
        names.setdefault(command.name, []).append(path)
        for other in command.other_names:
            others.setdefault(other, []).append(path)
    word = word.lower()
    found = [*names.get(word, ()), *others.get(word, ())]
    if not found:
        from difflib import SequenceMatcher, get_close_matches  # only for a misspelling: 2 ms

        near = get_close_matches(word, names, n=2, cutoff=0.62)
        alike = get_close_matches(word, others, n=1, cutoff=0.8)

        def likeness(name: str) -> float:
            return SequenceMatcher(None, word, name).ratio()

        # "reviews" is more like "review", another name, than like "preview".
        if alike and (not near or likeness(alike[0]) > likeness(near[0])):
            found = [*others[alike[0]]]
        else:
            found = [path for name in near for path in names[name]]
    return [*dict.fromkeys(found)][:_MOST]


#: How many commands are suggested for a word that isn't one.
_MOST = 3


class LazyGroup(TyperGroup):
    """A group whose commands are listed from its table, and imported when chosen.

    Typer's Click isn't always the Click that can be imported, so its types are ``Any`` here.
    """

    #: The command that is run where none is named; "" where the help is shown.
    default = ""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        is_option = bool(args) and args[0].startswith("-") and args[0] not in ("-h", "--help")
        if self.default and not ctx.resilient_parsing and (not args or is_option):
            args = [self.default, *args]
        return super().parse_args(ctx, args)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        word, *rest = args
        command = self.get_command(ctx, word)
        if command is None and not word.startswith("-") and not ctx.resilient_parsing:
            raise self._no_such_command(ctx, word)
        if command is None:
            return super().resolve_command(ctx, args)
        if isinstance(command, CommandEntry):
            command = command.load(ctx.command_path)
        return word, command, rest

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the commands before the options: they are what somebody looks for here."""
        self.format_commands(ctx, formatter)
        TyperCommand.format_options(self, ctx, formatter)  # type: ignore[arg-type]

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write the commands under their headings; a summary is wrapped where it is long."""
        headings: dict[str, list[Command]] = {}
        for entry in self.commands.values():
            assert isinstance(entry, CommandEntry)
            headings.setdefault(entry.command.heading, []).append(entry.command)
        width = max(map(len, self.commands))
        for heading, commands in headings.items():
            with formatter.section(heading):
                formatter.write_dl([(f"{c.name:{width}}", c.summary) for c in commands])

    def _no_such_command(self, ctx: Any, word: str) -> UsageError:
        table = [entry.command for entry in ctx.find_root().command.commands.values()]
        typed = [f"interview {path}" for path in find_commands(word, table)]
        typed += [
            f"{ctx.command_path} {option}"
            for parameter in self.get_params(ctx)
            for option in parameter.opts
            if option == f"--{word}" or option.endswith(f"-{word}")
        ]
        name = " ".join([*ctx.command_path.split()[1:], word])
        hint = f"did you mean {join(typed, 'or')}?" if typed else f"see: {ctx.command_path} --help"
        return UsageError(f"there is no command {name!r}", hint)


class CommandEntry(TyperCommand):
    """A command as the help of its group and tab completion list it."""

    def __init__(self, command: Command) -> None:
        super().__init__(command.name, help=command.summary, rich_markup_mode=None)
        self.command = command

    def load(self, group: str) -> Any:  # Typer carries its own Click, or not, by version
        """Return the command itself, imported; *group* is what is typed before its name."""
        name, summary = self.command.name, self.command.summary
        epilog = f"Example: {group} {name} {self.command.example}".rstrip()
        module, _, function_name = self.command.where.partition(":")
        if not function_name:
            loaded = LazyGroup(
                name=name,
                help=summary,
                epilog=epilog,
                commands=by_name(self.command.commands),
                no_args_is_help=not self.command.default,
                rich_markup_mode=None,
            )
            loaded.default = self.command.default
            return loaded
        app = typer.Typer(
            add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False
        )
        function = getattr(_import(module), function_name)
        text = "\n\n".join(filter(None, (summary, getdoc(function))))
        app.command(name, cls=RealCommand, help=text, epilog=epilog)(function)
        return typer.main.get_command(app)


class RealCommand(TyperCommand):
    """A command that takes ~ in a path for the home folder, and no empty path.

    An option whose METAVAR is in square brackets needs no value: without one it's "". Typer
    has no such options. What follows is its value if it's a number.

    A shell leaves ~ as it is in quotes and behind ``--save=``; an empty path is a variable
    that isn't set, and would be the current folder.
    """

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        optional = {
            name
            for parameter in self.params
            if str(parameter.metavar or "").startswith("[")
            for name in parameter.opts
            if name.startswith("-")
        }
        return super().parse_args(ctx, [*_with_values(args, optional)])

    def invoke(self, ctx: Any) -> Any:
        path = " ".join(ctx.command_path.split()[1:])
        for parameter in self.params:
            metavar = str(parameter.metavar or "").removesuffix("...").strip("[]")
            if means_path(path, metavar):
                name = parameter.opts[0] if parameter.opts[0].startswith("-") else metavar
                ctx.params[parameter.name] = _expand(ctx.params[parameter.name], name)
        return super().invoke(ctx)


def _with_values(args: Sequence[str], optional: set[str]) -> Iterator[str]:
    """Yield *args*, an option among the *optional* ones with an empty value if it has none."""
    end = args.index("--") if "--" in args else len(args)
    for n, arg in enumerate(args):
        following = args[n + 1] if n + 1 < len(args) else ""
        bare = n < end and arg in optional and not following.isdecimal()
        yield f"{arg}=" if bare else arg


def _expand(value: Any, name: str) -> Any:
    if isinstance(value, list | tuple):
        return [_expand(one, name) for one in value]
    if value == "":
        raise UsageError(f"{name} is empty", "name a file or a folder; . is this folder")
    return value and os.path.expanduser(value)  # which leaves ~nobody as it is


def _import(module: str) -> Any:
    return import_module(f"interview_cli.commands.{module}")
