"""The file of a picture: found below a pack's folder, and read, or the reason why it can't be.

A name is an author's word, and a pack may be a stranger's: what's read is a file, small, below
the folder, and reached without a link.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from interview_cli.core.questions.picture_endings import is_picture
from interview_cli.core.sentences import trim
from interview_cli.packs.file_names import InvalidName, file_key, normalize
from interview_cli.packs.pictures.picture_content import MOST_BYTES, Size, measure
from interview_cli.packs.pictures.unusable import Missing, Unusable

_EXAMPLE = "write its path from the pack's folder, such as images/tree.png"


class FoundPicture(NamedTuple):
    """A picture that can be shown, with the hash of its bytes."""

    path: Path
    size: Size
    sha256: str


def check_name(name: str) -> str:
    """Return the *name* of a picture as it's looked for; raises Unusable with a whole sentence."""
    shown = f'"{trim(name)}"'
    if "://" in name or name.startswith(("//", "data:")):
        raise Unusable(f"{shown} is an address: put the picture into the pack's folder")
    if "\\" in name:
        raise Unusable(f"{shown} has a \\ in it: write / between folders", name.replace("\\", "/"))
    try:
        safe = normalize(name)
    except InvalidName as why:
        raise Unusable(f"{shown} {why}: {_EXAMPLE}") from None
    if any(part.startswith(".") for part in safe.split("/")):
        raise Unusable(f"{shown} is hidden: files that begin with a dot aren't part of a pack")
    if not is_picture(safe):
        raise Unusable(f"{shown} isn't named as a picture: it can be .png, .jpg, .gif, .webp, .svg")
    return safe


def find_picture(folder: Path, name: str) -> FoundPicture:
    """Return the picture called *name* below a pack's *folder*.

    Raises Unusable, with a whole sentence, for what can't be shown; Missing where nothing is
    called so.
    """
    return load_picture(folder, name)[0]


def load_picture(folder: Path, name: str) -> tuple[FoundPicture, bytes]:
    """Return the same, with the bytes of the picture."""
    safe = check_name(name)
    try:
        path = _walk(folder, safe.split("/"))
        data = read_picture(path)
    except OSError as error:
        raise Unusable(f'"{trim(name)}" cannot be read: {error.strerror or error}') from error
    try:
        return FoundPicture(path, measure(safe, data), sha256(data).hexdigest()), data
    except Unusable as why:
        raise Unusable(f'"{trim(name)}" {why}') from None


def place_of(folder: Path, name: str) -> Path:
    """Return where a picture lies, or would; raises Unusable for a name that leads elsewhere."""
    return folder.joinpath(*check_name(name).split("/"))


def _walk(folder: Path, parts: Sequence[str]) -> Path:
    """Return the file that *parts* lead to, each step written as it is on the disk."""
    here, name, right = folder, "/".join(parts), []
    for n, part in enumerate(parts):
        inside, last = os.listdir(here), n + 1 == len(parts)
        same = [part] if part in inside else []
        # A name's letters may be composed in another way there: that's the same name.
        same = same or [other for other in inside if _normalize_safely(other) == part]
        same = same or [other for other in inside if file_key(other) == file_key(part)]
        if not same:
            raise Missing(f'there is no file "{trim(name)}" in the folder of the pack')
        here /= same[0]
        right.append(_normalize_safely(same[0]))
        mode = os.lstat(here).st_mode
        if stat.S_ISLNK(mode):
            raise Unusable(f'"{trim(name)}" is a link, or below one: put the file itself there')
        if last and not stat.S_ISREG(mode):
            what = "a folder" if stat.S_ISDIR(mode) else "no file, but a device, pipe or socket"
            raise Unusable(f'"{trim(name)}" is {what}: name a picture')
        if not last and not stat.S_ISDIR(mode):
            raise Unusable(f'"{trim(name)}" goes through {trim(part)}, which isn\'t a folder')
    if right != [*parts]:
        why = "capitals count on other systems"
        called = "/".join(right)
        raise Unusable(f'"{trim(name)}" is called {trim(called)}: write it so, {why}', called)
    return here


def _normalize_safely(name: str) -> str:
    """Return *name* as ``normalize`` does; "" where no file of a pack is called so."""
    try:
        return normalize(name)
    except InvalidName:
        return ""


def read_picture(path: Path) -> bytes:
    """Read the file at *path*, a byte more than a picture can have at most.

    It's no link, and nothing that would wait for a writer. Raises OSError and Unusable.
    """
    flags = os.O_RDONLY
    for name in ("O_BINARY", "O_NONBLOCK", "O_NOFOLLOW"):
        flags |= getattr(os, name, 0)
    with open(os.open(path, flags), "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise Unusable("isn't a file")
        return file.read(MOST_BYTES + 1)
