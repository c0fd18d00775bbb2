"""pack add, pack remove: packs of others, brought and taken away."""

from __future__ import annotations

from typing import Annotated

import typer

from interview_cli.commands.options import Json
from interview_cli.commands.pack.added import (
    agreed,
    check_free,
    find_added,
    named,
    plain,
    say,
    say_left_out,
    some,
    sound,
    told_source,
)
from interview_cli.commands.pack.update import Yes
from interview_cli.core.errors import UsageError
from interview_cli.core.sentences import count
from interview_cli.packs.sources import fetch, installed
from interview_cli.terminal.rendering.messages import document


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
    ref: Annotated[
        str,
        typer.Option(
            "--ref",
            metavar="REF",
            help="A tag, branch or commit of a git address; also written ADDRESS@REF. "
            "HEAD is its default branch, as without it.",
        ),
    ] = "",
    as_json: Json = False,
) -> int:
    """A git address is pinned to the commit that is there now. What was added is not trusted:
    its code runs only after `interview pack trust`.
    """

    fetched = fetch(source, folder, ref)
    with installed.lock_packs() as packs, installed.write_candidate(fetched, packs) as new:
        id_ = sound(new, source)
        check_free(id_)
        path = installed.choose_place(id_, packs)
        record = installed.install(new, path)
    if as_json:
        document(plain(record, path, new.read))
        return 0
    say(f"Added {named(record)}: {count(len(new.read.questions), 'question')}.")
    say(f"    from {told_source(record)}")
    say(f"    sha256 {record.hash}")
    say_left_out(new.read)
    say(f"Try it: interview quiz -p {id_}")
    return 0


def remove(
    id_: Annotated[str, typer.Argument(metavar="PACK", help="An added pack's id.")],
    yes: Yes = False,
    as_json: Json = False,
) -> int:

    one = find_added(id_)
    if (changed := one.changed()) and not yes:
        say(f"Changed in {one.path} since it was added: {some(changed)}.", err=as_json)
        if not agreed(f"Remove {id_} with these changes?"):
            raise UsageError(
                f"{id_} was not removed: it was changed here",
                f"to remove it all the same: interview pack remove {id_} --yes",
            )
    with installed.lock_packs():
        one = find_added(id_)  # another process may have been here, while we asked
        if not yes and one.changed() != changed:
            raise UsageError(f"{id_} was changed meanwhile, and not removed", "try it again")
        left = installed.remove(one)
    if as_json:
        document({"removed": id_, "path": str(one.path), "left": left, "progress": "kept"})
        return 0
    say(f"Removed {named(one.record)}.")
    if left:
        say(f"Left in {one.path}, for `pack add` did not make it: {some(left)}.")
    print("Your progress is kept: when the pack is added again, it goes on from there.")
    return 0
