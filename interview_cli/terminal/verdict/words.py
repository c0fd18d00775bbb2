"""What is said of an answer, and of a session that is over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from interview_cli.core.code_review.assessment import assess
from interview_cli.core.code_review.review_words import count_found
from interview_cli.core.kinds import BEHAVIOUR, DESIGN, EXERCISE_KINDS, REVIEW
from interview_cli.core.kinds.kind import Answer
from interview_cli.core.kinds.review import Review
from interview_cli.core.plain_markdown import flatten
from interview_cli.core.questions.question import KeyPoint, Question
from interview_cli.core.records import AGAIN, GOOD, RATINGS
from interview_cli.core.scoring.result import HIT
from interview_cli.core.sentences import count
from interview_cli.core.session.state import Outcome
from interview_cli.core.session.summary import NextStep, PlanStep, Summary, ToRepeat
from interview_cli.core.session.verdict import Row, Verdict
from interview_cli.terminal.rendering import wording
from interview_cli.terminal.rendering.wording import RESUME, next_time

#: Why a right answer comes back as soon as one that was hard.
_TOO_SOON = {
    "could-be-luck": "it could be luck",
    "hint": "you had a hint",
    "slow": "it took you long",
    "time-out": "time ran out",
    "guessed": "you guessed",
}

#: What a marked line of the list is called in words; of one option, what was missed is right.
MARKS = {"right": "right", "nearly": "nearly right", "wrong": "wrong", "missed": "missed"}


def on_day(days: int, today: date) -> str:
    """Return the day in so many days: today, tomorrow, on 4 Dec."""
    if days < 2:
        return next_time(days)
    day = today + timedelta(days=days)
    return f"on {day.day} {day:%b}" + (f" {day.year}" if day.year != today.year else "")


def asked_again(days: int, today: date) -> str:
    """Return when a question is asked again, in days and as a date."""
    return next_time(days) + (f", {on_day(days, today)}" if days > 1 else "")


def again(outcome: Outcome, days: int, today: date) -> str:
    """Return on which day a question is asked again, and why that soon if it was right."""
    soon = why_so_soon(outcome)
    return f"again {on_day(days, today)}" + (f": {soon}" if soon else "")


def doubt(days: int, now: int, today: date) -> str:
    """Return the question whether a clear mistake is to count as right, in so many *days*."""
    then = f"It would come back {asked_again(days, today)}, not {next_time(now)}."
    if days == now:
        then = f"It comes back {next_time(now)} either way."
    return f"It's marked as wrong. Count it as right all the same? {then}"


def describe_own_grade(outcome: Outcome) -> str:
    """Return the learner's own grade of a story, as a sentence."""
    review = outcome.review
    late = review is not None and "time-out" in review.reasons
    if outcome.unrated:
        return f"{'Time ran out. ' if late else ''}Only you can say how it went."
    return f"You graded it {RATINGS[outcome.rating or AGAIN]}."


def why_so_soon(outcome: Outcome) -> str:
    """Return why a right answer isn't counted as known; "" where it is, or isn't right."""
    review = outcome.review
    if review is None or outcome.regraded or not outcome.right or review.rating >= GOOD:
        return ""
    return next((_TOO_SOON[reason] for reason in review.reasons if reason in _TOO_SOON), "")


def row_line(result: Verdict, row: Row) -> str:
    """Return a line of the marked list in words."""
    if result.task.expects == "gaps":
        if row.mark == "right":
            return f"Gap {row.number} is right: {row.text}"
        said = f"you said {row.text}" if row.text.strip() else "it was empty"
        return f"Gap {row.number} is {MARKS[row.mark]}: {said}; it's {row.right}"
    if result.task.expects == "pairs":
        return _pair_line(result, row)
    text = row.text
    if result.task.quiz and result.task.quiz.markdown:
        text = flatten(text)
    if result.task.expects == "order":
        mark = f"{MARKS[row.mark]}, {put_at(row)}: " if row.mark == "wrong" else ""
        mark = mark or (f"{MARKS[row.mark]}: " if row.mark else "")
        return f"{row.number}. {mark}{text}"
    missed = row.mark == "missed" and result.task.expects == "one"
    return f"{MARKS['right' if missed else row.mark].capitalize()}: {row.number}. {text}"


def _pair_line(result: Verdict, row: Row) -> str:
    left = flatten(result.task.left_sides[row.number - 1])
    name, right = f"{wording.letter(row.number)}. {left}", flatten(row.right)
    if row.mark == "right":
        return f"{name} is right: {right}"
    said = f"you said {flatten(row.text)}" if row.text else "nothing was chosen"
    return f"{name} is wrong: {said}; it's {right}"


def row_lines(result: Verdict) -> list[str]:
    """Return the marked list in words: what was chosen or missed, all steps, pairs or gaps."""
    if result.score >= 1 or (result.task.expects == "gaps" and result.task.gaps == 1):
        return []
    lines = [row_line(result, row) for row in result.rows if row.mark or not result.task.offers]
    if result.task.expects == "order":
        lines = ["The right order:", *(row_line(result, row) for row in result.rows)]
    return lines


def why_label(result: Verdict, number: int) -> str:
    """Return what stands before the reason of an option."""
    if result.task.expects == "picks":
        return f"{number} reveals"
    return f"Why {number}" if number in result.right_numbers else f"Why not {number}"


def reason_label(result: Verdict, number: int) -> str:
    """Return what stands in words before the reason of an option that is right."""
    return f"{number} {'reveals' if result.task.expects == 'picks' else 'is right'}"


