"""The settings: ``config.toml`` in the home folder, written by hand or by ``interview config``.

Everything is off, or has a value that needs no thought, until it is set. Comments, order
and unknown names stay as the owner of the file wrote them. A key never belongs here, for
the folder may be synced: only the name of the environment variable that holds it does.
The only module that knows tomlkit.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from interview_cli.core.errors import DiskError, UsageError
from interview_cli.core.safe_text import UNSAFE
from interview_cli.storage import files, paths
from interview_cli.storage.model_address import NO_KEY_IN_ADDRESS, NOTHING_AFTER, parse_address
from interview_cli.storage.reading.plain_files import read_plain

Value = bool | float | str

_TABLE = "ai"
#: No file of settings has more bytes.
_LARGEST = 1 << 20
#: The longest that a setting may wait for a model, in seconds.
_LONGEST = 600
#: How the keys of the services that we know of begin.
_KEY = re.compile(
    r"(?:sk|pk|rk|gsk|hf|xai|nvapi|AIza|ghp|github_pat)[-_A-Za-z0-9]{16,}|eyJ[\w-]{16,}"
)
#: A name or a password before the host of an address, and a setting that is called a key.
_PASSWORD = re.compile(r"://[^\s/\"'#]*@")
_NAMED_AS_KEY = re.compile(r"(?im)^[^\n#=]*(?:key|token|secret|password)\b[\"']?\s*=\s*\S")
_NO_KEY = (
    "the name of an environment variable, and this looks like a key itself: "
    "no key is ever kept in a file. If it is one, take it out of your shell's history"
)
#: What is said of values that may hold a secret, which are never repeated.
_SECRET = {_NO_KEY, NO_KEY_IN_ADDRESS, NOTHING_AFTER}
_WORDS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}


def _parse_switch(value: object) -> bool:
    known = _WORDS.get(value.lower()) if isinstance(value, str) else value
    if isinstance(known, bool):
        return known
    raise ValueError("true or false")


def _parse_seconds(value: object) -> float:
    try:
        number = float(value) if isinstance(value, str | int | float) else 0.0
    except (ValueError, OverflowError):
        number = 0.0
    if isinstance(value, bool) or not 0 < number <= _LONGEST:
        raise ValueError(f"a number of seconds, more than 0 and at most {_LONGEST}")
    return int(number) if number.is_integer() else number


def _parse_count(value: object) -> int:
    text = str(value).strip()
    if isinstance(value, bool) or not re.fullmatch(r"[0-9]{1,6}", text):
        raise ValueError("a whole number, 0 or more")
    return int(text)


def _parse_line(value: object) -> str:
    text = value.strip() if isinstance(value, str) else ""
    if not 0 < len(text) <= 300 or UNSAFE.search(text) or re.search(r"[\n\t]", text):
        raise ValueError("a line of text")
    if _KEY.match(text):
        raise ValueError(_NO_KEY)
    return text


def _parse_url(value: object) -> str:
    text = _parse_line(value)
    if _KEY.search(text):
        raise ValueError(NO_KEY_IN_ADDRESS)
    try:
        return parse_address(text).url
    except ValueError:
        if "@" in text:  # a password may stand before it
            raise ValueError(NO_KEY_IN_ADDRESS) from None
        raise


def _parse_variable(value: object) -> str:
    text = _parse_line(value)
    # No variable is written in small letters and digits alone; keys of hex digits are.
    if len(text) >= 20 and re.search(r"\d", text) and re.search(r"[a-z]", text):
        raise ValueError(_NO_KEY)
    if not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]{0,99}", text):
        raise ValueError("the name of an environment variable, such as OPENAI_API_KEY")
    return text


def _setting(
    about: str, parse: Callable[[object], Value], default: Any, table: str = _TABLE
) -> Any:
    """Return a field of ``Configuration``; *parse* raises ValueError with what it can be.

    Without a *table* it stands at the top of the file.
    """
    return field(default=default, metadata={"about": about, "parse": parse, "table": table})


@dataclass(frozen=True, slots=True)
class Configuration:
    """All settings, each with its default where the file has none."""

    new_per_day: int | None = _setting(
        "how many new questions flashcards and the plan may bring in a day", _parse_count, None, ""
    )
    enabled: bool = _setting("let a model check answers and draft questions", _parse_switch, False)
    url: str | None = _setting(
        "its OpenAI-compatible address, such as http://localhost:11434/v1",
        _parse_url,
        None,
    )
    model: str | None = _setting("the model's name there", _parse_line, None)
    key_env: str = _setting(
        "the environment variable that holds the key", _parse_variable, "OPENAI_API_KEY"
    )
    timeout: float = _setting("how long to wait for it, in seconds", _parse_seconds, 20)
    allow_private: bool = _setting(
        "let pack add download from this machine and private networks",
        _parse_switch,
        False,
        "packs",
    )
    look_for_updates: bool = _setting(
        "look for newer versions of the packs you added, once a day, and say so",
        _parse_switch,
        False,
        "packs",
    )


#: What each setting is for, by its name.
_FIELDS = {f"{f.metadata['table']}.{f.name}".lstrip("."): f.metadata for f in fields(Configuration)}
ABOUT: dict[str, str] = {name: about["about"] for name, about in _FIELDS.items()}
_TABLES = sorted({about["table"] for about in _FIELDS.values()} - {""})
_PARSE: dict[str, Callable[[object], Value]] = {
    name: about["parse"] for name, about in _FIELDS.items()
}


def file() -> Path:
    return paths.config()


def load() -> tuple[Configuration, dict[str, Value]]:
    """Return the settings, and by name those in the file; raises UsageError, DiskError."""
    found = {name: _read(name, value) for name, value in _flatten(_read_tree()) if name in _PARSE}
    values: dict[str, Any] = {name.rpartition(".")[2]: value for name, value in found.items()}
    return Configuration(**values), found


def load_new_per_day() -> int | None:
    """Return the setting of that name alone, whatever the others are; raises as ``load`` does."""
    value = load_one("new_per_day")
    return None if value is None else int(value)


def load_one(name: str) -> Value | None:
    """Return the setting *name* alone, None where it isn't set; raises as ``load`` does."""
    value = dict(_flatten(_read_tree())).get(name)
    return None if value is None else _read(name, value)


