"""The JSON Schema by which editors help with packs, and the line of a file that names it.

For each field: help, an example, and what it may hold beside its type. What belongs to a kind
of quiz is in ``packs/kinds``.
"""

from __future__ import annotations

import json
import os
import re
import tomllib
import types
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from interview_cli.core.kinds import KINDS
from interview_cli.core.questions import question as parts
from interview_cli.core.questions.image import Image
from interview_cli.core.questions.picture_endings import ENDINGS
from interview_cli.core.questions.question_set import QuestionSet
from interview_cli.core.serialise import pack_field_name
from interview_cli.packs.authoring.snippets import question_snippets, quiz_snippets
from interview_cli.packs.discovery import find_pack
from interview_cli.packs.format.part_classes import required_fields
from interview_cli.packs.format.rules import checks, set_rules
from interview_cli.packs.format.schema import Defaults
from interview_cli.packs.kinds import KINDS_FOR_AUTHORS, QUIZ_PARTS
from interview_cli.packs.kinds.kind import FALSE, TRUE, Field, Fields, Schema, match_words
from interview_cli.packs.yaml.source import Fixes, Source


def match_whole(pattern: str, hint: str) -> Schema:
    """Return the schema of a text that is *pattern*; editors show *hint* where it isn't."""
    return {"pattern": f"^(?:{pattern})$", "patternErrorMessage": f"Write {hint}."}


def _any_case(ending: str) -> str:
    """Return the pattern of *ending*, without its dot, in capitals or not."""
    return "".join(f"[{char}{char.upper()}]" for char in ending[1:])


TEXT: Schema = {
    "type": ["string", "number", "boolean"],
    "pattern": r"\S",
    "patternErrorMessage": "Write something, or leave it out.",
}
FLAG: Schema = {
    "type": ["boolean", "string", "integer"],
    "pattern": match_words((*TRUE, *FALSE)),
    "patternErrorMessage": "Write true or false.",
    "minimum": 0,
    "maximum": 1,
}
NUMBER: Schema = {
    "type": ["number", "string"],
    "pattern": r"^\s*[-+]?(?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][-+]?\d+)?\s*$",
    "patternErrorMessage": "Write a number.",
}
WHOLE: Schema = {
    "type": ["integer", "string"],
    "pattern": r"^\s*[-+]?\d[\d_]*\s*$",
    "patternErrorMessage": "Write a whole number.",
}
#: No number with a fraction: 1.10 is text, and no slug.
_SLUG: Schema = {
    "type": ["string", "integer", "boolean"],
    "minimum": 0,
    **match_whole(
        checks.SLUG.pattern, "small letters, digits and single hyphens, such as my-question"
    ),
}
_TOPIC = _SLUG | match_whole(checks.PATH.pattern, "words with / between them, such as sql/joins")
_WAS = _SLUG | match_whole(checks.WAS.pattern, "old-id, or other-pack:old-id")
_DATE = {"type": "string", **match_whole(set_rules.DATE.pattern, "a day as 2026-11-21")}
_VERSIONS = {
    "type": "string",
    **match_whole(f"(?:{checks.VERSIONS.pattern})+", "versions as >=1.2 or >=1.2,<2"),
}
_PICTURE = {
    "type": "string",
    **match_whole(
        rf"(?![./])(?!.*(?:\.\.|/\.|\\|:)).+\.(?:{'|'.join(map(_any_case, ENDINGS))})",
        "a path from the pack's folder, such as images/tree.png",
    ),
}
_NOT_EMPTY = {"minItems": 1}
_BY_TOPIC = {"propertyNames": match_whole(checks.PATH.pattern, "a topic, such as sql/joins")}

#: What the values of fields must be beside their types.
_SCHEMAS: dict[type[Any], dict[str, Schema]] = {
    parts.PackInfo: {
        "id": _SLUG,
        "terms": _BY_TOPIC,
        "topics": _BY_TOPIC,
    },
    parts.Track: {"id": _SLUG, "steps": _NOT_EMPTY},
    QuestionSet: {
        "id": _SLUG,
        "questions": {"minItems": 1, "uniqueItems": True, "items": _SLUG},
        "until": _DATE,
        "attempts": {"minimum": 1},
    },
    parts.Step: {"topic": _TOPIC, "levels": _NOT_EMPTY, "kinds": _NOT_EMPTY},
    Defaults: {"topic": _TOPIC},
    parts.Question: {
        "id": _SLUG,
        "topic": _TOPIC,
        "needs": {"additionalProperties": _VERSIONS},
        "group": _SLUG,
        "vary": {"minProperties": 1},
        "was": {"items": _WAS},
    },
    parts.KeyPoint: {"weight": {"exclusiveMinimum": 0}},
    parts.FollowUp: {"id": _SLUG, "weight": {"minimum": 0, "maximum": 1}},
    Image: {"file": _PICTURE},
    parts.Checked: {"date": _DATE},
    parts.Lint: {},
}

