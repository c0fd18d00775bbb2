"""progress backup and restore: all that can't be made again, in one file."""

from __future__ import annotations

from datetime import UTC
from pathlib import Path
from typing import Annotated

import typer

from interview_cli.commands.learner import open_journal
from interview_cli.commands.options import DryRun, Json
from interview_cli.commands.progress.merge import describe, to_plain, warn_of
from interview_cli.core.errors import UsageError
from interview_cli.core.safe_text import line as safe
from interview_cli.core.sentences import count, join
from interview_cli.storage import clock, paths
from interview_cli.storage.backups import restoring, verified_zip
from interview_cli.storage.files import require_free
from interview_cli.terminal.rendering.messages import print_json, print_text


def backup(
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", "-o", metavar="FILE", help="Write it there, instead of your own folder."
        ),
    ] = None,
    as_json: Json = False,
) -> int:
    """It's read again and compared before it gets its name. Without -o it goes to backups/ in
    your own folder, where the last five are kept. All that lies in your folder is in it, but for
    what is named: what can be made again, what you allowed on this computer, and keys.
    """
    clock.require_writable()
    if out is not None:
        require_free(out, str(out))
    made = verified_zip.back_up(paths.home(), clock.now().astimezone(UTC), out)
    if as_json:
        files = [{"path": f.path, "size": f.size, "sha256": f.sha256} for f in made.files]
        left_out = [{"path": one.path, "why": one.why} for one in made.left_out]
        print_json(
            {
                "file": str(made.path),
                "size": made.size,
                "files": files,
                "links": [*made.links],
                "left_out": left_out,
            }
        )
        return 0
    print(safe(f"Backed up {count(len(made.files), 'file')}, read back and compared: {made.path}"))
    for name in made.links:
        print(safe(f"{name} is a link: what it leads to is in the backup, not the link."))
    if usual := [one.path for one in made.left_out if one.usual]:
        print_text(safe(f"As ever, it's without {join(usual)}."))
    for one in made.left_out:
        if not one.usual:
            print(safe(f"Not in it: {one.path}: {one.why}"))
    print_text("It has your answers in it. To get them back: interview progress restore FILE")
    return 0


def restore(
    file: Annotated[Path, typer.Argument(metavar="ZIP", help="A backup.")],
    merge: Annotated[
        bool, typer.Option("--merge", help="Add to what you have; what you have stays.")
    ] = False,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> int:
    """Every file in the backup is verified before anything is written. Where you have progress
    already it's refused without --merge, and with it your own is backed up first.
    """
    if not dry_run:
        clock.require_writable()
    if not file.is_file():
        raise UsageError(f"there is no file {file}", "name a backup, such as progress.zip")
    home, journal = paths.home(), open_journal()
    made = restoring.plan(verified_zip.open_backup(file), home, journal, merge=merge)
    first = None
    if not dry_run:
        first = restoring.restore(made, home, journal, clock.now().astimezone(UTC))
    if made.source:
        warn_of(made.source)
    if as_json:
        print_json(
            {
                "dry_run": dry_run,
                "backup": None if first is None else str(first.path),
                "written": [one.path for one in made.new],
                "same": made.same,
                "kept": made.kept,
                "journal": None if made.union is None else to_plain(made.union),
            }
        )
        return 0
    if first:
        print(safe(f"Your own was backed up first: {first.path}"))
    print_text(f"{'It would write' if dry_run else 'Wrote'} {count(len(made.new), 'file')}.")
    for name in made.kept:
        print(safe(f"Yours stays, and is another: {name}"))
    if made.union is not None:
        print_text(describe(made.union, dry_run=dry_run))
    elif dry_run:
        print_text("Nothing was written.")
    return 0
