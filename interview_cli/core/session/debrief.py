"""The debrief of a mock interview."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from interview_cli.core.code_review.assessment import Assessment, assess
from interview_cli.core.delivery.feedback import KEYWORDS, Remark, remark
from interview_cli.core.design_case.stage_scores import CaseScore
from interview_cli.core.kinds import BEHAVIOUR, EXERCISE_KINDS
from interview_cli.core.kinds.behaviour import Behaviour
from interview_cli.core.kinds.review import Review
from interview_cli.core.levels import LEVELS, Level
from interview_cli.core.progress.progress import PastSession
from interview_cli.core.records import PASS_MARKS
from interview_cli.core.scoring.result import HIT, PointResult, ScoringResult
from interview_cli.core.session import reviews
from interview_cli.core.session.comparison import Comparison, Judged, compare
from interview_cli.core.session.state import Asked, Outcome, Session
from interview_cli.core.session.summary import weighted_mean

#: What the score means, for every debrief.
SCORE_CAVEAT = (
    "The score counts the key points it finds in your words. It can't judge how well you explain, "
    "and it may miss a point that you put differently. If so, correct it: your own word counts."
)


class DebriefItem(NamedTuple):
    """An answered question; ``place`` is its outcome's among the session's outcomes.

    ``scored`` is what counts now, ``first`` what counted before any override. ``score`` is
    from 0 to 1; None where the answer is ``unrated``: only the learner can say how it went,
    and has not. ``answer`` is "" where it was spoken. ``changed`` says that the question isn't
    what it was when it was answered; ``before`` has the states of its points in the interview
    before, by what they say. ``case`` has the stages of a case.
    """

    place: int
    number: int
    asked: Asked
    outcome: Outcome
    scored: ScoringResult
    first: ScoringResult
    score: float | None
    answer: str
    unrated: bool
    changed: bool = False
    before: Mapping[str, str] = MappingProxyType({})
    case: CaseScore | None = None

    @property
    def gone(self) -> bool:
        """Whether the question is no longer in its pack, so that its wording isn't known."""
        return self.changed and not self.asked.question.answer

    @property
    def ran(self) -> bool:
        """Whether it was an exercise, which is judged by running it."""
        return self.outcome.review is not None and self.outcome.review.kind in EXERCISE_KINDS

    @property
    def code(self) -> Review | None:
        """The code that was reviewed; None for any other answer."""
        return self.asked.question.quiz if self._is_review else None

    @property
    def story(self) -> bool:
        """Whether a story was told, which only the learner can grade."""
        review, quiz = self.outcome.review, self.asked.question.quiz
        return review is not None and review.kind == BEHAVIOUR and isinstance(quiz, Behaviour)

    @property
    def assessment(self) -> Assessment | None:
        """What came of each finding of a review; None for any other answer."""
        return assess(self.code, self.answer) if self.code else None

    @property
    def _is_review(self) -> bool:
        review = self.outcome.review
        reviewed = review is not None and review.kind == "review"
        return reviewed and isinstance(self.asked.question.quiz, Review)

    @property
    def is_overridden(self) -> bool:
        """Whether it counts as right only because the learner says so."""
        return bool(self.outcome.regraded) and self.outcome.right and self.scored.coverage < 1

    @property
    def delivery(self) -> tuple[Remark, ...]:
        """How it was delivered: a few remarks, which count in no score.

        Whoever marked its points has seen more in them than keywords.
        """
        review = self.outcome.review
        if self.ran or self.code is not None or self.story or self.case:
            return ()
        first_key_ms = review.first_key_ms if review else None
        passed, question = self.outcome.passed, self.asked.question
        found = remark(self.answer, question, self.expected, passed, first_key_ms)
        return tuple(r for r in found if r.kind != KEYWORDS or not self.outcome.regraded)

    @property
    def expected(self) -> list[PointResult]:
        return [point for point in self.scored.points if point.expected]

    @property
    def passed(self) -> bool | None:
        """Whether the answer passed; None where it can't be judged."""
        return self.outcome.passed

    @property
    def above(self) -> list[PointResult]:
        """The missed points that are expected at a higher level only."""
        return [p for p in self.scored.points if not p.expected and p.state != HIT]

    @property
    def gap(self) -> PointResult | None:
        """The first key point that wasn't said, an essential one if there is such.

        None where the learner called the answer right.
        """
        if self.code is not None:  # shown beside the code
            return None
        missed = [p for p in self.expected if p.state != HIT and not self.is_overridden]
        return min(missed, key=lambda point: not point.essential, default=None)


