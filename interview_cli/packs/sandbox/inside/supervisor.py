"""Linux: a process between ours and the answer's, so that nothing the answer starts gets away.

It moves into namespaces of its own where this system lets it: then the answer's process is
the first of its own world, and all others there end with it. Where it can't, orphans come
back to it, so that they're found below it.
"""

from __future__ import annotations

import ctypes
import os

from interview_cli.packs.sandbox.inside.reporting import make_sender

TYPE_CHECKING = False
if TYPE_CHECKING:
    from interview_cli.packs.sandbox.inside.reporting import Send

_NEW_USER, _NEW_PID, _NEW_NET, _NEW_IPC = 0x10000000, 0x20000000, 0x40000000, 0x08000000
_DEATH_SIGNAL, _SUBREAPER = 1, 36
_SIGKILL = 9


def supervise(report: int, secret: str) -> bool:
    """Return in a new process, of which this one tells the end; whether it has namespaces."""
    library = ctypes.CDLL(None, use_errno=True)
    library.prctl(_DEATH_SIGNAL, _SIGKILL)
    apart = _move_apart(library)
    library.prctl(_SUBREAPER, 1)
    pid = os.fork()
    if pid:
        send = make_sender(report, secret)
        send("started", pid=pid)
        _wait(pid, send)
    library.prctl(_DEATH_SIGNAL, _SIGKILL)
    os.setsid()  # what the answer sends to its process group doesn't reach the supervisor
    return apart


def _move_apart(library: ctypes.CDLL) -> bool:
    uid, gid = os.getuid(), os.getgid()
    if library.unshare(_NEW_USER | _NEW_PID | _NEW_NET | _NEW_IPC):
        return False
    try:
        for name, text in (("setgroups", "deny"), ("uid_map", f"{uid} {uid} 1"),
                           ("gid_map", f"{gid} {gid} 1")):  # fmt: skip
            with open(f"/proc/self/{name}", "w", encoding="ascii") as file:
                file.write(text)
    except OSError:
        pass  # it has no name there then; files it owns stay its own
    return True


def _wait(pid: int, send: Send) -> None:
    while True:
        try:
            ended, status = os.waitpid(-1, 0)
        except ChildProcessError:
            break
        except InterruptedError:
            continue
        if ended == pid:
            send("exit", status=status)
    never, _ = os.pipe()
    while True:
        os.read(never, 1)  # the parent ends this process, and with it whatever is left


def drop_capabilities() -> None:
    """Give up what root, or the first process of a namespace, may do beyond others."""
    library = ctypes.CDLL(None, use_errno=True)
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)
    library.capset(header, (ctypes.c_uint32 * 6)())
