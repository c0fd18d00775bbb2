"""Runs a command as a user without rights, where no user namespaces can be made.

    python tests/helpers/ordinary_user.py COMMAND...

Only root can do that, on Linux: in namespaces of the command's own, which change nothing else.
A folder that root keeps from others, such as its home, holds there only what Python needs.
"""

from __future__ import annotations

import ctypes
import os
import sys
import tempfile
from pathlib import Path

_NEW_MOUNTS, _NEW_USER = 0x00020000, 0x10000000
_BIND, _RECURSIVE, _PRIVATE, _MOVE = 0x1000, 0x4000, 0x40000, 0x2000
_NOBODY = 65534
_LIBRARY = ctypes.CDLL(None, use_errno=True)


def run_as_nobody(command: list[str]) -> int:
    """Return the exit code of *command*."""
    _must(_LIBRARY.unshare(_NEW_MOUNTS))
    _mount("none", "/", _PRIVATE | _RECURSIVE)
    for path in {sys.base_prefix, sys.prefix, os.getcwd()}:
        _open(Path(path))
    moved, mapped = os.pipe(), os.pipe()
    pid = os.fork()
    if not pid:
        _must(_LIBRARY.unshare(_NEW_USER))
        os.write(moved[1], b".")
        os.read(mapped[0], 1)
        Path("/proc/sys/user/max_user_namespaces").write_text("0")
        os.setgroups([])
        os.setgid(_NOBODY)
        os.setuid(_NOBODY)
        os.execvp(command[0], command)
    os.read(moved[0], 1)
    for name in ("uid_map", "gid_map"):
        Path(f"/proc/{pid}/{name}").write_text("0 0 65536")
    os.write(mapped[1], b".")
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def _open(path: Path) -> None:
    """Let all reach *path*, of which a folder above may be closed to them."""
    closed = next((above for above in path.parents[::-1] if not above.stat().st_mode & 1), None)
    if closed is None:
        return
    elsewhere = tempfile.mkdtemp()
    _mount(str(path), elsewhere, _BIND | _RECURSIVE)
    _mount("tmpfs", str(closed), 0, kind="tmpfs", data="mode=755")
    path.mkdir(parents=True)
    _mount(elsewhere, str(path), _MOVE)
    os.rmdir(elsewhere)


def _mount(source: str, target: str, flags: int, *, kind: str = "", data: str = "") -> None:
    texts = (source.encode(), target.encode(), kind.encode() or None)
    _must(_LIBRARY.mount(*texts, flags, data.encode() or None))


def _must(result: int) -> None:
    if result:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


if __name__ == "__main__":
    sys.exit(run_as_nobody(sys.argv[1:]))
