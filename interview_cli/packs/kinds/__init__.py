"""Every kind of quiz, for authors: to add one, write its module here and list it in the table."""

from __future__ import annotations

from typing import Any

from interview_cli.packs.kinds import (
    ask_back,
    behaviour,
    blanks,
    choice,
    code,
    design,
    match,
    order,
    output,
    review,
    short,
    sql,
)
from interview_cli.packs.kinds.kind import KindForAuthors, Part

#: By the kind's name; each of ``core.kinds.KINDS`` is here.
KINDS_FOR_AUTHORS: dict[str, KindForAuthors] = {
    "choice": choice.FOR_AUTHORS,
    "short": short.FOR_AUTHORS,
    "blanks": blanks.FOR_AUTHORS,
    "order": order.FOR_AUTHORS,
    "match": match.FOR_AUTHORS,
    "output": output.FOR_AUTHORS,
    "code": code.FOR_AUTHORS,
    "sql": sql.FOR_AUTHORS,
    "review": review.FOR_AUTHORS,
    "design": design.FOR_AUTHORS,
    "ask-back": ask_back.FOR_AUTHORS,
    "behaviour": behaviour.FOR_AUTHORS,
}

#: The mappings within quizzes, by their dataclasses.
QUIZ_PARTS: dict[type[Any], Part] = {
    cls: part for kind in KINDS_FOR_AUTHORS.values() for cls, part in kind.parts.items()
}
