"""What an editor or another program does to a line that can still be read and used.

A name that stands in it twice, and an id of another form: the line counts, perhaps not as meant.
"""

from __future__ import annotations

import json
import re
from typing import Any

from interview_cli.core.progress.lines.line_bytes import MARK
from interview_cli.core.progress.lines.line_faults import Fault
from interview_cli.core.records import Line

_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")

#: Names of ours are of such letters; of others nothing is shown.
_NAME = re.compile(r"[a-z_]{1,40}")


def find_doubled_name(raw: bytes, line: Line) -> Fault | None:
    """Return a fault where a name stands twice in an object of *raw*, which was read as *line*.

    Of two values the last one counts, for JSON and here.
    """
    # Nearly all lines are as this program writes them, with each name once.
    if raw.count(b'":') == len(line) and b'" ' not in raw and not re.search(rb'"[\t\r]', raw):
        return None
    doubled: dict[str, bool] = {}

    def take(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for name, value in pairs:
            if name in values:
                doubled[name] = doubled.get(name, False) or values[name] != value
            values[name] = value
        return values

    json.loads(raw.removeprefix(MARK).decode(), object_pairs_hook=take)
    if not doubled:
        return None
    name = next((one for one, differ in doubled.items() if differ), next(iter(doubled)))
    what = f'"{name}"' if _NAME.fullmatch(name) else "a name"
    if doubled[name]:
        return Fault("doubled-name", f"{what} is in it twice, with different values", True)
    return Fault("same-name", f"{what} is in it twice, with the same value", True)


def find_usual_id(id_: str) -> str:
    """Return the id that *id_* would be as this program writes them; "" where it's of no such form.

    It's *id_* itself nearly always.
    """
    if _ID.fullmatch(id_):
        return id_
    usual = re.sub(r"[^0-9a-f]", "", id_.lower())
    usual = "-".join((usual[:8], usual[8:12], usual[12:16], usual[16:20], usual[20:]))
    return usual if _ID.fullmatch(usual) else ""
