"""Where things lie; the only module that knows the platform's folders."""

from __future__ import annotations

import os
from pathlib import Path

_PACKAGE = Path(__file__).parent.parent


def home() -> Path:
    """The learner's own folder: ``$INTERVIEW_HOME``, else the platform's data folder."""
    if named := os.environ.get("INTERVIEW_HOME"):
        return Path(named).absolute()
    import platformdirs  # needs a millisecond or two, and only here

    return Path(platformdirs.user_data_dir("interview", appauthor=False))


def journal() -> Path:
    """The folder of the journal: a file for each device."""
    return home() / "journal"


def cache() -> Path:
    """The folder of all that can be made again; it may be deleted at any time."""
    return home() / "cache"


def own_packs() -> Path:
    """The folder of the learner's own packs."""
    return home() / "packs"


def bundled() -> Path:
    """The folder of the packs that came with the program.

    A wheel carries them inside the package; a checkout and an editable install have
    them beside it.
    """
    shipped = _PACKAGE / "_questions"
    return shipped if shipped.is_dir() else _PACKAGE.parent / "questions"
