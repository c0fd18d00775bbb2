"""Which packs `pack add` and `pack update` take: sound ones, with an id that is free."""

from __future__ import annotations

import sys
from pathlib import Path

from interview_cli.core.sentences import count, like
from interview_cli.errors import NotGood, UsageError
from interview_cli.storage.catalogue import open_catalogue
from interview_cli.storage.packs.reader import PackRead
from interview_cli.storage.packs.sources import installed
from interview_cli.storage.packs.sources.installed import Added, Candidate
from interview_cli.terminal.safe import line

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
