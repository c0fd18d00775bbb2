"""What authors of packs need of a kind of quiz, as one value for each kind."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from interview_cli.packs.yaml.problems import FoundWithFixes
from interview_cli.packs.yaml.source import UNKNOWN, Map, Seq, Source

#: JSON Schema, draft 7.
Schema = dict[str, Any]

#: Places with what is wrong there.
Found = FoundWithFixes


@dataclass(frozen=True, slots=True)
class Field:
    """Help on a field: a sentence, an example, and what its value must be beside its type."""

    help: str
    example: Any
    schema: Schema = field(default_factory=dict)


Fields = Mapping[str, Field]


class ForeignName(NamedTuple):
    """What *words* of other formats mean here: ``field``, "" where there is none for it.

    ``write`` says what to write where the name alone does not. It is meant for values of
    the ``shapes`` only, which are text, true, false, list and mapping; "" is all of them.
    """

    words: str
    field: str = ""
    write: str = ""
    shapes: str = ""


class KindRule(NamedTuple):
    """What must hold of a quiz beside the types of its fields, by the *id* in messages.

    ``broken`` and ``fixed`` are fields of a question that break it, and that don't.
    ``check`` gets the question, its quiz and the file that they are in.
    """

    id: str
    title: str
    broken: str
    fixed: str
    check: Callable[[Map, Map, Source], Found]


@dataclass(frozen=True, slots=True)
class Part:
    """A mapping within a quiz, such as an option; *noun* is its name in messages.

    ``write_text`` returns how a text that stands in its place is written,
    ``explain_stray`` what to write where its only field is unknown, and ``write_stray`` the
    whole mapping where that's certain, else "".
    """

    noun: str
    fields: Fields
    foreign_fields: tuple[ForeignName, ...] = ()
    write_text: Callable[[str], str] | None = None
    explain_stray: Callable[[str, Any], str] | None = None
    write_stray: Callable[[str, str], str] | None = None


@dataclass(frozen=True, slots=True)
class KindForAuthors:
    """All that the reader, the schema, the template and the messages need of a kind.

    ``fields`` is the help on its own fields, ``example`` one question or more for a new
    pack, ``foreign_kinds`` what other formats call it, with what to write besides.
    ``parts`` are the dataclasses within it, ``schema`` is what holds between its fields,
    ``needs`` names fields that the question must have for it, ``question_schema`` is what
    else holds of the question.
    """

    rule: KindRule
    fields: Fields
    example: str
    foreign_fields: tuple[ForeignName, ...]
    foreign_kinds: tuple[tuple[str, str], ...]
    parts: Mapping[type[Any], Part] = field(default_factory=dict)
    schema: Schema = field(default_factory=dict)
    needs: tuple[str, ...] = ()
    question_schema: Schema = field(default_factory=dict)


#: What Pydantic takes for true and for false.
TRUE = ("true", "t", "yes", "y", "on", "1")
FALSE = ("false", "f", "no", "n", "off", "0")

#: Fields that are true or false.
TRUTHS = frozenset(
    ("right", "essential", "keep_order", "case", "ordered", "draft", "shuffle", "good")
)

# What other formats call what several parts of a pack have.
ASK = (
    "question prompt text stem q title front body problem problemstatement statement "
    "questiontext term frage fragetext pregunta domanda pergunta vraag"
)
WHY = (
    "explanation explain explanations rationale feedback reason reasoning comment because "
    "generalfeedback chosenfeedback"
)
RIGHT = (
    "right correct iscorrect correctanswer correctanswers correctoption correctoptions "
    "correctindex correctchoice correctresponse answerindex answerkey solution"
)
CHOICES = "choices choice answers alternatives distractors answeroptions possibleanswers"
TEXT = "label value option choice answer name title content body statement response"

CASE = Field(
    "Whether upper and lower case differ, and quotes, articles and plurals count. Default: false.",
    True,
)
FOREIGN_CASE = ForeignName("casesensitive matchcase", "case")
FOREIGN_WRONG = ForeignName(
    "mistakes wronganswers distractors misconceptions commonmistakes",
    "wrong",
    'write "wrong:", and below it "- text: …" and "why: …" for each',
)

#: The mapping of a wrong answer, in every kind whose answers are typed.
WRONG_ANSWER = Part(
    noun="wrong answer",
    fields={
        "text": Field("What people type.", "INNER JOIN"),
        "why": Field("Why it's wrong. Markdown.", "It leaves out the rows without a match."),
    },
    foreign_fields=(ForeignName(TEXT, "text"), ForeignName(WHY, "why")),
)


def fold_name(name: str) -> str:
    """Return the letters and digits of *name* alone: ``is_correct``, ``isCorrect`` are one.

    Letters that a typesetter joins, such as ``ﬁ``, are what they are made of.
    """
    name = name if name.isascii() else unicodedata.normalize("NFKC", name)
    return re.sub(r"[^a-z0-9]", "", name.lower())


def match_words(words: Sequence[str]) -> str:
    """Return a pattern for *words* in any case: editors know no flags."""
    letters = ("".join(f"[{c.upper()}{c}]" if c.isalpha() else c for c in word) for word in words)
    return f"^(?:{'|'.join(letters)})$"


def is_complete(items: Seq) -> bool:
    return not items.cut and UNKNOWN not in items


def find_duplicates(
    items: Seq, key: str | None, noun: str, source: Source, fold: Callable[[str], str]
) -> Found:
    """Report *items*, or their texts behind *key*, that are the same once folded."""
    texts = [item.get(key) if key and isinstance(item, Map) else item for item in items]
    known = [fold(text) for text in texts if isinstance(text, str)]
    if len({*known}) == len(known):
        return
    seen: dict[str, int] = {}
    for n, (item, text) in enumerate(zip(items, texts, strict=True)):
        if not isinstance(text, str):
            continue
        at = item.at(key) if key and isinstance(item, Map) else items.at(n)
        folded = fold(text)
        if folded in seen:
            line = source.line_of(seen[folded])
            yield at, f"this {noun} is the same as the one on line {line}: change one of them"
        seen.setdefault(folded, at)
