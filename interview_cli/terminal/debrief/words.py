"""Words of the debrief that every way of showing it shares."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from interview_cli.core.journal.records import RATINGS
from interview_cli.core.safe_text import clean
from interview_cli.core.scoring.result import (
    CLOSE,
    CONTRADICTED,
    HIT,
    MISSED,
    PointResult,
    ScoringResult,
)
from interview_cli.core.sentences import listed
from interview_cli.core.session.debrief import Debrief, DebriefItem
from interview_cli.core.session.state import Asked
from interview_cli.core.session.summary import Summary
from interview_cli.core.study_days import describe_day, study_day
from interview_cli.terminal.rendering.wording import local, percent

#: The sign before a key point, by its state, and the word for it where there are no signs.
SIGNS = {HIT: "+", CLOSE: "~", CONTRADICTED: "!", MISSED: "-"}
WORDS = {HIT: "Said", CLOSE: "Nearly", CONTRADICTED: "Contradicted", MISSED: "Missing"}


#: What is said of an answer that only the learner can rate.
NOT_RATED = "can't tell, not rated"


def head(told: Debrief) -> str:
    """Say what it was: ``Mock interview, mid · 28 of 30 min · 9 questions``.

    Where some were skipped it says ``3 answered, 6 skipped`` instead of the last.
    """
    level = f", {told.level}" if told.session.settings.level else ""
    spent = max(1, round(told.spent_ms / 60_000))
    of = f" of {told.session.settings.minutes:g}" if told.session.settings.minutes else ""
    count = len(told.answers)
    questions = f"{count} question{'s'[: count != 1]}"
    if told.skipped:
        questions = f"{count} answered, {len(told.skipped)} skipped"
    return f"{told.session.mode.title}{level} · {spent}{of} min · {questions}"


def skipped(told: Debrief) -> list[str]:
    """Name the questions that were skipped, below how many there are; nothing without any."""
    if not told.skipped:
        return []
    return [f"Skipped: {len(told.skipped)}", *(short(asked) for asked in told.skipped)]


def short(asked: Asked) -> str:
    """Give a question's wording without its marks, as one line."""
    return " ".join(asked.question.ask.replace("`", "").split())


def bar(told: Debrief) -> str:
    return f"bar for {told.level}: {percent(told.bar)}"


def total(told: Debrief) -> str:
    """Say the score, and of how many answers it is where some are not rated."""
    if told.score is None:
        return "no score yet"
    return f"{percent(told.score)}{_of_rated(told)}"


def _of_rated(told: Debrief) -> str:
    rated = len(told.answers) - len(told.unrated)
    return f" of the {rated} rated" if told.unrated else ""


def now(told: Debrief) -> str:
    """Say what the whole comes to after a word on one of the answers."""
    if told.score is None:
        return "No score yet."
    return f"Now {percent(told.score)} overall{',' if told.unrated else ''}{_of_rated(told)}."


def topics(told: Debrief) -> str:
    """Give the mean score of each topic in per cent, and of each level where there are several."""
    levels = told.levels if len(told.levels) > 1 else ()
    return " · ".join(f"{mean.name} {round(mean.score * 100)}" for mean in (*told.topics, *levels))


def unrated(told: Debrief) -> str:
    """Say which answers nobody rated, and that they count in nothing; nothing without any."""
    numbers = [str(one.number) for one in told.unrated]
    if not numbers:
        return ""
    which = f"Answer{'s'[: len(numbers) != 1]} {listed(numbers)}"
    return f"{which} not rated: neither right nor wrong, and not in the score"


def before(told: Debrief, today: date) -> str:
    """Say how the mock interview before this one went; nothing where there is none."""
    if told.before is None:
        return ""
    when = describe_day(study_day(local(told.before.at, told.before.offset)), today)
    when = "earlier today" if when == "today" else when.replace("on ", "last ", 1)
    return f"{percent(told.before.score / told.before.scored)} {when}"


def so_far(told: Summary) -> str:
    """Say how far an interview came that was left early, and how it went up to there."""
    said = f"Left early: {told.answered} of {told.asked} questions answered"
    if told.unrated:
        said += f", {len(told.unrated)} not rated"
    if told.score is None:
        return f"{said}, no score yet."
    return f"{said}; so far {percent(told.score)}, which is no final score."


def pace(told: Debrief) -> str:
    """Say how long the answers took."""
    count = max(1, len(told.answers))
    seconds = round(told.spent_ms / 1000 / count)
    return (
        f"{seconds // 60} min {seconds % 60} s a question"
        if seconds >= 60
        else (f"{seconds} s a question")
    )


