"""One start of Python from which the children of several runs are forked, on Linux."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from select import select
from typing import IO, NamedTuple

from interview_cli.packs.sandbox.boxes.limits import START_SECONDS
from interview_cli.packs.sandbox.boxes.process_tree import ProcessTree
from interview_cli.packs.sandbox.boxes.python_process import (
    Child,
    PythonProcess,
    Streams,
    find_libraries,
)
from interview_cli.packs.sandbox.boxes.run_folder import begin_name


class ForkedChild(NamedTuple):
    """A process that the server forked: its tree is ended by its number.

    It's the ``first`` process where it has namespaces of its own.
    """

    pid: int
    streams: Streams
    first: int

    def kill(self) -> None: ...

    def bury(self) -> None:
        """Do nothing: the server keeps the number until its own end."""


class ForkServer:
    """A Python that has imported what its children need; each sets walls of its own."""

    def __init__(self, process: PythonProcess, children: list[ForkedChild]) -> None:
        self._process = process
        self._children = children
        self._left = children[:]

    def start(self, folder: str, libraries: Sequence[str]) -> Child:
        """Return the next child, which moves to its folder itself; a Python where none is left."""
        try:
            return self._left.pop(0)
        except IndexError:
            return PythonProcess(folder, libraries)

    def is_whole(self) -> bool:
        """Whether the server and all its children were there until they were ended."""
        return self._process.is_running()

    def close(self) -> None:
        """End all there is, also what a child's own end didn't reach."""
        ProcessTree(self._process.pid).kill()
        self._process.kill()
        self._process.bury()
        _close(self._process.streams, *(child.streams for child in self._children))


@contextmanager
def open_fork_server(count: int, *, asyncio: bool, libraries: bool) -> Iterator[ForkServer | None]:
    """Give a server with *count* children, None where there can't be one.

    With *asyncio* it has imported that, which takes longer than all else.
    """
    server = _start(count, asyncio, libraries) if sys.platform == "linux" else None
    try:
        yield server
    finally:
        if server:
            server.close()


def _start(count: int, asyncio: bool, libraries: bool) -> ForkServer | None:
    ours: list[Streams] = []
    theirs: list[tuple[int, int, int]] = []
    try:
        for _ in range(count):
            (request, feed), (events, report), (printed, output) = os.pipe(), os.pipe(), os.pipe()
            theirs.append((request, report, output))
            ours.append(Streams(os.fdopen(feed, "wb"), *map(_read_from, (events, printed))))
        fds = [fd for three in theirs for fd in three]
        process = PythonProcess(tempfile.gettempdir(), [], pass_fds=fds)
    except OSError:
        _close(*ours)
        return None
    finally:
        for fd in [fd for three in theirs for fd in three]:
            os.close(fd)
    apart, *numbers = _ask(process, theirs, asyncio, libraries) or [0]
    firsts = [number * apart for number in numbers]
    server = ForkServer(process, [*map(ForkedChild, numbers, ours, firsts)])
    if len(numbers) == count:
        return server
    server.close()
    _close(*ours)
    return None


def _ask(
    process: PythonProcess, programs: Sequence[object], asyncio: bool, libraries: bool
) -> list[int]:
    """Return the numbers of the children that are forked for *programs*, after a number.

    That's 1 where each of them is the first in namespaces of its own, else 0.
    """
    request = {
        "programs": programs,
        "asyncio": asyncio,
        "libraries": find_libraries() if libraries else [],
        "runs": begin_name(os.path.realpath(tempfile.gettempdir())),
    }
    try:
        process.streams.input.write(json.dumps(request).encode() + b"\n")
        process.streams.input.flush()  # and not closed: with it the server ends
        report = process.streams.report.fileno()
        said = os.read(report, 1 << 16) if select([report], [], [], START_SECONDS)[0] else b""
    except OSError:
        return []
    return [int(number) for number in said.split()]


def _read_from(fd: int) -> IO[bytes]:
    return os.fdopen(fd, "rb")


def _close(*all_streams: Streams) -> None:
    for streams in all_streams:
        for stream in streams:
            with suppress(OSError):
                stream.close()
