"""What is said of packs that were added, as lines and as plain values."""

from __future__ import annotations

import sys
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Any

from interview_cli.core.safe_text import clean
from interview_cli.core.sentences import count
from interview_cli.storage.packs.sources.address import (
    BRANCHES,
    DEFAULT,
    TAGS,
    describe,
    is_address,
)
from interview_cli.storage.packs.sources.installed import Record
from interview_cli.terminal.messages import fitted
from interview_cli.terminal.safe import line

if TYPE_CHECKING:  # YAML and Pydantic, and `pack list` passes here
    from interview_cli.storage.packs.reader import PackRead


def quoted(text: str) -> str:
    """Quote *text* for a command that can be copied."""

    return quote(text)


def told_source(record: Record) -> str:
    """Say where an added pack came from, on one line."""

    said = record.source + (f", folder {record.inside}" if record.inside else "")
    if record.sort == "distribution":
        said = f"the installed package {said}"
    return said + (f", {describe(record.ref, record.commit)}" if record.commit else "")


def source_words(record: Record) -> str:
    """Give what is typed after `interview pack add` to have the pack again."""

    ref = record.ref.removeprefix(TAGS).removeprefix(BRANCHES)
    if record.sort == "git" and not is_address(record.source):
        ref = ref or DEFAULT  # without it the folder would be taken as it lies there
    said = quoted(record.source) + (f" --ref {quoted(ref)}" if ref else "")
    return said + (f" --folder {quoted(record.inside)}" if record.inside else "")


def plain(record: Record, path: Path, read: PackRead) -> dict[str, Any]:
    """Give what is said with --json of a pack that came."""
    return {
        "pack": record.id,
        "version": record.version,
        "sort": record.sort,
        "source": record.source,
        "folder": record.inside or None,
        "ref": record.ref or None,
        "commit": record.commit or None,
        "hash": record.hash,
        "questions": len(read.questions),
        "left_out": read.left_out,
        "path": str(path),
    }


def named(record: Record) -> str:
    """Name a pack by its id and its version."""
    return f"{record.id} {record.version}".strip()


def some(names: list[str]) -> str:
    """Name a few, and count the others."""
    more = f" and {len(names) - 5} more" if len(names) > 5 else ""
    return ", ".join(names[:5]) + more


def say_left_out(read: PackRead) -> None:
    """Say which questions of a pack did not come, and the first reason."""

    if read.left_out:
        first = read.problems[0]
        name = first.path.relative_to(read.path).as_posix()
        say(
            f"{count(read.left_out, 'question')} left out, for what is wrong with "
            f"{'it' if read.left_out == 1 else 'them'}; first: "
            f"{name}:{first.line}: {first.message}"
        )


def agreed(question: str) -> bool:
    """Ask at a terminal; nobody there means no."""

    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    print(f"{line(question)} [y/N] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def say(text: str, *, err: bool = False) -> None:
    """Print what has words of others in it."""

    stream = sys.stderr if err else sys.stdout
    print(fitted(clean(text), stream), file=stream)
