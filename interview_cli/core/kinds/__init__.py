"""Every kind of quiz: to add one, write its module here and list it in ``KINDS``.

What authors need of it is in ``packs/kinds``. What differs between kinds is asked of the
value, so that other modules needn't know which kinds there are.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from interview_cli.core.kinds.ask_back import AskBack
from interview_cli.core.kinds.behaviour import Behaviour
from interview_cli.core.kinds.blanks import Blanks
from interview_cli.core.kinds.choice import Choice
from interview_cli.core.kinds.code import Code
from interview_cli.core.kinds.design import Design
from interview_cli.core.kinds.kind import Answer, Expects, Quiz
from interview_cli.core.kinds.match import Match
from interview_cli.core.kinds.order import Order
from interview_cli.core.kinds.output import Output
from interview_cli.core.kinds.review import Review
from interview_cli.core.kinds.short import Short
from interview_cli.core.kinds.sql import Sql
from interview_cli.core.serialise import from_plain

__all__ = [
    "BEHAVIOUR",
    "DESIGN",
    "EXERCISE_KINDS",
    "KINDS",
    "NOT_CARDS",
    "ON_REQUEST",
    "PLAIN_KINDS",
    "REVIEW",
    "Answer",
    "Expects",
    "Quiz",
    "build_quiz",
]

KINDS: dict[str, type[Quiz]] = {
    "choice": Choice,
    "short": Short,
    "blanks": Blanks,
    "order": Order,
    "match": Match,
    "output": Output,
    "code": Code,
    "sql": Sql,
    "review": Review,
    "design": Design,
    "ask-back": AskBack,
    "behaviour": Behaviour,
}

#: What plain practice asks: the kinds that can be answered at once, without an editor.
PLAIN_KINDS = frozenset(("choice", "short", "blanks", "order", "output", "match"))

#: The kinds that are run. They're asked where they are asked for, and never as flashcards.
EXERCISE_KINDS = frozenset(("code", "sql"))

#: Code to review: a quiz asks it where it's asked for, an interview as it comes.
REVIEW = "review"

#: A case that goes through stages: asked as a review is.
DESIGN = "design"

#: A story of one's own: asked as a review is, but never as a flashcard.
BEHAVIOUR = "behaviour"

#: The kinds that are never flashcards.
NOT_CARDS = EXERCISE_KINDS | {BEHAVIOUR}

#: The kinds that a quiz asks only where they are asked for.
ON_REQUEST = EXERCISE_KINDS | {REVIEW, DESIGN, "ask-back", BEHAVIOUR}


def build_quiz(plain: Mapping[str, Any]) -> Quiz:
    """Return the quiz that :func:`to_plain` made *plain* from."""
    return from_plain(KINDS[plain["kind"]], plain)
