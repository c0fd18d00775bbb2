"""Linux: a process between ours and the answer's, so that nothing the answer starts gets away.

It moves into namespaces of its own where this system lets it: then the answer's process is
the first of its own world, and all others there end with it. Where it can't, orphans come
back to it, so that they're found below it.
"""

from __future__ import annotations

import _signal  # type: ignore[import-not-found]  # ``signal`` imports enum, which takes long
import ctypes
import os
import sys
import time

from interview_cli.packs.sandbox.inside.deleting import delete_folder
from interview_cli.packs.sandbox.inside.reporting import make_sender

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from interview_cli.packs.sandbox.inside.reporting import Send

#: New namespaces of users, processes, networks and shared memory.
APART = 0x10000000 | 0x20000000 | 0x40000000 | 0x08000000
_DEATH_SIGNAL, _SUBREAPER = 1, 36
_NEW_MOUNTS, _NO_SUID, _NO_DEVICES = 0x00020000, 2, 4
_SIGKILL, _SIGTERM = 9, 15
#: What a whole program has for itself beside its folder: multiprocessing keeps locks there.
OWN_FOLDERS = ("/dev/shm",)
_SET_FLAGS, _UP, _RUNNING = 0x8914, 0x1, 0x40
#: Seconds in which what is left must have ended when the parent was killed.
_PATIENCE = 1.0


def supervise(report: int, secret: str, folder: str, *, whole: bool = False) -> bool:
    """Return in a new process, of which this one tells the end; whether it has namespaces.

    When the parent is killed this ends all there is, and deletes *folder* in its place. For a
    *whole* program its network reaches itself, and shared memory is its own.
    """
    library = ctypes.CDLL(None, use_errno=True)
    library.prctl(_DEATH_SIGNAL, _SIGTERM)
    apart = _move_apart(library)
    if apart and whole:
        _raise_loopback()
        _mount_own(library)
    library.prctl(_SUBREAPER, 1)
    # Before the fork: the child may have got far when this process comes to run again.
    _signal.signal(_SIGTERM, _make_end(folder))
    pid = os.fork()
    if pid:
        send = make_sender(report, secret)
        send("started", pid=pid)
        _wait(pid, send)
    _signal.signal(_SIGTERM, _signal.SIG_DFL)
    library.prctl(_DEATH_SIGNAL, _SIGKILL)
    os.setsid()  # what the answer sends to its process group doesn't reach the supervisor
    return apart


def _move_apart(library: ctypes.CDLL) -> bool:
    uid, gid = os.getuid(), os.getgid()
    if library.unshare(APART):
        return False
    keep_ids(uid, gid)
    return True


def keep_ids(uid: int, gid: int) -> None:
    """Have the user's own number, and the group's, in a new namespace of users."""
    try:
        for name, text in (("setgroups", "deny"), ("uid_map", f"{uid} {uid} 1"),
                           ("gid_map", f"{gid} {gid} 1")):  # fmt: skip
            fd = os.open(f"/proc/self/{name}", os.O_WRONLY)  # open() imports a codec, for each
            try:
                os.write(fd, text.encode())
            finally:
                os.close(fd)
    except OSError:
        pass  # it has no name there then; files it owns stay its own


def _raise_loopback() -> None:
    import _socket
    import fcntl

    socket = _socket.socket(_socket.AF_INET, _socket.SOCK_DGRAM)
    request = b"lo".ljust(16, b"\0") + (_UP | _RUNNING).to_bytes(2, sys.byteorder) + bytes(22)
    fcntl.ioctl(socket.fileno(), _SET_FLAGS, request)
    socket.close()


def _mount_own(library: ctypes.CDLL) -> None:
    if library.unshare(_NEW_MOUNTS):
        raise OSError(ctypes.get_errno(), "no mounts of its own")
    for folder in OWN_FOLDERS:
        if library.mount(b"tmpfs", folder.encode(), b"tmpfs", _NO_SUID | _NO_DEVICES, b"size=64m"):
            raise OSError(ctypes.get_errno(), f"mount {folder}")


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


def _make_end(folder: str) -> Callable[..., None]:
    """Return the handler of the signal; it comes once for each thread of the parent."""
    begun = False

    def end(*_: object) -> None:
        nonlocal begun
        if not begun:
            begun = True
            _end(folder)

    return end


def _end(folder: str) -> None:
    from contextlib import suppress  # takes too long before each answer

    deadline = time.monotonic() + _PATIENCE
    left = _list_children()
    while left and time.monotonic() < deadline:
        for one in left:
            with suppress(OSError):
                os.kill(one, _SIGKILL)
        try:
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
            left = _list_children()
        except ChildProcessError:
            break
        time.sleep(0.001)
    delete_folder(folder)
    os._exit(0)


def _list_children() -> list[int]:
    own = os.getpid()
    try:
        with open(f"/proc/{own}/task/{own}/children", encoding="ascii") as file:
            return [int(number) for number in file.read().split()]
    except OSError:
        return []


def drop_capabilities() -> None:
    """Give up what root, or the first process of a namespace, may do beyond others."""
    library = ctypes.CDLL(None, use_errno=True)
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)
    library.capset(header, (ctypes.c_uint32 * 6)())
