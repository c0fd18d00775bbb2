"""How much an answer may take of the machine: time that fits it, memory, files, processes."""

from __future__ import annotations

from typing import NamedTuple

#: Seconds that an answer gets at least, and how many times the solution's.
LEAST_SECONDS = 2.0
TIMES_SOLUTION = 10.0

#: Seconds that a solution may take; one that needs more is an author's mistake.
SOLUTION_SECONDS = 20.0

#: Seconds in which the child must have started; more is a fault of ours, or of the machine.
START_SECONDS = 30.0

_MIB = 1 << 20


class Limits(NamedTuple):
    """The limits of one run; ``seconds`` None means what fits the machine.

    ``memory`` is that of a process in address space, and that of all together in what they
    really hold; ``tasks`` are threads and processes. ``printed`` is how much may be printed in
    all, ``kept`` how much of it is kept; ``file`` how large a file may be, ``disk`` all of them.
    """

    seconds: float | None = None
    memory: int = 1024 * _MIB
    file: int = 32 * _MIB
    disk: int = 256 * _MIB
    open_files: int = 256
    processes: int = 64
    tasks: int = 256
    printed: int = 16 * _MIB
    kept: int = 64 * 1024

    @property
    def first_seconds(self) -> float:
        """How long a run takes at most unless it's prolonged."""
        return LEAST_SECONDS if self.seconds is None else self.seconds


def fit_limit(solution_seconds: float) -> float:
    """Return the limit for an answer whose solution takes *solution_seconds* here."""
    return max(LEAST_SECONDS, TIMES_SOLUTION * solution_seconds)
