"""The walls that a process puts up around itself, before it runs what it doesn't know.

Nothing is taken for granted: a wall counts where the call that sets it succeeded here, and for
files and the network, where a try to get through failed. What isn't there is told as missing.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

#: All there can be, in the order in which they're told.
WALLS = ("files", "network", "memory", "processes", "time", "output")

#: Beside Python itself: what its compiled modules and its time zones are read from.
_SYSTEM = ("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/etc/ld.so.cache",
           "/etc/localtime", "/etc/mime.types", "/usr/share/zoneinfo")  # fmt: skip
#: A whole program may start others, and ask for the name of its own machine.
_FOR_WHOLE = ("/bin", "/usr/bin", "/usr/local/bin", "/etc/hosts", "/etc/nsswitch.conf",
              "/etc/host.conf")  # fmt: skip
_DEVICES = ("/dev/null", "/dev/zero", "/dev/urandom", "/dev/random")


class Walls:
    """The walls of this run: ``close`` sets those that keep in, after all imports."""

    def __init__(self, request: dict[str, Any], apart: bool) -> None:
        self._request = request
        self._apart = apart
        self._whole = request["job"]["kind"] == "program"
        if self._whole and not apart:
            raise OSError("a whole program needs namespaces")
        # What the parent put around this process: a job, or on macOS Seatbelt.
        seatbelt = ("files", "network") if sys.platform == "darwin" else ()
        self._held = {"time", "output", *request["held"], *seatbelt}

    @property
    def enforced(self) -> list[str]:
        return [wall for wall in WALLS if wall in self._held]

    @property
    def missing(self) -> list[str]:
        return [wall for wall in WALLS if wall not in self._held]

    def close(self) -> None:
        """Set all limits that this system has."""
        if sys.platform != "win32":
            self._limit_resources()
        if sys.platform == "linux":
            self._close_linux()
        for wall, is_open in (("files", _can_read_outside), ("network", _can_connect)):
            if wall in self._held and is_open():
                self._held.remove(wall)

    def _close_linux(self) -> None:
        from interview_cli.packs.sandbox.inside import supervisor
        from interview_cli.packs.sandbox.inside.linux import landlock, seccomp

        readable = [*_find_python(), *_SYSTEM, *self._request["libraries"]]
        writable = [self._request["folder"]]
        if self._whole:
            readable += _FOR_WHOLE
            writable += supervisor.OWN_FOLDERS
        signals_kept_in = self._apart
        try:
            kept_in = landlock.restrict_files(writable, readable, _DEVICES, tcp=self._whole)
            signals_kept_in = signals_kept_in or kept_in
            self._held.add("files")
        except OSError:
            pass
        supervisor.drop_capabilities()
        # No limit of their number binds root.
        alone = os.getuid() == 0
        filtered = _works(lambda: seccomp.refuse_calls(no_processes=alone, own_network=self._whole))
        if filtered or self._apart:
            self._held.add("network")
        if self._apart or (filtered and alone):  # what it starts is counted, and can't get away
            self._held.add("processes")
        elif not signals_kept_in:  # it could end all that the user runs
            self._held.discard("processes")

    def _limit_resources(self) -> None:
        import resource

        def limit(what: int, most: int) -> bool:
            try:
                hard = resource.getrlimit(what)[1]
                most = most if hard == resource.RLIM_INFINITY else min(most, hard)
                resource.setrlimit(what, (most, most))
            except (OSError, ValueError):
                return False
            return True

        limits = self._request["limits"]
        limit(resource.RLIMIT_CORE, 0)
        limit(resource.RLIMIT_CPU, limits["cpu"])
        limit(resource.RLIMIT_FSIZE, limits["file"])
        limit(resource.RLIMIT_NOFILE, limits["open_files"])
        # Root has no limit of processes. Others' counts all that the user runs, in a user
        # namespace since Linux 5.14 only what runs in there.
        tasks = limits["tasks"] + (0 if self._apart else limits["running"])
        if os.getuid() and limit(resource.RLIMIT_NPROC, tasks):
            self._held.add("processes")
        # macOS takes this limit and doesn't keep it, or refuses it.
        if sys.platform == "linux" and limit(resource.RLIMIT_AS, limits["memory"]):
            self._held.add("memory")


def set_walls(request: dict[str, Any], report: int, *, apart: bool) -> Walls:
    """Begin with the walls: on Linux this returns in another process, unless it's *apart*."""
    if sys.platform == "linux" and not apart:
        from interview_cli.packs.sandbox.inside.supervisor import supervise

        whole = request["job"]["kind"] == "program"
        apart = supervise(report, request["secret"], request["folder"], whole=whole)
    return Walls(request, apart)


def _find_python() -> Iterator[str]:
    for prefix in {sys.base_prefix, sys.base_exec_prefix}:
        yield from (f"{prefix}/{name}" for name in ("lib", "lib64"))
    if sys.executable:
        yield sys.executable
        yield os.path.realpath(sys.executable)
        # By this file a Python finds out that it's one of a virtual environment.
        yield os.path.join(os.path.dirname(os.path.dirname(sys.executable)), "pyvenv.cfg")


def _works(step: Callable[[], None]) -> bool:
    try:
        step()
    except OSError:
        return False
    return True


def _can_read_outside() -> bool:
    for path in ("/etc", "/home", "/usr/bin", "/Users"):
        if _works(lambda path=path: os.close(os.open(path, os.O_RDONLY))):  # type: ignore[misc]
            return True
    return False


def _can_connect() -> bool:
    """Whether a connection to this machine's own network gets as far as being refused."""
    try:
        import _socket

        probe = _socket.socket(_socket.AF_INET, _socket.SOCK_STREAM)
        probe.settimeout(0.2)
        probe.connect(("127.0.0.1", 9))
    except (ConnectionRefusedError, TimeoutError):
        return True
    except OSError:
        return False
    return True
