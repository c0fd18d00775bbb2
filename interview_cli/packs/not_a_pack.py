"""What to say where somebody names a pack and there is something else, or nothing."""

from __future__ import annotations

import os
from pathlib import Path
from shlex import quote

from interview_cli.core.errors import UsageError
from interview_cli.core.sentences import find_nearest
from interview_cli.packs.discovery import ENDINGS, HEAD, find_misnamed_head, has_head, is_yaml

WHAT_A_PACK_IS = f"a pack is a .yaml file, or a folder with a {HEAD}"


#: What other programs write, by the end of the file's name.
_OTHER_FORMATS = {
    ".gift": "questions in Moodle's GIFT format",
    ".xml": "XML, as Moodle and others export it",
    ".apkg": "an Anki deck",
    ".colpkg": "an Anki collection",
    ".qti": "a QTI quiz",
    ".md": "Markdown",
    ".markdown": "Markdown",
    ".csv": "a table",
    ".tsv": "a table",
    ".xlsx": "a table",
    ".docx": "a Word document",
    ".odt": "a text document",
    ".pdf": "a PDF",
    ".html": "a web page",
}


def describe_other(path: Path) -> str:
    """Return what the file at *path* is by its name, as in "Markdown, not a pack"."""
    other = _OTHER_FORMATS.get(path.suffix.lower())
    return f"is {other}, not a pack" if other else "isn't a pack"


def is_path(name: str) -> bool:
    """Whether *name* can't be the id of a pack: it names a file or a folder."""
    return any(sign in name for sign in "/\\.")


def is_another_file(path: Path) -> bool:
    """Whether there is something at *path* that can't be a pack, whatever is in it."""
    if not path.is_file():
        return path.exists() and not path.is_dir()
    return not is_yaml(path.name) and not has_head(path)


def explain(name: str) -> UsageError:
    """Return the error for a path *name* where no pack was found, with what to do instead."""
    path = Path(name)
    if not name.strip():
        return UsageError(
            "the name of the pack is empty", f"write its id, or a path: {WHAT_A_PACK_IS}"
        )
    if "://" in name:
        add = f"interview pack add {quote(name)}"
        return UsageError(f"{name} is an address, and not on this machine", f"add it first: {add}")
    if not path.exists():
        if path.is_symlink():
            return UsageError(f"{name} is a link to a file that isn't there", WHAT_A_PACK_IS)
        near = guess(path)
        meant = f"did you mean {near}? " if near else ""
        return UsageError(f"there is no file or folder {name}", f"{meant}{WHAT_A_PACK_IS}")
    if not path.is_file() and not path.is_dir():
        return UsageError(f"{name} is a pipe or a device, not a file", WHAT_A_PACK_IS)
    if path.suffix.lower() == ".zip":
        add = f"interview pack add {quote(name)}"
        return UsageError(f"{name} is an archive, not a pack yet", f"add it first: {add}")
    if not path.is_dir():
        return UsageError(
            f"{name} {describe_other(path)}",
            f"{WHAT_A_PACK_IS}; to write one: interview help format",
        )
    if not os.access(path, os.R_OK | os.X_OK):
        return UsageError(f"the folder {name} can't be read", "check its permissions")
    if other := find_misnamed_head(path / HEAD):
        return UsageError(f"{name} doesn't contain a pack", f"rename {other.name} to {HEAD}")
    return UsageError(f"{name} doesn't contain a pack", WHAT_A_PACK_IS)


def guess(path: Path) -> Path | None:
    """Return the file or folder that may be meant by a *path* where nothing is."""
    ways = [path.with_name(path.name + ending) for ending in ENDINGS if path.name]
    try:
        beside = [item.name for item in path.parent.iterdir()] if path.parent.is_dir() else []
        if near := find_nearest(path.name, beside):
            ways.append(path.with_name(near))
        return next((way for way in ways if way.exists()), None)
    except (OSError, ValueError):
        return None
