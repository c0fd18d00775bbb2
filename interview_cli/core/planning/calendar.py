"""The days until the interview: when to study, when a mock interview is due, and where one is."""

from __future__ import annotations

from typing import Literal, NamedTuple

#: Where a day is on the way: the interview is some days ahead, tomorrow, or today; it's over
#: and how it went isn't known; or there is none.
Stage = Literal["ahead", "tomorrow", "today", "after", "none"]

#: How many days after the interview it's asked how it went.
ASKED_FOR = 14

#: How many days ahead an interview may be: what is further away isn't worth a plan.
FARTHEST = 731

#: The minutes of a whole day.
MOST_MINUTES = 24 * 60

#: With fewer study days each counts: no mock interview, and no light last day.
LEAST_DAYS = 4

#: So many study days and more have this many mock interviews.
MOCKS = ((10, 3), (7, 2), (LEAST_DAYS, 1))

#: The minutes of a mock interview: at most, and at least; days with less have none.
LONGEST_MOCK, SHORTEST_MOCK = 30, 10

#: The part of a day's minutes that a mock interview may take, where it's longer than the least.
MOCK_SHARE = 0.6

#: The part of its minutes that the last day before the interview has.
LAST_DAY_SHARE = 0.8


class Calendar(NamedTuple):
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

    def stage(self, day: int) -> Stage:
        """Return where *day* is; the calendar's, for nobody's interview is put off till four."""
        ahead = self.on - day
        if ahead < -ASKED_FOR:
            return "none"
        return "after" if ahead < 0 else ("today", "tomorrow")[ahead] if ahead < 2 else "ahead"

    @property
    def mock_minutes(self) -> int:
        """How long a mock interview is; 0 where a day has too little time."""
        if self.minutes < SHORTEST_MOCK:
            return 0
        return max(SHORTEST_MOCK, min(LONGEST_MOCK, int(self.minutes * MOCK_SHARE)))

    def mock_days(self, since: int) -> tuple[int, ...]:
        """Return the days of the mock interviews of a plan that was made on the day *since*.

        They are after about a third and two thirds of the study days, and on the last that
        isn't the day before the interview; none if there is hardly time.
        """
        days = self.days(since)
        number = next((n for least, n in MOCKS if len(days) >= least), 0) * bool(self.mock_minutes)
        open_ = [day for day in days if day < self.on - 1]
        chosen = {open_[len(open_) * n // number - (n == number)] for n in range(1, number + 1)}
        return tuple(sorted(chosen))
