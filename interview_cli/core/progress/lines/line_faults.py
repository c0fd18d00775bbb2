"""What is wrong with a line of the journal that doesn't count, and what can be had from it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from interview_cli.core.progress.lines.line_bytes import LONGEST_LINE, read_json
from interview_cli.core.progress.lines.line_check import (
    find_fault,
    is_known,
    is_sound,
    is_too_deep,
)
from interview_cli.core.records import Line

#: The version of the lines that this program understands.
VERSION = 1

#: A damaged line is searched for others at so many places, at most.
_MOST_TRIES = 1000

_CONFLICT = re.compile(rb"(<{7}|={7}|>{7}|\|{7})( |$)")


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a line doesn't count; ``is_json`` where a program can read it, if not use it."""

    code: str
    says: str
    is_json: bool = False


def judge(raw: bytes) -> tuple[Line | None, Fault | None]:
    """Return the line in *raw*, without its end, where it can be used, else what is wrong.

    Both are there for a line of a newer version or an unknown type: it is passed over.
    """
    if len(raw) > LONGEST_LINE and len(raw.strip()) > LONGEST_LINE:
        return None, Fault("too-long", "it's longer than 1 MB")
    try:
        value = read_json(raw)
    except RecursionError:
        return None, Fault("too-deep", "it's nested too deeply", True)
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        return None, _judge_text(raw, error)
    except ValueError:
        return None, Fault("unsound", "it has a number that JSON doesn't have", True)
    if not isinstance(value, dict):
        return None, Fault("not-a-line", "it isn't a JSON object", True)
    if value and "v" not in value and "at" not in value:
        return None, Fault("not-ours", "it's an object of another program", True)
    for name in ("id", "at", "type"):
        if not isinstance(value.get(name), str):
            return None, _unsound(value, name)
    version = value.get("v")
    if version != VERSION or version is True:
        if type(version) is int and version > VERSION:
            return value, Fault("newer", f"it's of version {version} of the journal", True)
        return None, _unsound(value, "v")
    if is_too_deep(value):
        return None, Fault("too-deep", "it's nested too deeply", True)
    if not is_sound(value):
        return None, _unsound(value, find_fault(value))
    if not is_known(value["type"]):
        return value, Fault("unknown-type", "this version doesn't know its type", True)
    return value, None


def salvage(raw: bytes) -> tuple[list[bytes], bool]:
    """Return the whole lines in *raw*, a line that can't be read, and whether there's more in it.

    Two lines may stand in one, after half a line or with zeros before them.
    """
    found: list[bytes] = []
    text, rest, at = raw.decode("utf-8", "replace"), False, 0
    decoder = json.JSONDecoder(parse_constant=_refuse)
    ignored = _BETWEEN + "[,]" * text.lstrip(_BETWEEN).startswith("[")
    start = text.find("{")
    for _ in range(_MOST_TRIES):
        if start < 0:
            break
        try:
            value, end = decoder.raw_decode(text, start)
        except (ValueError, RecursionError):
            value, end = None, start
        part = text[start:end]
        if _is_line(value) and "\ufffd" not in part:
            rest = rest or bool(text[at:start].strip(ignored))
            found.append(part.encode())
            at = end
            start = text.find("{", at)
        else:
            start = text.find('{"', start + 1)
    return found, rest or bool(text[at:].strip(ignored))


#: What may stand between two lines and is none of them; in a list there's more.
_BETWEEN = "\0 \t\r\n\ufeff"


def _is_line(value: Any) -> bool:
    return isinstance(value, dict) and all(
        isinstance(value.get(name), str) for name in ("id", "at", "type")
    )


def _judge_text(raw: bytes, error: ValueError) -> Fault:
    """Return what is wrong with a line that isn't JSON."""
    if not raw.strip(b"\0 \t\r"):
        return Fault("zeros", f"{len(raw)} zero bytes, as left by a power cut")
    if _CONFLICT.match(raw):
        return Fault("conflict-mark", "a merge conflict marker left by git")
    found, rest = salvage(raw)
    if found:
        return _judge_several(raw.decode("utf-8", "replace"), found, more=rest)
    if b"\0" in raw:
        return Fault("zeros", "it has zero bytes in it")
    try:
        text = raw.decode()
    except UnicodeDecodeError as wrong:
        return Fault("not-utf-8", f"it isn't UTF-8 at byte {wrong.start} of the line")
    if not text.lstrip().startswith("{"):
        begins = "torn" if text.rstrip().endswith("}") else "not-json"
        says = "its beginning is missing" if begins == "torn" else "it isn't JSON"
        return Fault(begins, says)
    place = error.pos if isinstance(error, json.JSONDecodeError) else 0
    if place >= len(text.rstrip()) or "Unterminated" in str(error):
        return Fault("torn", f"it was cut off after {len(raw)} bytes")
    return Fault("not-json", f"it isn't JSON at character {place + 1}")


def _judge_several(text: str, found: list[bytes], *, more: bool) -> Fault:
    """Return what is wrong where the lines *found* are in one, and whether *more* is."""
    before, *behind = _split(text, found)
    if any('":' in one or '{"' in one for one in (before, *behind)):
        return Fault("torn", "a line that was cut off, and another one in the same line")
    between, last = behind[:-1], behind[-1]
    places = [
        *(["before it"] if before else []),
        *(["in between"] if any(between) else []),
        *(["behind it"] if last else []),
    ]
    what = f"{len(found)} lines in one" if len(found) > 1 else "a whole line"
    if not more or not places:
        return Fault("joined", f"{what}{'' if len(found) > 1 else ', with something around it'}")
    signs = "".join((before, *behind))
    shown = signs if len(signs) < _FEW and not any(map(str.isalnum, signs)) else "something else"
    return Fault("joined", f"{what}, with {shown} {' and '.join(places)}")


#: So many signs that are no letters hold no text of an answer, and are shown.
_FEW = 5


def _split(text: str, found: list[bytes]) -> list[str]:
    """Return what stands before each of the lines *found* in *text*, and behind the last."""
    parts = []
    for one in found:
        before, _, text = text.partition(one.decode())
        parts.append(before.strip(_BETWEEN))
    return [*parts, text.strip(_BETWEEN)]


def _unsound(value: dict[str, Any], name: str) -> Fault:
    what = "is missing" if name not in value else "has a value that it can't have"
    return Fault("unsound", f'its "{name}" {what}', True)


def _refuse(constant: str) -> None:
    raise ValueError(constant)
