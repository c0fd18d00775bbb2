"""pack add, pack remove: copy packs of others here, and take them away."""

from __future__ import annotations

from typing import Annotated

import typer

from interview_cli.commands.consent import confirm
from interview_cli.commands.options import Json, Yes
from interview_cli.commands.pack.added import (
    check_free,
    check_usable,
    describe_source,
    find_added,
    label,
    list_briefly,
    print_left_out,
    to_json,
    write,
)
from interview_cli.core.errors import UsageError
from interview_cli.core.sentences import count
from interview_cli.packs.sources import fetch, installed
from interview_cli.terminal.rendering.messages import print_json


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
                f"{id_} was not removed: it was changed here",
                f"to remove it all the same: interview pack remove {id_} --yes",
            )
    with installed.lock_packs():
        one = find_added(id_)  # another process may have been here, while we asked
        if not yes and one.changed() != changed:
            raise UsageError(f"{id_} was changed meanwhile, and not removed", "try it again")
        left = installed.remove(one)
    if as_json:
        print_json({"removed": id_, "path": str(one.path), "left": left, "progress": "kept"})
        return 0
    write(f"Removed {label(one.record)}.")
    if left:
        write(f"Left in {one.path}, because `pack add` did not make it: {list_briefly(left)}.")
    print("Your progress is kept: when the pack is added again, it goes on from there.")
    return 0
