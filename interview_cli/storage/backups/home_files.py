"""Which files of the learner's folder a backup holds, and what isn't in it, each with a reason.

Whatever lies in the folder is one or the other: nothing is passed over in silence. Hidden files
are the learner's like any others. Links are followed, whatever they lead to: a pack may be
written elsewhere.
"""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass, field
from pathlib import Path

from interview_cli.core.errors import DiskError
from interview_cli.storage import settings
from interview_cli.storage.paths import LOCKS, UNFINISHED
from interview_cli.storage.reading.packed_files import LARGEST
from interview_cli.storage.reading.plain_files import describe_link, open_plain

FOLDER = "backups"

_MADE_AGAIN = "it's made again when it's needed"
_HERE_ALONE = "it's what you allowed on this computer"

#: What is in no backup, of all that lies at the top of the home, and why.
ALWAYS = {
    "cache": _MADE_AGAIN,
    FOLDER: "no backup holds others",
    "trust.json": _HERE_ALONE,
    "agreed.json": _HERE_ALONE,
    LOCKS: "it's who plays what just now",
    UNFINISHED: "a restore was cut off: do it again",
}

#: What tools keep for themselves, and may be larger than all else; in it may be passwords too.
_OF_TOOLS = {
    **dict.fromkeys((".git", ".hg", ".svn", ".jj"), "version control keeps its own history there"),
    **dict.fromkeys((".stfolder", ".stversions", ".dropbox.cache"), "a sync tool keeps it"),
    **dict.fromkeys(
        ("__pycache__", ".venv", "node_modules", ".mypy_cache", ".pytest_cache", ".ruff_cache"),
        "a tool makes it again",
    ),
}

#: A link may lead to a folder with a whole disk in it.
_MOST_BEHIND_A_LINK, _LARGEST_BEHIND_A_LINK = 5_000, 1 << 30

_DEEPEST = 100


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What of the home isn't in a backup: a file, or a folder with all in it.

    It's ``usual`` where no backup has it, and ``unreadable`` where it should be there.
    """

    path: str
    why: str
    usual: bool = False
    unreadable: bool = False


@dataclass(slots=True)
class HomeFiles:
    """The files for a backup by their paths below the home, what is left out, and the links."""

    files: list[str] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    size: int = 0

    def is_of_others(self, home: Path, name: str) -> bool:
        """Whether *name* is a pack, or in one, that lies elsewhere: its author keeps it there."""
        if not name.startswith("packs/"):
            return False
        links = (link for link in self.links if f"{name}/".startswith(f"{link}/"))
        return any(links) or os.path.islink(home / name)


def can_be_read(path: Path) -> bool:
    """Whether a file can be opened, or a folder listed."""
    try:
        if path.is_dir():
            os.listdir(path)
        else:
            open_plain(path).close()
    except OSError:
        return False
    return True


class _TooMuch(Exception):
    """Behind a link lies more than anybody's pack has."""


def list_home(home: Path) -> HomeFiles:
    """Return what is in *home*; raises DiskError where the folder itself can't be read."""
    found = HomeFiles()
    if not os.path.lexists(home):
        return found
    try:
        os.listdir(home)
    except OSError as error:
        hint = "check that the folder is yours"
        raise DiskError(f"cannot read {home}: {error.strerror}", hint) from error
    _walk(str(home), "", found, (), most=None)
    if found.size > LARGEST:
        raise DiskError(
            f"{home} has more than {LARGEST >> 30} GB, which is too much for a backup",
            "move away what isn't yours to keep, or copy the folder itself",
        )
    return found


def _walk(
    folder: str, name: str, found: HomeFiles, above: tuple[tuple[int, int], ...], most: int | None
) -> None:
    """Add what is in *folder*, called *name* in a backup; raises _TooMuch beyond *most* files.

    *above* are the folders around it, as the system tells them apart.
    """
    try:
        at = os.stat(folder)
        names = sorted(os.listdir(folder))
    except OSError as error:
        found.left_out.append(_unreadable(name, error))
        return
    above = (*above, (at.st_dev, at.st_ino))
    for one in names:
        path, below = os.path.join(folder, one), f"{name}/{one}" if name else one
        if why := _OF_TOOLS.get(one) or (not name and ALWAYS.get(one)):
            found.left_out.append(LeftOut(below, why, usual=not name and one in ALWAYS))
        elif known := _look_at(path, below, found):
            _add(path, below, known, found, above, most)


def _look_at(path: str, name: str, found: HomeFiles) -> os.stat_result | None:
    """Return what the system knows of *path*; None where it's left out, or gone."""
    try:
        return os.stat(path)
    except OSError as error:
        if os.path.islink(path):
            found.left_out.append(LeftOut(name, f"it's {describe_link(error)}"))
        elif not isinstance(error, FileNotFoundError):  # that was gone in between
            found.left_out.append(_unreadable(name, error))
    return None


def _add(
    path: str,
    name: str,
    known: os.stat_result,
    found: HomeFiles,
    above: tuple[tuple[int, int], ...],
    most: int | None,
) -> None:
    if stat.S_ISREG(known.st_mode):
        if name == "config.toml" and settings.may_hold_key(Path(path)):
            found.left_out.append(LeftOut(name, _KEY))
            return
        found.files.append(name)
        found.size += known.st_size
        if most is not None and (len(found.files) > most or found.size > _LARGEST_BEHIND_A_LINK):
            raise _TooMuch
    elif not stat.S_ISDIR(known.st_mode):
        found.left_out.append(LeftOut(name, "it's neither a file nor a folder"))
    elif (known.st_dev, known.st_ino) in above:
        found.left_out.append(LeftOut(name, "it's a link to a folder that it's in"))
    elif len(above) > _DEEPEST:
        found.left_out.append(LeftOut(name, f"it's in more than {_DEEPEST} folders"))
    elif os.path.islink(path) and most is None:
        behind = HomeFiles()
        try:
            _walk(path, name, behind, above, _MOST_BEHIND_A_LINK)
        except _TooMuch:
            found.left_out.append(LeftOut(name, _LARGE))
            return
        found.files += behind.files
        found.left_out += behind.left_out
        found.links += [name, *behind.links]
        found.size += behind.size
    else:
        found.links += [name] if os.path.islink(path) else []
        _walk(path, name, found, above, most)


_KEY = "it has what may be a key in it, and keys go into no backup: take it out of the file"
_LARGE = (
    f"it's a link to more than {_MOST_BEHIND_A_LINK:,} files or "
    f"{_LARGEST_BEHIND_A_LINK >> 30} GB: back that up where it lies"
)


def _unreadable(name: str, error: OSError) -> LeftOut:
    return LeftOut(name or ".", f"it can't be read: {error.strerror or error}", unreadable=True)
