"""Words that every way of showing a session shares."""

from __future__ import annotations

from collections.abc import Sequence

from interview_cli.core.session import Session
from interview_cli.core.summary import Again
from interview_cli.core.verdict import Verdict


def opening(session: Session) -> str:
    """Say which session begins, or goes on."""
    title, size, seed = session.mode.title, session.size, session.settings.seed
    if session.outcomes:
        done = len({outcome.place for outcome in session.outcomes})
        return f"{title} goes on: {done}{f' of {size}' if size else ''} done. Seed {seed}."
    questions = f", {size} question{'s'[: size != 1]}" if size else ""
    return f"{title}{questions}. Seed {seed}."


def answer_hint(session: Session) -> str:
    """Say what an answer to the current question looks like in a line."""
    top = len(session.offers)
    return {
        "one": f"Answer 1 to {top}, or :? for help.",
        "many": "Choose all that apply: numbers such as 1 3, or :? for help.",
        "order": f"Type the numbers 1 to {top} in the right order, or :? for help.",
        "gaps": "Fill each gap, a line each, or :? for help.",
        "line": "Type your answer, or :? for help.",
        "lines": "Type what it prints. End with a line that has only a dot, or :? for help.",
        "grade": "Press Enter to see the answer, or :? for help.",
    }[session.expects]


def verdict_line(told: Verdict, *, words: bool = False) -> str:
    """Say in a sentence what was said and what is right; *words* instead of ticks."""
    score = told.outcome.score or 0.0
    right = _short(told, told.right, told.right_numbers)
    if score >= 1:
        return "Right." if words else "✓ Right"
    if told.late or told.said is None:
        mark = "Wrong. Time ran out." if words else "✗ Time ran out."
    else:
        said = _short(told, told.said, told.said_numbers) or "nothing"
        mark = ("Partly right." if score else "Wrong.") if words else ("≈" if score else "✗")
        mark += f" You said {said}."
    if words and score:
        mark += f" Score {percent(score)}."
    return f"{mark} The answer is {right}." if words else f"{mark} It is {right}."


def _short(told: Verdict, texts: Sequence[str], numbers: Sequence[int]) -> str:
    if told.offers:
        ordered = told.asked.question.quiz.expects == "order"
        return " ".join(map(str, numbers)) if ordered else listed([str(n) for n in sorted(numbers)])
    if told.asked.question.quiz.expects == "gaps":
        return " | ".join(text or "nothing" for text in texts)
    if told.asked.question.quiz.expects == "lines":
        return "\n" + "\n".join(texts).rstrip() + "\n" if "\n" in "".join(texts) else "".join(texts)
    return listed(texts, "or")


def said_short(session: Session, item: Again) -> str:
    """Say in a few words how a question went that is to be seen again."""
    review = item.outcome.review
    if review is None:
        return "skipped"
    if review.answer is None:
        return "time ran out" if review.score is not None else "not known"
    texts = (review.answer,) if isinstance(review.answer, str) else review.answer
    said = ", ".join(" ".join(text.split()) for text in texts)
    return f"you said {said[:57]}..." if len(said) > 60 else f"you said {said}"


def listed(texts: Sequence[str], word: str = "and") -> str:
    """Join texts as in a sentence: ``1, 2 and 3``."""
    if len(texts) < 2:
        return "".join(texts)
    return f"{', '.join(texts[:-1])} {word} {texts[-1]}"


def named(key: str) -> str:
    """Give a question's name as people know it: the id without its pack."""
    return key.partition(":")[2]


def percent(share: float) -> str:
    return f"{round(share * 100)} %"


def duration(ms: int) -> str:
    """Say a time: ``24 s``, ``6 min 12 s``."""
    seconds = round(ms / 1000)
    return f"{seconds} s" if seconds < 60 else f"{seconds // 60} min {seconds % 60} s"