def of_points(told: DebriefItem) -> str:
    """Say how much was said: ``1 of 4, 1 nearly``; what only the learner can say says so.

    The score stands beside it where it isn't what the whole number gives.
    """
    if told.on_own_word:
        return "right, on your word"
    if told.score is None:
        own = told.outcome.review is not None and told.outcome.review.grader == "self"
        if own and told.outcome.rating:
            return f"{RATINGS[told.outcome.rating]}, on your word"
        return NOT_RATED
    if not told.expected:
        return percent(told.score)
    return counted(told.scored)


def counted(scored: ScoringResult) -> str:
    """Say how many of the expected points were said and nearly said, and the score."""
    points = [point for point in scored.points if point.expected]
    states = [point.state for point in points]
    said = f"{states.count(HIT)} of {len(points)}"
    nearly = f", {close} nearly" if (close := states.count(CLOSE)) else ""
    share = states.count(HIT) / len(points)
    if percent(share) == percent(scored.score):
        return said + nearly
    uneven = len({point.weight for point in points}) > 1
    weighed = uneven and percent(scored.coverage) == percent(scored.score)
    return f"{said}{nearly}, {percent(scored.score)}{' by weight' if weighed else ''}"


def own_word(told: DebriefItem) -> str:
    """Say what the program counted of an answer on which there is another word than its own.

    Nothing where there is none.
    """
    if told.outcome.regraded is None:
        return ""
    whose = "the model you asked" if told.outcome.regraded.grader == "model" else "your word"
    if not told.first.sure:
        return f"This stands on {whose}; the program could not tell."
    alone = counted(told.first) if told.expected else percent(told.first.score)
    return f"This stands on {whose}; the program alone counted {alone}."


def correction(told: DebriefItem, point: PointResult) -> str:
    """Say of a point that was turned whose word it is, and what the program had found."""
    before = next((one.state for one in told.first.points if one.says == point.says), point.state)
    if before == point.state or told.outcome.regraded is None:
        return ""
    model = told.outcome.regraded.grader == "model"
    whose = "on the model's word" if model else "on your word"
    return f"{whose}; counted before as {WORDS[before].lower()}"


def because(point: PointResult) -> str:
    """Say which words led to a point's state; nothing where none did."""
    if not point.words or point.state == MISSED:  # it was turned away, or never found
        return ""
    quoted = " … ".join(f'"{word}"' for word in point.words)
    return {CLOSE: f"close: {quoted}", CONTRADICTED: f"you wrote {quoted}"}.get(point.state, quoted)


def marks(told: DebriefItem, answer: str) -> list[tuple[int, int, str]]:
    """Give the parts of *answer*, as it is shown, that counted: from, to, and a point's state.

    The record keeps a point's words in the order in which they were said, and not where.
    """
    found: list[tuple[int, int, str]] = []
    for point in told.scored.points:
        at = 0
        for word in point.words if point.state != MISSED else ():
            place = re.compile(rf"(?<!\w){re.escape(clean(word))}(?!\w)").search(answer, at)
            if place:
                start, at = place.span()
                if not any(start < e and s < at for s, e, _ in found):
                    found.append((start, at, point.state))
    return sorted(found)


def points(item: DebriefItem) -> list[str]:
    """Return what was said of an answer's key points, in lines without signs."""
    lines = [f"{of_points(item).capitalize()}."]
    for n, point in enumerate(item.scored.points, 1):
        if point.expected:
            seen = f" ({why})" if (why := because(point)) else ""
            lines.append(f"{n}. {WORDS[point.state]}: {point.says}{seen}")
    if item.unrated:
        lines.append(f"Compare it with the model answer; :r {item.number} if you were right.")
    lines += [f"More than expected here: {point.says}" for point in item.above]
    return [*lines, f"Say next time: {gap}."] if (gap := item.gap) else lines


def ways(answers: Sequence[DebriefItem], *, can_undo: bool) -> list[str]:
    """Return what can be done in a debrief, each with the last answer for which it can."""
    turnable = [one.number for one in answers if one.expected]
    wrong = [one.number for one in answers if one.unrated or not one.outcome.right]
    ways = ["Enter to end"]
    ways += [f":t {n}.1 turn point 1 of answer {n}" for n in turnable[-1:]]
    ways += [f":r {n} I was right there" for n in wrong[-1:]]
    return ways + [":u undo"] * can_undo
