"""progress merge: the answers of another journal, added to one's own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from interview_cli.commands.learner import open_journal
from interview_cli.commands.options import DryRun, Json
from interview_cli.core.progress.merging import Union
from interview_cli.core.safe_text import line as safe
from interview_cli.core.sentences import count, join
from interview_cli.storage import clock
from interview_cli.storage.backups import journals
from interview_cli.storage.backups.journals import Source
from interview_cli.storage.reading.other_encodings import advise
from interview_cli.storage.reading.other_encodings import describe as describe_encoding
from interview_cli.terminal.rendering.messages import print_json, print_text, warn

#: What people call lines of these types; all others are "other lines".
_NAMES = {"reviewed": "answer", "started": "session", "noted": "note", "flagged": "flag"}


def merge(
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="FOLDER|ZIP...", help="Another home, a journal, a backup, or a zip of one."
        ),
    ],
    dry_run: DryRun = False,
    as_json: Json = False,
) -> int:
    """Nothing of yours is changed: what is new goes to a file of its own in your journal. A line
    that you have counts once, so merging again, or in another order, comes to the same.
    """
    if not dry_run:
        clock.require_writable()
    journal = open_journal()
    union, sources = journals.collect(journal, paths)
    written = None if dry_run else journals.write(journal, union)
    for source in sources:
        warn_of(source)
    if as_json:
        print_json(
            {"dry_run": dry_run, "file": None if written is None else str(written)}
            | to_plain(union)
            | {"sources": [_to_plain(source) for source in sources]}
        )
        return 0
    for source in sources:
        lines = count(source.counts.lines, "line")
        print(safe(f"{source.path}: {lines}, {source.counts.new} new to you"))
    print_text(describe(union, dry_run=dry_run))
    return 0


def warn_of(source: Source) -> None:
    """Write to standard error what of *source* wasn't taken."""
    for name, encoding in source.foreign:
        warn(f"{name} is {describe_encoding(encoding)}; it's left out; {advise(encoding)}")
    if source.damage:
        name, offset = source.damage[0]
        more = f", and {len(source.damage) - 1} more" if len(source.damage) > 1 else ""
        warn(f"{name}: a line that can't be read, at byte {offset}{more}; it's left out")
    if source.counts.differing:
        lines = count(source.counts.differing, "line")
        warn(
            f"{source.path}: {lines} that you have with other contents; of two the longer one "
            "counts, and none of yours is removed"
        )


def describe(union: Union, *, dry_run: bool) -> str:
    """Return what comes, or came, in words."""
    if union.days is None:
        return "Nothing new: you have it all."
    named = {name: union.types[of] for of, name in _NAMES.items() if union.types[of]}
    others = union.types.total() - sum(named.values())
    parts = [count(number, name) for name, number in named.items()]
    parts += [count(others, "other line")] if others else []
    first, last = union.days
    when = f"of {first}" if first == last else f"from {first} to {last}"
    what = safe(f"{join(parts)}, {when}.")
    return f"It would add {what}\nNothing was written." if dry_run else f"Added {what}"


def to_plain(union: Union) -> dict[str, Any]:
    """Return what comes, for a document."""
    first, last = union.days or (None, None)
    return {
        "new": len(union.new),
        "types": dict(sorted(union.types.items())),
        "from": first,
        "to": last,
    }


def _to_plain(source: Source) -> dict[str, Any]:
    counts = source.counts
    return {
        "path": str(source.path),
        "lines": counts.lines,
        "new": counts.new,
        "known": counts.known,
        "differing": counts.differing,
        "damaged": counts.damaged,
    }
