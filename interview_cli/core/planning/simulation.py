"""The days until the interview, simulated: what each will bring, and what is known at the end.

The plan, or plain due dates, is played on the memory model: each day's questions are chosen
as they would be, and answered at random, with the same numbers each time. Few questions are
simulated several times.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, count
from operator import attrgetter

from interview_cli.core.planning import daily_choice
from interview_cli.core.planning.calendar import Calendar
from interview_cli.core.planning.daily_choice import Card, GainModel
from interview_cli.core.planning.day_filling import NewLimit, fill_time, share_of_new
from interview_cli.core.records import RATINGS

#: The policies: the plan; or due dates, those longest due first, and then new questions.
PLAN, DUE = "plan", "due"

#: How many questions are simulated in all. Due dates need more: whether a new question is
#: seen depends on how many others were forgotten.
SIMULATED_QUESTIONS = {PLAN: 900, DUE: 3000}

#: The most reviews simulated by plan, unless one repetition has more. Where there is time
#: for so many, little is left to chance.
MAX_REVIEWS = 2000

#: A mock interview asks a question in so many seconds, with what is asked after it.
MOCK_SECONDS = 180.0

#: The strata of random numbers: see ``draw_stratified``. None with due dates: a run of bad
#: luck piles up reviews, and a good one doesn't make up for it, so that without such runs
#: they would look better than they are.
STRATA = {PLAN: 20, DUE: 1}


@dataclass(frozen=True, slots=True)
class DayLoad:
    """What is expected of one day; ``new`` of the ``reviews`` are first ones."""

    day: int
    reviews: float
    new: float
    minutes: float


@dataclass(frozen=True)
class Simulation:
    """``expected`` is the recall (0 to 1) on the day of the interview by key.

    ``recall`` is its mean by weight; ``unseen`` are the keys that there is no time for.
    Questions without weight are left out.
    """

    loads: tuple[DayLoad, ...]
    expected: dict[str, float]
    unseen: tuple[str, ...]
    recall: float


def simulate(
    cards: Iterable[Card],
    calendar: Calendar,
    today: int,
    model: GainModel,
    *,
    policy: str = PLAN,
    minutes_left: float | None = None,
    taken: Mapping[int, float] | None = None,
    mocks: Mapping[int, float] | None = None,
    new_done: int = 0,
    new_per_day: int | None = None,
) -> Simulation:
    """Return what *policy* leads to from *today*; *minutes_left* are today's, if not all.

    *taken* are minutes of later days that aren't for questions, and *mocks* those of mock
    interviews by day: their questions are seen there too. *new_done* are those of today.
    """
    cards = sorted((card for card in cards if card.weight > 0), key=attrgetter("key"))
    taken = taken or {}
    minutes = [
        max(0.0, calendar.minutes_on(day) - taken.get(day, 0.0))
        for day in range(today, calendar.on)
    ]
    if minutes and minutes_left is not None:
        minutes[0] = minutes_left
    span = today, max(today, calendar.on)
    states = model.memo.setdefault(span, SimulatedMemories(model, *span))
    times = _count_repetitions(cards, sum(minutes) * 60, policy)
    asked = {day - today: int(long * 60 / MOCK_SECONDS) for day, long in (mocks or {}).items()}
    run = Run(cards, minutes, states, policy, new_per_day, asked)
    run.new_done = new_done
    for _ in range(times):
        run.play()
    expected = {card.key: sum_ / times for card, sum_ in zip(cards, run.recalls, strict=True)}
    weight = sum(card.weight for card in cards)
    recall = sum(card.weight * expected[card.key] for card in cards)
    return Simulation(
        tuple(
            DayLoad(
                today + i, run.reviews[i] / times, run.new[i] / times, run.seconds[i] / times / 60
            )
            for i, left in enumerate(minutes)
            if left > 0 or i in run.mocks
        ),
        expected,
        tuple(
            card.key
            for card, seen in zip(cards, run.seen, strict=True)
            if card.memory is None and seen * 2 < times
        ),
        recall / weight if weight else 0.0,
    )


def _count_repetitions(cards: Sequence[Card], seconds: float, policy: str) -> int:
    if not cards:
        return 1
    times = SIMULATED_QUESTIONS[policy] // len(cards)
    if policy == PLAN:
        reviews = seconds * len(cards) / sum(card.seconds for card in cards)
        times = min(times, int(MAX_REVIEWS / max(reviews, 1)))
    return max(times, 1)


@dataclass(slots=True, eq=False)
class SimulatedMemory:
    """A memory, or none, on the way to the interview.

    Days are counted from the first of the forecast. ``untouched`` is the recall on the
    day of the interview if it is left alone, ``gains`` are those of a review on each
    day, and ``due`` is a day.
    """

    stability: float
    difficulty: float
    day: int
    untouched: float
    due: int
    known: float | None = None  # the chance of that, where it was never asked
    gains: list[float] = field(default_factory=list)
    turns: dict[int, SimulatedReview] = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class SimulatedReview:
    """A review on one day: the memory after each rating, None where not calculated yet."""

    shares: tuple[float, ...]  # added up
    nexts: list[SimulatedMemory | None] = field(default_factory=lambda: [None] * len(RATINGS))


class SimulatedMemories:
    """The memories that reviews lead to, each calculated when it is first needed."""

    def __init__(self, model: GainModel, today: int, on: int) -> None:
        self.model, self.today, self.length = model, today, on - today
        self.met: dict[tuple[float, float, int], SimulatedMemory] = {}
        self.fresh: dict[float, SimulatedMemory] = {}

    def new(self, known: float = 0.0) -> SimulatedMemory:
        """Return what stands for a question never asked, which is *known* with that chance."""
        if (state := self.fresh.get(known)) is None:
            state = self.fresh[known] = SimulatedMemory(
                0.0, 0.0, -1, max(self.model.prior, known), 0, known
            )
            ahead = range(self.length, 0, -1)
            state.gains = [self.model.gain_new(days, known) for days in ahead]
        return state

    def get(self, stability: float, difficulty: float, day: int) -> SimulatedMemory:
        """Return the one object for a memory of *day*."""
        key = (stability, difficulty, day)
        if (state := self.met.get(key)) is None:
            state = self.met[key] = SimulatedMemory(
                stability,
                difficulty,
                day,
                self.model.recall(stability, self.length - day),
                day + self.model.curve.interval(stability),
            )
        return state

    def gains(self, state: SimulatedMemory) -> list[float]:
        """Return the gain of a review of *state* on each day.

        It is interpolated between some days: more of them soon after a review, where it
        bends most.
        """
        if not state.gains:
            last = self.length - 1
            first = max(state.day + 1, 0)
            gains = [0.0] * min(first, self.length)
            days = [first + i for i in (0, 1, 3) if first + i < last]
            days += [*range(first + 6, last - 1, 5), last] if first <= last else []
            since = [day - state.day for day in days]
            found = self.model.gains(
                state.stability, state.difficulty, since, self.length - state.day
            )
            for i in range(len(days) - 1):
                length, low, high = days[i + 1] - days[i], found[i], found[i + 1]
                slope = (high - low) / length
                gains += [low + slope * j for j in range(length)]
            state.gains = gains + found[-1:]
        return state.gains

    def turn(self, state: SimulatedMemory, day: int) -> SimulatedReview:
        """Return what a review of *state* on *day* leads to."""
        if (turn := state.turns.get(day)) is None:
            shares: tuple[float, ...] = self.model.first_shares(state.known or 0.0)
            if state.known is None:
                recall = self.model.recall(state.stability, day - state.day)
                shares = (1 - recall, *(recall * share for share in self.model.habits.passed))
            turn = state.turns[day] = SimulatedReview(tuple(accumulate(shares)))
        return turn

    def after(
        self, state: SimulatedMemory, turn: SimulatedReview, day: int, random: float
    ) -> SimulatedMemory:
        """Return the state after a review on *day*; *random*, from 0 to 1, decides the rating."""
        place = bisect(turn.shares, random, hi=len(RATINGS) - 1)
        if (following := turn.nexts[place]) is None:
            if state.known is not None:
                memory = self.model.firsts[place]
            else:
                since = day - state.day
                memory = self.model.after(state.stability, state.difficulty, place + 1, since)
            following = turn.nexts[place] = self.get(*memory, day)
        return following


class Run:
    """A simulated policy, with sums over all its repetitions."""

    def __init__(
        self,
        cards: Sequence[Card],
        minutes: list[float],
        states: SimulatedMemories,
        policy: str,
        new_per_day: int | None = None,
        mocks: Mapping[int, int] | None = None,
    ) -> None:
        self.cards, self.minutes, self.states, self.policy = cards, minutes, states, policy
        self.mocks = mocks or {}
        self.new_done = 0
        self.new_per_day = new_per_day
        self.reviews, self.new = [0] * len(minutes), [0] * len(minutes)
        self.seconds = [0.0] * len(minutes)
        self.randoms = draw_stratified(STRATA[policy])
        self.recalls = [0.0] * len(cards)
        self.seen = [0] * len(cards)
        self.takes = [card.seconds for card in cards]
        self.later = [card.later or card.seconds for card in cards]
        self.weights = [card.weight for card in cards]
        self.groups = [card.group for card in cards]

    def play(self) -> None:
        """Simulate all days once."""
        states, takes, now = self.states, list(self.takes), self._start()
        missing = sum(s * (1 - st.untouched) for s, st in zip(takes, now, strict=True))
        study = [n for n, left in enumerate(self.minutes) if left > 0 or n in self.mocks]
        left = sum(self.minutes) * 60
        order = list(range(len(now)))
        busy = {group for group, state in zip(self.groups, now, strict=True) if state.day == 0}
        for day in study:
            if self.policy == PLAN:
                discount = daily_choice.compute_discount(left, missing) if day < study[-1] else 0.0
                order = self._order_by_gain(now, order, takes, day, study[-1], discount)
                best, limit = self._leave_out(now, order, takes, day, study)
            else:
                best, limit = self._order_by_due(now, day), None
            seconds = self.minutes[day] * 60
            chosen = fill_time(best, seconds, takes, self.groups, busy, limit)
            for i in chosen:
                self.reviews[day] += 1
                self.new[day] += now[i].known is not None
                self.seconds[day] += takes[i]
            in_mock = [i for i in best if i not in chosen][: self.mocks.get(day, 0)]
            for i in chosen + in_mock:
                state = now[i]
                turn = states.turn(state, day)
                now[i] = states.after(state, turn, day, next(self.randoms))
                missing -= takes[i] * (1 - state.untouched)
                takes[i] = self.later[i]
                missing += takes[i] * (1 - now[i].untouched)
            busy = set()
            left -= seconds
        for i, state in enumerate(now):
            self.seen[i] += state.known is None
            self.recalls[i] += state.untouched

    def _start(self) -> list[SimulatedMemory]:
        states = self.states
        return [
            states.new(card.known)
            if (memory := card.memory) is None
            else states.get(memory.stability, memory.difficulty, memory.day - states.today)
            for card in self.cards
        ]

    def _order_by_gain(
        self,
        now: list[SimulatedMemory],
        order: list[int],
        takes: list[float],
        day: int,
        last: int,
        discount: float,
    ) -> list[int]:
        """Sort *order* by gain; it is nearly sorted from the day before, which is quick."""
        gains = [state.gains or self.states.gains(state) for state in now]
        rated = zip(self.weights, takes, gains, strict=True)
        losses = [w * (discount * gain[last] - gain[day]) / takes for w, takes, gain in rated]
        order.sort(key=losses.__getitem__)
        return order

    def _leave_out(
        self,
        now: list[SimulatedMemory],
        order: list[int],
        takes: list[float],
        day: int,
        study: list[int],
    ) -> tuple[list[int], NewLimit]:
        """Return *order* without what isn't worth its time on *day*, and the limit of new ones."""
        states, least = self.states, daily_choice.LEAST_GAIN
        is_new = [state.known is not None for state in now]
        best = [i for i in order if states.gains(now[i])[day] > (0.0 if is_new[i] else least)]
        done = self.new_done if day == 0 else 0
        part = share_of_new(takes, len(study) - study.index(day), done)
        return best, NewLimit(is_new, part, self.new_per_day)

    def _order_by_due(self, now: list[SimulatedMemory], day: int) -> list[int]:
        due = [i for i, state in enumerate(now) if state.due <= day and state.known is None]
        due.sort(key=lambda i: now[i].due)
        return due + [i for i, state in enumerate(now) if state.known is not None]


def draw_stratified(spread: int) -> Iterator[float]:
    """Yield random numbers from 0 to 1 without end; each *spread* of them has one of each part.

    That is stratified sampling, which varies less than independent numbers do.
    """
    for start in count(step=spread):
        for part in sorted(range(spread), key=lambda part: hash_to_bits(start + part)):
            yield (part + hash_to_bits(-start - part) / 0x100000000) / spread


def hash_to_bits(number: int) -> int:
    """Return 32 bits that look random, by the last steps of MurmurHash3.

    See ``fmix32`` in https://github.com/aappleby/smhasher.
    """
    bits = number * 0x9E3779B1 + 0x165667B1 & 0xFFFFFFFF
    bits = (bits ^ bits >> 16) * 0x85EBCA6B & 0xFFFFFFFF
    bits = (bits ^ bits >> 13) * 0xC2B2AE35 & 0xFFFFFFFF
    return bits ^ bits >> 16
