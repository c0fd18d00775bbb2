"""A child process with all that it started: what they hold together, and how they end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from interview_cli.packs.sandbox.windows_job import Job

#: Seconds after which nothing more is killed: what is left by then can't be.
_PATIENCE = 1.0


class Held(NamedTuple):
    """What a tree of processes holds: memory in bytes, and how many processes it is."""

    memory: int
    processes: int


class ProcessTree:
    """The tree whose root is *root*, which leads a session of its own."""

    def __init__(self, root: subprocess.Popen[bytes], job: Job | None = None) -> None:
        self._root = root
        self._job = job

    @property
    def walls(self) -> list[str]:
        """What a job keeps in."""
        return ["memory", "processes"] if self._job else []

    def measure(self) -> Held:
        """Return what the tree holds now; nothing where this system doesn't say."""
        if sys.platform != "linux":
            return Held(0, 0)
        pids = self._find()
        return Held(sum(map(_resident_memory, pids)), len(pids))

    def kill(self) -> None:
        """End the whole tree, also what left the session of its root."""
        if self._job:
            self._job.kill()
        deadline = time.monotonic() + _PATIENCE
        while others := [pid for pid in self._find() if pid != self._root.pid]:
            for number in (signal.SIGSTOP, signal.SIGKILL):  # first stop them from forking
                for pid in others:
                    with suppress(OSError):
                        os.kill(pid, number)
            if time.monotonic() > deadline:
                break
            time.sleep(0.001)
        if os.name == "posix":
            with suppress(OSError):
                os.killpg(self._root.pid, signal.SIGKILL)
        self._root.kill()

    def _find(self) -> list[int]:
        if sys.platform != "linux":
            return []
        children: dict[int, list[int]] = {}
        for name in os.listdir("/proc"):
            if name.isdigit() and (found := _read_parent(name)):
                children.setdefault(found, []).append(int(name))
        pids, todo = [], [self._root.pid]
        while todo:
            pid = todo.pop()
            pids.append(pid)
            todo += children.get(pid, [])
        return pids


def _read_parent(pid: str) -> int:
    """Return the parent of *pid*; 0 where it's gone, or only waits to be buried."""
    try:
        with open(f"/proc/{pid}/stat", "rb") as file:
            state, parent = file.read().rpartition(b")")[2].split()[:2]
    except (OSError, ValueError):
        return 0
    return 0 if state == b"Z" else int(parent)


def _resident_memory(pid: int) -> int:
    try:
        with open(f"/proc/{pid}/statm", "rb") as file:
            return int(file.read().split()[1]) * _PAGE
    except (OSError, IndexError, ValueError):
        return 0


_PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096
