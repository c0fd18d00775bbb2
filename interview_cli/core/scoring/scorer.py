"""Score an answer in the learner's own words against key points and a model answer.

Offline, and the same on every machine: key points first, likeness to the model answer
second. How well it tells answers apart is measured in ``tests/answers``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from interview_cli.core.levels import Level
from interview_cli.core.questions.question import KeyPoint
from interview_cli.core.scoring.asked import read_question
from interview_cli.core.scoring.calibration import MEASURED, OTHER, is_sure
from interview_cli.core.scoring.guards.keywords import why_unexplained
from interview_cli.core.scoring.guards.languages import can_judge
from interview_cli.core.scoring.guards.remarks import blank_remarks
from interview_cli.core.scoring.likeness import (
    has_content,
    measure_likeness,
    read_reference,
)
from interview_cli.core.scoring.matching import Index, build_index
from interview_cli.core.scoring.points import find_rivals, judge
from interview_cli.core.scoring.result import (
    CLOSE,
    CONTRADICTED,
    HIT,
    PointResult,
    ScoringResult,
    compute_score,
    mark_expected,
)
from interview_cli.core.scoring.sides import find_swapped
from interview_cli.core.scoring.similar_words import build_thesaurus
from interview_cli.core.scoring.tokens import collect_words, is_content, split_words, stem

MAX_TYPED = 20_000  # characters of an answer that are read
MAX_WRITTEN = 20_000  # characters of a question or a model answer that are read
ENOUGH = 0.6  # likeness from which an answer without key points is right (96 of 100 times)

#: Of 402 good answers of so many words all were as like the model answer as this and more; of 196
#: answers to another question, in which a phrase was found by chance, nearly a half were less.
#: A model answer of fewer stems may be told in other words.
LONG, ELSEWHERE, TOLD = 80, 0.42, 20
OTHER_SUBJECT = "Hardly any of this is in the model answer: answer what was asked"


def score(
    answer: str,
    *,
    ask: str,
    reference: str,
    key_points: Sequence[KeyPoint] = (),
    level: Level | None = None,
    own_level: Level = "junior",
    synonyms: Sequence[Sequence[str]] = (),
    measured: bool = False,
) -> ScoringResult:
    """Return the score of *answer* to *ask*, from 0 to 1, and what it comes from.

    It comes from the expected *key_points*, each said, partly said, not said or contradicted,
    and a little from the likeness to *reference* (``result.compute_score``). Without key points
    it is that likeness alone, which is blind to "not": such a score is never sure, and a low one
    no verdict. The question said again scores 0, and so do "I don't know" and words to the
    grader. An answer in another language than the model answer's can't be judged; one that
    wasn't read to its end is never sure. *level* is the level asked for (None: *own_level*, the
    question's), *synonyms* are groups beside our own; *measured* says that the phrases were
    measured on answers.
    """
    ask, reference = _truncate(ask, MAX_WRITTEN), _truncate(reference, MAX_WRITTEN)
    points = tuple(key_points)
    read = _truncate(answer, MAX_TYPED)
    text, index = _read(read, ask, reference, points, tuple(map(tuple, synonyms)))
    judged = can_judge(text, f"{ask} {reference}", index.known)
    says_more = has_content(index)
    likeness = _measure(index, ask, reference)
    if not points:
        echo = not says_more and any(map(is_content, index.exact))
        judged = judged and (not index.tokens.words or echo or likeness >= ENOUGH)
        return ScoringResult(likeness, (), likeness, judged=judged)
    found = _judge_points(points, index, mark_expected(points, level, own_level), ask, reference)
    found, note = _explain(found, text, index, ask, reference, likeness)
    words = len(index.tokens.words)
    total = compute_score(found, likeness, words)
    readable = judged and read == answer
    sure = readable and is_sure(points, found, words, total, MEASURED if measured else OTHER)
    return ScoringResult(total, found, likeness, sure, judged, words, note)


def score_points(answer: str, *, ask: str, key_points: Sequence[KeyPoint]) -> ScoringResult:
    """Return the score of *answer* by *key_points* alone, which needn't be explained.

    All of them are expected. There's no model answer that it could be like.
    """
    points = tuple(key_points)
    ask, read = _truncate(ask, MAX_WRITTEN), _truncate(answer, MAX_TYPED)
    text, index = _read(read, ask, "", points)
    found = _judge_points(points, index, (True,) * len(points), ask, "")
    words = len(index.tokens.words)
    judged = can_judge(text, ask, index.known)
    return ScoringResult(compute_score(found, words=words), found, judged=judged, length=words)


def judge_points(
    answer: str,
    *,
    ask: str,
    reference: str,
    key_points: Sequence[KeyPoint],
    explained: bool = True,
) -> list[str]:
    """Return the states that ``score`` finds, without the score: for who needs only these.

    If it doesn't have to be *explained*, what only names a point says it.
    """
    ask, reference = _truncate(ask, MAX_WRITTEN), _truncate(reference, MAX_WRITTEN)
    points = tuple(key_points)
    text, index = _read(_truncate(answer, MAX_TYPED), ask, reference, points)
    found = _judge_points(points, index, (True,) * len(points), ask, reference)
    if explained and any(one.state == HIT for one in found):  # no other state depends on it
        found = _explain(found, text, index, ask, reference)[0]
    return [one.state for one in found]


def _read(
    answer: str,
    ask: str,
    reference: str,
    points: tuple[KeyPoint, ...],
    synonyms: tuple[tuple[str, ...], ...] = (),
) -> tuple[str, Index]:
    """Return *answer* without remarks, and its index."""
    text = blank_remarks(answer, _wanted(reference, points))
    known = known_words(ask, reference, points)
    index = build_index(text, build_thesaurus(synonyms), known, read_question(ask))
    index.rivals = find_rivals(index.question, points)
    return text, index


def _measure(index: Index, ask: str, reference: str) -> float:
    return measure_likeness(index, read_reference(ask, reference)) if has_content(index) else 0.0


def _explain(
    found: tuple[PointResult, ...],
    text: str,
    index: Index,
    ask: str,
    reference: str,
    likeness: float | None = None,
) -> tuple[tuple[PointResult, ...], str]:
    """Return what counts of *found*, and why not all of it does if so.

    The *likeness* is measured only where it matters, if it isn't known.
    """
    note = why_unexplained(text, ask)
    long = len(index.tokens.words) >= LONG and len(read_reference(ask, reference).stems) >= TOLD
    if not note and long:
        likeness = _measure(index, ask, reference) if likeness is None else likeness
        note = OTHER_SUBJECT if likeness < ELSEWHERE else ""
    if note:
        found = tuple(replace(one, state=CLOSE) if one.state == HIT else one for one in found)
    return found, note


def _judge_points(
    points: Sequence[KeyPoint], index: Index, expected: Sequence[bool], ask: str, reference: str
) -> tuple[PointResult, ...]:
    """Return the state of every point; what is said of the wrong side contradicts it."""
    found = [
        judge(point, index, expected=counts) for point, counts in zip(points, expected, strict=True)
    ]
    texts = (reference, *(point.says for point in points))
    if swapped := find_swapped(index, ask, texts):
        pairs = zip(points, found, strict=True)
        found = [_contradict(point, one, swapped, index) for point, one in pairs]
    return tuple(found)


def _contradict(
    point: KeyPoint, found: PointResult, swapped: frozenset[int], index: Index
) -> PointResult:
    """Return *found*, contradicted if words that are said of the wrong side are the point's."""
    own = {stem(word) for text in (point.says, *point.any) for word in split_words(text)}
    words = index.tokens.words
    places = [at for at in sorted(swapped) if stem(words[at].text) in own]
    spans = tuple(index.tokens.span(at, at) for at in places)
    if not spans or found.state == CONTRADICTED:
        return found
    if found.state == HIT and not any(a < d and c < b for a, b in spans for c, d in found.spans):
        return found
    source = index.tokens.source
    said = tuple(source[start:end] for start, end in spans)
    return replace(found, state=CONTRADICTED, words=said, spans=spans)


def _truncate(text: str, most: int) -> str:
    """Return the beginning of *text*: *most* characters, up to the end of a word."""
    if len(text) <= most:
        return text
    cut = text[:most]
    return cut if text[most].isspace() else (cut.rpartition(" ")[0] or cut)


@lru_cache(maxsize=512)
def known_words(ask: str, answer: str, points: tuple[KeyPoint, ...]) -> frozenset[str]:
    """Return the words of a question, of its model answer and of its points: none is a typo."""
    denied = (text for point in points for text in point.not_)
    return collect_words((ask, answer, *_phrases_of(points), *denied))


@lru_cache(maxsize=512)
def _wanted(reference: str, points: tuple[KeyPoint, ...]) -> frozenset[str]:
    texts = (reference, *_phrases_of(points))
    return frozenset(text.strip("`*. ").casefold() for text in texts)


def _phrases_of(points: tuple[KeyPoint, ...]) -> Iterator[str]:
    return (text for point in points for text in (point.says, *point.any))
