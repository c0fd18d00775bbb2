"""What completion knows of the program, as the program itself says it: ``program.json``."""

from __future__ import annotations

import json
from typing import Any

from interview_cli.command_table import app
from interview_cli.commands.completion.install import SHELLS
from interview_cli.core.kinds import KINDS
from interview_cli.core.levels import LEVELS
from interview_cli.packs.lint import RULES
from interview_cli.storage.settings import ABOUT
from interview_cli.terminal.problems import FORMATS

_HELP = {
    "names": ["--help", "-h"],
    "metavar": "",
    "optional": False,
    "repeats": False,
    "help": "Show this message and exit.",
}


def describe_program() -> str:
    """Return all commands and options, and the names of levels, rules …, as JSON."""
    rules = {id_: rule.title for id_, rule in RULES.items()}
    names = {
        "formats": dict.fromkeys(FORMATS, ""),
        "kinds": dict.fromkeys(KINDS, ""),
        "levels": dict.fromkeys(LEVELS, ""),
        "pages of rules": {**rules, "phrases": "How key points are written."},
        "rules": rules,
        "settings": ABOUT,
        "shells": dict.fromkeys(SHELLS, ""),
    }
    program = {"names": names, **_describe_command(app(), "interview")}
    return json.dumps(program, indent=1, ensure_ascii=False) + "\n"


def _describe_command(command: Any, path: str) -> dict[str, Any]:
    """Return a command of Typer's as data; *path* is what is typed to reach it."""
    params = [param for param in command.params if not getattr(param, "hidden", False)]
    commands = {}
    for name, entry in getattr(command, "commands", {}).items():
        loaded = entry.load(path) if hasattr(entry, "load") else entry
        commands[name] = {
            "help": entry.get_short_help_str(200),
            **_describe_command(loaded, f"{path} {name}"),
        }
    return {
        "options": [*map(_describe_option, filter(_is_option, params)), _HELP],
        "arguments": [
            {"metavar": _read_metavar(param), "repeats": param.nargs == -1}
            for param in params
            if not _is_option(param)
        ],
        "commands": commands,
    }


def _is_option(param: Any) -> bool:
    return bool(param.param_type_name == "option")


def _describe_option(option: Any) -> dict[str, Any]:
    return {
        "names": [*option.opts, *option.secondary_opts],
        "metavar": "" if option.is_flag or option.count else _read_metavar(option),
        "optional": str(option.metavar or "").startswith("["),
        "repeats": bool(option.multiple or option.count),
        "help": option.help or "",
    }


def _read_metavar(param: Any) -> str:
    """Return a METAVAR without the signs that say whether it may be left out or repeated."""
    assert param.metavar, f"{param.name} has no metavar, by which completion knows what it can be"
    return str(param.metavar).removesuffix("...").strip("[]")