def _read(name: str, value: object) -> Value:
    try:
        return _PARSE[name](value)
    except ValueError as error:
        what = "what may hold a key" if _may_be_secret(value, error) else repr(value)
        raise UsageError(
            f"{file()}: {name} is {what}; it must be {error}",
            f"fix it there, or: interview config --unset {name}",
        ) from None


def may_hold_key(path: Path) -> bool:
    """Whether the file of settings at *path* has what looks like a key, in whatever place."""
    try:
        text = read_plain(path, _LARGEST).decode(errors="replace")
    except OSError:
        return False
    return any(pattern.search(text) for pattern in (_KEY, _PASSWORD, _NAMED_AS_KEY))


def _may_be_secret(value: object, error: ValueError) -> bool:
    return str(error) in _SECRET or looks_like_key(str(value))


def find_wrong() -> list[tuple[str, str]]:
    """Return the settings whose values can't be used, each with what it must be.

    The value itself isn't repeated. Raises UsageError and DiskError for the file as a whole.
    """
    wrong = []
    for name, value in _flatten(_read_tree()):
        try:
            _PARSE.get(name, str)(value)
        except ValueError as error:
            wrong.append((name, str(error)))
    return wrong


def looks_like_key(text: str) -> bool:
    """Whether there's something in *text* that looks like the key of a service."""
    return bool(_KEY.search(text))


def hide_keys(text: str) -> str:
    """Return *text* without what looks like the key of a service, which may be anywhere in it."""
    return _KEY.sub("(what looks like a key)", text)


def find_unknown() -> list[str]:
    """Return the names in the file that aren't settings: slips, or those of another version."""
    return [name for name, _ in _flatten(_read_tree()) if name not in ABOUT]


def write(name: str, text: str) -> None:
    """Write *text*, as it was typed, as the value of *name*; raises UsageError, DiskError."""
    try:
        value = _PARSE[name](text)
    except ValueError as error:
        what = "that" if _may_be_secret(text, error) else repr(text)
        raise UsageError(f"{name} cannot be {what}", f"it must be {error}") from None
    _edit(name, value)


def remove(name: str) -> None:
    """Remove *name* from the file; raises UsageError, DiskError."""
    if name in dict(_flatten(_read_tree())):
        _edit(name, None)


def _edit(name: str, value: Value | None) -> None:
    """Rewrite the file with *value* for *name*; None takes it out."""
    import tomlkit  # only who writes waits for it

    _read_tree()  # raises what is wrong with the file, with its place
    document = tomlkit.parse(_read_text().replace("\r\n", "\n"))
    above, _, key = name.rpartition(".")
    table: Any = document.setdefault(above, tomlkit.table()) if above else document
    if value is None:
        del table[key]
    else:
        table[key] = value
    # A link is followed: settings may be kept with one's other dotfiles.
    files.save(file().resolve(), tomlkit.dumps(document).encode())


def _flatten(tree: dict[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    """Yield the names and values in *tree*, a name within a table as ``table.name``."""
    for name, value in tree.items():
        if isinstance(value, dict) and before + name not in ABOUT:
            yield from _flatten(value, f"{before}{name}.")
        else:
            yield before + name, value


def _read_text() -> str:
    try:
        return read_plain(file(), _LARGEST).removeprefix(b"\xef\xbb\xbf").decode()
    except FileNotFoundError:
        return ""
    except OSError as error:
        from interview_cli.storage.reading.owners import advise_on  # for errors alone

        hint = f"{advise_on(file())}; or move it away"
        raise DiskError(f"cannot read {file()}: {error.strerror}", hint) from error
    except UnicodeDecodeError:
        raise UsageError(f"{file()} is not UTF-8 text", "save it as UTF-8") from None


def _count_lines(text: str) -> int:
    return text.rstrip().count("\n") + 1


def _read_tree() -> dict[str, Any]:
    text = _read_text()
    try:
        tree = tomllib.loads(text)
    except RecursionError:
        raise UsageError(
            f"{file()} is nested too deeply", "fix it, or move the file away"
        ) from None
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
        where = f":{place[1]}:{place[2]}" if place else f":{_count_lines(text)}"
        what = hide_keys(re.sub(r"\s*\(at .*\)$", "", str(error)))
        raise UsageError(
            f"{file()}{where}: this isn't TOML: {what}",
            'fix it, or move the file away; a setting is written as model = "name" below [ai]',
        ) from None
    for name in _TABLES:
        table = tree.get(name, {})
        if not isinstance(table, dict):
            raise UsageError(f"{file()}: {name} must be a table", f"write it as [{name}]")
    return tree
