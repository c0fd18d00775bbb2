"""Which stage a session is played on."""

from __future__ import annotations

import os
import sys


def plain_wanted(plain: bool = False) -> bool:
    """Say whether lines are wanted: asked for, or there is no terminal to draw on."""
    return (
        plain
        or os.environ.get("ACCESSIBLE", "0") not in ("", "0")
        or os.environ.get("TERM") == "dumb"
        or not (sys.stdin.isatty() and sys.stdout.isatty())
    )
