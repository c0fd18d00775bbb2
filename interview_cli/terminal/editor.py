"""The learner's own editor, opened at a line."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from interview_cli.core.errors import UsageError
from interview_cli.terminal.rendering.messages import warn

#: How editors are told the line, where it is not ``+LINE FILE``.
_AT_LINE = {
    **dict.fromkeys(("code", "codium", "cursor"), ("--wait", "--goto", "{file}:{line}")),
    **dict.fromkeys(("subl", "zed"), ("--wait", "{file}:{line}")),
    **dict.fromkeys(("hx", "helix"), ("{file}:{line}",)),
    "notepad": ("{file}",),
}


def open_at(path: Path, line: int, notes: Sequence[str] = ()) -> None:
    """Open *path* at *line* and wait until the editor is closed; print *notes* before.

    The editor is ``$VISUAL``, ``$EDITOR``, or the platform's plain one. Raises
    UsageError when there is no terminal, no editor, or the file can't be written.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError("there is no terminal to edit in", f"the question is at {path}:{line}")
    if not os.access(path, os.W_OK):
        hint = "keep your own words about the question with: interview note"
        raise UsageError(f"{path} can't be written", hint)
    windows = sys.platform == "win32"
    fallback = "notepad" if windows else "vi"
    command_line = os.environ.get("VISUAL") or os.environ.get("EDITOR") or fallback
    editor, *options = shlex.split(command_line, posix=not windows)
    shape = _AT_LINE.get(Path(editor).stem, ("+{line}", "{file}"))
    editor = os.path.expanduser(editor)
    command = [editor, *options, *(part.format(file=path, line=line) for part in shape)]
    for note in notes:
        warn(note)
    try:
        subprocess.run(command, check=False)
    except OSError as error:
        raise UsageError(
            f"the editor {editor!r} couldn't be started: {error.strerror}",
            "set EDITOR to one that's installed, such as EDITOR=nano",
        ) from error
