"""A model's opinion on an answer, point by point, held against the answer itself.

The model gives for each key point a verdict and the words that it rests on, and no
score: that is counted here, as it is without a model. A verdict whose words are not in
the answer counts as missed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from interview_cli.core.scoring.result import CLOSE, CONTRADICTED, HIT, MISSED, Point, score_of
from interview_cli.storage.ai import cache
from interview_cli.storage.ai.failure import AiFailure, one_line
from interview_cli.storage.ai.prompt import MOST, Request, capped, request
from interview_cli.storage.ai.quotes import find, normal
from interview_cli.storage.ai.ready import AiSettings

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

    points: tuple[Point, ...]
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
    points: Sequence[Point],
    answer: str,
) -> Judgement:
    """Let the model judge *answer*; the states that *points* have are not looked at.

    Raises AiFailure where there is no judgement, whatever the reason. An empty answer
    misses everything, and nobody is asked.
    """
    if not points:
        raise AiFailure("this question has no key points that a model could check")
    if len(points) > MOST_POINTS:
        raise AiFailure(f"these are {len(points)} key points; a model checks {MOST_POINTS} at most")
    if not answer.strip():
        return _checked(settings, points, answer, Verdicts([]), cached=False)
    name = cache.key(
        settings.model,
        settings.host,
        VERSION,
        question_ask,
        model_answer,
        [point.says for point in points],
        normal(capped(answer)),
    )
    known = _kept(cache.get(name))
    if known is not None:
        return _checked(settings, points, answer, known, cached=True)
    from interview_cli.storage.ai.model import ask

    said = ask(settings, to_send(question_ask, model_answer, points, answer), Verdicts)
    cache.put(
        name,
        {"points": [[v.id, v.verdict, v.quote] for v in said.points], "comment": said.comment},
    )
    return _checked(settings, points, answer, said, cached=False)


def to_send(question_ask: str, model_answer: str, points: Sequence[Point], answer: str) -> Request:
    """Give exactly what :func:`judge` sends, but for the mark, which is new each time."""
    about = {
        "question": capped(question_ask),
        "model_answer": capped(model_answer),
        "key_points": [
            {"id": n, "says": capped(point.says, 300)} for n, point in enumerate(points, 1)
        ],
    }
    return request(
        _SYSTEM,
        (("The question and its key points:", about), ("The candidate's answer:", capped(answer))),
    )


def _checked(
    settings: AiSettings, points: Sequence[Point], answer: str, said: Verdicts, *, cached: bool
) -> Judgement:
    """Hold what the model said against the answer, and count."""
    verdicts: dict[int, Verdict] = {}
    for verdict in said.points:
        verdicts.setdefault(verdict.id, verdict)
    found, unverified = _Found(capped(answer)), []
    for place, point in enumerate(points):
        if not found.take(point, verdicts.get(place + 1)):
            unverified.append(place)
    return Judgement(
        points=tuple(found.points),
        score=score_of(found.points),
        comment=plain(said.comment),
        unverified=tuple(unverified),
        cached=cached,
        model=settings.model,
        host=settings.host,
        cut=len(answer) > MOST,
    )


@dataclass(slots=True)
class _Found:
    """The points against the answer, as far as they were looked at."""

    answer: str
    points: list[Point] = field(default_factory=list)

    def take(self, point: Point, verdict: Verdict | None) -> bool:
        """Add *point*; False where the words that the model gave prove nothing."""
        state = _STATES[verdict.verdict] if verdict else MISSED
        bare = replace(point, state=MISSED, words=(), spans=())
        if verdict is None or state == MISSED:
            self.points.append(bare)
            return True
        span = find(verdict.quote, self.answer)
        if span is None:
            self.points.append(bare)
            return False
        words = (self.answer[span[0] : span[1]],)
        self.points.append(replace(bare, state=state, words=words, spans=(span,)))
        return True


def plain(comment: str) -> str:
    """Make a model's comment one line of plain text, without markup, links and controls."""
    text = one_line(comment, 5 * LONGEST_COMMENT)
    text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"</?[a-zA-Z!][^>]*>", "", text)
    text = re.sub(r"\b(?:\w+://|www\.)\S+", "(link)", text)
    text = re.sub(r"\*\*|__|~~|^\s*(?:#+|>)\s*", "", text)
    return one_line(text, LONGEST_COMMENT)


def _kept(plain_value: Any) -> Verdicts | None:
    """Give what was kept; None where it is not what was put there."""
    try:
        points = [
            Verdict(int(id_), verdict, str(quote))
            for id_, verdict, quote in plain_value["points"]
            if verdict in _STATES
        ]
        return Verdicts(points, str(plain_value["comment"]))
    except (TypeError, KeyError, ValueError):
        return None
