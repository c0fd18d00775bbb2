"""The verdict on an answer, and when its question is due again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from interview_cli.core.memory.scheduler import Scheduler
from interview_cli.core.records import AGAIN, RATINGS
from interview_cli.core.session.state import Asked, Outcome, Session, Task


class Why(NamedTuple):
    """Why one of the offers is right or wrong; ``number`` is the one shown with it, from 1."""

    number: int
    text: str
    why: str


class Verdict(NamedTuple):
    """An outcome beside what would have been right.

    ``answer`` are texts, None where there were none: time ran out, or the learner graded
    from memory. ``answer_numbers`` and ``right_numbers`` are those of the texts as shown,
    where the task offered numbered texts.
    """

    asked: Asked
    outcome: Outcome
    task: Task
    score: float
    answer: tuple[str, ...] | None
    answer_numbers: tuple[int, ...]
    right_numbers: tuple[int, ...]
    whys: tuple[Why, ...]
    remarks: tuple[str, ...] = ()  # on what was typed
    several: bool = False  # whether several offers are right, each for a reason of its own

    @property
    def explanation(self) -> str:
        """What to say of the answer, and then what is right."""
        return "\n\n".join((*self.remarks, self.task.model_answer))

    @property
    def late(self) -> bool:
        """Whether time ran out."""
        return self.outcome.review is not None and "time-out" in self.outcome.review.reasons

    @property
    def reasons(self) -> tuple[Why, ...]:
        """Why each right one is right, where that is the explanation and there are several."""
        right = self.right_numbers if self.several else ()
        return tuple(why for why in self.whys if why.number in right)

    @property
    def chosen(self) -> tuple[Why, ...]:
        """Why the wrong ones among the chosen are wrong."""
        wrong = {*self.answer_numbers} - {*self.right_numbers}
        return tuple(why for why in self.whys if why.number in wrong)


def verdict(session: Session, outcome: Outcome) -> Verdict:
    """Return the verdict on *outcome*, an answered question of *session*."""
    task, review = session.tasks[outcome.place], outcome.review
    assert review is not None
    number = {text: n for n, text in enumerate(task.offers, 1)}

    def numbers(texts: Iterable[str]) -> tuple[int, ...]:
        found = [number[text] for text in texts if text in number]
        return tuple(found if task.expects == "order" else sorted(found))

    wrong = (outcome.score or 0.0) < 1
    answer = (review.answer,) if isinstance(review.answer, str) else review.answer
    return Verdict(
        asked=session.plan[outcome.place],
        outcome=outcome,
        task=task,
        score=outcome.score or 0.0,
        answer=answer,
        answer_numbers=numbers(answer or ()),
        right_numbers=numbers(task.right),
        whys=tuple(
            Why(n, text, task.whys[text]) for text, n in number.items() if text in task.whys
        ),
        remarks=task.mark(review.answer).remarks if wrong and task.quiz else (),
        several=bool(task.expects == "many" and task.quiz and not task.quiz.why),
    )


def grade_intervals(session: Session, scheduler: Scheduler, day: int) -> tuple[int, ...]:
    """Return the days until the current question is due again, for each grade from 1 to 4.

    Only a session's first answer updates the memory: when a question has come back, its
    grades change nothing any more. 0 means later in this session.
    """
    if first := session.first_answer(session.place):
        intervals = (_interval(session, first, scheduler, day),) * len(RATINGS)
    else:
        intervals = scheduler.intervals(session.current.memory, day)
    return (0, *intervals[1:]) if session.mode.returns else intervals


def interval_after(session: Session, outcome: Outcome, scheduler: Scheduler, day: int) -> int:
    """Return the days until the question of *outcome* is due again, 0 for in this session."""
    if session.mode.returns and outcome.rating == AGAIN:
        return 0
    first = session.first_answer(outcome.place) or outcome
    return _interval(session, first, scheduler, day)


def _interval(session: Session, outcome: Outcome, scheduler: Scheduler, day: int) -> int:
    assert outcome.rating is not None
    memory = scheduler.after(session.plan[outcome.place].memory, outcome.rating, day)
    return scheduler.curve.interval(memory.stability)
