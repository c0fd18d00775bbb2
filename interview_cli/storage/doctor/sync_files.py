"""What crashes, sync tools and editors leave in the home, and what nobody knows there.

The journal's own folder is looked at by ``journal_folder``.
"""

from __future__ import annotations

import json
import os
import re
import time
import tomllib
from pathlib import Path

from interview_cli.core.progress.finding import Finding
from interview_cli.storage.doctor.journal_folder import COPY
from interview_cli.storage.doctor.places import Places

#: What is in the place of a file that iCloud hasn't fetched.
_PLACEHOLDER = re.compile(r"\.(.+)\.icloud")

#: What Syncthing, rsync and browsers call a file that isn't whole yet.
_HALF = re.compile(
    r"[.~]syncthing[.~].+\.tmp|.+\.(part|partial|filepart|crdownload)|"
    r"\..+\.(?=[A-Za-z]*[A-Z0-9])(?=\d*[A-Za-z])[A-Za-z0-9]{6}"
)

#: What Vim and Emacs keep beside a file: changes that weren't saved.
_UNSAVED = re.compile(r"\..+\.sw[a-p]|#.+#")

#: What is in the home, besides what is hidden.
_KNOWN = re.compile(
    r"journal|packs|exercises|stories|backups|damaged|cache|config\.toml|trust\.json|agreed\.json|"
    r"synonyms\.txt|drafts(-damaged(-\d+)?)?\.json|.*\.jsonl.*|Thumbs\.db|desktop\.ini"
)

#: What is looked at elsewhere, or is nothing but copies.
_ELSEWHERE = ("journal", "backups", "cache")

#: What it means where a file isn't there yet, by the folder or file it's in.
_MISSING = {
    "config.toml": "its settings don't count until it has",
    "drafts.json": "answers that you began aren't shown until it has",
    "packs": "its questions aren't asked until it has",
    "exercises": "if you continue the exercise before it has, there will be two files of it",
}


def check_sync_files(places: Places) -> list[Finding]:
    """Return what isn't of this program, or isn't there yet."""
    found = []
    for path in places.walk_own():
        top = path.relative_to(places.home).parts[0]
        if top in _ELSEWHERE or (path.is_dir() and path.parent != places.home):
            continue
        shown = places.show(path)
        if match := _PLACEHOLDER.fullmatch(path.name):
            if not (path.parent / match[1]).exists():
                found.append(_in_cloud(places.show(path.parent / match[1]), top, match[1]))
        elif _HALF.fullmatch(path.name):
            says = "a sync tool or a download hasn't finished this file"
            found.append(Finding("half-copied", shown, says, "it's ignored", harmless=True))
        elif _UNSAVED.fullmatch(path.name):
            says = "an editor keeps changes here that weren't saved"
            means = "it's ignored: what you wrote counts once you've saved it"
            found.append(Finding("not-saved", shown, says, means, harmless=True))
        elif COPY.search(path.name) and not path.is_dir():
            found += _look_at_copy(places, path)
        elif path.parent == places.home and path.name[0] != "." and not _KNOWN.fullmatch(path.name):
            says = "it isn't anything of this program's"
            found.append(Finding("other-file", shown, says, "it's ignored", harmless=True))
    return found


def _in_cloud(shown: str, top: str, name: str) -> Finding:
    return Finding(
        "in-the-cloud",
        shown,
        "your sync tool hasn't downloaded this file yet",
        _MISSING.get(name, _MISSING.get(top, "what is in it doesn't count until it has")),
        "open the folder in your file manager and have it downloaded",
    )


def _look_at_copy(places: Places, path: Path) -> list[Finding]:
    """Return a finding for a copy that a sync tool made because of a conflict.

    That of a pack is a pack of its own, or a part of one, and is looked at as such.
    """
    if path.is_relative_to(places.home / "packs"):
        return []
    says = "it looks like a copy made by a sync tool"
    if path.is_relative_to(places.home / "stories"):
        means = "nothing: it's a story like the others, in the list of them"
        return [Finding("conflict-copy", places.show(path), says, means, harmless=True)]
    original = _find_original(path)
    if original is None:
        return [Finding("conflict-copy", places.show(path), says, "it's ignored", harmless=True)]
    try:
        same = _say_the_same(original.read_bytes(), path.read_bytes(), path.suffix)
    except OSError:
        same = False
    if same or not (path.parent == places.home or "conflict" in path.name.lower()):
        means = f"nothing: it's {'the same as' if same else 'ignored, beside'} {original.name}"
        return [Finding("conflict-copy", places.show(path), says, means, harmless=True)]
    return [
        Finding(
            "conflict-copy",
            places.show(path),
            f"{says}, and isn't the same as {original.name}",
            f"only {original.name} counts",
            f"take from it what you want into {original.name}, then delete it",
        )
    ]


def _say_the_same(one: bytes, other: bytes, suffix: str) -> bool:
    """Whether two files are the same, however their values are written."""
    if one == other:
        return True
    try:
        if suffix == ".json":
            return bool(json.loads(one) == json.loads(other))
        if suffix == ".toml":
            return tomllib.loads(one.decode()) == tomllib.loads(other.decode())
    except (ValueError, RecursionError):
        pass
    return False


def _find_original(path: Path) -> Path | None:
    """Return the file beside *path* that it's a copy of: the longest name that it begins with."""
    beside = [one for one in path.parent.iterdir() if one.is_file() and one != path]
    alike = [
        one
        for one in beside
        if one.suffix == path.suffix
        and path.stem.startswith(one.stem)
        and not COPY.search(one.name)
    ]
    return max(alike, key=lambda one: len(one.stem), default=None)


#: What a write that was cut off leaves: see ``files.replace``, and of a pack that was added.
_OF_A_FILE = re.compile(r"\.(.+)\.(\d+)")
_OF_A_PACK = re.compile(r"\.new-(\d+)")

#: After so many seconds nobody writes on, whoever has that number by now.
_LONG_AGO = 24 * 60 * 60


def check_leftovers(places: Places) -> list[Finding]:
    """Return the files that were never finished."""
    found = []
    for path in places.walk_own():
        if match := _OF_A_FILE.fullmatch(path.name):
            says = f"a new {match[1]} that was never finished"
            means = "nothing: the one before it is still in its place"
        elif path.parent == places.home / "packs" and (match := _OF_A_PACK.fullmatch(path.name)):
            says, means = "a pack that was never put in its place", "nothing: it wasn't added"
        elif path.parent == places.home / "packs" and _was_replaced(path):
            says, means, match = (
                "an old pack that wasn't deleted",
                "nothing: the new one counts",
                None,
            )
        else:
            continue
        if match is None or _is_over(path, int(match[match.lastindex or 1])):
            fix = "delete" if path.is_relative_to(places.home / "cache") else "put-aside"
            shown = places.show(path)
            found.append(Finding("left-over", shown, says, means, fix=fix, harmless=True))
    return found


def _was_replaced(path: Path) -> bool:
    """Whether *path* is what a pack was that is in its place again."""
    name = path.name.removeprefix(".old-")
    return name not in ("", path.name) and path.with_name(name).exists()


def _is_over(path: Path, process: int) -> bool:
    """Whether the process that wrote *path* is gone, whatever has its number now."""
    try:
        return not _is_running(process) or path.lstat().st_mtime < time.time() - _LONG_AGO
    except OSError:  # it's gone by now
        return False


def _is_running(process: int) -> bool:
    """Whether a process with that number runs, which may be the one that still writes."""
    if os.name != "posix":
        return True
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True
