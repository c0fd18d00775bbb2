"""git as a person runs it on a machine with no settings of its own."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

_WHO = {
    f"GIT_{who}_{what}": "a@example.org"
    for who in ("AUTHOR", "COMMITTER")
    for what in ("NAME", "EMAIL")
}
_ALONE = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}


def git(at: Path, *words: str, data: str | None = None) -> str:
    """Run git in *at*, with *data* on its input; give what it says, or fail."""
    done = subprocess.run(
        ["git", "-C", str(at), *words],
        input=data,
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | _WHO | _ALONE,
    )
    return done.stdout.strip()
