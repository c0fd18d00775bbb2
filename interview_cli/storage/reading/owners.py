"""Whose a file is that can't be read or written, and what helps then."""

from __future__ import annotations

import os
from pathlib import Path
from shlex import quote


def name_user(uid: int) -> str:
    """Return the name of the user with that number, or the number where nobody knows it."""
    try:
        import pwd  # Windows has none

        return pwd.getpwuid(uid).pw_name
    except (ImportError, KeyError):
        return str(uid)


def advise_on(path: Path) -> str:
    """Return what to do about a file or folder that can't be read.

    A new mode is refused to whoever doesn't own it, so whose it is decides.
    """
    for one in (*reversed(path.parents), path) if os.name == "posix" else ():
        if os.access(one, os.R_OK if one == path else os.X_OK):
            continue
        try:
            owner, me = one.stat().st_uid, os.geteuid()
        except OSError:
            break
        if owner == me:
            return f"allow yourself to read it: chmod u+rwX {quote(str(one))}"
        return (
            f"it belongs to another user, {name_user(owner)}; to make it yours: sudo chown -R"
            f" {name_user(me)} {quote(str(one))}; or have them make you a copy"
        )
    return "check that it's yours and can be read"
