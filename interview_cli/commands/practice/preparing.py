"""What is asked about the interview: when it is, what the job is, how many minutes a day"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from interview_cli.commands.learner import Learner, open_past
from interview_cli.commands.planning.dates import check_minutes, parse_interview_day
from interview_cli.commands.planning.job import narrow, read_job_text, show_job, understand
from interview_cli.core.errors import InterviewError, UsageError
from interview_cli.core.job_posting.kept import merge_weights, own_weights
from interview_cli.core.planning.plan import Plan
from interview_cli.core.planning.preparation import Preparation
from interview_cli.core.sentences import join
from interview_cli.packs.library.catalogue import Catalogue
from interview_cli.storage import clock
from interview_cli.terminal.home.asking import Asker
from interview_cli.terminal.rendering.due_words import day_name
from interview_cli.terminal.rendering.messages import wants_plain

#: Days that people know before they know the day.
_ABOUT = {"In about a week": 7, "In about two weeks": 14, "In about a month": 30}

_MINUTES = (10, 25, 45)

#: How many areas of a posting are named.
_NAMED = 3

_WHEN = 'Such as fri, 12 Dec, "in 12 days" or 2026-12-15.'

_POSTING = "Paste its text, or type the name of a file."

_NOTHING = "nothing in this text is known to your packs; paste another, or choose a level"


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
        when = ("today", "tomorrow")[ahead] if ahead < 2 else f"in {ahead} days"
        return f"The interview: {day_name(self.on, today)}, {when}"

    def describe_job(self) -> str:
        filters, job = self.preparation.filters, self.preparation.job
        parts = [join(of, "or") for of in (filters.levels, filters.topics, filters.tracks) if of]
        if job:
            areas = [str(area["topic"]) for area in job["areas"]]
            more = ["more"] if len(areas) > _NAMED else []
            parts.append(f"{join([*areas[:_NAMED], *more])} (by its posting)")
        elif self.preparation.weights:
            parts.append("with weights of your own")
        return f"The job: {'; '.join(parts) or 'all levels and topics'}"

    def describe_minutes(self) -> str:
        return f"Time: {self.preparation.minutes:g} minutes a day"


def read_known(learner: Learner, today: int) -> Known:
    """Return what is known now: the plan, or else what was said before there was one."""
    plan = Plan.read(learner.progress.planned, today)
    if plan:
        to_come = plan.calendar.stage(clock.now().date().toordinal()) != "after"
        return Known(plan.calendar.on if to_come else None, Preparation.of(plan))
    said = open_past(learner.journal).said()
    return Known(None, Preparation.read(said) or Preparation())


def keep(known: Known, learner: Learner, today: int) -> None:
    """Write what is known to the journal, as a plan where there is a day; raises DiskError."""
    old = Plan.read(learner.progress.planned, today)
    records = [known.preparation.record()]
    if known.on is not None:
        plan = known.preparation.plan(known.on, old)
        learner.journal.append([*records, plan.record()], at=clock.now())
    else:
        learner.journal.append(records, at=clock.now())


def ask_day(ask: Asker, known: Known, *, first: bool = False) -> Known | None:
    """Ask for the day of the interview; None for a step back. *first*: in the first run."""
    today = clock.now().date().toordinal()

    def check(text: str) -> str | None:
        try:
            parse_interview_day(text, today)
        except UsageError as error:
            return f"{error.message}; {error.hint}"
        return None

    texts = ["On a day that I know …", *_ABOUT, *["I don't know yet"] * (known.on is None)]
    last = len(_ABOUT) + 1
    while True:
        chosen = _pick(ask, "When is your interview?", texts, first, last)
        if chosen is None:
            return None
        if chosen == last:
            return known
        if chosen > 0:
            return replace(known, on=today + [*_ABOUT.values()][chosen - 1])
        if (text := ask.type("Which day", _WHEN, check)) is not None:
            return replace(known, on=parse_interview_day(text, today))


def ask_job(
    ask: Asker, known: Known, catalogue: Catalogue, levels: Sequence[str], *, first: bool = False
) -> Known | None:
    """Ask what the job is; None for a step back. *first*: in the first run."""

    def check(text: str) -> str | None:
        try:
            return "" if understand(_read(text), catalogue)["areas"] else _NOTHING
        except InterviewError as error:
            return f"{error.message}; {error.hint}"

    texts = [
        "Paste its posting, or name a file with it …",
        *(f"{level.capitalize()} level" for level in levels),
        "I don't know yet: all levels and topics",
    ]
    last = len(texts) - 1
    old = known.preparation
    while True:
        chosen = _pick(ask, "What is the job?", texts, first, last)
        if chosen is None:
            return None
        if chosen == last:
            return replace(known, preparation=Preparation(old.minutes))
        if chosen > 0:
            filters = replace(old.filters, levels=(levels[chosen - 1],))
            return replace(known, preparation=replace(old, filters=filters))
        text = ask.type("The posting", _POSTING, check, whole=_is_whole)
        if text is not None:
            job = understand(_read(text), catalogue)
            weights = merge_weights(job["weights"], own_weights(old.weights, old.job))
            filters = narrow(old.filters, job, old.job, catalogue)
            new = replace(old, weights=weights, filters=filters, job=job)
            show_job(job, weights if known.on is not None else None, plain=wants_plain())
            return replace(known, preparation=new)


def _read(text: str) -> str:
    """Return the text of a posting that was pasted, or of the file that was named."""
    return read_job_text(text.strip()) if _is_whole(text) else text


def _is_whole(text: str) -> bool:
    """Whether *text* names a file, rather than being the posting or its first line."""
    line = text.strip()
    if "\n" in line or not line:
        return False
    return "://" in line or len(line.split()) == 1 or Path(line).expanduser().exists()


def ask_minutes(ask: Asker, known: Known, *, first: bool = False) -> Known | None:
    """Ask how many minutes a day there are; None for a step back. *first*: in the first run."""

    def read(text: str) -> float:
        return check_minutes(float(text.lower().removesuffix("minutes").removesuffix("min")))

    def check(text: str) -> str | None:
        try:
            read(text)
        except (ValueError, UsageError):
            return "write a number from 1 to 1440, such as 20"
        return None

    now = known.preparation.minutes
    texts = [*(f"{minutes} minutes" for minutes in _MINUTES), "Another number …"]
    usual = _MINUTES.index(round(now)) if now in _MINUTES else len(_MINUTES)
    while True:
        title = "How many minutes a day can you practise?"
        chosen = _pick(ask, title, texts, first, usual, pointed=usual)
        if chosen is None:
            return None
        text = ""
        if chosen < len(_MINUTES):
            text = str(_MINUTES[chosen])
        text = text or ask.type("Minutes a day", "From 1 to 1440.", check) or ""
        if text:
            return replace(known, preparation=replace(known.preparation, minutes=read(text)))


def _pick(
    ask: Asker, title: str, texts: Sequence[str], first: bool, usual: int, pointed: int = 0
) -> int | None:
    """Ask for one of *texts*; in the *first* run the *usual* one can be had by skipping."""
    if first:
        return ask.pick(title, texts, out="go home", pointed=usual, skip=usual)
    return ask.pick(title, texts, pointed=pointed)
