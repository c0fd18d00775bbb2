"""Whether there are newer versions of added packs: looked for by a process in the background.

It's started at most once a day, and only where that is switched on. It writes what it found
into the cache, and the next command that ends at a terminal can say so. Nothing waits for it.
"""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from interview_cli.core.errors import InterviewError
from interview_cli.storage import files, paths
from interview_cli.storage.reading.kept_files import read_kept

# Read after a command: what only looks for versions is imported where that's done.
if TYPE_CHECKING:
    from interview_cli.packs.sources.installed import Record


def file() -> Path:
    return paths.cache() / "newer-versions.json"


def load() -> dict[str, Any]:
    """Return what was found, and on which days it was looked and told; empty where nothing was."""
    try:
        found = json.loads(read_kept(file()))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def save(found: dict[str, Any]) -> None:
    """Keep *found*; where that's impossible, nothing is kept."""
    with suppress(OSError):
        files.keep(file(), json.dumps(found).encode())


def list_news(found: dict[str, Any]) -> dict[str, str]:
    """Return the packs that are still as they were when a newer version was *found*.

    The values are the tags of those versions; "" where they have none.
    """
    packs = found.get("packs")
    if not isinstance(packs, dict) or not packs:
        return {}
    from interview_cli.packs.sources import installed

    news = {}
    for id_, one in packs.items():
        added = installed.find(id_)
        if added and isinstance(one, dict) and one.get("have") == _present(added.record):
            news[id_] = str(one.get("tag") or "")
    return news


def look_in_background() -> None:
    """Start a process that looks for newer versions, and don't wait for it."""
    import subprocess

    # Without -P a module in the current folder could stand for one of ours.
    command = [sys.executable, "-P", "-m", __name__]
    silent: dict[str, Any] = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.DEVNULL)
    with suppress(OSError):
        process = subprocess.Popen(command, start_new_session=True, cwd=paths.home(), **silent)
        process.returncode = 0  # it goes on when we are gone, and nobody need be warned of that


def look() -> None:
    """Look for newer versions of all added packs, and keep what was found."""
    from interview_cli.packs.sources import installed

    packs = {}
    for one in installed.list_added():
        with suppress(InterviewError, OSError, ValueError):
            tag = find_newer(one.record)
            if tag is not None:
                packs[one.record.id] = {"have": _present(one.record), "tag": tag}
    save(load() | {"packs": packs})


def find_newer(record: Record) -> str | None:
    """Return the tag of a newer version of a pack, "" where it has none; None without one.

    Only what comes over https is asked: a key of ssh may want to be touched. Raises as ``fetch``
    does.
    """
    from interview_cli.packs.sources import git, web
    from interview_cli.packs.sources.address import BRANCHES, DEFAULT, TAGS

    if record.sort == "web":
        came = web.fetch(record.source, record.inside).download
        return "" if came and came.sha256 != record.sha256 else None
    if record.sort != "git" or not record.source.lower().startswith("https://"):
        return None
    if record.ref.startswith(TAGS):
        tag = record.ref.removeprefix(TAGS)
        return next(iter(git.newer_tags(git.list_tags(record.source), tag)), None)
    if record.ref and not record.ref.startswith(BRANCHES):
        return None  # a commit stays what it is
    now = git.find_commit(record.source, record.ref or DEFAULT)
    return "" if now and now != record.commit else None


def _present(record: Record) -> str:
    return record.commit or record.sha256


if __name__ == "__main__":
    look()
