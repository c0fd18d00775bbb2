"""`interview pack schema`: the JSON Schema of packs, for editors."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from interview_cli.commands.options import Json
from interview_cli.errors import DiskError, UsageError
from interview_cli.storage import files
from interview_cli.storage.packs.json_schema import NAME, pack_schema, text
from interview_cli.terminal.json_document import document
from interview_cli.terminal.safe import line as safe


def schema(
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", metavar="FILE", help="Write it there, not on the screen."),
    ] = None,
    as_json: Json = False,
) -> int:
    """With it an editor completes, explains and checks the fields. A file of a pack names it
    in its first line: # yaml-language-server: $schema=./pack.schema.json
    """

    written = text()
    if out is None:
        print(written, end="")  # one JSON document, with --json or without
        return 0

    path = out / NAME if out.is_dir() else out
    if not path.parent.is_dir():
        raise DiskError(f"there is no folder {path.parent}", "make it, or name another")
    _ours(path)
    try:
        files.replace(path, written.encode())
    except OSError as error:
        raise DiskError(
            f"cannot write {path}: {error.strerror or error}", "name a file in a folder of yours"
        ) from error
    if as_json:
        document({"file": str(path.absolute())})
        return 0
    name = safe(path.name)
    print(f"Written: {safe(str(path))}. First line of a pack's file beside it:")
    print(f"# yaml-language-server: $schema=./{name}")
    return 0


def _ours(path: Path) -> None:
    """Refuse a file that is there and is no schema of ours: it may be a pack."""

    if not path.exists():
        return
    try:
        there = json.loads(path.read_bytes())
    except (OSError, ValueError):
        there = None
    if not isinstance(there, dict) or there.get("title") != pack_schema()["title"]:
        raise UsageError(
            f"{path} is there already, and is no schema of packs; nothing was written",
            "name another file, or move that one away",
        )
