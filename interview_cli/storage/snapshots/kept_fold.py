"""A fold of the journal's lines as a file in the cache, and how far into the journal it goes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar, runtime_checkable

from interview_cli.core.memory.answer_facts import Answer
from interview_cli.core.memory.first_attempts import FirstAttempts
from interview_cli.core.progress.answer_times import AnswerTimes
from interview_cli.core.progress.standing_lines import Standing
from interview_cli.core.records import Line
from interview_cli.storage import files
from interview_cli.storage.journal_files import checksum, read_from
from interview_cli.storage.reading.kept_files import made_again, read_kept
from interview_cli.storage.stamps import has_grown


class Fold(Protocol):
    """What lines add up to; ``newest`` is the greatest id among them.

    ``add`` raises RebuildNeeded for lines that change what was added before. ``add_standing``
    takes those alone that count, after ``prepare`` was given the settings among all lines.
    """

    newest: str

    def add(self, lines: Iterable[Line]) -> None: ...

    def prepare(self, lines: list[Line]) -> None: ...

    def add_standing(self, standing: Standing) -> None: ...

    def to_plain(self) -> dict[str, Any]: ...


@runtime_checkable
class AnswerFold(Protocol):
    """A fold that asks which answers are a session's first, and how long these took."""

    attempts: FirstAttempts
    times: AnswerTimes


@runtime_checkable
class PlaceFold(Protocol):
    """A fold that asks for each line's id and place before it is added: its file and offset."""

    def take_all(self, lines: Iterable[tuple[str, Line | Answer, str, int]]) -> None: ...


F = TypeVar("F", bound=Fold)

#: How many bytes before the place that was reached are compared.
_MARK = 64

#: More than that, in bytes, isn't looked at again after each line that is added.
LOOKED_AT = 4_000_000


class Changed(Exception):
    """The files are not what the snapshot was made from."""


class Rewritten(Changed):
    """What was read before isn't there any more, or not where it was."""


@dataclass(slots=True)
class Reached:
    """How far one file was read, in bytes, and what stands just before.

    ``crc`` is the checksum of all until there, and ``stamp`` what the file had when it was read.
    """

    offset: int = 0
    mark: str = ""
    crc: int = 0
    stamp: str = ""

    @classmethod
    def at(cls, path: Path, offset: int, stamp: str, before: Reached | None = None) -> Reached:
        """Return that *offset* of the file with *stamp* was reached, after *before*."""
        if before is None or before.offset > offset:
            before = cls()
        start = max(0, offset - _MARK)
        mark = read_from(path, start, offset - start).hex()
        return cls(offset, mark, checksum(path, before.offset, offset, before.crc), stamp)

    def is_doubtful(self, stamp: str) -> bool:
        """Whether the file, which has *stamp* now, may have something else up to here.

        Where a long one has only grown, it's taken for granted that a line was added.
        """
        if stamp == self.stamp or not self.offset:
            return False
        return self.offset <= LOOKED_AT or not has_grown(self.stamp, stamp)

    def holds(self, path: Path, stamp: str) -> bool:
        """Whether the file, which has *stamp* now, has the same up to here."""
        return not self.is_doubtful(stamp) or _checksum(path, self.offset, stamp) == self.crc


@lru_cache(maxsize=32)
def _checksum(path: Path, offset: int, stamp: str) -> int:
    return checksum(path, 0, offset)


@dataclass(slots=True)
class Base:
    """What a snapshot holds besides the fold.

    ``since`` is how many lines came after the earlier one, ``at`` the latest moment of the
    lines that were added, and ``reported`` the damaged lines that the learner knows of.
    ``awaited`` are lines that were retracted or graded again and haven't come yet.
    """

    reached: dict[str, Reached] = field(default_factory=dict)
    since: int = 0
    at: str = ""
    reported: set[str] = field(default_factory=set)
    awaited: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Cache:
    """Where the snapshots of one fold lie; with *keep* False none is written.

    *stamp* names what made it: snapshots with another one are passed over.
    """

    folder: Path
    name: str
    stamp: str = ""
    keep: bool = True

    @property
    def latest(self) -> Path:
        return self.folder / f"{self.name}.json"

    @property
    def earlier(self) -> Path:
        return self.folder / f"{self.name}-earlier.json"

    def remove(self) -> None:
        with suppress(OSError):
            if self.keep:
                self.latest.unlink(missing_ok=True)
        self.remove_earlier()

    def remove_earlier(self) -> None:
        with suppress(OSError):
            if self.keep:
                self.earlier.unlink()


@dataclass(frozen=True, slots=True)
class Kind(Generic[F]):
    """A kind of fold: an empty one, one from its plain value, and where it's kept.

    ``restore`` raises ValueError for a value that can't be used.
    """

    cache: Cache
    new: Callable[[], F]
    restore: Callable[[Mapping[str, Any]], F]


def read_snapshot(path: Path, kind: Kind[F]) -> tuple[F, Base] | None:
    """Return the fold that is kept at *path*; None if it can't be used."""
    try:
        plain = json.loads(read_kept(path))
        if plain["stamp"] != kind.cache.stamp:
            made_again[str(path)] = "was made by another version"
            return None
        reached = {
            name: Reached(offset, mark, crc, stamp)
            for name, (offset, mark, crc, stamp) in plain["files"].items()
        }
        reported, awaited = set(plain["reported"]), set(plain["awaited"])
        base = Base(reached, plain["since"], plain["at"], reported, awaited)
        return kind.restore(plain["fold"]), base
    except FileNotFoundError:
        return None
    except OSError:
        made_again[str(path)] = "couldn't be read"
    except (ValueError, KeyError, TypeError, AttributeError, IndexError):
        made_again.setdefault(str(path), "was made by another version")  # or is damaged
    return None


def write_snapshot(cache: Cache, path: Path, fold: Fold, base: Base) -> None:
    """Keep *fold* at *path*; where that fails it costs time, and nothing else."""
    if not cache.keep:
        return
    plain: dict[str, Any] = {
        "stamp": cache.stamp,
        "files": {
            name: [at.offset, at.mark, at.crc, at.stamp] for name, at in base.reached.items()
        },
        "since": base.since,
        "at": base.at,
        "reported": sorted(base.reported),
        "awaited": sorted(base.awaited),
        "fold": fold.to_plain(),
    }
    try:
        files.keep(path, json.dumps(plain, separators=(",", ":")).encode(), sync=True)
    except OSError:
        return
