"""What there is to do today: by the plan to the interview, or else by what is due."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, NamedTuple

from interview_cli.core.job_posting.kept import read_kept
from interview_cli.core.kinds import EXERCISE_KINDS, NOT_CARDS
from interview_cli.core.levels import LEVELS, is_within
from interview_cli.core.modes import MOCK
from interview_cli.core.placement.ability import chance_known
from interview_cli.core.placement.conclusion import read_conclusion
from interview_cli.core.planning import daily_choice
from interview_cli.core.planning.calendar import (
    ASKED_FOR,
    FARTHEST,
    LAST_DAY_SHARE,
    LEAST_DAYS,
    MOST_MINUTES,
    Calendar,
    Stage,
)
from interview_cli.core.planning.daily_choice import Card, GainModel
from interview_cli.core.planning.pace import Pace
from interview_cli.core.planning.selection import Filters
from interview_cli.core.progress.progress import Progress
from interview_cli.core.questions.entry import Entry
from interview_cli.core.records import AGAIN, Line, Planned
from interview_cli.core.study_days import study_day_of

#: The usual shares of ratings count as so many answers beside the learner's own.
PRIOR_ANSWERS = 30

#: How many questions warm up on the day of the interview.
WARM_UP = 10

#: A clock may be so many days behind the one that a plan was made by.
_LEEWAY = 31

#: A day is enough with this part of the minutes that there are for it.
ENOUGH = 0.8


class PlannedMock(NamedTuple):
    """A mock interview of a plan, on a day; it's done when one was finished by the next one."""

    day: int
    minutes: int
    done: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan to an interview; ``weights`` are of topics and all below them.

    ``job`` is what was read in a job posting, as it's kept: see ``core/job_posting/kept.py``.
    ``since`` is the day on which the interview's was set, None for today.
    """

    calendar: Calendar
    weights: Mapping[str, float] = field(default_factory=dict)
    filters: Filters = field(default_factory=Filters)
    job: Mapping[str, Any] | None = None
    since: int | None = None

    @classmethod
    def read(cls, line: Line | None, today: int) -> Plan | None:
        """Return the plan of a ``planned`` line; None where it is None or makes no sense now.

        For some days after the interview it's still there: it isn't known yet how that went.
        """
        if line is None:
            return None
        try:
            calendar = Calendar(
                on=date.fromisoformat(line["on"]).toordinal(),
                minutes=float(line["minutes"]),
                weekdays=tuple(map(int, line.get("weekdays") or ())),
                days_off=frozenset(
                    date.fromisoformat(day).toordinal() for day in line.get("days_off") or ()
                ),
            )
            weights = {str(topic): float(w) for topic, w in (line.get("weights") or {}).items()}
            filters = Filters.read(line.get("filters") or {})
            since = None if line.get("since") is None else int(line["since"])
        except (TypeError, ValueError, AttributeError):
            return None
        job = read_kept(line.get("job"))
        if not calendar.on - FARTHEST - _LEEWAY <= today <= calendar.on + ASKED_FOR:
            return None
        if not 1 <= calendar.minutes <= MOST_MINUTES or not {*calendar.weekdays} <= {*range(7)}:
            return None
        return cls(calendar, weights, filters, job, since)

    def record(self) -> Planned:
        """Return the journal's record of the plan."""
        return Planned(
            on=date.fromordinal(self.calendar.on).isoformat(),
            minutes=self.calendar.minutes,
            weekdays=self.calendar.weekdays,
            days_off=tuple(date.fromordinal(n).isoformat() for n in sorted(self.calendar.days_off)),
            weights=dict(self.weights),
            filters={name: list(of) for name, of in asdict(self.filters).items() if of},
            job=dict(self.job) if self.job else None,
        )

    def weight(self, topic: str) -> float:
        """Return the weight of a topic: that of the nearest one above it that has one, or 1."""
        above = [name for name in self.weights if is_within(topic, name)]
        return self.weights[max(above, key=len)] if above else 1.0

    def cards(self, entries: Sequence[Entry], progress: Progress) -> list[Card]:
        """Return the cards of *entries*, which are those of its filters.

        What a placement found says how likely those of a level are known that were never asked.
        """
        pace, cards = Pace(entries, progress), []
        found = read_conclusion(progress.placed)
        known: dict[str, float] = {
            level: chance_known(level, found.probabilities) if found else 0.0 for level in LEVELS
        }
        for entry in entries:
            memory, (first, later) = progress.memory(entry.key), pace.seconds(entry)
            group = ":".join(entry.pack_group or ())
            seconds = later if memory else first
            weight, chance = self.weight(entry.topic), 0.0 if memory else known[entry.level]
            cards.append(Card(entry.key, memory, weight, seconds, group, later, chance))
        return cards

    def mocks(self, progress: Progress, today: int) -> tuple[PlannedMock, ...]:
        """Return the mock interviews on the way, those of the past too."""
        calendar = self.calendar
        days = calendar.mock_days(today if self.since is None else self.since)
        past = progress.past_sessions.values()
        held = [study_day_of(s.at, s.offset) for s in past if s.mode == MOCK.name and s.finished]
        return tuple(
            PlannedMock(day, calendar.mock_minutes, any(day <= on < end for on in held))
            for day, end in zip(days, (*days, calendar.on)[1:], strict=True)
        )

    def mock_today(self, progress: Progress, today: int) -> int:
        """Return the minutes of the mock interview that is due on the study day; else 0.

        One that was missed is due until the next one, but not on the day before the interview.
        """
        come = [mock for mock in self.mocks(progress, today) if mock.day <= today]
        missing = bool(come) and not come[-1].done and today < self.calendar.on - 1
        return come[-1].minutes if missing and self.calendar.minutes_on(today) else 0

    def light_minutes(self, today: int) -> float:
        """Return what the last day before the interview has less, unless there are few days."""
        days = self.calendar.days(today if self.since is None else self.since)
        return self.calendar.minutes * (1 - LAST_DAY_SHARE) if len(days) >= LEAST_DAYS else 0.0

    def minutes_left(self, progress: Progress, today: int) -> float:
        """Return what is left of today's minutes, whatever they were spent on, for questions."""
        left = self._left(progress, today) - self.mock_today(progress, today)
        if today == self.calendar.on - 1:
            left -= self.light_minutes(today)
        return max(0.0, left)

    def how(self, progress: Progress, today: int) -> dict[str, Any]:
        """Return how the days are used, as ``simulate`` takes it."""
        mocks = {m.day: m.minutes for m in self.mocks(progress, today) if m.day > today}
        taken = {day: float(minutes) for day, minutes in mocks.items()}
        taken[self.calendar.on - 1] = self.light_minutes(today)
        if mock := self.mock_today(progress, today):
            mocks[today] = mock
        return {
            "minutes_left": self.minutes_left(progress, today),
            "taken": taken,
            "mocks": mocks,
            "new_done": progress.answered_on(today).new,
        }

    def _left(self, progress: Progress, today: int) -> float:
        spent = progress.answered_on(today).seconds / 60
        return max(0.0, self.calendar.minutes_on(today) - spent)


