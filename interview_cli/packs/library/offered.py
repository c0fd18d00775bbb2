"""Packs that come with the program and are practised only by those who ask for them.

They're about other subjects than the bundled pack that everyone practises, so a plain quiz
doesn't draw from them: `-p` names one for a command, and `pack add` makes it one's own.
"""

from __future__ import annotations

import os

from interview_cli.storage.paths import find_bundled

#: Their ids, which are also the names of their folders.
OFFERED = ("bookkeeping", "javascript")


def is_offered(path: str) -> bool:
    """Whether the pack at *path* is one of them."""
    folder, name = os.path.split(path)
    return name in OFFERED and folder == find_bundled()


def find_offered(id_: str) -> str:
    """Return the path of the pack *id_* if it's one of them and there, else ""."""
    if id_ not in OFFERED:
        return ""
    path = os.path.join(find_bundled(), id_)
    return path if os.path.isdir(path) else ""


def list_offered() -> dict[str, str]:
    """Return the paths of those that are there, by their ids."""
    return {id_: path for id_ in OFFERED if (path := find_offered(id_))}
