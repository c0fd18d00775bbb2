"""The rule about terms: every term that a pack promises to teach is in some answer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import partial
from typing import NamedTuple

from interview_cli.core.kinds.design import Design
from interview_cli.core.levels import is_within
from interview_cli.core.questions.question import FollowUp, Question
from interview_cli.core.scoring.tokens import stem
from interview_cli.core.sentences import trim
from interview_cli.packs.lint.rule import FoundOver, Pack, Subject
from interview_cli.packs.yaml.source import Map, Seq

#: Hyphens, apostrophes and the signs of code only separate words.
_WORD = re.compile(r"[^\W_]+")
_RULE = "term-missing"


class Taught(NamedTuple):
    """What a question and its follow-ups say: in the model answers, and in the key points."""

    topic: str
    answers: str
    points: str


def find_term_missing(packs: Sequence[Pack]) -> FoundOver:
    for pack in packs:
        if not pack.subjects or pack.info is None or pack.head is None or pack.head_source is None:
            continue
        subjects = [one for one in pack.subjects_for(_RULE) if not one.question.draft]
        taught = [_read(one) for one in subjects] if pack.info.terms else []
        parts = pack.head.get("terms")
        for topic, terms in pack.info.terms.items():
            part = parts.get(topic) if isinstance(parts, Map) else None
            here = [one for one in taught if is_within(one.topic, topic)]
            if not isinstance(part, Seq):
                continue
            for n, term in enumerate(terms):
                ways = pack.fact(f"ways of {term}", partial(_find_ways, term)).split("\n")
                if message := _explain(term, ways, topic, here):
                    yield pack.head_source, part.at(n), message


def _explain(term: str, ways: Sequence[str], topic: str, taught: Sequence[Taught]) -> str:
    """Return why *term*, written in one of *ways*, isn't taught by those of its topic, or ""."""
    answered = [one for one in taught if _says(one.answers, ways)]
    if any(_says(one.points, ways) for one in answered):
        return ""
    quoted = f'"{trim(term, 40)}"'
    if not taught:
        return f"no question has the topic {topic}, so none teaches {quoted}: leave it out"
    if answered:
        return (
            f"answers of {topic} use {quoted}, but no key point beside them does: "
            "say it in says of one of them, too"
        )
    return (
        f"no answer of {topic} uses {quoted}: say it in answer or spoken of a question, and in "
        "says of one of its key points"
    )


def _read(subject: Subject) -> Taught:
    answers, points = subject.fact("answers", _find_answers), subject.fact("points", _find_points)
    return Taught(subject.question.topic, answers, points)


def _find_answers(question: Question) -> str:
    answers = question.answer, *(one.answer for one in question.follow_ups)
    return _join((question.spoken or "", *answers))


def _find_points(question: Question) -> str:
    asked: tuple[Question | FollowUp, ...] = (question, *question.follow_ups)
    stages = question.quiz.stages if isinstance(question.quiz, Design) else ()
    says = [point.says for one in asked for point in one.key_points]
    return _join([*says, *(point.says for stage in stages for point in stage.key_points)])


def _join(texts: Iterable[str]) -> str:
    """Return the stems of all words in one line; no term goes from one text into the next."""
    return " . ".join(f" {' '.join(_stems(text))} " for text in texts)


def _says(text: str, ways: Sequence[str]) -> bool:
    return any(f" {way} " in text for way in ways)


def _find_ways(term: str) -> str:
    """Return how a term is written, each way in a line: its words apart, and as one."""
    words = _stems(term)
    return "\n".join([" ".join(words), *([stem("".join(words))] if len(words) > 1 else [])])


def _stems(text: str) -> list[str]:
    return [stem(word) for word in _WORD.findall(text.casefold())]
