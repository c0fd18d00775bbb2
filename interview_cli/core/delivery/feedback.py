"""Which remarks an answer gets: few, each with the words that show it, and no praise.

A good answer that is short gets none. The bounds were set by looking at answers of known
quality; ``tests/core/delivery`` holds how seldom a good one is remarked on.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from interview_cli.core.delivery import hedges, shape
from interview_cli.core.questions.question import Question
from interview_cli.core.scoring.guards.keywords import asks_to_explain, why_unexplained
from interview_cli.core.scoring.result import CLOSE, HIT, PointResult

Kind = Literal["keywords", "answer-last", "hedging", "detour", "run-on", "long", "short", "pause"]

KEYWORDS: Kind = "keywords"
LAST: Kind = "answer-last"
HEDGING: Kind = "hedging"
DETOUR: Kind = "detour"
RUN_ON: Kind = "run-on"
LONG: Kind = "long"
SHORT: Kind = "short"
PAUSE: Kind = "pause"

#: The kinds of remark, the most useful first, and what each is called in a list of answers.
KINDS: dict[Kind, str] = {
    KEYWORDS: "keywords",
    LAST: "the answer last",
    HEDGING: "hedging",
    DETOUR: "away from the question",
    RUN_ON: "sentences without end",
    LONG: "too long",
    SHORT: "too short",
    PAUSE: "a long silence first",
}

MOST = 3  # remarks on one answer
LATE_WORDS, LATE_SHARE = 45, 0.6  # that come before the answer, where it comes last
RUN_ON_WORDS = 50
DETOUR_WORDS = 30
LONG_WORDS, LONG_TIMES = 150, 2.2  # at least, and times the words that the answer needs
NEEDED_WORDS = (60, 90)  # what an answer needs at least, and where nothing says how much
SHORT_WORDS = 8
QUOTED = 8  # words of a quote
WORDS_A_MINUTE = 140
#: Milliseconds: of thinking that nobody minds, and of reading a word.
THINKING, READING_A_WORD = 20_000, 300


class Remark(NamedTuple):
    """A remark on how an answer was delivered, with the *words* of the answer that show it."""

    kind: Kind
    text: str
    words: tuple[str, ...] = ()


def remark(
    answer: str,
    question: Question,
    points: Sequence[PointResult],
    passed: bool | None,
    first_key_ms: int | None = None,
) -> tuple[Remark, ...]:
    """Return the remarks on an *answer* to *question*, the most useful first.

    *points* are the expected ones with their states; *first_key_ms* is how long nothing came,
    None where nobody knows.
    """
    prose = shape.without_code(answer)
    words = shape.count_words(prose)
    if not words:
        return ()
    if why := why_unexplained(answer, question.ask):
        what, _, instead = why.partition(": ")
        said = f"{what}. {instead.capitalize()}."
        return (Remark(KEYWORDS, said, (_quote(answer),)), *_pause(question, first_key_ms))
    sentences = shape.split_sentences(prose)
    found = [
        *(_last(answer, prose, sentences, points) if passed else []),
        *_hedging(prose, words),
        *([] if passed else _detour(answer, prose, sentences, question, points)),
        *_run_on(answer, sentences),
        *_long(answer, words, sentences, question, points),
        *_short(answer, words, question, points, passed),
        *_pause(question, first_key_ms),
    ]
    return tuple(found[:MOST])


def _last(
    answer: str, prose: str, sentences: Sequence[shape.Sentence], points: Sequence[PointResult]
) -> list[Remark]:
    """Return that the answer, which passed, comes last; of one that didn't, nobody knows."""
    said_at = shape.find_answer(answer, points)
    if said_at is None:
        return []
    start = max((one.start for one in sentences if one.start <= said_at), default=0)
    before, every = shape.count_words(prose[:start]), shape.count_words(prose)
    if before < LATE_WORDS or before < LATE_SHARE * every:
        return []
    said = f"The answer comes after {before} words. Say it first, then explain it."
    return [Remark(LAST, said, (_quote(answer[start:]),))]


def _hedging(prose: str, words: int) -> list[Remark]:
    found = hedges.find_hedges(prose)
    if not hedges.is_hedged(found, words):
        return []
    times = "twice" if len(found.words) == 2 else f"{len(found.words)} times"
    said = f"You hedge {times}. Say plainly what you know, and once what you don't."
    return [Remark(HEDGING, said, tuple(dict.fromkeys(found.words)))]


def _detour(
    answer: str,
    prose: str,
    sentences: Sequence[shape.Sentence],
    question: Question,
    points: Sequence[PointResult],
) -> list[Remark]:
    about = [question.ask, question.code or "", question.answer, question.spoken or ""]
    about += [text for point in question.key_points for text in (point.says, *point.any)]
    found = shape.find_detour(prose, sentences, about, _counted(points))
    if found is None or found[2] < DETOUR_WORDS:
        return []
    start, end, words = found
    return [
        Remark(DETOUR, f"{words} words lead away from the question.", (_quote(answer[start:end]),))
    ]


def _run_on(answer: str, sentences: Sequence[shape.Sentence]) -> list[Remark]:
    longest = max(sentences, key=lambda sentence: sentence.words)
    if longest.words < RUN_ON_WORDS:
        return []
    said = f"One sentence has {longest.words} words. Stop after each point."
    return [Remark(RUN_ON, said, (_quote(answer[longest.start : longest.end]),))]


def _long(
    answer: str,
    words: int,
    sentences: Sequence[shape.Sentence],
    question: Question,
    points: Sequence[PointResult],
) -> list[Remark]:
    least, usual = NEEDED_WORDS
    needed = max(least, shape.count_words(question.spoken or "") or usual)
    if words < max(LONG_WORDS, LONG_TIMES * needed):
        return []
    counted = _counted(points)
    idle = [one for one in sentences if not any(w in answer[one.start : one.end] for w in counted)]
    spare = max(idle, key=lambda sentence: sentence.words, default=None)
    minutes = max(1, round(words / WORDS_A_MINUTE))
    aloud = f"about {minutes} {'minute' if minutes == 1 else 'minutes'} aloud"
    said = f"{words} words, {aloud}, and {needed} are enough here."
    if spare is None:
        return [Remark(LONG, said)]
    quoted = (_quote(answer[spare.start : spare.end]),)
    return [Remark(LONG, f"You could leave words out. It's {said}", quoted)]


def _short(
    answer: str,
    words: int,
    question: Question,
    points: Sequence[PointResult],
    passed: bool | None,
) -> list[Remark]:
    began = any(point.state in (HIT, CLOSE) for point in points)
    if words >= SHORT_WORDS or passed is not False or not began:
        return []
    if not asks_to_explain(question.ask):
        return []
    said = f"{words} words for a question that asks for more. Say how or why, too."
    return [Remark(SHORT, said, (_quote(answer),))]


def _pause(question: Question, first_key_ms: int | None) -> list[Remark]:
    shown = shape.count_words(f"{question.ask} {question.code or ''}")
    if first_key_ms is None or first_key_ms < THINKING + READING_A_WORD * shown:
        return []
    seconds = round(first_key_ms / 1000)
    return [Remark(PAUSE, f"You began after {seconds} s. Think aloud: silence says nothing.")]


def _counted(points: Sequence[PointResult]) -> list[str]:
    return [word for point in points for word in point.words if point.state in (HIT, CLOSE)]


def _quote(text: str) -> str:
    """Return the first words of *text*, with ``…`` for the rest."""
    words = text.split()
    return " ".join(words[:QUOTED]) + (" …" if len(words) > QUOTED else "")
