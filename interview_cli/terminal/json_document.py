"""The shape of everything that ``--json`` writes."""

from __future__ import annotations

import sys
from typing import Any

from interview_cli.terminal.safe import json_line

#: The version that every document and event carries.
VERSION = 1


def document(fields: dict[str, Any]) -> None:
    """Write one JSON object, with its version, as a line of standard output."""
    print(json_line({"v": VERSION, **fields}), flush=True)
    sys.stdout.flush()
