"""All that is looked at in the learner's folder, one after the other."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from interview_cli.core.progress.finding import Finding
from interview_cli.core.progress.journal_check import JournalCheck
from interview_cli.storage.doctor import (
    begun_exercises,
    caches,
    config_file,
    folder_modes,
    journal_folder,
    lost_lines,
    object_files,
    own_files,
    story_texts,
    stray_journals,
    sync_files,
)
from interview_cli.storage.doctor.places import Places
from interview_cli.storage.journal import device, format_time

#: A line later than this is of the future: clocks of two computers never quite agree.
_AHEAD = timedelta(days=1)


def examine(
    home: Path, now: datetime, tell: journal_folder.Tell | None = None
) -> tuple[list[Finding], JournalCheck]:
    """Return what is wrong in *home*, and what is in its journal; nothing is written.

    *tell* is told how far reading the journal is.
    """
    places = Places(home)
    check = JournalCheck(device(), format_time(now + _AHEAD))
    if found := folder_modes.check_folder(places):
        return found, check
    found += folder_modes.check_room(places)
    found += own_files.check_restore(places)
    found += folder_modes.check_modes(places)
    journal = journal_folder.check_journal(places, check, tell)
    strays, copies = stray_journals.check_strays(places, check)
    broken, backups = own_files.check_backups(places, check)
    found += lost_lines.check_losses(places, check, journal, strays, [*copies, *backups])
    whole = not any(one.code == "unreadable" for one in journal)
    found += object_files.check_objects(places, check if whole else None)
    found += config_file.check_config(places)
    found += own_files.check_synonyms(places)
    found += begun_exercises.check_exercises(places)
    found += story_texts.check_stories(places)
    found += broken
    having = {one.path for one in copies}  # which says more of a folder than that it's unknown
    found += [
        one
        for one in sync_files.check_sync_files(places)
        if one.code != "other-file"
        or not any(Path(home, one.path) in (each, *each.parents) for each in having)
    ]
    found += sync_files.check_leftovers(places)
    found += caches.check_caches(places)
    known = {one.path for one in found if one.code == "not-usable"}
    for one in found:
        known |= {*one.files} if one.code == "of-another-user" and not one.harmless else set()
    return [one for one in found if one.code != "unreadable" or one.path not in known], check
