"""pack: what there is for authors."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from interview_cli.commands import pack_add, pack_diff, pack_update
from interview_cli.commands.options import Json
from interview_cli.commands.pack_new import new
from interview_cli.commands.pack_phrases import phrases
from interview_cli.commands.pack_preview import preview
from interview_cli.commands.pack_rules import rules
from interview_cli.commands.pack_schema import schema

if TYPE_CHECKING:
    from interview_cli.commands.pack_run import Report
    from interview_cli.storage.packs.reader import PackRead


def app() -> typer.Typer:
    """Build the group of commands."""
    group = typer.Typer(
        help="Question packs: write, check, share them.",
        rich_markup_mode=None,
        no_args_is_help=True,
    )
    group.command("list", epilog="Example: interview pack list")(list_)
    group.command("show", epilog="Example: interview pack show python-fastapi")(show)
    group.command("check", epilog="Example: interview pack check my-pack.yaml --run")(check)
    group.command("rules", epilog="Example: interview pack rules longest-key")(rules)
    group.command("trust", epilog="Example: interview pack trust my-pack.yaml")(trust)
    group.command("diff", epilog="Example: interview pack diff old.zip my-pack")(pack_diff.diff)
    group.command("add", epilog="Example: interview pack add https://example.org/sql.git")(
        pack_add.add
    )
    group.command("update", epilog="Example: interview pack update sql-interviews")(
        pack_update.update
    )
    group.command("remove", epilog="Example: interview pack remove sql-interviews")(pack_add.remove)
    group.command("new", epilog="Example: interview pack new my-pack")(new)
    group.command("preview", epilog="Example: interview pack preview my-pack:my-id --watch")(
        preview
    )
    group.command("schema", epilog="Example: interview pack schema --out pack.schema.json")(schema)
    group.command("phrases", epilog="Example: interview pack phrases my-pack")(phrases)
    return group


def list_(as_json: Json = False) -> int:
    """List the packs that questions come from: version, where each came from, hash."""
    from interview_cli.commands.pack_listing import document_of, lines_of
    from interview_cli.commands.telling import complain
    from interview_cli.storage.catalogue import open_catalogue
    from interview_cli.terminal.safe import clean

    catalogue, _ = open_catalogue()
    complain(catalogue)
    shelves = sorted(catalogue.shelves.values(), key=lambda shelf: shelf.id)
    if as_json:
        from interview_cli.terminal.events import document

        document({"packs": [document_of(shelf) for shelf in shelves]})
        return 0
    for shelf in shelves:
        print(clean("\n".join(lines_of(shelf))))
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
    fix: Annotated[
        bool, typer.Option("--fix", help="Mend what is safe to mend, and check again.")
    ] = False,
    form: Annotated[
        str | None,
        typer.Option("--format", metavar="FORMAT", help="text, json, github or sarif."),
    ] = None,
    select: Annotated[
        list[str] | None,
        typer.Option("--select", metavar="RULE", help="Show the problems of this rule only."),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option("--ignore", metavar="RULE", help="Don't show the problems of this rule."),
    ] = None,
    watch: Annotated[
        bool, typer.Option("--watch", help="Check again whenever a file is saved.")
    ] = False,
    as_json: Json = False,
) -> int:
    """Check packs, to the line and column.

    Without a path: the pack in the current folder, else every known pack. With --run
    what is executable in them is run, each program in a process of its own; code of a
    pack that is not bundled only after `interview pack trust`.

    Each problem says what to write, and ends with the [rule] that found it. A "warning"
    is about the teaching, the others keep a question from being asked; exit code 1 means
    that there are some of either. --fix mends what can be meant in one way only:
    quotes that are missing, a misspelt field or level with one near name, tabs, numbers
    as options out of order, the line that tells an editor the schema.
    """
    import sys

    from interview_cli.commands.pack_check import check as run_check
    from interview_cli.commands.pack_rules_wanted import Wanted, format_of
    from interview_cli.errors import UsageError
    from interview_cli.storage import paths as places
    from interview_cli.storage.packs.listing import packs_here, packs_in
    from interview_cli.terminal.messages import aside

    chosen = format_of(form, as_json=as_json, watch=watch, fix=fix)
    wanted = Wanted.of(select or (), ignore or ())
    where = list(paths or ())
    if not where:
        where = packs_here()
    if not where and fix:
        raise UsageError("--fix mends what is named", "interview pack check --fix PATH")
    if not where:
        aside("There is no pack in this folder: every known one is checked.")
        where = [*packs_in(places.bundled()), *packs_in(places.own_packs())]
    runner = _runner(jobs, quiet=chosen != "text") if run else None

    def once() -> int:
        return run_check(
            where, form=chosen, out=sys.stdout, err=sys.stderr, run=runner, wanted=wanted, fix=fix
        )

    if watch:
        from interview_cli.commands.pack_watch import again_and_again

        return again_and_again(where, once, sys.stdout, sys.stderr)
    return once()


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
        from interview_cli.terminal.messages import progress_bar

        with progress_bar("Running programs") as done:
            return run_packs(reads, jobs=jobs or os.cpu_count() or 1, done=done)

    return run
