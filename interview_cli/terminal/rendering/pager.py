"""Long text at the terminal: through the pager of the machine, page by page."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
from contextlib import suppress

from interview_cli.terminal.rendering.echo import lent_to

#: What a shell says of a command that it can't start.
_NO_COMMAND = (126, 127)

_COLOURS = re.compile(r"\x1b\[[0-9;]*m")


def show_text(text: str) -> None:
    """Print *text*, through the pager where it is longer than the window."""
    rows = len(text.splitlines())
    if rows < shutil.get_terminal_size().lines or not _page(text):
        print(text, end="" if text.endswith("\n") else "\n")


def _page(text: str) -> bool:
    """Show *text* in the pager until that ends; return whether it could be started."""
    pager = os.environ.get("PAGER", "").strip()
    pager = pager or next(filter(shutil.which, ("less", "more")), "")
    if not pager:
        return False
    # As git does it: colours are kept, and the text stays on the screen at the end.
    env = {"LESS": "FRX", "LESSCHARSET": "utf-8", **os.environ}
    if "less" not in pager or "r" not in env["LESS"].lower():
        text = _COLOURS.sub("", text)
    if os.name == "posix" and re.fullmatch(r"[\w./-][\w./ -]*", pager):
        pager = f"exec {pager}"  # so that it is what we end, and not a shell before it
    # By way of the shell, because PAGER is a command line. Ctrl-C is for the pager: whether that
    # ends or goes on is its own business. A handler, unlike SIG_IGN, isn't handed down to it.
    before = signal.signal(signal.SIGINT, lambda *_: None)
    pipe = subprocess.PIPE
    try:
        with lent_to(lambda: subprocess.Popen(pager, shell=True, stdin=pipe, env=env)) as process:
            assert process.stdin
            with suppress(OSError):  # it may end before it has read everything
                process.stdin.write(text.encode("utf-8", "backslashreplace"))
            with suppress(OSError):
                process.stdin.close()
            return process.wait() not in _NO_COMMAND
    finally:
        signal.signal(signal.SIGINT, before)
