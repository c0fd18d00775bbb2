"""Where things lie in the learner's folder, and how they're shown."""

from __future__ import annotations

import os
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
    NOT_STRAYS: ClassVar = ("cache", "backups", "packs", "exercises", "damaged")

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

    def walk(self, top: Path) -> Iterator[Path]:
        """Yield *top*, and what is below it; links to folders aren't followed."""
        if not os.path.lexists(top):
            return
        yield top
        if top.is_dir():
            for folder, folders, files in os.walk(top):
                for name in sorted((*folders, *files)):
                    yield Path(folder, name)


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
