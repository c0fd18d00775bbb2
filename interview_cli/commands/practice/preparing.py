"""What is asked about the interview: when it is, what the job is, how many minutes a day"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from interview_cli.commands.learner import Learner
from interview_cli.commands.planning.dates import check_minutes, parse_interview_day
from interview_cli.core.errors import UsageError
from interview_cli.core.planning.plan import Plan
from interview_cli.core.planning.preparation import Preparation
from interview_cli.core.sentences import join
from interview_cli.storage import clock
from interview_cli.terminal.home.asking import Asker
from interview_cli.terminal.rendering.due_words import day_name

#: Days that people know before they know the day.
_ABOUT = {"In about a week": 7, "In about two weeks": 14, "In about a month": 30}

_MINUTES = (10, 25, 45)

_WHEN = 'Such as fri, 12 Dec, "in 12 days" or 2026-12-15.'


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the interview: its day, an ordinal or None, and all else."""

    on: int | None = None
    preparation: Preparation = field(default_factory=Preparation)

    def describe_day(self) -> str:
        if self.on is None:
            return "The day of the interview: not known yet"
        today = clock.now().date().toordinal()
        ahead = self.on - today
        when = "tomorrow" if ahead == 1 else f"in {ahead} days"
        return f"The interview: {day_name(self.on, today)}, {when}"

    def describe_job(self) -> str:
        filters, weights = self.preparation.filters, self.preparation.weights
        parts = [join(of, "or") for of in (filters.levels, filters.topics, filters.tracks) if of]
        if weights:
            top = sorted(weights, key=lambda topic: -weights[topic])[:3]
            parts.append(f"above all {join(top)}")
        return f"The job: {', '.join(parts) or 'all levels and topics'}"

    def describe_minutes(self) -> str:
        return f"Time: {self.preparation.minutes:g} minutes a day"


def read_known(learner: Learner, today: int) -> Known:
    """Return what is known now: the plan, or else what was said before there was one."""
    plan = Plan.read(learner.progress.planned, today)
    if plan:
        return Known(plan.calendar.on, Preparation.of(plan))
    lines, _ = learner.journal.read()
    return Known(None, Preparation.read(lines) or Preparation())


def keep(known: Known, learner: Learner, today: int) -> None:
    """Write what is known to the journal, as a plan where there is a day; raises DiskError."""
    old = Plan.read(learner.progress.planned, today)
    records = [known.preparation.record()]
    if known.on is not None:
        plan = known.preparation.plan(known.on, old)
        learner.journal.append([*records, plan.record()], at=clock.now())
    else:
        learner.journal.append(records, at=clock.now())


def ask_day(ask: Asker, known: Known, out: str = "go back") -> Known | None:
    """Ask for the day of the interview; None for a step back."""
    today = clock.now().date().toordinal()

    def check(text: str) -> str | None:
        try:
            parse_interview_day(text, today)
        except UsageError as error:
            return f"{error.message}; {error.hint}"
        return None

    dont_know = len(_ABOUT) + 1
    texts = ["On a day that I know …", *_ABOUT, "I don't know yet"]
    while True:
        title = "When is your interview?"
        chosen = ask.pick(title, texts, out=out, pointed=dont_know, skip=dont_know)
        if chosen is None:
            return None
        if chosen == dont_know:
            return known
        if chosen > 0:
            return replace(known, on=today + [*_ABOUT.values()][chosen - 1])
        if (text := ask.type("Which day", _WHEN, check)) is not None:
            return replace(known, on=parse_interview_day(text, today))


def ask_job(ask: Asker, known: Known, levels: Sequence[str], out: str = "go back") -> Known | None:
    """Ask what the job is; None for a step back."""
    every = len(levels)
    texts = [*(f"{level.capitalize()} level" for level in levels), "I don't know: all levels"]
    chosen = ask.pick("What is the job?", texts, out=out, pointed=every, skip=every)
    if chosen is None:
        return None
    filters = replace(known.preparation.filters, levels=())
    if chosen < every:
        filters = replace(filters, levels=(levels[chosen],))
    return replace(known, preparation=replace(known.preparation, filters=filters))


def ask_minutes(ask: Asker, known: Known, out: str = "go back") -> Known | None:
    """Ask how many minutes a day there are; None for a step back."""

    def check(text: str) -> str | None:
        try:
            check_minutes(float(text.strip().removesuffix("minutes").removesuffix("min")))
        except ValueError:
            return "write a number, such as 20"
        except UsageError:
            return "write a number from 1 to 1440, such as 20"
        return None

    now = known.preparation.minutes
    texts = [*(f"{minutes} minutes" for minutes in _MINUTES), "Another number …"]
    usual = _MINUTES.index(round(now)) if now in _MINUTES else len(_MINUTES)
    while True:
        title = "How many minutes a day can you practise?"
        skip = usual if usual < len(_MINUTES) else None
        chosen = ask.pick(title, texts, out=out, pointed=usual, skip=skip)
        if chosen is None:
            return None
        if chosen < len(_MINUTES):
            minutes = float(_MINUTES[chosen])
            break
        if (text := ask.type("Minutes a day", "From 1 to 1440.", check)) is not None:
            minutes = float(text.strip().removesuffix("minutes").removesuffix("min"))
            break
    return replace(known, preparation=replace(known.preparation, minutes=minutes))
