"""FSRS-6: the forgetting curve, how an answer changes a memory, and the training of weights.

The curve is ``R(t) = (1 + F t / S) ** -w20``, with F such that recall is 0.9 after S days
(https://github.com/open-spaced-repetition/fsrs4anki/wiki/The-Algorithm). How an answer
changes a memory is in ``formulas``, or left to a quick library where that is installed, which
alone can train weights; it's imported when first needed, so that a start which only looks at
memories is quick.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from interview_cli.core.memory.first_attempts import FirstAttempts
from interview_cli.core.memory.formulas import StateUpdate, make_update
from interview_cli.core.records import RATINGS, Line, Reviewed
from interview_cli.core.study_days import study_day_of

#: The default weights of FSRS-6, as the library has them (a test holds the two together).
WEIGHTS = (
    *(0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194),
    *(0.001, 1.8722, 0.1666, 0.796, 1.4835, 0.0614, 0.2629),
    *(1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542),
)

#: The recall at which a question becomes due.
RETENTION = 0.9

#: The longest interval, in days: a hundred years.
MAX_INTERVAL = 36_500


class Memory(NamedTuple):
    """How well one question is remembered.

    ``stability`` is the days until recall falls to 0.9, ``difficulty`` goes from 1 to
    10, ``day`` is the study day of the last review, a proleptic ordinal.
    """

    stability: float
    difficulty: float
    day: int


class Curve(NamedTuple):
    """The forgetting curve of a set of weights."""

    decay: float
    factor: float

    @classmethod
    def from_weights(cls, weights: tuple[float, ...]) -> Curve:
        decay = -weights[20]
        return cls(decay, RETENTION ** (1 / decay) - 1)

    def recall(self, stability: float, days: int) -> float:
        """Return the chance (0 to 1) of recall *days* after a review."""
        return float((1 + self.factor * max(0, days) / stability) ** self.decay)

    def interval(self, stability: float, retention: float = RETENTION) -> int:
        """Return the whole days until recall falls to *retention*; at least 1."""
        # The factor is exact for the usual retention, where the power might round otherwise.
        usual = retention == RETENTION
        span = self.factor if usual else retention ** (1 / self.decay) - 1
        days: float = stability / self.factor * span
        return min(max(round(days), 1), MAX_INTERVAL)

    def due(self, memory: Memory) -> int:
        """Return the study day, as an ordinal, on which *memory* becomes due."""
        return memory.day + self.interval(memory.stability)


class RatedAnswer(NamedTuple):
    """One answer that updated the memory: the question, the study day and the rating."""

    question: str
    day: int
    rating: int


PYTHON, RUST = "fsrs", "fsrs_rs"


@dataclass(slots=True)
class Scheduler:
    """A set of weights, and the library that applies them to answers."""

    weights: tuple[float, ...] = WEIGHTS
    library: str = PYTHON
    curve: Curve = field(init=False, compare=False, repr=False)
    _update: StateUpdate | None = field(default=None, init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        self.curve = Curve.from_weights(self.weights)

    def after(self, memory: Memory | None, rating: int, day: int) -> Memory:
        """Return the memory after an answer rated 1 to 4 on the study *day* (an ordinal).

        A day before the last review's, as after a flight, counts as that one.
        """
        if memory is None:
            return Memory(*self.update(None, rating, 0), day)
        day = max(day, memory.day)
        return Memory(*self.update(memory[:2], rating, day - memory.day), day)

    @property
    def update(self) -> StateUpdate:
        """What an answer does to stability and difficulty; see ``StateUpdate``."""
        if self._update is None:
            make = _make_rust_update if self.library == RUST else make_update
            self._update = make(self.weights)
        return self._update

    def recall(self, memory: Memory, day: int) -> float:
        """Return the chance (0 to 1) that the question is recalled on *day*."""
        return self.curve.recall(memory.stability, day - memory.day)

    def intervals(self, memory: Memory | None, day: int) -> tuple[int, ...]:
        """Return the days until the question is due again, for each rating from 1 to 4."""
        after = (self.after(memory, rating, day) for rating in RATINGS)
        return tuple(self.curve.interval(new.stability) for new in after)


def are_valid_weights(weights: object) -> bool:
    """Whether *weights* are 21 numbers within the bounds of FSRS-6."""
    if not isinstance(weights, list | tuple) or not {*map(type, weights)} <= {int, float}:
        return False
    from fsrs import Scheduler as Library  # which knows the bounds

    try:
        Library(weights)
    except ValueError:
        return False
    return True


def _make_rust_update(weights: tuple[float, ...]) -> StateUpdate:
    from fsrs_rs_python import FSRS, MemoryState  # which are in single precision

    library = FSRS(list(weights))

    def update(known: tuple[float, float] | None, rating: int, days: int) -> tuple[float, float]:
        state = None if known is None else MemoryState(*known)
        nexts = library.next_states(state, RETENTION, days)
        chosen = (nexts.again, nexts.hard, nexts.good, nexts.easy)[rating - 1].memory
        return chosen.stability, chosen.difficulty

    return update


class Trainer:
    """Training data in the library's form: for each answer, the question's history up to it.

    Only answers on a later day than the one before can be predicted, not those within a day.
    """

    def __init__(self, answers: Sequence[RatedAnswer]) -> None:
        from fsrs_rs_python import FSRSItem, FSRSReview

        self._items = []  # with the place of the answer
        past: dict[str, list[FSRSReview]] = {}
        days: dict[str, int] = {}
        for place, (question, day, rating) in enumerate(answers):
            since = day - days.get(question, day)
            history = past.setdefault(question, [])
            history.append(FSRSReview(rating, since))
            days[question] = day
            if len(history) > 1 and since > 0:
                self._items.append((place, FSRSItem(list(history))))

    def train(self, until: int) -> tuple[float, ...]:
        """Return weights trained on the answers before the place *until*."""
        from fsrs_rs_python import DEFAULT_PARAMETERS, FSRS

        items = [item for place, item in self._items if place < until]
        return tuple(FSRS(list(DEFAULT_PARAMETERS)).compute_parameters(items))

    def log_loss(self, weights: tuple[float, ...], start: int) -> tuple[float, int]:
        """Return the mean log loss of the answers from the place *start* on, and their number."""
        from fsrs_rs_python import FSRS

        items = [item for place, item in self._items if place >= start]
        if not items:
            return 0.0, 0
        return FSRS(list(weights)).evaluate(items).log_loss, len(items)


#: Fewer reviews than the first are not trained on; from the second on it helps most learners.
MIN_REVIEWS, RECOMMENDED_REVIEWS = 1000, 2000

#: By how much the log loss of the later part has to fall.
MIN_GAIN = 0.002

#: The share of the reviews that trains.
TRAINING_SHARE = 0.8


class FitResult(NamedTuple):
    """Log losses on the ``tested`` last fifth; ``weights`` are None where they are refused."""

    reviews: int
    tested: int
    before: float
    after: float
    weights: tuple[float, ...] | None


def collect_answers(lines: Iterable[Line], names: Mapping[str, str]) -> list[RatedAnswer]:
    """Return the rated answers among the *lines* that count, oldest first."""
    found: list[RatedAnswer] = []
    latest: dict[str, int] = {}
    attempts = FirstAttempts()
    for line in lines:
        if line["type"] == Reviewed.type and attempts.take(line):
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
