"""A placement within a session: what its answers tell, and which question comes next.

It depends on nothing but the questions of the session and their answers, so an undone or
continued session chooses as it did before.
"""

from __future__ import annotations

from interview_cli.core.placement import ability
from interview_cli.core.placement.ability import Answer, Chances
from interview_cli.core.placement.conclusion import Conclusion, conclude, is_enough
from interview_cli.core.placement.next_question import Candidate, choose_next, levels_of
from interview_cli.core.records import Placed
from interview_cli.core.session.state import Outcome, Session

#: The most that a right answer counts for after a hint.
WITH_HINT = 0.5


def conclusion(session: Session) -> Conclusion:
    """Return what the answers so far come to."""
    return conclude(_chances(session), levels_of(_candidates(session)), session.answered)


def record(session: Session) -> Placed:
    """Return the record of what was found."""
    found = conclusion(session)
    probabilities = {level: round(p, 4) for level, p in found.probabilities.items()}
    guess = session.settings.guess
    return Placed(found.level, found.between, probabilities, guess, found.answered)


def expect_known(session: Session) -> float:
    """Return the chance, by the answers so far, that the current question is known."""
    return ability.expect_known(session.current.question.level, _chances(session))


def unasked(session: Session) -> tuple[int, ...]:
    """Return the places of the questions that were neither answered nor skipped."""
    asked = {outcome.place for outcome in session.outcomes}
    return tuple(n for n in range(len(session.plan)) if n not in asked)


def queue(session: Session) -> tuple[int, ...]:
    """Return the places of what can still be asked, the next first; none once it's enough."""
    asked = [outcome.place for outcome in session.outcomes]
    if session.size is not None and len(asked) >= session.size:
        return ()
    candidates, chances = _candidates(session), _chances(session)
    if is_enough(conclude(chances, levels_of(candidates), session.answered)):
        return ()
    following = choose_next(candidates, asked, chances)
    if following is None:
        return ()
    return (following, *(n for n in unasked(session) if n != following))


def credit(session: Session, outcome: Outcome) -> float:
    """Return what an answer counts for here, from 0 to 1.

    Nothing where it's no better than luck, or where the question was skipped: who knows it
    would answer.
    """
    quiz = session.tasks[outcome.place].quiz
    score = float(outcome.right) if outcome.score is None else outcome.score
    if quiz and score < quiz.partial[1]:
        return 0.0
    hinted = outcome.review and outcome.review.hints and not outcome.regraded
    return min(score, WITH_HINT) if hinted else score


def _candidates(session: Session) -> list[Candidate]:
    return [
        Candidate(
            asked.question.level,
            asked.question.topic,
            asked.question.quiz.luck if asked.question.quiz else 0.0,
            (asked.key.partition(":")[0], asked.question.group) if asked.question.group else None,
        )
        for asked in session.plan
    ]


def _chances(session: Session) -> Chances:
    return ability.estimate(
        (_answer(session, outcome) for outcome in session.outcomes), session.settings.guess
    )


def _answer(session: Session, outcome: Outcome) -> Answer:
    question, quiz = session.plan[outcome.place].question, session.tasks[outcome.place].quiz
    return Answer(question.level, quiz.luck if quiz else 0.0, credit(session, outcome))
