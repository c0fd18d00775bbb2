"""A pack's YAML written as a person would, a new pack, and where a key point stands.

What is written reads back to the same, for the reader takes every scalar as text: what
looks like a number or a ``no`` needs no quotes. Text of several lines stands below ``|``.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath
from textwrap import indent
from typing import Any, NamedTuple

from interview_cli.packs.authoring.json_schema import MODELINE, SCHEMA_FILE, schema_text
from interview_cli.packs.discovery import HEAD
from interview_cli.packs.format.rules.checks import list_maps
from interview_cli.packs.kinds import KINDS_FOR_AUTHORS
from interview_cli.packs.yaml.source import Map, Seq, Source, load
from interview_cli.packs.yaml.tree import parse

#: A longer text of one line stands below ``|-``, where it needs no escapes either.
WIDTH = 88

_PLAIN = re.compile(r"[A-Za-z0-9_(/.](?:[^:#\"'`{}\[\],&*!|>%@\\\n\t]|:(?=[^\s:])|(?<=\S)#|['`,])*")
_IN_BLOCK = re.compile(
    r"[\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]*"
)
_MARKED = re.compile(r"(?:---|\.\.\.)(?:\s|$)")


def write_items(values: Sequence[Mapping[str, Any]], indent: int = 2) -> str:
    """Write mappings as the items of a list, each behind ``-`` *indent* columns in."""
    return "".join(_item(value, indent) for value in values)


def write_mapping(value: Mapping[str, Any], indent: int = 0) -> str:
    """Write the lines of a mapping, *indent* columns in."""
    return "".join(f"{' ' * indent}{name}:{_value(item, indent)}" for name, item in value.items())


def _item(value: Any, indent: int) -> str:
    if not isinstance(value, Mapping) or not value:
        return f"{' ' * indent}-{_value(value, indent)}"
    return f"{' ' * indent}- {write_mapping(value, indent + 2).lstrip(' ')}"


def _value(value: Any, indent: int) -> str:
    """Write a value behind its name or its ``-``, with what separates it and the line's end."""
    if isinstance(value, Mapping):
        return f"\n{write_mapping(value, indent + 2)}" if value else " {}\n"
    if isinstance(value, str):
        return _text(value, indent)
    if isinstance(value, Sequence):
        return "\n" + "".join(_item(item, indent + 2) for item in value) if value else " []\n"
    return f" {json.dumps(value)}\n"


def _text(text: str, indent: int) -> str:
    long = "\n" in text or len(text) + indent > WIDTH
    if long and text.strip(" \t\n") and _IN_BLOCK.fullmatch(text):  # reads back from below |
        return _block(text, indent)
    plain = (
        _PLAIN.fullmatch(text)
        and not text.endswith((" ", ":"))
        and not _MARKED.match(text)
        and len(text) + indent <= WIDTH
    )
    return f" {text}\n" if plain else f" {json.dumps(text, ensure_ascii=False)}\n"


def _block(text: str, indent: int) -> str:
    kept = len(text) - len(text.rstrip("\n"))
    sign = "|" + ("2" if text[0] in " \t\n" else "") + {0: "-", 1: ""}.get(kept, "+")
    lines = text[:-1].split("\n") if kept else text.split("\n")
    margin = " " * (indent + 2)
    return f" {sign}\n" + "".join(f"{margin}{line}\n" if line else "\n" for line in lines)


class PointPlace(NamedTuple):
    """The place of a key point; lines are from 1, ``indent`` is in columns.

    ``phrases`` is the line where the list ``any`` begins, None where there is none; ``rows``
    says that its items stand below each other, each behind a hyphen ``indent`` columns in.
    Else ``indent`` is where the fields of the point begin; ``braces``: it stands in braces.
    """

    line: int
    phrases: int | None
    rows: bool
    braces: bool
    indent: int


def find_point(file: Path, id_: str, follow_up: str, says: str) -> PointPlace | None:
    """Return the place of the key point that *says* this, of a question or of its *follow_up*."""
    source = load(file)
    for item, _ in _read_question(source, id_):
        for holder in list_maps(item, "follow_ups") if follow_up else [item]:
            if not follow_up or holder.get("id") == follow_up:
                for point in list_maps(holder, "key_points"):
                    if point.get("says") == says:
                        return _place(source, point)
    return None


def find_question_lines(file: Path, id_: str) -> range:
    """Return the lines of the question with this id, sound or not; none where there is none."""
    source = load(file)
    for item, at in _read_question(source, id_):
        return range(source.line_of(item.start), source.line_of(max(at, item.end - 1)) + 1)
    return range(0)


def _read_question(source: Source, id_: str) -> list[tuple[Map, int]]:
    """Return the questions of the file that have this id, with where they begin."""
    found: list[tuple[Map, int]] = []

    def take(item: Any, at: int) -> None:
        if isinstance(item, Map) and item.get("id") == id_:
            found.append((item, at))

    parse(source, take)
    return found


def _place(source: Source, point: Map) -> PointPlace:
    line = source.line_of(point.key_at("says"))
    braces = source.text[point.start] == "{"
    phrases = point.get("any")
    if not isinstance(phrases, Seq) or not phrases:
        return PointPlace(line, None, False, braces, source.column_of(point.key_at("says")) - 1)
    rows = source.text[phrases.start] != "["
    at = source.line_of(point.key_at("any"))
    dash = source.text.rfind("-", 0, phrases.at(0)) if rows else point.key_at("any")
    return PointPlace(at, at, rows, braces, source.column_of(dash) - 1)


#: The file with the questions.
TOPIC_FILE = "first-topic.yaml"


def slugify(name: str) -> str:
    """Return *name* as an id: small letters, digits and single hyphens; "" if none is left."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def pack_files(id_: str, title: str, *, plain: bool = False) -> dict[str, str]:
    """Return the texts of a new pack by their names; *plain*: of a subject without programs."""
    about = write_mapping({"id": id_, "title": title, "version": "0.1.0"}, 2)
    examples = "\n".join(kind.example for kind in KINDS_FOR_AUTHORS.values())
    head, topic = _read(HEAD), _read(TOPIC_FILE).replace(_KINDS, indent(examples, "  "))
    if plain:
        for old, new in _PLAIN_HEAD:
            head = head.replace(old, new)
        topic = _read(_PLAIN_TOPIC)
    return {
        HEAD: f"{MODELINE}\n{head.replace(_ABOUT, about)}",
        TOPIC_FILE: f"{MODELINE}\n{topic}",
        SCHEMA_FILE: schema_text(),
    }


#: The file with a workflow for GitHub Actions, from the top of a repository.
WORKFLOW_FILE = ".github/workflows/check-pack.yml"


def workflow_text(program: str) -> str:
    """Return a workflow that checks packs with *program*, as pip names what it installs."""
    return _read(PurePosixPath(WORKFLOW_FILE).name).replace("{program}", program)


#: The lines in whose place the pack's own, and the kinds' examples, are put.
_ABOUT, _KINDS = "  # {about}\n", "  # {kinds}\n"

#: The questions of a pack without programs, and what its head says instead.
_PLAIN_TOPIC = "plain-topic.yaml"
_PLAIN_HEAD = (
    ("topic: python", "topic: calendar"),
    ("python/threads: [global interpreter lock]", "calendar/leap-years: [century]"),
)


def _read(name: str) -> str:
    return Path(__file__).with_name("new_pack").joinpath(name).read_text("utf-8")
