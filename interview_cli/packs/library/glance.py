"""What compiled packs say at a glance: their ids, topics and tracks, and the keys of questions.

The tab key asks for it, so next to nothing is imported, nothing is compiled or written, and
whether a pack has changed since doesn't matter. ``compiled.py`` writes what's read here; of the
bundled packs it's known without that.
"""

from __future__ import annotations

import json
import os
from zlib import crc32

from interview_cli.packs.library.offered import is_offered, list_offered
from interview_cli.storage.paths import find_bundled, find_home
from interview_cli.storage.reading.plain_files import open_plain

TYPE_CHECKING = False  # `typing` takes longer to import than all of this runs
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

#: Raised when the layout, or what a question is made of, changes.
SCHEMA = 15

#: What marks a pack that came by ``interview pack add``.
RECORD = ".added.json"


def glance_at_packs(*, offered: bool = False) -> list[dict[str, Any]]:
    """Return the heads of the compiled packs that a start would find, the bundled ones first.

    Those that the program only offers are left out, or are the last ones.
    """
    found: dict[str, dict[str, Any]] = {}
    folders = (find_bundled(), os.path.join(find_home(), "packs"))
    heads = list(_read_heads())
    for folder in folders:
        for head in heads:
            path = head["path"]
            if folder in (path, os.path.dirname(path)) and os.path.exists(path):
                if is_offered(path):
                    continue
                found.setdefault(head["about"]["id"], head)
        if folder == folders[0] and not found:
            found = _scan_bundled()
    if offered:
        compiled = {head["path"]: head for head in heads}
        for id_, path in list_offered().items():
            if id_ not in found and (known := compiled.get(path) or _scan_offered(path)):
                found[id_] = known
    return [*found.values()]


def _scan_bundled() -> dict[str, dict[str, Any]]:
    # Only the first presses of the tab key in a new home need it.
    from interview_cli.packs.library.bundled_glance import scan_bundled

    return {head["about"]["id"]: head for head in scan_bundled()}


def _scan_offered(path: str) -> dict[str, Any] | None:
    from interview_cli.packs.library.bundled_glance import scan  # as above

    try:
        return scan(path)
    except (OSError, ValueError):
        return None


def read_keys(head: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Return the key, level and topic of each question of a pack."""
    if "keys" in head:
        return [*head["keys"]]
    with open_plain(head["compiled"]) as file:
        file.readline()
        return [
            (key, level, topic) for key, level, topic, *_ in json.loads(check_line(file.readline()))
        ]


def check_line(line: bytes) -> bytes:
    """Return what a line of a compiled pack says; raises ValueError where it's damaged."""
    check, said = line[:8], line[9:]
    if int(check, 16) != crc32(said):
        raise ValueError("its checksum is another one")
    return said


def add_check(said: bytes) -> bytes:
    """Return *said*, a line, with its checksum before it."""
    return b"%08x %b" % (crc32(said), said)


def is_added(head: dict[str, Any]) -> bool:
    """Whether ``pack add`` brought the pack."""
    return os.path.exists(os.path.join(head["path"], RECORD))


def _read_heads() -> Iterator[dict[str, Any]]:
    folder = os.path.join(find_home(), "cache", "packs")
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        return
    for name in names:
        compiled = os.path.join(folder, name)
        try:
            with open_plain(compiled) as file:
                head = json.loads(check_line(file.readline()))
            if head["schema"] == SCHEMA and head["about"]:
                yield {**head, "compiled": compiled}
        except (OSError, ValueError, LookupError, TypeError):
            continue  # another version wrote it, or it's torn
