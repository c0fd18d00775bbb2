"""Score an answer in the learner's own words against key points and a model answer.

Offline, and the same on every machine: key points first, likeness to the model answer
second. How well it tells answers apart is measured in ``tests/answers``.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from interview_cli.core.explaining import expected as expected_of
from interview_cli.core.levels import Level
from interview_cli.core.questions.question import KeyPoint
from interview_cli.core.scored import Scored, covered, score_of
from interview_cli.core.scoring.empty import silenced
from interview_cli.core.scoring.matching import index
from interview_cli.core.scoring.overlap import adds_something, likeness
from interview_cli.core.scoring.overlap import reference as read_reference
from interview_cli.core.scoring.points import judge
from interview_cli.core.scoring.thesaurus import table
from interview_cli.core.scoring.words import vocabulary

LONGEST = 4000  # characters of an answer that are read
MODEL = 20_000  # characters of a question or a model answer that are read
SURE = 0.6  # overlap from which an answer without key points is right (96 of 100 times)
LIFTED = 0.4  # share of the points that an answer has to make for its likeness to count


def score(
    answer: str,
    *,
    ask: str,
    reference: str,
    key_points: Sequence[KeyPoint] = (),
    level: Level | None = None,
    own_level: Level = "junior",
    synonyms: Sequence[Sequence[str]] = (),
) -> Scored:
    """Score *answer* to *ask* by its *key_points*, and by its likeness to *reference*.

    The score is the larger of what the expected points give and the likeness, where likeness
    counts beside points only from 0.6 on, and only if four tenths of them were found: below
    that it tells right answers from wrong ones no better than chance, and alone it is blind
    to "not". With an expected point contradicted the score is at most 0.49. An answer that
    has no content word beyond the question's scores 0, and so do "I don't know" and words
    to the grader. One in another alphabet than the model answer's is not sure to be wrong.

    *level* is the level asked for (None: *own_level*, the question's); a point is expected
    from its ``from_`` up; where none is, those of the lowest level there is are. *synonyms*
    are groups beside our own. Of an answer longer than 4000 characters the beginning is
    read, up to the last whole word; 20,000 of a model answer.
    """
    ask, reference = _beginning(ask, MODEL), _beginning(reference, MODEL)
    points = tuple(key_points)
    counts = expected_of(points, level, own_level)
    given = read_reference(ask, reference)
    known = _vocabulary(ask, reference, points)
    words = table(tuple(map(tuple, synonyms)))
    found = index(silenced(_beginning(answer)), words, known, given.asked)
    empty = not adds_something(found, given.asked)
    if empty:
        found = index("", words, known, given.asked)
    like = likeness(found, given)
    if not points:
        sure = (empty and not _foreign(answer)) or like >= SURE
        return Scored(like, (), like, sure)
    judged = tuple(
        judge(point, found, expected=expected)
        for point, expected in zip(points, counts, strict=True)
    )
    like = like if like >= SURE and covered(judged) >= LIFTED else 0.0
    sure = covered(judged) > 0 or not _foreign(answer) or _foreign(reference)
    return Scored(score_of(judged, like), judged, like, sure)


def _foreign(text: str) -> bool:
    """Say whether most letters of *text* are of another alphabet than English words have."""
    letters = [char for char in text if char.isalpha()]
    return 2 * sum(map(str.isascii, letters)) < len(letters)


def _beginning(text: str, most: int = LONGEST) -> str:
    """Give the beginning of *text*: *most* characters, up to the end of a word."""
    if len(text) <= most:
        return text
    cut = text[:most]
    return cut if text[most].isspace() else (cut.rpartition(" ")[0] or cut)


@lru_cache(maxsize=512)
def _vocabulary(ask: str, answer: str, points: tuple[KeyPoint, ...]) -> frozenset[str]:
    texts = (text for point in points for text in (point.says, *point.any, *point.not_))
    return vocabulary((ask, answer, *texts))
