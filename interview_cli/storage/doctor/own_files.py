"""The learner's words that are to be the same, and their backups, for the doctor."""

from __future__ import annotations

from contextlib import suppress
from operator import itemgetter
from pathlib import Path
from shlex import quote

from interview_cli.core.errors import DiskError, UsageError
from interview_cli.core.progress.finding import Finding
from interview_cli.core.progress.journal_check import JournalCheck
from interview_cli.core.progress.lines.line_faults import judge
from interview_cli.core.sentences import count
from interview_cli.storage.backups import journals, restoring, verified_zip
from interview_cli.storage.doctor.places import Places, is_utf8, odd_kind, without_path
from interview_cli.storage.paths import UNFINISHED
from interview_cli.storage.reading.plain_files import read_plain


def check_synonyms(places: Places) -> list[Finding]:
    """Return what is wrong with the words that are to be the same."""
    path, means = places.home / "synonyms.txt", "words in it aren't taken for the same"
    if odd := odd_kind(places, path, means):
        return [odd]
    if not path.is_file():
        return []
    try:
        for number, line in enumerate(read_plain(path).split(b"\n"), 1):
            if not is_utf8(line):
                advice = "open it in your editor, and save it as UTF-8"
                says = "it isn't text in UTF-8"
                return [Finding("not-text", path.name, says, means, advice, line=number)]
    except OSError as error:
        says = f"it can't be read: {error.strerror}"
        return [Finding("unreadable", path.name, says, means, "check that it's yours")]
    return []


def check_backups(places: Places, check: JournalCheck | None) -> list[Finding]:
    """Return the backups in the learner's folder that couldn't be restored, and which of the
    others has most that the journal in *check* hasn't, unless that couldn't be read.
    """
    found, whole = [], list[Path]()
    for path in verified_zip.list_backups(places.home):
        if not path.is_file():
            says = "a backup's name, and no file"
        else:
            try:
                verified_zip.open_backup(path)
                whole.append(path)
                continue
            except verified_zip.OfANewerVersion as error:
                says, means = "it's from a newer version", "this one can't restore it"
                found.append(
                    Finding("backup", places.show(path), says, means, error.hint, harmless=True)
                )
                continue
            except (DiskError, UsageError) as error:
                says = f"it isn't whole: {without_path(error.message, path)[1]}"
        means = "it can't be restored; your progress itself is as it was"
        advice = "make another one: interview progress backup"
        found.append(Finding("backup", places.show(path), says, means, advice, fix="put-aside"))
    has_more = [(_count_missing(path, check), path) for path in whole] if check else []
    missing, most = max(has_more, key=itemgetter(0), default=(0, places.home))
    if missing:
        says = f"this backup has {count(missing, 'line')} that your journal doesn't have"
        means = "if you didn't remove them yourself, answers were lost"
        advice = f"to get them back: interview progress restore --merge {quote(str(most))}"
        found.append(Finding("backup-has-more", places.show(most), says, means, advice))
    return found


def check_restore(places: Places) -> list[Finding]:
    """Return that a restore was cut off before it was through."""
    if not (again := restoring.find_unfinished(places.home)):
        return []
    says = "a restore was cut off before all was there"
    means = "what's in the backup and isn't here yet doesn't count"
    advice = f"to get the rest: {again}; if you don't want it, delete this file"
    return [Finding("restore-unfinished", UNFINISHED, says, means, advice)]


def _count_missing(backup: Path, check: JournalCheck) -> int:
    missing = 0
    with suppress(DiskError, UsageError):
        for _, stream in journals.open_journals(backup):
            for _, raw in journals.read_lines(stream):
                line, fault = judge(raw.strip())
                missing += line is not None and fault is None and not check.has(line)
    return missing
