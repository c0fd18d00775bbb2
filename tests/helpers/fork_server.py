"""Starts the program as processes of their own, without the imports that all of them begin with.

It imports the program once. For each request it forks, and the child goes on as
``python -m interview_cli`` would: with the arguments, the environment, the folder and the three
standard streams that came with the request, and with its own end. Nothing that one process does
is seen by the next. Warnings are errors here.

A request is a line of JSON with the descriptors of the streams beside it; the answer to it is a
line with the exit code.
"""

from __future__ import annotations

import atexit
import gc
import importlib
import json
import os
import pkgutil
import socket
import sys
import time

import interview_cli.cli
from interview_cli.storage import clock

#: What is left out: the libraries of extras, which few commands need, and the program's start.
NOT_IMPORTED = ("interview_cli.ai", "interview_cli.__main__")


def serve(connection: socket.socket) -> None:
    """Answer requests until there are no more; return in each child with its request done."""
    given = set(os.environ)
    for module in pkgutil.walk_packages(interview_cli.__path__, "interview_cli."):
        if not module.name.startswith(NOT_IMPORTED):
            importlib.import_module(module.name)
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
        child = os.fork()
        if not child:
            break
        for stream in streams:
            os.close(stream)
        _, status = os.waitpid(child, 0)
        connection.sendall(b"%d\n" % os.waitstatus_to_exitcode(status))
    connection.close()
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    become(**json.loads(line), set_by_imports=set_by_imports)


def become(args: list[str], env: dict[str, str], cwd: str, set_by_imports: dict[str, str]) -> None:
    """Make this the process that would have been started so."""
    os.environ.clear()
    os.environ.update(set_by_imports | env)
    if hasattr(time, "tzset"):
        time.tzset()
    os.chdir(cwd)
    sys.path[0] = cwd
    sys.argv[1:] = args
    clock._STARTED = time.monotonic()


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])))
    code = interview_cli.cli.main()
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    os._exit(code)  # taking down all that was imported would take longer than most commands
