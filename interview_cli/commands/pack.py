"""pack: what there is for authors."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from interview_cli.commands.options import Json


def app() -> typer.Typer:
    """Build the group of commands."""
    group = typer.Typer(help="Question packs: list them, check them.", rich_markup_mode=None)
    group.command("list", epilog="Example: interview pack list")(list_)
    group.command("check", epilog="Example: interview pack check my-pack.yaml")(check)
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


def check(
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="[PATH]...", help="Files or folders of packs.")
    ] = None,
    as_json: Json = False,
) -> int:
    """Check question packs, and say to the line and column what to mend.

    Without a path: the pack in the current folder, else every known pack.
    """
    import sys

    from interview_cli.commands.pack_check import check as run
    from interview_cli.storage import paths as places
    from interview_cli.storage.packs.listing import HEAD, packs_in

    where = list(paths or ())
    if not where and Path(HEAD).is_file():
        where = [Path()]
    if not where:
        where = [*packs_in(places.bundled()), *packs_in(places.own_packs())]
    return run(where, json=as_json, out=sys.stdout, err=sys.stderr)
