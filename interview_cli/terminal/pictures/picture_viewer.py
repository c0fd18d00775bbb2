"""A question's picture, opened in a window of its own.

That is done with what the system itself has for that, by a fixed list, without a shell, and never
with a program that a pack or a variable names. Before that it's looked at again: the file may have
changed since the pack was read.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from interview_cli.core.safe_text import line as safe
from interview_cli.packs.pictures.picture_file import find_picture
from interview_cli.packs.pictures.unusable import Unusable
from interview_cli.terminal.pictures.question_picture import Picture

#: What opens a file as a double click would, where neither macOS nor Windows is.
_OPENERS = (("xdg-open",), ("gio", "open"))

#: How long an opener may take to say that it can't, in seconds.
_PATIENCE = 1.0

#: Viewers that were started and may be open still: nobody waits for them.
_started: list[subprocess.Popen[bytes]] = []


def open_picture(picture: Picture) -> str:
    """Open *picture* in a window; return in a sentence or two what came of it."""
    try:
        found = find_picture(Path(picture.folder), picture.image.file)
    except Unusable as why:
        return f"The picture can't be shown: {safe(str(why))}."
    path = os.path.abspath(found.path)
    where = f"The picture is in {safe(path)}"
    if why_not := _describe_no_screen():
        return f"{where}\n{why_not}"
    if _open(path):
        return f"Opening {safe(picture.image.file)} in a window of its own."
    return f"{where}\nNothing on this machine opens it: open it by hand."


def _describe_no_screen() -> str:
    """Return why no window can be opened here, and what to do instead; "" where one can."""
    if os.environ.get("SSH_CONNECTION") or os.environ.get("SSH_TTY"):
        return "You're connected by SSH, so copy it to your own machine to see it."
    screen = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if sys.platform not in ("darwin", "win32") and not screen:
        return "There's no screen here to open it on, so copy it to a machine that has one."
    return ""


def _open(path: str) -> bool:
    """Open the file at *path* as a double click would; return whether that went well so far."""
    if sys.platform == "win32":
        try:
            os.startfile(path)
        except OSError:
            return False
        return True
    openers = (("/usr/bin/open",),) if sys.platform == "darwin" else _OPENERS
    for name, *words in openers:
        if (program := shutil.which(name)) and os.path.isabs(program):
            return _start([program, *words, path])
    return False


def _start(command: list[str]) -> bool:
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        return False
    try:
        return process.wait(_PATIENCE) == 0
    except subprocess.TimeoutExpired:  # it's open
        _started.append(process)
        return True
