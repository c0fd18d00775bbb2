"""How long a question will take as a flashcard: from its length, and from the learner's times.

Without any times it's the time to read the question and its answer, and to think. Each time
of the learner's moves that: at first the estimates of all questions alike, with more of them
first looks and later ones apart, and then that of the question itself. This is shrinkage: the
mean of some times, and of an estimate that counts as so many times.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import exp, log

from interview_cli.core.progress.answer_times import DEFAULT_SECONDS
from interview_cli.core.progress.progress import Progress
from interview_cli.core.questions.entry import Entry

#: Seconds to find an answer and to grade it. Our own reckoning, as nobody has measured it here.
THINKING = 12.0

#: The part of a first look's reading that a later one needs: the question is known by sight,
#: and of its answer one reads what was left out. Our own reckoning, too.
LATER = 0.5

#: How many times the estimate counts as: for all looks, for first or later ones, for a question.
PRIOR_TIMES, PRIOR_SORT, PRIOR_QUESTION = 10, 10, 3

#: A question that wasn't known comes back in the same session; so often, after a first look
#: (the usual share of Again), and after a later one.
RETURNS_FIRST, RETURNS_LATER = 0.24, 0.1


class Pace:
    """What is known of the learner's pace, from the times for *entries*."""

    def __init__(self, entries: Iterable[Entry], progress: Progress) -> None:
        self._later = progress.recall_times.later
        firsts = [0, 0.0]
        laters = [0, 0.0]
        for entry in entries:
            first, later = read_and_think(entry)
            if (time := progress.recall_times.first.get(entry.key)) is not None:
                firsts[0] += 1
                firsts[1] += time - log(first)
            if counts := self._later.get(entry.key):
                laters[0] += counts[0]
                laters[1] += counts[1] - counts[0] * log(later)
        every = (firsts[1] + laters[1]) / (firsts[0] + laters[0] + PRIOR_TIMES)
        self._first_factor, self._later_factor = (
            (total + PRIOR_SORT * every) / (number + PRIOR_SORT)
            for number, total in (firsts, laters)
        )

    def seconds(self, entry: Entry) -> tuple[float, float]:
        """Return the seconds of a first look at a question, and of a later one.

        With those for when it isn't known, and comes back until it is.
        """
        first, later = read_and_think(entry)
        usual = log(later) + self._later_factor
        number, total = self._later.get(entry.key, (0, 0.0))
        later = exp((total + PRIOR_QUESTION * usual) / (number + PRIOR_QUESTION))
        first = exp(log(first) + self._first_factor)
        return first + RETURNS_FIRST * later, later * (1 + RETURNS_LATER)


#: Minutes of what isn't answered like a card: exercises, code to review, a case, a story, and what
#: to ask back. Our own reckoning, as most exercises say 10 to 15 minutes, and most cases 25 to 35.
LONG_MINUTES = {
    "code": 12.0,
    "sql": 8.0,
    "review": 7.0,
    "design": 30.0,
    "behaviour": 5.0,
    "ask-back": 3.0,
}


def estimate_minutes(entries: Iterable[Entry]) -> float:
    """Return how many minutes it takes to answer *entries* once, and read the answers."""
    return sum(LONG_MINUTES.get(entry.kind) or read_and_think(entry)[0] / 60 for entry in entries)


def read_and_think(entry: Entry) -> tuple[float, float]:
    """Return the seconds of a first look at a question and of a later one, from its length."""
    reading = entry.ask_seconds + entry.answer_seconds
    if not reading:
        return DEFAULT_SECONDS, DEFAULT_SECONDS
    return reading + THINKING, reading * LATER + THINKING
