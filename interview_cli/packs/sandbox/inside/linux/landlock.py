"""Linux: a process takes from itself the right to all files but a few, and to the network.

Landlock needs no privileges. What it can do grows with its ABI, which the kernel tells; a
kernel without it, or built without, tells that too.
"""

from __future__ import annotations

import ctypes
import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_VERSION, _PATH_BENEATH = 1, 1

_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
_TRUNCATE, _IOCTL_DEVICE = 1 << 14, 1 << 15
#: How many rights to files each ABI knows, in the order of their bits.
_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
#: Those that a file, not a folder, can have.
_OF_FILE = _EXECUTE | _WRITE_FILE | _READ_FILE | _TRUNCATE | _IOCTL_DEVICE
_READ = _EXECUTE | _READ_FILE | _READ_DIR

_TCP, _SCOPES = 0b11, 0b11  # bind and connect; abstract sockets and signals


class _Rules(ctypes.Structure):
    _fields_ = (("files", ctypes.c_uint64), ("net", ctypes.c_uint64), ("scope", ctypes.c_uint64))


class _Beneath(ctypes.Structure):
    _pack_ = 1
    _layout_ = "ms"
    _fields_ = (("allowed", ctypes.c_uint64), ("folder", ctypes.c_int32))


def restrict_files(
    writable: Iterable[str], readable: Iterable[str], devices: Iterable[str], *, tcp: bool = False
) -> bool:
    """Keep this process to *readable* and *writable*; return whether its signals are kept in too.

    It's also kept from TCP, from ABI 4 on, unless *tcp* lets it, and from sending signals to others
    from 6 on. What isn't there is passed over. *devices* can be read and written. Raises OSError
    where it can't.
    """
    library = ctypes.CDLL(None, use_errno=True)
    abi = _call(library, _CREATE_RULESET, None, 0, _VERSION)
    every = (1 << _RIGHTS.get(abi, 16)) - 1
    rules = _Rules(every, _TCP if abi >= 4 and not tcp else 0, _SCOPES if abi >= 6 else 0)
    size = 8 if abi < 4 else 16 if abi < 6 else 24
    ruleset = _call(library, _CREATE_RULESET, ctypes.byref(rules), size, 0)
    try:
        for path in writable:
            _allow(library, ruleset, path, every)
        for path in readable:
            _allow(library, ruleset, path, _READ)
        for path in devices:
            _allow(library, ruleset, path, (_READ_FILE | _WRITE_FILE | _IOCTL_DEVICE) & every)
        if library.prctl(38, 1, 0, 0, 0):  # PR_SET_NO_NEW_PRIVS
            raise OSError(ctypes.get_errno(), "no_new_privs")
        _call(library, _RESTRICT_SELF, ruleset, 0)
    finally:
        os.close(ruleset)
    return abi >= 6


def _allow(library: ctypes.CDLL, ruleset: int, path: str, rights: int) -> None:
    try:
        fd = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        if not os.path.isdir(path):
            rights &= _OF_FILE
        rule = _Beneath(rights, fd)
        _call(library, _ADD_RULE, ruleset, _PATH_BENEATH, ctypes.byref(rule), 0)
    finally:
        os.close(fd)


def _call(library: ctypes.CDLL, number: int, *args: object) -> int:
    result: int = library.syscall(ctypes.c_long(number), *args)
    if result < 0:
        raise OSError(ctypes.get_errno(), f"landlock: {os.strerror(ctypes.get_errno())}")
    return result
