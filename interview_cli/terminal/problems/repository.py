"""What a file is called in its repository: services look for problems' files from its root."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path


def find_root() -> Path | None:
    """Return the root of the git repository around the current folder; None outside of one.

    Where git isn't, as in a container, GitHub says where the repository is.
    """
    return _find_root(Path.cwd(), os.environ.get("GITHUB_WORKSPACE", ""))


@cache
def _find_root(here: Path, workspace: str) -> Path | None:
    for folder in (here, *here.parents):
        if (folder / ".git").exists():
            return folder
    return Path(workspace) if workspace and here.is_relative_to(workspace) else None


def name_from_root(path: Path) -> Path:
    """Return *path* from the root of the repository, or from here outside of one.

    What lies outside keeps its whole path.
    """
    whole = Path(os.path.abspath(path))
    base = find_root() or Path.cwd()
    return whole.relative_to(base) if whole.is_relative_to(base) else whole
