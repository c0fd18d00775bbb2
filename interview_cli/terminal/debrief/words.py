"""Sentences and phrases of the debrief that every way of showing it shares."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from interview_cli.core.records import RATINGS
from interview_cli.core.safe_text import clean
from interview_cli.core.scoring import result
from interview_cli.core.scoring.result import CLOSE, CONTRADICTED, HIT, MISSED, PointResult
from interview_cli.core.sentences import count, join
from interview_cli.core.session.debrief import Debrief, DebriefItem
from interview_cli.core.session.state import Asked
from interview_cli.core.session.summary import Summary
from interview_cli.core.study_days import describe_day, study_day
from interview_cli.terminal.rendering.wording import duration, local_time, percent

#: The sign before a key point, by its state, and the word for it where there are no signs.
SIGNS = {HIT: "+", CLOSE: "~", CONTRADICTED: "!", MISSED: "-"}
WORDS = {HIT: "Said", CLOSE: "Nearly", CONTRADICTED: "Contradicted", MISSED: "Missing"}


def head(debrief: Debrief) -> str:
    """Return what it was: ``Mock interview, mid · 28 of 30 min · 9 questions``.

    If some were skipped it ends with ``3 answered, 6 skipped`` instead.
    """
    settings, answered = debrief.session.settings, len(debrief.answers)
    level = f", {debrief.level}" if settings.level else ""
    spent = max(1, round(debrief.spent_ms / 60_000))
    of = f" of {settings.minutes:g}" if settings.minutes else ""
    questions = count(answered, "question")
    if debrief.skipped:
        questions = f"{answered} answered, {len(debrief.skipped)} skipped"
    return f"{debrief.session.mode.title}{level} · {spent}{of} min · {questions}"


def skipped(debrief: Debrief) -> list[str]:
    """Return how many questions were skipped, and each of them; nothing if none was."""
    if not debrief.skipped:
        return []
    return [f"Skipped: {len(debrief.skipped)}", *(one_line(asked) for asked in debrief.skipped)]


def one_line(asked: Asked) -> str:
    """Return a question's wording without its marks, as one line."""
    return " ".join(asked.question.ask.replace("`", "").split())


def pass_mark(debrief: Debrief) -> str:
    return f"bar for {debrief.level}: {percent(debrief.bar)}"


def total(debrief: Debrief) -> str:
    return "no score yet" if debrief.score is None else percent(debrief.score) + _of_rated(debrief)


def _of_rated(debrief: Debrief) -> str:
    rated = len(debrief.answers) - len(debrief.unrated)
    return f" of the {rated} rated" if debrief.unrated else ""


def describe_change(debrief: Debrief) -> str:
    if debrief.score is None:
        return "No score yet."
    comma = "," if debrief.unrated else ""
    return f"Now {percent(debrief.score)} overall{comma}{_of_rated(debrief)}."


def topics(debrief: Debrief) -> str:
    """Return the mean score of each topic in per cent, and of each level if there are several."""
    levels = debrief.levels if len(debrief.levels) > 1 else ()
    means = (*debrief.topics, *levels)
    return " · ".join(f"{mean.name} {round(mean.score * 100)}" for mean in means)


def unrated(debrief: Debrief) -> str:
    """Return which answers nobody rated, and that they don't count; "" without any."""
    numbers = [str(one.number) for one in debrief.unrated]
    if not numbers:
        return ""
    which = f"Answer{'s'[: len(numbers) != 1]} {join(numbers)}"
    return f"{which} not rated: neither right nor wrong, and not in the score."


def previous_score(debrief: Debrief, today: date) -> str:
    """Return the score of the mock interview before this one, and when; "" for the first."""
    if debrief.before is None:
        return ""
    when = describe_day(study_day(local_time(debrief.before.at, debrief.before.offset)), today)
    when = "earlier today" if when == "today" else when.replace("on ", "last ", 1)
    return f"{percent(debrief.before.score / debrief.before.scored)} {when}"


def describe_progress(summary: Summary) -> str:
    """Return how far an interview came that was left early, and how it went up to there."""
    unrated = f", {len(summary.unrated)} not rated" if summary.unrated else ""
    progress = f"Left early: {summary.answered} of {summary.asked} questions answered{unrated}"
    if summary.score is None:
        return f"{progress}, no score yet."
    return f"{progress}; so far {percent(summary.score)}, which is no final score."


def pace(debrief: Debrief) -> str:
    return f"{duration(debrief.spent_ms / max(1, len(debrief.answers)))} a question"


