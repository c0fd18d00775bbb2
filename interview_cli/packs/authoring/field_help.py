"""What each field of a pack is for: help, an example, and what it may hold beside its type.

Shown by editors, by way of the JSON Schema. What belongs to a kind of quiz is in ``packs/kinds``.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from interview_cli.core.questions.question import (
    Checked,
    FollowUp,
    KeyPoint,
    Lint,
    PackInfo,
    Question,
    Step,
    Track,
)
from interview_cli.packs.format import rules
from interview_cli.packs.format.schema import Defaults
from interview_cli.packs.kinds.kind import FALSE, TRUE, Field, Fields, Schema, match_words


def match_whole(pattern: str, hint: str) -> Schema:
    """Return the schema of a text that is *pattern*; editors show *hint* where it isn't."""
    return {"pattern": f"^(?:{pattern})$", "patternErrorMessage": f"Write {hint}."}


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
#: No number with a fraction: 1.10 is text, and no slug.
_SLUG: Schema = {
    "type": ["string", "integer", "boolean"],
    "minimum": 0,
    **match_whole(
        rules.SLUG.pattern, "small letters, digits and single hyphens, such as my-question"
    ),
}
_TOPIC = _SLUG | match_whole(rules.PATH.pattern, "words with / between them, such as sql/joins")
_WAS = _SLUG | match_whole(rules.WAS.pattern, "old-id, or other-pack:old-id")
_DATE = {"type": "string", **match_whole(rules.DATE.pattern, "a day as 2026-11-21")}
_ADDRESS = {
    "type": "string",
    **match_whole(rules.ADDRESS.pattern, "all of a web address, from https:// on"),
}
_VERSIONS = {
    "type": "string",
    **match_whole(f"(?:{rules.VERSIONS.pattern})+", "versions as >=1.2 or >=1.2,<2"),
}
_NOT_EMPTY = {"minItems": 1}

#: What the values of fields must be beside their types.
_SCHEMAS: dict[type[Any], dict[str, Schema]] = {
    PackInfo: {"id": _SLUG},
    Track: {"id": _SLUG, "steps": _NOT_EMPTY},
    Step: {"topic": _TOPIC, "levels": _NOT_EMPTY},
    Defaults: {"topic": _TOPIC},
    Question: {
        "id": _SLUG,
        "topic": _TOPIC,
        "sources": {"items": _ADDRESS},
        "needs": {"additionalProperties": _VERSIONS},
        "group": _SLUG,
        "was": {"items": _WAS},
    },
    KeyPoint: {"weight": {"exclusiveMinimum": 0}},
    FollowUp: {"id": _SLUG},
    Checked: {"date": _DATE},
    Lint: {},
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
