"""The exercises that were begun, for the doctor."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path

from interview_cli.core.progress.finding import Finding
from interview_cli.storage.begun.exercises import EARLIER, LARGEST, STATE, read_state
from interview_cli.storage.doctor.places import Places, is_utf8, odd_kind
from interview_cli.storage.reading.owners import advise_on
from interview_cli.storage.reading.plain_files import read_plain

_TOP = "exercises"

#: How the files of an exercise end.
_CODE = (".py", ".sql")


def list_exercises(places: Places) -> list[tuple[str, Path]]:
    """Return the exercises that have a folder: the question of each, and that folder."""
    found = []
    for pack in _list_folders(places.home / _TOP):
        found += [(f"{pack.name}:{path.name}", path) for path in _list_folders(pack)]
    return found


def check_exercises(places: Places) -> list[Finding]:
    """Return what is wrong with the exercises that were begun."""
    found: list[Finding] = []
    if not (places.home / _TOP).is_dir():
        return found  # what is in its place is said with the other folders
    for path in places.walk(places.home / _TOP):
        was_file = path.name == STATE or path.suffix in _CODE
        if path.name.endswith(".icloud") or (path.is_dir() and not was_file):
            continue  # the former is said with the other files of sync tools
        if odd := odd_kind(places, path, "it's ignored"):
            found.append(odd)
        elif path.name == STATE:
            found += _look_at_state(places, path)
        elif path.parent.parent in (places.home, places.home / _TOP):
            says = "it's no part of an exercise"
            found.append(
                Finding("other-file", places.show(path), says, "it's ignored", harmless=True)
            )
        else:
            found += _look_at_text(places, path)
    for _, folder in list_exercises(places):
        found += _look_for_code(places, folder)
    return found


def _look_for_code(places: Places, folder: Path) -> Iterator[Finding]:
    """Yield a finding where an attempt has none of the files that its learner writes."""
    try:
        inside = [path for path in folder.iterdir() if path.is_file() and path.name != STATE]
    except OSError as error:
        says = f"it can't be read: {error.strerror}"
        means = "its exercise can't be continued"
        yield Finding("unreadable", places.show(folder), says, means, advise_on(folder))
        return
    # Where all is read-only, as on a DVD, nobody can tell which files were the learner's; and one
    # that can't be read, which is said of its mode, may be.
    state = folder / STATE
    if state.exists() and _is_written(state) and all(map(_is_to_be_read, inside)):
        yield Finding(
            "no-code",
            places.show(folder),
            "an attempt was started here, but there's no file with code",
            "what you wrote for this exercise is gone",
            "if you didn't delete it, bring it back from a backup",
        )


def _is_to_be_read(path: Path) -> bool:
    """Whether a file is there to be read alone, as those are that come with an exercise."""
    return not _is_written(path) and bool(path.stat().st_mode & stat.S_IRUSR)


def _is_written(path: Path) -> bool:
    """Whether a file is one that the learner writes: those that are only read are read-only."""
    return bool(path.stat().st_mode & stat.S_IWUSR)


def _look_at_state(places: Places, path: Path) -> Iterator[Finding]:
    try:
        read_state(read_plain(path, LARGEST))
    except OSError as error:
        says, means = f"it can't be read: {error.strerror}", "the time and the hints don't count"
        yield Finding("unreadable", places.show(path), says, means, advise_on(path))
        return
    except (ValueError, KeyError, TypeError, RecursionError, OverflowError):
        says = "it's damaged: it should say how far the attempt got"
    else:
        return
    yield Finding(
        "attempt",
        places.show(path),
        says,
        "the time and the hints of this attempt are forgotten; your code isn't",
        fix="put-aside",
    )


def _look_at_text(places: Places, path: Path) -> Iterator[Finding]:
    cannot = "its exercise can't be continued"
    try:
        if path.stat().st_size > LARGEST:
            says, advice = "it's too large to be run", "shorten it, or move it away to begin again"
            yield Finding("too-large", places.show(path), says, cannot, advice)
            return
        data = read_plain(path)
    except OSError as error:
        says = f"it can't be read: {error.strerror}"
        yield Finding("unreadable", places.show(path), says, cannot, advise_on(path))
        return
    if path.suffix not in _CODE:
        return
    for number, line in enumerate(data.split(b"\n"), 1):
        if b"\0" in line or not is_utf8(line):
            yield Finding(
                "not-text",
                places.show(path),
                "it isn't text in UTF-8",
                "the signs that can't be read would be replaced, and the code hardly runs",
                "open it in your editor, and save it as UTF-8",
                line=number,
            )
            return


def _list_folders(top: Path) -> list[Path]:
    try:
        return sorted(path for path in top.iterdir() if path.is_dir() and path.name != EARLIER)
    except OSError:
        return []