_HELP = tomllib.loads(Path(__file__).with_name("field_help.toml").read_text("utf-8"))

FIELDS: dict[type[Any], Fields] = {
    cls: {
        name: Field(about["help"], about["example"], schemas.get(name, {}))
        for name, about in _HELP[cls.__name__].items()
    }
    for cls, schemas in _SCHEMAS.items()
}

#: What all kinds of quiz share; the example of ``kind`` is a kind's own name.
SHARED: Fields = {name: Field(**about) for name, about in _HELP["Quiz"].items()}

#: How the schema is named where it lies beside a pack's files.
SCHEMA_FILE = "pack.schema.json"

#: The first line of a pack's file, for editors.
MODELINE = f"# yaml-language-server: $schema=./{SCHEMA_FILE}"

#: What each question has, be it from its file's defaults.
_INHERITED = [name for name in Defaults.__annotations__ if name in required_fields(parts.Question)]

_EXTRA = {"^x-": True}
_KIND_NAMES: dict[type[Any], str] = {cls: name for name, cls in KINDS.items()}
#: What may be asked for, and so may be NULL; what says something never is.
_MAY_BE_NULL = frozenset(("text", "accept", "prints", "steps", "any", "not", "left", "right"))
_SCALARS = {str: TEXT, bool: FLAG, float: NUMBER, int: WHOLE}


def pack_schema() -> Schema:
    """Return the schema of ``pack.yaml``, of topic files, and of packs of one file."""
    question = _object(parts.Question)
    for name in _INHERITED:
        question["required"].remove(name)
    top = {
        "format": {
            "type": ["number", "string"],
            "minimum": 1,
            "exclusiveMaximum": 2,
            "pattern": r"^1(\.\d{1,9})?$",
            "description": "The version of the format: 1.1, or 1 in a pack without its newer "
            "fields. Only in pack.yaml, or in a pack of one file.",
            "examples": [1.1],
        },
        "pack": _describe(
            _object(parts.PackInfo),
            Field(
                "What the pack is called, and more about it. Only in pack.yaml, or in a pack of "
                "one file.",
                {"id": "my-sql-pack", "title": "SQL interviews"},
            ),
        ),
        "defaults": _describe(
            _object(Defaults),
            Field(
                "What the questions of this file have unless they say otherwise.",
                {"level": "junior", "topic": "sql/joins"},
            ),
        ),
        "questions": _describe(
            {"type": "array", "items": question, "defaultSnippets": question_snippets()},
            Field(
                "The questions, each after a hyphen.",
                [{"id": "my-question", "ask": "What is …?", "answer": "It is …"}],
            ),
        ),
    }
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "A file of an interview pack, format 1",
        "description": "Every field, with an example: interview help format",
        "type": "object",
        "properties": top,
        "patternProperties": _EXTRA,
        "additionalProperties": False,
        "dependencies": {"format": ["pack"], "pack": ["format"]},
        "allOf": [_from_defaults(name) for name in _INHERITED],
    }


def schema_text() -> str:
    return json.dumps(pack_schema(), ensure_ascii=False, indent=1) + "\n"


def _from_defaults(name: str) -> Schema:
    """Return the schema that each question has *name*, where the file has no default for it."""
    return {
        "if": {"required": ["defaults"], "properties": {"defaults": {"required": [name]}}},
        "else": {"properties": {"questions": {"items": {"required": [name]}}}},
    }


def _object(cls: type[Any]) -> Schema:
    hints, known = get_type_hints(cls), _fields(cls)
    properties = {}
    for field in fields(cls):
        name = pack_field_name(field.name)
        shape = _SHAPES[cls, name]() if (cls, name) in _SHAPES else _shape(hints[field.name])
        described = _describe(shape, known[name])
        properties[name] = _allow_null(described) if name in _MAY_BE_NULL else described
    return {
        "title": _title(cls),
        "type": "object",
        "properties": properties,
        "patternProperties": _EXTRA,
        "additionalProperties": False,
        "required": [*required_fields(cls)],
        **_between_fields(cls),
    }


def _fields(cls: type[Any]) -> Fields:
    if kind := _KIND_NAMES.get(cls):
        return {
            **SHARED,
            "kind": replace(SHARED["kind"], example=kind),
            **KINDS_FOR_AUTHORS[kind].fields,
        }
    return QUIZ_PARTS[cls].fields if cls in QUIZ_PARTS else FIELDS[cls]


def _between_fields(cls: type[Any]) -> Schema:
    if cls is parts.Question:
        return {
            "dependencies": {"fixed": ["code"]},
            "allOf": [
                {
                    "if": {"required": ["quiz"], "properties": {"quiz": _is_kind(name)}},
                    "then": {"required": [*kind.needs]},
                }
                for name, kind in KINDS_FOR_AUTHORS.items()
                if kind.needs
            ]
            + [k.question_schema for k in KINDS_FOR_AUTHORS.values() if k.question_schema],
        }
    return KINDS_FOR_AUTHORS[_KIND_NAMES[cls]].schema if cls in _KIND_NAMES else {}


