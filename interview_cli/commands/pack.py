"""pack: what there is for authors."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from interview_cli.commands.options import Json

if TYPE_CHECKING:
    from interview_cli.commands.pack_run import Report
    from interview_cli.storage.packs.reader import PackRead


def app() -> typer.Typer:
    """Build the group of commands."""
    group = typer.Typer(help="Question packs: list them, check them.", rich_markup_mode=None)
    group.command("list", epilog="Example: interview pack list")(list_)
    group.command("show", epilog="Example: interview pack show python-fastapi")(show)
    group.command("check", epilog="Example: interview pack check my-pack.yaml --run")(check)
    group.command("trust", epilog="Example: interview pack trust my-pack.yaml")(trust)
    return group


def list_(as_json: Json = False) -> int:
    """List the packs that questions come from."""
    from interview_cli.commands.telling import complain
    from interview_cli.storage.catalogue import open_catalogue
    from interview_cli.terminal.safe import line as safe

    catalogue, _ = open_catalogue()
    complain(catalogue)
    shelves = sorted(catalogue.shelves.values(), key=lambda shelf: shelf.id)
    if as_json:
        from interview_cli.terminal.events import document

        document(
            {
                "packs": [
                    {
                        "pack": shelf.id,
                        "title": about["title"],
                        "version": about.get("version", ""),
                        "questions": shelf.pack.count,
                        "problems": shelf.pack.problems,
                        "bundled": shelf.bundled,
                        "path": str(shelf.pack.path),
                    }
                    for shelf in shelves
                    if (about := shelf.pack.about)
                ]
            }
        )
        return 0
    for shelf in shelves:
        if about := shelf.pack.about:
            where = "bundled" if shelf.bundled else safe(str(shelf.pack.path))
            version = f" {safe(about['version'])}" if "version" in about else ""
            print(f"{safe(shelf.id)}{version}: {safe(about['title'])}")
            print(f"    {shelf.pack.count} questions, {where}")
    if not shelves:
        print("There is no pack.")
    return 0


def show(
    id_: Annotated[str | None, typer.Argument(metavar="[PACK]", help="A pack's id.")] = None,
    as_json: Json = False,
) -> int:
    """Show a pack: what is in it, its learning paths and how far you are."""
    from interview_cli.commands.desk import Desk
    from interview_cli.commands.pack_show import plain_text, shown
    from interview_cli.commands.telling import complain
    from interview_cli.errors import UsageError
    from interview_cli.storage.catalogue import like, open_catalogue
    from interview_cli.terminal.safe import clean

    catalogue, _ = open_catalogue()
    complain(catalogue)
    if id_ is not None and id_ not in catalogue.shelves:
        raise UsageError(f"there is no pack {id_!r}", like(id_, catalogue.shelves))
    known = Desk.open(catalogue, writing=False).progress.known
    packs = [shown(catalogue, id_, known) for id_ in ([id_] if id_ else sorted(catalogue.shelves))]
    if as_json:
        from interview_cli.terminal.events import document

        document({"packs": packs})
        return 0
    print(clean("\n\n".join(map(plain_text, packs))))
    return 0


def check(
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="[PATH]...", help="Files or folders of packs.")
    ] = None,
    run: Annotated[
        bool, typer.Option("--run", help="Run the code of the packs too, and compare.")
    ] = False,
    jobs: Annotated[
        int | None, typer.Option("--jobs", "-j", min=1, help="How many programs at a time.")
    ] = None,
    as_json: Json = False,
) -> int:
    """Check packs, to the line and column.

    Without a path: the pack in the current folder, else every known pack. With --run
    what is executable in them is run, each program in a process of its own; code of a
    pack that is not bundled only after `interview pack trust`.
    """
    import sys

    from interview_cli.commands.pack_check import check as run_check
    from interview_cli.storage import paths as places
    from interview_cli.storage.packs.listing import HEAD, packs_in

    where = list(paths or ())
    if not where and Path(HEAD).is_file():
        where = [Path()]
    if not where:
        where = [*packs_in(places.bundled()), *packs_in(places.own_packs())]
    runner = _runner(jobs, quiet=as_json) if run else None
    return run_check(where, json=as_json, out=sys.stdout, err=sys.stderr, run=runner)


def trust(
    path: Annotated[Path, typer.Argument(metavar="PACK", help="A pack's id, file or folder.")],
    folder: Annotated[
        bool, typer.Option("--folder", help="Trust this folder of yours, whatever changes in it.")
    ] = False,
    as_json: Json = False,
) -> int:
    """Let the code of a pack be run by `pack check --run`."""
    from interview_cli.errors import UsageError
    from interview_cli.storage.packs.listing import packs_in
    from interview_cli.storage.trust import digest
    from interview_cli.storage.trust import trust as keep
    from interview_cli.terminal.safe import line as safe

    if not path.exists():
        path = _known(str(path))
    if folder and not path.is_dir():
        raise UsageError(f"{path} is no folder")
    packs = [path] if folder else packs_in(path)
    if not packs:
        raise UsageError(f"there is no pack at {path}", "see: interview pack list")
    for pack in packs:
        keep(pack, folder=folder)
    if as_json:
        from interview_cli.terminal.events import document

        hashes = {str(pack): None if folder else digest(pack) for pack in packs}
        document({"trusted": hashes})
        return 0
    for pack in packs:
        what = "whatever changes in it" if folder else "as it is now; asked again when it changes"
        print(f"Trusted: {safe(str(pack))}, {what}.")
    return 0


def _known(id_: str) -> Path:
    from interview_cli.errors import UsageError
    from interview_cli.storage.catalogue import like, open_catalogue

    catalogue, _ = open_catalogue()
    if id_ not in catalogue.shelves:
        raise UsageError(f"there is no pack {id_!r}", like(id_, catalogue.shelves))
    return catalogue.shelves[id_].pack.path


def _runner(jobs: int | None, *, quiet: bool) -> Callable[[list[PackRead]], Report]:
    """Give what runs packs, with a progress bar at a terminal."""
    import os
    import sys

    def run(reads: list[PackRead]) -> Report:
        from interview_cli.commands.pack_run import run_packs
        from interview_cli.errors import UsageError
        from interview_cli.storage.trust import is_trusted

        for found in reads:
            if not is_trusted(found.path):
                raise UsageError(
                    f"the code of {found.path} is not run: it is not trusted as it is now",
                    f"read it, and then: interview pack trust {found.path}",
                )
        if quiet or not sys.stderr.isatty():
            return run_packs(reads, jobs=jobs or os.cpu_count() or 1, done=lambda n, of: None)
        from interview_cli.terminal.bar import bar

        with bar("Running programs") as done:
            return run_packs(reads, jobs=jobs or os.cpu_count() or 1, done=done)

    return run
