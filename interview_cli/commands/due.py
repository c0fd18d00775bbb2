"""due: what there is to do today, and when each question comes again."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

import typer

from interview_cli.commands.due_today import print_due
from interview_cli.commands.elsewhere import warn_of_elsewhere
from interview_cli.commands.learner import Learner
from interview_cli.commands.options import Json
from interview_cli.core.progress.progress import Progress
from interview_cli.core.study_days import study_day
from interview_cli.packs.library.catalogue import open_catalogue
from interview_cli.storage import clock
from interview_cli.terminal.rendering.messages import print_json


def due(
    every: Annotated[
        bool, typer.Option("--all", help="List every question you've seen, and when it's due.")
    ] = False,
    as_json: Json = False,
) -> int:
    return _print_all(as_json) if every else print_due(as_json=as_json)


def _print_all(as_json: bool) -> int:
    catalogue, _ = open_catalogue()
    progress = Learner.open(catalogue, writing=False).progress
    today = study_day(clock.now()).toordinal()
    keys = [entry.key for entry in catalogue.entries()]
    rows = [_memory(key, progress, today) for key in keys if key in progress.known]
    rows.sort(key=lambda row: (row["memory"]["due"], row["memory"]["recall"], row["question"]))
    elsewhere = warn_of_elsewhere(catalogue, progress)
    if as_json:
        print_json({"questions": rows})
        return 0
    if not rows and not elsewhere:
        print("You haven't answered anything yet. Start with: interview quiz")
    width = max((len(row["question"]) for row in rows), default=0)
    for row in rows:
        memory, known = row["memory"], progress.known[row["question"]]
        # On the day of an answer it's near 1 even if that was wrong, so tomorrow's is shown.
        recall = progress.scheduler.recall(known.memory, max(today, known.day + 1))
        print(f"{memory['due']}  {row['question']:{width}}  {recall:4.0%}")
    return 0


def _memory(key: str, progress: Progress, today: int) -> dict[str, Any]:
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
