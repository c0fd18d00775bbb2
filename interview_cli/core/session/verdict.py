"""The verdict on an answer, and when its question is due again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from interview_cli.core.code_review.assessment import Assessment, assess
from interview_cli.core.design_case.stage_scores import CaseScore
from interview_cli.core.kinds.kind import Mark
from interview_cli.core.memory.scheduler import Scheduler
from interview_cli.core.records import AGAIN, RATINGS
from interview_cli.core.session.reviews import call_right, case_score
from interview_cli.core.session.state import Asked, Outcome, Session, Task


class Why(NamedTuple):
    """Why one of the offers is right or wrong; ``number`` is the one shown with it, from 1."""

    number: int
    text: str
    why: str


#: How a line of an answer went; "missed" is what was right and wasn't chosen, "" neither.
RowMark = Literal["right", "nearly", "wrong", "missed", ""]


class Row(NamedTuple):
    """A line of the list that a verdict marks: an option, a step, a pair, or a gap.

    ``number`` is the option's as shown, the step's in the right order, the pair's or the gap's.
    ``text`` is the option or step, or what was typed or matched. ``right`` is what a gap accepts
    or a left side goes with, ``place`` where a step or a choice was put, from 1; 0 where it
    wasn't.
    """

    number: int
    text: str
    mark: RowMark
    right: str = ""
    place: int = 0


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
    parts: tuple[float, ...] = ()  # the scores of the gaps
    notes: tuple[str, ...] = ()  # the learner's, on this question
    case: CaseScore | None = None  # the stages of a case, with what each was worth

    @property
    def explanation(self) -> str:
        """What to say of the answer, and then what is right."""
        return "\n\n".join((*self.remarks, self.task.model_answer))

    @property
    def assessment(self) -> Assessment | None:
        """What came of each finding and defect of a review; None for other answers."""
        if not self.task.review:
            return None
        return assess(self.task.review, "\n".join(self.answer or ()))

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

    @property
    def rows(self) -> tuple[Row, ...]:
        """The list as the answer left it, each line marked; steps in the right order."""
        expects = self.task.expects
        if expects == "order":
            return self._steps()
        if expects == "pairs":
            given = (*(self.answer or ()), *("",) * len(self.task.right))
            pairs = enumerate(zip(given, self.task.right, strict=False), 1)
            return tuple(Row(n, a, "right" if a == b else "wrong", b) for n, (a, b) in pairs)
        if expects == "gaps":
            typed = (*(self.answer or ()), *("",) * self.task.gaps)
            lines = zip(typed, self.parts, self.task.right, strict=False)
            return tuple(
                Row(n, text, "right" if part >= 1 else "nearly" if part else "wrong", right)
                for n, (text, part, right) in enumerate(lines, 1)
            )
        place = {n: at for at, n in enumerate(self.answer_numbers, 1)}
        return tuple(
            Row(n, text, self._mark(n), place=place.get(n, 0))
            for n, text in enumerate(self.task.offers, 1)
        )

    def _mark(self, number: int) -> RowMark:
        if number in self.answer_numbers:
            if self.task.expects == "one" and 0 < self.score < 1:
                return "nearly"
            return "right" if number in self.right_numbers else "wrong"
        return "missed" if number in self.right_numbers else ""

    def _steps(self) -> tuple[Row, ...]:
        steps = self.task.right
        place = {step: n for n, step in enumerate(self.answer or (), 1)}
        kept = longest_rise([place.get(step, 0) for step in steps]) if place else frozenset()
        return tuple(
            Row(n, step, _mark_step(n in kept, answered=bool(place)), place=place.get(step, 0))
            for n, step in enumerate(steps, 1)
        )


def _mark_step(kept: bool, *, answered: bool) -> RowMark:
    return "" if not answered else "right" if kept else "wrong"


def longest_rise(places: Sequence[int]) -> frozenset[int]:
    """Return which of *places*, from 1, can stay for the others to be moved into order.

    They are the most that rise: none where just one does, unless there is but one.
    """
    best: list[tuple[int, ...]] = []  # the longest that ends at each place
    for n, place in enumerate(places):
        before = (best[m] for m in range(n) if places[m] < place)
        best.append((*max(before, key=len, default=()), n + 1))
    longest = max(best, key=len, default=())
    return frozenset(longest if len(longest) > 1 or len(places) == 1 else ())


def is_clear_mistake(session: Session, outcome: Outcome) -> bool:
    """Whether an answer to a quiz was given and nothing of it was right."""
    task, review = session.tasks[outcome.place], outcome.review
    judged = task.quiz is not None and not task.self_graded
    return judged and review is not None and review.answer is not None and not outcome.score


def verdict(session: Session, outcome: Outcome) -> Verdict:
    """Return the verdict on *outcome*, an answered question of *session*."""
    task, review = session.tasks[outcome.place], outcome.review
    assert review is not None
    number = {text: n for n, text in enumerate(task.offers, 1)}

    def numbers(texts: Iterable[str]) -> tuple[int, ...]:
        found = [number[text] for text in texts if text in number]
        return tuple(found if task.expects in ("order", "pairs", "picks") else sorted(found))

    wrong = (outcome.score or 0.0) < 1
    by_points = task.review or task.case
    judged = task.quiz and not (task.exercise or by_points) and (wrong or task.gaps)
    mark = task.mark(review.answer) if judged else Mark(1.0)
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
        remarks=mark.remarks if wrong else (),
        several=bool(task.expects in ("many", "picks") and task.quiz and not task.quiz.why),
        parts=mark.parts or (0.0,) * task.gaps,
        notes=session.notes(session.plan[outcome.place]),
        case=case_score(session, outcome) if task.case else None,
    )


def grade_intervals(session: Session, scheduler: Scheduler, day: int) -> tuple[int, ...]:
    """Return the days until the current question is due again, for each grade from 1 to 4.

    Only a session's first answer updates the memory: when a question has come back, its
    grades change nothing any more. 0 means later in this session.
    """
    if first := session.first_answer(session.place):
        intervals = (interval_of(session, first, scheduler, day),) * len(RATINGS)
    else:
        intervals = scheduler.intervals(session.current.memory, day)
    return (0, *intervals[1:]) if session.mode.returns else intervals


def interval_after(session: Session, outcome: Outcome, scheduler: Scheduler, day: int) -> int:
    """Return the days until the question of *outcome* is due again, 0 for in this session."""
    if session.mode.returns and outcome.rating == AGAIN:
        return 0
    first = session.first_answer(outcome.place) or outcome
    return interval_of(session, first, scheduler, day)


def interval_if_right(session: Session, outcome: Outcome, scheduler: Scheduler, day: int) -> int:
    """Return the days until the question of *outcome* is due again if it's called right."""
    right = outcome._replace(regraded=call_right(session, outcome))
    first = session.first_answer(outcome.place)
    return interval_of(session, right if first in (None, outcome) else first, scheduler, day)


def interval_of(session: Session, outcome: Outcome, scheduler: Scheduler, day: int) -> int:
    """Return the days until the question of *outcome*, a first answer, comes back after today."""
    assert outcome.rating is not None
    memory = scheduler.after(session.plan[outcome.place].memory, outcome.rating, day)
    return scheduler.curve.interval(memory.stability)
