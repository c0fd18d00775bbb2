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
#: setns, mount; memory that no process is seen to hold: memfd_create, memfd_secret, shmget; and
#: flock, by which two programs that can read one file would know of each other.
_MACHINES: dict[str, tuple[int, tuple[int, ...]]] = {
    "x86_64": (0xC000003E, (41, 425, 101, 310, 311, 438, 248, 249, 250, 298, 321, 323, 272,
                            308, 165, 319, 447, 29, 73)),
    "aarch64": (0xC00000B7, (198, 425, 117, 270, 271, 438, 217, 218, 219, 241, 280, 282, 97,
                             268, 40, 279, 447, 194, 32)),
}  # fmt: skip
#: What Landlock leaves open for any path, refused as well: chmod, fchmod, fchmodat, fchmodat2,
#: chown, fchown, lchown, fchownat, utime, utimes, futimesat, utimensat, setxattr, lsetxattr,
#: fsetxattr, removexattr, lremovexattr, fremovexattr, setxattrat, removexattrat, file_setattr.
_ATTRIBUTES = {
    "x86_64": (90, 91, 268, 452, 92, 93, 94, 260, 132, 235, 261, 280, 188, 189, 190, 197, 198,
               199, 463, 466, 469),
    "aarch64": (52, 53, 452, 54, 55, 88, 5, 6, 7, 14, 15, 16, 463, 466, 469),
}  # fmt: skip
#: Calls that make processes: fork and vfork, clone and clone3; only the third makes threads in
#: a way that can be told here.
_PROCESSES = {"x86_64": ((57, 58), 56, 435), "aarch64": ((), 220, 435)}

_ALLOW, _KILL, _REFUSE = 0x7FFF0000, 0x80000000, 0x00050000 | 13  # EACCES
_NOT_THERE = 0x00050000 | 38  # ENOSYS, after which the C library tries clone
_LOAD, _EQUAL, _AT_LEAST, _ALL_BITS, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_CALL, _MACHINE, _FIRST_ARGUMENT = 0, 4, 16  # where they stand in what is looked at
_THREAD = 0x00010000
_IPV4, _IPV6 = 2, 10
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


def refuse_calls(*, no_processes: bool, own_network: bool = False) -> None:
    """Take those calls away, from what is started later too; raises OSError where it can't.

    With *no_processes* threads can be started, and nothing else. With *own_network*, in a
    namespace for that, there are sockets, but none in the file system; and what a whole program
    may have use for: locks, and modes and times of files.
    """
    machine = os.uname().machine
    if machine not in _MACHINES:
        raise OSError(f"no table of system calls for {machine}")
    steps = [_Step(*step) for step in _write_steps(machine, no_processes, own_network)]
    program = _Program(len(steps), (_Step * len(steps))(*steps))
    library = ctypes.CDLL(None, use_errno=True)
    if library.prctl(38, 1, 0, 0, 0) or library.prctl(22, 2, ctypes.byref(program), 0, 0):
        raise OSError(ctypes.get_errno(), "seccomp")


def _write_steps(
    machine: str, no_processes: bool, own_network: bool
) -> list[tuple[int, int, int, int]]:
    """Return the program of the filter: each step says how many are skipped if yes, and if no."""
    architecture, numbers = _MACHINES[machine]
    socket = numbers[0]  # flock is the last
    numbers = numbers[1:-1] if own_network else (*numbers, *_ATTRIBUTES[machine])
    steps = [
        (_LOAD, 0, 0, _MACHINE),
        (_EQUAL, 1, 0, architecture),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, _CALL),
        (_AT_LEAST, 0, 1, _OTHER_CALLS),
        (_RETURN, 0, 0, _REFUSE),
    ]
    if no_processes:
        forks, clone, clone3 = _PROCESSES[machine]
        numbers = (*numbers, *forks)
        steps += [(_EQUAL, 0, 1, clone3), (_RETURN, 0, 0, _NOT_THERE)]
    for number in numbers:
        steps += [(_EQUAL, 0, 1, number), (_RETURN, 0, 0, _REFUSE)]
    if own_network:
        steps += [
            (_EQUAL, 0, 5, socket),
            (_LOAD, 0, 0, _FIRST_ARGUMENT),
            (_EQUAL, 2, 0, _IPV4),
            (_EQUAL, 1, 0, _IPV6),
            (_RETURN, 0, 0, _REFUSE),
            (_RETURN, 0, 0, _ALLOW),
        ]
    if no_processes:
        steps += [
            (_EQUAL, 0, 3, clone),
            (_LOAD, 0, 0, _FIRST_ARGUMENT),
            (_ALL_BITS, 1, 0, _THREAD),
            (_RETURN, 0, 0, _REFUSE),
        ]
    return [*steps, (_RETURN, 0, 0, _ALLOW)]
