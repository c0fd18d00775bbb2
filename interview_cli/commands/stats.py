"""stats: what the journal says about one's practice."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from interview_cli.commands.filters import wanted
from interview_cli.commands.learner import Learner, complain
from interview_cli.commands.options import Json, Kinds, Levels, Packs, PlainLines, Topics, Tracks
from interview_cli.core.errors import DiskError, UsageError
from interview_cli.core.progress.statistics import Report, Statistics, build_report
from interview_cli.core.questions.entry import Entry
from interview_cli.core.safe_text import line as safe
from interview_cli.core.study_days import study_day
from interview_cli.packs.library.catalogue import Catalogue
from interview_cli.storage import clock, files
from interview_cli.storage.journal import Journal
from interview_cli.storage.progress_cache import load_statistics
from interview_cli.terminal.rendering import messages
from interview_cli.terminal.rendering.messages import plain_wanted
from interview_cli.terminal.stats.page import MARK, page
from interview_cli.terminal.stats.words import document, lines


def stats(
    level: Levels = None,
    topic: Topics = None,
    pack: Packs = None,
    kind: Kinds = None,
    track: Tracks = None,
    html: Annotated[
        str | None,
        typer.Option("--html", metavar="FILE", help="Write a page for the browser instead."),
    ] = None,
    plain: PlainLines = False,
    as_json: Json = False,
) -> int:

    target = _target(html) if html is not None else None
    want = wanted(level, topic, pack, kind, track)
    complain(want.catalogue)
    entries = want.entries()
    if not entries:
        raise want.nothing(want.catalogue.entries())
    told = _report(entries, want.catalogue, filtered=any((level, topic, pack, kind, track)))
    if target:
        _write(target, told)
    if as_json:
        messages.document(document(told))
    elif not target and plain_wanted(plain):
        print(*lines(told), sep="\n")
    elif not target:
        from interview_cli.terminal.stats.views import show  # Rich

        show(told)
    return 0


def _report(entries: list[Entry], catalogue: Catalogue, *, filtered: bool) -> Report:
    """Put the report together; with *filtered*, of these entries alone."""

    learner = Learner.open(catalogue, writing=False)
    names = catalogue.renames
    only = None
    if filtered:
        only = {entry.key for entry in entries}
        only |= {old for old, new in names.items() if new in only}
    statistics = _statistics(learner.journal, only)
    return build_report(entries, learner.progress, statistics, study_day(clock.now()), names)


def _statistics(journal: Journal, only: Iterable[str] | None) -> Statistics:

    if only is None:
        return load_statistics(journal)
    statistics = Statistics()
    lines, _ = journal.read()  # what is damaged was told of when the journal was opened
    statistics.add(lines, only=frozenset(only))
    return statistics


def _target(html: str) -> Path:
    """Give the file to write; raises UsageError where there is one that isn't ours."""

    path = Path(html)
    try:
        path = path.resolve()
        if path.exists() and not path.is_file():
            raise UsageError(f"{html} is no file", "name the page to write: --html stats.html")
        if path.is_file():
            with path.open("rb") as file:
                start = file.read(200)
            if start and MARK.encode() not in start:
                raise UsageError(
                    f"{html} is there already, and no page of interview stats",
                    "name another file, or move that one away",
                )
        if not path.parent.is_dir():
            raise DiskError(f"there is no folder {path.parent}", "make it, or name another")
    except OSError as error:
        raise _cannot_write(html, error) from error
    return path


def _write(path: Path, told: Report) -> None:

    try:
        files.replace(path, page(told).encode())
    except OSError as error:
        raise _cannot_write(str(path), error) from error
    print(f"Written: {safe(str(path))}", file=sys.stderr, flush=True)


def _cannot_write(name: str, error: OSError) -> Exception:

    reason = error.strerror or str(error)
    return DiskError(f"cannot write {name}: {reason}", "name a file in a folder of yours")
