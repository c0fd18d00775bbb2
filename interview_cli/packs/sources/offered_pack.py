"""A pack that came with the program, to be one's own: it's copied as any other is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from interview_cli.core.errors import UsageError
from interview_cli.packs.library.offered import find_offered
from interview_cli.packs.sources import folder
from interview_cli.packs.sources.fetched import FetchedPack


def is_name(source: str) -> bool:
    return bool(find_offered(source))


def fetch(id_: str, inside: str = "") -> FetchedPack:
    """Read the pack *id_* of those that came with the program; raises as others do."""
    path = find_offered(id_)
    if not path:
        raise UsageError(
            f"{id_} doesn't come with this version of the program any more",
            "what you have of it stays as it is",
        )
    if inside:
        raise UsageError(f"{id_} is one pack", "leave out --folder")
    return replace(folder.fetch(Path(path)), sort="bundled", source=id_)
