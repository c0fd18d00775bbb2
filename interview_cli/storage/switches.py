"""Switches in the environment, such as ``ACCESSIBLE=1``."""

from __future__ import annotations

import os

_NO = ("", "0", "false", "no", "off")


def is_on(name: str) -> bool:
    """Whether the environment variable *name* says yes; unset, it says no."""
    return os.environ.get(name, "").strip().lower() not in _NO
