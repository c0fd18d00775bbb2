"""Sessions that were left before their end: which there are, to choose from or discard."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from interview_cli.commands.learner import open_past
from interview_cli.core.errors import UsageError
from interview_cli.core.memory.first_attempts import FirstAttempts
from interview_cli.core.modes import MODES, Mode
from interview_cli.core.records import (
    Discarded,
    Finished,
    Line,
    Reviewed,
    Skipped,
    Started,
    drop_retracted,
)
from interview_cli.core.safe_text import line as safe
from interview_cli.core.sentences import join
from interview_cli.core.study_days import describe_day, study_day
from interview_cli.storage.begun.unsent_answers import UnsentAnswers
from interview_cli.storage.journal import Journal, to_local_time
from interview_cli.terminal.other_window import hold_sessions


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A session without an end: its lines as the journal has them, ``started`` first.

    ``touched`` is when something was done in it last, where the learner was. In an *empty* one
    nothing was answered, and no answer begun: starting again is the same.
    """

    lines: list[Line]
    answered: int
    touched: datetime
    empty: bool

    @property
    def id(self) -> str:
        return str(self.lines[0]["id"])

    @property
    def mode(self) -> Mode:
        return MODES[self.lines[0]["mode"]]

    @property
    def size(self) -> int:
        """How many questions it asks at most."""
        size, settings = len(self.lines[0]["questions"]), self.lines[0]["filters"].get("settings")
        most = settings.get("most") if isinstance(settings, dict) else None
        return min(most, size) if isinstance(most, int) else size

    @property
    def title(self) -> str:
        return find_title(self.lines[0]["filters"]) or self.mode.title

    def describe(self) -> str:
        """Return what it is and how far it came: ``Quiz, 3 of 10 done``."""
        if not self.answered:
            return f"{self.title}, nothing answered yet"
        if self.mode.minutes:  # time decides how many questions there are
            return f"{self.title}, {self.answered} answered"
        return f"{self.title}, {self.answered} of {self.size} done"

    def describe_filters(self) -> str:
        """Return what it is about, in brackets; "" if that's everything."""
        filters = self.lines[0]["filters"]
        names = ("levels", "topics", "kinds", "tracks", "packs")
        about = [safe(str(value)) for name in names for value in filters.get(name) or ()]
        return f" ({', '.join(about)})" if about else ""

    def to_json(self) -> dict[str, Any]:
        started = self.lines[0]
        return {
            "session": self.id,
            "at": started["at"],
            "mode": self.mode.name,
            "filters": {k: v for k, v in started["filters"].items() if k != "settings"},
            "size": self.size,
            "answered": self.answered,
        }


def find_title(filters: Mapping[str, Any]) -> str:
    """Return what a session with these *filters* is called; "" where it has no name."""
    settings = filters.get("settings")
    title = settings.get("title") if isinstance(settings, dict) else None
    return safe(title) if isinstance(title, str) else ""


def find_unfinished(journal: Journal, drafts: UnsentAnswers) -> list[Unfinished]:
    """Return the unfinished sessions, first the one in which something was done last."""
    return choose_open(open_past(journal).of_unfinished(), drafts)


def choose_open(lines: Sequence[Line], drafts: UnsentAnswers) -> list[Unfinished]:
    """Return the unfinished sessions among *lines*, which have all lines of each."""
    standing = drop_retracted([*lines])
    done = {line["session"] for line in standing if line["type"] == Finished.type}
    of = {
        line["id"]: [line]
        for line in lines
        if line["type"] == Started.type and line["mode"] in MODES and line["id"] not in done
    }
    for line in lines:
        if line["type"] != Started.type and line["session"] in of:
            of[line["session"]].append(line)
    discarded = _find_discarded(standing)
    answered = dict.fromkeys(of, 0)
    attempts = FirstAttempts()
    for line in standing:
        if line["type"] == Reviewed.type and line["session"] in of and attempts.take(line):
            answered[line["session"]] += 1
    places = {line["id"]: n for n, line in enumerate(lines)}
    latest = sorted(of, key=lambda id_: places[of[id_][-1]["id"]], reverse=True)
    return [
        Unfinished(
            of[id_],
            answered[id_],
            to_local_time(of[id_][-1]),
            # An answer that was taken back is one to give again.
            empty=not (_has_moves(of[id_]) or drafts.has(id_)),
        )
        for id_ in latest
        if id_ not in discarded
    ]


def list_unfinished(found: Sequence[Unfinished]) -> list[Unfinished]:
    """Return those of *found* that a list shows, and the numbers of it mean."""
    return [one for one in found if not one.empty]


def _has_moves(lines: Sequence[Line]) -> bool:
    return any(line["type"] in (Reviewed.type, Skipped.type) for line in lines)


def _find_discarded(lines: Sequence[Line]) -> set[str]:
    """Return the sessions that were discarded, and in which nothing was done since."""
    discarded: set[str] = set()
    for line in lines:
        if line["type"] == Discarded.type:
            discarded.add(line["of"])
        elif line["type"] in (Reviewed.type, Skipped.type):
            discarded.discard(line["session"])
    return discarded


def choose_unfinished(found: Sequence[Unfinished], number: str) -> Unfinished:
    """Return the session that *number* names in the list; raises UsageError."""
    if number.isascii() and number.isdecimal() and 1 <= int(number) <= len(found):
        return found[int(number) - 1]
    if not found:
        raise UsageError("no session is unfinished", "start a new one: interview quiz")
    numbers = [str(n + 1) for n in range(len(found))]
    which = join(numbers, "or") if len(found) <= 5 else f"1 to {len(found)}"
    raise UsageError(
        f"there is no unfinished session {number!r}", f"it can be {which}: interview resume --list"
    )


def list_lines(found: Sequence[Unfinished], now: datetime) -> list[str]:
    """Return the list of them, as lines."""
    today = study_day(now)
    lines = []
    for n, one in enumerate(found, 1):
        day = describe_day(study_day(one.touched), today).removeprefix("on ")
        what = one.describe().replace(one.title, one.title + one.describe_filters(), 1)
        lines.append(f"{n}. {what}; {day}, {one.touched:%H:%M}")
    return lines


def discard(journal: Journal, sessions: Sequence[Unfinished], at: datetime) -> None:
    """Take *sessions* off the list; their answers stay, and count as before.

    Raises UsageError where one is being played.
    """
    with hold_sessions(one.id for one in sessions):
        journal.append([Discarded(of=one.id) for one in sessions], at=at)
