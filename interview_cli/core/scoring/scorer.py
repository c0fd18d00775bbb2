"""Score an answer in the learner's own words against key points and a model answer.

Offline, and the same on every machine: key points first, likeness to the model answer
second. How well it tells answers apart is measured in ``tests/answers``.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from interview_cli.core.levels import Level
from interview_cli.core.questions.question import KeyPoint
from interview_cli.core.scoring.likeness import (
    blank_empty,
    has_content,
    measure_likeness,
    read_reference,
)
from interview_cli.core.scoring.matching import build_index
from interview_cli.core.scoring.points import judge
from interview_cli.core.scoring.result import (
    ScoringResult,
    compute_score,
    coverage,
    mark_expected,
)
from interview_cli.core.scoring.similar_words import build_thesaurus
from interview_cli.core.scoring.tokens import collect_words

MAX_TYPED = 4000  # characters of an answer that are read
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
    it is blind to "not". An answer that has no content word beyond the question's scores 0,
    and so do "I don't know" and words to the grader. One in another alphabet than the model
    answer's may be right. *level* is the level asked for (None: *own_level*, the question's),
    *synonyms* are groups beside our own.
    """
    ask, reference = _truncate(ask, MAX_WRITTEN), _truncate(reference, MAX_WRITTEN)
    points = tuple(key_points)
    model = read_reference(ask, reference)
    known = _known_words(ask, reference, points)
    thesaurus = build_thesaurus(tuple(map(tuple, synonyms)))
    index = build_index(blank_empty(_truncate(answer, MAX_TYPED)), thesaurus, known, model.asked)
    empty = not has_content(index)
    if empty:
        index = build_index("", thesaurus, known, model.asked)
    likeness = measure_likeness(index, model)
    if not points:
        sure = (empty and not _is_foreign(answer)) or likeness >= SURE
        return ScoringResult(likeness, (), likeness, sure)
    judged = tuple(
        judge(point, index, expected=counts)
        for point, counts in zip(points, mark_expected(points, level, own_level), strict=True)
    )
    lift = likeness if likeness >= SURE and coverage(judged) >= MIN_COVERAGE else 0.0
    sure = coverage(judged) > 0 or not _is_foreign(answer) or _is_foreign(reference)
    return ScoringResult(compute_score(judged, lift), judged, lift, sure)


def _is_foreign(text: str) -> bool:
    """Whether most letters of *text* are of another alphabet than English words have."""
    letters = [char for char in text if char.isalpha()]
    return 2 * sum(map(str.isascii, letters)) < len(letters)


def _truncate(text: str, most: int) -> str:
    """Return the beginning of *text*: *most* characters, up to the end of a word."""
    if len(text) <= most:
        return text
    cut = text[:most]
    return cut if text[most].isspace() else (cut.rpartition(" ")[0] or cut)


@lru_cache(maxsize=512)
def _known_words(ask: str, answer: str, points: tuple[KeyPoint, ...]) -> frozenset[str]:
    texts = (text for point in points for text in (point.says, *point.any, *point.not_))
    return collect_words((ask, answer, *texts))
