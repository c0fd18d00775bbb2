"""The questions to do today on the way to an interview, and what a review gains.

A plan looks at hundreds of thousands of answers that nobody has given yet; the library
behind ``scheduler`` takes 11 microseconds for each. So ``GainModel`` has its formulas on
plain floats (version 6.3 of https://github.com/open-spaced-repetition/py-fsrs; a test holds
the two together to nine digits). Memories that are kept come from ``scheduler`` alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import exp
from typing import Any, NamedTuple

from interview_cli.core.memory.scheduler import WEIGHTS, Curve, Memory
from interview_cli.core.planning.calendar import Calendar
from interview_cli.core.planning.day_filling import NewLimit, fill_time, share_of_new
from interview_cli.core.records import AGAIN, EASY, GOOD, HARD, RATINGS

#: The least stability, in days, and the bounds of difficulty.
MIN_STABILITY = 0.001
MIN_DIFFICULTY, MAX_DIFFICULTY = 1.0, 10.0


class Habits(NamedTuple):
    """How a learner's answers are rated, as shares that add up to 1.

    ``first`` is the very first answer to a question, from Again to Easy; ``passed`` a
    later answer that is not Again, from Hard to Easy. The defaults are those of the
    simulator of FSRS, from many learners (first_rating_prob and review_rating_prob in
    https://github.com/open-spaced-repetition/fsrs-rs).
    """

    first: tuple[float, float, float, float] = (0.24, 0.094, 0.495, 0.171)
    passed: tuple[float, float, float] = (0.224, 0.631, 0.145)


USUAL_HABITS = Habits()


@dataclass(frozen=True, slots=True)
class GainModel:
    """The expected answers of one learner, and what each would gain; all times are in days.

    ``prior`` is the recall expected of a question that was never asked.
    """

    weights: tuple[float, ...] = WEIGHTS
    habits: Habits = USUAL_HABITS
    prior: float = 0.0
    firsts: tuple[tuple[float, float], ...] = field(init=False, compare=False, repr=False)
    curve: Curve = field(init=False, compare=False, repr=False)
    #: A cache for whoever uses this model.
    memo: dict[Any, Any] = field(init=False, compare=False, repr=False, default_factory=dict)
    _numbers: tuple[float, ...] = field(init=False, compare=False, repr=False)
    _easy: float = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        w, curve, passed = self.weights, Curve.from_weights(self.weights), self.habits.passed
        at_first = [w[4] - exp(w[5] * (rating - 1)) + 1 for rating in RATINGS]
        firsts = zip(w, at_first, strict=False)
        found = tuple(
            (max(s, MIN_STABILITY), min(max(d, MIN_DIFFICULTY), MAX_DIFFICULTY)) for s, d in firsts
        )
        numbers = (curve.decay, curve.factor, *w[9:17], exp(w[8]), exp(-w[17] * w[18]))
        object.__setattr__(self, "curve", curve)
        object.__setattr__(self, "firsts", found)
        object.__setattr__(self, "_easy", at_first[-1])
        object.__setattr__(self, "_numbers", (*numbers, *passed))

    def recall(self, stability: float, days: int) -> float:
        """Return the chance (0 to 1) of recall *days* after a review."""
        return self.curve.recall(stability, days)

    def after(
        self, stability: float, difficulty: float, rating: int, days: int
    ) -> tuple[float, float]:
        """Return the stability and difficulty after an answer, *days* after the last one."""
        w = self.weights
        # Towards the difficulty after a first Easy; the nearer to 10 the slower.
        moved = difficulty - (MAX_DIFFICULTY - difficulty) * w[6] * (rating - GOOD) / 9
        harder = min(max(w[7] * self._easy + (1 - w[7]) * moved, MIN_DIFFICULTY), MAX_DIFFICULTY)
        if days < 1:
            grown = exp(w[17] * (rating - GOOD + w[18])) * stability ** -w[19]
            grown = grown if rating == AGAIN else max(grown, 1)
            return max(stability * grown, MIN_STABILITY), harder
        forgot = 1 - self.recall(stability, days)
        if rating == AGAIN:
            long = w[11] * difficulty ** -w[12] * ((stability + 1) ** w[13] - 1)
            short = stability * exp(-w[17] * w[18])
            return max(min(long * exp(forgot * w[14]), short), MIN_STABILITY), harder
        grown = exp(w[8]) * (11 - difficulty) * stability ** -w[9] * (exp(forgot * w[10]) - 1)
        grown *= w[15] if rating < GOOD else w[16] if rating == EASY else 1
        return max(stability * (1 + grown), MIN_STABILITY), harder

    def gain(self, stability: float, difficulty: float, days: int, ahead: int) -> float:
        """Return by how much a review now lifts the recall *ahead* days from now.

        The mean over all ratings, less the recall without a review; *days* since the last one.
        """
        if days > 0:
            return self.gains(stability, difficulty, (days,), days + ahead)[0]
        lifted = sum(
            share * self.recall(self.after(stability, difficulty, rating, 0)[0], ahead)
            for rating, share in zip((HARD, GOOD, EASY), self.habits.passed, strict=True)
        )
        return lifted - self.recall(stability, ahead)

    def first_shares(self, known: float = 0.0) -> tuple[float, ...]:
        """Return the shares of ratings of a first answer, from Again to Easy.

        With the chance *known* the question is known already: then it's Good or Easy.
        """
        *_, good, easy = self.habits.first
        sure = (0.0, 0.0, good / (good + easy), easy / (good + easy))
        mixed = zip(self.habits.first, sure, strict=True)
        return tuple((1 - known) * usual + known * share for usual, share in mixed)

    def gain_new(self, ahead: int, known: float = 0.0) -> float:
        """Return the gain of asking a question first that is *known* with that chance.

        One that is known already gains nothing, as far as that can be said beforehand.
        """
        shares = zip(self.habits.first, self.firsts, strict=True)
        lifted = sum(share * self.recall(s, ahead) for share, (s, _) in shares)
        return (1 - known) * (lifted - self.prior)

    def gains(
        self, stability: float, difficulty: float, days: Sequence[int], until: int
    ) -> list[float]:
        """Return the gain of a review on each of *days*, all at least 1, for the day *until*.

        All count from the last review. This is where a plan spends its time: the formulas of
        ``after`` once more, with what is the same for all the days taken out.
        """
        (decay, factor, w9, w10, w11, w12, w13, w14, w15, w16, grows, shrinks) = self._numbers[:12]
        hard, good, easy = self.habits.passed
        factor_s = factor / stability
        long = w11 * difficulty**-w12 * ((stability + 1) ** w13 - 1)
        short = stability * shrinks
        grows *= (11 - difficulty) * stability**-w9
        without = (1 + factor_s * until) ** decay
        found = []
        for day in days:
            passes = (1 + factor_s * day) ** decay
            forgot = 1 - passes
            failed = max(min(long * exp(forgot * w14), short), MIN_STABILITY)
            grown = grows * (exp(forgot * w10) - 1)
            ahead = factor * (until - day)
            # `ahead / stability` after Hard, Good and Easy; stability can't fall below
            # its least here, as `grown` is never negative.
            ahead_s = ahead / stability
            found.append(
                forgot * (1 + ahead / failed) ** decay
                + passes
                * (
                    hard * (1 + ahead_s / (1 + grown * w15)) ** decay
                    + good * (1 + ahead_s / (1 + grown)) ** decay
                    + easy * (1 + ahead_s / (1 + grown * w16)) ** decay
                )
                - without
            )
        return found


#: The part of the last day's gain that is taken off when there is no time at all, and how
#: many times what is not known must fit into the time left for nothing to be taken off.
#: Found by simulation; values near them do as well.
MAX_DISCOUNT = 0.7
AMPLE_TIME = 8.0

#: A review that adds less to the chance that a question is known isn't worth its time.
LEAST_GAIN = 0.003


class Card(NamedTuple):
    """A question as a plan sees it; ``memory`` is None if it was never asked.

    Of a ``group``, whose questions give away each other's answers, one is asked a day as
    long as there are others.
    """

    key: str
    memory: Memory | None
    weight: float = 1.0
    seconds: float = 30.0
    group: str = ""
    later: float = 0.0  # seconds of looks after the next one; 0 for as many
    known: float = 0.0  # the chance that it's known, where it was never asked

    def after(self, memory: Memory) -> Card:
        """Return the card after a look that left *memory*."""
        return self._replace(memory=memory, seconds=self.later or self.seconds)


def choose_today(
    cards: Iterable[Card],
    calendar: Calendar,
    today: int,
    minutes_left: float,
    model: GainModel,
    *,
    new_done: int = 0,
    new_left: int | None = None,
) -> list[Card]:
    """Return those of *cards* to do in the *minutes_left* today, the best first.

    Those that were reviewed today, or that a review would hardly help, are left out, and so
    are new ones beyond today's part of them, of which *new_done* are done; *new_left* is how
    many there may be at most.
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
        if card.weight > 0 and now > (0.0 if card.memory is None else LEAST_GAIN):
            last = _gain(card, later[-1], until, model) if later and discount else 0.0
            ranked.append((card.weight * (now - discount * last) / card.seconds, card))
    ranked.sort(key=lambda pair: -pair[0])
    best = [card for _, card in ranked]
    takes = [card.seconds for card in cards if card.weight > 0]
    part = share_of_new(takes, 1 + len(later), new_done)
    busy = {card.group for card in cards if card.memory and card.memory.day >= today}
    chosen = fill_time(
        range(len(best)),
        minutes_left * 60,
        [card.seconds for card in best],
        [card.group for card in best],
        busy,
        NewLimit([card.memory is None for card in best], part, new_left),
    )
    return [best[i] for i in chosen]


def compute_discount(seconds: float, missing: float) -> float:
    """Return the part of a gain on the last day that is taken off one today.

    *seconds* is all the time left; *missing* the sum of the questions' seconds, each times
    the chance that it would not be known if no more were done.
    """
    return MAX_DISCOUNT * max(0.0, 1 - seconds / (AMPLE_TIME * missing)) if missing > 0 else 0.0


def _gain(card: Card, day: int, until: int, model: GainModel) -> float:
    """Return the gain of a review on *day*; FSRS-6 can't tell that of a second one in a day."""
    if card.memory is None:
        return model.gain_new(until - day, card.known)
    stability, difficulty, last = card.memory
    return model.gain(stability, difficulty, day - last, until - day) if day > last else 0.0


def _predict_recall(card: Card, day: int, model: GainModel) -> float:
    """Return the recall (0 to 1) on *day* if nothing more is done."""
    if card.memory is None:
        return max(model.prior, card.known)
    return model.recall(card.memory.stability, day - card.memory.day)
