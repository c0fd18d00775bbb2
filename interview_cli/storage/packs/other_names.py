"""What other formats call the fields of a pack, the levels and the kinds.

Who comes from there writes `question`, `choices`, `difficulty: easy`. None of it is
accepted: it is told by its right name. Pure data, for whatever makes a suggestion.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple

#: What Pydantic takes for true and for false.
TRUE = frozenset({"1", "t", "true", "y", "yes", "on"})
FALSE = frozenset({"0", "f", "false", "n", "no", "off"})


class Meant(NamedTuple):
    """What *words* mean in a part of a pack: ``field`` of it, "" where it has none.

    ``write`` says what to write where the name alone does not. It is meant for values of
    the ``shapes`` only, which are text, true, false, list and mapping; "" is all of them.
    """

    words: str
    field: str
    write: str = ""
    shapes: str = ""


_ASK = "question prompt text stem q title front body problem problemstatement statement"
_WHY = "explanation explain explanations rationale feedback reason reasoning comment because"
_RIGHT = (
    "right correct iscorrect correctanswer correctanswers correctoption correctoptions "
    "correctindex correctchoice correctresponse answerindex answerkey solution"
)
_CHOICES = "choices choice answers alternatives distractors answeroptions possibleanswers"
_TOPIC = "tag category categories subject subjects topics area theme domain section module chapter"
_SOURCES = "source references reference refs ref links link url urls docs furtherreading seealso"
_TEXT = "label value option choice answer name title content body statement response"

_IN_PACK = "id title name version description license licence authors author tracks about"
_MARK = 'write "right: true" in the option that is right'

#: By part, or by kind of a quiz. Of several that fit, one whose field is missing is meant,
#: else the first whose field is not there.
FIELDS: dict[str, tuple[Meant, ...]] = {
    "pack's file": (
        Meant("items cards flashcards quiz quizzes entries question", "questions"),
        Meant("meta metadata info header deck", "pack"),
        Meant("schema schemaversion formatversion", "format"),
        Meant(_IN_PACK, "", 'write it below "pack:", indented'),
        Meant(f"level topic difficulty tags {_TOPIC}", "", 'write it below "defaults:", indented'),
    ),
    "pack": (
        Meant("slug key name identifier packid", "id"),
        Meant("name heading label", "title"),
        Meant("summary about desc subtitle abstract", "description"),
        Meant("author by creator maintainer maintainers", "authors"),
        Meant("level topic difficulty", "", 'write it below "defaults:", beside "pack:"'),
        Meant("format questions defaults", "", 'write it beside "pack:", not below it'),
    ),
    "track": (
        Meant("name", "title"),
        Meant("description summary", "about"),
        Meant("topics path stages", "steps"),
    ),
    "step": (
        Meant("topics tag category", "topic"),
        Meant("level difficulty", "levels"),
    ),
    "question": (
        Meant("slug name uid identifier questionid key number no nr", "id"),
        Meant(_ASK, "ask"),
        Meant(
            f"answers {_RIGHT}",
            "answer",
            'write "answer: …" for the model answer; in a choice, "right: true" in an option',
            "text true false",
        ),
        Meant("modelanswer expectedanswer sampleanswer response back reply a", "answer"),
        Meant(_WHY, "answer"),
        Meant(f"why {_WHY}", "", 'put it into "answer", or into the quiz as "why: …"'),
        Meant(_RIGHT, "", 'write "quiz:", and in it "right: true" in the option that is right'),
        Meant(
            f"options {_CHOICES}",
            "",
            'write "quiz:", below it "kind: choice" and "options:", and "right: true" in one',
        ),
        Meant("type kind questiontype", "", 'write "quiz:", and below it "kind: choice"'),
        Meant(
            "accept accepted steps prints wrong number case",
            "",
            'write "quiz:", and it below that, with the kind of the quiz',
        ),
        Meant("difficulty seniority grade hardness", "level"),
        Meant(f"tags {_TOPIC}", "topic", "there is one topic: write topic: sql/joins", "list"),
        Meant(f"tags {_TOPIC}", "topic"),
        Meant(_SOURCES, "sources"),
        Meant("hints clue clues tip tips", "hint", 'there is one hint: write "hint: …"', "list"),
        Meant("hints clue clues tip tips", "hint"),
        Meant("points criteria rubric keywords mustmention checklist expectedpoints", "key_points"),
        Meant("followup nextquestions next", "follow_ups"),
        Meant("snippet sourcecode program codesnippet", "code"),
        Meant("oldid previously renamedfrom aliases formerly", "was"),
    ),
    "follow up": (
        Meant("slug name key", "id"),
        Meant(_ASK, "ask"),
        Meant(f"modelanswer expectedanswer response back solution correct {_WHY}", "answer"),
        Meant("points criteria rubric keywords", "key_points"),
    ),
    "key point": (
        Meant("text point say name label title description content", "says"),
        Meant("keywords phrases synonyms match accept alternatives anyof wordings", "any"),
        Meant("exclude wrong contradicts noneof forbidden", "not"),
        Meant("level difficulty since", "from"),
        Meant("points score marks importance", "weight"),
    ),
    "quiz": (
        Meant("type questiontype format", "kind"),
        Meant("question prompt ask q title text body", "stem"),
        Meant(_WHY, "why"),
    ),
    "choice": (
        Meant(f"{_CHOICES} items responses", "options"),
        Meant(f"answer {_RIGHT}", "", _MARK),
        Meant("shuffle randomize random", "", 'write "keep_order: true" so as not to shuffle'),
    ),
    "option": (
        Meant(f"answer {_RIGHT}", "right", 'write "right: true" in that option', "true"),
        Meant(
            f"answer {_RIGHT}",
            "right",
            'leave it out, for an option is wrong unless "right: true" is in it',
            "false",
        ),
        Meant(_TEXT, "text"),
        Meant(_RIGHT, "right", 'write "right: true" in that option, if it is right'),
        Meant(_WHY, "why"),
        Meant(
            "id key letter number", "", "leave it out: options need no names, for they are shuffled"
        ),
    ),
    "short": (
        Meant("answer", "accept"),
        Meant(f"{_RIGHT} answers expected solutions synonyms keywords", "accept"),
        Meant("value numeric tolerance", "number", "write number: {value: 3.14, tolerance: 0.01}"),
        Meant("casesensitive matchcase", "case"),
    ),
    "blanks": (
        Meant("question prompt ask sentence template stem body", "text"),
        Meant(
            f"answer answers gaps blanks options words {_RIGHT}",
            "accept",
            "write accept: [[a, b], [c]], the texts of {{1}} and then of {{2}}",
        ),
        Meant("casesensitive matchcase", "case"),
    ),
    "order": (Meant(f"answer answers items options sequence order lines list {_RIGHT}", "steps"),),
    "output": (
        Meant(f"answer expected output expectedoutput stdout result {_RIGHT}", "prints"),
        Meant(
            f"options wronganswers {_CHOICES}",
            "wrong",
            'write "wrong:", and below it "- text: …" for each; the right one is "prints"',
        ),
    ),
    "wrong output": (
        Meant(_TEXT + " prints output", "text"),
        Meant(_WHY, "why"),
    ),
}

_LEVELS = (
    ("junior", "easy beginner basic entry entrylevel intern trainee novice simple low"),
    ("mid", "medium intermediate middle midlevel medior regular moderate normal"),
    ("senior", "hard difficult advanced expert lead staff principal veryhard high"),
)
_TRUE_FALSE = 'As options: [{text: "True", right: true}, {text: "False"}]'
_SEVERAL = 'Write "right: true" in each option that is right'
_NUMBER = "With number: {value: 3.14, tolerance: 0.01}"
_NO_QUIZ = "Leave the whole quiz out: every question is a flashcard already"
_KINDS = (
    ("choice", "mcq multiplechoice multichoice single singlechoice radio select quiz test", ""),
    ("choice", "multiple multi multiselect multipleanswer multipleanswers checkbox", _SEVERAL),
    ("choice", "truefalse trueorfalse boolean bool tf yesno", _TRUE_FALSE),
    ("blanks", "fillin fillintheblank fillintheblanks fillblank blank cloze gap gaps", ""),
    ("order", "sort sorting ordering sequence rank ranking arrange", ""),
    ("short", "open freetext free essay text string shortanswer typed input", ""),
    ("short", "number numeric numerical", _NUMBER),
    ("output", "code predict print prints predictoutput codeoutput stdout", ""),
    ("", "flashcard flashcards card recall explain", _NO_QUIZ),
)

#: The levels by what they are called elsewhere.
LEVELS = {word: level for level, words in _LEVELS for word in words.split()}
#: The kinds ("" for none) by what they are called elsewhere, with what to write besides.
KINDS = {word: (kind, besides) for kind, words, besides in _KINDS for word in words.split()}


def plain(name: str) -> str:
    """Give the letters and digits of *name* alone: ``is_correct``, ``isCorrect`` are one."""
    return re.sub(r"[^a-z0-9]", "", name.lower())


def tells_right(name: str) -> bool:
    """Say whether a field *name* of a choice says which option is right."""
    return plain(name) in f"answer {_RIGHT}".split()


def meant(
    parts: Collection[str],
    name: str,
    shape: str = "text",
    *,
    missing: Collection[str] = (),
    there: Collection[str] = (),
) -> Meant | None:
    """Say what the unknown *name* means in the first of *parts* that knows it.

    *shape* is that of its value; *missing* and *there* are the fields that the part must
    have yet, and has.
    """
    word = plain(name)
    fit = [
        row
        for part in parts
        for row in FIELDS.get(part, ())
        if word in row.words.split() and shape in (row.shapes.split() or [shape])
    ]
    needed = [row for row in fit if row.field in missing]
    free = [row for row in fit if row.field not in there]
    return next(iter([*needed, *free, *fit]), None)
