"""After the interview: how it went is asked, noted, and ends the plan or moves it on."""

from __future__ import annotations

import sys
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime

from interview_cli.commands.learner import Learner
from interview_cli.commands.planning.dates import parse_interview_day
from interview_cli.core.errors import UsageError
from interview_cli.core.planning.how_it_went import find_topics, read_outcome
from interview_cli.core.planning.plan import Plan
from interview_cli.core.planning.preparation import Preparation
from interview_cli.core.progress.progress import Progress
from interview_cli.core.records import INTERVIEW_OUTCOMES, Interviewed, Record
from interview_cli.core.safe_text import line as safe_line
from interview_cli.core.sentences import join
from interview_cli.core.study_days import study_day
from interview_cli.packs.library.catalogue import Catalogue
from interview_cli.terminal import interview_outcome
from interview_cli.terminal.rendering import due_words
from interview_cli.terminal.rendering.messages import print_json, print_text, wants_plain


@dataclass(frozen=True, slots=True)
class Said:
    """What was said of the interview, and the day of the next one, if there is any."""

    how: str
    text: str
    topics: tuple[str, ...]
    following: int | None = None


def read(
    went: str, on: str | None, standing: Plan | None, catalogue: Catalogue, now: datetime
) -> Said:
    """Return what *went* says; raises UsageError."""
    today = now.date().toordinal()
    if standing is None:
        raise UsageError(
            "there is no interview to say that of", "plan one: interview plan --on DATE"
        )
    told = read_outcome(went)
    if told is None:
        raise UsageError(
            f"{went!r} doesn't say how it went",
            f'begin with {join(INTERVIEW_OUTCOMES, "or")}: --went "so-so, they asked about sql"',
        )
    how, text = told
    if today < standing.calendar.on and how != "moved":
        raise UsageError(
            f"the interview is on {date.fromordinal(standing.calendar.on)}, which is still ahead",
            "another day: interview plan --on DATE; no plan any more: interview plan --stop",
        )
    following = parse_interview_day(on, today) if on else None
    return Said(how, text, _find(text, catalogue), following)


def ask(
    standing: Plan,
    catalogue: Catalogue,
    learner: Learner,
    now: datetime,
    *,
    plain: bool,
    as_json: bool,
) -> int:
    """Ask how it went, where somebody is there to answer, and keep it."""
    if as_json:
        on = date.fromordinal(standing.calendar.on).isoformat()
        print_json(
            {"stage": "after", "on": on, "days": standing.calendar.on - now.date().toordinal()}
        )
        return 0
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        print(*interview_outcome.explain_how_to_say(standing), sep="\n")
        return 0
    by_line = wants_plain(plain)
    asks = interview_outcome.read_outcome_line if by_line else interview_outcome.pick_outcome
    how = asks(standing)
    if how is None:
        return 0
    learner.journal.check()
    text = "" if how == "moved" else interview_outcome.ask_what_was_asked(by_line)
    if text is None:
        return 0
    following = interview_outcome.ask_next_day(
        how, by_line, lambda text: parse_interview_day(text, now.date().toordinal())
    )
    if following is None:
        return 0
    said = Said(how, text, _find(text, catalogue), following or None)
    return keep(said, standing, learner, now, plain=plain, as_json=False)


def keep(
    said: Said,
    standing: Plan | None,
    learner: Learner,
    now: datetime,
    *,
    plain: bool,
    as_json: bool,
) -> int:
    """Write down what was *said*: the plan ends, or continues to the next interview."""
    assert standing is not None  # `read` and `ask` saw to it
    noted = Interviewed(
        date.fromordinal(standing.calendar.on).isoformat(), said.how, said.topics, said.text
    )
    records: list[Record] = [noted]
    if said.following:
        calendar = standing.calendar._replace(on=said.following)
        today = study_day(now).toordinal()
        records.append(replace(standing, calendar=calendar, since=today).record())
    elif said.how == "moved":
        records.append(Preparation.of(standing).record())  # the same job, on a day to come
    learner.journal.append(records, at=now)
    if as_json:
        following = date.fromordinal(said.following).isoformat() if said.following else None
        print_json({"interviewed": asdict(noted), "next": following})
    else:
        lines = interview_outcome.describe_outcome(said.how, said.topics, said.following)
        if wants_plain(plain):
            print_text("\n".join(lines))
        else:
            interview_outcome.show_outcome(lines)
    return 0


def describe_last(progress: Progress) -> str:
    """Return how the last interview went: ``Fri 11 Dec, so-so; asked about sql/locks``."""
    line = progress.interviewed
    if line is None:
        return ""
    try:
        day = due_words.day_name(date.fromisoformat(line["on"]).toordinal())
    except ValueError:
        return ""
    topics = [str(topic) for topic in line.get("topics") or ()]
    asked = f"; asked about {join(topics)}" if topics else ""
    return safe_line(f"{day}, {line['how']}{asked}")


def _find(text: str, catalogue: Catalogue) -> tuple[str, ...]:
    return find_topics(text, {entry.topic for entry in catalogue.entries()}, catalogue.topics)
