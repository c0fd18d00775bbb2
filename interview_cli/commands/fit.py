"""fit: train the memory model on the learner's own answers."""

from __future__ import annotations

from typing import Annotated

import typer

from interview_cli.commands.learner import Learner, open_packs
from interview_cli.commands.options import Json
from interview_cli.core.errors import DONE, NO, UsageError
from interview_cli.core.memory import scheduler
from interview_cli.core.memory.scheduler import MIN_REVIEWS, RECOMMENDED_REVIEWS
from interview_cli.core.records import WEIGHTS_SETTING, Setting, apply_regrades
from interview_cli.storage import clock
from interview_cli.storage.snapshots.progress_cache import has_fast_library
from interview_cli.terminal.rendering.messages import print_json


def fit(
    reset: Annotated[bool, typer.Option("--reset", help="Go back to the default weights.")] = False,
    as_json: Json = False,
) -> int:
    """The new weights are kept only if they predict your answers better than the old ones."""
    catalogue, _ = open_packs()
    learner = Learner.open(catalogue)
    if reset:
        return _reset(learner, as_json)
    lines, _ = learner.journal.read()
    every = scheduler.collect_answers(apply_regrades(lines), catalogue.renames)
    if len(every) < MIN_REVIEWS:
        raise UsageError(
            f"you've answered {len(every)} times; training needs at least {MIN_REVIEWS:,} answers",
            "with fewer, it's a coin flip whether it helps; the default weights do well until then",
        )
    if not has_fast_library():
        raise UsageError(
            "the library that trains weights isn't installed",
            "install it beside this program: pip install fsrs-rs-python",
        )
    found = scheduler.fit(every, learner.progress.scheduler.weights)
    if not found.tested:
        raise UsageError(
            "no question was asked again on a later day, so there is nothing to predict",
            "train again after some days of practice",
        )
    if found.weights:
        learner.journal.append([Setting(WEIGHTS_SETTING, found.weights)], at=clock.now())
    if as_json:
        print_json(
            {
                "reviews": found.reviews,
                "tested": found.tested,
                "log_loss": {"before": found.before, "after": found.after},
                "accepted": found.weights is not None,
                "weights": found.weights,
            }
        )
        return DONE if found.weights else NO
    print(
        f"Trained on the first four fifths of {found.reviews:,} answers, tried on the last "
        f"{found.tested:,} that could be predicted.\n"
        f"Log loss there: {found.before:.4f} before, {found.after:.4f} after (lower is better)."
    )
    if found.weights:
        print("Kept: from now on, your own weights schedule everything.")
        print("To go back: interview fit --reset")
        if found.reviews < RECOMMENDED_REVIEWS:
            print(
                f"Train again once you have {RECOMMENDED_REVIEWS:,} answers; until then your "
                "weights can still mislead."
            )
        return DONE
    print("Not kept: the new weights are no better than yours. Nothing was changed.")
    return NO


def _reset(learner: Learner, as_json: bool) -> int:
    if learner.progress.scheduler.weights == scheduler.WEIGHTS:
        raise UsageError("you have the default weights already", "to train your own: interview fit")
    learner.journal.append([Setting(WEIGHTS_SETTING, None)], at=clock.now())
    if as_json:
        print_json({"accepted": True, "weights": None})
    else:
        print("Back to the default weights. To train again: interview fit")
    return 0
