"""Type a line: for authors."""

from __future__ import annotations

from math import isfinite

from interview_cli.core.kinds.kind import WrongAnswer
from interview_cli.core.kinds.short import Number
from interview_cli.core.sentences import trim
from interview_cli.packs.kinds import kind
from interview_cli.packs.yaml.source import Map, Source


def _check(question: Map, quiz: Map, source: Source) -> kind.Found:
    """Report that there is nothing to compare with, or a number that isn't one."""
    accept, number = quiz.get("accept"), quiz.get("number")
    if not accept and number is None and not quiz.cut:
        at = quiz.key_at("accept") if "accept" in quiz else quiz.at("kind")
        yield at, "short needs the right answer: accept: [one wording, another], or number"
    if isinstance(number, Map):
        for key, least in (("value", float("-inf")), ("tolerance", 0.0)):
            text = number.get(key)
            if isinstance(text, str) and not _is_number(text):  # a value of vary
                yield number.at(key), f"{key} is {trim(text)}; it must be a number"
            elif isinstance(text, str) and not (isfinite(float(text)) and float(text) >= least):
                allowed = "0 or more" if key == "tolerance" else "a number"
                yield number.at(key), f"{key} is {trim(text)}; it must be {allowed}"
            elif isinstance(text, str) and _is_cut(text):
                hint = f"write it as text: accept: [{trim(text)}]"
                yield number.at(key), f"{key} has more digits than a number here can have: {hint}"


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _is_cut(text: str) -> bool:
    """Whether *text* is a whole number that would be kept as another one."""
    digits = text.strip().replace("_", "").lstrip("+-")
    return digits.isdecimal() and int(float(digits)) != int(digits)


#: A number in an editor's eyes, or a text with a name that ``vary`` has values for.
_FILLED: kind.Schema = {
    "pattern": r"^\s*[-+]?(?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][-+]?\d+)?\s*$|\{\{\w+\}\}"
}

_EXAMPLE = """\
- id: typed-line
  ask: Which built-in function gives the number of items of a list?
  answer: "`len`."
  quiz:
    kind: short
    accept: [len]                   # or number: {value: 3, tolerance: 0.1}
    wrong:                          # typical wrong answers, each with why
      - {text: count, why: "`count` is a method: it counts one of the items."}
  sources: [https://docs.python.org/3/library/functions.html#len]
"""

FOR_AUTHORS = kind.KindForAuthors(
    rule=kind.KindRule(
        id="accept",
        title="A short question has accept or number to compare an answer with",
        broken="quiz: {kind: short}",
        fixed="quiz: {kind: short, accept: [len]}",
        check=_check,
    ),
    fields={
        "case": kind.CASE,
        "accept": kind.Field(
            "Answers that are right. Articles, hyphens, plurals and the like don't matter.",
            ["LEFT JOIN", "left outer join"],
        ),
        "number": kind.Field(
            "A number that's right, with how far off an answer may be.",
            {"value": 3.14, "tolerance": 0.01},
        ),
        "unit": kind.Field(
            "Words that may follow a number, such as what is counted. Since format 1.1.",
            ["queries"],
        ),
        "wrong": kind.Field(
            "Wrong answers that people type, each with the reason why it's wrong, which is shown "
            "to anyone who gives it. Since format 1.1.",
            [{"text": "INNER JOIN", "why": "It leaves out the rows without a match."}],
        ),
    },
    schema={
        "if": {"not": {"required": ["number"]}},
        "then": {"required": ["accept"], "properties": {"accept": {"minItems": 1}}},
    },
    example=_EXAMPLE,
    foreign_fields=(
        kind.ForeignName(
            f"answer answers expected solutions synonyms keywords {kind.RIGHT}", "accept"
        ),
        kind.ForeignName(
            "value numeric tolerance", "number", "write number: {value: 3.14, tolerance: 0.01}"
        ),
        kind.ForeignName("units suffix", "unit"),
        kind.FOREIGN_WRONG,
        kind.FOREIGN_CASE,
    ),
    foreign_kinds=(
        ("open freetext free essay text string shortanswer typed input", ""),
        ("number numeric numerical", "With number: {value: 3.14, tolerance: 0.01}"),
    ),
    parts={
        Number: kind.Part(
            noun="number",
            fields={
                "value": kind.Field(
                    "The right number. It can be a value of `vary`, in quotes.", 3.14, _FILLED
                ),
                "tolerance": kind.Field(
                    "How far off still counts, as a plain difference. Default: 0.",
                    0.01,
                    {"minimum": 0, **_FILLED},
                ),
            },
        ),
        WrongAnswer: kind.WRONG_ANSWER,
    },
)
