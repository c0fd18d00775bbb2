"""The learner's own stories: Markdown files in ``stories/``, for nobody else.

No export, report or pack has anything of them; a backup has.
"""

from __future__ import annotations

import os
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from interview_cli.core.behaviour.own_stories import Story, parse_story
from interview_cli.core.errors import DiskError, UsageError
from interview_cli.storage import clock, files, paths
from interview_cli.storage.reading.plain_files import read_plain

#: More than anybody tells in an evening, in bytes.
LARGEST = 1 << 20

#: What stories that were removed are moved to.
REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class StoryFile:
    """A file of a story, with its place in the list; no story where it can't be read, and why."""

    number: int
    path: Path
    story: Story | None
    why: str = ""
    not_text: bool = False


def list_stories() -> list[StoryFile]:
    """Return all stories, the oldest first; raises DiskError where their folder can't be read."""
    folder = paths.stories()
    if not os.path.lexists(folder):
        return []
    with files.disk_errors(folder, "check that it's a folder of yours", what="read"):
        return list_files(folder)


def list_files(folder: Path) -> list[StoryFile]:
    """Return the stories in *folder*, by their files' names; raises OSError."""
    names = sorted(name for name in os.listdir(folder) if _is_story(name))
    found: list[StoryFile] = []
    for name in names:
        path = folder / name
        number = len(found) + 1
        try:
            story = parse_story(decode(read_plain(path, LARGEST)))
        except FileNotFoundError:  # gone since
            continue
        except OSError as error:
            found.append(StoryFile(number, path, None, error.strerror or str(error)))
        except UnicodeDecodeError:
            found.append(StoryFile(number, path, None, "it isn't UTF-8", not_text=True))
        else:
            found.append(StoryFile(number, path, story))
    return found


def find_story(number: str) -> StoryFile:
    """Return the story with that number; raises UsageError where there is none."""
    found = list_stories()
    if not found:
        raise UsageError("there is no story yet", "write one: interview stories new")
    if not number.isdecimal() or not 1 <= int(number) <= len(found):
        raise UsageError(f"there is no story {number!r}", "see their numbers: interview stories")
    return found[int(number) - 1]


def require_story(found: StoryFile) -> Story:
    """Return the story in a file; raises DiskError where it can't be read."""
    if found.story is None:
        raise DiskError(
            f"cannot read {found.path}: {found.why}",
            "open it in your editor and save it as UTF-8, or see: interview progress doctor",
        )
    return found.story


def decode(data: bytes) -> str:
    """Return the text in *data*; raises UnicodeDecodeError where it isn't UTF-8."""
    return data.decode("utf-8-sig")


def add_story(title: str, written: str) -> Path:
    """Write a new story to a file of its own, named by the moment and the title; its path.

    Raises DiskError, and UsageError in a look ahead.
    """
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain)[:40].strip("-") or "story"
    path = files.find_free(paths.stories() / f"{clock.now():%Y-%m-%d-%H%M%S}-{slug}.md")
    files.save(path, written.encode())
    return path


def remove_story(path: Path) -> Path:
    """Move a story's file to those that were removed, and return where it is now."""
    clock.require_writable()
    folder = path.parent / REMOVED
    with files.disk_errors(path, files.MAKE_ROOM, what="move"):
        files.make_folder(folder)
        place = files.find_free(folder / path.name)
        path.rename(place)
        files.sync_folder(folder)
        files.sync_folder(path.parent)
    return place


def _is_story(name: str) -> bool:
    return name.lower().endswith(".md") and not name.startswith((".", "#"))
