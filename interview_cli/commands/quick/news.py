"""A quiet line after a command: newer versions of added packs, where that is switched on."""

from __future__ import annotations

import os
import sys
from contextlib import suppress

from interview_cli.core.errors import InterviewError
from interview_cli.storage.reading.plain_files import read_plain
from interview_cli.storage.switches import is_on

TYPE_CHECKING = False  # after every command: nothing is imported that isn't needed
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_NAME = "look_for_updates"


def tell_news(args: Sequence[str]) -> None:
    """Write to standard error what is newer, once a day; and have it looked for, once a day.

    Only at a terminal: never in a pipe, under CI, with --json, or while an update is shown.
    """
    streams = (sys.stdin, sys.stdout, sys.stderr)
    if "--json" in args or [*args[:2]] == ["pack", "update"] or is_on("CI"):
        return
    if not all(stream.isatty() for stream in streams):
        return
    # Whatever is wrong with settings or packs, commands that need them say so.
    with suppress(InterviewError, OSError, ValueError):
        if _is_switched_on():
            _tell()


def _is_switched_on() -> bool:
    from interview_cli.storage import paths, settings

    path = os.path.join(paths.find_home(), "config.toml")
    if _NAME.encode() not in read_plain(path):  # most have none, and need no parser for it
        return False
    return settings.load_one(f"packs.{_NAME}") is True


def _tell() -> None:
    from interview_cli.packs.sources import newer_versions  # most never switch it on
    from interview_cli.storage import clock
    from interview_cli.terminal.rendering.messages import print_stderr

    clock.require_writable()
    today = clock.now().date().isoformat()
    found = newer_versions.load()
    if found.get("told") != today and (news := newer_versions.list_news(found)):
        newer_versions.save(found | {"told": today})
        print_stderr(describe(news))
    if newer_versions.load().get("looked") != today:
        newer_versions.save(newer_versions.load() | {"looked": today})
        newer_versions.look_in_background()


def describe(news: Mapping[str, str]) -> str:
    """Return the line that says which packs have a newer version."""
    from interview_cli.core.safe_text import line

    names = [f"{id_} ({tag})" if tag else id_ for id_, tag in news.items()]
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    what = "A newer version is there of" if len(names) == 1 else "Newer versions are there of"
    update = (
        f"interview pack update {next(iter(news))}"
        if len(names) == 1
        else ("interview pack update")
    )
    return line(f"{what} {', '.join(names[:3])}{more}. See what has changed: {update}")
