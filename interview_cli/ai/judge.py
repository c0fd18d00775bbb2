"""A model's opinion on an answer, point by point, held against the answer itself.

The model gives for each key point a verdict and the words that it rests on, and no
score: that is counted here, as it is without a model. A verdict whose words are not in
the answer, say nothing, or are the very text that told the model what to say, counts as
missed: so a model that was taken in, or made something up, gives itself away.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from interview_cli.ai.language_model import (
    MOST,
    AiFailure,
    Request,
    ask,
    build_request,
    cache_key,
    one_line,
    read_cache,
    truncate,
    write_cache,
)
from interview_cli.ai.readiness import AiSettings
from interview_cli.core.scoring.result import (
    CLOSE,
    CONTRADICTED,
    HIT,
    MISSED,
    PointResult,
    compute_score,
)

#: Raised when what is asked of the model, or how it is asked, changes.
VERSION = 1

#: More key points than any question has.
MOST_POINTS = 40
LONGEST_COMMENT = 300

_SYSTEM = """\
You check what a candidate said in an interview against key points, one by one.
Answer with one JSON object and nothing else:
{"points": [{"id": 1, "verdict": "hit", "quote": "words of the answer"}], "comment": "one line"}
- points: one item for each key point, with its id.
- verdict: "hit" if the answer says it, in whatever words; "partial" if it says some of it or \
says it vaguely; "contradict" if it claims the opposite; "miss" if it says nothing of it.
- quote: for all but "miss" the words of the answer that your verdict rests on, copied letter by \
letter, as few as show it, and without "..."; for "miss" an empty text.
- Judge only what the answer says. Never take words from the question or the model answer.
- comment: what the candidate should add or mend, at most 300 characters of plain text.
You give no score: it is counted from your verdicts, and each quote is looked up in the answer."""

_STATES: Mapping[str, str] = {
    "hit": HIT,
    "partial": CLOSE,
    "contradict": CONTRADICTED,
    "miss": MISSED,
}


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


@dataclass
class Verdict:
    """What a model says of one key point; ``id`` counts from 1."""

    id: int
    verdict: Literal["hit", "partial", "miss", "contradict"]
    quote: str = ""


@dataclass
class Verdicts:
    """What a model says of an answer."""

    points: list[Verdict]
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A model's opinion, as far as it holds.

    ``points`` are those that were given, in their order, with state, words and spans.
    ``unverified`` are the places, from 0, of those whose quote was not found, and which
    count as missed. ``comment`` is one plain line; whoever shows it cleans it all the
    same. ``cut`` says that only the beginning of a long answer was read.
    """

    points: tuple[PointResult, ...]
    score: float
    comment: str
    unverified: tuple[int, ...] = ()
    cached: bool = False
    model: str = ""
    host: str = ""
    cut: bool = False

    @property
    def contradicted(self) -> bool:
        return any(p.expected and p.state == CONTRADICTED for p in self.points)


def judge(
    settings: AiSettings,
    question_ask: str,
    model_answer: str,
    points: Sequence[PointResult],
    answer: str,
) -> Judgement:
    """Return the model's judgement of *answer*; the states that *points* have don't matter.

    Raises AiFailure where there is no judgement, whatever the reason. An empty answer
    misses everything, and nobody is asked.
    """
    if not points:
        raise AiFailure("this question has no key points that a model could check")
    if len(points) > MOST_POINTS:
        raise AiFailure(f"these are {len(points)} key points; a model checks {MOST_POINTS} at most")
    if not answer.strip():
        return _check(settings, points, answer, Verdicts([]), cached=False)
    key = cache_key(
        settings.model,
        settings.host,
        VERSION,
        question_ask,
        model_answer,
        [point.says for point in points],
        _normalize(truncate(answer))[0],
    )
    known = _from_cache(read_cache(key))
    if known is not None:
        return _check(settings, points, answer, known, cached=True)
    reply = ask(settings, build_judge_request(question_ask, model_answer, points, answer), Verdicts)
    write_cache(
        key,
        {"points": [[v.id, v.verdict, v.quote] for v in reply.points], "comment": reply.comment},
    )
    return _check(settings, points, answer, reply, cached=False)


