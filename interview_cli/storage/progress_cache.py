"""What the journal adds up to, kept in the cache so that a long past costs nothing.

A snapshot knows how far into each file it has read. It is used only while those bytes
still stand there and only newer lines have come; else all is folded again, so that
deleting or damaging it changes nothing but time.

There are two of each: one up to the last line that was read, and an earlier one some
hundreds of lines behind, so that taking back an answer of the last days finds it not
added up yet.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from importlib.machinery import PathFinder
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from interview_cli.core.memory.scheduler import PYTHON, RUST, Scheduler
from interview_cli.core.progress.progress import Progress
from interview_cli.core.records import Line, RebuildNeeded, Regraded, Retracted, Reviewed, Setting
from interview_cli.storage import clock, files, paths
from interview_cli.storage.journal import Damage, Journal, parse, read_from

if TYPE_CHECKING:
    from interview_cli.core.progress.statistics import Statistics


class Fold(Protocol):
    """What lines add up to; ``newest`` is the greatest id among them.

    ``add`` raises RebuildNeeded for lines that change what was added before.
    """

    newest: str

    def add(self, lines: Iterable[Line]) -> None: ...

    def to_plain(self) -> dict[str, Any]: ...


F = TypeVar("F", bound=Fold)

#: The earlier snapshot is made again when this many lines came after it ...
MANY = 1000

#: ... and it leaves out the newest.
BEHIND = 300

#: So many lines without an answer are quicker to read again than to keep.
FEW = 50

#: How many bytes before the place that was reached are compared.
_MARK = 64

#: The libraries by the package that has to be installed for each, the fast one first.
_PACKAGES = {"fsrs_rs_python": RUST, "fsrs": PYTHON}


def load_progress(
    journal: Journal, names: Mapping[str, str] | None = None
) -> tuple[Progress, list[Damage]]:
    """Return the learner's progress, and the damaged lines not reported before.

    *names* has today's names of renamed questions; None leaves those of the last time.
    Raises DiskError when the journal can't be read.
    """
    library, stamp = find_library()
    cache = Cache(paths.cache(), "progress", stamp, keep=not clock.is_pretended())
    return load(
        journal,
        cache,
        new=lambda: Progress(Scheduler(library=library), names or {}),
        restore=lambda plain: Progress.from_plain(plain, names),
    )


def load_statistics(journal: Journal) -> Statistics:
    """Return the counts for the statistics; ``load_progress`` reports what is damaged."""
    from interview_cli.core.progress.statistics import Statistics  # most starts need none

    cache = Cache(paths.cache(), "statistics", keep=not clock.is_pretended())
    found, _ = load(journal, cache, Statistics, Statistics.from_plain)
    return found


def find_library() -> tuple[str, str]:
    """Return the name of the FSRS library, and a stamp that changes with its version.

    Nothing is imported, and no version asked for: both take longer than a start may.
    """
    for package, name in _PACKAGES.items():
        spec = PathFinder.find_spec(package)
        if spec and spec.origin:
            about = os.stat(spec.origin)
            return name, f"{name} {about.st_size} {about.st_mtime_ns}"
    return PYTHON, PYTHON  # in a place that only importing knows, such as a zip file


def has_fast_library() -> bool:
    """Whether the extra ``fit`` is installed."""
    return find_library()[0] == RUST


@dataclass(slots=True)
class _Reached:
    """How far one file was read, in bytes, and what stands just before."""

    offset: int
    mark: str


@dataclass(slots=True)
class _Base:
    """What a snapshot holds besides the fold.

    ``since`` is how many lines came after the earlier one, ``at`` the latest moment of the
    lines that were added, and ``reported`` the damaged lines that the learner knows of.
    """

    reached: dict[str, _Reached] = field(default_factory=dict)
    since: int = 0
    at: str = ""
    reported: set[str] = field(default_factory=set)


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


class _Changed(Exception):
    """The files are not what the snapshot was made from."""


def load(
    journal: Journal, cache: Cache, new: Callable[[], F], restore: Callable[[dict[str, Any]], F]
) -> tuple[F, list[Damage]]:
    """Return what the journal adds up to, and the damaged lines not reported before.

    *new* makes an empty fold, *restore* one from its plain value; it raises ValueError
    for one that can't be used. Raises DiskError when the journal can't be read.
    """
    reported: set[str] = set()
    for path in (cache.latest, cache.earlier):
        stored = _read_snapshot(path, cache.stamp, restore)
        if stored:
            fold, base = stored
            reported |= base.reported
            if path == cache.latest and base.since > MANY + BEHIND:
                continue
            try:
                return _extend(journal, cache, fold, base, move=path == cache.earlier)
            except (RebuildNeeded, _Changed):
                pass
    return _extend(journal, cache, new(), _Base(reported=reported), move=True)


def _read_snapshot(
    path: Path, stamp: str, restore: Callable[[dict[str, Any]], F]
) -> tuple[F, _Base] | None:
    try:
        plain = json.loads(path.read_bytes())
        if plain["stamp"] != stamp:
            return None
        reached = {name: _Reached(*at) for name, at in plain["files"].items()}
        return restore(plain["fold"]), _Base(
            reached, plain["since"], plain["at"], set(plain["reported"])
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, IndexError):
        return None


def _extend(
    journal: Journal, cache: Cache, fold: F, base: _Base, *, move: bool
) -> tuple[F, list[Damage]]:
    """Add what came after *base* to *fold*; with *move* the earlier snapshot may follow."""
    tail = _Tail.read(journal, base.reached)
    if fold.newest and any(id_ <= fold.newest for id_ in tail.lines):
        raise _Changed
    if any(line["at"] < base.at for line in tail.lines.values()):
        raise _Changed  # a clock was set back: they belong before what was added up
    new = [spot for spot in tail.damage if _damage_key(spot) not in base.reported]
    reported = base.reported | {_damage_key(spot) for spot in new}
    ordered = sorted(tail.lines.values(), key=lambda line: (line["at"], line["id"]))
    since = base.since + len(ordered)
    at = max(base.at, ordered[-1]["at"]) if ordered else base.at
    if move:
        since = len(ordered)
        if since > MANY:
            cuts, ordered, covered = tail.split(ordered)
            fold.add(covered)
            end = covered[-1]["at"] if covered else base.at
            _write(cache, cache.earlier, fold, _Base(tail.reached(cuts), 0, end, reported))
            since = len(ordered)
    fold.add(ordered)
    if new or len(ordered) > FEW or any(line["type"] == Reviewed.type for line in ordered):
        _write(cache, cache.latest, fold, _Base(tail.reached(tail.ends), since, at, reported))
    return fold, new


@dataclass(slots=True)
class _Tail:
    """What stands in the journal's files after the places that were reached."""

    paths: dict[str, Path]
    lines: dict[str, Line] = field(default_factory=dict)
    places: dict[str, tuple[str, int]] = field(default_factory=dict)  # file and offset
    damage: list[Damage] = field(default_factory=list)
    ends: dict[str, int] = field(default_factory=dict)

    @classmethod
    def read(cls, journal: Journal, reached: dict[str, _Reached]) -> _Tail:
        tail = cls({path.name: path for path in journal.files()})
        if not reached.keys() <= tail.paths.keys():
            raise _Changed
        for name, path in tail.paths.items():
            start = reached[name].offset if name in reached else 0
            mark = bytes.fromhex(reached[name].mark) if name in reached else b""
            data = read_from(path, start - len(mark))
            if not data.startswith(mark):
                raise _Changed
            for offset, line in parse(data[len(mark) :]):
                if isinstance(line, bytes):
                    tail.damage.append(Damage(path, start + offset, line))
                else:
                    tail.lines[line["id"]] = line
                    tail.places.setdefault(line["id"], (name, start + offset))
            # What has no newline yet may still grow: it is read again the next time.
            tail.ends[name] = start + data.rfind(b"\n") + 1 - len(mark)
        return tail

    def split(self, ordered: list[Line]) -> tuple[dict[str, int], list[Line], list[Line]]:
        """Return the places before the newest lines, those lines, and all that come before."""
        cuts = dict(self.ends)
        for line in ordered[-BEHIND:]:
            name, offset = self.places[line["id"]]
            cuts[name] = min(cuts[name], offset)
        before = {id_ for id_, (name, offset) in self.places.items() if offset < cuts[name]}
        covered, late = ordered[: len(before)], ordered[len(before) :]
        ids = {line["id"] for line in late}
        about = [line for line in ordered if line["type"] in (Retracted.type, Regraded.type)]
        apart = any((line["id"] in ids) != (line["of"] in ids) for line in about)
        if apart or ids & before or any(line["type"] == Setting.type for line in late):
            # They change what would be added up without them, or a file is not in order:
            # go to the end.
            return dict(self.ends), [], ordered
        return cuts, late, covered

    def reached(self, cuts: dict[str, int]) -> dict[str, _Reached]:
        return {name: _Reached(cut, self._mark(name, cut)) for name, cut in cuts.items() if cut}

    def _mark(self, name: str, cut: int) -> str:
        start = max(0, cut - _MARK)
        return read_from(self.paths[name], start)[: cut - start].hex()


def _damage_key(spot: Damage) -> str:
    return f"{spot.path.name}:{spot.offset}"


def _write(cache: Cache, path: Path, fold: Fold, base: _Base) -> None:
    if not cache.keep:
        return
    plain: dict[str, Any] = {
        "stamp": cache.stamp,
        "files": {name: [at.offset, at.mark] for name, at in base.reached.items()},
        "since": base.since,
        "at": base.at,
        "reported": sorted(base.reported),
        "fold": fold.to_plain(),
    }
    try:
        files.replace(path, json.dumps(plain, separators=(",", ":")).encode(), sync=False)
    except OSError:
        return  # a cache that can't be kept costs time, and nothing else
