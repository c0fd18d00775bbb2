"""The line at the top of a pack's file that tells an editor its schema."""

from __future__ import annotations

import os
import re
from pathlib import Path

from interview_cli.storage.packs.edits import Fixes
from interview_cli.storage.packs.json_schema import NAME
from interview_cli.storage.packs.listing import pack_of
from interview_cli.storage.packs.source import Source

_LINE = re.compile(r"(?m)^#[ ]*(?:yaml-language-server:[ ]*\$schema=|\$schema:[ ]*)(\S+)")
#: Comments, blank lines and directives, before which nothing of the file stands.
_TOP = re.compile(r"(?:[ \t]*(?:[#%][^\n]*)?(?:\n|$))*")


def schema_line(source: Source) -> Fixes:
    """Return what puts the schema's line of *source* right; nothing where it is.

    There is something to be done only where `interview pack schema` has written the
    schema into the folder of the pack and no line of the file leads to it, or to another.
    """
    file, text = source.path.absolute(), source.text
    schema = _beside(file, text)
    if schema is None:
        return ()
    name = os.path.relpath(schema, file.parent).replace(os.sep, "/")
    name = name if name.startswith("../") else f"./{name}"
    top = _TOP.match(text)
    if line := _LINE.search(text, 0, top.end() if top else 0):
        if re.match(r"[a-z][a-z0-9+.-]+:", line[1]) or (file.parent / line[1]).exists():
            return ()
        return source.fix(f"the schema is {name}", (*line.span(1), name))
    end = "\r\n" if "\r\n" in text[: text.find("\n") + 1] else "\n"
    added = f"# yaml-language-server: $schema={name}{end}"
    return source.fix("added the line that tells editors the schema", (0, 0, added))


def _beside(file: Path, text: str) -> Path | None:
    """Return the schema in the folder of *file*, or in one above it that is the pack's."""
    whole = pack_of(file, text)
    for folder in file.parents:
        if (folder / NAME).is_file():
            return folder / NAME
        if whole == file or folder == whole:
            return None
    return None
