"""Linux: system calls that a process takes from itself, first of all the one for sockets.

Neither a network namespace nor Landlock keeps a process from the sockets that lie in the file
system, such as that of Docker. Pairs of sockets stay, which asyncio needs.
"""

from __future__ import annotations

import ctypes
import os

#: The number of the machine, as the kernel names it, and the calls that are refused there:
#: socket, io_uring_setup (which makes sockets too), ptrace, process_vm_readv and _writev,
#: pidfd_getfd, add_key, request_key, keyctl, perf_event_open, bpf, userfaultfd, unshare,
#: setns, mount.
_MACHINES = {
    "x86_64": (0xC000003E, (41, 425, 101, 310, 311, 438, 248, 249, 250, 298, 321, 323, 272,
                            308, 165)),
    "aarch64": (0xC00000B7, (198, 425, 117, 270, 271, 438, 217, 218, 219, 241, 280, 282, 97,
                             268, 40)),
}  # fmt: skip

_ALLOW, _KILL, _REFUSE = 0x7FFF0000, 0x80000000, 0x00050000 | 13  # EACCES
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_OTHER_CALLS = 0x40000000  # x86_64 has a second table of calls from here on


class _Step(ctypes.Structure):
    _fields_ = (
        ("code", ctypes.c_uint16),
        ("yes", ctypes.c_uint8),
        ("no", ctypes.c_uint8),
        ("value", ctypes.c_uint32),
    )


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_uint16), ("steps", ctypes.POINTER(_Step)))


def refuse_calls() -> None:
    """Take those calls away, from what is started later too; raises OSError where it can't."""
    machine = os.uname().machine
    if machine not in _MACHINES:
        raise OSError(f"no table of system calls for {machine}")
    architecture, numbers = _MACHINES[machine]
    count = len(numbers)
    steps = [
        (_LOAD, 0, 0, 4),
        (_EQUAL, 1, 0, architecture),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, 0),
        (_AT_LEAST, count + 1, 0, _OTHER_CALLS),
        *((_EQUAL, count - n, 0, number) for n, number in enumerate(numbers)),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _REFUSE),
    ]
    table = (_Step * len(steps))(*(_Step(*step) for step in steps))
    program = _Program(len(steps), table)
    library = ctypes.CDLL(None, use_errno=True)
    if library.prctl(38, 1, 0, 0, 0) or library.prctl(22, 2, ctypes.byref(program), 0, 0):
        raise OSError(ctypes.get_errno(), "seccomp")
