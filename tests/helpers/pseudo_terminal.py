"""A process at a pseudo-terminal, as one who sits there has it: typed to, read, hung up on."""

from __future__ import annotations

import codecs
import fcntl
import os
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence

from helpers.program import STRICT, fork_server

#: How long a slow machine may take to end a process, in seconds.
PATIENCE = 60


class PseudoTerminal:
    """The program with *args*, or another *command*, at a terminal of its own.

    The program is forked where it would begin as the one that forks did.
    """

    def __init__(
        self,
        args: Sequence[str],
        columns: int,
        rows: int,
        env: Mapping[str, str],
        command: Sequence[str] = (),
    ) -> None:
        self._server = fork_server()
        self.child_fd, theirs = os.openpty()
        try:
            self.setwinsize(rows, columns)
            command = command or ([] if self._server.fits(env) else STRICT)
            self.pid = self._server.start(args, env, theirs, command)
        finally:
            os.close(theirs)
        self._decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
        self.exitstatus: int | None = None

    def read(self, timeout: float) -> str:
        """Return what is shown next, which is nothing after *timeout* seconds without any.

        Raise EOFError when there is nothing to come.
        """
        if not select.select([self.child_fd], [], [], timeout)[0]:
            return ""
        try:
            data = os.read(self.child_fd, 65536)
        except OSError:  # how Linux says it
            data = b""
        if not data:
            raise EOFError
        return self._decoder.decode(data)

    def send(self, text: str) -> None:
        """Type *text*."""
        os.write(self.child_fd, text.encode())

    def setwinsize(self, rows: int, columns: int) -> None:
        size = struct.pack("HHHH", rows, columns, 0, 0)
        fcntl.ioctl(self.child_fd, termios.TIOCSWINSZ, size)

    def kill(self, number: int) -> None:
        """Send a signal."""
        if not self._has_ended():
            os.kill(self.pid, number)

    def hang_up(self) -> None:
        """Close the window."""
        if self.child_fd >= 0:
            os.close(self.child_fd)
            self.child_fd = -1

    def wait(self) -> int:
        """Wait for the end; return the exit code, which is below 0 for a signal."""
        end = time.monotonic() + PATIENCE
        while not self._has_ended():
            if time.monotonic() > end:
                os.kill(self.pid, signal.SIGKILL)
            time.sleep(0.002)
        assert self.exitstatus is not None
        return self.exitstatus

    def close(self, force: bool = True) -> None:
        """Hang up, and wait for the end: a process that is killed can leave half a file."""
        self.hang_up()
        self.wait()

    def _has_ended(self) -> bool:
        if self.exitstatus is None:
            self.exitstatus = self._server.exit_code(self.pid)
        return self.exitstatus is not None
