"""What is said of an answer when it's read after the session."""

from __future__ import annotations

from interview_cli.core.records import AGAIN, RATINGS
from interview_cli.core.sentences import join
from interview_cli.core.session import placing
from interview_cli.core.session.state import Outcome, Session
from interview_cli.terminal.rendering.wording import without_variants

#: Before the first question of a session whose verdicts come at its end.
AT_THE_END = "The verdicts come at the end, all together."


def describe_outcome(session: Session, outcome: Outcome) -> str:
    if outcome.review is None:
        return "skipped"
    if session.tasks[outcome.place].self_graded:
        return "told"
    return "right" if outcome.right else "partly" if placing.credit(session, outcome) else "wrong"


def describe_grade(outcome: Outcome) -> str:
    """Return the learner's own grade of an answer from memory, as a sentence."""
    return f"You graded it {RATINGS[outcome.rating or AGAIN]}."


def right_answer(session: Session) -> str:
    """Return what is right at the current question, as a sentence."""
    task = session.task
    if task.quiz is None or task.self_graded:
        return ""
    if task.offers:
        numbers = [str(task.offers.index(text) + 1) for text in task.right]
        right = " ".join(numbers) if task.expects in ("order", "pairs") else join(numbers)
    elif task.review or task.case:
        right = "\n" + "\n".join(task.right)
    elif task.gaps:
        right = " | ".join(task.right)
    elif task.expects == "lines":
        right = f"\n{task.right[0]}".rstrip()
    else:
        right = join(without_variants(task.right), "or")
    return f"The answer is {right}." if "\n" not in right else f"The answer is:{right}"