class Mean(NamedTuple):
    """The mean score, by weight, of a topic's or a level's questions."""

    name: str
    score: float
    questions: int


class Debrief(NamedTuple):
    """Scores are from 0 to 1, None where there is none; follow-ups count by their weight.

    ``unrated`` are the answers that only the learner can rate, and has not: they count in no
    score. ``comparison`` is with the last interview like it; None where there was none.
    """

    session: Session
    answers: tuple[DebriefItem, ...]
    skipped: tuple[Asked, ...]
    score: float | None
    bar: float
    level: Level | None
    topics: tuple[Mean, ...]
    levels: tuple[Mean, ...]
    spent_ms: int
    unrated: tuple[DebriefItem, ...]
    comparison: Comparison | None = None

    @property
    def passed(self) -> bool | None:
        """Whether the interview was passed: its mean score reaches the bar."""
        return None if self.score is None else round(self.score - self.bar, 9) >= 0

    @property
    def can_ask_again(self) -> bool:
        """Whether something didn't pass that can be asked again at once."""
        failed = (one.asked for one in self.answers if one.outcome.passed is False)
        return not self.session.reopened and not all(map(self.session.suspends, failed))

    @property
    def partial(self) -> bool:
        """Whether the interview was left before its end, and can still be resumed."""
        return self.session.reopened and self.session.finished is None

    def judge(self) -> Judged:
        """Return what it is compared by; what the learner called right was said."""
        points = {
            (one.asked.key, point.says): (one.number, HIT if one.is_overridden else point.state)
            for one in self.answers
            for point in one.expected
        }
        return Judged({mean.name: mean.score for mean in self.topics}, points)


def debrief(session: Session, earlier: tuple[PastSession, Debrief] | None = None) -> Debrief:
    """Return the debrief of *session*, compared with the *earlier* one."""
    answers: list[DebriefItem] = []
    for place, outcome in enumerate(session.outcomes):
        if (review := outcome.review) is not None:
            case = reviews.case_score(session, outcome)
            said = review.answer.rstrip("\n") if isinstance(review.answer, str) else ""
            answers.append(
                DebriefItem(
                    place,
                    number=len(answers) + 1,
                    asked=session.plan[outcome.place],
                    outcome=outcome,
                    scored=reviews.current_score(session, outcome),
                    first=reviews.current_score(session, outcome._replace(regraded=None)),
                    score=outcome.score,
                    answer=case.text if case else said,
                    unrated=outcome.unrated,
                    changed=session.reopened and session.plan[outcome.place].changed,
                    case=case,
                )
            )
    levels = [one.asked.question.level for one in answers]
    top = session.settings.level or max(levels, key=LEVELS.index, default=None)
    this = Debrief(
        session=session,
        answers=tuple(answers),
        skipped=tuple(session.plan[o.place] for o in session.outcomes if o.review is None),
        score=weighted_mean((one.score, one.outcome.weight) for one in answers),
        bar=PASS_MARKS[top or "mid"],
        level=top,
        topics=_means((one.asked.question.topic.partition("/")[0], one) for one in answers),
        levels=_means((one.asked.question.level, one) for one in answers),
        spent_ms=sum(one.outcome.review.elapsed_ms for one in answers if one.outcome.review),
        unrated=tuple(one for one in answers if one.unrated),
    )
    if earlier is None or (score := earlier[1].score) is None:
        return this
    found = compare(earlier[0], score, earlier[1].judge(), this.judge())
    before: dict[str, dict[str, str]] = {}
    for point in found.points:
        before.setdefault(point.key, {})[point.says] = point.before
    return this._replace(
        comparison=found,
        answers=tuple(one._replace(before=before.get(one.asked.key, {})) for one in answers),
    )


def _means(answers: Iterable[tuple[str, DebriefItem]]) -> tuple[Mean, ...]:
    by: dict[str, list[DebriefItem]] = {}
    for name, one in answers:
        if name and one.score is not None:
            by.setdefault(name, []).append(one)
    scores = {
        name: weighted_mean((one.score, one.outcome.weight) for one in of)
        for name, of in by.items()
    }
    means = [
        Mean(name, score, len(by[name])) for name, score in scores.items() if score is not None
    ]
    return tuple(sorted(means, key=lambda mean: (-mean.score, mean.name)))
