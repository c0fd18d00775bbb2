"""What the journal adds up to, kept in the cache so that a long past costs nothing.

A snapshot knows how far into each file it has read. It is used only while those bytes
still stand there and only newer lines have come; else all is folded again, so that
deleting or damaging it changes nothing but time.

There are two of each: one up to the last line that was read, and an earlier one some
hundreds of lines behind, so that taking back an answer of the last days finds it not
added up yet.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from importlib.machinery import PathFinder
from typing import TYPE_CHECKING, Any

from interview_cli.core.memory.scheduler import PYTHON, RUST, Scheduler
from interview_cli.core.progress.progress import Progress
from interview_cli.core.records import RebuildNeeded, Regraded, Retracted, Reviewed
from interview_cli.storage import clock, paths
from interview_cli.storage.journal import Damage, Journal
from interview_cli.storage.reading.kept_files import made_again
from interview_cli.storage.snapshots.journal_tail import Tail
from interview_cli.storage.snapshots.kept_fold import (
    LOOKED_AT,
    Base,
    Cache,
    Changed,
    F,
    Fold,
    Kind,
    Reached,
    Rewritten,
    read_snapshot,
    write_snapshot,
)
from interview_cli.storage.snapshots.known_lines import KnownLines, MarkFold, list_excused, to_marks
from interview_cli.storage.stamps import read_stamp

if TYPE_CHECKING:
    from interview_cli.core.progress.statistics import Statistics
    from interview_cli.storage.snapshots.first_fold import Stop, Tell
    from interview_cli.storage.snapshots.line_places import Places

#: The earlier snapshot is made again when this many lines came after it ...
MANY = 1000

#: ... and it leaves out the newest.
BEHIND = 300

#: So many lines without an answer are quicker to read again than to keep.
FEW = 50

#: Of a journal of more bytes not all lines are read at once.
LONG = 4_000_000

#: How the learner is shown how far it is: where it is entered, it gives what has to be told.
Watch = Callable[[], AbstractContextManager["Tell"]]

#: The libraries by the package that has to be installed for each, the fast one first.
_PACKAGES = {"fsrs_rs_python": RUST, "fsrs": PYTHON}


def load_progress(
    journal: Journal,
    names: Mapping[str, str] | None = None,
    watch: Watch | None = None,
    on_loss: Callable[[Mapping[str, int]], None] | None = None,
) -> tuple[Progress, list[Damage]]:
    """Return the learner's progress, and the damaged lines not reported before.

    *names* has today's names of renamed questions; None leaves those of the last time. *on_loss*
    is told, once, how many lines of which files are gone that were known. Raises DiskError when
    the journal can't be read.
    """
    kind = _make_progress_kind(names)

    def others() -> list[Kind[Any]]:
        return [make_statistics_kind(), make_places_kind()]

    known = KnownLines(kind.cache.folder, on_loss is not None) if kind.cache.keep else None
    loaded = load(journal, kind, others, watch, known)
    if known and known.lost:
        if on_loss:
            on_loss(known.lost)
        else:
            kind.cache.remove()  # so that whoever tells the learner next finds it out again
    return loaded


def load_statistics(journal: Journal) -> Statistics:
    """Return the counts for the statistics; ``load_progress`` reports what is damaged."""
    return load(journal, make_statistics_kind())[0]


#: A snapshot of before knows of lines that ``known_lines.py`` doesn't.
_KNOWN = "known"


def _make_progress_kind(names: Mapping[str, str] | None) -> Kind[Progress]:
    library, stamp = find_library()
    return Kind(
        Cache(paths.cache(), "progress", f"{stamp} {_KNOWN}", keep=not clock.is_pretended()),
        new=lambda: Progress(Scheduler(library=library), names or {}),
        restore=lambda plain: Progress.from_plain(plain, names),
    )


def load_places(journal: Journal, watch: Watch | None = None) -> Places:
    """Return where lines stand; ``load_progress`` reports what is damaged."""

    def others() -> list[Kind[Any]]:
        return [_make_progress_kind(None), make_statistics_kind()]

    return load(journal, make_places_kind(), others, watch)[0]


def make_places_kind() -> Kind[Places]:
    from interview_cli.storage.snapshots.line_places import Places  # as below

    cache = Cache(paths.cache(), "places", keep=not clock.is_pretended())
    return Kind(cache, Places, Places.from_plain)


def make_statistics_kind() -> Kind[Statistics]:
    from interview_cli.core.progress.statistics import Statistics  # most starts need none

    cache = Cache(paths.cache(), "statistics", keep=not clock.is_pretended())
    return Kind(cache, Statistics, Statistics.from_plain)


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


def load(
    journal: Journal,
    kind: Kind[F],
    with_it: Callable[[], Sequence[Kind[Any]]] = list,
    watch: Watch | None = None,
    known: KnownLines | None = None,
) -> tuple[F, list[Damage]]:
    """Return what the journal adds up to, and the damaged lines not reported before.

    Where a long journal has to be read from its beginning, those *with_it* are made on the
    way. *known* finds out whether lines are gone. Raises DiskError when the journal can't be read.
    """
    reported: set[str] = set()
    cache = kind.cache
    # With lines gone, or none known yet, all that are there have to be looked at.
    whole = known is not None and not known.is_there() and not _is_long(journal)
    for path in (cache.latest, cache.earlier):
        stored = read_snapshot(path, kind)
        if stored:
            fold, base = stored
            reported |= base.reported
            if whole:
                continue
            if path == cache.latest and base.since > MANY + BEHIND:
                if cache.earlier.exists():
                    continue
                base.since = 0
                write_snapshot(cache, cache.earlier, fold, base)
            try:
                return _extend(journal, cache, fold, base, known, move=path == cache.earlier)
            except (RebuildNeeded, Changed) as reason:
                whole = whole or (known is not None and isinstance(reason, Rewritten))
                made_again[str(path)] = "didn't fit the journal any more"
    if _is_long(journal):
        from interview_cli.storage.snapshots.ordered_lines import OutOfOrder  # few are as long

        try:
            watch = watch or _watch_nothing
            return _fold_long(journal, kind, with_it(), reported, watch, known)
        except OutOfOrder:
            pass
    return _extend(journal, cache, kind.new(), Base(reported=reported), known, move=True)


def _is_long(journal: Journal) -> bool:
    return sum(path.stat().st_size for path in journal.files()) > LONG


def _fold_long(
    journal: Journal,
    kind: Kind[F],
    others: Sequence[Kind[Any]],
    reported: set[str],
    watch: Watch,
    known: KnownLines | None,
) -> tuple[F, list[Damage]]:
    from interview_cli.storage.snapshots.first_fold import fold_all

    kinds: list[Kind[Any]] = [kind, *others]
    behind = 0
    stamps = {path.name: read_stamp(str(path)) for path in journal.files()}
    reached: dict[str, Reached] = {}

    def keep(stop: Stop) -> None:
        nonlocal behind
        if BEHIND <= stop.left <= MANY and not behind:
            behind = stop.left
            write(stop, earlier=True)

    def write(stop: Stop, *, earlier: bool = False) -> None:
        for name, cut in stop.cuts.items():
            if cut:
                path = journal.folder / name
                reached[name] = Reached.at(path, cut, stamps.get(name, ""), reached.get(name))
        told = reported | {_damage_key(spot) for spot in stop.damage}
        base = Base({**reached}, 0 if earlier else behind, stop.at, told, stop.awaited)
        for of, fold in zip(kinds, stop.folds, strict=False):  # the marks are the last
            path = of.cache.earlier if earlier else of.cache.latest
            write_snapshot(of.cache, path, fold, base)

    def make() -> list[Fold]:
        return [*(of.new() for of in kinds), *([MarkFold()] if known else [])]

    with watch() as tell:
        end = fold_all(journal, make, tell=tell, stop=keep)
    if not behind:  # an old one would only be tried in vain
        for of in kinds:
            of.cache.remove_earlier()
    write(end)
    marks = end.folds[-1]
    if known and isinstance(marks, MarkFold):
        known.compare(marks.marks, list_excused(end.damage), journal.list_in_cloud())
    fold: F = end.folds[0]  # type: ignore[assignment]
    return fold, [spot for spot in end.damage if _damage_key(spot) not in reported]


@contextmanager
def _watch_nothing() -> Iterator[Tell]:
    yield lambda done, of: None


def _extend(
    journal: Journal, cache: Cache, fold: F, base: Base, known: KnownLines | None, *, move: bool
) -> tuple[F, list[Damage]]:
    """Add what came after *base* to *fold*; with *move* the earlier snapshot may follow."""
    tail = Tail.read(journal, base.reached)
    if fold.newest and any(id_ <= fold.newest for id_ in tail.lines):
        raise Changed
    if any(line["at"] < base.at for line in tail.lines.values()):
        raise Changed  # a clock was set back: they belong before what was added up
    if base.awaited & tail.lines.keys():
        raise Changed
    new = [spot for spot in tail.damage if _damage_key(spot) not in base.reported]
    reported = base.reported | {_damage_key(spot) for spot in new}
    ordered = tail.order()
    awaited = base.awaited
    if not base.reached:
        awaited = {line["of"] for line in ordered if is_about(line)} - tail.lines.keys()
    since = base.since + len(ordered)
    at = max(base.at, ordered[-1]["at"]) if ordered else base.at
    if move:
        since = len(ordered)
        if since > MANY:
            cuts, ordered, covered = tail.split(ordered, BEHIND)
            tail.tell_places(fold, covered)
            fold.add(covered)
            end = covered[-1]["at"] if covered else base.at
            reached = tail.reached(cuts)
            write_snapshot(cache, cache.earlier, fold, Base(reached, 0, end, reported, awaited))
            since = len(ordered)
    tail.tell_places(fold, ordered)
    fold.add(ordered)
    many = len(ordered) > FEW or tail.looked_at > LOOKED_AT
    if new or many or any(line["type"] == Reviewed.type for line in ordered):
        reached = tail.reached(tail.ends)
        write_snapshot(cache, cache.latest, fold, Base(reached, since, at, reported, awaited))
    if known and base.reached:
        known.add(tail.list_marks())
    elif known:
        marks, excused = to_marks(tail.list_marks()), list_excused(tail.damage)
        known.compare(marks, excused, journal.list_in_cloud())
    return fold, new


def is_about(line: Mapping[str, Any]) -> bool:
    """Whether *line* retracts another, or grades it again."""
    return line["type"] in (Retracted.type, Regraded.type)


def _damage_key(spot: Damage) -> str:
    return f"{spot.path.name}:{spot.offset}"
