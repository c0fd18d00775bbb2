"""What is said of packs that were added, as lines and as plain values."""

from __future__ import annotations

import sys
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Any

from interview_cli.core.errors import NotGood, UsageError
from interview_cli.core.safe_text import clean, line
from interview_cli.core.sentences import count, like
from interview_cli.packs.library.catalogue import open_catalogue
from interview_cli.packs.sources import installed
from interview_cli.packs.sources.address import BRANCHES, DEFAULT, TAGS, describe, is_address
from interview_cli.packs.sources.installed import Added, Candidate, Record
from interview_cli.terminal.rendering.messages import fitted

if TYPE_CHECKING:
    from interview_cli.packs.format.reader import PackRead


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


#: How many problems of a refused pack are told; `pack check` tells them all.
_TOLD = 10


def sound(new: Candidate, source: str) -> str:
    """Give the id of a pack that can be used; raises NotGood with what is wrong with it.

    Single questions may be left out. A pack whose head is wrong, or a file of which nothing
    is left, is not what its author wanted to give away.
    """

    read = new.read
    if read.info and read.questions and (not read.problems or _single(read)):
        return read.info.id
    said = [
        f"{line(problem.path.relative_to(new.path).as_posix())}:{problem.line}:{problem.column}: "
        f"{problem.message} [{problem.rule}]"
        for problem in read.problems[:_TOLD]
    ]
    if len(read.problems) > _TOLD:
        said.append(f"and {count(len(read.problems) - _TOLD, 'more problem')}")
    if not read.problems:
        said = ["there is no question in it"]
    raise NotGood(
        "\n".join([f"the pack at {source} is not taken:", *(f"  {one}" for one in said)]),
        "nothing was written; a pack's author sees it all with: interview pack check PATH",
    )


def _single(read: PackRead) -> bool:
    """Say whether the problems cost single questions only: none stands above the questions."""
    sound = {placed.file for placed in read.questions}
    starts = {file: _questions_at(file) for file in sound}
    return read.left_out > 0 and all(
        problem.line > starts.get(problem.path, problem.line) for problem in read.problems
    )


def _questions_at(file: Path) -> int:
    """Give the line of ``questions:`` in a file that was read, else one behind all others."""
    text = file.read_bytes().decode("utf-8", "replace")
    lines = (n for n, line in enumerate(text.split("\n"), 1) if line.startswith("questions:"))
    return next(lines, sys.maxsize)


def check_free(id_: str) -> None:
    """Refuse an id that another pack has."""

    if installed.find(id_):
        raise UsageError(
            f"there is a pack {id_} already, that was added",
            f"to renew it: interview pack update {id_}; to have this one instead: "
            f"interview pack remove {id_}",
        )
    catalogue, _ = open_catalogue()
    if shelf := catalogue.shelves.get(id_):
        where = "a bundled one" if shelf.bundled else f"yours at {shelf.pack.path}"
        raise UsageError(
            f"there is a pack {id_} already, {where}",
            "use this one from where it lies, with -p PATH; or give it another id"
            if shelf.bundled
            else "move yours out of the folder of packs first",
        )


def find_added(id_: str) -> Added:
    """Give the added pack *id_*; raises UsageError where there is none."""

    if one := installed.find(id_):
        return one
    names = [one.record.id for one in installed.list_added()]
    raise UsageError(f"no pack {id_!r} was added", like(id_, names))
