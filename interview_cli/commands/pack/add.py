"""What the commands about added packs share: messages, JSON, and what they refuse."""

from __future__ import annotations

import sys
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Annotated, Any

import typer

from interview_cli.commands.consent import confirm
from interview_cli.commands.options import Json, Yes
from interview_cli.core.errors import NotGood, UsageError
from interview_cli.core.safe_text import clean, line
from interview_cli.core.sentences import count, suggest
from interview_cli.packs.library.catalogue import open_catalogue
from interview_cli.packs.sources import fetch, installed
from interview_cli.packs.sources.address import BRANCHES, DEFAULT, TAGS, describe, is_address
from interview_cli.packs.sources.installed import AddedPack, Candidate, Record
from interview_cli.terminal.rendering.messages import fit_to_terminal, print_json

if TYPE_CHECKING:
    from interview_cli.packs.format.reader import PackRead


#: How many problems of a refused pack are printed; `pack check` prints them all.
_PROBLEMS = 10


def describe_source(record: Record) -> str:
    """Return where an added pack came from, on one line."""
    source = record.source + (f", folder {record.inside}" if record.inside else "")
    if record.sort == "distribution":
        source = f"the installed package {source}"
    return source + (f", {describe(record.ref, record.commit)}" if record.commit else "")


def source_arguments(record: Record) -> str:
    """Return the arguments of `interview pack add` that bring the pack again."""
    ref = record.ref.removeprefix(TAGS).removeprefix(BRANCHES)
    if record.sort == "git" and not is_address(record.source):
        ref = ref or DEFAULT  # without it the folder would be taken as it lies there
    arguments = quote(record.source) + (f" --ref {quote(ref)}" if ref else "")
    return arguments + (f" --folder {quote(record.inside)}" if record.inside else "")


def to_json(record: Record, path: Path, read: PackRead) -> dict[str, Any]:
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


def label(record: Record) -> str:
    return f"{record.id} {record.version}".strip()


def list_briefly(names: list[str]) -> str:
    """Return the first five names, and how many more there are."""
    more = f" and {len(names) - 5} more" if len(names) > 5 else ""
    return ", ".join(names[:5]) + more


def print_left_out(read: PackRead) -> None:
    """Print how many questions of a pack were left out, and the first reason."""
    if read.left_out:
        first = read.problems[0]
        name = first.path.relative_to(read.path).as_posix()
        write(
            f"{count(read.left_out, 'question')} left out because of "
            f"{'its' if read.left_out == 1 else 'their'} problems; the first: "
            f"{name}:{first.line}: {first.message}"
        )


def write(text: str, *, err: bool = False) -> None:
    """Print *text*, which may hold others' words, made safe and broken to the terminal's width."""
    stream = sys.stderr if err else sys.stdout
    print(fit_to_terminal(clean(text), stream), file=stream)


def check_usable(new: Candidate, source: str) -> str:
    """Return the id of a pack that can be used; raises NotGood with what is wrong with it.

    Single questions may be left out. A pack whose head is wrong, or a file of which nothing
    is left, is not what its author wanted to give away.
    """
    read = new.read
    if read.info and read.questions and (not read.problems or _costs_single_questions(read)):
        return read.info.id
    problems = [
        f"{line(problem.path.relative_to(new.path).as_posix())}:{problem.line}:{problem.column}: "
        f"{problem.message} [{problem.rule}]"
        for problem in read.problems[:_PROBLEMS]
    ]
    if len(read.problems) > _PROBLEMS:
        problems.append(f"and {count(len(read.problems) - _PROBLEMS, 'more problem')}")
    if not read.problems:
        problems = ["there is no question in it"]
    raise NotGood(
        "\n".join([f"the pack at {source} can't be added:", *(f"  {one}" for one in problems)]),
        "nothing was written; to see every problem: interview pack check PATH",
    )


def _costs_single_questions(read: PackRead) -> bool:
    """Whether the problems cost single questions only: none is above the questions."""
    files = {placed.file for placed in read.questions}
    starts = {file: _questions_at(file) for file in files}
    return read.left_out > 0 and all(
        problem.line > starts.get(problem.path, problem.line) for problem in read.problems
    )


