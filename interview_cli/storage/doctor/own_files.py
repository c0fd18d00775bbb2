"""The learner's words that are to be the same, and their backups, for the doctor."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from shlex import quote

from interview_cli.core.errors import DiskError, UsageError
from interview_cli.core.progress.finding import Finding
from interview_cli.core.progress.journal_check import JournalCheck
from interview_cli.core.progress.lines.line_bytes import LONGEST_LINE, find_id
from interview_cli.core.progress.lines.line_faults import judge
from interview_cli.storage.backups import restoring, verified_zip
from interview_cli.storage.backups.home_files import can_be_read
from interview_cli.storage.backups.verified_zip import BackedUp
from interview_cli.storage.doctor.lost_lines import Elsewhere
from interview_cli.storage.doctor.places import Places, is_utf8, odd_kind, without_path
from interview_cli.storage.paths import UNFINISHED
from interview_cli.storage.reading.owners import advise_on
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
        return [Finding("unreadable", path.name, says, means, advise_on(path))]
    return []


def check_backups(places: Places, check: JournalCheck) -> tuple[list[Finding], list[Elsewhere]]:
    """Return the backups in the learner's folder that couldn't be restored, and which of the
    others have lines that the journal in *check* hasn't; each is read once.
    """
    found: list[Finding] = []
    having: list[Elsewhere] = []
    for path in verified_zip.list_backups(places.home):
        if not path.is_file():
            says = "a backup's name, and no file"
        else:
            command = f"interview progress restore --merge {quote(str(path))}"
            has = Elsewhere(path, places.show(path), command, is_backup=True)
            try:
                verified_zip.open_backup(path, partial(_watch, check=check, has=has))
                having += [has] if has.marks else []
                continue
            except verified_zip.OfANewerVersion as error:
                says, means = "it's from a newer version", "this one can't restore it"
                found.append(
                    Finding("backup", places.show(path), says, means, error.hint, harmless=True)
                )
                continue
            except (DiskError, UsageError) as error:
                if not can_be_read(path):
                    says, means = without_path(error.message, path)[1], "it can't be restored"
                    advice = advise_on(path)
                    found.append(Finding("unreadable", places.show(path), says, means, advice))
                    continue
                says = f"it isn't whole: {without_path(error.message, path)[1]}"
        means = "it can't be restored; your progress itself is as it was"
        advice = "make another one: interview progress backup"
        found.append(Finding("backup", places.show(path), says, means, advice, fix="put-aside"))
    return found, having


def _watch(one: BackedUp, check: JournalCheck, has: Elsewhere) -> _Lines | None:
    """Return what takes the bytes of a journal's file in a backup; None for other files."""
    folder, _, name = one.target.rpartition("/")
    ours = folder == "journal" and name.endswith(".jsonl") and not name.startswith(".")
    return _Lines(name, check, has) if ours else None


@dataclass(slots=True)
class _Lines:
    """Takes the bytes of a journal's file, piece by piece, and tells *has* of what's missing."""

    name: str
    check: JournalCheck
    has: Elsewhere
    _left: bytes = b""

    def write(self, data: bytes, /) -> None:
        *whole, rest = (self._left + data).split(b"\n")
        for raw in whole:
            self._look_at(raw)
        self._left = rest[: LONGEST_LINE + 1]  # a longer one is no line, whatever follows

    def end(self) -> None:
        """Take the last line, which may have no end."""
        self._look_at(self._left)

    def _look_at(self, raw: bytes) -> None:
        if not raw.strip() or self.check.has_id(find_id(raw)):  # as nearly always
            return
        line, fault = judge(raw.strip())
        if line is not None and fault is None and not self.check.has(line):
            self.has.add(line, self.name)


def check_restore(places: Places) -> list[Finding]:
    """Return that a restore was cut off before it was through."""
    if not (again := restoring.find_unfinished(places.home)):
        return []
    says = "a restore was cut off before all was there"
    means = "what's in the backup and isn't here yet doesn't count"
    advice = f"to get the rest: {again}; if you don't want it, delete this file"
    return [Finding("restore-unfinished", UNFINISHED, says, means, advice)]