def _title(cls: type[Any]) -> str:
    """Return what a *cls* is called in an editor's messages: ``key point``."""
    if cls in QUIZ_PARTS:
        return QUIZ_PARTS[cls].noun
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", cls.__name__).lower()
    return f"quiz of the kind {words}" if cls in _KIND_NAMES else words


def _quiz() -> Schema:
    return {
        "title": "quiz",
        "type": "object",
        "required": ["kind"],
        "properties": {"kind": _describe({"enum": [*KINDS]}, SHARED["kind"])},
        "allOf": [{"if": _is_kind(kind), "then": _object(cls)} for kind, cls in KINDS.items()],
        "defaultSnippets": quiz_snippets(),
    }


def _ignored() -> Schema:
    """Return the schema of the rules that are ignored: any can be, those of lint are offered."""
    from interview_cli.packs.lint import RULES  # few who write a pack's file need all rules

    rules = {}
    for id_, rule in RULES.items():
        title = rule.title[0].upper() + rule.title[1:]
        rules[id_] = TEXT | {"description": f"{title}. Write why that's right here."}
    return _shape(dict[str, str]) | {"properties": rules}


#: What isn't seen from the type of a field.
_SHAPES = {(parts.Question, "quiz"): _quiz, (parts.Lint, "ignore"): _ignored}


def _is_kind(kind: str) -> Schema:
    return {"type": "object", "required": ["kind"], "properties": {"kind": {"const": kind}}}


def _shape(hint: Any) -> Schema:
    origin, args = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):  # None is for what is left out
        return _shape(next(arg for arg in args if arg is not type(None)))
    if origin is Literal:
        return {"enum": [*args]}
    if origin is tuple:
        return {"type": "array", "items": _shape(args[0])}
    if origin is dict:
        title = "texts by name" if args[1] is str else "lists of texts by name"
        return {"title": title, "type": "object", "additionalProperties": _shape(args[1])}
    if is_dataclass(hint) and isinstance(hint, type):
        return _object(hint)
    return _SCALARS.get(hint, {})


def _allow_null(schema: Schema) -> Schema:
    """Return *schema* with null for a text: YAML's null is the text null in a pack."""
    if schema.get("type") == TEXT["type"]:
        return schema | {"type": [*TEXT["type"], "null"]}
    return schema | {"items": _allow_null(schema["items"])} if "items" in schema else schema


def _describe(shape: Schema, field: Field) -> Schema:
    """Return *shape* with the help on the field, and what it must be beside its type."""
    described: Schema = {"description": field.help, "examples": [field.example]}
    if "`" in field.help:  # editors would show the back-ticks
        described["markdownDescription"] = field.help
    described |= shape | field.schema
    if "items" in shape and "items" in field.schema:
        described["items"] = shape["items"] | field.schema["items"]
    return described


_LINE = re.compile(r"(?m)^#[ ]*(?:yaml-language-server:[ ]*\$schema=|\$schema:[ ]*)(\S+)")
#: Comments, blank lines and directives, before which nothing of the file stands.
_TOP = re.compile(r"(?:[ \t]*(?:[#%][^\n]*)?(?:\n|$))*")


def correct_schema_line(source: Source) -> Fixes:
    """Return what puts the schema's line of *source* right; nothing where it is.

    There is something to be done only where `interview pack schema` has written the
    schema into the folder of the pack and no line of the file leads to it, or to another.
    """
    file, schema_text = source.path.absolute(), source.text
    schema = _beside(file, schema_text)
    if schema is None:
        return ()
    name = os.path.relpath(schema, file.parent).replace(os.sep, "/")
    name = name if name.startswith("../") else f"./{name}"
    top = _TOP.match(schema_text)
    if line := _LINE.search(schema_text, 0, top.end() if top else 0):
        if re.match(r"[a-z][a-z0-9+.-]+:", line[1]) or (file.parent / line[1]).exists():
            return ()
        return source.fix(f"the schema is {name}", (*line.span(1), name))
    end = "\r\n" if "\r\n" in schema_text[: schema_text.find("\n") + 1] else "\n"
    added = f"# yaml-language-server: $schema={name}{end}"
    return source.fix("added the line that tells editors the schema", (0, 0, added))


def _beside(file: Path, schema_text: str) -> Path | None:
    """Return the schema in the folder of *file*, or in one above it that is the pack's."""
    whole = find_pack(file, schema_text)
    for folder in file.parents:
        if (folder / SCHEMA_FILE).is_file():
            return folder / SCHEMA_FILE
        if whole == file or folder == whole:
            return None
    return None
