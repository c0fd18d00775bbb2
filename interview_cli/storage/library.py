"""Which library counts memories here: the quick one where it is installed."""

from __future__ import annotations

import os
from importlib.machinery import PathFinder

from interview_cli.core.memory.scheduler import PYTHON, RUST

#: The libraries by the package that has to be installed for each, the quick one first.
_PACKAGES = {"fsrs_rs_python": RUST, "fsrs": PYTHON}


def installed() -> tuple[str, str]:
    """Give the library's name, and a stamp that changes when another version is installed.

    Nothing is imported, and no version asked for: both take longer than a start may.
    """
    for package, name in _PACKAGES.items():
        spec = PathFinder.find_spec(package)
        if spec and spec.origin:
            about = os.stat(spec.origin)
            return name, f"{name} {about.st_size} {about.st_mtime_ns}"
    return PYTHON, PYTHON  # in a place that only importing knows, such as a zip file


def has_quick() -> bool:
    """Say whether the extra ``fit`` is installed."""
    return installed()[0] == RUST
