"""A pack in a folder or a file of this machine."""

from __future__ import annotations

import os
from pathlib import Path

from interview_cli.core.errors import DiskError, UsageError
from interview_cli.core.sentences import trim
from interview_cli.packs.discovery import HEAD, find_pack, find_packs, is_foreign_file, is_yaml
from interview_cli.packs.not_a_pack import explain
from interview_cli.packs.sources import fetched

#: What is looked at before a folder is taken for something else than a pack's.
_MOST_SEEN = 20_000


def fetch(path: Path, inside: str = "") -> fetched.FetchedPack:
    """Read the pack that *path* is, or is a file of; raises UsageError and DiskError."""
    source = path.absolute()
    try:
        at = pack_at(source / inside if inside else source)
        if not at.exists() or not (at.is_file() or at.is_dir()):
            raise explain(str(path))
        alone = at.is_file()
        shown = trim(at.name) or "the folder"
        if alone and not is_yaml(at.name):
            raise UsageError(
                f"{shown} isn't a pack",
                "a pack is a .yaml file, a folder with a pack.yaml, or a .zip",
            )
        paths = {HEAD: at} if alone else _list_paths(at, shown)
    except OSError as error:
        where, hint = error.filename or path, "check that it's yours and can be read"
        raise DiskError(f"cannot read {where}: {error.strerror}", hint) from error
    files = fetched.read_files(paths, shown)
    kept = str(source if inside else at)
    return fetched.FetchedPack("file" if alone else "folder", kept, files, inside)


def _list_paths(root: Path, shown: str) -> dict[str, Path]:
    """Return the files of the pack whose folder *root* is, by their names."""
    paths: dict[str, Path] = {}
    seen = 0
    for here, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in folders:
            if Path(here, name).is_symlink():
                raise fetched.refusal(shown, name, "is a link: put the folder itself there")
        seen += len(names) + len(folders)
        if seen > _MOST_SEEN:
            fetched.check_size(seen, 0, shown)
        for file in (Path(here, name) for name in sorted(names)):
            paths[file.relative_to(root).as_posix()] = file
    return fetched.select_files(paths, "", shown)


def pack_at(path: Path) -> Path:
    """Return the pack that *path* stands for; raises UsageError where there is none or several."""
    if path.is_dir() and not (path / HEAD).is_file():
        packs = find_packs(path)
        if len(packs) > 1:
            packs = [one for one in packs if not is_foreign_file(one)] or packs
        if len(packs) == 1:
            return packs[0]
        if packs:
            some = ", ".join(trim(pack.name) for pack in packs[:8])
            raise UsageError(f"there are {len(packs)} packs in {path}", f"name one of them: {some}")
        raise explain(str(path))
    if not path.exists() and not path.is_symlink():
        raise UsageError(f"there is no file or folder {path}", "check its name")
    return find_pack(path) if path.is_file() and not path.is_symlink() else path
