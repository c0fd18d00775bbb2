"""What the journal adds up to; always derived, never the only copy of anything."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from interview_cli.core.rating import NEW
from interview_cli.core.records import (
    Line,
    Regraded,
    Retracted,
    Started,
    is_right,
    without_retracted,
)
from interview_cli.core.selection import Seen

#: Raised by one whenever a fold would add up differently, so that old ones are not used.
SCHEMA = 1

#: The learner's own first-try rate stands in for NEW from this many answers on.
ENOUGH = 20

#: How many past sessions are kept in the fold: as many as ``history`` shows at the most.
SESSIONS = 100


class Known(NamedTuple):
    """What happened to one question: its last first attempt of a session, and counts."""

    at: str  # UTC, ISO 8601
    right: bool
    fingerprint: str
    kind: str
    asked: int
    times_right: int


class Sitting(NamedTuple):
    """A past session in short; ``score`` is the sum over the ``scored`` answers."""

    id: str
    at: str  # UTC, ISO 8601
    offset: int  # minutes from UTC where the learner was
    mode: str
    filters: dict[str, Any]
    size: int
    answered: int
    right: int
    score: float
    scored: int
    finished: bool


class OutOfReach(LookupError):
    """A line takes back, or grades anew, one that was added up long ago."""


@dataclass(slots=True)
class Progress:
    """The fold of the journal's lines, oldest first."""

    known: dict[str, Known] = field(default_factory=dict)
    sittings: dict[str, Sitting] = field(default_factory=dict)
    firsts: int = 0  # questions whose very first answer was scored
    firsts_right: int = 0
    newest: str = ""  # the greatest id that was added up

    def add(self, lines: Iterable[Line]) -> None:
        """Add up *lines*; those that take back others must come with them.

        Raises OutOfReach when they don't: then all must be folded anew.
        """
        lines = list(lines)
        ids = {line["id"] for line in lines}
        for line in lines:
            if line["type"] in (Retracted.type, Regraded.type) and line["of"] not in ids:
                raise OutOfReach(line["of"])
        kept = without_retracted(lines)
        regraded = {line["of"]: line for line in kept if line["type"] == Regraded.type}
        # Sessions first: a clock that was set back may put an answer before its session.
        for line in sorted(kept, key=lambda line: line["type"] != Started.type):
            if add := _ADD.get(line["type"]):
                add(self, line | regraded.get(line["id"], {}) if regraded else line)
        self.newest = max(ids | {self.newest})

    @property
    def prior(self) -> float:
        """The chance that this learner knows a question never asked before."""
        if self.firsts < ENOUGH:
            return NEW
        return min(0.95, max(0.05, self.firsts_right / self.firsts))

    def seen(self, renames: Mapping[str, str]) -> dict[str, Seen]:
        """Give what choosing needs, under today's names; *renames* has old to new."""
        seen = {key: Seen(known.at, known.right) for key, known in self.known.items()}
        for old, new in renames.items():
            if old in seen and (new not in seen or seen[new].at < seen[old].at):
                seen[new] = seen[old]
        return seen

    def last(self, mode: str, filters: Mapping[str, Any], *, before: str) -> Sitting | None:
        """Give the latest session of this mode and these filters *before* the one named."""
        alike = {name: value for name, value in filters.items() if name != "settings"}
        past = (self.sittings[id_] for id_ in sorted(self.sittings, reverse=True) if id_ < before)
        return next((s for s in past if s.answered and (s.mode, s.filters) == (mode, alike)), None)

    def to_plain(self) -> dict[str, Any]:
        """Give a plain value to keep as a snapshot."""
        latest = sorted(self.sittings.values())[-SESSIONS:]
        return {
            "schema": SCHEMA,
            "known": self.known,
            "sittings": latest,
            "firsts": [self.firsts, self.firsts_right],
            "newest": self.newest,
        }

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> Progress:
        """Take a snapshot back; raises ValueError for one of another schema."""
        if plain["schema"] != SCHEMA:
            raise ValueError("another schema")
        sittings = map(Sitting._make, plain["sittings"])
        return cls(
            known={key: Known._make(value) for key, value in plain["known"].items()},
            sittings={sitting.id: sitting for sitting in sittings},
            firsts=plain["firsts"][0],
            firsts_right=plain["firsts"][1],
            newest=plain["newest"],
        )


def _started(progress: Progress, line: Line) -> None:
    progress.sittings[line["id"]] = Sitting(
        id=line["id"],
        at=line["at"],
        offset=line.get("offset") or 0,
        mode=line["mode"],
        filters={k: v for k, v in line["filters"].items() if k != "settings"},
        size=len(line["questions"]),
        answered=0,
        right=0,
        score=0.0,
        scored=0,
        finished=False,
    )


def _reviewed(progress: Progress, line: Line) -> None:
    if line["attempt"] != 1:
        return
    key, score = line["question"], line["score"]
    right = is_right(score, line["rating"])
    known = progress.known.get(key)
    if known is None:
        progress.known[key] = Known(line["at"], right, line["fingerprint"], line["kind"], 1, right)
        if score is not None:
            progress.firsts += 1
            progress.firsts_right += right
    else:
        progress.known[key] = Known(
            line["at"],
            right,
            line["fingerprint"],
            line["kind"],
            known.asked + 1,
            known.times_right + right,
        )
    if sitting := progress.sittings.get(line["session"]):
        progress.sittings[sitting.id] = sitting._replace(
            answered=sitting.answered + 1,
            right=sitting.right + right,
            score=sitting.score + (score or 0.0),
            scored=sitting.scored + (score is not None),
        )


def _finished(progress: Progress, line: Line) -> None:
    if sitting := progress.sittings.get(line["session"]):
        progress.sittings[sitting.id] = sitting._replace(finished=True)


_ADD = {"started": _started, "reviewed": _reviewed, "finished": _finished}
