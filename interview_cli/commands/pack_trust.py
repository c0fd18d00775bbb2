"""pack trust: let the code of a pack be run."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from interview_cli.commands.options import Json
from interview_cli.core.sentences import like
from interview_cli.errors import UsageError
from interview_cli.storage.catalogue import open_catalogue
from interview_cli.storage.packs.listing import packs_in
from interview_cli.storage.trust import digest
from interview_cli.storage.trust import trust as keep
from interview_cli.terminal.json_document import document
from interview_cli.terminal.safe import line as safe


def trust(
    path: Annotated[Path, typer.Argument(metavar="PACK", help="A pack's id, file or folder.")],
    folder: Annotated[
        bool, typer.Option("--folder", help="Trust this folder of yours, whatever changes in it.")
    ] = False,
    as_json: Json = False,
) -> int:

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
        hashes = {str(pack): None if folder else digest(pack) for pack in packs}
        document({"trusted": hashes})
        return 0
    for pack in packs:
        what = "whatever changes in it" if folder else "as it is now; asked again when it changes"
        print(f"Trusted: {safe(str(pack))}, {what}.")
    return 0


def _known(id_: str) -> Path:

    catalogue, _ = open_catalogue()
    if id_ not in catalogue.shelves:
        raise UsageError(f"there is no pack {id_!r}", like(id_, catalogue.shelves))
    return catalogue.shelves[id_].pack.path
