"""Linux: one start of Python for several programs, each in a process that is forked from it.

No program runs in this process, and nothing of one is known to it: each fork has descriptors
of its own and no others, reads there what it's to run, and only then sets walls of its own.
"""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

_DEATH_SIGNAL, _SUBREAPER = 1, 36
_SIGKILL, _SIGTERM, _SIGCHLD = 9, 15, 17
#: The number of the call ``clone``, by the machine's name.
_CLONE = {"x86_64": 56, "aarch64": 220}


def fork_programs(programs: Sequence[Sequence[int]], runs: str) -> tuple[str, bool]:
    """Return the line that a program is sent, in a new process for each of *programs*.

    Return too whether that process is the first of namespaces of its own, where nothing that
    it starts gets away, so that it needs no supervisor.

    Of each there are the descriptors for its input, what it reports and what it prints. This
    process itself says whether they're apart and their numbers, and stays until its own input
    ends: then its parent is gone, and all of them end and the folders that begin with *runs*
    are deleted. It buries nobody before, so that no number comes to mean another process.
    """
    import _socket  # noqa: F401  # what each of them would import for itself
    import ctypes
    import resource  # noqa: F401

    from interview_cli.packs.sandbox.inside import running_tests, supervisor, walls  # noqa: F401
    from interview_cli.packs.sandbox.inside.linux import landlock, seccomp  # noqa: F401

    library = ctypes.CDLL(None)
    library.prctl(_SUBREAPER, 1)  # whatever gets away from one is found below this
    server, uid, gid = os.getpid(), os.getuid(), os.getgid()
    last = max(fd for program in programs for fd in program)
    numbers: list[int] = []
    apart = True
    for program in programs:
        pid = _clone(supervisor.APART) if apart else os.fork()
        if pid < 0:
            if numbers:  # there are no more namespaces: each gets a Python of its own
                os._exit(1)
            apart = False
            pid = os.fork()
        if not pid:
            library.prctl(_DEATH_SIGNAL, _SIGKILL if apart else _SIGTERM)
            if apart:
                supervisor.keep_ids(uid, gid)
            elif os.getppid() != server:  # it ended before that was set
                os._exit(0)
            return _begin(program, last), apart
        numbers.append(pid)
    os.closerange(3, last + 1)
    os.write(1, f"{int(apart)} {' '.join(map(str, numbers))}\n".encode())
    while os.read(0, 1):
        pass
    if apart:
        _end(numbers, runs)
    os._exit(0)


def _clone(flags: int) -> int:
    """Fork into new namespaces, and return as ``os.fork`` does; a number below 0 if it can't be.

    That is what the C library's own fork can't do. There's one thread here, and Python itself
    is told, as it asks for.
    """
    import ctypes

    call = _CLONE.get(os.uname().machine)
    if call is None:
        return -1
    python = ctypes.pythonapi
    python.PyOS_BeforeFork()
    pid: int = ctypes.PyDLL(None).syscall(ctypes.c_long(call), flags | _SIGCHLD, 0, 0, 0, 0)
    if pid:
        python.PyOS_AfterFork_Parent()
    else:
        python.PyOS_AfterFork_Child()
    return pid


def _end(numbers: Sequence[int], runs: str) -> None:
    """End all programs, and delete the folders of runs whose parent was killed."""
    from interview_cli.packs.sandbox.inside.deleting import delete_folder

    for pid in numbers:
        os.kill(pid, _SIGKILL)
    for pid in numbers:
        os.waitpid(pid, 0)
    above, _, prefix = runs.rpartition("/")
    for name in os.listdir(above):
        if name.startswith(prefix):
            delete_folder(f"{above}/{name}")


def _begin(program: Sequence[int], last: int) -> str:
    os.setsid()
    for number, fd in enumerate(program):
        os.dup2(fd, number)
    os.closerange(3, last + 1)
    line = b""
    while not line.endswith(b"\n"):
        more = os.read(0, 1 << 16)
        if not more:
            os._exit(0)  # nobody needs it any more
        line += more
    return line.decode()


def move_to(folder: str) -> None:
    """Make *folder* this process's own, as it is from the start where Python starts for one."""
    os.chdir(folder)
    for name in ("HOME", "TMPDIR", "TEMP", "TMP"):
        os.environ[name] = folder
