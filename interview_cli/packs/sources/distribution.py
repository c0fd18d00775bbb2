"""A pack in an installed package of Python's: found by what it declares, never imported.

A distribution brings packs with the entry point group ``interview_cli.packs``, whose values
name the package with the YAML files: ``demo = "my_packs.demo"``. The files are found in the
list that the installer kept; none of the package's code is loaded.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from interview_cli.core.errors import UsageError
from interview_cli.core.sentences import trim
from interview_cli.packs import file_names
from interview_cli.packs.sources import fetched

if TYPE_CHECKING:
    from importlib.metadata import Distribution

GROUP = "interview_cli.packs"

_NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?")
_VALUE = re.compile(r"([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)\s*(?::.*)?", re.ASCII)


def is_name(source: str) -> bool:
    return bool(_NAME.fullmatch(source)) and len(source) <= 200


def fetch(name: str, inside: str = "") -> fetched.FetchedPack:
    """Read the pack of the installed distribution *name*; raises UsageError and DiskError.

    *inside* is the name of an entry point, or a folder, where there is more than one.
    """
    from importlib.metadata import PackageNotFoundError, distribution  # slow

    try:
        found = distribution(name)
    except PackageNotFoundError:
        raise UsageError(
            f"there is no file, folder or installed package {name!r}", _list_installed()
        ) from None
    points = _read_points(found)
    if not points:
        raise UsageError(
            f"the installed package {name!r} brings no packs",
            f"one that does declares the entry point group {GROUP}",
        )
    values = [points[inside]] if inside in points else points.values()
    roots = [root for value in values if (root := _parse_folder(value))]
    places: dict[str, Path] = {}
    for file in found.files or ():
        try:
            kept = file_names.normalize(file.as_posix())
        except file_names.InvalidName:
            continue  # scripts lie elsewhere, with .. before them
        if any(kept.startswith(f"{root}/") for root in roots):
            places[kept] = Path(str(found.locate_file(file)))
    if not places:
        raise UsageError(
            f"the installed package {name!r} lists no files for its packs",
            "an editable install has no such list: name the folder of the pack instead",
        )
    folder = "" if inside in points else inside
    shown = f"the package {trim(name)}"
    paths = fetched.select_files(places, fetched.find_root(places, shown, folder), shown)
    files = fetched.read_files(paths, shown, follow_links=True)
    return fetched.FetchedPack("distribution", name, files, inside)


def _read_points(found: Distribution) -> dict[str, str]:
    """Return the packs that *found* declares: each name with the package it's in.

    From Python 3.15 on importlib's own reader raises ValueError for a value that it can't
    load; one such package would hide all others.
    """
    section, points = "", {}
    for line in map(str.strip, (found.read_text("entry_points.txt") or "").splitlines()):
        if line.startswith("["):
            section = line.strip("[] ")
        elif section == GROUP and "=" in line and not line.startswith("#"):
            name, _, value = line.partition("=")
            points[name.strip()] = value.strip()
    return points


def _parse_folder(value: str) -> str:
    match = _VALUE.fullmatch(value.strip())
    return match[1].replace(".", "/") if match else ""


def _list_installed() -> str:
    """Return the hint that names the installed packages with packs."""
    from importlib.metadata import distributions  # slow

    names = sorted({found.name for found in distributions() if _read_points(found)})
    if names:
        return f"installed packages with packs: {', '.join(map(trim, names[:8]))}"
    return "a package is installed with pip first, into the same environment"
