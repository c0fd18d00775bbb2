"""The learner's statistics, added up from the journal; ``report`` makes them ready to be shown.

``Statistics`` stays small for a million answers: a few numbers for each day, bin and kind.
Everything but the days counts only the first attempt of a session, which is what
updates the memory.

Log loss and Brier score are the usual ones of forecasts (Brier, 1950): the means of
``-ln`` of the chance that was given to what happened, and of its squared error
(https://doi.org/10.1175/1520-0493(1950)078<0001:VOFEIT>2.0.CO;2).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass, field
from functools import reduce
from math import log
from operator import add, itemgetter
from typing import Any, NamedTuple

from interview_cli.core.memory.answer_facts import Answer
from interview_cli.core.memory.first_attempts import FirstAttempts
from interview_cli.core.progress.answer_times import AnswerTimes
from interview_cli.core.progress.progress import INTERVIEWS
from interview_cli.core.progress.standing_lines import Standing, read_answers, take_standing
from interview_cli.core.records import (
    AGAIN,
    Line,
    Reviewed,
    Started,
    is_right,
    select_countable,
)

#: To be raised by one when the fold adds up differently, so that old snapshots are not used.
SNAPSHOT_VERSION = 5

#: The number of bins of equal width that predicted recall is sorted into.
BINS = 10

#: No prediction counts as surer than this: one answer could else make the loss infinite.
MAX_CHANCE = 0.999

#: How many past mock interviews are kept.
MAX_MOCKS = 200


class PastMock(NamedTuple):
    """A mock interview; ``score`` is the weighted sum over what was ``scored``, by weight too."""

    id: str
    at: str = ""  # UTC, ISO 8601
    offset: int = 0  # minutes from UTC where the learner was
    answered: int = 0
    score: float = 0.0
    scored: float = 0.0


#: Session, mode, score, rating, seconds, day, confidence, predicted, and weight of an answer.
_take_needed: Callable[[Answer], tuple[Any, ...]] = itemgetter(0, 3, 5, 6, 9, 10, 11, 12, 14)


@dataclass(slots=True)
class Statistics:
    """The fold of the journal's lines, oldest first.

    A *prediction* is one of recall; it came true where the rating was any but Again.
    """

    days: dict[int, list[float]] = field(default_factory=dict)  # ordinal: [answers, seconds]
    #: Of each bin: how many, the sum of what was predicted, how many were recalled.
    bins: list[list[float]] = field(default_factory=lambda: [[0, 0.0, 0] for _ in range(BINS)])
    loss: list[float] = field(default_factory=lambda: [0.0, 0.0])  # sums: log loss, Brier score
    confidence: dict[int, list[int]] = field(default_factory=dict)  # 1 to 3: [right, wrong]
    times: AnswerTimes = field(default_factory=AnswerTimes)
    mocks: dict[str, PastMock] = field(default_factory=dict)
    attempts: FirstAttempts = field(default_factory=FirstAttempts, compare=False)
    #: Those whose beginning hasn't come yet; see ``Progress.unbegun``.
    unbegun: dict[str, PastMock] = field(default_factory=dict, compare=False)
    newest: str = ""  # the greatest id that was added up

    def add(self, lines: Iterable[Line], only: Container[str] | None = None) -> None:
        """Add up *lines*; of reviews those whose question is in *only*, where that is given.

        Lines that retract others, or grade them again, must come with these: raises
        RebuildNeeded where they don't.
        """
        ids, lines = select_countable(lines, complete=not self.newest)
        if only is not None:
            lines = [x for x in lines if x["type"] != Reviewed.type or x["question"] in only]
        newest = max(ids, default="")
        taken = take_standing(read_answers(lines), newest, self.attempts, self.times)
        self.add_standing(taken)

    def prepare(self, lines: list[Line]) -> None:
        """Take what is set by *lines*: nothing here."""

    def add_standing(self, standing: Standing) -> None:
        """Add up lines that count, but for what ``take_standing`` has added of them."""
        self._add_up(standing)
        self.newest = max(standing.newest, self.newest)
        for mocks in (self.mocks, self.unbegun):
            if len(mocks) > MAX_MOCKS:
                for id_ in sorted(mocks)[:-MAX_MOCKS]:
                    del mocks[id_]

    def _started(self, line: Line) -> None:
        if line["mode"] in INTERVIEWS:
            mock = self.unbegun.pop(line["id"], None) or PastMock(line["id"])
            offset = line.get("offset") or 0
            self.mocks[line["id"]] = mock._replace(at=line["at"], offset=offset)

    def _add_up(self, standing: Standing) -> None:
        # One long function, as in ``progress``: a long journal has millions of answers.
        days, mocks, (loss, brier) = self.days, self.mocks, self.loss
        least, most = 1 - MAX_CHANCE, MAX_CHANCE
        on, counts, many, spent = -1, list[float](), 0.0, 0.0  # of the day of the answer before
        chances = [list[float]() for _ in range(BINS)]
        by_place = [*chances, chances[-1]]
        recalled = list[int]()  # by their places
        for line, first in zip(standing.lines, standing.firsts, strict=True):
            if not isinstance(line, Answer):
                if line["type"] == Started.type:
                    self._started(line)
                continue
            session, mode, score, rating, seconds, day, sure, chance, weight = _take_needed(line)
            if day != on:
                counts[:] = many, spent
                on, counts = day, days.setdefault(day, [0, 0.0])
                many, spent = counts
            many += 1
            spent += seconds
            if not first:
                continue
            if sure is not None:
                self.confidence.setdefault(sure, [0, 0])[not is_right(score, rating)] += 1
            if chance is not None and 0 <= chance <= 1:
                place = int(chance * BINS)
                by_place[place].append(chance)
                # As log_loss has it.
                bounded = least if chance < least else most if chance > most else chance
                if rating > AGAIN:
                    recalled.append(place)
                    loss -= log(bounded)
                    brier += (chance - 1) ** 2
                else:
                    loss -= log(1 - bounded)
                    brier += chance**2
            if session and (mode in INTERVIEWS or session in mocks):
                self._play(session, score, weight)
        counts[:] = many, spent
        self.loss = [loss, brier]
        for bin_, some in zip(self.bins, chances, strict=True):
            bin_[0] += len(some)
            bin_[1] = reduce(add, some, bin_[1])  # one by one: ``sum`` rounds less
        for place, times in Counter(recalled).items():
            self.bins[min(place, BINS - 1)][2] += times

    def _play(self, session: str, score: float | None, weight: float) -> None:
        here = self.mocks if session in self.mocks else self.unbegun
        mock = here.get(session) or PastMock(session)
        weight = 0.0 if score is None else weight
        here[session] = mock._replace(
            answered=mock.answered + 1,
            score=mock.score + weight * (score or 0.0),
            scored=mock.scored + weight,
        )

    def to_plain(self) -> dict[str, Any]:
        """Return plain JSON values: a snapshot."""
        return {
            "schema": SNAPSHOT_VERSION,
            "days": [[day, *counts] for day, counts in self.days.items()],
            "bins": self.bins,
            "loss": self.loss,
            "confidence": [[level, *counts] for level, counts in self.confidence.items()],
            "times": self.times.counts,
            "attempts": self.attempts.to_plain(),
            "mocks": list(self.mocks.values()),
            "unbegun": list(self.unbegun.values()),
            "newest": self.newest,
        }

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> Statistics:
        """Return the statistics of a snapshot; raises ValueError for one of another version."""
        if plain["schema"] != SNAPSHOT_VERSION:
            raise ValueError("another schema")
        return cls(
            days={day: counts for day, *counts in plain["days"]},
            bins=plain["bins"],
            loss=plain["loss"],
            confidence={level: counts for level, *counts in plain["confidence"]},
            times=AnswerTimes(plain["times"]),
            mocks={mock[0]: PastMock._make(mock) for mock in plain["mocks"]},
            attempts=FirstAttempts(plain["attempts"]),
            unbegun={mock[0]: PastMock._make(mock) for mock in plain["unbegun"]},
            newest=plain["newest"],
        )


def log_loss(predicted: float, recalled: bool) -> float:
    """Return the log loss of one prediction: ``-ln`` of the chance it gave to what happened."""
    if predicted < 1 - MAX_CHANCE:  # quicker than min and max
        predicted = 1 - MAX_CHANCE
    elif predicted > MAX_CHANCE:
        predicted = MAX_CHANCE
    return -log(predicted if recalled else 1 - predicted)
