"""The JSON Schema of a pack's files, for editors and other checkers.

It is made from the dataclasses that the reader validates with, from the kinds of quiz and
from the patterns of the rules, so that neither can change without the other. Draft-07
words only: yaml-language-server knows no newer ones. Which kind a quiz is decides by
``if``/``then``, so that errors name that kind's fields; a text may also be what YAML takes
for a number or a boolean, for the reader takes it as it is written.
"""

from __future__ import annotations

import json
import re
import types
from dataclasses import fields, is_dataclass
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from interview_cli.core.kinds import KINDS
from interview_cli.core.kinds.short import Number
from interview_cli.core.questions.question import (
    Checked,
    FollowUp,
    KeyPoint,
    PackInfo,
    Question,
    Step,
    Track,
)
from interview_cli.core.serialise import written
from interview_cli.storage.packs import rules
from interview_cli.storage.packs.field_words import KIND, OF
from interview_cli.storage.packs.rules import SLUG
from interview_cli.storage.packs.schema import Defaults
from interview_cli.storage.packs.shapes import required

Schema = dict[str, Any]

#: How the schema is named where it lies beside a pack's files.
NAME = "pack.schema.json"

#: The first line of a pack's file, for editors.
MODELINE = f"# yaml-language-server: $schema=./{NAME}"

_EXTRA = {"^x-": True}
_TRUE = ("true", "t", "yes", "y", "on", "1")
_FALSE = ("false", "f", "no", "n", "off", "0")


def pack_schema() -> Schema:
    """Give the schema of ``pack.yaml``, of topic files, and of packs of one file."""
    question = _object(Question)
    for name in Defaults.__annotations__:
        question["required"].remove(name)
    top = {
        "format": {
            "type": ["number", "string"],
            "minimum": 1,
            "exclusiveMaximum": 2,
            "pattern": r"^1(\.\d{1,9})?$",
            "description": "The format of the pack: 1. In pack.yaml, or in a pack of one file.",
            "examples": [1],
        },
        "pack": _told(
            _object(PackInfo),
            "What the pack says of itself. In pack.yaml, or in a pack of one file.",
            {"id": "my-sql-pack", "title": "SQL interviews"},
        ),
        "defaults": _told(
            _object(Defaults),
            "What the questions of this file take where they don't say it themselves.",
            {"level": "junior", "topic": "sql/joins"},
        ),
        "questions": _told(
            {"type": "array", "items": question},
            "The questions, each behind a hyphen.",
            [{"id": "my-question", "ask": "What is …?", "answer": "It is …"}],
        ),
    }
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "A file of an interview pack, format 1",
        "type": "object",
        "properties": top,
        "patternProperties": _EXTRA,
        "additionalProperties": False,
        "dependencies": {"format": ["pack"], "pack": ["format"]},
        "allOf": [_from_defaults(name) for name in Defaults.__annotations__],
    }


def text() -> str:
    """Give the schema as the text of a file."""
    return json.dumps(pack_schema(), ensure_ascii=False, indent=1) + "\n"


def _from_defaults(name: str) -> Schema:
    """Say that each question has *name*, where the file has no default for it."""
    return {
        "if": {"required": ["defaults"], "properties": {"defaults": {"required": [name]}}},
        "else": {"properties": {"questions": {"items": {"required": [name]}}}},
    }


def _object(cls: type[Any]) -> Schema:
    """Describe a mapping with the fields of the dataclass *cls*."""
    hints = get_type_hints(cls)
    properties = {}
    for field in fields(cls):
        name = written(field.name)
        shape = _quiz() if (cls, name) == (Question, "quiz") else _shape(hints[field.name])
        shape = _merged(shape, _NARROWER.get((cls, name), {}))
        properties[name] = _told(shape, *OF[cls][name])
    made: Schema = {
        "title": _title(cls),
        "type": "object",
        "properties": properties,
        "patternProperties": _EXTRA,
        "additionalProperties": False,
        "required": [*required(cls)],
    }
    return made | _WHOLE.get(cls, {})


def _title(cls: type[Any]) -> str:
    """Name what a *cls* describes, as an editor's messages do: ``key point``."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", cls.__name__).lower()
    return f"quiz of the kind {words}" if cls in KINDS.values() else words


def _quiz() -> Schema:
    """Describe a quiz: its kind first, and then the fields of that kind."""
    return {
        "title": "quiz",
        "type": "object",
        "required": ["kind"],
        "properties": {"kind": _told({"enum": [*KINDS]}, KIND, "choice")},
        "allOf": [
            {
                "if": {
                    "type": "object",
                    "required": ["kind"],
                    "properties": {"kind": {"const": kind}},
                },
                "then": _object(cls),
            }
            for kind, cls in KINDS.items()
        ],
    }


def _shape(hint: Any) -> Schema:
    """Describe what a field of this type may hold."""
    origin, args = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):  # None is for what is left out
        return _shape(next(arg for arg in args if arg is not type(None)))
    if origin is Literal:
        return {"enum": [*args]}
    if origin is tuple:
        return {"type": "array", "items": _shape(args[0])}
    if origin is dict:
        shape = _shape(args[1])
        return {"title": "texts by name", "type": "object", "additionalProperties": shape}
    if is_dataclass(hint) and isinstance(hint, type):
        return _object(hint)
    return _SCALARS[hint]


def _told(shape: Schema, description: str, example: Any) -> Schema:
    return {"description": description, "examples": [example]} | shape


def _merged(shape: Schema, more: Schema) -> Schema:
    """Lay *more* over *shape*, and what it says of the items over that of the items."""
    laid = shape | more
    if "items" in shape and "items" in more:
        laid["items"] = shape["items"] | more["items"]
    return laid


def _whole(pattern: str, wanted: str) -> Schema:
    """Let a text match *pattern* from beginning to end; *wanted* is said where it doesn't."""
    return {"pattern": f"^(?:{pattern})$", "patternErrorMessage": f"Write {wanted}."}


