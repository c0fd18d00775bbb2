"""The Python that runs what a box holds: its command, its variables, and its libraries."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Lock
from typing import IO, NamedTuple, Protocol

from interview_cli.packs.sandbox.inside import child
from interview_cli.packs.sandbox.inside.seatbelt import wrap_command


class Streams(NamedTuple):
    """The ends of a child's pipes that are here: its input, its report, and what it prints."""

    input: IO[bytes]
    report: IO[bytes]
    output: IO[bytes]


class Child(Protocol):
    """A process that waits for its request, and leads a session of its own."""

    @property
    def pid(self) -> int: ...
    @property
    def first(self) -> int:
        """The process with which all others end, if that's known from the start, else 0."""

    @property
    def streams(self) -> Streams: ...
    def kill(self) -> None: ...
    def bury(self) -> None: ...


#: Starts a child for a folder, which may import from some others; raises OSError.
Start = Callable[[str, Sequence[str]], Child]
_POLLING = Lock()


class PythonProcess:
    """A Python of its own for one run."""

    first = 0  # until it tells

    def __init__(self, folder: str, libraries: Sequence[str], pass_fds: Sequence[int] = ()) -> None:
        # A virtual environment's python.exe starts another one, which a job might miss.
        python = getattr(sys, "_base_executable", "") if os.name == "nt" else sys.executable
        command = [python, "-I", "-S", "-X", "utf8", child.__file__]
        self._process = subprocess.Popen(
            wrap_command(command, folder, _list_readable(libraries)),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=folder,
            env=_environment(folder),
            pass_fds=pass_fds,
            start_new_session=os.name == "posix",
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self.pid = self._process.pid
        stdin, stdout, stderr = self._process.stdin, self._process.stdout, self._process.stderr
        assert stdin
        assert stdout
        assert stderr
        self.streams = Streams(stdin, stdout, stderr)

    @property
    def handle(self) -> int:
        """What Windows knows the process by."""
        return int(getattr(self._process, "_handle", 0))

    def is_running(self) -> bool:
        with _POLLING:  # of two threads that ask at once, Popen tells one that it's running
            return self._process.poll() is None

    def kill(self) -> None:
        self._process.kill()

    def bury(self) -> None:
        """Wait for its end, so that its number is free again."""
        self._process.wait()


def find_libraries() -> list[str]:
    """Return the folders in which this Python's libraries are installed."""
    return [
        path
        for path in sys.path
        if Path(path).name in ("site-packages", "dist-packages") and Path(path).is_dir()
    ]


def _list_readable(libraries: Sequence[str]) -> list[str]:
    above = str(Path(child.__file__).parents[4])  # of our own package nothing is secret
    prefixes = (sys.prefix, sys.base_prefix, sys.base_exec_prefix)
    return [*prefixes, f"{above}/{__name__.partition('.')[0]}", *libraries]


def _environment(folder: str) -> dict[str, str]:
    """Return the few variables that Python and its libraries need."""
    kept = {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}
    path = os.defpath if os.name == "posix" else kept.get("SYSTEMROOT", "")
    temporary = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), folder)
    return {**kept, "PATH": path, "LANG": "C.UTF-8", "HOME": folder, **temporary}