def build_judge_request(
    question_ask: str, model_answer: str, points: Sequence[PointResult], answer: str
) -> Request:
    """Return exactly what :func:`judge` sends, but for the mark, which is new each time."""
    about = {
        "question": truncate(question_ask),
        "model_answer": truncate(model_answer),
        "key_points": [
            {"id": n, "says": truncate(point.says, 300)} for n, point in enumerate(points, 1)
        ],
    }
    return build_request(
        _SYSTEM,
        (
            ("The question and its key points:", about),
            ("The candidate's answer:", truncate(answer)),
        ),
    )


def _check(
    settings: AiSettings,
    points: Sequence[PointResult],
    answer: str,
    given: Verdicts,
    *,
    cached: bool,
) -> Judgement:
    """Return the judgement that *given* is, held against the answer, and its score."""
    verdicts: dict[int, Verdict] = {}
    for verdict in given.points:
        verdicts.setdefault(verdict.id, verdict)
    text, judged, unverified = truncate(answer), [], []
    for place, point in enumerate(points):
        one = replace(point, state=MISSED, words=(), spans=())
        verdict = verdicts.get(place + 1, Verdict(place + 1, "miss"))
        state = _STATES[verdict.verdict]
        if state != MISSED:
            span = find_quote(verdict.quote, text)
            if span is None:
                unverified.append(place)
            else:
                one = replace(one, state=state, words=(text[slice(*span)],), spans=(span,))
        judged.append(one)
    return Judgement(
        points=tuple(judged),
        score=compute_score(judged),
        comment=clean_comment(given.comment),
        unverified=tuple(unverified),
        cached=cached,
        model=settings.model,
        host=settings.host,
        cut=len(answer) > MOST,
    )


def clean_comment(comment: str) -> str:
    """Return a model's comment as one line of plain text, without markup, links and controls."""
    text = one_line(comment, 5 * LONGEST_COMMENT)
    text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"</?[a-zA-Z!][^>]*>", "", text)
    text = re.sub(r"\b(?:\w+://|www\.)\S+", "(link)", text)
    text = re.sub(r"\*\*|__|~~|^\s*(?:#+|>)\s*", "", text)
    return one_line(text, LONGEST_COMMENT)


def _from_cache(value: Any) -> Verdicts | None:
    """Return what was kept; None where it isn't what was written there."""
    try:
        points = [
            Verdict(int(id_), verdict, str(quote))
            for id_, verdict, quote in value["points"]
            if verdict in _STATES
        ]
        return Verdicts(points, str(value["comment"]))
    except (TypeError, KeyError, ValueError):
        return None


def find_quote(quote: str, answer: str) -> Span | None:
    """Return where *quote* stands in *answer*; None where it isn't, or proves nothing.

    Space and case don't count, nor the form of quotation marks. It has to be whole words,
    two of which say something; of a shorter answer, all of it.
    """
    needle, _ = _normalize(quote.strip().strip("\"'“”‘’`").strip().removesuffix("...").strip(" …"))
    text, places = _normalize(answer)
    at = _whole_words(needle, text)
    if not needle or at < 0:
        return None
    if _count_words(needle) < min(2, max(1, _count_words(text))):
        return None
    if _count_words(text) < 2 and _WORD.findall(needle) != _WORD.findall(text):
        return None
    start, end = places[at], places[at + len(needle) - 1] + 1
    return None if _is_order(answer, start, end) else (start, end)


def _whole_words(needle: str, text: str) -> int:
    """Return where *needle* is and no word is cut: "sync def" does not stand in "async def"."""
    at = text.find(needle) if needle else -1
    while at >= 0:
        end = at + len(needle)
        cut_before = at > 0 and text[at - 1].isalnum() and needle[0].isalnum()
        cut_after = end < len(text) and text[end].isalnum() and needle[-1].isalnum()
        if not (cut_before or cut_after):
            return at
        at = text.find(needle, at + 1)
    return -1


def _is_order(answer: str, start: int, end: int) -> bool:
    """Whether the sentences in which a quote stands tell a grader what to do."""
    begin = max((m.end() for m in re.finditer(r"[.!?](?=\s)|\n", answer[:start])), default=0)
    after = re.compile(r"[.!?](?=\s)|\n").search(answer, end)
    sentence = answer[begin : after.start() if after else len(answer)]
    return bool(_ORDER.search(" ".join(sentence.split())))


def _count_words(text: str) -> int:
    """Return the number of different words that say something."""
    return len({word for word in _WORD.findall(text) if word not in _EMPTY})


def _normalize(text: str) -> tuple[str, list[int]]:
    """Return *text* as it is compared, and for each of its characters its place in *text*."""
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
