"""What a model said before, so that the same answer costs nothing and is judged the same.

A file for each judgement, named by a hash of all that it depends on; what the model said
is kept as it was, and checked again each time.
"""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

from interview_cli.storage import clock, files, paths


def key(*parts: Any) -> str:
    """Give a name for what depends on *parts*, plain values."""
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode(errors="surrogatepass")).hexdigest()


def get(name: str) -> Any:
    """Give what was kept under *name*; None where there is nothing that can be read."""
    try:
        return json.loads(_file(name).read_bytes())
    except (OSError, ValueError):
        return None


def put(name: str, value: Any) -> None:
    """Keep a plain *value*; where that can't be done, it will be asked for again."""
    if clock.pretended():
        return
    try:
        files.replace(_file(name), json.dumps(value).encode(), sync=False)
    except OSError:
        return


def _file(name: str) -> Path:
    return paths.cache() / "ai" / f"{name}.json"
