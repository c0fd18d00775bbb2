"""The learner's other files: settings, drafts, what was allowed, exercises, backups."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from shlex import quote
from typing import Any

from interview_cli.core.errors import DiskError, InterviewError, UsageError
from interview_cli.core.progress.finding import Finding
from interview_cli.core.progress.journal_check import JournalCheck
from interview_cli.core.progress.lines.line_faults import judge
from interview_cli.core.sentences import count, join
from interview_cli.storage import settings
from interview_cli.storage.backups import journals, verified_zip
from interview_cli.storage.doctor.places import Places, odd_kind
from interview_cli.storage.reading.plain_files import read_plain

_DRAFTS_MEAN = "answers that you began and didn't send aren't shown"
_TRUST_MEANS = "no pack of yours is trusted: its code isn't run until you allow it again"
_AGREED_MEANS = "nothing is sent to a model until you agree again"
_MOVED = "move it away, or fix it"


def _are_drafts(value: dict[str, Any]) -> bool:
    return all(isinstance(of, dict) for of in value.values()) and all(
        isinstance(text, str) for of in value.values() for text in of.values()
    )


def _is_trust(value: dict[str, Any]) -> bool:
    folders, packs = value.get("folders", []), value.get("packs", {})
    return (
        isinstance(folders, list)
        and all(isinstance(one, str) for one in folders)
        and isinstance(packs, dict)
        and all(isinstance(one, str) for one in packs.values())
    )


def _is_agreed(value: dict[str, Any]) -> bool:
    hosts = value.get("hosts", [])
    return isinstance(hosts, list) and all(isinstance(one, str) for one in hosts)


#: Each file of JSON, what it must hold, and what it means where it doesn't.
_OBJECTS: dict[str, tuple[Callable[[dict[str, Any]], bool], str]] = {
    "drafts.json": (_are_drafts, _DRAFTS_MEAN),
    "trust.json": (_is_trust, _TRUST_MEANS),
    "agreed.json": (_is_agreed, _AGREED_MEANS),
}


def check_objects(places: Places) -> list[Finding]:
    """Return what is wrong with the files that hold one JSON object."""
    found = []
    for name, (fits, means) in _OBJECTS.items():
        path = places.home / name
        if odd := odd_kind(places, path, means):
            found.append(odd)
        elif path.is_file() and (wrong := _find_wrong(path, fits)):
            says, line = wrong
            found.append(Finding("damaged", name, says, means, fix="put-aside", line=line))
    for name in places.list_top():
        if re.fullmatch(r"drafts-damaged.*\.json", name):
            says = "drafts that were damaged, kept beside the new ones"
            means = "if you need what you wrote, it's in there; else delete it"
            found.append(Finding("put-aside", name, says, means, harmless=True))
    return found


def check_config(places: Places) -> list[Finding]:
    """Return what is wrong with the settings; they're written by hand, so no fix is offered."""
    path = settings.file()
    if odd := odd_kind(places, path, "no command that asks for a setting runs"):
        return [odd]
    try:
        settings.load()
        unknown = settings.find_unknown()
    except InterviewError as error:
        place, says = _without_path(error.message, path)
        means = "commands that ask for a setting stop, and say this"
        hint = error.hint or "check that the file is yours and can be read"
        return [Finding("settings", places.show(path), says, means, hint, line=place)]
    if not unknown:
        return []
    names = join(unknown)
    says = f"this version has no setting {names}"
    means = "it does nothing"
    return [Finding("unknown-setting", places.show(path), says, means, harmless=True)]


def check_synonyms(places: Places) -> list[Finding]:
    """Return what is wrong with the words that are to be the same."""
    path, means = places.home / "synonyms.txt", "words in it aren't taken for the same"
    if odd := odd_kind(places, path, means):
        return [odd]
    if not path.is_file():
        return []
    try:
        for number, line in enumerate(read_plain(path).split(b"\n"), 1):
            if not _is_utf8(line):
                advice = "open it in your editor, and save it as UTF-8"
                says = "it isn't text in UTF-8"
                return [Finding("not-text", path.name, says, means, advice, line=number)]
    except OSError as error:
        says = f"it can't be read: {error.strerror}"
        return [Finding("unreadable", path.name, says, means, "check that it's yours")]
    return []


