"""progress doctor: what is wrong with what is kept, and what can be fixed."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from interview_cli.commands.options import Json
from interview_cli.core.errors import DONE, NO, DiskError
from interview_cli.core.progress.finding import FIXES, Finding
from interview_cli.core.progress.journal_check import JournalCheck
from interview_cli.core.safe_text import line as safe
from interview_cli.core.sentences import count
from interview_cli.packs.sources.kept_packs import check_packs
from interview_cli.packs.sources.unknown_questions import check_unknown
from interview_cli.storage import clock, paths
from interview_cli.storage.backups import verified_zip
from interview_cli.storage.backups.home_files import LeftOut, can_be_read
from interview_cli.storage.doctor import fixing, lost_lines, own_files
from interview_cli.storage.doctor.examination import examine
from interview_cli.storage.doctor.places import Places
from interview_cli.storage.files import disk_errors
from interview_cli.terminal.rendering.messages import print_json, print_text, progress_bar

#: So many of one kind in one file are shown; a document has them all.
_SHOWN = 10


def doctor(
    fix: Annotated[
        bool, typer.Option("--fix", help="Fix what can be fixed, after a backup.")
    ] = False,
    accept: Annotated[
        bool,
        typer.Option("--accept-loss", help="Report lines that are gone for good no longer."),
    ] = False,
    as_json: Json = False,
) -> int:
    """Without --fix nothing is written. With it your own folder is backed up first; no line that
    can be read is ever removed, and what can't is moved to damaged/. It never shows an answer, so
    you can paste what it says into a bug report. Exit code 1: there are problems.
    """
    if fix or accept:
        clock.require_writable()
    home, now = paths.home(), clock.now()
    found, check = _examine(home, now)
    backups: list[verified_zip.Backup] = []
    done: list[fixing.Done] = []
    if fix and any(one.fix for one in found):
        places, at = Places(home), now.astimezone(UTC)
        done = fixing.make_room_for_backup(places)
        backups = _back_up(home, at)
        if closed := [one for one in found if one.code == "not-usable"]:
            done += fixing.fix(places, closed, at)
            found, check = _examine(home, now)
            if _needs_another(home, backups, found):
                backups += _back_up(home, at)
        done += fixing.fix(places, found, at)
        found, check = _examine(home, now)
    if accept and (many := _accept_loss(home, check)):
        said = f"{count(many, 'line')} that {'is' if many == 1 else 'are'} gone: accepted"
        done.append(fixing.Done("journal", said))
        found, check = _examine(home, now)
    problems = [one for one in found if not one.harmless]
    notes = [one for one in found if one.harmless]
    if as_json:
        print_json(
            {
                "home": str(home),
                "lines": check.lines,
                "answers": check.answers,
                "devices": len(check.devices),
                "backup": str(backups[-1].path) if backups else None,
                "left_out": [
                    {"path": one.path, "why": one.why} for one in _list_unreadable(backups[-1:])
                ],
                "done": [_to_plain(one) for one in done],
                "findings": [one.to_plain() for one in (*problems, *notes)],
            }
        )
        return NO if problems else DONE
    for backup in backups:
        print_text(safe(f"Backed up first: {backup.path}"))
    for lacking in _list_unreadable(backups[-1:]):
        print_text(safe(f"Not in the backup: {lacking.path}: {lacking.why}"))
    for one in done:
        print_text(safe(f"{'Not fixed' if one.failed else 'Fixed'}: {one.path}: {one.says}"))
    if done:
        print()
    _print(problems, notes)
    print_text(_summarize(home, check, problems, fixed=fix))
    return NO if problems else DONE


def _accept_loss(home: Path, check: JournalCheck) -> int:
    """Have the lines that are gone forgotten, and return how many they were."""
    places = Places(home)
    _, backups = own_files.check_backups(places, check)
    with disk_errors(paths.cache(), "check that the folder is yours"):
        return lost_lines.accept_loss(places, check, backups)


def _examine(home: Path, now: datetime) -> tuple[list[Finding], JournalCheck]:
    bar = progress_bar("Reading your journal") if sys.stderr.isatty() else nullcontext()
    with bar as tell:
        found, check = examine(home, now, tell)
    if not any(one.code == "no-folder" for one in found):
        found += check_packs()
        found += check_unknown(Places(home), check)
    return found, check


def _back_up(home: Path, at: datetime) -> list[verified_zip.Backup]:
    """Write a backup of what can be read, and return it; none where there's nothing for it.

    Raises DiskError where it can't be written.
    """
    try:
        return (
            [verified_zip.back_up(home, at, lenient=True)] if verified_zip.has_files(home) else []
        )
    except DiskError as error:
        raise DiskError(f"nothing was fixed: {error.message}", _NO_BACKUP) from error


def _list_unreadable(backups: list[verified_zip.Backup]) -> list[LeftOut]:
    return [one for made in backups for one in made.left_out if one.unreadable]


def _needs_another(home: Path, backups: list[verified_zip.Backup], found: list[Finding]) -> bool:
    """Whether more is to be changed than modes and caches, and the backup lacks what can be read
    by now.
    """
    lacking = _list_unreadable(backups) if backups else []
    if not any(one.fix not in ("", "modes", "delete") for one in found):
        return False
    return not backups or any(can_be_read(home / one.path) for one in lacking)


_NO_BACKUP = (
    "--fix changes nothing before there is a backup; make room for one in backups/, and make "
    "that a folder you can write to"
)


def _print(problems: list[Finding], notes: list[Finding]) -> None:
    shown: dict[tuple[str, str], int] = {}
    for one in problems:
        key = (one.code, one.path)
        shown[key] = shown.get(key, 0) + 1
        if shown[key] > _SHOWN:
            continue
        print_text(safe(f"{one.place}: {one.says}"))
        print_text(f"  {safe(_sentence(one.means))}")
        if one.advice:
            print_text(f"  What to do: {safe(one.advice)}")
        if one.fix:
            print_text(f"  --fix: {FIXES[one.fix]}")
        print()
    for (code, path), many in shown.items():
        if many > _SHOWN:
            print_text(safe(f"{path}: {many - _SHOWN} more of these ({code}); --json has them all"))
            print()
    for one in notes[:_SHOWN]:
        print_text(safe(f"Note: {one.place}: {one.says}; {one.means}"))
    if len(notes) > _SHOWN:
        print_text(f"Note: {len(notes) - _SHOWN} more notes; --json has them all")
    if notes:
        print()


def _summarize(home: Path, check: JournalCheck, problems: list[Finding], *, fixed: bool) -> str:
    what = count(check.answers, "answer") if check.answers else "no answers yet"
    if check.answers and check.devices:
        what += f" from {count(len(check.devices), 'computer')}"
    if not home.exists():
        return safe(f"There is no folder {home} yet: nothing was kept.")
    if not problems:
        return safe(f"Nothing is wrong with {home}: {what}.")
    can = sum(bool(one.fix) for one in problems)
    fixes = ""
    if can and not fixed:
        which = "it" if len(problems) == 1 else "them all" if can == len(problems) else f"{can}"
        fixes = f"\nTo fix {which}, after a backup: interview progress doctor --fix"
    return safe(f"{count(len(problems), 'problem')}, with {what} in the journal.") + fixes


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}."


def _to_plain(done: fixing.Done) -> dict[str, Any]:
    return {"path": done.path, "says": done.says, "failed": done.failed}
