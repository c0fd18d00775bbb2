"""``interview`` alone at a terminal: the home screen."""

from __future__ import annotations

from dataclasses import replace

import typer

from interview_cli.commands.elsewhere import count_elsewhere
from interview_cli.commands.learner import Learner, open_packs
from interview_cli.commands.pack.list import measure_tracks
from interview_cli.core.levels import LEVELS
from interview_cli.core.modes import MODES
from interview_cli.core.planning.forecast import predict_recall
from interview_cli.core.planning.plan import Plan, plan_today
from interview_cli.core.planning.selection import filter_entries
from interview_cli.core.progress.progress import Progress
from interview_cli.core.study_days import describe_day, study_day
from interview_cli.packs.library.catalogue import Catalogue
from interview_cli.storage import clock
from interview_cli.terminal.home import HomeState, show
from interview_cli.terminal.rendering.wording import local_time


def show_home(context: typer.Context) -> int:
    """Show the home screen and run the command chosen there, until none is."""
    while True:
        catalogue, _ = open_packs()
        choice = show(_state(catalogue))
        if choice is None:
            return 0
        code = context.command.main(choice.split(), prog_name="interview", standalone_mode=False)
        if code:
            return int(code)


def _state(catalogue: Catalogue) -> HomeState:
    learner = Learner.open(catalogue, writing=False)
    progress, now = learner.progress, clock.now()
    today = study_day(now)
    entries = catalogue.entries()
    past = [progress.past_sessions[id_] for id_ in sorted(progress.past_sessions)]
    days = {s.id: study_day(local_time(s.at, s.offset)) for s in past}
    new = [s for s in past if days[s.id] == today]
    plan = Plan.read(progress.planned, today.toordinal())
    about = filter_entries(plan.filters, entries, catalogue.tracks) if plan else entries
    about = progress.without_suspended(about, today.toordinal())
    work = plan_today(about, progress, today.toordinal(), plan)
    work = replace(work, new=work.new[: learner.new_left(today.toordinal())])
    last = next((s for s in reversed(past) if s.rated), None)
    cut = next((s for s in reversed(past) if not s.finished and s.mode in MODES), None)
    return HomeState(
        now=now,
        first_time=not progress.known,
        questions=len(entries),
        levels=tuple(level for level in LEVELS if any(e.level == level for e in entries)),
        asked=sum(entry.key in progress.known for entry in entries),
        answered_today=sum(s.rated for s in new),
        right_today=sum(s.right for s in new),
        todays_work=work,
        plan=plan,
        expected=(
            predict_recall(plan, about, progress, today.toordinal()) if plan and about else None
        ),
        resumable=f"{MODES[cut.mode].title}, {cut.answered} of {cut.size} done" if cut else None,
        last=(
            f"{last.right} of {last.rated} right, {describe_day(days[last.id], today)}"
            if last
            else None
        ),
        path=_path(catalogue, progress),
        elsewhere=count_elsewhere(catalogue, progress).total(),
    )


def _path(catalogue: Catalogue, progress: Progress) -> tuple[str, str] | None:
    """Return how far one is on the track followed last, and the command to go on."""
    followed = [
        past.filters["tracks"][0]
        for _, past in sorted(progress.past_sessions.items())
        if past.filters.get("tracks")
    ][-1:]
    for at in measure_tracks(catalogue, progress.known) if followed else ():
        if at.track.id == followed[0]:
            ahead = f": next {at.next}" if at.next else ""
            where = f"{at.track.title}, {at.done} of {at.of}{ahead}"
            return where, f"quiz --track {at.track.id}"
    return None