def note_lines(notes: Sequence[str]) -> list[str]:
    """Return the learner's notes on a question."""
    return [f"Your note: {note}" for note in notes]


def flag_text(key: str, again: str, *, flagged: bool) -> str:
    """Return that a question was flagged, and how to take that back; or that it was."""
    if flagged:
        return f"Flagged {key}. Thank you. ({again} takes it back.)"
    return f"{key} is no longer flagged."


def suspend_text(key: str, *, suspended: bool) -> str:
    """Return that a question was suspended, and how to have it back; or that it is back."""
    if suspended:
        return f"Suspended: it isn't asked any more. To have it back: interview unsuspend {key}"
    return f"{key} is no longer suspended."


def answer_texts(question: Question) -> list[str]:
    """Return the model answer, what a good answer says, and what is asked next."""
    lines = wording.answer_lines(question)
    if question.key_points:
        lines += ["A good answer says:", *map(point_line, question.key_points)]
    for follow in question.follow_ups:
        lines += [f"Asked next: {flatten(follow.ask)}", flatten(follow.answer)]
    return lines


def point_line(point: KeyPoint) -> str:
    return f"- {point.says}{' [essential]' if point.essential else ''}"


def put_at(row: Row) -> str:
    return f"you put it {_ordinal(row.place)}" if row.place else "you left it out"


def _ordinal(n: int) -> str:
    return f"{n}{dict(zip((1, 2, 3), ('st', 'nd', 'rd'), strict=True)).get(n, 'th')}"


# --- the end of a session


def describe_answer(item: ToRepeat) -> str:
    """Return what was said to a question that is to be seen again."""
    review = item.outcome.review
    if review is None:
        return "skipped"
    if review.kind in EXERCISE_KINDS:
        return "not solved"
    if review.kind == BEHAVIOUR:
        return "you want to tell it better"
    if review.kind == DESIGN:
        said = sum(point["state"] == HIT for point in review.points or ())
        return f"you said {said} of {count(len(review.points or ()), 'point')}"
    if isinstance(quiz := item.asked.question.quiz, Review) and review.kind == quiz.kind:
        return count_found(assess(quiz, review.answer if isinstance(review.answer, str) else ""))
    if review.answer is None:
        return "time ran out" if review.score is not None else "not remembered"
    return f"you said {_describe(item.asked.question, review.answer, review.answer)}"


def describe_right(item: ToRepeat) -> str:
    """Return what is right; "" where that is more than a line or two, as on a flashcard."""
    quiz, review = item.asked.question.quiz, item.outcome.review
    if review is not None and review.kind in (*EXERCISE_KINDS, REVIEW, DESIGN, BEHAVIOUR):
        return ""
    if quiz is None or review is None or (review.answer is None and review.score is None):
        return ""
    right = quiz.right[:1] if quiz.expects == "line" else quiz.right
    return f"it's {_describe(item.asked.question, right, review.answer)}"


def _describe(question: Question, answer: Answer, given: Answer) -> str:
    """Return an answer in a line; of pairs only those that weren't *given* rightly."""
    quiz = question.quiz
    if isinstance(answer, str):
        return _one_line(answer)
    texts = [flatten(text) if quiz.markdown else text for text in answer or ()]
    if quiz.left_sides:
        both = zip(quiz.left_sides, texts, quiz.right, (*(given or ()),), strict=False)
        texts = [f"{flatten(a)} → {b}" for a, b, right, said in both if right != said]
    several = " | " if any(" " in text for text in texts) else ", "  # a sentence may have commas
    between = {"gaps": " | ", "order": " → "}.get(quiz.expects, several)
    return between.join(map(_one_line, texts)) or "nothing"


def _one_line(text: str) -> str:
    return " / ".join(" ".join(line.split()) for line in text.splitlines() if line.strip()) or (
        "nothing"
    )


def item_line(item: ToRepeat, today: date) -> str:
    """Return a question to see again in a line: what was said, what is right, when it's back."""
    parts = (describe_answer(item), describe_right(item), comes_back(item, today))
    return f"{wording.question_id(item.asked.key)}: {'; '.join(filter(None, parts))}"


def comes_back(item: ToRepeat, today: date) -> str:
    """Return when a question comes back; "" for one that was skipped."""
    return "" if item.days is None else f"back {on_day(item.days, today)}"


def next_step(summary: Summary, step: NextStep, today: date) -> str:
    """Return the next sensible step in a line; "" where there is none."""
    if not summary.finished:
        return RESUME if summary.begun else ""
    if step.plan:
        return _next_in_plan(step.plan, today)
    if step.left:
        return f"{step.left} more due today: interview flashcards"
    no_plan = "No plan yet: interview plan --on DATE"
    if not step.tomorrow:
        return "" if step.planned else no_plan
    verb = "comes" if step.tomorrow == 1 else "come"
    tomorrow = f"Tomorrow {step.tomorrow} {verb} back"
    return f"{tomorrow}: interview flashcards" if step.planned else f"{tomorrow}. {no_plan}"


def _next_in_plan(step: PlanStep, today: date) -> str:
    if step.mock:
        return f"Today's plan has a mock interview: {step.mock}"
    if step.left:
        to_do = "to warm up with" if step.stage == "today" else "in today's plan"
        return f"{step.left} more {to_do}, about {step.minutes} min: interview flashcards"
    if step.stage == "today":
        return "You're warmed up. Good luck!"
    if step.stage == "tomorrow":
        return "That's all for today. Good luck tomorrow!"
    if step.following is None:
        return "That's all until the interview."
    return f"That's all for today. The plan continues {on_day(step.following, today)}."
