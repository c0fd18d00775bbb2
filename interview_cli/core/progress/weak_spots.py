"""Weak spots: what the learner gets wrong, which isn't the same as what is due.

Right after a wrong answer the expected recall is near 1, since the right one was just read. So
weakness goes by the tries alone, and a *try* is the first attempt in a session. A question is
weak where one of these holds:

- It was missed, and hasn't been right on two days since. One right answer proves little: of
  four options one in four is lucky, and on the same day the explanation is still in mind. To
  be right again on further days is also what makes it last (Rawson and Dunlosky, 2011,
  https://doi.org/10.1037/a0023956).
- It was tried on four days, missed on one of them at least, and its stability is still below
  three days: it would be forgotten again before the week is over.

Being due makes nothing weak. A *leech* is a weak spot that was missed four times: by then it
has been explained four times, and once more is unlikely to help. Anki calls a card a leech
after eight lapses (https://docs.ankiweb.net/leeches.html), which few cards reach within the
weeks before an interview.

A follow-up of a mock interview counts with its question, as it can't be asked without it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from interview_cli.core.progress.progress import Progress, QuestionHistory
from interview_cli.core.questions.entry import Entry

#: On so many days a missed question must have been right since.
RIGHT_DAYS = 2

#: Tried on so many days, a question that was missed should last longer than ``FADES`` days.
TRIED_DAYS, FADES = 4, 3.0

#: So many misses make a weak spot a leech.
LEECH = 4

#: Every so many misses more it's named again.
LEECH_AGAIN = 2

#: The days that ``--missed`` goes back where it says no number.
MISSED_DAYS = 7

#: The days that *right first time* goes back.
FIRST_TIME_DAYS = 30


class FirstTimes(NamedTuple):
    """How many tries were right, of all."""

    right: int = 0
    of: int = 0


class WeakSpot(NamedTuple):
    """A weak question or follow-up: its latest tries, and how often it was missed in all."""

    question: str  # pack:id, or pack:id/follow-up
    topic: str
    tries: FirstTimes
    missed: int
    stability: float

    @property
    def is_leech(self) -> bool:
        return self.missed >= LEECH


def is_weak(known: QuestionHistory) -> bool:
    """Whether a question with these tries is weak."""
    misses = [n for n, day in enumerate(known.tries) if day < 0]
    if not misses:
        return False
    if len(set(known.tries[misses[-1] + 1 :])) < RIGHT_DAYS:
        return True
    return len({*map(abs, known.tries)}) >= TRIED_DAYS and known.stability < FADES


def count_first_times(
    known: Iterable[QuestionHistory], today: int, days: int = FIRST_TIME_DAYS
) -> FirstTimes:
    """Return how many tries of the last *days* were right; *today* is a study day."""
    tries = [day > 0 for of in known for day in of.tries if abs(day) > today - days]
    return FirstTimes(sum(tries), len(tries))


def with_follow_ups(
    entries: Iterable[Entry], known: Mapping[str, QuestionHistory]
) -> dict[Entry, list[tuple[str, QuestionHistory]]]:
    """Return what is *known* of each entry and of its follow-ups, with their names."""
    grouped: dict[str, list[tuple[str, QuestionHistory]]] = {}
    for key, history in known.items():
        grouped.setdefault(key.partition("/")[0], []).append((key, history))
    return {entry: grouped.get(entry.key, []) for entry in entries}


def find_weak_spots(entries: Iterable[Entry], progress: Progress) -> list[WeakSpot]:
    """Return the weak spots among *entries* and their follow-ups, the weakest first."""
    found = [
        WeakSpot(key, entry.topic, _all_tries(known), known.failed, known.stability)
        for entry, histories in with_follow_ups(entries, progress.known).items()
        for key, known in histories
        if is_weak(known)
    ]
    return sorted(found, key=_weakness)


def choose_weak(
    entries: Sequence[Entry], progress: Progress, *, follow_ups: bool = False
) -> list[Entry]:
    """Return the weak ones of *entries*, the weakest first.

    With *follow_ups* also those with a weak follow-up.
    """
    by_key = {entry.key: entry for entry in entries}
    spots = find_weak_spots(entries, progress)
    keys = (
        spot.question.partition("/")[0] if follow_ups else spot.question
        for spot in spots
        if follow_ups or "/" not in spot.question
    )
    return [by_key[key] for key in dict.fromkeys(keys)]


def choose_missed(
    entries: Sequence[Entry],
    progress: Progress,
    today: int,
    days: int = MISSED_DAYS,
    *,
    follow_ups: bool = False,
) -> list[Entry]:
    """Return those of *entries* that were missed in the last *days*, the latest miss first.

    They may have been right since. With *follow_ups* a missed follow-up counts too.
    """
    latest: dict[Entry, int] = {}
    for entry, histories in with_follow_ups(entries, progress.known).items():
        for key, known in histories:
            if follow_ups or key == entry.key:
                misses = [-day for day in known.tries if day < 0 and -day > today - days]
                latest[entry] = max([latest.get(entry, 0), *misses])
    missed = [entry for entry, day in latest.items() if day]
    return sorted(missed, key=lambda entry: (-latest[entry], entry.key))


def find_leeches(keys: Iterable[str], progress: Progress) -> list[str]:
    """Return those of *keys*, questions or follow-ups, that were just missed and are leeches.

    After the fourth miss one is named at every second, so that it's help and not nagging.
    """
    known = progress.known
    return [
        key
        for key in keys
        if key in known
        and known[key].failed >= LEECH
        and (known[key].failed - LEECH) % LEECH_AGAIN == 0
        and known[key].tries[-1] < 0
    ]


def _all_tries(known: QuestionHistory) -> FirstTimes:
    return FirstTimes(sum(day > 0 for day in known.tries), len(known.tries))


def _weakness(spot: WeakSpot) -> tuple[float, float, str]:
    """Return a sort key: the share of right tries, drawn to one half where they are few."""
    return (spot.tries.right + 1) / (spot.tries.of + 2), spot.stability, spot.question
