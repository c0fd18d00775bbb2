"""A pack in a folder or a file of this machine."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from interview_cli.core.errors import DiskError, UsageError
from interview_cli.core.sentences import trim
from interview_cli.packs.discovery import ENDINGS, HEAD, find_pack, find_packs
from interview_cli.packs.sources import fetched

#: What is looked at before a folder is taken for something else than a pack's.
_MOST_SEEN = 20_000


def fetch(path: Path, inside: str = "") -> fetched.FetchedPack:
    """Read the pack at *path*; raises UsageError and DiskError.

    A file of a folder with a ``pack.yaml`` stands for the pack, as everywhere.
    """
    source = path.absolute()
    try:
        at = pack_at(source / inside if inside else source)
        files = read_file(at, at.name) if at.is_file() else read_folder(at)
    except OSError as error:
        raise DiskError(f"cannot read {error.filename or path}: {error.strerror}") from error
    sort: fetched.Sort = "file" if at.is_file() else "folder"
    kept = str(at) if not inside else str(source)
    return fetched.FetchedPack(sort, kept, files, inside)


def read_file(path: Path, shown: str) -> dict[str, bytes]:
    """Return a file that is a pack by itself, as the head of a folder."""
    if not path.name.endswith(ENDINGS):
        raise UsageError(
            f"{shown} isn't a pack", "a pack is a .yaml file, a folder with a pack.yaml, or a .zip"
        )
    return {HEAD: _read_bytes(path, shown)}


def read_folder(root: Path) -> dict[str, bytes]:
    """Return the files of the pack whose folder *root* is; raises UsageError and OSError."""
    shown = trim(root.name) or "the folder"
    files: dict[str, bytes] = {}
    names: set[str] = set()
    total, seen = 0, 0
    for here, folders, found in os.walk(root):
        for name in [n for n in folders if not n.startswith(".")]:
            if Path(here, name).is_symlink():
                raise fetched.refusal(shown, name, "is a link: put the folder itself there")
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        seen += len(found) + len(folders)
        if seen > _MOST_SEEN:
            fetched.check_size(seen, 0, shown)
        for name in sorted(found):
            file = Path(here, name)
            below = file.relative_to(root).as_posix()
            if not fetched.is_pack_file(below):
                continue
            kept = fetched.safe_name(shown, below)
            if fetched.file_key(kept) in names:
                raise fetched.refusal(shown, name, "differs from another file in capitals only")
            names.add(fetched.file_key(kept))
            files[kept] = _read_bytes(file, shown)
            total += len(files[kept])
            fetched.check_size(len(files), total, shown)
    return files


def pack_at(path: Path) -> Path:
    """Return the pack that *path* stands for; raises UsageError where there is none or several."""
    if path.is_dir() and not (path / HEAD).is_file():
        packs = find_packs(path)
        if len(packs) == 1:
            return packs[0]
        if packs:
            some = ", ".join(trim(pack.name) for pack in packs[:8])
            raise UsageError(f"there are {len(packs)} packs in {path}", f"name one of them: {some}")
        raise UsageError(
            f"there is no pack in {path}", f"a pack is a YAML file, or a folder with a {HEAD}"
        )
    if not path.exists() and not path.is_symlink():
        raise UsageError(f"there is no file or folder {path}", "look at its name again")
    return find_pack(path) if path.is_file() and not path.is_symlink() else path


def _read_bytes(path: Path, shown: str) -> bytes:
    """Read a file that is one: no link, and nothing that would wait for a writer."""
    kind = path.lstat()
    if stat.S_ISLNK(kind.st_mode):
        raise fetched.refusal(shown, path.name, "is a link: put the file itself there")
    if not stat.S_ISREG(kind.st_mode):
        raise fetched.refusal(shown, path.name, "isn't a file")
    fetched.check_size(0, kind.st_size, shown)
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    descriptor = os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
    with open(descriptor, "rb") as file:
        return file.read(fetched.MOST_BYTES + 1)