def model_learner(progress: Progress) -> GainModel:
    """Return the model of the learner, from their ratings so far."""

    def shares(counts: list[int], usual: tuple[float, ...]) -> Any:
        mixed = [n + PRIOR_ANSWERS * share for n, share in zip(counts, usual, strict=True)]
        return tuple(n / sum(mixed) for n in mixed)

    ratings = progress.first_ratings, progress.later_ratings[AGAIN:]
    habits = daily_choice.Habits._make(map(shares, ratings, daily_choice.USUAL_HABITS))
    return GainModel(progress.scheduler.weights, habits)


@dataclass(frozen=True, slots=True)
class TodaysWork:
    """Today's work: questions to see again and new ones, in their order, and the time.

    ``done`` counts the questions that were answered today. ``planned`` is what a plan chose;
    without one ``new`` are all questions never asked, and ``seconds`` those of what is due.
    ``next`` is the next day on which something is due, an ordinal, and how much that is.
    ``stage`` says where today is on the way to the interview, ``mock`` how many minutes of a mock
    interview are due besides, and ``enough`` that more of the day's minutes would bring little.
    ``exercises`` are the kinds of those that are due, each as often as it is.
    """

    due: tuple[str, ...]
    new: tuple[str, ...]
    seconds: float
    done: int
    planned: tuple[str, ...] | None = None
    next: tuple[int, int] | None = None
    stage: Stage = "none"
    mock: int = 0
    enough: bool = False
    exercises: tuple[str, ...] = ()

    @property
    def minutes(self) -> int:
        """The time in whole minutes, at least one where there is something to do."""
        return max(1, round(self.seconds / 60)) if self.seconds else 0


