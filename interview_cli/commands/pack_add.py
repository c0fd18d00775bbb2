"""pack add, update, remove: packs of others, brought, renewed and taken away."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from interview_cli.commands.options import Json
from interview_cli.commands.pack_taking import check_free, sound

if TYPE_CHECKING:
    from pathlib import Path

    from interview_cli.storage.packs.reader import PackRead
    from interview_cli.storage.packs.sources.installed import Added, Record

Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do it without asking.")]


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
        typer.Option("--folder", metavar="FOLDER", help="Where in SOURCE, if it has several."),
    ] = "",
    as_json: Json = False,
) -> int:
    """Add a pack of others to yours: copied, checked, and none of its code run.

    A git address is pinned to the commit that is there now. What was added is not trusted:
    its code runs only after `interview pack trust`.
    """
    from interview_cli.storage.packs.sources import fetch, installed

    fetched = fetch(source, folder)
    with installed.changing() as packs, installed.candidate(fetched, packs) as new:
        id_ = sound(new, source)
        check_free(id_)
        path = installed.place_of(id_, packs)
        record = installed.put(new, path)
    if as_json:
        from interview_cli.terminal.events import document

        document(_plain(record, path, new.read))
        return 0
    _print(f"Added {_named(record)}: {_questions(new.read)}.")
    _print(f"    from {told_source(record)}")
    _print(f"    sha256 {record.hash}")
    _print_left_out(new.read)
    _print(f"Try it: interview quiz -p {id_}")
    return 0


def update(
    ids: Annotated[
        list[str] | None, typer.Argument(metavar="[PACK]...", help="Ids; all that were added.")
    ] = None,
    yes: Yes = False,
    as_json: Json = False,
) -> int:
    """Fetch added packs anew; what changes is shown, and then asked about."""
    from interview_cli.errors import InterviewError
    from interview_cli.storage.packs.sources import installed

    every = [_added(id_) for id_ in dict.fromkeys(ids)] if ids else installed.added()
    code, told = 0, []
    for n, one in enumerate(every):
        if n and not as_json:
            print()
        try:
            told.append(_update(one, yes=yes, as_json=as_json))
        except InterviewError as error:
            if len(every) == 1:
                raise
            # One source that is gone must not keep the others from being renewed.
            _complain(one, error)
            code = max(code, error.exit_code)
    if as_json:
        from interview_cli.terminal.events import document

        document({"packs": told})
    elif not every:
        print("No pack was added yet. Add one: interview pack add SOURCE")
    return code


def remove(
    id_: Annotated[str, typer.Argument(metavar="PACK", help="An added pack's id.")],
    yes: Yes = False,
    as_json: Json = False,
) -> int:
    """Take an added pack away again; your progress on it is kept."""
    from interview_cli.errors import UsageError
    from interview_cli.storage.packs.sources import installed

    one = _added(id_)
    if (changed := one.changed()) and not yes:
        _print(f"Changed in {one.path} since it was added: {_some(changed)}.", err=as_json)
        if not _agreed(f"Remove {id_} with these changes?"):
            raise UsageError(
                f"{id_} was not removed: it was changed here",
                f"to remove it all the same: interview pack remove {id_} --yes",
            )
    with installed.changing():
        left = installed.remove(one)
    if as_json:
        from interview_cli.terminal.events import document

        document({"removed": id_, "path": str(one.path), "left": left, "progress": "kept"})
        return 0
    _print(f"Removed {_named(one.record)}.")
    if left:
        _print(f"Left in {one.path}, for `pack add` did not make it: {_some(left)}.")
    print("Your progress is kept: when the pack is added again, it goes on from there.")
    return 0


def told_source(record: Record) -> str:
    """Say where an added pack came from, on one line."""
    said = record.source + (f", folder {record.inside}" if record.inside else "")
    if record.sort == "distribution":
        said = f"the installed package {said}"
    return said + (f", commit {record.commit}" if record.commit else "")


def _update(one: Added, *, yes: bool, as_json: bool) -> dict[str, Any]:
    """Renew one pack; give what is said of it with --json."""
    from interview_cli.commands import pack_diff
    from interview_cli.core.pack_diff import difference
    from interview_cli.errors import UsageError
    from interview_cli.storage.packs.reader import read
    from interview_cli.storage.packs.sources import fetch, installed

    old = one.record
    fetched = fetch(old.source, old.inside)
    with installed.changing() as packs, installed.candidate(fetched, packs) as new:
        said: dict[str, Any] = {"pack": old.id, "was": old.commit or None}
        said["commit"] = fetched.commit or None
        if installed.hashes(new.path) == old.files:
            if not as_json:
                _print(f"{_named(old)} is as it was at {told_source(old)}.")
            return said | {"changed": False, "updated": False}
        if changed := one.changed():
            raise UsageError(
                f"{old.id} was changed here since it was added: {_some(changed)}",
                f"copy {one.path} to keep your changes; then: interview pack remove {old.id}, "
                f"and interview pack add {old.source}",
            )
        id_ = sound(new, old.source)
        if id_ != old.id:
            raise UsageError(
                f"the pack at {old.source} calls itself {id_} now, and not {old.id}",
                f"to have it instead: interview pack add {old.source}",
            )
        found = difference(pack_diff.side_of(read(one.path)), pack_diff.side_of(new.read))
        said |= {"changed": True, "diff": pack_diff.plain(found)}
        if not as_json:
            _print(pack_diff.told(found, author=False))
            if fetched.commit != old.commit:
                _print(f"Commit: {old.commit or 'none'} -> {fetched.commit or 'none'}")
            _print_left_out(new.read)
        if as_json and not yes:
            return said | {"updated": False}
        if not yes and not _agreed(f"Update {id_}?"):
            raise UsageError(
                f"{id_} was not updated",
                f"to do it without asking: interview pack update {id_} --yes",
            )
        record = installed.put(new, one.path, one)
        if not as_json:
            _print(f"Updated {_named(record)}: sha256 {record.hash}")
        return said | {"updated": True, **_plain(record, one.path, new.read)}


def _added(id_: str) -> Added:
    from interview_cli.errors import UsageError
    from interview_cli.storage.catalogue import like
    from interview_cli.storage.packs.sources import installed

    if one := installed.find(id_):
        return one
    names = [one.record.id for one in installed.added()]
    raise UsageError(f"no pack {id_!r} was added", like(id_, names))


def _agreed(question: str) -> bool:
    """Ask at a terminal; nobody there means no."""
    from interview_cli.terminal.safe import line

    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    print(f"{line(question)} [y/N] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def _plain(record: Record, path: Path, read: PackRead) -> dict[str, Any]:
    return {
        "pack": record.id,
        "version": record.version,
        "sort": record.sort,
        "source": record.source,
        "folder": record.inside or None,
        "commit": record.commit or None,
        "hash": record.hash,
        "questions": len(read.questions),
        "left_out": read.left_out,
        "path": str(path),
    }


def _named(record: Record) -> str:
    return f"{record.id} {record.version}".strip()


def _questions(read: PackRead) -> str:
    from interview_cli.storage.packs.problems import count

    return count(len(read.questions), "question")


def _print_left_out(read: PackRead) -> None:
    from interview_cli.storage.packs.problems import count

    if read.left_out:
        first = read.problems[0]
        name = first.path.relative_to(read.path).as_posix()
        _print(
            f"{count(read.left_out, 'question')} left out, for what is wrong with "
            f"{'it' if read.left_out == 1 else 'them'}; first: "
            f"{name}:{first.line}: {first.message}"
        )


def _some(names: list[str]) -> str:
    more = f" and {len(names) - 5} more" if len(names) > 5 else ""
    return ", ".join(names[:5]) + more


def _complain(one: Added, error: Any) -> None:
    from interview_cli.commands.telling import warn

    warn(f"{one.record.id}: {error.message}")
    if error.hint:
        warn(error.hint)


def _print(text: str, *, err: bool = False) -> None:
    """Print what has words of others in it."""
    from interview_cli.terminal.safe import clean

    print(clean(text), file=sys.stderr if err else sys.stdout)
