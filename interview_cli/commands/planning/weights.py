"""How much topics matter, as it is typed."""

from __future__ import annotations

import os
from collections.abc import Collection
from pathlib import Path

from interview_cli.core.errors import UsageError
from interview_cli.core.levels import is_within
from interview_cli.core.sentences import suggest


def parse_weights(text: str, topics: Collection[str]) -> dict[str, float]:
    """Return the weights in ``fastapi: 3, sql: 2``, or in a file; raises UsageError."""
    where = "the profile"
    if os.path.isfile(text):  # which may have a colon in its name, as C:\\weights.txt
        where = text
        try:
            text = Path(text).read_text(encoding="utf-8-sig")
        except UnicodeDecodeError:
            raise UsageError(f"{where} isn't UTF-8 text", "save it as UTF-8") from None
    elif ":" not in text and "=" not in text:
        raise UsageError(
            f"there is no file {text!r}", 'write --profile "fastapi: 3, sql: 2", or name a file'
        )
    found: dict[str, float] = {}
    lines = [line.partition("#")[0] for line in text.splitlines()]
    for part in filter(None, (part.strip() for line in lines for part in line.split(","))):
        name, _, number = part.replace("=", ":").partition(":")
        name = name.strip().strip("\"'/")
        if not any(is_within(topic, name) for topic in topics):
            above = {topic.partition("/")[0] for topic in topics}
            near = suggest(name, {*topics, *above})
            raise UsageError(f"{where}: there is no topic {name!r}", near)
        try:
            found[name] = float(number)
        except ValueError:
            found[name] = -1
        if not 0 <= found[name] <= 100:
            raise UsageError(
                f"{where}: the weight of {name} is {number.strip()!r}",
                "it's a number from 0 (leave out) to 100; the default is 1",
            )
    if not found:
        raise UsageError(f"{where} names no topic", 'write it as "fastapi: 3, sql: 2"')
    return found
