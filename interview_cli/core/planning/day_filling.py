"""What fits into a day: its minutes, and its part of the new questions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

#: With time to spare, new questions are spread over this part of the days that are left: the
#: more of it, the calmer the first days, and the less is known on the day. Up to here that is
#: less than the simulation can tell from nothing.
NEW_SHARE = 0.3

#: So many seconds of new questions aren't worth spreading.
LEAST_NEW = 300.0


def share_of_new(seconds: Sequence[float], days: int, done: int = 0) -> float:
    """Return the seconds for new questions on the first of *days*.

    *seconds* are those of all questions; so many new ones are *done* on that day already.
    """
    if not seconds:
        return 0.0
    every = sum(seconds)
    return max(LEAST_NEW, every / max(1.0, NEW_SHARE * days)) - done * every / len(seconds)


@dataclass(slots=True)
class NewLimit:
    """How much of a day is left for new questions: seconds, and a number or None for any."""

    is_new: Sequence[bool]
    seconds: float
    number: int | None = None

    def allows(self, place: int) -> bool:
        """Whether the question at *place* may be asked: one that isn't new always may."""
        return not self.is_new[place] or (self.seconds > 0 and self.number != 0)

    def take(self, place: int, seconds: float) -> None:
        if self.is_new[place]:
            self.seconds -= seconds
            if self.number is not None:
                self.number -= 1


def fill_time(
    best: Sequence[int],
    left: float,
    seconds: Sequence[float],
    groups: list[str],
    busy: set[str],
    limit: NewLimit | None = None,
) -> list[int]:
    """Return those of *best*, from the top, that fit into *left* seconds, and their *limit*.

    A second question of a group, or a first of a *busy* one, waits until the rest has been
    taken. If nothing fits, the best one is taken alone: it would else never get its turn.
    """
    if left <= 0:
        return []
    shortest = min(seconds, default=0.0)
    busy = set(busy)
    chosen: list[int] = []
    waiting: list[int] = []
    for place in best:
        if left < shortest:
            break
        if (group := groups[place]) and group in busy:
            waiting.append(place)
        elif (takes := seconds[place]) <= left and (not limit or limit.allows(place)):
            left -= takes
            chosen.append(place)
            busy.add(group)
            if limit:
                limit.take(place, takes)
    for place in waiting:
        if seconds[place] <= left and (not limit or limit.allows(place)):
            left -= seconds[place]
            chosen.append(place)
            if limit:
                limit.take(place, seconds[place])
    if chosen:
        return chosen
    return [place for place in best if not limit or limit.allows(place)][:1]
