"""Which files of the journal's folder belong to it, and the bytes in them."""

from __future__ import annotations

import errno
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from interview_cli.core.errors import DiskError
from interview_cli.storage.reading.plain_files import require_no_other

_ENDING = ".jsonl"

#: What iCloud puts in the place of a file that it hasn't fetched: ``.name.icloud``.
_CLOUD_ENDING = f"{_ENDING}.icloud"


@dataclass(frozen=True, slots=True)
class JournalFiles:
    """The files of a journal, in a fixed order, and the names of those still in the cloud."""

    here: list[Path]
    in_cloud: list[str]


def list_files(folder: Path) -> JournalFiles:
    """Return the files in *folder*; raises DiskError where that can't be said.

    Hidden files are no one's journal: editors and sync tools leave them for a while. So are
    folders, pipes, and links that lead nowhere.
    """
    try:
        names = sorted(os.listdir(folder))
    except FileNotFoundError as error:
        if _is_nothing(folder):
            return JournalFiles([], [])
        raise _with_kind(folder, error) from error
    except OSError as error:
        raise _with_kind(folder, error) from error
    here = [
        folder / name
        for name in names
        if name.endswith(_ENDING) and not name.startswith(".") and _is_file(folder / name)
    ]
    there = {path.name for path in here}
    in_cloud = [
        name
        for hidden in names
        if hidden.startswith(".") and hidden.endswith(_CLOUD_ENDING)
        if (name := hidden[1:].removesuffix(".icloud")) not in there
    ]
    return JournalFiles(here, in_cloud)


def read_from(path: Path, offset: int, most: int = -1) -> bytes:
    """Return what a journal file holds from *offset* bytes on, *most* bytes; raises DiskError."""
    try:
        with path.open("rb") as file:
            file.seek(offset)
            return file.read(most)
    except OSError as error:
        raise disk_error("read", path, error) from error


def _with_kind(folder: Path, error: OSError) -> DiskError:
    """Return the error to raise where *folder* can't be read, with what lies in its place."""
    try:
        require_no_other(folder)
    except NotADirectoryError as other:
        error = other
    except OSError:
        pass
    return disk_error("read", folder, error)


def disk_error(what: str, path: Path, error: OSError) -> DiskError:
    """Return the error to raise where *path* can't be read or written."""
    if isinstance(error, NotADirectoryError):
        hint = "move that away, or set INTERVIEW_HOME to another folder"
    elif what == "read":
        hint = "check that it's yours and can be read"
    elif error.errno in (errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)):
        hint = "free some space; earlier answers are saved: interview resume"
    else:
        hint = "set INTERVIEW_HOME to a folder that you can write to"
    return DiskError(f"cannot {what} {path}: {error.strerror or error}", hint)


def _is_nothing(folder: Path) -> bool:
    """Whether there is no such folder yet; a link to one that is gone is something."""
    places = (folder, *folder.parents)
    return not any(os.path.lexists(place) and not place.is_dir() for place in places)


def _is_file(path: Path) -> bool:
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except FileNotFoundError:
        return False  # gone since, or a link that leads nowhere
    except OSError as error:
        raise disk_error("read", path, error) from error
