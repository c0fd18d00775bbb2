"""Words of the debrief that every way of showing it shares."""

from __future__ import annotations

import re
from datetime import date

from interview_cli.core.days import ago, study_day
from interview_cli.core.debrief import Debrief, Told
from interview_cli.core.records import RATINGS
from interview_cli.core.scored import CLOSE, CONTRADICTED, CREDIT, HIT, MISSED, Point
from interview_cli.core.summary import Summary
from interview_cli.terminal.safe import clean
from interview_cli.terminal.wording import listed, local, percent

#: The sign before a key point, by its state, and the word for it where there are no signs.
SIGNS = {HIT: "+", CLOSE: "~", CONTRADICTED: "!", MISSED: "-"}
WORDS = {HIT: "Said", CLOSE: "Nearly", CONTRADICTED: "Contradicted", MISSED: "Missing"}


#: What is said of an answer that only the learner can rate.
NOT_RATED = "can't tell, not rated"


def head(told: Debrief) -> str:
    """Say what it was: ``Mock interview, mid · 28 of 30 min · 9 questions``."""
    level = f", {told.level}" if told.session.settings.level else ""
    spent = max(1, round(told.spent_ms / 60_000))
    of = f" of {told.minutes:g}" if told.minutes else ""
    count = len(told.told)
    return f"Mock interview{level} · {spent}{of} min · {count} question{'s'[: count != 1]}"


def bar(told: Debrief) -> str:
    return f"bar for {told.level}: {percent(told.bar)}"


def total(told: Debrief) -> str:
    return percent(told.score) if told.score is not None else "no score yet"


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
    when = ago(study_day(local(told.before.at, told.before.offset)), today)
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
    count = max(1, len(told.told))
    seconds = round(told.spent_ms / 1000 / count)
    return (
        f"{seconds // 60} min {seconds % 60} s a question"
        if seconds >= 60
        else (f"{seconds} s a question")
    )


def of_points(told: Told) -> str:
    """Say how much was said: ``1½ of 4``; what only the learner can say says so."""
    if told.on_own_word:
        return "right, on your word"
    if told.score is None:
        own = told.outcome.review is not None and told.outcome.review.grader == "self"
        if own and told.outcome.rating:
            return f"{RATINGS[told.outcome.rating]}, on your word"
        return NOT_RATED
    if not told.expected:
        return percent(told.score)
    said = sum(CREDIT[point.state] for point in told.expected)
    whole, half = divmod(round(said * 2), 2)
    number = f"{whole or ''}{'½' if half else ''}" or "0"
    counted = f"{number} of {len(told.expected)}"
    lifted = told.score - told.scored.covered > 0.005
    return f"{counted}, {percent(told.score)}" if lifted else counted


def because(point: Point) -> str:
    """Say which words led to a point's state; nothing where none did."""
    if not point.words or point.state == MISSED:  # it was turned away, or never found
        return ""
    quoted = " … ".join(f'"{word}"' for word in point.words)
    return {CLOSE: f"close: {quoted}", CONTRADICTED: f"you wrote {quoted}"}.get(point.state, quoted)


def marks(told: Told, answer: str) -> list[tuple[int, int, str]]:
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
