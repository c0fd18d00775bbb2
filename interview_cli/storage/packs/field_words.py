"""What each field of a pack is for, in a sentence and an example: shown by editors.

The fields are those of the dataclasses; one without words here is found by a test.
"""

from __future__ import annotations

from typing import Any

from interview_cli.core.kinds import KINDS
from interview_cli.core.kinds.choice import Option
from interview_cli.core.kinds.output import Wrong
from interview_cli.core.kinds.short import Number
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
from interview_cli.storage.packs.schema import Defaults

#: Of the field that all kinds of quiz share, and by which they are told apart.
KIND = "How the quiz asks; the other fields follow from it."

#: A sentence and an example, by field.
Words = dict[str, tuple[str, Any]]

_SAME: Words = {
    "stem": ("How the quiz puts the question, where not as `ask` does. Markdown.", "What prints?"),
    "why": (
        "The verdict's explanation. Without it: the `why` of the right options, else `answer`.",
        "Both calls share the list made by `def`.",
    ),
}
_CASE: Words = {
    "case": ("Whether capital letters are told from small ones. Default: false.", True),
}

OF: dict[type[Any], Words] = {
    PackInfo: {
        "id": ("The pack's name: small letters, digits and single hyphens.", "my-sql-pack"),
        "title": ("What people call the pack.", "SQL interviews"),
        "version": ("The version of the pack's content, three numbers.", "1.0.0"),
        "description": ("One paragraph: for whom, about what.", "Queries, indexes, transactions."),
        "license": ("Under which licence others may use it.", "CC-BY-4.0"),
        "authors": ("Who wrote it.", ["Ada Lovelace"]),
        "tracks": (
            "Learning paths through the pack.",
            [{"id": "first", "title": "First steps", "steps": [{"topic": "sql"}]}],
        ),
    },
    Track: {
        "id": ("The path's name, for --track.", "junior-sql"),
        "title": ("What people call it.", "Junior SQL developer"),
        "steps": ("Topics with levels, in order.", [{"topic": "sql", "levels": ["junior"]}]),
        "about": ("One line about it.", "From SELECT to the first JOIN."),
    },
    Step: {
        "topic": ("A topic and all below it.", "sql/joins"),
        "levels": ("Levels of this step. Without it: all of them.", ["junior", "mid"]),
    },
    Defaults: {
        "level": ("The level of the questions of this file that don't say one.", "junior"),
        "topic": ("The topic of the questions of this file that don't say one.", "sql/joins"),
    },
    Question: {
        "id": (
            "The question's name: small letters, digits and single hyphens; once in a pack. "
            "Progress hangs on it: after a change name the old one in `was`.",
            "left-join-keeps-rows",
        ),
        "ask": ("What the interviewer says. Markdown.", "What does a LEFT JOIN keep?"),
        "answer": (
            "The model answer, also the flashcard's back. Markdown.",
            "Every row of the left table.",
        ),
        "level": ("For whom it is: junior, mid or senior.", "junior"),
        "topic": ("A path of words: sql/joins is below sql.", "sql/joins"),
        "code": ("Code shown below the question. Write it below |", "print(1 + 1)\n"),
        "setup": ("Never shown: put before `code` when it is run.", "import asyncio\n"),
        "fixed": ("Spot the bug: the code mended.", "def add(item, to=None): ...\n"),
        "proof": ("Never shown: asserts what the question teaches.", "assert add(1) == [1]\n"),
        "hint": ("One line, shown when asked for. Markdown.", "When is the list made?"),
        "key_points": (
            "What a good answer says: the mock interview scores by it.",
            [{"says": "unmatched rows are kept", "any": ["keeps > unmatched"]}],
        ),
        "quiz": (
            "How the quiz asks the same thing. Without it the question is a flashcard.",
            {"kind": "short", "accept": ["LEFT JOIN"]},
        ),
        "follow_ups": (
            "What an interviewer asks next.",
            [{"id": "and-inner", "ask": "And an inner join?", "answer": "Matching rows only."}],
        ),
        "sources": ("Where it can be read: whole addresses.", ["https://docs.python.org/3/"]),
        "checked": (
            "When it was last held to be true, and with which versions.",
            {"date": "2026-11-21", "with": {"python": "3.11"}},
        ),
        "needs": ("Without these versions its code is not run.", {"python": ">=3.11"}),
        "group": ("Questions that give each other away share one.", "joins"),
        "was": ("Earlier names, so that progress follows.", ["old-id", "other-pack:old-id"]),
        "draft": ("A draft is never asked. Default: false.", True),
        "lint": ("Rules that this question may break, and why.", {"ignore": {"rule": "reason"}}),
    },
    KeyPoint: {
        "says": ("One thing that a good answer says; shown, and it counts.", "the client gets 500"),
        "any": (
            "Other wordings that count. Words in any order, close together; a|b either; "
            "word* beginnings; a > b in that order; `code` as written.",
            ["internal server error", "500 > not 429"],
        ),
        "not": ("Wordings that contradict it, in the same way.", ["client gets|receives 429"]),
        "from": ("Expected from this level up. Default: the question's own.", "mid"),
        "weight": ("What it counts beside the others. Default: 1.", 2),
    },
    FollowUp: {
        "id": ("Its name, as question-id/follow-up-id.", "where-to-raise"),
        "ask": ("What the interviewer asks next. Markdown.", "Where would you raise it?"),
        "answer": ("The model answer. Markdown.", "In a dependency."),
        "key_points": ("What a good answer says.", [{"says": "in a dependency"}]),
    },
    Checked: {
        "date": ("The day.", "2026-11-21"),
        "with": ("Versions by name.", {"python": "3.11", "fastapi": "0.165.0"}),
    },
    Lint: {
        "ignore": (
            "The reason by the rule's name.",
            {"longest-key": "the details are what is asked"},
        ),
    },
    Option: {
        "text": ("What can be chosen. Markdown.", "Only the rows that match"),
        "right": ("Whether it is right. Default: false.", True),
        "why": ("Why it is right or wrong. Markdown.", "That is an inner join."),
    },
    Number: {
        "value": ("The right number.", 3.14),
        "tolerance": ("How far off still counts. Default: 0.", 0.01),
    },
    Wrong: {
        "text": ("An output that people expect.", "[2]\n"),
        "why": ("Why it is not what comes. Markdown.", "That would take a new list each call."),
    },
    KINDS["choice"]: _SAME
    | {
        "kind": (KIND, "choice"),
        "options": (
            "2 to 9 options, `right: true` in each right one. Several right ones make it "
            '"choose all that apply".',
            [{"text": "All rows of the left table", "right": True}, {"text": "All rows"}],
        ),
        "keep_order": ("Show the options in this order. Default: false, shuffled.", True),
    },
    KINDS["short"]: _SAME
    | _CASE
    | {
        "kind": (KIND, "short"),
        "accept": ("Wordings that are right.", ["LEFT JOIN", "left outer join"]),
        "number": ("A number that is right.", {"value": 3.14, "tolerance": 0.01}),
    },
    KINDS["blanks"]: _SAME
    | _CASE
    | {
        "kind": (KIND, "blanks"),
        "text": ("A text with the gaps {{1}}, {{2}}. Markdown.", "SELECT * {{1}} users"),
        "accept": ("For each gap, in order, the texts that fill it.", [["FROM", "from"]]),
    },
    KINDS["order"]: _SAME
    | {
        "kind": (KIND, "order"),
        "steps": ("3 to 9 steps in the right order; shown shuffled.", ["FROM", "WHERE", "SELECT"]),
    },
    KINDS["output"]: _SAME
    | {
        "kind": (KIND, "output"),
        "prints": ("What the question's `code` prints.", "[1, 2]\n"),
        "wrong": (
            "Outputs that people expect, to pick from. Without it the output is typed.",
            [{"text": "[2]", "why": "That would take a new list each call."}],
        ),
    },
}
