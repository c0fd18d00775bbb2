"""The learner's folder itself: whether it can be used, who else can read it, and what was left."""

from __future__ import annotations

import os
import shutil
import stat
from dataclasses import dataclass, field
from pathlib import Path
from shlex import quote

from interview_cli.core.progress.finding import Finding
from interview_cli.core.sentences import join
from interview_cli.storage.doctor.places import Places
from interview_cli.storage.reading.owners import advise_on, name_user
from interview_cli.storage.reading.plain_files import describe_kind

#: What holds answers or what was allowed, and is nobody else's business.
_PRIVATE = (
    "journal",
    "drafts.json",
    "synonyms.txt",
    "cache",
    ".locks",
    "exercises",
    "stories",
    "backups",
    "damaged",
    "config.toml",
    "trust.json",
    "agreed.json",
)

#: With less than so many bytes left on the disk, the next answers may not be kept.
_ROOM = 1 << 20

#: With less than that the next answer can't be.
_OF_AN_ANSWER = 1 << 14

#: For these a file is read-only on purpose.
_READ_ONLY = ("exercises", "backups")


def check_folder(places: Places) -> list[Finding]:
    """Return what is wrong with the folder itself; the rest can't be looked at then."""
    home = places.home
    if not os.path.lexists(home):
        return []
    says, advice = "", "name another folder in INTERVIEW_HOME, or move this away"
    if not home.is_dir():
        says = f"it's {describe_kind(home)}, not a folder"
    else:
        try:
            os.listdir(home)
        except OSError as error:
            says = f"it can't be read: {error.strerror}"
            advice = advise_on(home)
    means = "nothing can be read or kept"
    return [Finding("no-folder", str(home), says, means, advice)] if says else []


#: The folders in it, and what it means where one of them is something else.
_FOLDERS = {
    "packs": "your own packs aren't found",
    "exercises": "no exercise can be opened",
    "stories": "no story of yours can be read or kept",
    "damaged": "nothing can be moved there",
    ".locks": "no session can be played: nothing would keep two windows apart",
}


def check_room(places: Places) -> list[Finding]:
    """Return what keeps anything from being written, and what lies in the place of a folder."""
    home, found = places.home, []
    if not home.exists():
        return []
    means = "nothing that you answer can be kept"
    if not os.access(home, os.W_OK | os.X_OK):
        advice = "make it writable, or name another folder in INTERVIEW_HOME"
        found.append(Finding("no-writing", str(home), "it can't be written to", means, advice))
    try:
        free = shutil.disk_usage(home).free
    except OSError:
        free = _ROOM
    if free < _ROOM:
        advice = "free some space"
        says = f"the disk has {free >> 10} kB left"
        if free > _OF_AN_ANSWER:
            means = "a few answers can still be kept, but hardly a backup or what's in the cache"
        found.append(Finding("disk-full", str(home), says, means, advice))
    for name, lost in _FOLDERS.items():
        path = home / name
        if os.path.lexists(path) and not path.is_dir():
            says = f"it's {describe_kind(path)}, not a folder"
            found.append(Finding("not-a-folder", name, says, lost, fix="put-aside"))
    backups = home / "backups"
    if os.path.lexists(backups) and not backups.is_dir():
        says = f"it's {describe_kind(backups)}, not a folder"
        means = "no backup can be written there, so that --fix does nothing"
        found.append(Finding("not-a-folder", "backups", says, means, "move it away"))
    return found


