"""Where things lie. Neither pathlib nor typing is imported first: `due` and Tab do without them."""

from __future__ import annotations

import os
import sys

from interview_cli.core.errors import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path


#: What is in the learner's folder while a restore isn't through.
UNFINISHED = ".restoring"

#: The folder of the locks in it, which are of this computer and this moment.
LOCKS = ".locks"


def find_home() -> str:
    """Return ``$INTERVIEW_HOME``, else the platform's data folder.

    Raises UsageError where the former begins with ``~`` and there is no such user.
    """
    if named := os.environ.get("INTERVIEW_HOME"):
        # No shell has seen it where it comes from a service or an .env file.
        path = os.path.expanduser(named)
        if path.startswith("~"):
            raise UsageError(
                f"INTERVIEW_HOME is {named!r}, and there is no such user",
                "write the whole path, or ./ before a folder of that name",
            )
        return os.path.abspath(path)
    if sys.platform == "linux" and "ANDROID_ROOT" not in os.environ:
        # All that platformdirs does here; importing it takes longer than Python's own start.
        data = os.environ.get("XDG_DATA_HOME", "")
        if not os.path.isabs(data):
            data = os.path.join(os.environ.get("HOME", ""), ".local/share")
        if os.path.isabs(data):
            return os.path.join(data, "interview")
    import platformdirs  # takes longer than the rest of the way to a line of `due`

    return platformdirs.user_data_dir("interview", appauthor=False)


def home() -> Path:
    """Return the learner's own folder."""
    from pathlib import Path

    return Path(find_home())


def journal() -> Path:
    """Return the folder of the journal: a file for each device."""
    return home() / "journal"


def cache() -> Path:
    """Return the folder of all that can be made again; it may be deleted at any time."""
    return home() / "cache"


def locks() -> Path:
    """Return the folder of the locks: who plays which session here, and nothing else."""
    return home() / LOCKS


def config() -> Path:
    """Return the file of the settings."""
    return home() / "config.toml"


def own_packs() -> Path:
    """Return the folder of the learner's own packs."""
    return home() / "packs"


def stories() -> Path:
    """Return the folder of the learner's own stories."""
    return home() / "stories"


def bundled() -> Path:
    """Return the folder of the packs that came with the program.

    A wheel carries them inside the package; a checkout and an editable install have
    them beside it.
    """
    from pathlib import Path

    return Path(find_bundled())


def find_bundled() -> str:
    """Return what ``bundled`` does, as text."""
    package = os.path.dirname(os.path.dirname(__file__))
    shipped = os.path.join(package, "_questions")
    if os.path.isdir(shipped):
        return shipped
    return os.path.join(os.path.dirname(package), "questions")
