"""Which packs are meant to be checked: by the paths or ids that are given, or by none."""

from __future__ import annotations

import os
from pathlib import Path

from interview_cli.packs.discovery import find_packs, find_packs_below, find_packs_here
from interview_cli.packs.not_a_pack import is_path
from interview_cli.storage import paths as places


def list_stamped(paths: list[Path]) -> list[Path]:
    """Return all that says whether the answer about *paths* still holds.

    Packs in a folder are named, for behind a link nobody looks for them.
    """
    return [*paths, *(p for path in paths if path.is_dir() for p in find_packs_below(path))]


def find_named(path: Path) -> Path:
    """Return *path*, or where the pack lies whose id it is, if nothing is there."""
    name = str(path)
    if is_path(name) or os.path.lexists(path):
        return path
    known = {**_list_known(places.own_packs()), **_list_known(places.bundled())}
    return known.get(name, path)


def _list_known(folder: Path) -> dict[str, Path]:
    from interview_cli.packs.library.compiled import load  # for who names a pack by its id

    return {about["id"]: p for p in find_packs(folder) if (about := load(p, None).about)}


def find_here() -> list[Path]:
    """Return this folder where packs are in it or below it, else the pack that it's a part of."""
    here = find_packs_here()
    if here and here[0].is_absolute():  # the pack above, of which files are here
        return here
    return [Path()] if find_packs_below(Path()) else here
