"""What the commands about added packs share: messages, JSON, and what they refuse."""

from __future__ import annotations

import sys
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import urlsplit

import typer

from interview_cli.commands.consent import confirm
from interview_cli.commands.options import Json, Yes
from interview_cli.core.errors import NotGood, UsageError
from interview_cli.core.safe_text import clean, line
from interview_cli.core.sentences import count, suggest
from interview_cli.packs.library.catalogue import open_catalogue
from interview_cli.packs.sources import fetch, installed, sort_of_address
from interview_cli.packs.sources.address import BRANCHES, DEFAULT, TAGS, describe, is_address
from interview_cli.packs.sources.fetched import Download, FetchedPack
from interview_cli.packs.sources.installed import AddedPack, Candidate, Record
from interview_cli.terminal.rendering.messages import (
    download_bar,
    fit_to_terminal,
    print_json,
    warn,
)

if TYPE_CHECKING:
    from interview_cli.packs.format.pack_read import PackRead


#: How many problems of a refused pack are printed; `pack check` prints them all.
_PROBLEMS = 10
#: How many of its sets are named afterwards.
_SETS = 5
#: How many files of a pack are listed before it's added.
_FILES = 30


def describe_source(record: Record) -> str:
    """Return where an added pack came from, on one line."""
    source = record.source + (f", folder {record.inside}" if record.inside else "")
    if record.sort == "distribution":
        source = f"the installed package {source}"
    if record.sort == "bundled":
        source = "the program's own packs"
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
        "sha256": record.sha256 or None,
        "questions": len(read.questions),
        "left_out": read.left_out,
        "path": str(path),
    }


def label_of(read: PackRead) -> str:
    return f"{read.info.id} {read.info.version}".strip() if read.info else ""


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


def print_passed_over(fetched: FetchedPack) -> None:
    if names := [*fetched.foreign]:
        belongs = "it belongs" if len(names) == 1 else "they belong"
        write(f"Passed over, since {belongs} to another tool: {list_briefly(names)}.")


def write(text: str, *, err: bool = False) -> None:
    """Print *text*, which may hold others' words, made safe and broken to the terminal's width."""
    stream = sys.stderr if err else sys.stdout
    print(fit_to_terminal(clean(text), stream), file=stream)


def warn_if_private(fetched: FetchedPack) -> None:
    if fetched.download and fetched.download.private:
        warn(
            f"{fetched.download.host} is this machine or in a private network; it was asked "
            "because packs.allow_private is on"
        )


def _show_download(new: Candidate, download: Download, *, err: bool) -> None:
    """Print what was downloaded, and what of it would be added."""
    warn_if_private(new.fetched)
    write(f"{new.fetched.source}: {_describe_size(download.size)}", err=err)
    write(f"    sha256 {download.sha256}", err=err)
    if download.host != urlsplit(new.fetched.source).hostname:
        write(f"    sent by {download.host}, where the address redirects to", err=err)
    files = new.fetched.files
    about = f"{count(len(files), 'file')}, {count(len(new.read.questions), 'question')}"
    write(f"A pack is in it, {label_of(new.read)}: {about}.", err=err)
    for name in sorted(files)[:_FILES]:
        write(f"    {line(name)}  {_describe_size(len(files[name]))}", err=err)
    if len(files) > _FILES:
        write(f"    and {len(files) - _FILES} more", err=err)


def _describe_size(size: int) -> str:
    for unit, of in (("MB", 1_000_000), ("kB", 1000)):
        if size >= of:
            return f"{size / of:.1f} {unit}"
    return count(size, "byte")


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
            help="A folder, a file, a .zip here or at an https address, a git address, "
            "an installed package with packs, or a pack that comes with the program.",
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
    yes: Yes = False,
    as_json: Json = False,
) -> int:
    """A git address is pinned to its current commit. What's downloaded from another https address
    is shown first, and you're asked; with its hash behind the address (#sha256=...) you aren't,
    and nothing else is taken. The pack isn't trusted: its code runs only after `interview pack
    trust`.
    """
    with download_bar(sort_of_address(source)) as progress:
        fetched = fetch(source, folder, ref, progress)
    download = fetched.download
    with installed.lock_packs() as packs, installed.write_candidate(fetched, packs) as new:
        id_ = check_usable(new, source)
        check_free(id_)
        path = installed.choose_place(id_, packs)
        if download:
            _show_download(new, download, err=as_json)
            if not (yes or download.pinned or confirm(f"Add {id_}?")):
                pinned = quote(f"{fetched.source}#sha256={download.sha256}")
                raise UsageError(
                    f"{id_} wasn't added",
                    f"to add this very file without asking: interview pack add {pinned}",
                )
        record = installed.install(new, path)
    if as_json:
        print_json(to_json(record, path, new.read) | {"passed_over": [*fetched.foreign]})
        return 0
    write(f"Added {label(record)}: {count(len(new.read.questions), 'question')}.")
    write(f"    from {describe_source(record)}")
    write(f"    sha256 {record.sha256 or record.hash}")
    print_left_out(new.read)
    print_passed_over(fetched)
    write(f"Try it: interview quiz -p {id_}")
    for one in (new.read.info.sets if new.read.info else ())[:_SETS]:
        write(f"{one.title}: interview quiz --set {one.id}")
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
