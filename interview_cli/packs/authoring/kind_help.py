"""What the fields of each kind of quiz are for, and what a kind asks of them together.

A kind that is missing here is in the JSON Schema all the same, with its fields' types alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from interview_cli.core.kinds.choice import Option
from interview_cli.core.kinds.output import Wrong
from interview_cli.core.kinds.short import Number
from interview_cli.packs.authoring.field_help import Field, Fields, Schema, match_words
from interview_cli.packs.foreign_names import TRUE


@dataclass(frozen=True, slots=True)
class KindHelp:
    """What authors see of a kind.

    ``parts`` are the dataclasses within it; ``schema`` is what holds between its fields;
    ``needs`` names fields that the question must have for it.
    """

    fields: Fields
    parts: Mapping[type[Any], Fields] = field(default_factory=dict)
    schema: Mapping[str, Any] = field(default_factory=dict)
    needs: tuple[str, ...] = ()


#: What all kinds share.
KIND = Field("How the quiz asks; the other fields follow from it.", "choice")
SHARED: Fields = {
    "stem": Field(
        "How the quiz puts the question, where not as `ask` does. Markdown.", "What prints?"
    ),
    "why": Field(
        "The verdict's explanation. Without it: the `why` of the right options, else `answer`.",
        "Both calls share the list made by `def`.",
    ),
}
_CASE: Fields = {
    "case": Field("Whether capital letters are told from small ones. Default: false.", True),
}

#: One option of a choice at least that is right.
_RIGHT: Schema = {
    "type": "object",
    "required": ["right"],
    "properties": {
        "right": {
            "type": ["boolean", "string", "integer"],
            "pattern": match_words(TRUE),
            "not": {"enum": [False, 0]},
        }
    },
}

KIND_HELP: dict[str, KindHelp] = {
    "choice": KindHelp(
        fields={
            "options": Field(
                "2 to 9 options, `right: true` in each right one. Several right ones make it "
                '"choose all that apply".',
                [{"text": "All rows of the left table", "right": True}, {"text": "All rows"}],
                {
                    "minItems": 2,
                    "maxItems": 9,
                    "allOf": [
                        {
                            "contains": _RIGHT,
                            "errorMessage": "No option is right: write right: true in one.",
                        },
                        {
                            "if": {"minItems": 2},
                            "then": {
                                "contains": {"not": _RIGHT},
                                "errorMessage": "Every option is right: add a wrong one.",
                            },
                        },
                    ],
                },
            ),
            "keep_order": Field("Show the options in this order. Default: false, shuffled.", True),
        },
        parts={
            Option: {
                "text": Field("What can be chosen. Markdown.", "Only the rows that match"),
                "right": Field("Whether it is right. Default: false.", True),
                "why": Field("Why it is right or wrong. Markdown.", "That is an inner join."),
            }
        },
    ),
    "short": KindHelp(
        fields={
            **_CASE,
            "accept": Field("Wordings that are right.", ["LEFT JOIN", "left outer join"]),
            "number": Field("A number that is right.", {"value": 3.14, "tolerance": 0.01}),
        },
        parts={
            Number: {
                "value": Field("The right number.", 3.14),
                "tolerance": Field("How far off still counts. Default: 0.", 0.01, {"minimum": 0}),
            }
        },
        schema={
            "if": {"not": {"required": ["number"]}},
            "then": {"required": ["accept"], "properties": {"accept": {"minItems": 1}}},
        },
    ),
    "blanks": KindHelp(
        fields={
            **_CASE,
            "text": Field(
                "A text with the gaps {{1}}, {{2}}. Markdown.",
                "SELECT * {{1}} users",
                {
                    "pattern": r"\{\{\d+\}\}",
                    "patternErrorMessage": "Write {{1}} where the first gap is.",
                    "type": "string",
                },
            ),
            "accept": Field(
                "For each gap, in order, the texts that fill it.",
                [["FROM", "from"]],
                {"minItems": 1, "items": {"minItems": 1}},
            ),
        },
    ),
    "order": KindHelp(
        fields={
            "steps": Field(
                "3 to 9 steps in the right order; shown shuffled.",
                ["FROM", "WHERE", "SELECT"],
                {"minItems": 3, "maxItems": 9, "uniqueItems": True},
            ),
        },
    ),
    "output": KindHelp(
        fields={
            "prints": Field("What the question's `code` prints.", "[1, 2]\n"),
            "wrong": Field(
                "Outputs that people expect, to pick from. Without it the output is typed.",
                [{"text": "[2]", "why": "That would take a new list each call."}],
                {"maxItems": 8},
            ),
        },
        parts={
            Wrong: {
                "text": Field("An output that people expect.", "[2]\n"),
                "why": Field(
                    "Why it is not what comes. Markdown.", "That would take a new list each call."
                ),
            }
        },
        needs=("code",),
    ),
}
