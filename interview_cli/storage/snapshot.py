"""The fold of the journal, kept so that a long past costs nothing.

A snapshot knows how far into each file it has read. It is used only while those
bytes still stand there and only newer lines have come; else all is folded anew, so
that deleting or damaging it changes nothing but time. It stays some lines behind
the end, so that taking back an answer of the last days finds it not added up yet.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from interview_cli.core.progress import OutOfReach, Progress
from interview_cli.core.records import Line, Regraded, Retracted
from interview_cli.storage import files
from interview_cli.storage.journal import Damage, Journal, parse, read_from

#: A snapshot is made when this many lines came after the last one ...
MANY = 1000

#: ... and it leaves out the newest.
BEHIND = 300

#: How many bytes before the place that was reached are compared.
_MARK = 64


@dataclass(slots=True)
class _Reached:
    """How far one file was read, in bytes, and what stands just before."""

    offset: int
    mark: str


def load(journal: Journal, cache: Path) -> tuple[Progress, list[Damage]]:
    """Give what the journal adds up to, and the damaged lines not told of before.

    *cache* is the snapshot's file. Raises DiskError when the journal can't be read.
    """
    found = _stored(cache)
    if found:
        try:
            return _fold(journal, cache, *found)
        except (OutOfReach, _Changed):
            pass
    told = found[2] if found else set()
    return _fold(journal, cache, Progress(), {}, told)


class _Changed(Exception):
    """The files are not what the snapshot was made from."""


def _stored(cache: Path) -> tuple[Progress, dict[str, _Reached], set[str]] | None:
    try:
        plain = json.loads(cache.read_bytes())
        reached = {name: _Reached(*at) for name, at in plain["files"].items()}
        return Progress.from_plain(plain["progress"]), reached, set(plain["told"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _fold(
    journal: Journal,
    cache: Path,
    progress: Progress,
    reached: dict[str, _Reached],
    told: set[str],
) -> tuple[Progress, list[Damage]]:
    """Add what came after *reached* to *progress*; raises _Changed or OutOfReach."""
    places: dict[str, tuple[str, int]] = {}  # of each new line: file and offset
    lines: dict[str, Line] = {}
    damage: list[Damage] = []
    ends: dict[str, int] = {}
    paths = {path.name: path for path in journal.files()}
    if not reached.keys() <= paths.keys():
        raise _Changed
    for name, path in paths.items():
        start = reached[name].offset if name in reached else 0
        mark = bytes.fromhex(reached[name].mark) if name in reached else b""
        data = read_from(path, start - len(mark))
        if not data.startswith(mark):
            raise _Changed
        for offset, line in parse(data[len(mark) :]):
            if isinstance(line, bytes):
                damage.append(Damage(path, start + offset, line))
            else:
                lines[line["id"]] = line
                places.setdefault(line["id"], (name, start + offset))
        ends[name] = start + len(data) - len(mark)
    if reached and any(id_ <= progress.newest for id_ in lines):
        raise _Changed
    ordered = sorted(lines.values(), key=lambda line: (line["at"], line["id"]))
    new = [spot for spot in damage if _told(spot) not in told]
    if len(ordered) > MANY or (new and progress.newest):
        told |= {_told(spot) for spot in new}
        ordered = _store(cache, progress, ordered, places, ends, paths, told)
    elif new:
        told |= {_told(spot) for spot in new}
        _write(cache, Progress(), {}, told)
    progress.add(ordered)
    return progress, new


def _store(
    cache: Path,
    progress: Progress,
    ordered: list[Line],
    places: dict[str, tuple[str, int]],
    ends: dict[str, int],
    paths: dict[str, Path],
    told: set[str],
) -> list[Line]:
    """Add up all but the newest lines, keep that, and give the lines that are left."""
    late = ordered[-BEHIND:] if len(ordered) > BEHIND else ordered
    ids = {line["id"] for line in late}
    if any(line["of"] not in ids for line in late if line["type"] in _ABOUT_OTHERS):
        late = []  # what they take back was added up: go to the end with them
    cuts = dict(ends)
    for line in late:
        name, offset = places[line["id"]]
        cuts[name] = min(cuts[name], offset)
    covered = [line for line in ordered if _before(cuts, places[line["id"]])]
    progress.add(covered)
    reached = {name: _Reached(cut, _mark(paths[name], cut)) for name, cut in cuts.items() if cut}
    _write(cache, progress, reached, told)
    return [line for line in ordered if not _before(cuts, places[line["id"]])]


_ABOUT_OTHERS = (Retracted.type, Regraded.type)


def _before(cuts: dict[str, int], place: tuple[str, int]) -> bool:
    return place[1] < cuts[place[0]]


def _mark(path: Path, cut: int) -> str:
    start = max(0, cut - _MARK)
    return read_from(path, start)[: cut - start].hex()


def _told(spot: Damage) -> str:
    return f"{spot.path.name}:{spot.offset}"


def _write(cache: Path, progress: Progress, reached: dict[str, _Reached], told: set[str]) -> None:
    plain: dict[str, Any] = {
        "progress": progress.to_plain(),
        "files": {name: [at.offset, at.mark] for name, at in reached.items()},
        "told": sorted(told),
    }
    try:
        files.replace(cache, json.dumps(plain, separators=(",", ":")).encode(), sync=False)
    except OSError:
        return  # a cache that can't be kept costs time, and nothing else
