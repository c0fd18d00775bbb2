"""What is told after an answer: a value, for whoever says it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from interview_cli.core.session import Asked, Outcome, Session, shown


class Why(NamedTuple):
    """Why one of the offers is right or wrong; ``number`` is as it was shown, from 1."""

    number: int
    text: str
    why: str


class Verdict(NamedTuple):
    """An outcome beside what would have been right.

    ``said`` and ``right`` are texts; ``said_numbers`` and ``right_numbers`` their
    numbers as shown, where the question offered numbered texts. ``said`` is None
    where nothing was said: time ran out, or the learner graded from memory.
    """

    asked: Asked
    outcome: Outcome
    offers: tuple[str, ...]
    said: tuple[str, ...] | None
    right: tuple[str, ...]
    said_numbers: tuple[int, ...]
    right_numbers: tuple[int, ...]
    explanation: str
    whys: tuple[Why, ...]
    several: bool = False  # whether several offers are right, each for a reason of its own

    @property
    def late(self) -> bool:
        """Whether time ran out."""
        review = self.outcome.review
        return review is not None and "time-out" in review.reasons

    @property
    def reasons(self) -> tuple[Why, ...]:
        """Why each right one is right, where that is the explanation and there are several."""
        if not self.several:
            return ()
        return tuple(why for why in self.whys if why.number in self.right_numbers)

    @property
    def chosen(self) -> tuple[Why, ...]:
        """Why the wrong ones among the chosen are wrong."""
        return tuple(
            why
            for why in self.whys
            if why.number in self.said_numbers and why.number not in self.right_numbers
        )


def verdict(session: Session, outcome: Outcome) -> Verdict:
    """Say what came of *outcome*, an answered question of *session*."""
    asked, review = session.plan[outcome.place], outcome.review
    assert review is not None
    quiz = None if session.mode.recall or session.mode.explains else asked.question.quiz
    offers = shown(asked.key, quiz, session.settings) if quiz else ()
    number = {text: n for n, text in enumerate(offers, 1)}

    def numbers(texts: Iterable[str]) -> tuple[int, ...]:
        found = [number[text] for text in texts if text in number]
        return tuple(found if quiz and quiz.expects == "order" else sorted(found))

    answer = (review.answer,) if isinstance(review.answer, str) else review.answer
    right = quiz.right if quiz else ()
    return Verdict(
        asked=asked,
        outcome=outcome,
        offers=offers,
        said=answer,
        right=right,
        said_numbers=numbers(answer or ()),
        right_numbers=numbers(right),
        explanation=asked.question.explanation if quiz else asked.question.answer,
        whys=tuple(Why(n, text, quiz.whys[text]) for text, n in number.items() if text in quiz.whys)
        if quiz
        else (),
        several=bool(quiz and quiz.expects == "many" and not quiz.why),
    )
