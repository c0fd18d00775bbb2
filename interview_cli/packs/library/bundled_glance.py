"""What the bundled packs say at a glance before anything was compiled: the first Tab can't wait.

They're ours, and laid out alike, so their lines tell without YAML. A test holds this against
what is compiled from them.
"""

from __future__ import annotations

import os
import re

from interview_cli.packs.library.offered import is_offered
from interview_cli.storage.paths import find_bundled

TYPE_CHECKING = False  # as in glance.py
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

_PACK = re.compile(
    r"^pack:\n(?:  .*\n)*?  id: (?P<id>\S+)\n(?:  .*\n)*?  title: (?P<title>.+)", re.M
)
_TRACK = re.compile(r"^    - id: (?P<id>\S+)\n      title: (?P<title>.+)", re.M)
_QUESTION = re.compile(r"^  - id: (\S+)\n", re.M)
_FIELD = re.compile(r"^    (level|topic|draft): ([\w/-]+)", re.M)
_DEFAULTS = re.compile(r"\b(level|topic): ([\w/-]+)")


def scan_bundled() -> Iterator[dict[str, Any]]:
    """Yield the heads of the bundled packs, each as ``scan`` does; none of those on offer."""
    folder = find_bundled()
    for name in sorted(os.listdir(folder)):
        path = os.path.join(folder, name)
        if is_offered(path):
            continue
        try:
            head = scan(path)
        except (OSError, ValueError):
            continue  # no folder, or one that can't be read
        if head:
            yield head


def scan(path: str) -> dict[str, Any] | None:
    """Return the head of a pack of ours, with its ``keys``: key, level and topic."""
    texts = []
    for name in sorted(os.listdir(path)):
        if name.endswith(".yaml"):
            with open(os.path.join(path, name), encoding="utf-8") as file:
                texts.append(file.read())
    about = next(filter(None, map(_PACK.search, texts)), None)
    if about is None:
        return None
    tracks: list[dict[str, str]] = []
    keys: list[tuple[str, str, str]] = []
    for text in texts:
        before, *questions = _QUESTION.split(text)
        line = next((line for line in before.splitlines() if line.startswith("defaults:")), "")
        defaults = dict(_DEFAULTS.findall(line))
        if _PACK.search(before):
            tracks += [found.groupdict() for found in _TRACK.finditer(before)]
        for id_, body in zip(questions[::2], questions[1::2], strict=True):
            fields = defaults | dict(_FIELD.findall(body))
            if fields.get("draft") != "true" and "level" in fields and "topic" in fields:
                keys.append((f"{about['id']}:{id_}", fields["level"], fields["topic"]))
    topics: dict[str, int] = {}
    for _, _, topic in keys:
        topics[topic] = topics.get(topic, 0) + 1
    return {
        "path": path,
        "about": {**about.groupdict(), "tracks": tracks},
        "topics": topics,
        "keys": keys,
    }
