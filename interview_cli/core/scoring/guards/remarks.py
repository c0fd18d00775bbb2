"""Remarks in place of an answer: "I don't know", and words to the grader."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import lru_cache

from interview_cli.core.word_lists import word_set

#: "I don't know", in many words.
_DONT_KNOW = r"""\b(?:
      (?:sorry,?\s+)?(?:honestly,?\s+)?(?:i\s+)?(?:really\s+|honestly\s+|just\s+)*
        (?:do\s*n[o'’]?t|don['’]?t|can(?:['’]?t|not))\s+
        (?:really\s+)?(?:know|remember|recall|tell|say|answer)
        (?:\s+(?:that|this|it|the\s+answer|the\s+question|about\s+(?:that|this|it)|yet|sorry))*
      | (?:i\s+)?(?:have\s+)?(?:absolutely\s+)?no\s+(?:idea|clue)
      | (?:i\s+am\s+|i['’]?m\s+)?not\s+(?:really\s+|so\s+|entirely\s+)?(?:sure|certain)
      | i\s+haven['’]?t\s+(?:a\s+clue|learn(?:ed|t)\s+(?:that|this)(?:\s+yet)?)
      | idk | dunno | sorry
      | never\s+heard\s+of\s+(?:it|that|this)
    )\b"""
#: "Next question, please": unless one of these words is the answer, as `pass` can be.
_SKIP = r"\b(?:pass|skip|next(?:\s+question)?(?:\s+please)?|n/?a)\b"
#: Words beside it that say nothing either.
_FILLER = (
    r"\b(?:i|would|have|about|to|guess|think|at|all|sorry|please|question|this|the|answer|one|that|it|me"
    r"|so|well|hm+|uh+|um+|let|us|let's|no|here|now|off|hand|with|can|you|tell|again|maybe)\b"
)
_SILENT = re.compile(r"[\s.,;:!?…'\"’()_-]*")

#: Words to the grader: an order to it, or praise of the answer itself. A sentence about the
#: subject may have the same words: "I would mark this response as private".
_ANSWER = r"(?:this|my|the|that)\s+(?:answer|response|submission|reply|solution|attempt)"
_REWARD = r"(?:marks?|scores?|points?|credits?|grades?|rating)"
_FULL = r"(?:full|perfect|maximum|max|top|highest|best|complete)"
_OPENS = (
    r"^\W*(?:(?:please|now|so|just|kindly|and|instead|hey|hi|hello|dear|note|to|the|my|as"
    r"|ai|grader|examiner|judge|assistant|system|model|important|you\s+(?:must|should|have\s+to))"
    r"[\s,:!.-]+)*"
)
_ORDER = rf"""
      {_OPENS}(?:ignore|disregard|forget|override|bypass)\b.{{0,60}}
        \b(?:rubric|grading|grader|marking|mark\s+scheme|key\s+points|criteria
          |(?:previous|prior|above|earlier|your|these|those|all)\s+(?:\w+\s+)?
           (?:instructions?|prompts?|rules|guidelines))\b
    | {_OPENS}(?:ignore|disregard|forget)\s+(?:(?:all|any|everything)\s+)(?:of\s+)?(?:the\s+)?
        (?:previous|prior|above|earlier)\b
    | {_OPENS}(?:give|award|assign|grant|grade|mark|rate|score|accept|count|treat|consider)\b
        .{{0,60}}\b(?:{_FULL}\s+{_REWARD}|(5|10|20|100)\s*(?:/|out\s+of)\s*\1|100\s*%|correct|right
          |passed|as\s+{_FULL})
    | {_OPENS}(?:{_FULL}\s+{_REWARD}|(5|10|20|100)\s*(?:/|out\s+of)\s*\2)(?:\s+please)?\W*$
    | {_OPENS}(?:pretend|act|assume)\b.{{0,40}}\b{_ANSWER}\b
    | ^\W*(?:dear|respected|hey|hi|(?:system\s+)?note\s+to(?:\s+the)?|to\s+the|as\s+a)\s+(?:ai\s+)?
        (?:grader|examiner|evaluator|judge|marker)\b
    """
_PRAISE = rf"""
      \b(?:i|we|{_ANSWER})\s+(?:fully\s+|really\s+)?(?:deserves?|merits?|should\s+get|gets?
        |(?:is|am)\s+worth|must\s+get|earns?|wants?)\b.{{0,30}}
        \b(?:{_FULL}\s+{_REWARD}|(?:5|10|20|100)\s*(?:/|out\s+of)|10\b|100\b)
    | \b{_ANSWER}\s+(?:is|should\s+be|must\s+be|has\s+to\s+be)\s+(?:(?:marked|graded|rated|scored
        |accepted|counted|considered)\s+)?(?:as\s+)?(?:\w+\s+){{0,2}}(?:correct|right|perfect)\W*$
    | \b{_ANSWER}\s+(?:should|must|has\s+to)\s+(?:be\s+given|get|receive)\b.{{0,30}}
        \b{_FULL}\s+{_REWARD}
    | [,;:–-]\s*(?:so\s+|and\s+)?(?:please\s+)?(?:give|award|grant)\s+(?:it|this|me)\b.{{0,30}}
        \b{_FULL}\s+{_REWARD}
    | \b(?:the\s+)?rubric\s+(?:perfectly|fully|completely)\b
    | \baccording\s+to\s+the\s+rubric\b
    """
#: The words of all this: who uses any other one says something.
_SAYING_NOTHING = word_set("""
    a about absolutely again all am and answer at ca can cannot cant certain clue do don donot
    dont dunno entirely guess hand have haven heard here honestly i idea idk is it just know
    learn learned learnt let lets m maybe me n na never next no not now nt of off one pass
    please question re really recall remember s say skip so sorry sure t tell that the think
    this to us well with would yet you
""")
#: Without some of these in it, a sentence has no praise of itself.
_ANSWERS = ("answer", "response", "submission", "reply", "solution", "attempt")
_FULLY = ("full", "perfect", "max", "top", "highest", "best", "complete")
_REWARDS = ("mark", "score", "point", "credit", "grade", "rating")
#: What may stand before an order to the grader, and what begins one. Where an order begins with
#: something else there is none, which is seen without the long pattern.
_BEFORE_ORDER = word_set("""
    please now so just kindly and instead hey hi hello dear note to the my as ai assistant system
    model important you must should have
""")
_ORDERING = word_set("""
    ignore disregard forget override bypass give award assign grant grade mark rate score accept
    count treat consider full perfect maximum max top highest best complete pretend act assume
    respected grader examiner evaluator judge marker
""")
_RUN = re.compile(r"[^\W_]+")
_WORD = re.compile(r"\w+")
_HESITATION = frozenset("hmu")
SENTENCE = re.compile(r"[^.!?\n]+(?:\.(?=\S)[^.!?\n]+)*[.!?\n]*")


@lru_cache(maxsize=8)
def _compile(pattern: str) -> re.Pattern[str]:
    # Late: all of them take as long as scoring three answers.
    return re.compile(pattern, re.IGNORECASE | re.VERBOSE)


def _says_something(answer: str) -> bool:
    for run in _RUN.finditer(answer):
        word = run.group().casefold()
        if word not in _SAYING_NOTHING and not _HESITATION.issuperset(word):
            return True
    return False


def _is_to_grader(sentence: str, *, praises: bool) -> bool:
    """Whether *sentence* is an order to the grader, or praises the answer.

    *praises*: some sentence of the answer may.
    """
    if _may_order(sentence) and _compile(_ORDER).match(sentence):
        return True
    return praises and _may_praise(sentence) and _compile(_PRAISE).search(sentence) is not None


def _may_order(sentence: str) -> bool:
    """Whether *sentence* begins as an order to the grader does."""
    if not sentence.isascii():
        return True  # letters that fold to others
    before = ""
    for run in _WORD.finditer(sentence):
        word = run.group().lower()
        if word not in _BEFORE_ORDER:
            share = word[0].isdigit() and ("/" in sentence or "out" in sentence.lower())
            return word in _ORDERING or share or (before == "as" and word == "a")
        before = word
    return True


def _may_praise(text: str) -> bool:
    """Whether *text* has the words of a sentence that praises the answer it's in."""
    folded = text.casefold()

    def has(words: Iterable[str]) -> bool:
        return any(word in folded for word in words)

    return (
        "rubric" in folded
        or (has(_FULLY) and has(_REWARDS))
        or (has(_ANSWERS) and has(("correct", "right", "perfect")))
        or (has(("5", "10", "20")) and has(("deserve", "merit", "get", "worth", "earn", "want")))
    )


def blank_remarks(answer: str, wanted: Collection[str]) -> str:
    """Return *answer* with words to the grader blanked out; empty if all of it is "I don't know".

    Offsets stay as they are. *wanted* are the words of good answers, folded: one of them is
    never a wish to skip the question.
    """
    praises = _may_praise(answer)
    answer = SENTENCE.sub(
        lambda s: " " * len(s[0]) if _is_to_grader(s[0], praises=praises) else s[0], answer
    )
    if _says_something(answer):
        return answer
    rest = _compile(_DONT_KNOW).sub("", answer)
    skipping = _compile(_SKIP).search(rest)
    if skipping and skipping[0].casefold() not in wanted:
        rest = _compile(_SKIP).sub("", rest)
    if rest == answer:
        return answer
    return "" if _SILENT.fullmatch(_compile(_FILLER).sub("", rest)) else answer