def plan_today(
    entries: Iterable[Entry],
    progress: Progress,
    today: int,
    plan: Plan | None,
    *,
    calendar_day: int | None = None,
    new_left: int | None = None,
) -> TodaysWork:
    """Return the work of *today*; with a *plan* the entries are those of its filters.

    *calendar_day* is the date of the calendar, where that may differ from the study day, and
    *new_left* how many new questions a plan may bring today, where there is a limit.
    """
    entries = [entry for entry in entries if plan or entry.kind not in NOT_CARDS]
    stage = plan.calendar.stage(calendar_day or today) if plan else "none"
    if plan is None or stage in ("after", "none"):
        return _work_without_plan(entries, progress, today, stage)
    cards = plan.cards(entries, progress)
    mock, enough = 0, False
    if stage == "today":
        chosen = choose_warm_up(cards, progress, today)
    else:
        left = plan.minutes_left(progress, today)
        chosen = daily_choice.choose_today(
            cards,
            plan.calendar,
            today,
            left,
            model_learner(progress),
            new_done=progress.answered_on(today).new,
            new_left=new_left,
        )
        mock = plan.mock_today(progress, today)
        enough = 0 < sum(card.seconds for card in chosen) < ENOUGH * left * 60
    return TodaysWork(
        due=tuple(card.key for card in chosen if card.memory),
        new=tuple(card.key for card in chosen if not card.memory),
        seconds=sum(card.seconds for card in chosen),
        done=progress.answered_on(today).answered,
        planned=tuple(card.key for card in chosen),
        stage=stage,
        mock=mock,
        enough=enough,
    )


def find_due_exercises(entries: Iterable[Entry], progress: Progress, today: int) -> tuple[str, ...]:
    """Return the kinds of the exercises that are due on the study day *today*."""
    exercises = [entry for entry in entries if entry.kind in EXERCISE_KINDS]
    seen = ((entry.kind, progress.memory(entry.key)) for entry in exercises)
    due = progress.scheduler.curve.due
    return tuple(sorted(kind for kind, memory in seen if memory and due(memory) <= today))


def choose_warm_up(cards: Sequence[Card], progress: Progress, today: int) -> list[Card]:
    """Return what to warm up with on the day of the interview, the weak and important first.

    Nothing new: there is no time to learn it, and it would only unsettle. But where nothing is
    known new ones are better than none: those that matter most, the quick ones first. One of a
    group, for a sitting asks no more.
    """
    curve = progress.scheduler.curve
    known = [card for card in cards if card.memory and card.weight > 0 and card.memory.day < today]

    def risk(card: Card) -> float:
        memory = card.memory
        return (
            card.weight * (1 - curve.recall(memory.stability, today - memory.day)) if memory else 0
        )

    known.sort(key=lambda card: (-risk(card), card.key))
    if not known:
        known = [card for card in cards if card.weight > 0 and not card.memory]
        known.sort(key=lambda card: (-card.weight, card.seconds, card.key))
    first: dict[str, Card] = {}
    for card in known:
        first.setdefault(card.group or card.key, card)
    return [*first.values()][: max(0, WARM_UP - progress.answered_on(today).answered)]


def _work_without_plan(
    entries: Sequence[Entry], progress: Progress, today: int, stage: Stage
) -> TodaysWork:
    pace = Pace(entries, progress)
    due: list[str] = []
    new: list[str] = []
    seconds, ahead = 0.0, [0, 0]
    for entry in entries:
        memory = progress.memory(entry.key)
        if memory is None:
            new.append(entry.key)
        elif (day := progress.scheduler.curve.due(memory)) <= today:
            due.append(entry.key)
            seconds += pace.seconds(entry)[1]
        elif not ahead[0] or day <= ahead[0]:
            ahead = [day, ahead[1] + 1 if day == ahead[0] else 1]
    following = (ahead[0], ahead[1]) if ahead[0] else None
    done = progress.answered_on(today).answered
    return TodaysWork(tuple(due), tuple(new), seconds, done, next=following, stage=stage)
