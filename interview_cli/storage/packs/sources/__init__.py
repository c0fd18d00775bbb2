"""Where a pack comes from: one module for each sort of place, one value for what it gives.

Whatever the place, a pack arrives as names and bytes in memory, checked before a single one
is written; nothing of it is ever run or imported.
"""

from __future__ import annotations

from pathlib import Path

from interview_cli.errors import UsageError
from interview_cli.storage.packs.sources.fetched import Fetched

WAYS = (
    "name a folder, a file, a .zip, a git address (https://…, ssh://…, git@…), "
    "or an installed package that brings packs"
)


def fetch(source: str, inside: str = "") -> Fetched:
    """Get the pack that *source* names; *inside* is its folder there, where there are several.

    Raises UsageError for what is no source, or has no pack in it that can be taken, and
    DiskError for what can't be read.
    """
    from interview_cli.storage.packs.sources import archive, distribution, folder, git

    if not source.strip():
        raise UsageError("the source is empty", WAYS)
    if git.is_address(source):
        return git.fetch(source, inside)
    path = Path(source).expanduser()
    if git.is_repository(path):
        return git.fetch(str(path.absolute()), inside)
    if path.is_file() and path.suffix.lower() == ".zip":
        return archive.fetch(path, inside)
    if path.exists() or path.is_symlink():
        return folder.fetch(path, inside)
    if distribution.is_name(source):
        return distribution.fetch(source, inside)
    raise UsageError(f"there is no file or folder {source}", WAYS)
