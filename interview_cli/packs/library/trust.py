"""Whose code may be run: the bundled packs', and that of packs that were trusted.

Trust covers the very content that was there, by a hash of it, or one folder of the
learner's own, whatever changes in it. It is kept in ``trust.json``.
"""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

from interview_cli.core.errors import DiskError
from interview_cli.packs.discovery import list_files
from interview_cli.packs.library.glance import RECORD
from interview_cli.storage import files, paths
from interview_cli.storage.begun.held_lock import alone
from interview_cli.storage.files import damaged, read_object


def digest(path: Path) -> str:
    """Return SHA-256 over the names and the bytes of all files of the pack at *path*."""
    whole = sha256()
    for file in list_files(path):
        data = file.read_bytes() if file.is_file() else b""  # a pipe would wait for ever
        name = file.relative_to(path) if path.is_dir() else Path(file.name)
        whole.update(f"{name.as_posix()}\0{len(data)}\0".encode(errors="surrogatepass"))
        whole.update(data)
    return whole.hexdigest()


def is_trusted(path: Path) -> bool:
    """Whether code of the pack at *path* may be run.

    A pack that was added is trusted by its content only, wherever it lies.
    """
    path = path.resolve()
    bundled = paths.bundled().resolve()
    if path == bundled or bundled in path.parents:
        return True
    known = _read_trusted()
    own = not (path / RECORD).exists()  # what came by `pack add` isn't a folder of one's own
    if own and any(Path(folder) in (path, *path.parents) for folder in known["folders"]):
        return True
    return bool(known["packs"].get(str(path)) == digest(path))


def trust(path: Path, *, folder: bool = False) -> None:
    """Trust the pack at *path* as it is now, or with *folder* all that is ever in it.

    Raises DiskError where what was trusted before can't be read: it would be forgotten.
    """
    path = path.resolve()
    hash_ = "" if folder else digest(path)
    with alone("trust"):  # another window may trust another pack
        known = _read_file()
        if folder:
            known["folders"] = sorted({*known["folders"], str(path)})
        else:
            known["packs"][str(path)] = hash_
        files.save(_file(), json.dumps(known, indent=1).encode())


def list_trusted() -> dict[Path, str]:
    """Return the packs that were trusted by their content, each with its hash."""
    return {Path(path): hash_ for path, hash_ in _read_trusted()["packs"].items()}


def list_trusted_folders() -> list[str]:
    """Return the folders that were trusted, whatever changes in them."""
    return [*_read_trusted()["folders"]]


def _file() -> Path:
    return paths.home() / "trust.json"


def _read_trusted() -> dict[str, Any]:
    """Return what is trusted; a file that can't be read trusts nothing."""
    try:
        return _read_file()
    except DiskError:
        return {"folders": [], "packs": {}}


def _read_file() -> dict[str, Any]:
    known = {"folders": [], "packs": {}, **read_object(_file())}
    folders, packs = known["folders"], known["packs"]
    if not (isinstance(folders, list) and all(isinstance(one, str) for one in folders)):
        raise damaged(_file(), '"folders" must be a list of paths')
    if not (isinstance(packs, dict) and all(isinstance(one, str) for one in packs.values())):
        raise damaged(_file(), '"packs" must say a hash for each path')
    return known
