"""What there is to do today: by the plan to the interview, or else by what is due."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from interview_cli.core.levels import RECALL, is_within
from interview_cli.core.planning import daily_choice
from interview_cli.core.planning.daily_choice import Calendar, Card, GainModel
from interview_cli.core.planning.selection import Filters
from interview_cli.core.progress.progress import Progress
from interview_cli.core.questions.entry import Entry
from interview_cli.core.records import AGAIN, Line, Planned

#: The usual shares of ratings count as so many answers beside the learner's own.
PRIOR_ANSWERS = 30


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan to an interview; ``weights`` are of topics and all below them.

    ``job`` is what was read in a job posting, as it's kept: see ``core/job_posting/kept.py``.
    """

    calendar: Calendar
    weights: Mapping[str, float] = field(default_factory=dict)
    filters: Filters = field(default_factory=Filters)
    job: Mapping[str, Any] | None = None

    @classmethod
    def read(cls, line: Line | None, today: int) -> Plan | None:
        """Return the plan of a ``planned`` line; None where it is None, past or invalid."""
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
        except (TypeError, ValueError, AttributeError):
            return None
        job = line.get("job")
        job = job if isinstance(job, dict) else None
        return cls(calendar, weights, filters, job) if today < calendar.on else None

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

    def cards(self, entries: Iterable[Entry], progress: Progress) -> list[Card]:
        """Return the cards of *entries*, which are those of its filters."""
        return [
            Card(
                entry.key,
                progress.memory(entry.key),
                self.weight(entry.topic),
                progress.seconds(entry.key, RECALL),
                ":".join(entry.pack_group or ()),
            )
            for entry in entries
        ]

    def minutes_left(self, progress: Progress, today: int) -> float:
        """Return what is left of today's minutes, whatever they were spent on."""
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
    """

    due: tuple[str, ...]
    new: tuple[str, ...]
    seconds: float
    done: int
    planned: tuple[str, ...] | None = None
    next: tuple[int, int] | None = None

    @property
    def minutes(self) -> int:
        """The time in whole minutes, at least one where there is something to do."""
        return max(1, round(self.seconds / 60)) if self.seconds else 0


def plan_today(
    entries: Iterable[Entry], progress: Progress, today: int, plan: Plan | None
) -> TodaysWork:
    """Return the work of *today*; with a *plan* the entries are those of its filters."""
    entries = list(entries)
    done = progress.answered_on(today).answered
    if plan is not None:
        left, model = plan.minutes_left(progress, today), model_learner(progress)
        cards = plan.cards(entries, progress)
        cards = daily_choice.choose_today(cards, plan.calendar, today, left, model)
        return TodaysWork(
            due=tuple(card.key for card in cards if card.memory),
            new=tuple(card.key for card in cards if not card.memory),
            seconds=sum(card.seconds for card in cards),
            done=done,
            planned=tuple(card.key for card in cards),
        )
    due: list[str] = []
    new: list[str] = []
    seconds, ahead = 0.0, [0, 0]
    for entry in entries:
        memory = progress.memory(entry.key)
        if memory is None:
            new.append(entry.key)
        elif (day := progress.scheduler.curve.due(memory)) <= today:
            due.append(entry.key)
            seconds += progress.seconds(entry.key, RECALL)
        elif not ahead[0] or day <= ahead[0]:
            ahead = [day, ahead[1] + 1 if day == ahead[0] else 1]
    following = (ahead[0], ahead[1]) if ahead[0] else None
    return TodaysWork(tuple(due), tuple(new), seconds, done, next=following)
