"""A fault of ours: said in one line, with the rest in a file that can be sent to us."""

from __future__ import annotations

import platform
import sys
import tempfile
import traceback
from collections.abc import Sequence

from interview_cli import __version__


def report(error: Exception, args: Sequence[str]) -> tuple[str, str]:
    """Write a report of *error* to a file; give what to tell the user, and a hint.

    The file holds the command line, the versions and the traceback, and nothing of
    the journal. Without a place to write, the traceback goes to standard error.
    """
    text = "\n".join(
        (
            f"interview {__version__}, Python {platform.python_version()}, {platform.platform()}",
            f"command: interview {' '.join(args)}",
            "",
            "".join(traceback.format_exception(error)),
        )
    )
    said = f"something went wrong that is our fault: {type(error).__name__}: {error}"
    try:
        with tempfile.NamedTemporaryFile(
            "w", prefix="interview-fault-", suffix=".txt", delete=False, encoding="utf-8"
        ) as file:
            file.write(text)
    except OSError:
        print(text, file=sys.stderr)
        return said, "what was answered is saved; the report above is for us"
    return said, f"what was answered is saved; the report for us is in {file.name}"