def _questions_at(file: Path) -> int:
    """Return the line of ``questions:`` in a file that was read, else one after all others."""
    text = file.read_bytes().decode("utf-8", "replace")
    lines = (n for n, line in enumerate(text.split("\n"), 1) if line.startswith("questions:"))
    return next(lines, sys.maxsize)


def check_free(id_: str) -> None:
    """Raise UsageError for an id that another pack has."""
    if installed.find(id_):
        raise UsageError(
            f"there is already a pack {id_}, which you added",
            f"to update it: interview pack update {id_}; to have this one instead: "
            f"interview pack remove {id_}",
        )
    catalogue, _ = open_catalogue()
    if shelf := catalogue.packs.get(id_):
        where = "a bundled one" if shelf.bundled else f"yours at {shelf.pack.path}"
        raise UsageError(
            f"there is already a pack {id_}, {where}",
            "use this one from where it is, with -p PATH; or give it another id"
            if shelf.bundled
            else "move yours out of the folder of packs first",
        )


def find_added(id_: str) -> AddedPack:
    """Return the added pack *id_*; raises UsageError where there is none."""
    if one := installed.find(id_):
        return one
    names = [one.record.id for one in installed.list_added()]
    raise UsageError(f"no pack {id_!r} was added", suggest(id_, names))


def add(
    source: Annotated[
        str,
        typer.Argument(
            metavar="SOURCE",
            help="A folder, a file, a .zip, a git address, or an installed package with packs.",
        ),
    ],
    folder: Annotated[
        str,
        typer.Option(
            "--folder", metavar="FOLDER", help="Which folder of SOURCE, if it has several packs."
        ),
    ] = "",
    ref: Annotated[
        str,
        typer.Option(
            "--ref",
            metavar="REF",
            help="A tag, branch or commit of a git address; ADDRESS@REF means the same. "
            "By default, and with HEAD, it's the default branch.",
        ),
    ] = "",
    as_json: Json = False,
) -> int:
    """A git address is pinned to its current commit. The pack isn't trusted: its code runs only
    after `interview pack trust`.
    """
    fetched = fetch(source, folder, ref)
    with installed.lock_packs() as packs, installed.write_candidate(fetched, packs) as new:
        id_ = check_usable(new, source)
        check_free(id_)
        path = installed.choose_place(id_, packs)
        record = installed.install(new, path)
    if as_json:
        print_json(to_json(record, path, new.read))
        return 0
    write(f"Added {label(record)}: {count(len(new.read.questions), 'question')}.")
    write(f"    from {describe_source(record)}")
    write(f"    sha256 {record.hash}")
    print_left_out(new.read)
    write(f"Try it: interview quiz -p {id_}")
    return 0


def remove(
    id_: Annotated[str, typer.Argument(metavar="PACK", help="An added pack's id.")],
    yes: Yes = False,
    as_json: Json = False,
) -> int:
    one = find_added(id_)
    if (changed := one.changed()) and not yes:
        write(f"Changed in {one.path} since it was added: {list_briefly(changed)}.", err=as_json)
        if not confirm(f"Remove {id_} with these changes?"):
            raise UsageError(
                f"{id_} wasn't removed: it was changed here",
                f"to remove it anyway: interview pack remove {id_} --yes",
            )
    with installed.lock_packs():
        one = find_added(id_)  # another process may have been here, while we asked
        if not yes and one.changed() != changed:
            raise UsageError(
                f"{id_} was changed in the meantime, so it wasn't removed", "try again"
            )
        left = installed.remove(one)
    if as_json:
        print_json({"removed": id_, "path": str(one.path), "left": left, "progress": "kept"})
        return 0
    write(f"Removed {label(one.record)}.")
    if left:
        write(f"Left in {one.path}, because `pack add` didn't put it there: {list_briefly(left)}.")
    print("Your progress is kept: add the pack again, and you go on from there.")
    return 0
