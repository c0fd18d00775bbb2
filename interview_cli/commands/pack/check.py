"""pack check: print everything that is wrong with packs, in one run."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from interview_cli.commands.options import Json
from interview_cli.commands.quick.checking import check_paths
from interview_cli.terminal.problems import HELP as FORMAT_HELP
from interview_cli.terminal.problems.text import MOST_ALIKE

MAX_HELP = f"Show so many places of the same problem; 0 shows all. Default: {MOST_ALIKE}."


def check_command(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[PATH]...", help="Files or folders of packs, or their ids."),
    ] = None,
    run: Annotated[
        bool, typer.Option("--run", help="Run the code in the packs too, and compare.")
    ] = False,
    hypothesis: Annotated[
        bool,
        typer.Option("--hypothesis", help="With --run, look for inputs that exercises don't test."),
    ] = False,
    jobs: Annotated[
        int | None,
        typer.Option("--jobs", "-j", metavar="N", min=1, help="How many to run at a time."),
    ] = None,
    fix: Annotated[
        bool, typer.Option("--fix", help="Fix what's safe to fix, then check again.")
    ] = False,
    form: Annotated[
        str | None, typer.Option("--format", metavar="FORMAT", help=FORMAT_HELP)
    ] = None,
    select: Annotated[
        list[str] | None,
        typer.Option("--select", metavar="RULE", help="Show only what this rule finds."),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option("--ignore", metavar="RULE", help="Leave this lint rule out."),
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit with 1 if there are only warnings, too.")
    ] = False,
    most: Annotated[
        int | None,
        typer.Option("--max", metavar="N", min=0, help=MAX_HELP),
    ] = None,
    watch: Annotated[
        bool, typer.Option("--watch", help="Check again whenever a file is saved.")
    ] = False,
    as_json: Json = False,
) -> int:
    """Without a path, the packs in the current folder and below it are checked, or every known
    pack if there is none. With --run, the code in the packs is run too, each program in its
    own process. Code of a pack that isn't bundled runs only after `interview pack trust`.

    Each problem says what to write instead, and ends with the [rule] that found it. A
    "warning" is about the teaching; an error keeps a question from being asked. The exit code
    is 1 if there are errors, and with --strict if there are warnings, too. --fix does
    what the messages tell you to write, where that can be meant in only one way: quotes,
    indentation, a forgotten hyphen, a misspelt field or level, an id, numeric options out of
    order, the file's encoding, the line that tells an editor where the schema is.
    """
    return check_paths(
        paths or (),
        run=run,
        hypothesis=hypothesis,
        jobs=jobs,
        fix=fix,
        form=form,
        select=select or (),
        ignore=ignore or (),
        strict=strict,
        most=most,
        watch=watch,
        as_json=as_json,
    )
