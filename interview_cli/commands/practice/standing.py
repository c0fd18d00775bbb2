"""What the home screen says of the learner, from the journal and the packs there are."""

from __future__ import annotations

from dataclasses import replace

from interview_cli.commands.elsewhere import count_elsewhere
from interview_cli.commands.learner import Learner
from interview_cli.core.kinds import PLAIN_KINDS
from interview_cli.core.levels import LEVELS
from interview_cli.core.modes import MODES
from interview_cli.core.planning.forecast import predict_recall
from interview_cli.core.planning.plan import Plan, find_due_exercises, plan_today
from interview_cli.core.planning.selection import filter_entries
from interview_cli.core.progress.progress import PastSession, TrackProgress
from interview_cli.core.progress.weak_spots import choose_weak, count_first_times
from interview_cli.core.study_days import describe_day, study_day
from interview_cli.packs.library.catalogue import Catalogue
from interview_cli.storage import clock
from interview_cli.terminal.home.overview import HomeState
from interview_cli.terminal.rendering.wording import local_time, percent


def read_state(
    catalogue: Catalogue, learner: Learner, plan: Plan | None, followed: TrackProgress | None
) -> HomeState:
    """Return what the home screen shows; *followed* is the track followed last."""
    progress, now = learner.progress, clock.now()
    today = study_day(now)
    entries = catalogue.entries()
    past = [progress.past_sessions[id_] for id_ in sorted(progress.past_sessions)]
    days = {s.id: study_day(local_time(s.at, s.offset)) for s in past}
    new = [s for s in past if days[s.id] == today]
    about = filter_entries(plan.filters, entries, catalogue.tracks) if plan else entries
    about = progress.without_suspended(about, today.toordinal())
    new_left = learner.new_left(today.toordinal())
    day = now.date().toordinal()
    work = plan_today(about, progress, today.toordinal(), plan, calendar_day=day, new_left=new_left)
    exercises = find_due_exercises(
        progress.without_suspended(entries, today.toordinal()), progress, today.toordinal()
    )
    work = replace(work, new=work.new[:new_left], exercises=exercises)
    is_ahead = work.stage in ("ahead", "tomorrow")
    askable = progress.without_suspended(entries, today.toordinal())
    last = next((s for s in reversed(past) if s.rated), None)
    marked = [s for s in new if not _is_interview(s)]  # an answer to one is hardly all right
    path = None
    if followed:
        ahead = f": next {followed.next}" if followed.next else ""
        path = f"{followed.track.title}, {followed.done} of {followed.of}{ahead}"
    return HomeState(
        now=now,
        first_time=not progress.known,
        questions=len(entries),
        levels=tuple(level for level in LEVELS if any(e.level == level for e in entries)),
        asked=sum(entry.key in progress.known for entry in entries),
        answered_today=sum(s.rated for s in marked),
        right_today=sum(s.right for s in marked),
        todays_work=work,
        plan=plan,
        expected=(
            predict_recall(plan, about, progress, today.toordinal())
            if plan and is_ahead and about
            else None
        ),
        last=f"{_describe_result(last)}, {describe_day(days[last.id], today)}" if last else None,
        path=path,
        first_times=count_first_times(progress.known.values(), today.toordinal()),
        weak=sum(entry.kind in PLAIN_KINDS for entry in choose_weak(askable, progress)),
        elsewhere=count_elsewhere(catalogue, progress).total(),
    )


def _is_interview(session: PastSession) -> bool:
    mode = MODES.get(session.mode)
    return mode is not None and mode.is_interview


def _describe_result(session: PastSession) -> str:
    """Return how a session went, which has rated answers."""
    if _is_interview(session) and session.mean is not None:
        return f"mock interview, {percent(session.mean)}"
    return f"{session.right} of {session.rated} right"
