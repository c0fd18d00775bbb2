"""due: what there is to do today, in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from interview_cli.commands.options import Json

if TYPE_CHECKING:
    from interview_cli.core.progress.progress import Progress
    from interview_cli.core.questions.entry import Entry


def due(
    every: Annotated[
        bool, typer.Option("--all", help="Each question that you have met, and when it is due.")
    ] = False,
    as_json: Json = False,
) -> int:
    """Say in one line what is due; for a prompt or a status bar."""
    from interview_cli.commands.desk import Desk
    from interview_cli.core.planning.filters import matching
    from interview_cli.core.planning.plan import Plan, agenda
    from interview_cli.core.study_days import study_day
    from interview_cli.storage import clock
    from interview_cli.storage.catalogue import open_catalogue
    from interview_cli.terminal.ahead import due_line

    catalogue, _ = open_catalogue()
    progress = Desk.open(catalogue, writing=False).progress
    today = study_day(clock.now()).toordinal()
    entries = catalogue.entries()
    if every:
        return _all(entries, progress, today, as_json)
    plan = Plan.read(progress.planned, today)
    if plan:
        entries = matching(plan.filters, entries, catalogue.tracks)
    found = agenda(entries, progress, today, plan)
    if as_json:
        from datetime import date

        from interview_cli.terminal.events import document

        document(
            {
                "due": len(found.due),
                "new": len(found.new),
                "minutes": found.minutes,
                "done": found.done,
                "planned": plan is not None,
                "next": date.fromordinal(found.next[0]).isoformat() if found.next else None,
            }
        )
        return 0
    print(due_line(found, plan, today))
    return 0


def _all(entries: list[Entry], progress: Progress, today: int, as_json: bool) -> int:
    rows = [_memory(entry.key, progress, today) for entry in entries if entry.key in progress.known]
    rows.sort(key=lambda row: (row["memory"]["due"], row["memory"]["recall"], row["question"]))
    if as_json:
        from interview_cli.terminal.events import document

        document({"questions": rows})
        return 0
    if not rows:
        print("Nothing asked yet. Begin with: interview quiz")
    width = max((len(row["question"]) for row in rows), default=0)
    for row in rows:
        memory = row["memory"]
        print(f"{memory['due']}  {row['question']:{width}}  {memory['recall']:4.0%}")
    return 0


def _memory(key: str, progress: Progress, today: int) -> dict[str, Any]:
    from datetime import date

    memory, scheduler = progress.known[key].memory, progress.scheduler
    return {
        "question": key,
        "memory": {
            "stability": memory.stability,
            "difficulty": memory.difficulty,
            "last": date.fromordinal(memory.day).isoformat(),
            "due": date.fromordinal(scheduler.curve.due(memory)).isoformat(),
            "recall": scheduler.recall(memory, today),
        },
    }