def check_modes(places: Places) -> list[Finding]:
    """Return who else can read what is private, and what its owner can't use."""
    if os.name != "posix":
        return []
    found: list[Finding] = []
    wide: list[Path] = []
    of_others: dict[int, list[Path]] = {}
    doors = _Doors(places.home)
    if places.home.exists() and _mode(places.home.resolve()) & 0o077:  # of a link, where it leads
        wide.append(places.home)
    damaged_drafts = [name for name in places.list_top() if name.startswith("drafts-")]
    for name in (*_PRIVATE, *damaged_drafts):
        for path in places.walk(places.home / name):
            if path.is_symlink() or not (path.is_dir() or path.is_file()):
                continue
            # What is only to be read in an exercise is for everybody: its folder isn't.
            to_be_read = name == "exercises" and not path.is_dir() and not _mode(path) & 0o200
            if _mode(path) & doors.list_open(path.parent) and not to_be_read:
                wide.append(path)
            owner = path.stat().st_uid
            if owner != os.geteuid():
                of_others.setdefault(owner, []).append(path)
            if owner == os.geteuid() or os.geteuid() == 0:  # else a new mode is refused
                found += _not_usable(places, path, read_only=name in _READ_ONLY)
    found += [_of_another(places, owner, every) for owner, every in of_others.items()]
    if wide:
        found.insert(0, _open_to_others(places, wide))
    return found


@dataclass(slots=True)
class _Doors:
    """Which folders of the home the group and all others get into: those above must let them."""

    home: Path
    _known: dict[Path, int] = field(default_factory=dict)

    def list_open(self, folder: Path) -> int:
        """Return the bits of a mode that count for whoever gets into *folder*, from the home on."""
        if folder not in self._known:
            above = 0o077 if folder == self.home else self.list_open(folder.parent)
            mode = _mode(folder.resolve())
            mine = (0o070 if mode & 0o010 else 0) | (0o007 if mode & 0o001 else 0)
            self._known[folder] = above & mine
        return self._known[folder]


def _open_to_others(places: Places, wide: list[Path]) -> Finding:
    tops = dict.fromkeys(
        "the folder itself" if path == places.home else path.relative_to(places.home).parts[0]
        for path in wide
    )
    return Finding(
        "open-to-others",
        str(places.home),
        f"other users of this computer can read {join([*tops])}",
        "nothing is lost; but your answers are for you alone",
        fix="modes",
        files=tuple(places.show(path) for path in wide),
    )


def _of_another(places: Places, owner: int, every: list[Path]) -> Finding:
    more = f", and {len(every) - 1} more" if len(every) > 1 else ""
    return Finding(
        "of-another-user",
        places.show(every[0]),
        f"it belongs to another user, {name_user(owner)}{more}",
        "what can't be read doesn't count, and nothing can be added to it",
        f"make it yours again: sudo chown -R {name_user(os.geteuid())} {quote(str(places.home))}",
        files=tuple(places.show(path) for path in every),
        harmless=os.geteuid() == 0,  # who may do anything
    )


def _not_usable(places: Places, path: Path, *, read_only: bool) -> list[Finding]:
    need = 0o700 if path.is_dir() else 0o400 if read_only else 0o600
    if _mode(path) & need == need:
        return [] if read_only else _not_writable(places, path)
    mode, what = _mode(path), "written"
    if not mode & 0o400:
        what = "read"
    elif path.is_dir():
        what = "written to" if mode & 0o100 else "opened"
    return [
        Finding(
            "not-usable",
            places.show(path),
            f"its mode is {_mode(path):03o}: it can't be {what}",
            "what is in it doesn't count, or nothing can be added to it",
            fix="modes",
            files=(places.show(path),),
        )
    ]


def _not_writable(places: Places, path: Path) -> list[Finding]:
    """Return a finding where the system refuses what the mode of *path* allows.

    What is another user's is named as such, and so is a home that can't be written to.
    """
    others = path.stat().st_uid != os.geteuid()
    if others or os.access(path, os.W_OK) or not os.access(places.home, os.W_OK):
        return []
    shown = places.show(path)
    return [
        Finding(
            "locked",
            shown,
            "its mode lets you write to it, but the system doesn't: it's immutable, or locked",
            "nothing can be added to it, and --fix can't change it",
            f"allow it again: on Linux, sudo chattr -i {quote(str(path))}; on macOS, chflags"
            f" nouchg {quote(str(path))}; or its disk may be read-only",
        )
    ]


def _mode(path: Path) -> int:
    try:
        return stat.S_IMODE(path.lstat().st_mode if path.is_symlink() else path.stat().st_mode)
    except OSError:
        return 0o700
