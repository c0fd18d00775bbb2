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
    from interview_cli.packs.sandbox.boxes.windows_job import Job

#: Seconds after which nothing more is killed: what is left by then can't be.
_PATIENCE = 1.0

_ON_LINUX = sys.platform == "linux"
#: Where there is no /proc, looking is a process of its own: less often, then.
LOOK_EVERY = 0.05 if _ON_LINUX else 0.5


class Held(NamedTuple):
    """What a tree of processes holds: memory in bytes, and the numbers of the processes."""

    memory: int
    processes: tuple[int, ...]


class Process(NamedTuple):
    """A process: its parent, and how many bytes of memory it holds."""

    parent: int
    memory: int


class ProcessTree:
    """The tree whose root has the number *root*, and leads a session of its own.

    On Windows it's what is in the *job*. Elsewhere it's who comes from the root: on Linux all of
    them, because orphans stay below it; on macOS also those that were seen below it once.
    """

    def __init__(self, root: int, job: Job | None = None) -> None:
        self._root = root
        self._job = job
        self._seen: set[int] = set()
        #: The answer's process below the root, once it's known.
        self.first = 0

    @property
    def walls(self) -> list[str]:
        """What is kept in from here, whatever the child does itself."""
        if self._job:
            return ["memory", "processes"]
        return ["memory"] if sys.platform == "darwin" else []

    def measure(self) -> Held:
        """Return what the tree holds now; nothing on Windows, where the job takes care."""
        found = self._find()
        return Held(sum(process.memory for process in found.values()), tuple(found))

    def kill(self) -> None:
        """End the whole tree, also what left the session of its root."""
        if self._job:
            self._job.kill()
        deadline = time.monotonic() + _PATIENCE
        if self.first:  # where it's the first of its own namespace, all there end with it
            with suppress(OSError):
                os.kill(self.first, signal.SIGKILL)
        empty = 0 if os.name == "posix" else 2
        # Who changed parents while all were listed is missed once, never twice in a row.
        while empty < 2 and time.monotonic() < deadline:
            others = [pid for pid in self._find() if pid != self._root]
            empty = 0 if others else empty + 1
            for number in (signal.SIGSTOP, signal.SIGKILL):  # first stop them from forking
                for pid in others:
                    with suppress(OSError):
                        os.kill(pid, number)
            time.sleep(0.001)
        if os.name == "posix":
            with suppress(OSError):
                os.killpg(self._root, signal.SIGKILL)

    def _find(self) -> dict[int, Process]:
        if os.name != "posix":
            return {}
        if _ON_LINUX and _HAS_CHILDREN:
            return find_below(self._root)
        processes = list_from_proc() if _ON_LINUX else list_from_ps()
        children: dict[int, list[int]] = {}
        for pid, process in processes.items():
            children.setdefault(process.parent, []).append(pid)
        found: dict[int, Process] = {}
        todo = [self._root, *self._seen]
        while todo:
            pid = todo.pop()
            if pid not in found:
                if pid in processes:
                    found[pid] = processes[pid]
                todo += children.get(pid, [])
        if not _ON_LINUX:
            self._seen = set(found)
        return found


def find_below(root: int) -> dict[int, Process]:
    """Return *root* and all that come from it, without a look at what else runs here."""
    found: dict[int, Process] = {}
    todo = [root]
    while todo:
        pid = todo.pop()
        if process := _read_process(pid):
            found[pid] = process
        with suppress(OSError):
            for task in os.listdir(f"/proc/{pid}/task"):
                with suppress(OSError), open(f"/proc/{pid}/task/{task}/children", "rb") as file:
                    todo += [n for n in map(int, file.read().split()) if n not in found]
    return found


def list_from_proc() -> dict[int, Process]:
    """Return all processes but those that have ended and wait to be buried."""
    pids = [int(name) for name in os.listdir("/proc") if name.isdigit()]
    return {pid: process for pid in pids if (process := _read_process(pid))}


def _read_process(pid: int) -> Process | None:
    with suppress(OSError, ValueError), open(f"/proc/{pid}/stat", "rb") as file:
        fields = file.read().rpartition(b")")[2].split()
        if fields[0] != b"Z":
            return Process(int(fields[1]), int(fields[21]) * _PAGE)
    return None


def list_from_ps() -> dict[int, Process]:
    """Return the same where there is no /proc, as on macOS."""
    command = ["ps", "-A", "-o", "pid=", "-o", "ppid=", "-o", "rss=", "-o", "stat="]
    try:
        ran = subprocess.run(command, capture_output=True, timeout=5, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return {}
    found = {}
    for line in ran.stdout.splitlines():
        with suppress(ValueError):
            pid, parent, size, state = line.split()[:4]
            if not state.startswith(b"Z"):
                found[int(pid)] = Process(int(parent), int(size) * 1024)
    return found


_PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096
#: Not every Linux is built with this.
_HAS_CHILDREN = _ON_LINUX and os.path.exists("/proc/thread-self/children")
