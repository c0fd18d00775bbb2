"""A backup that goes back: into an empty home, or beside what is there.

The journal comes first, and until all is there a file says that it isn't: a restore that was
cut off, at whatever moment, is one to do again.
"""

from __future__ import annotations

import json
import os
import re
import zipfile
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path, PurePosixPath
from shlex import quote
from typing import TypeGuard

from interview_cli.core.errors import DiskError, UsageError
from interview_cli.core.progress.merging import Union
from interview_cli.storage import files
from interview_cli.storage.backups import journals, verified_zip
from interview_cli.storage.backups.home_files import list_home
from interview_cli.storage.backups.journals import Source
from interview_cli.storage.backups.new_file import new_file
from interview_cli.storage.backups.verified_zip import BackedUp, Backup
from interview_cli.storage.files import disk_errors
from interview_cli.storage.journal import Journal
from interview_cli.storage.paths import LOCKS, UNFINISHED
from interview_cli.storage.reading.plain_files import open_plain

_JOURNAL = "journal/"

#: The name of a file that was being written: see ``new_file``.
_HALF_WRITTEN = re.compile(r"\.(.+)\.\d+")


@dataclass(slots=True)
class Plan:
    """What comes of a backup in a home: which files are new, and which of yours stay.

    Where *union* is None the journal comes file by file.
    """

    backup: Backup
    merge: bool
    new: list[BackedUp] = field(default_factory=list)
    same: int = 0
    kept: list[str] = field(default_factory=list)
    half_written: list[str] = field(default_factory=list)
    union: Union | None = None
    source: Source | None = None


def plan(backup: Backup, home: Path, journal: Journal, *, merge: bool) -> Plan:
    """Return what restoring *backup* into *home* would do; nothing is written.

    Raises UsageError where something of one's own is there and it isn't to *merge*. What an
    earlier restore of the same backup has written isn't one's own.
    """
    made = Plan(backup, merge)
    targets = {one.target for one in backup.files}
    for one in backup.files:
        path = home / one.target
        if (merge and _is_journal(one.path)) or one.path.startswith(f"{LOCKS}/"):
            continue
        if not os.path.lexists(path) or _is_empty(path):
            made.new.append(one)
        elif _is_same(path, one):
            made.same += 1
        else:
            made.kept.append(one.target)
    found = list_home(home)
    others = list(made.kept)
    for name in (*found.files, *(one.path for one in found.left_out if not one.usual)):
        if _is_half_written(name, targets):
            made.half_written.append(name)
        elif name not in targets and not _is_empty(home / name):
            others.append(name)
    if others and not merge:
        raise UsageError(
            f"{home} isn't empty: {others[0]} is there",
            "to add what's missing and keep what's there: --merge; or set INTERVIEW_HOME to a "
            "new folder",
        )
    if merge and any(_is_journal(one.path) for one in backup.files):
        made.union, (made.source,) = journals.collect(journal, [backup.path])
    return made


def restore(made: Plan, home: Path, journal: Journal, at: datetime) -> Backup | None:
    """Do what was planned; return the backup of *home* that was made first to merge with it."""
    first = None
    if made.merge and verified_zip.has_files(home):
        first = verified_zip.back_up(home, at)
    again = "interview progress restore" + (" --merge" if made.merge else "")
    hint = f"what was written stays; for the rest, once it can be written: {again} FILE"
    with disk_errors(home / UNFINISHED, hint):
        about = {"backup": str(made.backup.path.absolute()), "merge": made.merge}
        files.replace(home / UNFINISHED, json.dumps(about).encode(), private=True)
        for name in () if made.merge else made.half_written:
            (home / name).unlink(missing_ok=True)
    if made.union is not None:
        journals.write(journal, made.union)
    with journals.archive_errors(made.backup.path), zipfile.ZipFile(made.backup.path) as opened:
        for one in sorted(made.new, key=lambda one: not one.path.startswith(_JOURNAL)):
            with disk_errors(home / one.target, hint), new_file(home / one.target) as file:
                verified_zip.read_file(opened, one, file, made.backup.path)
    with disk_errors(home / UNFINISHED, hint):
        (home / UNFINISHED).unlink()
        files.sync_folder(home)
    return first


def find_unfinished(home: Path) -> str:
    """Return the command that finishes a restore which was cut off; "" where there is none."""
    if not os.path.lexists(home / UNFINISHED):
        return ""
    try:
        about = files.read_object(home / UNFINISHED)
    except DiskError:
        about = {}
    merge = " --merge" if about.get("merge") is True else ""
    backup = about.get("backup")
    return f"interview progress restore{merge} {quote(backup) if _is_text(backup) else 'FILE'}"


def _is_text(value: object) -> TypeGuard[str]:
    return isinstance(value, str) and bool(value)


def _is_journal(name: str) -> bool:
    """Whether that's the name of a file of the journal, whose lines are merged."""
    path = PurePosixPath(name)
    return str(path.parent) == "journal" and path.suffix == ".jsonl" and path.name[0] != "."


def _is_half_written(name: str, targets: set[str]) -> bool:
    """Whether *name* is what a restore leaves of one of *targets* if it's killed."""
    path = PurePosixPath(name)
    match = _HALF_WRITTEN.fullmatch(path.name)
    if not match or name in targets:
        return False
    return str(path.with_name(match[1])) in {*targets, UNFINISHED}


def _is_empty(path: Path) -> bool:
    """Whether a file is there that has nothing in it."""
    try:
        return path.is_file() and not path.stat().st_size
    except OSError:
        return False


def _is_same(path: Path, one: BackedUp) -> bool:
    if not path.is_file() or path.stat().st_size != one.size:
        return False
    with disk_errors(path, "check that the file is yours", "read"), open_plain(path) as file:
        digest = sha256()
        while piece := file.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest() == one.sha256
