"""A model's opinion on an answer, point by point, held against the answer itself.

The model gives for each key point a verdict and the words that it rests on, and no
score: that is counted here, as it is without a model. A verdict whose words are not in
the answer, say nothing, or are the very text that told the model what to say, counts as
missed: so a model that was taken in, or made something up, gives itself away.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

from interview_cli.ai import language_model
from interview_cli.ai.language_model import AiFailure, Request, truncate
from interview_cli.ai.readiness import AiSettings
from interview_cli.core.scoring import result
from interview_cli.storage import clock, files, paths
from interview_cli.storage.reading.kept_files import read_kept

#: Raised when what is asked of the model, or how it is asked, changes.
VERSION = 1

#: More key points than any question has.
MOST_POINTS = 40
LONGEST_COMMENT = 300
#: Verdicts of more answers than this are dropped, the oldest first.
MOST_KEPT = 500

_STATES: Mapping[str, str] = {
    "hit": result.HIT,
    "partial": result.CLOSE,
    "contradict": result.CONTRADICTED,
    "miss": result.MISSED,
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
    count as missed. ``comment`` is one plain line; it is cleaned again where it is
    shown. ``cut`` says that only the beginning of a long answer was read.
    """

    points: tuple[result.PointResult, ...]
    score: float
    comment: str
    unverified: tuple[int, ...] = ()
    cached: bool = False
    model: str = ""
    host: str = ""
    cut: bool = False

    @property
    def passed(self) -> bool:
        """Whether the answer passed, by this opinion."""
        return result.decide_passed(self.points, self.score)

    @property
    def contradicted(self) -> bool:
        return any(p.expected and p.state == result.CONTRADICTED for p in self.points)


def judge(
    settings: AiSettings,
    question_ask: str,
    model_answer: str,
    points: Sequence[result.PointResult],
    answer: str,
) -> Judgement:
    """Return the model's judgement of *answer*; the states that *points* have don't matter.

    Raises AiFailure where there is no judgement, whatever the reason. An empty answer
    misses everything, and nobody is asked.
    """
    if not points:
        raise AiFailure("this question has no key points that a model could check")
    if len(points) > MOST_POINTS:
        raise AiFailure(f"there are {len(points)} key points; a model checks {MOST_POINTS} at most")
    if not answer.strip():
        return _check(settings, points, answer, Verdicts([]), cached=False)
    says = [point.says for point in points]
    about = settings.model, settings.host, VERSION, question_ask, model_answer, says
    cache = _cache_file(*about, _normalize(truncate(answer))[0])
    known = _read_cache(cache)
    if known is not None:
        return _check(settings, points, answer, known, cached=True)
    request = build_judge_request(question_ask, model_answer, points, answer)
    reply = language_model.ask(settings, request, Verdicts)
    _write_cache(cache, reply)
    return _check(settings, points, answer, reply, cached=False)


def build_judge_request(
    question_ask: str, model_answer: str, points: Sequence[result.PointResult], answer: str
) -> Request:
    """Return exactly what :func:`judge` sends, but for the mark, which is new each time."""
    about = {
        "question": truncate(question_ask),
        "model_answer": truncate(model_answer),
        "key_points": [
            {"id": n, "says": truncate(point.says, 300)} for n, point in enumerate(points, 1)
        ],
    }
    parts = [
        ("The question and its key points:", about),
        ("The candidate's answer:", truncate(answer)),
    ]
    return language_model.build_request(language_model.read_text("judge"), parts)


