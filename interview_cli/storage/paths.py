"""Where things lie."""

from __future__ import annotations

from pathlib import Path

from interview_cli.storage.home_folder import home as home_folder

_PACKAGE = Path(__file__).parent.parent


def home() -> Path:
    """Return the learner's own folder."""
    return Path(home_folder())


def journal() -> Path:
    """Return the folder of the journal: a file for each device."""
    return home() / "journal"


def cache() -> Path:
    """Return the folder of all that can be made again; it may be deleted at any time."""
    return home() / "cache"


def own_packs() -> Path:
    """Return the folder of the learner's own packs."""
    return home() / "packs"


def bundled() -> Path:
    """Return the folder of the packs that came with the program.

    A wheel carries them inside the package; a checkout and an editable install have
    them beside it.
    """
    shipped = _PACKAGE / "_questions"
    return shipped if shipped.is_dir() else _PACKAGE.parent / "questions"
