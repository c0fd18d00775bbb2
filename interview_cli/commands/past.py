"""resume, undo and history: what was, and going on with it."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from interview_cli.commands.learner import Learner
from interview_cli.commands.mock import check_target, save_debrief
from interview_cli.commands.options import Json, NoAi, PlainLines, Save
from interview_cli.commands.resuming import resume_session, take_back, unfinished
from interview_cli.commands.sitting import play_session
from interview_cli.commands.telling import complain
from interview_cli.core.modes import MODES
from interview_cli.core.study_days import ago, study_day
from interview_cli.errors import UsageError
from interview_cli.storage import clock, paths
from interview_cli.storage.catalogue import open_catalogue
from interview_cli.storage.journal import Journal, moment
from interview_cli.terminal.json_document import document
from interview_cli.terminal.safe import line as safe
from interview_cli.terminal.wording import local, percent


def resume(
    save: Save = None, no_ai: NoAi = False, plain: PlainLines = False, as_json: Json = False
) -> int:

    target = check_target(save)
    journal = Journal(paths.journal(), writing=not clock.pretended())
    lines = unfinished(journal)
    if lines is None:
        raise UsageError("there is nothing to resume", "begin anew: interview quiz")
    if target and not MODES[lines[0]["mode"]].debrief:
        raise UsageError("only a mock interview has a debrief", "leave --save out")
    catalogue, _ = open_catalogue(lines[0]["filters"].get("paths", ()))
    complain(catalogue)
    learner = Learner.open(catalogue)
    practice = resume_session(lines, catalogue, learner)
    code = play_session(practice, learner, plain=plain, as_json=as_json, no_ai=no_ai)
    save_debrief(target, practice)
    return code


def undo(
    count: Annotated[
        int, typer.Argument(metavar="[N]", min=1, help="How many of the last answers.")
    ] = 1,
    as_json: Json = False,
) -> int:

    journal = Journal(paths.journal(), writing=not clock.pretended())
    taken = take_back(journal, count, clock.now())
    if not taken:
        raise UsageError("there is nothing to undo", "no answer of this device is left")
    if as_json:
        document(
            {"undone": [{"review": line["id"], "question": line["question"]} for line in taken]}
        )
        return 0
    for line in taken:
        when = moment(line)
        print(f"Taken back: {safe(line['question'])}, answered {when:%d %b, %H:%M}")
    print("To answer again: interview resume")
    return 0


def history(
    count: Annotated[
        int, typer.Option("--count", "-n", min=1, max=100, metavar="COUNT", help="How many.")
    ] = 10,
    as_json: Json = False,
) -> int:

    progress = Learner.open(None, writing=False).progress
    latest = [progress.sittings[id_] for id_ in sorted(progress.sittings, reverse=True)][:count]
    if as_json:
        document({"sessions": [_plain(sitting) for sitting in latest]})
        return 0
    if not latest:
        print("No session yet. Begin with: interview quiz")
        return 0
    today = study_day(clock.now())
    for past in latest:
        at = local(past.at, past.offset)
        mode = MODES[past.mode].title if past.mode in MODES else safe(past.mode)
        what = ", ".join(
            safe(value)
            for name in ("levels", "topics", "kinds", "tracks", "packs")
            for value in past.filters.get(name, ())
        )
        score = f", score {percent(past.score / past.scored)}" if past.scored else ""
        explained = past.mode in MODES and MODES[past.mode].answer_by == "explain"
        result = f"{past.answered} answered" if explained else f"{past.right} of {past.rated} right"
        open_end = "" if past.finished else "; not finished"
        print(
            f"{ago(study_day(at), today).removeprefix('on ').capitalize()}, {at:%H:%M}: "
            f"{mode}{f' ({what})' if what else ''}: {result}"
            f"{f', {past.unrated} not rated' if past.unrated else ''}{score}{open_end}"
        )
    return 0


def _plain(sitting: Any) -> dict[str, Any]:
    score = sitting.score / sitting.scored if sitting.scored else None
    return {
        "session": sitting.id,
        "at": sitting.at,
        "mode": sitting.mode,
        "filters": sitting.filters,
        "size": sitting.size,
        "answered": sitting.answered,
        "right": sitting.right,
        "unrated": sitting.unrated,
        "score": score,
        "finished": sitting.finished,
    }
