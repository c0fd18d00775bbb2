"""One child process in its box: started, fed, read with a deadline, and ended with all it began."""

from __future__ import annotations

import json
import os
import re
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import IO, TYPE_CHECKING, Any, NamedTuple, Protocol

from interview_cli.packs.sandbox.boxes.bounded_output import PartedOutput
from interview_cli.packs.sandbox.boxes.limits import START_SECONDS, Limits
from interview_cli.packs.sandbox.boxes.process_tree import LOOK_EVERY, ProcessTree
from interview_cli.packs.sandbox.boxes.python_process import (
    Child,
    PythonProcess,
    Start,
    find_libraries,
)
from interview_cli.packs.sandbox.boxes.run_folder import (
    make_folder,
    measure_deleted,
    measure_folder,
)

if TYPE_CHECKING:
    from interview_cli.packs.sandbox.boxes.windows_job import Job

#: Seconds between two looks at the clock.
_LOOK = 0.05
#: Seconds between two looks at which this program wasn't running: that's nobody's time, once.
_PAUSE = 1.0
#: Seconds that are waited for the last output of a tree that was killed.
_LAST_WORDS = 0.5

#: How much is kept of a program's standard output, in bytes.
MOST_SAID = 1 << 20

#: Libraries may ask for more address space than they ever use: how many times as much.
_LIBRARIES_MAP = 4

Event = dict[str, Any]


class Prolonged(Protocol):
    """How many seconds a run has, once that is known."""

    @property
    def limit(self) -> float | None: ...


class BoxRun(NamedTuple):
    """What came of a child.

    ``ended`` is ``done``, ``crashed``, ``timeout``, ``memory``, ``output``, ``disk``,
    ``processes``, ``ours`` or ``stopped``. ``status`` and ``said`` are those of a program that
    took the child's place, on Linux: how it ended, and the begin of its standard output.
    """

    ended: str
    events: list[Event]
    output: PartedOutput
    seconds: float
    limit: float
    enforced: tuple[str, ...]
    missing: tuple[str, ...]
    message: str = ""
    status: int | None = None
    said: bytes = b""


def run_in_box(
    job: Mapping[str, Any],
    limits: Limits,
    *,
    files: Mapping[str, str] | None = None,
    libraries: bool = False,
    prolong: Callable[[], Prolonged] | None = None,
    stop: threading.Event | None = None,
    start: Start = PythonProcess,
) -> BoxRun:
    """Run *job* in a child, whose folder begins with *files*.

    With *libraries* it may import what is installed here, else the standard library alone.
    *prolong* is asked once, after half the time: it finds out how many seconds there really are.
    When *stop* is set the child is ended at once: nobody wants to know any more. *start* gives
    the child, which is a Python of its own unless several share the start of one.
    """
    with make_folder(files or {}) as folder:
        return _Run(job, limits, folder, libraries, prolong, stop, start).run()


class RunBox(Protocol):
    """:func:`run_in_box`, with all that doesn't depend on the job."""

    def __call__(
        self,
        job: Mapping[str, Any],
        limits: Limits,
        *,
        files: Mapping[str, str] | None = ...,
        libraries: bool = ...,
        stop: threading.Event | None = ...,
        start: Start = ...,
    ) -> BoxRun: ...