def _check(
    settings: AiSettings,
    points: Sequence[result.PointResult],
    answer: str,
    reply: Verdicts,
    *,
    cached: bool,
) -> Judgement:
    """Return the judgement that *reply* is, held against the answer, and its score."""
    verdicts: dict[int, Verdict] = {}
    for verdict in reply.points:
        verdicts.setdefault(verdict.id, verdict)
    text, judged, unverified = truncate(answer), [], []
    for place, point in enumerate(points):
        one = replace(point, state=result.MISSED, words=(), spans=())
        verdict = verdicts.get(place + 1, Verdict(place + 1, "miss"))
        state = _STATES[verdict.verdict]
        if state != result.MISSED:
            span = find_quote(verdict.quote, text)
            if span is None:
                unverified.append(place)
            else:
                one = replace(one, state=state, words=(text[slice(*span)],), spans=(span,))
        judged.append(one)
    return Judgement(
        points=tuple(judged),
        score=result.compute_score(judged, words=len(text.split())),
        comment=clean_comment(reply.comment),
        unverified=tuple(unverified),
        cached=cached,
        model=settings.model,
        host=settings.host,
        cut=len(answer) > language_model.MOST,
    )


def clean_comment(comment: str) -> str:
    """Return a model's comment as one line of plain text, without markup, links and controls."""
    text = language_model.one_line(comment, 5 * LONGEST_COMMENT)
    text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"</?[a-zA-Z!][^>]*>", "", text)
    text = re.sub(r"\b(?:\w+://|www\.)\S+", "(link)", text)
    text = re.sub(r"\*\*|__|~~|^\s*(?:#+|>)\s*", "", text)
    return language_model.one_line(text, LONGEST_COMMENT)


def _cache_file(*parts: Any) -> Path:
    """Return where the verdicts that depend on *parts*, JSON values, are kept."""
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    name = sha256(text.encode(errors="surrogatepass")).hexdigest()
    return paths.cache() / "ai" / f"{name}.json"


def _read_cache(path: Path) -> Verdicts | None:
    """Return the verdicts in *path*; None where there are none that can be read."""
    try:
        value = json.loads(read_kept(path))
        points = [
            Verdict(int(id_), verdict, str(quote))
            for id_, verdict, quote in value["points"]
            if verdict in _STATES
        ]
        return Verdicts(points, str(value["comment"]))
    except (OSError, TypeError, KeyError, ValueError):
        return None


def _write_cache(path: Path, reply: Verdicts) -> None:
    """Write the verdicts to *path*; where that fails, the model is asked again next time."""
    if clock.is_pretended():
        return
    points = [[point.id, point.verdict, point.quote] for point in reply.points]
    data = json.dumps({"points": points, "comment": reply.comment}).encode()
    with suppress(OSError):
        files.keep(path, data, most=MOST_KEPT)


def find_quote(quote: str, answer: str) -> Span | None:
    """Return where *quote* stands in *answer*; None where it isn't, or proves nothing.

    Space and case don't count, nor the form of quotation marks. It has to be whole words,
    two of which say something; of a shorter answer, all of it.
    """
    needle, _ = _normalize(quote.strip().strip("\"'“”‘’`").strip().removesuffix("...").strip(" …"))
    text, places = _normalize(answer)
    at = _find_whole_words(needle, text)
    if not needle or at < 0:
        return None
    if _count_words(needle) < min(2, max(1, _count_words(text))):
        return None
    if _count_words(text) < 2 and _WORD.findall(needle) != _WORD.findall(text):
        return None
    start, end = places[at], places[at + len(needle) - 1] + 1
    return None if _is_order(answer, start, end) else (start, end)


def _find_whole_words(needle: str, text: str) -> int:
    """Return where *needle* is and no word is cut: "sync def" does not stand in "async def"."""
    before = r"(?<![^\W_])" if needle[:1].isalnum() else ""
    after = r"(?![^\W_])" if needle[-1:].isalnum() else ""
    found = re.search(before + re.escape(needle) + after, text)
    return found.start() if found else -1


def _is_order(answer: str, start: int, end: int) -> bool:
    """Whether the sentences in which a quote stands tell a grader what to do."""
    begin = max((m.end() for m in re.finditer(r"[.!?](?=\s)|\n", answer[:start])), default=0)
    after = re.compile(r"[.!?](?=\s)|\n").search(answer, end)
    sentence = answer[begin : after.start() if after else len(answer)]
    patterns = language_model.read_text("orders").split("\n")
    return bool(re.search("|".join(patterns), " ".join(sentence.split()), re.IGNORECASE))


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
