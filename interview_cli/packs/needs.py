"""What a question needs to be run: libraries, and versions of them or of Python."""

from __future__ import annotations

import platform
from collections.abc import Mapping


def find_unmet(needs: Mapping[str, str]) -> str:
    """Return what of *needs*, libraries or ``python`` by their versions, is missing here."""
    if not needs:
        return ""
    # Few questions need anything, and these take as long to import as all that a list needs.
    from importlib.metadata import PackageNotFoundError, version

    from packaging.specifiers import InvalidSpecifier, SpecifierSet

    missing = []
    for name, wanted in needs.items():
        try:
            have = platform.python_version() if name == "python" else version(name)
        except PackageNotFoundError:
            missing.append(f"{name} {wanted} is not installed".replace(" *", ""))
            continue
        try:
            if not SpecifierSet(wanted.replace("*", "")).contains(have, prereleases=True):
                missing.append(f"{name} {wanted}, but {have} is installed")
        except InvalidSpecifier:
            missing.append(f"{name} {wanted}, which isn't a version")
    return "; ".join(missing)
