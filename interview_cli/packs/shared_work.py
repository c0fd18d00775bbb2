"""Work that is shared out among processes where that is worth it, as the first look at a bank is.

Only on Linux, where a copy of this process is made at once, and only while it has one thread.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from itertools import pairwise
from typing import TypeVar

#: As many pieces of work are worth a process, and as many processes are the most.
FEWEST, MOST_PROCESSES = 20, 8

T = TypeVar("T")


def share_out(
    work: Sequence[T],
    do: Callable[[T], None],
    report: Callable[[Sequence[T]], bytes],
    take: Callable[[bytes], None],
    processors: int | None = None,
) -> None:
    """Do some of *work* here, the rest in other processes, and *take* what they *report*.

    Nothing is done where it isn't worth a process, and what another one couldn't do isn't
    reported: who calls looks at what there is then.
    """
    processors = _count_processors() if processors is None else processors
    processes = min(processors, len(work) // FEWEST, MOST_PROCESSES)
    if processes < 2:
        return
    do(work[0])  # all are copies of this process: what it has loaded they needn't load
    # What stands together has words in common, which are looked up once.
    ends = [1 + n * (len(work) - 1) // processes for n in range(processes + 1)]
    shares = [work[start:end] for start, end in pairwise(ends)]
    children: list[tuple[int, int]] = []
    try:
        children += (_start(share, do, report) for share in shares[1:])
        for one in shares[0]:
            do(one)
        while children:
            take(_read(children.pop()))
    finally:
        for pid, pipe in children:  # the work was broken off
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
            os.close(pipe)
            os.waitpid(pid, 0)


def _count_processors() -> int:
    if sys.platform != "linux" or len(os.listdir("/proc/self/task")) > 1:
        return 1
    return len(os.sched_getaffinity(0))


def _start(
    share: Sequence[T], do: Callable[[T], None], report: Callable[[Sequence[T]], bytes]
) -> tuple[int, int]:
    """Start a process that does *share*; return its number, and where it will report."""
    end, start = os.pipe()
    pid = os.fork()
    if pid:
        os.close(start)
        return pid, end
    try:
        os.close(end)
        for one in share:
            do(one)
        with open(start, "wb") as pipe:
            pipe.write(report(share))
    finally:
        os._exit(0)  # nothing else of this program is to be done twice


def _read(child: tuple[int, int]) -> bytes:
    pid, pipe = child
    try:
        with open(pipe, "rb") as file:
            return file.read()
    finally:
        os.waitpid(pid, 0)
