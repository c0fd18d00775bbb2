"""Score an answer in the learner's own words against key points and a model answer.

Offline, and the same on every machine: key points first, likeness to the model answer
second. How well it tells answers apart is measured in ``tests/answers``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from interview_cli.core.levels import Level
from interview_cli.core.questions.question import KeyPoint
from interview_cli.core.scoring.guards.languages import can_judge
from interview_cli.core.scoring.guards.remarks import blank_remarks
from interview_cli.core.scoring.likeness import (
    has_content,
    measure_likeness,
    read_reference,
)
from interview_cli.core.scoring.matching import build_index, read_question
from interview_cli.core.scoring.points import judge
from interview_cli.core.scoring.result import (
    ScoringResult,
    compute_score,
    coverage,
    mark_expected,
)
from interview_cli.core.scoring.similar_words import build_thesaurus
from interview_cli.core.scoring.tokens import collect_words

MAX_TYPED = 20_000  # characters of an answer that are read
MAX_WRITTEN = 20_000  # characters of a question or a model answer that are read
SURE = 0.6  # likeness from which an answer without key points is right (96 of 100 times)
MIN_COVERAGE = 0.4  # share of the points that an answer has to make for its likeness to count


def score(
    answer: str,
    *,
    ask: str,
    reference: str,
    key_points: Sequence[KeyPoint] = (),
    level: Level | None = None,
    own_level: Level = "junior",
    synonyms: Sequence[Sequence[str]] = (),
) -> ScoringResult:
    """Return the score of *answer* to *ask*, from 0 to 1, and what it comes from.

    It is the larger of what the expected *key_points* give and the likeness to *reference*,
    where likeness counts beside points only from 0.6 on, and only if four tenths of them were
    found: below that it tells right answers from wrong ones no better than chance, and alone
    it is blind to "not". The question said again scores 0, and so do "I don't know" and words
    to the grader. An answer in another language than the model answer's may be right, and so
    may one that wasn't read to its end. *level* is the level asked for (None: *own_level*, the question's),
    *synonyms* are groups beside our own.
    """
    ask, reference = _truncate(ask, MAX_WRITTEN), _truncate(reference, MAX_WRITTEN)
    points = tuple(key_points)
    model = read_reference(ask, reference)
    known = _known_words(ask, reference, points)
    thesaurus = build_thesaurus(tuple(map(tuple, synonyms)))
    read = _truncate(answer, MAX_TYPED)
    wanted = {text.strip("`*. ").casefold() for text in (reference, *_phrases_of(points))}
    text = blank_remarks(read, wanted)
    index = build_index(text, thesaurus, known, read_question(ask))
    readable = read == answer and can_judge(text, f"{ask} {reference}", known)
    likeness = measure_likeness(index, model) if has_content(index) else 0.0
    if not points:
        sure = readable and (not text.strip() or likeness >= SURE)
        return ScoringResult(likeness, (), likeness, sure)
    judged = tuple(
        judge(point, index, expected=counts)
        for point, counts in zip(points, mark_expected(points, level, own_level), strict=True)
    )
    lift = likeness if likeness >= SURE and coverage(judged) >= MIN_COVERAGE else 0.0
    return ScoringResult(compute_score(judged, lift), judged, lift, readable)


def _truncate(text: str, most: int) -> str:
    """Return the beginning of *text*: *most* characters, up to the end of a word."""
    if len(text) <= most:
        return text
    cut = text[:most]
    return cut if text[most].isspace() else (cut.rpartition(" ")[0] or cut)


@lru_cache(maxsize=512)
def _known_words(ask: str, answer: str, points: tuple[KeyPoint, ...]) -> frozenset[str]:
    denied = (text for point in points for text in point.not_)
    return collect_words((ask, answer, *_phrases_of(points), *denied))


def _phrases_of(points: tuple[KeyPoint, ...]) -> Iterator[str]:
    return (text for point in points for text in (point.says, *point.any))