def _any_case(words: tuple[str, ...]) -> str:
    """Give a pattern for *words* in any case: editors know no flags."""
    letters = ("".join(f"[{c.upper()}{c}]" if c.isalpha() else c for c in word) for word in words)
    return f"^(?:{'|'.join(letters)})$"


_SCALARS: dict[Any, Schema] = {
    str: {
        "type": ["string", "number", "boolean"],
        "pattern": r"\S",
        "patternErrorMessage": "Write something, or leave it out.",
    },
    bool: {
        "type": ["boolean", "string", "integer"],
        "pattern": _any_case((*_TRUE, *_FALSE)),
        "patternErrorMessage": "Write true or false.",
        "minimum": 0,
        "maximum": 1,
    },
    float: {
        "type": ["number", "string"],
        "pattern": r"^\s*[-+]?(?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][-+]?\d+)?\s*$",
        "patternErrorMessage": "Write a number.",
    },
}
#: No number with a fraction: 1.10 is text, and no slug.
_SLUG = {
    "type": ["string", "integer", "boolean"],
    "minimum": 0,
    **_whole(SLUG.pattern, "small letters, digits and single hyphens, such as my-question"),
}
_TOPIC = _SLUG | _whole(rules.PATH.pattern, "words with / between them, such as sql/joins")
_DATE = _whole(rules.DATE.pattern, "a day as 2026-11-21")
_ADDRESS = _whole(rules.ADDRESS.pattern, "all of a web address, from https:// on")
_VERSIONS = _whole(f"(?:{rules.VERSIONS.pattern})+", "versions as >=1.2 or >=1.2,<2")
_WAS = _SLUG | _whole(rules.WAS.pattern, "old-id, or other-pack:old-id")
#: One option of a choice at least that is right.
_RIGHT: Schema = {
    "type": "object",
    "required": ["right"],
    "properties": {
        "right": {
            "type": ["boolean", "string", "integer"],
            "pattern": _any_case(_TRUE),
            "not": {"enum": [False, 0]},
        }
    },
}

#: What a field may hold is less than its type says: what the rules want of it.
_NARROWER: dict[tuple[type[Any], str], Schema] = {
    (PackInfo, "id"): _SLUG,
    (Track, "id"): _SLUG,
    (Track, "steps"): {"minItems": 1},
    (Step, "topic"): _TOPIC,
    (Step, "levels"): {"minItems": 1},
    (Defaults, "topic"): _TOPIC,
    (Question, "id"): _SLUG,
    (Question, "topic"): _TOPIC,
    (Question, "group"): _SLUG,
    (Question, "was"): {"items": _WAS},
    (Question, "sources"): {"items": {"type": "string", **_ADDRESS}},
    (Question, "needs"): {"additionalProperties": {"type": "string", **_VERSIONS}},
    (Checked, "date"): {"type": "string", **_DATE},
    (FollowUp, "id"): _SLUG,
    (KeyPoint, "weight"): {"exclusiveMinimum": 0},
    (Number, "tolerance"): {"minimum": 0},
    (KINDS["choice"], "options"): {
        "minItems": 2,
        "maxItems": 9,
        "allOf": [
            {"contains": _RIGHT, "errorMessage": "No option is right: write right: true in one."},
            {
                "if": {"minItems": 2},
                "then": {
                    "contains": {"not": _RIGHT},
                    "errorMessage": "Every option is right: add a wrong one.",
                },
            },
        ],
    },
    (KINDS["blanks"], "text"): {
        "pattern": r"\{\{\d+\}\}",
        "patternErrorMessage": "Write {{1}} where the first gap is.",
        "type": "string",
    },
    (KINDS["blanks"], "accept"): {"minItems": 1, "items": {"minItems": 1}},
    (KINDS["order"], "steps"): {"minItems": 3, "maxItems": 9, "uniqueItems": True},
    (KINDS["output"], "wrong"): {"maxItems": 8},
}

#: What holds between the fields of a mapping.
_WHOLE: dict[type[Any], Schema] = {
    Question: {
        "dependencies": {"fixed": ["code"]},
        "if": {
            "required": ["quiz"],
            "properties": {
                "quiz": {
                    "type": "object",
                    "required": ["kind"],
                    "properties": {"kind": {"const": "output"}},
                }
            },
        },
        "then": {"required": ["code"]},
    },
    KINDS["short"]: {
        "if": {"not": {"required": ["number"]}},
        "then": {"required": ["accept"], "properties": {"accept": {"minItems": 1}}},
    },
}
