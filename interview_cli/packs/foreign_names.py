"""What other formats call the fields of a pack, the levels and the kinds, and write as options.

Who comes from there writes `question`, `choices`, `difficulty: easy`. None of it is
accepted; a message gives its right name.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any, NamedTuple

from interview_cli.core.sentences import brief, quoted

#: What Pydantic takes for true and for false.
TRUE = ("true", "t", "yes", "y", "on", "1")
FALSE = ("false", "f", "no", "n", "off", "0")


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
_ANSWER = "modelanswer expectedanswer sampleanswer response back reply a"
_WHY = "explanation explain explanations rationale feedback reason reasoning comment because"
_RIGHT = (
    "right correct iscorrect correctanswer correctanswers correctoption correctoptions "
    "correctindex correctchoice correctresponse answerindex answerkey solution"
)
_CHOICES = "choices choice answers alternatives distractors answeroptions possibleanswers"
_TOPIC = "tags tag category categories subject subjects topics area theme domain section chapter"
_SOURCES = "source references reference refs ref links link url urls docs furtherreading seealso"
_TEXT = "label value option choice answer name title content body statement response"
_POINTS = "points criteria rubric keywords mustmention checklist expectedpoints"

_IN_PACK = "id title name version description license licence authors author tracks about"
_IN_DEFAULTS = 'write it below "defaults:", indented'
_CASE = Meant("casesensitive matchcase", "case")

#: By part, or by kind of a quiz. Of several that fit, one whose field is missing is meant,
#: else the first whose field is not there.
FIELDS: dict[str, tuple[Meant, ...]] = {
    "pack's file": (
        Meant("items cards flashcards quiz quizzes entries question", "questions"),
        Meant("meta metadata info header deck", "pack"),
        Meant("schema schemaversion formatversion", "format"),
        Meant(_IN_PACK, "", 'write it below "pack:", indented'),
        Meant(f"level topic difficulty {_TOPIC}", "", _IN_DEFAULTS),
    ),
    "pack": (
        Meant("slug key name identifier packid", "id"),
        Meant("name heading label", "title"),
        Meant("summary about desc subtitle abstract", "description"),
        Meant("author by creator maintainer maintainers", "authors"),
        Meant("level topic difficulty", "", 'write it below "defaults:", beside "pack:"'),
        Meant("format questions defaults", "", 'write it beside "pack:", not below it'),
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
        Meant(f"{_ANSWER} {_WHY}", "answer"),
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
        Meant(_TOPIC, "topic", "there is one topic: write topic: sql/joins", "list"),
        Meant(_TOPIC, "topic"),
        Meant(_SOURCES, "sources"),
        Meant("hints clue clues tip tips", "hint", 'there is one hint: write "hint: …"', "list"),
        Meant("hints clue clues tip tips", "hint"),
        Meant(_POINTS, "key_points"),
        Meant("followup nextquestions next", "follow_ups"),
        Meant("snippet sourcecode program codesnippet", "code"),
    ),
    "follow up": (
        Meant("slug name key", "id"),
        Meant(_ASK, "ask"),
        Meant(f"{_ANSWER} {_WHY} solution correct", "answer"),
        Meant(_POINTS, "key_points"),
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
        Meant(f"ask {_ASK}", "stem"),
        Meant(_WHY, "why"),
    ),
    "choice": (
        Meant(f"{_CHOICES} items responses", "options"),
        Meant(f"answer {_RIGHT}", "", 'write "right: true" in the option that is right'),
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
        Meant(f"answer answers expected solutions synonyms keywords {_RIGHT}", "accept"),
        Meant("value numeric tolerance", "number", "write number: {value: 3.14, tolerance: 0.01}"),
        _CASE,
    ),
    "blanks": (
        Meant(f"ask sentence template {_ASK}", "text"),
        Meant(
            f"answer answers gaps blanks options words {_RIGHT}",
            "accept",
            "write accept: [[a, b], [c]], the texts of {{1}} and then of {{2}}",
        ),
        _CASE,
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
    "wrong output": (Meant(f"{_TEXT} prints output", "text"), Meant(_WHY, "why")),
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


#: Signs with which other formats mark the right option: *A, A *, [x] A, A (correct).
_MARKED = re.compile(
    r"(?i)\*+\s*(.+?)\s*\**|\[x\]\s*(.+)|(.+?)\s*(?:\*+|\((?:correct|right)(?: answer)?\))"
)
_NOT_MARKED = re.compile(r"^\[ ?\]\s*")
_LETTER = re.compile(r"[A-Za-z]|\d+")


def plain(name: str) -> str:
    """Return the letters and digits of *name* alone: ``is_correct``, ``isCorrect`` are one."""
    return re.sub(r"[^a-z0-9]", "", name.lower())


def tells_right(name: str) -> bool:
    """Whether a field *name* of a choice says which option is right."""
    return plain(name) in f"answer {_RIGHT}".split()


def meant(
    parts: Collection[str],
    name: str,
    shape: str = "text",
    *,
    missing: Collection[str] = (),
    there: Collection[str] = (),
) -> Meant | None:
    """Return what the unknown *name* means in the first of *parts* that knows it.

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


def as_option(text: str) -> str:
    """Return how an option that reads *text* is written."""
    bare = _NOT_MARKED.sub("", text.strip())
    if found := _MARKED.fullmatch(bare):
        bare = next(filter(None, found.groups()))
        return f"{{text: {quoted(bare, 40)}, right: true}}"
    return f"{{text: {quoted(bare, 40)}}}, with right: true in it if it is right"


def misread_option(key: str, value: Any) -> str:
    """Return what to write where ``key: value`` was meant as an option's text, or as a mark."""
    if not isinstance(value, str):
        return f'"{brief(key)}" is no field of an option: write {{text: …}}'
    if value.strip().lower() in (*TRUE, *FALSE):
        right = ", right: true" if value.strip().lower() in TRUE else ""
        return f"an option says what it is: {{text: {quoted(key, 40)}{right}}}"
    if _LETTER.fullmatch(key):
        return f"an option has no letter or number of its own: {as_option(value)}"
    return f'text with ": " in it must be quoted: {as_option(f"{key}: {value}")}'
