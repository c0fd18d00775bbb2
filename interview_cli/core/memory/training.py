"""Train weights on the learner's own answers, and take them only if they predict better.

The first four fifths of the reviews train, the last fifth tests: weights that don't
lower its log loss by MIN_GAIN are refused. Below MIN_REVIEWS training is a coin flip
and can do harm (measured on simulated learners).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from interview_cli.core.memory.scheduler import RatedAnswer, Trainer, are_valid_weights
from interview_cli.core.records import Line, Reviewed
from interview_cli.core.study_days import study_day_of

#: Fewer reviews than the first are not trained on; from the second on it helps most learners.
MIN_REVIEWS, RECOMMENDED_REVIEWS = 1000, 2000

#: By how much the log loss of the later part has to fall.
MIN_GAIN = 0.002

#: The share of the reviews that trains.
TRAINING_SHARE = 0.8


class FitResult(NamedTuple):
    """The result of training: log losses on the ``tested`` last fifth, and the new weights.

    ``weights`` is None where they are refused.
    """

    reviews: int
    tested: int
    before: float
    after: float
    weights: tuple[float, ...] | None


def collect_answers(lines: Iterable[Line], names: Mapping[str, str]) -> list[RatedAnswer]:
    """Return the rated answers among the *lines* that count, oldest first."""
    found: list[RatedAnswer] = []
    latest: dict[str, int] = {}
    for line in lines:
        if line["type"] == Reviewed.type and line["attempt"] == 1:
            key = names.get(line["question"], line["question"])
            day = study_day_of(line["at"], line.get("offset") or 0)
            day = latest[key] = max(day, latest.get(key, day))  # as after a flight
            found.append(RatedAnswer(key, day, line["rating"]))
    return found


def fit(every: list[RatedAnswer], weights: tuple[float, ...]) -> FitResult:
    """Return the result of training on *every* answer, against today's *weights*."""
    trainer = Trainer(every)
    cut = round(len(every) * TRAINING_SHARE)
    trained = trainer.train(cut)
    before, tested = trainer.log_loss(weights, cut)
    after, _ = trainer.log_loss(trained, cut)
    taken = None
    if are_valid_weights(trained) and before - after >= MIN_GAIN:
        whole = trainer.train(len(every))
        taken = whole if are_valid_weights(whole) else trained
    return FitResult(len(every), tested, before, after, taken)
