"""Starts the program as processes of their own, without the imports that all of them begin with.

It imports the program once, and scores an answer. For each request it forks, and the child goes on
as ``python -m interview_cli`` would: with the arguments, the environment, the folder and the three
standard streams that came with the request, and with its own end. Nothing that one process does
is seen by the next. Warnings are errors here.

A request is a line of JSON with the descriptors of the streams beside it; the answer to it is a
line with the exit code. Where the one descriptor is a terminal, the child is at that terminal,
or becomes the command that the request names; the answer is its number. Another request asks
for the exit code of such a child, and is answered with an empty line while it runs.
"""

from __future__ import annotations

import atexit
import fcntl
import gc
import importlib
import json
import os
import pkgutil
import socket
import sys
import tempfile
import termios
import threading
import time

import interview_cli.cli
from interview_cli.core.questions.question import KeyPoint, Question
from interview_cli.core.scoring.explain import Explain
from interview_cli.storage import clock

#: What is left out: the libraries of extras, which few commands need, and the program's start.
NOT_IMPORTED = ("interview_cli.ai", "interview_cli.__main__")

#: What the program imports late. No test that asks which it has imported is forked.
IMPORTED_LATE = ("fsrs", "questionary", "rapidfuzz.distance")


def serve(connection: socket.socket) -> None:
    """Answer requests until there are no more; return in each child with its request done."""
    given = set(os.environ)
    for module in pkgutil.walk_packages(interview_cli.__path__, "interview_cli."):
        if not module.name.startswith(NOT_IMPORTED):
            importlib.import_module(module.name)
    for name in IMPORTED_LATE:
        importlib.import_module(name)
    # Its lists of words and its patterns take longer to be made ready than an answer to be scored.
    points = (KeyPoint("because of it", ("because",)),)
    Explain(Question("id", "Why?", "Because of it.", "mid", "topic", key_points=points)).prepare()
    set_by_imports = {name: os.environ[name] for name in os.environ if name not in given}
    gc.collect()
    gc.freeze()
    while True:
        line, streams, _, _ = socket.recv_fds(connection, 1 << 16, 3)
        while line and not line.endswith(b"\n"):
            line += connection.recv(1 << 16)
        if not line:
            connection.close()
            sys.exit()
        request = json.loads(line)
        if started := request.get("started"):
            ended, status = os.waitpid(started, os.WNOHANG)
            code = os.waitstatus_to_exitcode(status) if ended else ""
            connection.sendall(f"{code}\n".encode())
            continue
        child = os.fork()
        if not child:
            break
        for stream in streams:
            os.close(stream)
        if len(streams) == 1:
            connection.sendall(b"%d\n" % child)
        else:
            _, status = os.waitpid(child, 0)
            connection.sendall(b"%d\n" % os.waitstatus_to_exitcode(status))
    connection.close()
    if len(streams) == 1:
        enter(streams[0])
    else:
        for number, stream in enumerate(streams):
            os.dup2(stream, number)
            os.close(stream)
    become(**request, set_by_imports=set_by_imports)


def enter(terminal: int) -> None:
    """Be the first process at *terminal*."""
    os.setsid()
    fcntl.ioctl(terminal, termios.TIOCSCTTY, 0)
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        os.dup2(terminal, number)
        stream = open(number, "w" if number else "r", buffering=1, closefd=False)  # noqa: SIM115
        setattr(sys, name, stream)
        setattr(sys, f"__{name}__", stream)
    os.close(terminal)


def become(
    args: list[str],
    env: dict[str, str],
    cwd: str,
    umask: int,
    set_by_imports: dict[str, str],
    command: list[str] | None = None,
) -> None:
    """Make this the process that would have been started so."""
    os.umask(umask)
    if command:
        os.chdir(cwd)
        os.execvpe(command[0], [*command, *args], env)
    os.environ.clear()
    os.environ.update(set_by_imports | env)
    if hasattr(time, "tzset"):
        time.tzset()
    tempfile.tempdir = None
    tempfile.gettempdir()  # as at an import, with this environment
    os.chdir(cwd)
    sys.path[0] = cwd
    sys.argv[1:] = args
    clock._STARTED = time.monotonic()


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])))
    code = interview_cli.cli.main()
    threading._shutdown()  # type: ignore[attr-defined]
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    os._exit(code)  # taking down all that was imported would take longer than most commands
