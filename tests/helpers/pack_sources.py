"""A small pack to be added from a folder, an archive or git, and `interview pack` on it."""

from __future__ import annotations

import json
import subprocess
import zipfile
from pathlib import Path

from helpers.git import git
from helpers.packs import head
from helpers.program import run_program

HEAD = head("demo", more="version: 1.0.0")
ONE = """defaults: {level: mid, topic: sql/joins}
questions:
  - id: one
    ask: What is one?
    answer: It is one.
    quiz: {kind: short, accept: [one]}
"""
TWO = """  - id: two
    ask: What is two?
    answer: It is two.
"""


def pack(*args: object, code: int | None = 0, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """Run `interview pack`; see that it ends with *code*, and without a traceback."""
    done = run_program("pack", *args, typed=stdin, timeout=120)
    assert "Traceback" not in done.stderr
    assert code is None or done.returncode == code, done.stdout + done.stderr
    return done


def zipped(folder: Path, path: Path, within: str = "") -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(folder.rglob("*")):
            archive.write(file, f"{within}{file.relative_to(folder).as_posix()}")
    return path


def committed(folder: Path) -> str:
    """Make *folder* a repository, or its next commit; give the commit."""
    if not (folder / ".git").exists():
        git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "a pack")
    return git(folder, "rev-parse", "HEAD")


def listed(id_: str = "demo") -> dict[str, object] | None:
    packs = json.loads(pack("list", "--json").stdout)["packs"]
    return next((one for one in packs if one["pack"] == id_), None)


def inside(home: Path) -> list[str]:
    folder = home / "packs"
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.name != ".lock")