def describe_score(item: DebriefItem) -> str:
    """Return how many points an answer made: ``1 of 4, 1 nearly``; or whose word it counts on."""
    if item.is_overridden:
        return "right, marked by you"
    if item.score is not None:
        return count_points(item.scored) if item.expected else percent(item.score)
    review, rating = item.outcome.review, item.outcome.rating
    if rating and review is not None and review.grader == "self":
        return f"{RATINGS[rating]}, marked by you"
    return "can't tell, not rated"


def count_points(scored: result.ScoringResult) -> str:
    """Return how many of the expected points were said and nearly said.

    The score follows if it isn't the share of the points that were said.
    """
    points = [point for point in scored.points if point.expected]
    states = [point.state for point in points]
    hits, close = states.count(HIT), states.count(CLOSE)
    counts = f"{hits} of {len(points)}{f', {close} nearly' if close else ''}"
    if percent(hits / len(points)) == percent(scored.score):
        return counts
    uneven = len({point.weight for point in points}) > 1
    weighed = uneven and percent(scored.coverage) == percent(scored.score)
    return f"{counts}, {percent(scored.score)}{' by weight' if weighed else ''}"


def describe_override(item: DebriefItem) -> str:
    """Return who marked an overridden answer, and the program's score; "" for others."""
    if (regraded := item.outcome.regraded) is None:
        return ""
    who = "the model you asked" if regraded.grader == "model" else "you"
    if not item.first.sure:
        return f"Marked by {who}; the program couldn't tell."
    alone = count_points(item.first) if item.expected else percent(item.first.score)
    return f"Marked by {who}; the program itself counted {alone}."


def correction(item: DebriefItem, point: PointResult) -> str:
    """Return for a point that was turned whose word that is, and what the program found."""
    before = next((one.state for one in item.first.points if one.says == point.says), point.state)
    regraded = item.outcome.regraded
    if before == point.state or regraded is None:
        return ""
    whose = "marked by the model" if regraded.grader == "model" else "marked by you"
    return f"{whose}; counted before as {WORDS[before].lower()}"


def describe_point(point: PointResult, why: str) -> str:
    """Return what came of a key point: ``Said: what it holds (the words it was found by)``."""
    return f"{WORDS[point.state]}: {point.says}{f' ({why})' if why else ''}"


def quote_evidence(point: PointResult) -> str:
    """Return the learner's words that led to a point's state; "" if none did."""
    if not point.words or point.state == MISSED:  # it was turned away, or never found
        return ""
    quoted = " … ".join(f'"{word}"' for word in point.words)
    return {CLOSE: f"close: {quoted}", CONTRADICTED: f"you wrote {quoted}"}.get(point.state, quoted)


def find_marks(item: DebriefItem, answer: str) -> list[tuple[int, int, str]]:
    """Return the parts of *answer*, as it is shown, that counted: start, end, and a point's state.

    The record keeps a point's words in the order they were said, but not where.
    """
    marks: list[tuple[int, int, str]] = []
    for point in item.scored.points:
        at = 0
        for word in point.words if point.state != MISSED else ():
            place = re.compile(rf"(?<!\w){re.escape(clean(word))}(?!\w)").search(answer, at)
            if place:
                start, at = place.span()
                if not any(start < e and s < at for s, e, _ in marks):
                    marks.append((start, at, point.state))
    return sorted(marks)


def points(item: DebriefItem) -> list[str]:
    """Return what was said of an answer's key points, in lines without signs."""
    lines = [f"{describe_score(item).capitalize()}."]
    lines += [
        f"{n}. {describe_point(point, quote_evidence(point))}"
        for n, point in enumerate(item.scored.points, 1)
        if point.expected
    ]
    if item.unrated:
        lines.append(f"Compare it with the model answer; :r {item.number} if you were right.")
    lines += [f"More than expected here: {point.says}" for point in item.above]
    return [*lines, f"Say next time: {gap}."] if (gap := item.gap) else lines


def describe_commands(answers: Sequence[DebriefItem], *, can_undo: bool) -> list[str]:
    """Return what can be done in a debrief, each with the last answer for which it can."""
    turnable = [one.number for one in answers if one.expected]
    wrong = [one.number for one in answers if one.unrated or not one.outcome.right]
    return [
        "Enter to end",
        *(f":t {n}.1 turn point 1 of answer {n}" for n in turnable[-1:]),
        *(f":r {n} I was right there" for n in wrong[-1:]),
        *([":u undo"] if can_undo else []),
    ]
