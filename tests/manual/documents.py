"""The fields that the manual gives for the `--json` document of each command, and real ones.

On the page a field is a path: ``questions[].memory.due``; ``*`` is a name that depends on
the document, as in ``levels.*``. What's below a ``*`` is only looked at if the page goes on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

_ROW = re.compile(r"^- `([^`]+)`: (.+?)(?=^- |\Z)", re.MULTILINE | re.DOTALL)


def read_documents() -> dict[str, dict[str, str]]:
    """Return, for each command on the page, its fields and what is said of each."""
    page = (files("interview_cli") / "manual" / "events.md").read_text("utf-8")
    part = page.partition("\n## Documents\n")[2].partition("\n## ")[0]
    sections = re.findall(r"^### ([a-z ]+)\n(.*?)(?=^### |\Z)", part, re.MULTILINE | re.DOTALL)
    return {name: dict(_ROW.findall(text)) for name, text in sections}


def find_misfits(fields: dict[str, str], documents: list[dict[str, Any]]) -> list[str]:
    """Return where *documents*, all of one command, aren't what *fields* says of them."""
    counts: dict[str, int] = {}
    owners: dict[str, int] = {}
    for document in documents:
        for path in _walk(document, "", fields):
            if path.endswith("{}"):
                owners[path[:-2]] = owners.get(path[:-2], 0) + 1
            else:
                counts[path] = counts.get(path, 0) + 1
    known = {"v"} | {path for path in fields if not path.endswith(".*")}
    found = [f"{path} isn't on the page" for path in sorted(counts.keys() - known)]
    found += [f"{path} isn't in any document" for path in sorted(known - counts.keys())]
    for path in sorted(known & counts.keys()):
        above = path.rpartition(".")[0]
        always = counts[path] == owners[above]
        if path != "v" and always and re.search(r"\bOnly\b", fields[path]):
            found.append(f"{path} is always there")
        if path != "v" and not always and not re.search(r"\b[Oo]nly\b", fields[path]):
            found.append(f"{path} is only there sometimes")
    return found


def _walk(value: Any, path: str, fields: dict[str, str]) -> Iterator[str]:
    """Yield the path of each field of *value*, and that of each mapping with ``{}`` behind it."""
    if isinstance(value, list):
        for item in value:
            yield from _walk(item, f"{path}[]", fields)
    elif isinstance(value, dict):
        any_name = f"{path}.*"
        if any_name in fields:
            if any(other.startswith((f"{any_name}.", f"{any_name}[")) for other in fields):
                for item in value.values():
                    yield from _walk(item, any_name, fields)
            return
        yield f"{path}{{}}"
        for name, item in value.items():
            below = f"{path}.{name}" if path else name
            yield below
            yield from _walk(item, below, fields)
