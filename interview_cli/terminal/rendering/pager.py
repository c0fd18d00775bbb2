"""Long text at the terminal: through the pager of the machine, page by page."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from contextlib import suppress

from interview_cli.terminal.rendering.echo import echo_on

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
    # By way of the shell, because PAGER is a command line.
    with echo_on(), subprocess.Popen(pager, shell=True, stdin=subprocess.PIPE, env=env) as process:
        assert process.stdin
        # It may end before it has read everything. Ctrl-C is for the pager: whether that
        # ends or goes on is its own business.
        with suppress(OSError, KeyboardInterrupt):
            process.stdin.write(text.encode("utf-8", "backslashreplace"))
        with suppress(OSError, KeyboardInterrupt):
            process.stdin.close()
        while True:
            with suppress(KeyboardInterrupt):
                return process.wait() not in _NO_COMMAND
