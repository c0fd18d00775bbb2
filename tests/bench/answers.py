"""Read answers whose quality is known, score them, and say how often the scorer agrees.

Good is what an interviewer would accept; it should pass, and nothing else should. Used by
``scoring.py`` here, and by the tests beside the answers.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import sqrt
from pathlib import Path

from interview_cli.core.levels import Level
from interview_cli.core.questions.question import FollowUp, KeyPoint, Question
from interview_cli.core.scoring.result import ScoringResult
from interview_cli.core.scoring.scorer import score
from interview_cli.packs.discovery import find_packs
from interview_cli.packs.format.reader import read
from interview_cli.storage.paths import bundled

BUNDLED = bundled() / "python-fastapi"

#: The qualities of good answers, and of those that should not pass.
GOOD = ("full", "full-2", "terse", "contrast")
BAD = ("partial", "wrong", "wrong-2", "gamed", "off-topic")

#: The mark that a strict but fair interviewer would give.
MARKS = {"full": 1.0, "full-2": 0.95, "contrast": 0.95, "terse": 0.85, "partial": 0.45}


@dataclass(frozen=True, slots=True)
class Asked:
    """A question or a follow-up, with the level and the synonyms that it is scored with."""

    question: Question | FollowUp
    level: Level
    synonyms: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Judged:
    """An answer of known quality, and what the scorer made of it."""

    question: str
    quality: str
    answer: str
    points: tuple[KeyPoint, ...]
    result: ScoringResult

    @property
    def good(self) -> bool:
        return self.quality in GOOD

    @property
    def passed(self) -> bool:
        return bool(self.result.passed)

    @property
    def mark(self) -> float:
        return MARKS.get(self.quality, 0.0)


@dataclass(frozen=True, slots=True)
class Figures:
    """How well scores agree with qualities: shares from 0 to 1, and counts."""

    answers: int
    questions: int
    agreement: float
    r: float
    auc: float
    passing: dict[str, tuple[int, int]]
    accused: tuple[int, int]
    sure: tuple[int, int]


def read_questions(pack: Path) -> dict[str, Asked]:
    """Return the questions of the one pack at *pack*, and their follow-ups, by id."""
    (found,) = find_packs(pack)
    loaded = read(found)
    asked: dict[str, Asked] = {}
    for question in (placed.question for placed in loaded.questions):
        asked[question.id] = Asked(question, question.level)
        for follow in question.follow_ups:
            asked[f"{question.id}/{follow.id}"] = Asked(follow, question.level)
    return asked


def judge_answers(
    files: Sequence[Path], asked: dict[str, Asked], *, measured: bool = False
) -> Iterator[Judged]:
    """Return the answers in *files*, scored; those to questions that aren't there are left out."""
    for file in files:
        for line in file.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            name = row["question"].partition(":")[2] or row["question"]
            if name not in asked:
                continue
            one = asked[name]
            result = score(
                row["answer"],
                ask=one.question.ask,
                reference=one.question.answer,
                key_points=one.question.key_points,
                own_level=one.level,
                synonyms=one.synonyms,
                measured=measured,
            )
            quality = row.get("quality") or row["kind"]
            yield Judged(name, quality, row["answer"], one.question.key_points, result)


def compute_figures(judged: Sequence[Judged]) -> Figures:
    """Return how well the scores of *judged* agree with the qualities of the answers."""
    passing: defaultdict[str, list[bool]] = defaultdict(list)
    for one in judged:
        passing[one.quality].append(one.passed)
    good = [one for one in judged if one.good]
    sure = [one for one in judged if one.result.sure]
    return Figures(
        answers=len(judged),
        questions=len({one.question for one in judged}),
        agreement=_mean([one.passed == one.good for one in judged]),
        r=_correlate([one.result.score for one in judged], [one.mark for one in judged]),
        auc=_auc([(one.result.score, one.good) for one in judged]),
        passing={q: (sum(passing[q]), len(passing[q])) for q in (*GOOD, *BAD) if q in passing},
        accused=(sum(one.result.contradicted for one in good), len(good)),
        sure=(sum(one.passed == one.good for one in sure), len(sure)),
    )


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else float("nan")


def _correlate(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """Return Pearson's r."""
    a, b = _mean(ours), _mean(theirs)
    both = sum((x - a) * (y - b) for x, y in zip(ours, theirs, strict=True))
    spread = sqrt(sum((x - a) ** 2 for x in ours) * sum((y - b) ** 2 for y in theirs))
    return both / spread if spread else float("nan")


def _auc(scored: Sequence[tuple[float, bool]]) -> float:
    """Return how often a good answer outscores another one; a draw counts half."""
    good = [value for value, is_good in scored if is_good]
    bad = [value for value, is_good in scored if not is_good]
    wins = sum((a > b) + (a == b) / 2 for a in good for b in bad)
    return wins / (len(good) * len(bad)) if good and bad else float("nan")
