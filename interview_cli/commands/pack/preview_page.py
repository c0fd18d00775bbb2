"""pack preview --html: a whole pack as one page, written to a file."""

from __future__ import annotations

import os
from pathlib import Path

from interview_cli.core.errors import UsageError
from interview_cli.core.safe_text import line as safe
from interview_cli.core.sentences import count
from interview_cli.packs.checking.by_question import group_by_question
from interview_cli.packs.checking.check import RuleFilter, check
from interview_cli.storage import clock, files, paths
from interview_cli.terminal.rendering.messages import print_stderr

_ENDINGS = (".html", ".htm")


def check_target(name: str, *, force: bool) -> Path:
    """Return the file for the page; raises UsageError, DiskError."""
    path = Path(os.path.abspath(os.path.expanduser(name)))
    if path.suffix.lower() not in _ENDINGS:
        raise UsageError(
            f"{name} isn't .html", f"name it like {path.stem.strip('.') or 'pack'}.html"
        )
    if os.path.isdir(path):
        raise UsageError(f"{name} is a folder", f"name a file in it: {name}/pack.html")
    if os.path.lexists(path) and not force:
        raise UsageError(f"{name} already exists", "name another file, or add --force")
    files.require_folder(path)
    return path


def write_page(pack: Path, target: Path, seed: int) -> None:
    """Write the page of *pack* to *target*, and say what is in it."""
    kept = None if clock.is_pretended() else paths.cache() / "findings"
    result = check([pack], RuleFilter(), kept=kept)
    found = result.reads[0]
    from interview_cli.terminal.pack_page import page  # Markdown and Pygments, for this alone

    questions, others = group_by_question(result, found)
    name = found.info.id if found.info else pack.absolute().stem
    every = [*result.notes, *others]
    made = page.PackPage(name, found.info, questions, every, seed, str(found.path.absolute()))
    with files.disk_errors(target):
        files.replace(target, page.html(made).encode())
    problems = len(made.findings)
    about = f"{count(len(questions), 'question')}, {count(problems, 'problem')}"
    print_stderr(f"Written: {safe(str(target))} ({about})")
