"""The settings: ``config.toml`` in the home folder, written by hand or by ``interview config``.

Everything is off, or has a value that needs no thought, until it is set. Comments, order
and names that are not known stay as the owner of the file wrote them. A key never
belongs here, for the folder may be synced: only the name of the environment variable
that holds it does. The only module that knows tomlkit.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from interview_cli.core.characters import UNSAFE
from interview_cli.errors import DiskError, InterviewError, UsageError
from interview_cli.storage import clock, files, paths
from interview_cli.storage.ai.address import parse as parse_address

Value = bool | int | float | str

#: The longest that a setting may wait for a model, in seconds.
LONGEST = 600


class Unfit(Exception):
    """A value that a setting cannot have; the message says what it can be."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing that can be set; ``default`` is None where there is no value until then.

    ``check`` takes what TOML gave, or what was typed, and gives the value; it raises Unfit.
    """

    name: str
    about: str
    default: Value | None
    check: Callable[[object], Value]


def _switch(given: object) -> bool:
    if isinstance(given, bool):
        return given
    words = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
    if isinstance(given, str) and given.lower() in words:
        return words[given.lower()]
    raise Unfit("true or false")


def _seconds(given: object) -> Value:
    if isinstance(given, str):
        try:
            given = float(given)
        except ValueError:
            given = None
    if isinstance(given, int | float) and not isinstance(given, bool) and 0 < given <= LONGEST:
        return int(given) if float(given).is_integer() else float(given)
    raise Unfit(f"a number of seconds, more than 0 and at most {LONGEST}")


def _line(given: object) -> str:
    if isinstance(given, str) and given.strip() and not UNSAFE.search(given):
        text = given.strip()
        if len(text) <= 300 and "\n" not in text and "\t" not in text:
            return text
    raise Unfit("a line of text")


def _model(given: object) -> str:
    text = _line(given)
    if _KEY.match(text):
        raise Unfit(_NO_KEY)
    return text


def _url(given: object) -> str:
    text = _line(given)
    try:
        return parse_address(text).url
    except ValueError as error:
        raise Unfit(str(error)) from None


def _variable(given: object) -> str:
    text = _line(given)
    # No variable is written in small letters and digits alone; keys of hex digits are.
    looks_random = len(text) >= 20 and re.search(r"\d", text) and re.search(r"[a-z]", text)
    if _KEY.match(text) or looks_random:
        raise Unfit(_NO_KEY)
    if not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]{0,99}", text):
        raise Unfit("the name of an environment variable, such as OPENAI_API_KEY")
    return text


#: How the keys of the services that we know of begin.
_KEY = re.compile(
    r"(?:sk|pk|rk|gsk|hf|xai|nvapi|AIza|ghp|github_pat)[-_A-Za-z0-9]{16,}|eyJ[\w-]{16,}"
)
_NO_KEY = (
    "the name of an environment variable, and this looks like a key itself: "
    "no key is ever kept in a file. If it is one, take it out of your shell's history"
)

SETTINGS: Mapping[str, Setting] = {
    setting.name: setting
    for setting in (
        Setting("ai.enabled", "let a model check answers and draft questions", False, _switch),
        Setting(
            "ai.url",
            "its OpenAI-compatible address, such as http://localhost:11434/v1",
            None,
            _url,
        ),
        Setting("ai.model", "the model's name there", None, _model),
        Setting(
            "ai.key_env", "the environment variable that holds the key", "OPENAI_API_KEY", _variable
        ),
        Setting("ai.timeout", "how long to wait for it, in seconds", 20, _seconds),
    )
}


def file() -> Path:
    """Where the settings are kept."""
    return paths.home() / "config.toml"


def values() -> dict[str, Value]:
    """Give the settings that the file holds, by name; those at their default are not in it.

    Raises UsageError, with the line where it can be told, for a file that is broken or
    holds what a setting can't be; DiskError where it can't be read.
    """
    tree, found = _tree(), {}
    for name, setting in SETTINGS.items():
        given = _at(tree, name)
        if given is None:
            continue
        try:
            found[name] = setting.check(given)
        except Unfit as unfit:
            shown = "what looks like a key" if unfit.args[0] == _NO_KEY else repr(given)
            raise UsageError(
                f"{file()}: {name} is {shown}; it must be {unfit}",
                f"mend it there, or: interview config --unset {name}",
            ) from None
    return found


def value(name: str) -> Value | None:
    """Give the value of the setting *name*, else its default."""
    return values().get(name, SETTINGS[name].default)


def unknown() -> list[str]:
    """Give the names in the file that are no settings: slips, or those of another version."""
    return [name for name in _names(_tree()) if name not in SETTINGS]


def put(name: str, text: str) -> Value:
    """Set *name* to what was typed, and give the value; raises UsageError, DiskError."""
    try:
        checked = SETTINGS[name].check(text)
    except Unfit as unfit:
        shown = "that" if unfit.args[0] == _NO_KEY else repr(text)
        raise UsageError(f"{name} cannot be {shown}", f"it must be {unfit}") from None
    table, _, last = name.rpartition(".")
    document = _document()
    holder = document.setdefault(table, _new_table()) if table else document
    if not isinstance(holder, dict):
        raise UsageError(
            f"{file()}: {table} is {holder!r}, and must be a table", f"write it as [{table}]"
        )
    holder[last] = checked
    _write(document)
    return checked


def unset(name: str) -> bool:
    """Take *name* out of the file; say whether it was in it."""
    if _at(_tree(), name) is None:
        return False
    table, _, last = name.rpartition(".")
    document = _document()
    del (document[table] if table else document)[last]
    _write(document)
    return True


def _at(tree: Mapping[str, Any], name: str) -> object:
    found: object = tree
    for part in name.split("."):
        if not isinstance(found, Mapping):
            raise UsageError(
                f"{file()}: {name.rpartition('.')[0]} is {found!r}, and must be a table",
                f"write it as [{name.rpartition('.')[0]}]",
            )
        found = found.get(part)
        if found is None:
            return None
    return found


def _names(tree: Mapping[str, Any], before: str = "") -> list[str]:
    found = []
    for name, item in tree.items():
        found += _names(item, f"{before}{name}.") if isinstance(item, dict) else [before + name]
    return found


def _text() -> str:
    try:
        return file().read_bytes().removeprefix(b"\xef\xbb\xbf").decode()
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise DiskError(f"cannot read {file()}: {error.strerror}") from error
    except UnicodeDecodeError:
        raise UsageError(f"{file()} is not UTF-8 text", "save it as UTF-8") from None


def _tree() -> dict[str, Any]:
    try:
        return tomllib.loads(_text())
    except tomllib.TOMLDecodeError as error:
        raise _broken(error) from None


def _broken(error: ValueError) -> InterviewError:
    """Say where the file is broken; the parser says the place in words."""
    place = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
    where = f":{place[1]}:{place[2]}" if place else ""
    what = re.sub(r"\s*\(at .*\)$", "", str(error))
    return UsageError(
        f"{file()}{where}: this is no TOML: {what}",
        'mend it, or move the file away; a setting is written as model = "name" below [ai]',
    )


def _document() -> Any:
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    _tree()  # its errors say the place in a known form
    try:
        return tomlkit.parse(_text().replace("\r\n", "\n"))
    except TOMLKitError as error:
        raise _broken(ValueError(str(error))) from None


def _new_table() -> Any:
    import tomlkit

    return tomlkit.table()


def _write(document: Any) -> None:
    import tomlkit

    if clock.pretended():
        raise UsageError(
            "nothing is written while INTERVIEW_NOW is set", "set INTERVIEW_HOME too, or neither"
        )
    # A link is followed: settings may be kept with one's other dotfiles.
    where = file().resolve()
    try:
        files.replace(where, tomlkit.dumps(document).encode())
    except OSError as error:
        raise DiskError(f"cannot write {where}: {error.strerror}") from error
