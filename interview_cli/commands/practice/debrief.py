"""debrief: the debrief of a past mock interview, to read, mark and keep."""

from __future__ import annotations

from typing import Annotated

import typer

from interview_cli.commands.learner import Learner, open_packs, open_past
from interview_cli.commands.options import Json, NoAi, PlainLines, Save
from interview_cli.commands.practice.session import check_target, play_session, save_debrief
from interview_cli.core.errors import UsageError
from interview_cli.core.modes import MODES
from interview_cli.core.progress.progress import PastSession, Progress
from interview_cli.core.sentences import join
from interview_cli.terminal.practice_session import PracticeSession, find_lines
from interview_cli.terminal.rendering.messages import print_json


def debrief(
    number: Annotated[
        str,
        typer.Argument(
            metavar="[N|last]", help="Its number in `interview history`; the last one unless said."
        ),
    ] = "last",
    save: Save = None,
    no_ai: NoAi = False,
    plain: PlainLines = False,
    as_json: Json = False,
) -> int:
    target = check_target(save)
    chosen = choose_interview(Learner.open(None, writing=False).progress, number)
    catalogue, _ = open_packs(chosen.filters.get("paths", ()))
    learner = Learner.open(catalogue, writing=not (as_json or target))
    lines = find_lines(open_past(learner.journal).of_sessions([chosen.id]), chosen.id)
    practice = PracticeSession.reopen(lines, catalogue, learner.journal, learner.progress)
    if target:
        save_debrief(target, practice)
    elif as_json:
        from interview_cli.terminal.debrief.document import to_json  # only where it's asked for

        print_json(to_json(practice.debrief()))
    else:
        return play_session(practice, learner, plain=plain, as_json=False, no_ai=no_ai)
    return 0


def choose_interview(progress: Progress, number: str) -> PastSession:
    """Return the mock interview that *number* names; raises UsageError."""
    past = progress.list_sessions()
    mocks = {n: one for n, one in enumerate(past, 1) if _has_debrief(one)}
    if not mocks:
        raise UsageError(
            "there is no debrief yet: no mock interview has an answer",
            "start one: interview mock",
        )
    if number == "last":
        return mocks[min(mocks)]
    numbers = join(list(map(str, mocks)), "or") if len(mocks) <= 8 else "see: interview history"
    if not (number.isascii() and number.isdecimal() and 1 <= int(number) <= len(past)):
        raise UsageError(f"there is no session {number!r}", f"a mock interview is {numbers}")
    if int(number) not in mocks:
        chosen = past[int(number) - 1]
        title = MODES[chosen.mode].title.lower() if chosen.mode in MODES else chosen.mode
        why = "nothing was answered in it" if chosen.mode == "mock" else "only a mock interview has"
        raise UsageError(
            f"session {number} is a {title}, without a debrief: {why}",
            f"those with one: {numbers}",
        )
    return mocks[int(number)]


def _has_debrief(past: PastSession) -> bool:
    explained = past.mode in MODES and MODES[past.mode].answer_by == "explain"
    return explained and past.answered > 0
