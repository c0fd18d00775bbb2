"""What a plan comes to: today, the days ahead, and what will be known on the day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from interview_cli.core.agenda import Agenda, Plan, agenda, outlook
from interview_cli.core.entry import Entry
from interview_cli.core.forecast import DUE, Load, forecast
from interview_cli.core.planning import Card
from interview_cli.core.progress import Progress
from interview_cli.core.words import LEVELS

#: How many more minutes a day are looked at.
MORE = 10


class Part(NamedTuple):
    """The questions of a topic or level, and their mean recall (0 to 1) on the day.

    With the plan, with plain due dates in the same minutes, and if nothing more is done.
    """

    name: str
    questions: int
    expected: float
    without: float
    nothing: float


@dataclass(frozen=True, slots=True)
class Prospect:
    """A plan seen from today; the recalls are means by weight, as in ``Part``."""

    plan: Plan
    today: int
    agenda: Agenda
    study_days: int
    questions: int
    expected: float
    without: float
    nothing: float
    more: float  # with MORE minutes a day more
    unseen: tuple[str, ...]
    loads: tuple[Load, ...]
    topics: tuple[Part, ...]
    levels: tuple[Part, ...]


def expected(
    plan: Plan, entries: Sequence[Entry], progress: Progress, today: int
) -> tuple[float, float]:
    """Give the mean recall (0 to 1) on the day with the plan, and with plain due dates."""
    cards, model = plan.cards(entries, progress), outlook(progress)
    left = plan.minutes_left(progress, today)
    with_plan = forecast(cards, plan.calendar, today, model, minutes_left=left)
    without = forecast(cards, plan.calendar, today, model, policy=DUE, minutes_left=left)
    return with_plan.recall, without.recall


def prospect(plan: Plan, entries: Sequence[Entry], progress: Progress, today: int) -> Prospect:
    """Look ahead from *today*; *entries* are those of the plan's filters."""
    cards, model, calendar = plan.cards(entries, progress), outlook(progress), plan.calendar
    left = plan.minutes_left(progress, today)
    with_plan = forecast(cards, calendar, today, model, minutes_left=left)
    without = forecast(cards, calendar, today, model, policy=DUE, minutes_left=left)
    longer = replace(calendar, minutes=calendar.minutes + MORE)
    more_left = max(0.0, left + MORE) if calendar.minutes_on(today) else 0.0
    more = forecast(cards, longer, today, model, minutes_left=more_left)
    nothing = {
        card.key: progress.scheduler.recall(card.memory, calendar.on) if card.memory else 0.0
        for card in cards
    }

    def part(name: str, of: Iterable[Card]) -> Part:
        counted = [card for card in of if card.weight > 0]
        weight = sum(card.weight for card in counted) or 1.0

        def mean(recall: dict[str, float]) -> float:
            return sum(card.weight * recall[card.key] for card in counted) / weight

        return Part(
            name, len(counted), mean(with_plan.expected), mean(without.expected), mean(nothing)
        )

    def parts(names: Iterable[str], name_of: Callable[[Entry], str]) -> tuple[Part, ...]:
        by: dict[str, list[Card]] = {name: [] for name in names}
        for entry, card in zip(entries, cards, strict=True):
            by[name_of(entry)].append(card)
        every = (part(name, of) for name, of in by.items())
        return tuple(one for one in every if one.questions)

    whole = part("", cards)
    return Prospect(
        plan=plan,
        today=today,
        agenda=agenda(entries, progress, today, plan),
        study_days=len(calendar.days(today)),
        questions=whole.questions,
        expected=whole.expected,
        without=whole.without,
        nothing=whole.nothing,
        more=more.recall,
        unseen=with_plan.unseen,
        loads=with_plan.loads,
        topics=parts(sorted({entry.topic for entry in entries}), lambda entry: entry.topic),
        levels=parts(LEVELS, lambda entry: entry.level),
    )
