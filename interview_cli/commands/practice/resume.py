"""resume, undo and history: past sessions in the journal."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

import typer

from interview_cli.commands.filters import describe_filters
from interview_cli.commands.learner import Learner, open_journal, open_packs, open_past
from interview_cli.commands.options import Json, NoAi, PlainLines, Save
from interview_cli.commands.practice.session import (
    check_target,
    play_session,
    read_target,
)
from interview_cli.commands.practice.unfinished import (
    Unfinished,
    choose_unfinished,
    discard,
    find_title,
    find_unfinished,
    list_lines,
    list_unfinished,
)
from interview_cli.core.errors import UsageError
from interview_cli.core.memory.first_attempts import drop_repeats
from interview_cli.core.modes import MODES
from interview_cli.core.progress.progress import PastSession
from interview_cli.core.records import (
    Discarded,
    Finished,
    Line,
    Placed,
    Record,
    Retracted,
    Reviewed,
    Skipped,
    drop_retracted,
)
from interview_cli.core.safe_text import line as safe
from interview_cli.core.sentences import plural
from interview_cli.core.study_days import describe_day, study_day
from interview_cli.packs.library.catalogue import Catalogue
from interview_cli.storage import clock
from interview_cli.storage.begun.unsent_answers import open_drafts
from interview_cli.storage.journal import Journal, to_local_time
from interview_cli.storage.snapshots.past_lines import (
    read_last_answers,
)
from interview_cli.terminal.other_window import hold_sessions, take_session
from interview_cli.terminal.practice_session import PracticeSession, find_lines
from interview_cli.terminal.rendering.messages import print_json, print_text, warn
from interview_cli.terminal.rendering.wording import CANT_JUDGE, local_time, percent


def resume_session(
    lines: list[Line], catalogue: Catalogue, learner: Learner, *, ask: bool = False
) -> PracticeSession:
    """Return the session of these *lines*, without the questions that are gone.

    Raises UsageError where it's being played in another window; see ``take_session`` for *ask*.
    """
    lock = take_session(lines[0]["id"], ask=ask)
    try:
        practice = _lay_out(lines, catalogue, learner)
    except BaseException:
        if lock:
            lock.release()
        raise
    practice.lock = lock
    return practice


def _lay_out(lines: list[Line], catalogue: Catalogue, learner: Learner) -> PracticeSession:
    # Another window may have played it until just now.
    past = open_past(learner.journal).of_sessions([lines[0]["id"]])
    lines = find_lines(past, lines[0]["id"]) or lines
    if any(line["type"] == Finished.type for line in drop_retracted(lines)):
        raise UsageError(
            "that session came to its end in another window", "for what's left: interview resume"
        )
    names = catalogue.renames
    begun, *rest = lines
    for n, line in enumerate(rest):
        if isinstance(line.get("question"), str):
            rest[n] = line | {"question": names.get(line["question"], line["question"])}
    keys = [name for key in begun["questions"] if catalogue.has(name := names.get(key, key))]
    if gone := len(begun["questions"]) - len(keys):
        warn(f"{gone} of the session's questions are gone; it continues without them")
    if not keys:
        raise UsageError(
            "the questions of that session are gone", "start a new one: interview quiz"
        )
    lines = [begun, *rest]
    return PracticeSession.resume(lines, keys, catalogue, learner.journal, learner.progress)


def take_back(journal: Journal, count: int, at: datetime) -> list[Line]:
    """Retract this device's last *count* answers; return their lines, the latest first.

    The end of their sessions is retracted too, or that they were discarded, so that these can
    be resumed.
    """
    standing = drop_retracted(read_last_answers(journal, count))
    answers = [line for line in drop_repeats(standing) if line["type"] == Reviewed.type]
    mine = [line for line in answers if line.get("device") == journal.device][-count:][::-1]
    # A window that plays one of them has its own way to undo.
    with hold_sessions(line["session"] for line in mine if line["session"]):
        for line in mine:
            session = line["session"]
            finished = [end for end in standing if end["type"] in (Finished.type, Placed.type)]
            ends = [end["id"] for end in finished if end["session"] == session]
            discarded = [line for line in standing if line["type"] == Discarded.type]
            ends += [line["id"] for line in discarded if line["of"] == session]
            # Else one of another window or computer, which didn't count, would count instead.
            alike = [other["id"] for other in standing if _is_repeat(other, line)]
            gone = (*ends, line["id"], *alike)
            records: list[Record] = [Retracted(of=id_) for id_ in gone]
            journal.append(records, at=at, session=session)
            standing = [other for other in standing if other["id"] not in gone]
    return mine


def _is_repeat(other: Line, line: Line) -> bool:
    """Whether *other* would come in the place of the answer *line*, in the same session."""
    if not line["session"] or other["id"] == line["id"]:
        return False
    if other["type"] == Reviewed.type:
        alike = other["attempt"] >= line["attempt"]
    else:
        alike = other["type"] == Skipped.type
    return alike and all(other[name] == line[name] for name in ("session", "question"))


def resume(
    number: Annotated[
        str | None,
        typer.Argument(metavar="[N]", help="Its number in the list; 1 unless you say."),
    ] = None,
    list_: Annotated[
        bool, typer.Option("--list", help="List the sessions that aren't finished.")
    ] = False,
    discard_: Annotated[
        str | None,
        typer.Option(
            "--discard", metavar="N|all", help="Take one off the list, or all; the answers stay."
        ),
    ] = None,
    save: Save = None,
    no_ai: NoAi = False,
    plain: PlainLines = False,
    as_json: Json = False,
) -> int:
    journal = open_journal()
    if list_ or discard_ is not None:
        if (list_ and discard_ is not None) or number or save:
            raise UsageError("--list and --discard each stand alone", "leave the rest out")
        every = find_unfinished(journal, open_drafts())
        if discard_ is None:
            return _list(list_unfinished(every), as_json)
        return _discard(journal, every, discard_, as_json)
    target = check_target(save)
    every = find_unfinished(journal, open_drafts())
    if not every and number is None:
        raise UsageError("there is nothing to resume", "start a new session: interview quiz")
    found = list_unfinished(every)
    # An empty session is continued only where there is no other.
    chosen = every[0] if number is None and not found else choose_unfinished(found, number or "1")
    if (others := len(found) - 1) > 0 and number is None:
        sessions = f"{others} more unfinished {plural(others, 'session')}"
        warn(f"{sessions}; to see them: interview resume --list")
    if target and chosen.mode.answer_by != "explain":
        raise UsageError("only a mock interview has a debrief", "leave --save out")
    catalogue, _ = open_packs(chosen.lines[0]["filters"].get("paths", ()))
    learner = Learner.open(catalogue)
    practice = resume_session(chosen.lines, catalogue, learner, ask=not as_json)
    asked = practice.session.settings  # for what was asked for at the start
    return play_session(
        practice,
        learner,
        plain=plain,
        as_json=as_json,
        no_ai=no_ai or asked.no_ai,
        save=target or read_target(asked.save),
    )


def _list(found: list[Unfinished], as_json: bool) -> int:
    if as_json:
        print_json({"sessions": [one.to_json() | {"n": n} for n, one in enumerate(found, 1)]})
    elif not found:
        print("No session is unfinished.")
    else:
        print(*list_lines(found, clock.now()), sep="\n")
        print_text(
            "To continue one: interview resume N. To discard one: interview resume --discard N"
        )
    return 0


def _discard(journal: Journal, every: list[Unfinished], which: str, as_json: bool) -> int:
    found = list_unfinished(every)
    chosen = every if which.lower() == "all" else [choose_unfinished(found, which)]
    if not chosen:
        raise UsageError("no session is unfinished", "start a new one: interview quiz")
    clock.require_writable()
    discard(journal, chosen, clock.now())
    if as_json:
        print_json({"discarded": [one.id for one in chosen]})
    for one in () if as_json else list_unfinished(chosen):
        print_text(
            f"Discarded: {one.describe()}.{' Its answers still count.' * bool(one.answered)}"
        )
    if not as_json and not list_unfinished(chosen):
        print("Discarded; nothing was answered.")
    return 0


def undo(
    count: Annotated[int, typer.Argument(metavar="[N]", min=1, help="How many answers.")] = 1,
    as_json: Json = False,
) -> int:
    answers = take_back(open_journal(), count, clock.now())
    if not answers:
        raise UsageError("there is nothing to undo", "this device has no answers left")
    if as_json:
        rows = [{"review": line["id"], "question": line["question"]} for line in answers]
        print_json({"undone": rows})
        return 0
    for line in answers:
        when = to_local_time(line)
        print(f"Undone: {safe(line['question'])}, answered {when:%d %b, %H:%M}")
    print("To answer again: interview resume")
    return 0


def history(
    count: Annotated[
        int,
        typer.Option("--count", "-n", min=1, max=100, metavar="COUNT", help="How many sessions."),
    ] = 10,
    as_json: Json = False,
) -> int:
    progress = Learner.open(None, writing=False).progress
    latest = progress.list_sessions()[:count]
    if as_json:
        rows = [{"n": n} | _to_json(past) for n, past in enumerate(latest, 1)]
        print_json({"sessions": rows})
        return 0
    if not latest:
        print("No sessions yet. Start with: interview quiz")
        return 0
    today = study_day(clock.now())
    for n, past in enumerate(latest, 1):
        at = local_time(past.at, past.offset)
        mode = MODES[past.mode].title if past.mode in MODES else safe(past.mode)
        mode = find_title(past.filters) or mode
        filters = ", ".join(describe_filters(past.filters))
        score = f", score {percent(past.mean)}" if past.mean is not None else ""
        explained = past.mode in MODES and MODES[past.mode].answer_by == "explain"
        result = f"{past.right} of {past.rated} right"
        if explained:
            result = f"{past.answered} answered, {past.passed} passed"
        open_end = "" if past.finished else "; not finished"
        day = describe_day(study_day(at), today).removeprefix("on ")
        print(
            f"{n}. {day[:1].upper()}{day[1:]}, {at:%H:%M}: "
            f"{mode}{f' ({filters})' if filters else ''}: {result}"
            f"{f', {past.unrated} {CANT_JUDGE}' if past.unrated else ''}{score}{open_end}"
        )
    return 0


def _to_json(past: PastSession) -> dict[str, Any]:
    names = ("mode", "filters", "size", "answered", "right", "passed", "unrated")
    return {
        "session": past.id,
        "at": past.at,
        **{name: getattr(past, name) for name in names},
        "score": past.mean,
        "finished": past.finished,
    }
