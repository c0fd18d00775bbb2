"""Where a pack comes from: one module for each sort of place, one value for what it gives.

Whatever the place, a pack arrives as names and bytes in memory, checked before a single one
is written; nothing of it is ever run or imported.
"""

from __future__ import annotations

import os.path
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from interview_cli.core.errors import UsageError
from interview_cli.packs.sources.fetched import FetchedPack, leave_out_foreign

if TYPE_CHECKING:
    from interview_cli.packs.sources.download import Progress

WAYS = (
    "name a folder, a file, a .zip here or on the web (https://….zip), a git address "
    "(https://…, ssh://…, git@…), an installed package that brings packs, or one of "
    "those that come with the program: interview pack list"
)


def sort_of_address(source: str) -> str:
    """Return "web" or "git" for an address of another computer, "" for all else."""
    from interview_cli.packs.sources import address, web  # as below

    if web.is_zip(source):
        return "web"
    return "git" if address.is_address(source) else ""


def fetch(
    source: str, inside: str = "", ref: str = "", progress: Progress = lambda done, of: None
) -> FetchedPack:
    """Return the pack that *source* names; *progress* is told how far a download is.

    *inside* is its folder there, where there are several; *ref* the tag, branch or commit
    of a git repository. Raises UsageError for what isn't a source, or has no pack in it that
    can be taken, and DiskError for what can't be read.
    """
    return leave_out_foreign(_fetch(source, inside, ref, progress))


def _fetch(source: str, inside: str, ref: str, progress: Progress) -> FetchedPack:
    # `pack list` reads records of packs in this room, and needs none of these.
    from interview_cli.packs.sources import (
        address,
        archive,
        distribution,
        folder,
        git,
        offered_pack,
        web,
    )

    if not source.strip():
        raise UsageError("the source is empty", WAYS)
    if web.is_zip(source):
        if ref:
            raise UsageError(
                f"{web.shorten(source)} is a file, so there is no {ref!r} in it",
                "write --ref with a git address only",
            )
        return web.fetch(source, inside, progress)
    if address.is_address(source):
        return git.fetch(address.parse(source, ref), inside)
    path = Path(os.path.expanduser(source))  # which leaves ~nobody as it is
    if git.is_repository(path) or (ref and (path / ".git").exists()):
        at = address.Address(str(path.absolute()), address.check_ref(ref) if ref else "")
        return git.fetch(at, inside)
    if ref:
        raise UsageError(
            f"{source} isn't a git repository, so there is no {ref!r} in it",
            "write --ref with a git address only",
        )
    if path.is_file() and path.suffix.lower() == ".zip":
        return archive.fetch(path, inside)
    if path.exists() or path.is_symlink():
        return folder.fetch(path, inside)
    if offered_pack.is_name(source):
        return offered_pack.fetch(source, inside)
    if distribution.is_name(source):
        return distribution.fetch(source, inside)
    before, sign, after = source.rpartition("@")
    if sign and os.path.isdir(os.path.expanduser(before)):
        raise UsageError(
            f"there is no file or folder {source}",
            "of a git repository on this machine name it so: "
            f"{shlex.quote(before)} --ref {shlex.quote(after)}",
        )
    raise UsageError(f"there is no file or folder {source}", WAYS)


def fetch_again(
    sort: str,
    source: str,
    inside: str,
    ref: str,
    progress: Progress = lambda done, of: None,
) -> FetchedPack:
    """Return a pack, fetched again from where it came; raises as ``fetch`` does."""
    if sort == "bundled":
        from interview_cli.packs.sources import offered_pack  # as above

        return leave_out_foreign(offered_pack.fetch(source, inside))
    if sort != "git":
        return fetch(source, inside, progress=progress)
    from interview_cli.packs.sources import address, git  # as above

    return leave_out_foreign(git.fetch(address.Address(source, ref), inside))
