"""What there is to do after a session: by the plan to the interview, or else by what is due."""

from __future__ import annotations

from interview_cli.core.kinds import NOT_CARDS
from interview_cli.core.session import verdict
from interview_cli.core.session.summary import NextStep, PlanStep
from interview_cli.core.study_days import study_day
from interview_cli.storage import clock, paths
from interview_cli.terminal.practice_session import PracticeSession


def find_next_step(practice: PracticeSession) -> NextStep:
    """Return what there is to do after the session of *practice*, its answers counted."""
    progress, catalogue, session = practice.progress, practice.catalogue, practice.session
    today, scheduler = study_day(clock.now()).toordinal(), progress.scheduler
    planned = progress.planned is not None
    if planned and (step := _find_plan_step(practice, today)):
        return NextStep(0, 0, planned=True, plan=step)

    def is_card(key: str) -> bool:
        """Whether there is such a question, and it can be a flashcard."""
        return catalogue.has(key) and catalogue.entry(key).kind not in NOT_CARDS

    due = {
        key: scheduler.curve.due(known.memory)
        for key, known in progress.known.items()
        if is_card(key) and not progress.is_suspended(key, today)
    }
    for outcome in session.outcomes:
        key = session.plan[outcome.place].key
        if outcome.first and is_card(key):
            days = verdict.interval_of(session, outcome, scheduler, today)
            due[key] = today + max(1, days)
    for asked in filter(practice.session.suspends, practice.session.plan):
        due.pop(asked.key, None)
    return NextStep(
        left=sum(day <= today for day in due.values()),
        tomorrow=sum(day == today + 1 for day in due.values()),
        planned=planned,
    )


def _find_plan_step(practice: PracticeSession, today: int) -> PlanStep | None:
    """Return what the plan has next, as the home screen says it; None where it's over."""
    # Slow, and few have a plan.
    from interview_cli.core.planning.plan import Plan, plan_today
    from interview_cli.core.planning.selection import filter_entries
    from interview_cli.storage.settings import load_new_per_day
    from interview_cli.storage.snapshots.progress_cache import load_progress
    from interview_cli.terminal.plan import mock_command

    catalogue = practice.catalogue
    progress, _ = load_progress(practice.journal, catalogue.renames)
    plan = Plan.read(progress.planned, today)
    if plan is None:
        return None
    entries = filter_entries(plan.filters, catalogue.entries(), catalogue.tracks)
    most = load_new_per_day() if paths.config().exists() else None
    work = plan_today(
        progress.without_suspended(entries, today),
        progress,
        today,
        plan,
        calendar_day=clock.now().date().toordinal(),
        new_left=None if most is None else max(0, most - progress.answered_on(today).new),
    )
    if work.stage in ("after", "none"):
        return None
    following = next(iter(plan.calendar.days(today + 1)), None)
    return PlanStep(
        work.stage,
        left=len(work.planned or ()),
        minutes=work.minutes,
        mock=mock_command(work.mock, plan.filters) if work.mock else "",
        following=None if following is None else following - today,
    )
