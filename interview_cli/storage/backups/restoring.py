"""A backup that goes back: into an empty home, or beside what is there."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from interview_cli.core.errors import UsageError
from interview_cli.core.progress.merging import Union
from interview_cli.storage.backups import journals, verified_zip
from interview_cli.storage.backups.journals import Source
from interview_cli.storage.backups.new_file import new_file
from interview_cli.storage.backups.verified_zip import BackedUp, Backup
from interview_cli.storage.files import disk_errors
from interview_cli.storage.journal import Journal

_JOURNAL = "journal/"


@dataclass(slots=True)
class Plan:
    """What comes of a backup in a home: which files are new, and which of yours stay.

    Where *union* is None the place is empty, and the journal comes file by file.
    """

    backup: Backup
    new: list[BackedUp]
    same: int
    kept: list[str]
    union: Union | None = None
    source: Source | None = None


def plan(backup: Backup, home: Path, journal: Journal, *, merge: bool) -> Plan:
    """Return what restoring *backup* into *home* would do; nothing is written.

    Raises UsageError where something of one's own is there and it isn't to *merge*.
    """
    there = [name for name in verified_zip.list_files(home) if (home / name).stat().st_size]
    if there and not merge:
        raise UsageError(
            f"{home} isn't empty: {there[0]} is there",
            "to add what's missing and keep what's there: --merge; or set INTERVIEW_HOME to a "
            "new folder",
        )
    made = Plan(backup, [], 0, [])
    for one in backup.files:
        if merge and one.path.startswith(_JOURNAL) and one.path.endswith(".jsonl"):
            continue
        path = home / one.path
        if one.path not in there:
            made.new.append(one)
        elif _digest(path) == one.sha256:
            made.same += 1
        else:
            made.kept.append(one.path)
    if merge and any(one.path.startswith(_JOURNAL) for one in backup.files):
        made.union, (made.source,) = journals.collect(journal, [backup.path])
    return made


def restore(made: Plan, home: Path, journal: Journal, at: datetime) -> Backup | None:
    """Do what was planned; return the backup of *home* that was made first, if it had anything.

    The journal comes last: a restore that was cut off is one to do again with ``--merge``.
    """
    first = verified_zip.back_up(home, at) if verified_zip.list_files(home) else None
    hint = "what was written stays; to write the rest: interview progress restore --merge FILE"
    with journals.archive_errors(made.backup.path), zipfile.ZipFile(made.backup.path) as opened:
        for one in sorted(made.new, key=lambda one: one.path.startswith(_JOURNAL)):
            with disk_errors(home / one.path, hint), new_file(home / one.path) as file:
                verified_zip.read_file(opened, one.path, file)
    if made.union is not None:
        journals.write(journal, made.union)
    return first


def _digest(path: Path) -> str:
    with disk_errors(path, "check that the file is yours", "read"), path.open("rb") as file:
        digest = sha256()
        while piece := file.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest()
