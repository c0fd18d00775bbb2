"""The summary of a session."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from interview_cli.core.memory.rating import SURE
from interview_cli.core.progress.progress import PastSession
from interview_cli.core.session.state import Asked, Outcome, Session


class TopicScore(NamedTuple):
    """How many questions of a topic were right, of those answered."""

    topic: str
    right: int
    of: int


class ToRepeat(NamedTuple):
    """A question worth seeing again: answered wrong, or skipped.

    ``days`` are those until it comes back, where that is known; not if it's suspended.
    """

    asked: Asked
    outcome: Outcome
    days: int | None = None


class PlanStep(NamedTuple):
    """What a plan has next, on a day of that ``stage``.

    How many questions are ``left`` today and the ``minutes`` for them, the command for the mock
    interview that it has for today, "" for none, and the days until the ``following`` study day,
    None where the interview comes before it.
    """

    stage: str
    left: int
    minutes: int
    mock: str
    following: int | None


class NextStep(NamedTuple):
    """What there is to do after a session.

    How many questions are ``left`` today, how many come back ``tomorrow``, whether there is a
    plan, and what that has next, until the interview.
    """

    left: int
    tomorrow: int
    planned: bool
    plan: PlanStep | None = None


class Summary(NamedTuple):
    """Counts of questions, and what to see again.

    ``score`` is the mean (0 to 1) of the answers that have one, by weight, None without any;
    ``unrated`` are those that only the learner could rate, and did not: they count in
    nothing but ``answered``; ``ms`` is the time spent on answers. One that was not even
    ``begun`` has nothing to continue.
    """

    asked: int
    answered: int
    right: int
    score: float | None
    topics: tuple[TopicScore, ...]
    missed: tuple[ToRepeat, ...]
    skipped: tuple[ToRepeat, ...]
    sure_and_wrong: int
    ms: int
    finished: bool
    last: PastSession | None = None
    unrated: tuple[ToRepeat, ...] = ()
    begun: bool = True

    @property
    def can_be_resumed(self) -> bool:
        return self.begun and not self.finished

    @property
    def gain(self) -> int | None:
        """How many more were right than in the last session, where that had as many answers."""
        if self.last is None or self.last.answered != self.answered:
            return None
        return self.right - self.last.right


def weighted_mean(scores: Iterable[tuple[float | None, float]]) -> float | None:
    """Return the mean of scores, each with its weight; None where nothing counts."""
    counted = [(score, weight) for score, weight in scores if score is not None]
    total = sum(weight for _, weight in counted)
    return sum(score * weight for score, weight in counted) / total if total else None


def to_ask_again(session: Session, summary: Summary) -> tuple[str, ...]:
    """Return the questions worth asking again at once, in a session of their own.

    Those that were missed or skipped; of an interview those that didn't pass, with what was
    asked next: what was skipped there is mostly what there was no time for.
    """
    if not summary.finished or session.reopened:
        return ()
    if session.mode.is_interview:
        again = [one.asked for one in summary.missed if one.outcome.passed is False]
    elif session.mode.debrief:
        return ()
    else:
        again = [one.asked for one in (*summary.missed, *summary.skipped)]
    left = (asked.main_key for asked in again if not session.suspends(asked))
    return tuple(dict.fromkeys(left))


def summarise(
    session: Session,
    last: PastSession | None = None,
    days: Callable[[Outcome], int] | None = None,
) -> Summary:
    """Return the summary of *session*; *last* is the last session like it.

    *days* returns the days until an answered question comes back.
    """

    def to_repeat(outcomes: Iterable[Outcome]) -> tuple[ToRepeat, ...]:
        return tuple(
            ToRepeat(asked, o, days(o) if days and o.review and back else None)
            for o in outcomes
            for asked in [session.plan[o.place]]
            for back in [not session.suspends(asked)]
        )

    firsts = [o for o in session.outcomes if o.first]
    topics: dict[str, list[bool]] = {}
    for outcome in (o for o in firsts if not o.unrated):
        topics.setdefault(session.plan[outcome.place].question.topic, []).append(outcome.right)
    answered = {o.place for o in firsts}
    passed = {o.place: o for o in session.outcomes if o.place not in answered}
    seen = answered | passed.keys()
    if session.queue and session.finished is None:
        seen.add(session.queue[0])
    return Summary(
        asked=len(seen),
        answered=len(firsts),
        right=sum(o.right for o in firsts),
        score=weighted_mean((o.score, o.weight) for o in firsts),
        topics=tuple(TopicScore(t, sum(right), len(right)) for t, right in sorted(topics.items())),
        missed=to_repeat(o for o in firsts if not o.right and not o.unrated),
        skipped=to_repeat(passed.values()),
        sure_and_wrong=sum(
            o.review is not None and o.review.confidence == SURE and not o.right for o in firsts
        ),
        ms=sum(o.review.elapsed_ms for o in session.outcomes if o.review),
        finished=session.finished is not None,
        last=last,
        unrated=to_repeat(o for o in firsts if o.unrated),
    )