class _Run:
    """The run of one child: two threads read what it says, this one watches over it."""

    def __init__(
        self,
        job: Mapping[str, Any],
        limits: Limits,
        folder: str,
        libraries: bool,
        prolong: Callable[[], Prolonged] | None,
        stop: threading.Event | None,
        start: Start,
    ) -> None:
        self._job = job
        self._limits = limits
        self._folder = folder
        self._libraries = find_libraries() if libraries else []
        self._prolong = prolong
        self._start = start
        self._stop = stop or threading.Event()
        self._secret = os.urandom(16).hex()
        self._mark = os.urandom(16).hex()
        self._output = PartedOutput(limits.kept, self._mark)
        self._news: SimpleQueue[Event] = SimpleQueue()
        self._events: list[Event] = []
        self._status: int | None = None
        self._said = b""

    def run(self) -> BoxRun:
        try:
            child = self._start(self._folder, self._libraries)
        except OSError as error:
            return self._result("ours", 0.0, self._limits.first_seconds, str(error))
        # It waits for its request, so nothing runs before the job holds it.
        tree = ProcessTree(child.pid, _put_into_job(child, self._limits))
        tree.first = child.first
        streams = child.streams
        threads = [
            threading.Thread(target=self._read_events, args=(streams.report,), daemon=True),
            threading.Thread(target=self._read_output, args=(streams.output,), daemon=True),
        ]
        try:
            for thread in threads:
                thread.start()
            self._feed(streams.input, tree.walls)
            ended, begun, limit = self._watch(tree)
            seconds = time.monotonic() - begun
        finally:
            tree.kill()
            child.kill()
            for thread in threads:
                thread.join(_LAST_WORDS)
            child.bury()
            for stream, thread in zip(streams[1:], threads, strict=True):
                if not thread.is_alive():
                    stream.close()
        return self._result(ended, seconds, limit)

    def _feed(self, stream: IO[bytes], held: Sequence[str]) -> None:
        request = {
            "secret": self._secret,
            "mark": self._mark,
            "folder": self._folder,
            "libraries": self._libraries,
            "limits": {
                **self._limits._asdict(),
                "memory": self._limits.memory * (_LIBRARIES_MAP if self._libraries else 1),
                "cpu": 600,  # the clock on the wall comes first; this ends what got away from it
                "running": _count_tasks(),
            },
            "held": held,
            "job": self._job,
        }
        with suppress(OSError):  # it has ended already, which will be seen
            stream.write(json.dumps(request).encode() + b"\n")
            stream.close()

    def _watch(self, tree: ProcessTree) -> tuple[str, float, float]:
        """Return how it ended, when the answer began, and how many seconds it had."""
        limit = self._limits.first_seconds
        begun = time.monotonic()
        ready, paused, look_at = False, False, begun + LOOK_EVERY
        prolonged: Prolonged | None = None
        while True:
            spent = time.monotonic() - begun
            if self._stop.is_set():
                return "stopped", begun, limit
            if not ready and spent > START_SECONDS:
                return "ours", begun, limit
            may_prolong = self._prolong is not None and self._limits.seconds is None
            if ready and may_prolong and not prolonged and spent > limit / 2:
                assert self._prolong
                prolonged = self._prolong()
            if ready and spent > limit:
                if prolonged is None:
                    return "timeout", begun, limit
                longer = prolonged.limit
                if longer is not None:
                    if spent > longer:
                        return "timeout", begun, max(limit, longer)
                    limit, prolonged, self._prolong = longer, None, None
            if time.monotonic() > look_at:
                if trouble := self._look(tree):
                    return trouble, begun, limit
                look_at = time.monotonic() + LOOK_EVERY
            waited = time.monotonic()
            try:
                event = self._news.get(timeout=_LOOK)
            except Empty:
                event = {"event": ""}
            pause = time.monotonic() - waited
            if pause > _PAUSE and not paused:  # Ctrl-Z stopped us, and not what is run
                begun, paused = begun + pause, True
            match event["event"]:
                case "":
                    continue
                case "started":
                    tree.first = int(event["pid"])
                case "ready":
                    begun, ready = time.monotonic(), True
                    self._events.append(event)
                case "done":
                    return "done", begun, limit
                case "closed":
                    return ("crashed" if ready else "ours"), begun, limit
                case "exit":
                    self._status = int(event["status"])
                    return ("crashed" if ready else "ours"), begun, limit
                case "flood":
                    return "output", begun, limit
                case "ours":
                    self._events.append(event)
                    return "ours", begun, limit
                case _:
                    self._events.append(event)

    def _look(self, tree: ProcessTree) -> str:
        held = tree.measure()
        if held.memory > self._limits.memory:
            return "memory"
        if len(held.processes) > self._limits.processes:
            return "processes"
        written = measure_folder(self._folder) + measure_deleted(held.processes)
        return "disk" if written > self._limits.disk else ""

    def _read_events(self, stream: Any) -> None:
        secret, size, rest = self._secret.encode(), 0, b""
        while data := _read(stream):
            size += len(data)
            if len(self._said) < MOST_SAID:
                self._said += data
            if size > self._limits.printed:
                self._news.put({"event": "flood"})
                return
            *lines, rest = (rest + data).split(b"\n")
            for line in lines:
                if line.startswith(secret):
                    with suppress(ValueError):
                        self._news.put(json.loads(line[len(secret) :]))
        self._news.put({"event": "closed"})

    def _read_output(self, stream: Any) -> None:
        while data := _read(stream):
            self._output.add(data)
            if self._output.size > self._limits.printed:
                self._news.put({"event": "flood"})
                return

    def _result(self, ended: str, seconds: float, limit: float, message: str = "") -> BoxRun:
        self._output.close()
        ready = next((event for event in self._events if event["event"] == "ready"), {})
        ours = [event["message"] for event in self._events if event["event"] == "ours"]
        if ended == "ours" and not ours and not message:
            message = self._output.part(0).text()[-1000:] or "the child process didn't start"
        return BoxRun(
            ended,
            self._events,
            self._output,
            seconds,
            limit,
            tuple(ready.get("enforced", ())),
            tuple(ready.get("missing", ())),
            message or "".join(ours),
            self._status,
            self._find_said(),
        )

    def _find_said(self) -> bytes:
        """Return what a whole program said between the events, which no other can say."""
        if self._job["kind"] != "program":
            return b""
        return re.sub(rb"\n%b.*\n" % self._secret.encode(), b"", self._said)[:MOST_SAID]


def _put_into_job(child: Child, limits: Limits) -> Job | None:
    if os.name != "nt" or not isinstance(child, PythonProcess):
        return None
    from interview_cli.packs.sandbox.boxes.windows_job import put_into_job  # needs ctypes

    return put_into_job(child.handle, limits)


def _read(stream: Any) -> bytes:
    try:
        return os.read(stream.fileno(), 1 << 16)
    except (OSError, ValueError):
        return b""


def _count_tasks() -> int:
    """Return about how many threads this user runs, which a limit of the user counts too."""
    if sys.platform != "linux":
        return 1024 if os.name == "posix" else 0
    return sum(name.isdigit() for name in os.listdir("/proc")) * 4
