"""The process that runs an answer: ``python -I -S child.py``, a request on standard input.

It needs the standard library alone. The request is one line of JSON; events go out by what
was standard output, and all that the answer prints by standard error. A request with
``programs`` is one for several such processes, which are forked from this one.
"""

from __future__ import annotations

import gc
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from interview_cli.packs.sandbox.inside.reporting import Send


def main() -> None:
    gc.disable()  # imports go faster; an answer has it back
    request, apart = _read_json(sys.stdin.buffer.readline().decode()), False
    # Our own modules, from the folder above the package; gone again before the answer runs.
    above = __file__
    for _ in range(5):  # this file, and the folders inside, sandbox, packs and interview_cli
        above = os.path.dirname(above)
    sys.path.insert(0, above)
    if "programs" in request:
        from interview_cli.packs.sandbox.inside.forking import fork_programs, move_to

        if request["asyncio"]:
            _import_asyncio(alone=not request["libraries"])
        line, apart = fork_programs(request["programs"], request["runs"])
        request = _read_json(line)
        move_to(request["folder"])
    report = os.dup(1)  # not inherited by what the answer starts
    os.dup2(2, 1)
    output = os.dup(2)
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.close(nothing)
    from interview_cli.packs.sandbox.inside.reporting import make_marker, make_sender
    from interview_cli.packs.sandbox.inside.walls import set_walls

    walls = set_walls(request, report, apart=apart)
    send = make_sender(report, request.pop("secret"))
    job = request["job"]
    try:
        if job["kind"] == "program":
            run = _become
            os.dup2(report, 1)  # it's the program's own standard output now
        elif job["kind"] == "sql":
            from interview_cli.packs.sandbox.inside.running_query import run_queries as run
        else:
            from interview_cli.packs.sandbox.inside.running_tests import run_tests as run

            job["mark"] = make_marker(output, request.pop("mark"))
        sys.path[:] = [*sys.path[1:], *request["libraries"]]
        sys.dont_write_bytecode = True
        sys.argv[:] = ["exercise"]
        job["libraries"] = request["libraries"]
        if job.get("asyncio"):
            _import_asyncio(alone=not request["libraries"])
        walls.close()
        gc.freeze()  # what is here stays: an answer's rubbish is found without a look at it
        gc.enable()
        send("ready", enforced=walls.enforced, missing=walls.missing)
        run(job, request["folder"], send)
    except BaseException as error:
        send("ours", message=f"{type(error).__name__}: {error}")
        raise
    finally:
        os._exit(0)  # whatever threads, exit handlers and destructors are left


def _become(job: dict[str, Any], folder: str, send: Send) -> None:
    """Put a Python that runs the file ``program`` of *folder* in this process's place."""
    file = f"{folder}/{job['program']}"
    command = [sys.executable, "-I", "-X", "utf8", file]
    os.execve(sys.executable, command, {**os.environ, "TZ": "UTC"})


def _import_asyncio(*, alone: bool) -> None:
    """Import what takes longer than all else, and isn't the answer's time.

    Where the answer is *alone* with the standard library it does without ``ssl``, an eighth
    of that: nothing gets as far as a socket.
    """
    if alone and "ssl" not in sys.modules:
        sys.modules["ssl"] = None  # type: ignore[assignment]
    import asyncio  # noqa: F401

    if sys.modules.get("ssl", alone) is None:
        del sys.modules["ssl"]


def _read_json(text: str) -> dict[str, Any]:
    """Return what *text* says, by the compiled part of ``json`` where that is there."""
    try:
        from _json import make_scanner
    except ImportError:
        import json

        plain: dict[str, Any] = json.loads(text)
        return plain
    scanning: Any = _Scanning()
    found: dict[str, Any] = make_scanner(scanning)(text, 0)[0]
    return found


class _Scanning:
    """How ``json`` reads by default."""

    strict = True
    object_hook = object_pairs_hook = None
    parse_float, parse_int, parse_constant = float, int, float

    def __init__(self) -> None:
        self.memo: dict[str, str] = {}


if __name__ == "__main__":
    main()
