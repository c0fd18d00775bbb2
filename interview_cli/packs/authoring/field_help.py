"""What each field of a pack is for: help, an example, and what it may hold beside its type.

Shown by editors, by way of the JSON Schema. What belongs to a kind of quiz is in ``kind_help``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
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
from interview_cli.packs.foreign_names import FALSE, TRUE
from interview_cli.packs.format import rules
from interview_cli.packs.format.schema import Defaults

Schema = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Field:
    """A sentence on a field, an example, and what its value must be beside its type."""

    help: str
    example: Any
    schema: Schema = field(default_factory=dict)


Fields = Mapping[str, Field]


def match_whole(pattern: str, hint: str) -> Schema:
    """Return the schema of a text that is *pattern*; editors show *hint* where it isn't."""
    return {"pattern": f"^(?:{pattern})$", "patternErrorMessage": f"Write {hint}."}


def match_words(words: Sequence[str]) -> str:
    """Return a pattern for *words* in any case: editors know no flags."""
    letters = ("".join(f"[{c.upper()}{c}]" if c.isalpha() else c for c in word) for word in words)
    return f"^(?:{'|'.join(letters)})$"


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

FIELDS: dict[type[Any], Fields] = {
    PackInfo: {
        "id": Field(
            "The pack's name: small letters, digits and single hyphens.", "my-sql-pack", _SLUG
        ),
        "title": Field("What people call the pack.", "SQL interviews"),
        "version": Field("The version of the pack's content, three numbers.", "1.0.0"),
        "description": Field(
            "One paragraph: for whom, about what.", "Queries, indexes, transactions."
        ),
        "license": Field("Under which licence others may use it.", "CC-BY-4.0"),
        "authors": Field("Who wrote it.", ["Ada Lovelace"]),
        "tracks": Field(
            "Learning paths through the pack.",
            [{"id": "first", "title": "First steps", "steps": [{"topic": "sql"}]}],
        ),
    },
    Track: {
        "id": Field("The path's name, for --track.", "junior-sql", _SLUG),
        "title": Field("What people call it.", "Junior SQL developer"),
        "steps": Field(
            "Topics with levels, in order.", [{"topic": "sql", "levels": ["junior"]}], _NOT_EMPTY
        ),
        "about": Field("One line about it.", "From SELECT to the first JOIN."),
    },
    Step: {
        "topic": Field("A topic and all below it.", "sql/joins", _TOPIC),
        "levels": Field(
            "Levels of this step. Without it: all of them.", ["junior", "mid"], _NOT_EMPTY
        ),
    },
    Defaults: {
        "level": Field("The level of the questions of this file that don't say one.", "junior"),
        "topic": Field(
            "The topic of the questions of this file that don't say one.", "sql/joins", _TOPIC
        ),
    },
    Question: {
        "id": Field(
            "The question's name: small letters, digits and single hyphens; once in a pack. "
            "Progress hangs on it: after a change name the old one in `was`.",
            "left-join-keeps-rows",
            _SLUG,
        ),
        "ask": Field("What the interviewer says. Markdown.", "What does a LEFT JOIN keep?"),
        "answer": Field(
            "The model answer, also the flashcard's back. Markdown.",
            "Every row of the left table.",
        ),
        "level": Field("For whom it is: junior, mid or senior.", "junior"),
        "topic": Field("A path of words: sql/joins is below sql.", "sql/joins", _TOPIC),
        "code": Field("Code shown below the question. Write it below |", "print(1 + 1)\n"),
        "setup": Field("Never shown: put before `code` when it is run.", "import asyncio\n"),
        "fixed": Field("Spot the bug: the code mended.", "def add(item, to=None): ...\n"),
        "proof": Field("Never shown: asserts what the question teaches.", "assert add(1) == [1]\n"),
        "hint": Field("One line, shown when asked for. Markdown.", "When is the list made?"),
        "key_points": Field(
            "What a good answer says: the mock interview scores by it.",
            [{"says": "unmatched rows are kept", "any": ["keeps > unmatched"]}],
        ),
        "quiz": Field(
            "How the quiz asks the same thing. Without it the question is a flashcard.",
            {"kind": "short", "accept": ["LEFT JOIN"]},
        ),
        "follow_ups": Field(
            "What an interviewer asks next.",
            [{"id": "and-inner", "ask": "And an inner join?", "answer": "Matching rows only."}],
        ),
        "sources": Field(
            "Where it can be read: whole addresses.",
            ["https://docs.python.org/3/"],
            {"items": _ADDRESS},
        ),
        "checked": Field(
            "When it was last held to be true, and with which versions.",
            {"date": "2026-11-21", "with": {"python": "3.11"}},
        ),
        "needs": Field(
            "Without these versions its code is not run.",
            {"python": ">=3.11"},
            {"additionalProperties": _VERSIONS},
        ),
        "group": Field("Questions that give each other away share one.", "joins", _SLUG),
        "was": Field(
            "Earlier names, so that progress follows.",
            ["old-id", "other-pack:old-id"],
            {"items": _WAS},
        ),
        "draft": Field("A draft is never asked. Default: false.", True),
        "lint": Field(
            "Rules that this question may break, and why.", {"ignore": {"rule": "reason"}}
        ),
    },
    KeyPoint: {
        "says": Field(
            "One thing that a good answer says; shown, and it counts.", "the client gets 500"
        ),
        "any": Field(
            "Other wordings that count. Words in any order, close together; a|b either; "
            "word* beginnings; a > b in that order; `code` as written.",
            ["internal server error", "500 > not 429"],
        ),
        "not": Field("Wordings that contradict it, in the same way.", ["client gets|receives 429"]),
        "from": Field("Expected from this level up. Default: the question's own.", "mid"),
        "weight": Field(
            "What it counts beside the others. Default: 1.", 2, {"exclusiveMinimum": 0}
        ),
    },
    FollowUp: {
        "id": Field("Its name, as question-id/follow-up-id.", "where-to-raise", _SLUG),
        "ask": Field("What the interviewer asks next. Markdown.", "Where would you raise it?"),
        "answer": Field("The model answer. Markdown.", "In a dependency."),
        "key_points": Field("What a good answer says.", [{"says": "in a dependency"}]),
    },
    Checked: {
        "date": Field("The day.", "2026-11-21", _DATE),
        "with": Field("Versions by name.", {"python": "3.11", "fastapi": "0.165.0"}),
    },
    Lint: {
        "ignore": Field(
            "The reason by the rule's name.",
            {"longest-key": "the details are what is asked"},
        ),
    },
}
