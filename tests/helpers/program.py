"""How a test starts the program as a process of its own, and which of many cases it runs."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable
from typing import Any

import pytest

PROGRAM = [sys.executable, "-m", "interview_cli"]

_IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0

#: What stands before a command that may write only where permissions allow it: root may
#: write anywhere, unless it gives up that right.
BOUND = ["setpriv", "--bounding-set", "-dac_override,-dac_read_search"] if _IS_ROOT else []

needs_permissions = pytest.mark.skipif(
    sys.platform == "win32" or bool(BOUND and not shutil.which(BOUND[0])),
    reason="there is no way to be refused by permissions",
)


def mostly_slow(cases: Iterable[Any], every: int) -> list[Any]:
    """Return *cases* as parameters, of which one in *every* is in the default run."""
    return [
        case if n % every == 0 else pytest.param(case, marks=pytest.mark.slow)
        for n, case in enumerate(cases)
    ]
