"""Whether what a question needs is installed here."""

from __future__ import annotations

import platform
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version

from packaging.specifiers import InvalidSpecifier, SpecifierSet


def unmet(needs: Mapping[str, str]) -> str:
    """Say what of *needs* (a library, or ``python``, to its versions) is missing here.

    Empty where all is met.
    """
    missing = []
    for name, wanted in needs.items():
        try:
            have = platform.python_version() if name == "python" else version(name)
        except PackageNotFoundError:
            missing.append(f"{name} {wanted} is not installed".replace(" *", ""))
            continue
        try:
            if not SpecifierSet(wanted.replace("*", "")).contains(have, prereleases=True):
                missing.append(f"{name} {wanted}, here is {have}")
        except InvalidSpecifier:
            missing.append(f"{name} {wanted}, which is no version")
    return "; ".join(missing)
