"""Where things lie in the learner's folder, and how they're shown."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from interview_cli.core.progress.finding import Finding
from interview_cli.storage.reading.plain_files import describe_kind


@dataclass(frozen=True, slots=True)
class Places:
    """The learner's folder."""

    home: Path

    #: The names in which no journal is looked for.
    NOT_STRAYS: ClassVar = ("cache", "backups", "packs", "exercises")

    def show(self, path: Path) -> str:
        """Return *path* as it's shown: below the learner's folder where it is there."""
        try:
            return path.relative_to(self.home).as_posix()
        except ValueError:
            return str(path)

    def list_top(self) -> list[str]:
        """Return the names in the learner's folder that aren't hidden; none where it's none."""
        try:
            return sorted(name for name in os.listdir(self.home) if not name.startswith("."))
        except OSError:
            return []

    def walk_own(self) -> Iterator[Path]:
        """Yield all that is in the learner's folder, but not what others hide there in folders.

        What was moved aside isn't looked at again.
        """
        for folder, folders, files in os.walk(self.home):
            aside = {"damaged"} if Path(folder) == self.home else set()
            folders[:] = sorted(name for name in {*folders} - aside if not _is_hidden(name))
            for name in sorted((*folders, *files)):
                yield Path(folder, name)

    def walk(self, top: Path) -> Iterator[Path]:
        """Yield *top*, and what is below it; links to folders aren't followed."""
        if not os.path.lexists(top):
            return
        yield top
        if top.is_dir():
            for folder, folders, files in os.walk(top):
                for name in sorted((*folders, *files)):
                    yield Path(folder, name)


def _is_hidden(name: str) -> bool:
    """Whether a folder is hidden and none of ours, as that of a version control."""
    return name.startswith(".") and not name.startswith((".locks", ".new-", ".old-"))


def odd_kind(places: Places, path: Path, means: str) -> Finding | None:
    """Return a finding where something is at *path* that isn't a file."""
    if path.is_file() or not os.path.lexists(path):
        return None
    return Finding(
        "not-a-file",
        places.show(path),
        f"it's {describe_kind(path)}, not a file",
        means,
        fix="put-aside",
    )


def is_utf8(data: bytes) -> bool:
    """Whether *data* is text in UTF-8."""
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def without_path(message: str, path: Path) -> tuple[int, str]:
    """Return the line that *message* names, and what it says beside the file."""
    where = re.compile(re.escape(str(path)) + r"(?::(\d+)(?::\d+)?)?:? ?")
    match = where.search(message)
    if not match:
        return 0, message
    says = where.sub("", message).removeprefix("cannot read ")
    return int(match[1] or 0), says
