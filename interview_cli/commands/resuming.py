"""Sessions taken again from the journal, and answers taken back in it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from interview_cli.core.journal.records import (
    Finished,
    Line,
    Record,
    Retracted,
    Reviewed,
    Started,
)
from interview_cli.core.journal.valid_lines import without_retracted
from interview_cli.core.modes import MODES
from interview_cli.errors import UsageError
from interview_cli.storage.catalogue import Catalogue
from interview_cli.storage.journal import Journal
from interview_cli.terminal.messages import warn

if TYPE_CHECKING:
    from interview_cli.commands.learner import Learner
    from interview_cli.terminal.practice_session import PracticeSession


def unfinished(journal: Journal) -> list[Line] | None:
    """Return the lines of the session that was cut last, its ``started`` first.

    That is the one with the latest line of all; standard error hears of others.
    """

    lines, _ = journal.read()
    done = {line["session"] for line in without_retracted(lines) if line["type"] == Finished.type}
    cut = {
        line["id"]: line
        for line in lines
        if line["type"] == Started.type and line["mode"] in MODES and line["id"] not in done
    }
    latest = next(
        (of for line in reversed(lines) if (of := line["session"] or line["id"]) in cut), None
    )
    if latest is None:
        return None
    if others := len(cut) - 1:
        they = "others are unfinished: they come" if others > 1 else "other is unfinished: it comes"
        warn(f"{others} {they} next")
    started = cut[latest]
    return [started, *(x for x in lines if x["session"] == latest and x is not started)]


def resume_session(lines: list[Line], catalogue: Catalogue, learner: Learner) -> PracticeSession:
    """Return the session that *lines* are of; questions that are gone are left out."""
    from interview_cli.terminal.messages import warn
    from interview_cli.terminal.practice_session import PracticeSession

    names = catalogue.renames
    begun, *rest = lines
    rest = [
        line | {"question": names.get(line["question"], line["question"])}
        if "question" in line
        else line
        for line in rest
    ]
    keys = [name for key in begun["questions"] if catalogue.has(name := names.get(key, key))]
    if gone := len(begun["questions"]) - len(keys):
        warn(f"{gone} of the session's questions are gone; it goes on without them")
    if not keys:
        raise UsageError("the questions of that session are gone", "begin anew: interview quiz")
    return PracticeSession.resume(
        [begun, *rest], keys, catalogue, learner.journal, learner.progress
    )


def take_back(journal: Journal, count: int, at: datetime) -> list[Line]:
    """Retract this device's last *count* answers; return their lines, the latest first.

    Their sessions are taken to be cut: what ended them is retracted too.
    """
    lines, _ = journal.read()
    standing = without_retracted(lines)
    mine = [
        line
        for line in standing
        if line["type"] == Reviewed.type and line.get("device") == journal.device
    ]
    taken = mine[-count:][::-1]
    for line in taken:
        session = line["session"]
        ends = [
            end["id"]
            for end in standing
            if end["type"] == Finished.type and end["session"] == session
        ]
        records: list[Record] = [Retracted(of=id_) for id_ in (*ends, line["id"])]
        journal.append(records, at=at, session=session)
        standing = [other for other in standing if other["id"] not in ends]
    return taken
