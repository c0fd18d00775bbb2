"""suspend and unsuspend: questions that aren't asked for a while, or ever."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

import typer

from interview_cli.commands.learner import Learner, open_packs
from interview_cli.commands.options import Json, Keys
from interview_cli.commands.planning.dates import parse_day
from interview_cli.core.errors import UsageError
from interview_cli.core.progress.progress import Progress
from interview_cli.core.records import Record, Suspended, Unsuspended
from interview_cli.core.safe_text import line as safe
from interview_cli.core.sentences import count, did_you_mean
from interview_cli.core.study_days import study_day
from interview_cli.storage import clock
from interview_cli.terminal.rendering.due_words import describe_return
from interview_cli.terminal.rendering.messages import print_json, print_text


def suspend(
    keys: Keys = None,
    until: Annotated[
        str | None,
        typer.Option("--until", metavar="DATE", help="The day it comes back, such as tomorrow."),
    ] = None,
    as_json: Json = False,
) -> int:
    """A suspended question isn't asked by any session or plan, unless you name it. It keeps its
    memory, and comes back by itself on the day that you say, or with interview unsuspend.
    Without a question, you see which are suspended.
    """
    catalogue, _ = open_packs()
    learner = Learner.open(catalogue, writing=bool(keys))
    if not keys:
        if until is not None:
            raise UsageError("--until of which question?", "interview suspend PACK:ID --until fri")
        return _print_list(learner.progress, as_json)
    back = None if until is None else _parse_return(until)
    found = dict.fromkeys(catalogue.find(key).key for key in keys)
    return _append([Suspended(key, back) for key in found], learner, as_json)


def unsuspend(
    keys: Keys = None,
    every: Annotated[bool, typer.Option("--all", help="Have them all back.")] = False,
    as_json: Json = False,
) -> int:
    catalogue, _ = open_packs()
    learner = Learner.open(catalogue)
    suspended = _list(learner.progress)
    if bool(keys) == every:
        raise UsageError(
            "name either questions or --all", "to see what is suspended: interview suspend"
        )
    if not suspended:
        raise UsageError("nothing is suspended", "to suspend one: interview suspend PACK:ID")
    found = [*suspended] if every else [_find_suspended(key, suspended) for key in keys or ()]
    return _append([Unsuspended(key) for key in dict.fromkeys(found)], learner, as_json)


def _parse_return(text: str) -> str:
    today = clock.now().date()
    day = date.fromordinal(parse_day(text, today.toordinal()))
    if day <= today:
        raise UsageError(
            f"{day} is {'today' if day == today else 'in the past'}",
            "name the day on which it comes back, such as tomorrow",
        )
    return day.isoformat()


def _find_suspended(key: str, suspended: dict[str, str]) -> str:
    matches = [name for name in suspended if key in (name, name.partition(":")[2])]
    if len(matches) == 1:
        return matches[0]
    if matches:
        raise UsageError(f"{key!r} is in several packs", f"name it {matches[0]}")
    raise UsageError(
        f"{key} isn't suspended", did_you_mean(key, suspended, otherwise="see: interview suspend")
    )


def _list(progress: Progress) -> dict[str, str]:
    """Return what is suspended today, with the day of its return."""
    today = study_day(clock.now()).toordinal()
    return {
        key: until
        for key, until in sorted(progress.suspended.items())
        if progress.is_suspended(key, today)
    }


def _append(records: list[Record], learner: Learner, as_json: bool) -> int:
    learner.journal.append(records, at=clock.now())
    if as_json:
        progress = Learner.open(None, writing=False).progress
        print_json({"suspended": _to_plain(progress)})
        return 0
    today = study_day(clock.now()).toordinal()
    for record in records:
        if isinstance(record, Suspended):
            print(
                safe(f"Suspended {describe_return(record.until or '', today)}: {record.question}")
            )
        elif isinstance(record, Unsuspended):
            print(safe(f"Back: {record.question}"))
    return 0


def _print_list(progress: Progress, as_json: bool) -> int:
    if as_json:
        print_json({"suspended": _to_plain(progress)})
        return 0
    suspended = _list(progress)
    width = max(map(len, suspended), default=0)
    today = study_day(clock.now()).toordinal()
    for key, until in suspended.items():
        print(f"{safe(key):{width}}  {describe_return(until, today)}")
    if suspended:
        print_text(
            f"{count(len(suspended), 'question')}. To have one back: interview unsuspend PACK:ID"
        )
    else:
        print_text("Nothing is suspended. To leave a question out: interview suspend PACK:ID")
    return 0


def _to_plain(progress: Progress) -> list[dict[str, Any]]:
    return [{"question": key, "until": until or None} for key, until in _list(progress).items()]
