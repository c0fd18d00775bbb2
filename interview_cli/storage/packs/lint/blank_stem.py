"""A question that is a sentence with a hole in it."""

from __future__ import annotations

import re

from interview_cli.storage.packs.lint.prose import masked
from interview_cli.storage.packs.lint.rule import Found, Measured, Rule
from interview_cli.storage.packs.lint.spots import Spot

_HOLE = re.compile(
    r"(?<![\w.])(?:\\?_){2,}(?![\w.])|(?<!\{)\{\{\d+\}\}|\[\s*(?:(?:blank|\.\.\.|…|_+)\s*)?\](?!\()"
    r"|(?<![\w_])(?:\\?_){2,}(?=\.?\s|\.?$)|(?<=\w)\s*(?:\.{3,}|…)[ ]?[:?]?$",
    re.IGNORECASE,
)

_ENDS = re.compile(r"\b(is|are|was|were|the|an?|called|named|means)\s?:?$", re.IGNORECASE)
_ASKED = re.compile(
    r"\?|^\W*(?:what|which|who|where|when|why|how|is|are|does|do|name|say|choose|pick)\b",
    re.IGNORECASE,
)


def _look(spot: Spot) -> Found:
    if spot.choice is None:
        return
    text, at = spot.stem
    said = masked(text).rstrip()
    if (end := _ENDS.search(said)) and not _ASKED.search(said):
        message = (
            "this question is the beginning of a sentence that an option ends: ask a whole "
            "question, which can be understood without the options"
        )
        yield spot.source.within(at, text, end.start(1)), message
    elif hole := _HOLE.search(said):
        message = (
            "this question is a sentence with a hole: ask a whole question, or make the gap "
            "{{1}} in a quiz of kind: blanks"
        )
        yield spot.source.within(at, text, hole.start()), message


RULE = Rule(
    id="blank-stem",
    title="the question is a sentence with a hole",
    why="""\
"A ____ is immutable" is no question: it is understood only with the options, and grammar often
gives the right one away. As a flashcard, without options, it cannot be asked at all. Gaps that
are typed are what `kind: blanks` is for.""",
    bad="""\
stem: A function with ____ in its body is a generator.""",
    good="""\
stem: Which keyword in its body makes a function a generator?""",
    each=_look,
    measured=Measured(3, 3, 3),
)
