"""Answers that say nothing: "I don't know", and words to the grader instead of an answer."""

from __future__ import annotations

import re

UNKNOWING = re.compile(
    r"""\b(?:
      (?:sorry,?\s+)?(?:honestly,?\s+)?(?:i\s+)?(?:really\s+|honestly\s+|just\s+)*
        (?:do\s*n[o'’]?t|don['’]?t|can(?:['’]?t|not))\s+
        (?:really\s+)?(?:know|remember|recall|tell|say|answer)
        (?:\s+(?:that|this|it|the\s+answer|the\s+question|about\s+(?:that|this|it)|yet|sorry))*
      | (?:i\s+)?(?:have\s+)?(?:absolutely\s+)?no\s+(?:idea|clue)
      | (?:i\s+am\s+|i['’]?m\s+)?not\s+(?:really\s+|so\s+|entirely\s+)?(?:sure|certain)
      | i\s+haven['’]?t\s+(?:a\s+clue|learn(?:ed|t)\s+(?:that|this)(?:\s+yet)?)
      | idk | dunno | pass | skip | next(?:\s+question)?(?:\s+please)? | n/?a | sorry
      | never\s+heard\s+of\s+(?:it|that|this)
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
#: What may stand beside it and still says nothing.
FILLER = re.compile(
    r"\b(?:i|would|have|about|to|guess|think|at|all|sorry|please|question|this|the|answer|one|that|it|me"
    r"|so|well|hm+|uh+|um+|let|us|let's|no|here|now|off|hand|with|can|you|tell|again|maybe)\b",
    re.IGNORECASE,
)
RUBRIC = re.compile(
    r"""
      \b(?:ignore|disregard|forget|override|bypass)\b.{0,60}\b(?:rubric|instructions?|prompts?
        |grading|grading\s+criteria|guidelines|key\s+points)\b
    | \b(?:ignore|disregard|forget)\s+(?:all|any|everything)\s+(?:of\s+)?(?:the\s+)?
        (?:previous|above)\b
    | \b(5|10|20|100)\s*(?:/|out\s+of)\s*\1\b(?!\s+\w+s\b)
    | \b(?:full|perfect)\s+(?:marks?|scores?|credits?|grades?)\b
    | \b(?:give|award|assign|grant|deserves?|worth)\b.{0,40}\b(?:full|maximum|max|top|highest)\s+
        (?:marks?|scores?|points?|credits?|grades?)\b
    | \b(?:give|award|assign|grant|grade|mark|rate|score)\b.{0,40}\b(?:this|my)\s+
        (?:answer|response|submission|reply)\b
    | \b(?:this|my)\s+(?:answer|response)\s+(?:is|should\s+be|must\s+be|deserves|gets)\b.{0,30}
        \b(?:correct|right|perfect|complete|marks?|points?|score|grade|10|100)\b
    | \b(?:rubric|grader|system\s+prompt)\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
PIECE = re.compile(r"[^.!?\n]+(?:\.(?=\S)[^.!?\n]+)*[.!?\n]*")


def silenced(answer: str) -> str:
    """Give *answer* with what says nothing blanked out, so that places stay where they are."""
    answer = PIECE.sub(
        lambda piece: " " * len(piece.group()) if RUBRIC.search(piece.group()) else piece.group(),
        answer,
    )
    rest = FILLER.sub("", UNKNOWING.sub("", answer))
    return answer if any(map(str.isalnum, rest)) else ""
