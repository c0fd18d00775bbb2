"""Weights trained on the learner's own answers, and taken only if they predict better.

The first four fifths of the reviews train, the last fifth judges: weights that don't
lower its log loss by GAIN are refused. Below LEAST reviews training is a coin flip and
can do harm (measured on synthetic learners: scheduling.md §1.3).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from interview_cli.core.journal.records import Line, Reviewed
from interview_cli.core.memory.fsrs_rs import Trainer
from interview_cli.core.memory.model import Answer
from interview_cli.core.memory.scheduler import usable
from interview_cli.core.study_days import study_day_of

#: Fewer reviews than LEAST are not trained on; from ENOUGH on it is worth it for most.
LEAST, ENOUGH = 1000, 2000

#: By how much the log loss of the later part has to fall.
GAIN = 0.002

#: The share of the reviews that trains.
TRAINS = 0.8


class Fit(NamedTuple):
    """What came of training: log losses of the later part, and the weights to take.

    ``tested`` is how many reviews judged; ``weights`` is None where they are refused.
    """

    reviews: int
    tested: int
    before: float
    after: float
    weights: tuple[float, ...] | None


def answers(lines: Iterable[Line], names: Mapping[str, str]) -> list[Answer]:
    """Give the answers of the journal's standing *lines*, oldest first."""
    found: list[Answer] = []
    latest: dict[str, int] = {}
    for line in lines:
        if line["type"] == Reviewed.type and line["attempt"] == 1:
            key = names.get(line["question"], line["question"])
            day = study_day_of(line["at"], line.get("offset") or 0)
            day = latest[key] = max(day, latest.get(key, day))  # as after a flight
            found.append(Answer(key, day, line["rating"]))
    return found


def fit(every: list[Answer], weights: tuple[float, ...]) -> Fit:
    """Train on *every* answer, starting from today's *weights*; at least LEAST of them."""
    trainer = Trainer(every)
    cut = round(len(every) * TRAINS)
    trained = trainer.train(cut)
    before, tested = trainer.log_loss(weights, cut)
    after, _ = trainer.log_loss(trained, cut)
    taken = None
    if usable(trained) and before - after >= GAIN:
        whole = trainer.train(len(every))
        taken = whole if usable(whole) else trained
    return Fit(len(every), tested, before, after, taken)