def check_exercises(places: Places) -> list[Finding]:
    """Return what is wrong with the exercises that were begun."""
    found = []
    for path in places.walk(places.home / "exercises"):
        if path.name == ".attempt.json":
            if not any(one.is_file() and one != path for one in path.parent.iterdir()):
                found.append(
                    Finding(
                        "no-code",
                        places.show(path.parent),
                        "an attempt was started here, but there's no file with code",
                        "what you wrote for this exercise is gone",
                        "if you didn't delete it, bring it back from a backup",
                    )
                )
            if path.is_file() and not _is_attempt(path):
                found.append(
                    Finding(
                        "attempt",
                        places.show(path),
                        "it's damaged: it should say how far the attempt got",
                        "the time and the hints of this attempt are forgotten; your code isn't",
                        fix="put-aside",
                    )
                )
        elif odd := odd_kind(places, path, "it's ignored") if not path.is_dir() else None:
            found.append(odd)
        elif path.is_file() and path.parent != places.home / "exercises":
            found += _look_at_text(places, path)
    return found


def check_backups(places: Places, check: JournalCheck | None) -> list[Finding]:
    """Return the backups in the learner's folder that couldn't be restored, and what the newest
    of the others has that the journal in *check* hasn't, unless that couldn't be read.
    """
    found, newest = [], None
    for path in verified_zip.list_backups(places.home):
        if not path.is_file():
            says = "a backup's name, and no file"
        else:
            try:
                verified_zip.open_backup(path)
                newest = path
                continue
            except (DiskError, UsageError) as error:
                says = f"it isn't whole: {_without_path(error.message, path)[1]}"
        means = "it can't be restored; your progress itself is as it was"
        advice = "make another one: interview progress backup"
        found.append(Finding("backup", places.show(path), says, means, advice, fix="put-aside"))
    if newest and check and (missing := _count_missing(newest, check)):
        says = f"this backup has {count(missing, 'line')} that your journal doesn't have"
        means = "if you didn't remove them yourself, answers were lost"
        advice = f"to get them back: interview progress restore --merge {quote(str(newest))}"
        found.append(Finding("backup-has-more", places.show(newest), says, means, advice))
    return found


def _count_missing(backup: Path, check: JournalCheck) -> int:
    missing = 0
    with suppress(DiskError, UsageError):
        for _, stream in journals.open_journals(backup):
            for _, raw in journals.read_lines(stream):
                line, fault = judge(raw.strip())
                missing += line is not None and fault is None and not check.has(line)
    return missing


def _find_wrong(path: Path, fits: Callable[[dict[str, Any]], bool]) -> tuple[str, int] | None:
    try:
        data = read_plain(path)
        value = json.loads(data) if data.strip() else {}
    except OSError as error:
        return f"it can't be read: {error.strerror}", 0
    except RecursionError:
        return "it's nested too deeply", 0
    except json.JSONDecodeError as error:
        return f"it isn't JSON: {error.msg}", error.lineno
    except ValueError:
        return "it isn't JSON in UTF-8", 0
    if not isinstance(value, dict):
        return "it isn't a JSON object", 1
    return None if fits(value) else ("it doesn't have the structure that it should", 0)


def _is_attempt(path: Path) -> bool:
    try:
        known = json.loads(read_plain(path))
        int(known["spent_ms"]), int(known["hints"])
        return isinstance(known["fingerprint"], str) and isinstance(known["review"], str)
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return False


def _look_at_text(places: Places, path: Path) -> Iterator[Finding]:
    try:
        data = read_plain(path)
    except OSError as error:
        says = f"it can't be read: {error.strerror}"
        yield Finding("unreadable", places.show(path), says, "its exercise can't be continued")
        return
    if path.suffix in (".py", ".sql") and (b"\0" in data or not _is_utf8(data)):
        yield Finding(
            "not-text",
            places.show(path),
            "it isn't text in UTF-8",
            "the signs that can't be read would be replaced, and the code hardly runs",
            "open it in your editor, and save it as UTF-8",
        )


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _without_path(message: str, path: Path) -> tuple[int, str]:
    """Return the line that *message* names, and what it says beside the file."""
    where = re.compile(re.escape(str(path)) + r"(?::(\d+)(?::\d+)?)?:? ?")
    match = where.search(message)
    if not match:
        return 0, message
    says = where.sub("", message).removeprefix("cannot read ")
    return int(match[1] or 0), says
