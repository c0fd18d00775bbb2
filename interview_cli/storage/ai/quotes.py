"""Whether a quote is in an answer, and is worth anything.

A model that was taken in, or made something up, gives itself away here: its quote is not
in the answer, says nothing, or is the very text that told it what to say.
"""

from __future__ import annotations

import re
import unicodedata

Span = tuple[int, int]

_ALIKE = dict(zip("‘’‚“”„–—", "'''\"\"\"--", strict=True)) | {"…": "..."}
_WORD = re.compile(r"\w+")
#: Words that say nothing by themselves.
_EMPTY = frozenset(
    _WORD.findall(
        "a an and are as at be been but by can do does for from had has have how i if in into is "
        "it its me my no not of on or our so than that the their them then there these they this "
        "to was we were what when where which while who why will with would you your"
    )
)
_ORDER = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass)\b[^.!?\n]{0,60}\b(?:(?:instruction|rubric|prompt|"
    r"criteri|guideline|directive|grading|scoring|key ?point)\w*|above|previous|prior)\b"
    r"|\b(?:give|award|assign|grant|mark|rate|score|grade|judge)\b[^.!?\n]{0,60}"
    r"\b(?:full|max|maximum|top|perfect|highest|all|every|10|100)\b[^.!?\n]{0,30}"
    r"\b(?:marks?|points?|scores?|credits?|grades?|verdicts?|correct|hits?)\b"
    r"|\b(?:10|ten|100|5)\s*(?:/|out of)\s*(?:10|ten|100|5)\b"
    r"|\b(?:hit|correct)\b[^.!?\n]{0,20}\b(?:for|on) (?:all|every|each)\b"
    r"|\bverdicts?\b[^.!?\n]{0,30}\bhits?\b"
    r"|\byou are (?:now |no longer )?(?:an? |the )?(?:\w+ )?"
    r"(?:grader|judge|assistant|evaluator|examiner|model|ai|chatbot)\b"
    r"|\b(?:dear|hey|to the) (?:grader|judge|assistant|evaluator|examiner|model|ai)\b"
    r"|\b(?:system|developer) (?:prompt|message|note|override)\b"
    r"|\bthis answer (?:is|covers|contains|deserves|meets|satisfies)\b"
    r"|\b(?:all|every|each)(?: of)?(?: the)? (?:key )?points? (?:is|are|was|were|has|have)\b"
    r"|<<<|>>>|<\|",
    re.IGNORECASE,
)


def find(quote: str, answer: str) -> Span | None:
    """Give where *quote* stands in *answer*; None where it isn't, or proves nothing.

    Space and case don't count, nor the form of quotation marks. It has to be whole words,
    two of which say something; of a shorter answer, all of it.
    """
    wanted, _ = _normal(quote.strip().strip("\"'“”‘’`").strip().removesuffix("...").strip(" …"))
    text, places = _normal(answer)
    at = _whole_words(wanted, text)
    if not wanted or at < 0:
        return None
    if _content(wanted) < min(2, max(1, _content(text))):
        return None
    if _content(text) < 2 and _WORD.findall(wanted) != _WORD.findall(text):
        return None
    start, end = places[at], places[at + len(wanted) - 1] + 1
    return None if _is_order(answer, start, end) else (start, end)


def _whole_words(wanted: str, text: str) -> int:
    """Find *wanted* where no word is cut: "sync def" does not stand in "async def"."""
    at = text.find(wanted) if wanted else -1
    while at >= 0:
        end = at + len(wanted)
        cut_before = at > 0 and text[at - 1].isalnum() and wanted[0].isalnum()
        cut_after = end < len(text) and text[end].isalnum() and wanted[-1].isalnum()
        if not (cut_before or cut_after):
            return at
        at = text.find(wanted, at + 1)
    return -1


def _is_order(answer: str, start: int, end: int) -> bool:
    """Say whether the sentences in which a quote stands tell a grader what to do."""
    begin = max((m.end() for m in re.finditer(r"[.!?](?=\s)|\n", answer[:start])), default=0)
    after = re.compile(r"[.!?](?=\s)|\n").search(answer, end)
    sentence = answer[begin : after.start() if after else len(answer)]
    return bool(_ORDER.search(" ".join(sentence.split())))


def _content(text: str) -> int:
    """Count the different words that say something."""
    return len({word for word in _WORD.findall(text) if word not in _EMPTY})


def _normal(text: str) -> tuple[str, list[int]]:
    """Give *text* as it is compared, and for each of its characters its place in *text*."""
    chars: list[str] = []
    places: list[int] = []
    for at, char in enumerate(text):
        if char.isspace():
            if chars and chars[-1] != " ":
                chars.append(" ")
                places.append(at)
            continue
        for part in _ALIKE.get(char) or unicodedata.normalize("NFKD", char).casefold():
            chars.append(part)
            places.append(at)
    if chars and chars[-1] == " ":
        chars.pop()
        places.pop()
    return "".join(chars), places


def normal(text: str) -> str:
    """Give *text* as it is compared."""
    return _normal(text)[0]
