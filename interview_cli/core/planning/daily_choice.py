"""What to do today, so that as much as possible is known on the day of the interview.

Questions are ranked by the recall on that day which a review now would add, times their
weight, for each second they take (Pavlik and Anderson, 2008,
https://doi.org/10.1037/1076-898X.14.2.101; Eglington and Pavlik, 2020,
https://doi.org/10.1038/s41539-020-00074-4).
That alone is too eager: a review on the last day would add much the same. So a part of
what it would add on the last day is taken off, the greater the scarcer the minutes are,
and what can't be made up for later comes first. The plan is made anew each day from what
is remembered then, so days missed need no repair.

How it compares with due dates: ``tests/bench/plan.py``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from interview_cli.core.memory.model import Memory
from interview_cli.core.planning.gains import GainModel

#: The part of the last day's gain that is taken off when there is no time at all, and
#: how many times over what is not known must fit into the minutes left for it to be none.
#: Found by simulation; anything near them does as well.
MAX_DISCOUNT = 0.7
AMPLE_TIME = 8.0


class Card(NamedTuple):
    """A question as the plan sees it; ``memory`` is None if it was never asked.

    Of one ``group``, as of questions that give away each other's answers, one is asked
    a day as long as there are others.
    """

    key: str
    memory: Memory | None
    weight: float = 1.0
    seconds: float = 30.0
    group: str = ""


@dataclass(frozen=True)
class Calendar:
    """The time there is until the interview; days are proleptic ordinals.

    ``minutes`` are those of a study day, ``weekdays`` are from 0 for Monday to 6, and
    none at all means every day.
    """

    on: int
    minutes: float
    weekdays: tuple[int, ...] = ()
    days_off: frozenset[int] = frozenset()

    def minutes_on(self, day: int) -> float:
        """Return the minutes for *day*: none on a day off, nor from the interview on."""
        off = self.weekdays and (day - 1) % 7 not in self.weekdays  # day 1 was a Monday
        return 0.0 if off or day in self.days_off or day >= self.on else self.minutes

    def days(self, today: int) -> list[int]:
        """Return the study days left, with *today* if it is one."""
        return [day for day in range(today, self.on) if self.minutes_on(day) > 0]


def choose_today(
    cards: Iterable[Card], calendar: Calendar, today: int, minutes_left: float, model: GainModel
) -> list[Card]:
    """Return those of *cards* to do in the *minutes_left* today, the best first.

    Left out is what was reviewed today, and what a review today would not help. It is
    the same list for the same cards in any order.
    """
    cards = sorted(cards, key=lambda card: card.key)
    later = [day for day in calendar.days(today) if day > today]
    if today >= calendar.on or minutes_left <= 0:
        return []
    until = calendar.on
    missing = sum(c.seconds * (1 - _predict_recall(c, until, model)) for c in cards if c.weight > 0)
    discount = compute_discount((minutes_left + calendar.minutes * len(later)) * 60, missing)
    ranked: list[tuple[float, Card]] = []
    for card in cards:
        now = _gain(card, today, until, model)
        if now > 0 < card.weight:
            last = _gain(card, later[-1], until, model) if later and discount else 0.0
            ranked.append((card.weight * (now - discount * last) / card.seconds, card))
    ranked.sort(key=lambda pair: -pair[0])
    best = [card for _, card in ranked]
    busy = {card.group for card in cards if _reviewed_today(card, today)}
    chosen = fill_time(
        range(len(best)),
        minutes_left * 60,
        [card.seconds for card in best],
        [card.group for card in best],
        busy,
    )
    return [best[i] for i in chosen]


def compute_discount(seconds: float, missing: float) -> float:
    """Return the part of a gain on the last day that is taken off one today.

    *seconds* are all that are left; *missing* are those of each question, times the
    chance that it would not be known if no more were done.
    """
    return MAX_DISCOUNT * max(0.0, 1 - seconds / (AMPLE_TIME * missing)) if missing > 0 else 0.0


def fill_time(
    best: Iterable[int],
    left: float,
    seconds: Sequence[float],
    groups: Sequence[str],
    busy: set[str],
) -> list[int]:
    """Return those of *best*, from the top, that fit into *left* seconds.

    A second of a group, or a first of a *busy* one, waits until the rest has been taken.
    If nothing fits, the best one is taken alone, for else it would never be its turn.
    """
    if left <= 0:
        return []
    shortest = min(seconds, default=0.0)
    busy = set(busy)
    chosen: list[int] = []
    waiting: list[int] = []
    first: int | None = None
    for place in best:
        if first is None:
            first = place
        if left < shortest:
            break
        if (group := groups[place]) and group in busy:
            waiting.append(place)
        elif (takes := seconds[place]) <= left:
            left -= takes
            chosen.append(place)
            busy.add(group)
    for place in waiting:
        if seconds[place] <= left:
            left -= seconds[place]
            chosen.append(place)
    return chosen or ([] if first is None else [first])


def _reviewed_today(card: Card, today: int) -> bool:
    # What a second review on one day would bring, FSRS-6 can't tell.
    return card.memory is not None and card.memory.day >= today


def _gain(card: Card, day: int, until: int, model: GainModel) -> float:
    if card.memory is None:
        return model.gain_new(until - day)
    stability, difficulty, last = card.memory
    return model.gain(stability, difficulty, day - last, until - day) if day > last else 0.0


def _predict_recall(card: Card, day: int, model: GainModel) -> float:
    """Return the recall (0 to 1) on *day* if nothing more is done."""
    if card.memory is None:
        return model.prior
    return model.recall(card.memory.stability, day - card.memory.day)
