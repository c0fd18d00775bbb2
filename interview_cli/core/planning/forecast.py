"""What will be known on the day of the interview, by topic and level, and what each day brings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from interview_cli.core.levels import LEVELS
from interview_cli.core.planning.daily_choice import Card
from interview_cli.core.planning.plan import (
    Plan,
    PlannedMock,
    TodaysWork,
    model_learner,
    plan_today,
)
from interview_cli.core.planning.simulation import DUE, DayLoad, simulate
from interview_cli.core.progress.progress import Progress
from interview_cli.core.questions.entry import Entry

#: The minutes a day for which a forecast also says what they would add.
EXTRA_MINUTES = 10


class RecallForecast(NamedTuple):
    """The questions of a topic or level, and their mean recall (0 to 1) on the day.

    ``expected`` is with the plan, ``without`` with due dates in the same minutes, ``nothing``
    if nothing more is done.
    """

    name: str
    questions: int
    expected: float
    without: float
    nothing: float


@dataclass(frozen=True, slots=True)
class Forecast:
    """A plan seen from today; the recalls are means by weight, as in ``RecallForecast``."""

    plan: Plan
    today: int
    calendar_day: int
    todays_work: TodaysWork
    study_days: int
    questions: int
    expected: float
    without: float
    nothing: float
    more: float  # with EXTRA_MINUTES more a day
    unseen: tuple[str, ...]
    loads: tuple[DayLoad, ...]
    mocks: tuple[PlannedMock, ...]
    topics: tuple[RecallForecast, ...]
    levels: tuple[RecallForecast, ...]


def predict_recall(
    plan: Plan, entries: Sequence[Entry], progress: Progress, today: int
) -> tuple[float, float]:
    """Return the mean recall (0 to 1) on the day with the plan, and with plain due dates."""
    cards, model = plan.cards(entries, progress), model_learner(progress)
    how = plan.how(progress, today)
    with_plan = simulate(cards, plan.calendar, today, model, **how)
    without = simulate(cards, plan.calendar, today, model, policy=DUE, **how)
    return with_plan.recall, without.recall


def forecast(
    plan: Plan,
    entries: Sequence[Entry],
    progress: Progress,
    today: int,
    *,
    calendar_day: int | None = None,
    new_left: int | None = None,
    new_per_day: int | None = None,
) -> Forecast:
    """Return what *plan* leads to from *today*; *entries* are those of its filters.

    *new_per_day* is the limit of the days to come; the rest is as for ``plan_today``.
    """
    cards, model, calendar = plan.cards(entries, progress), model_learner(progress), plan.calendar
    how = plan.how(progress, today) | {"new_per_day": new_per_day}
    with_plan = simulate(cards, calendar, today, model, **how)
    without = simulate(cards, calendar, today, model, policy=DUE, **how)
    longer = calendar._replace(minutes=calendar.minutes + EXTRA_MINUTES)
    extra = EXTRA_MINUTES if calendar.minutes_on(today) else 0
    how["minutes_left"] += extra
    more = simulate(cards, longer, today, model, **how)
    until = max(calendar.on, today)
    nothing = {
        card.key: progress.scheduler.recall(card.memory, until) if card.memory else card.known
        for card in cards
    }

    def part(name: str, of: Iterable[Card]) -> RecallForecast:
        counted = [card for card in of if card.weight > 0]
        weight = sum(card.weight for card in counted) or 1.0

        def mean(recall: dict[str, float]) -> float:
            return sum(card.weight * recall[card.key] for card in counted) / weight

        return RecallForecast(
            name, len(counted), mean(with_plan.expected), mean(without.expected), mean(nothing)
        )

    def parts(names: Iterable[str], name_of: Callable[[Entry], str]) -> tuple[RecallForecast, ...]:
        by: dict[str, list[Card]] = {name: [] for name in names}
        for entry, card in zip(entries, cards, strict=True):
            by[name_of(entry)].append(card)
        every = (part(name, of) for name, of in by.items())
        return tuple(one for one in every if one.questions)

    whole = part("", cards)
    return Forecast(
        plan=plan,
        today=today,
        calendar_day=calendar_day or today,
        todays_work=plan_today(
            entries, progress, today, plan, calendar_day=calendar_day, new_left=new_left
        ),
        study_days=len(calendar.days(today)),
        questions=whole.questions,
        expected=whole.expected,
        without=whole.without,
        nothing=whole.nothing,
        more=more.recall,
        unseen=with_plan.unseen,
        loads=with_plan.loads,
        mocks=plan.mocks(progress, today),
        topics=parts(sorted({entry.topic for entry in entries}), lambda entry: entry.topic),
        levels=parts(LEVELS, lambda entry: entry.level),
    )
