"""The line at the top of a pack's file that tells an editor its schema."""

from __future__ import annotations

import os
import re
from pathlib import Path

from interview_cli.storage.packs.json_schema import NAME
from interview_cli.storage.packs.listing import pack_of
from interview_cli.storage.packs.mends import Edit, Mend

_LINE = re.compile(r"(?m)^#[ ]*(?:yaml-language-server:[ ]*\$schema=|\$schema:[ ]*)(\S+)")
#: Comments, blank lines and directives, before which nothing of the file stands.
_TOP = re.compile(r"(?:[ \t]*(?:[#%][^\n]*)?(?:\n|$))*")


def schema_line(path: Path, text: str) -> Mend | None:
    """Mend the schema's line of *text*, the file at *path*; None where nothing is to be done.

    There is something to be done only where `interview pack schema` has written the
    schema into the folder of the pack and no line of the file leads to it, or to another.
    """
    schema = _beside(path)
    if schema is None:
        return None
    name = os.path.relpath(schema, path.absolute().parent).replace(os.sep, "/")
    name = name if name.startswith("../") else f"./{name}"
    top = _TOP.match(text)
    if line := _LINE.search(text, 0, top.end() if top else 0):
        if re.match(r"[a-z][a-z0-9+.-]+:", line[1]) or (path.absolute().parent / line[1]).exists():
            return None
        number = text.count("\n", 0, line.start()) + 1
        return Mend(number, f"the schema is {name}", (Edit(*line.span(1), name),))
    end = "\r\n" if "\r\n" in text[: text.find("\n") + 1] else "\n"
    added = Edit(0, 0, f"# yaml-language-server: $schema={name}{end}")
    return Mend(1, "added the line that tells editors the schema", (added,))


def _beside(path: Path) -> Path | None:
    """Find the schema in the folder of *path*, or in one above it that is the pack's."""
    whole = pack_of(path.absolute())
    for folder in path.absolute().parents:
        if (folder / NAME).is_file():
            return folder / NAME
        if whole == path.absolute() or folder == whole:
            return None
    return None
